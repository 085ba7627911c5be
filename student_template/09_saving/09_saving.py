"""Conserver un modèle entraîné : en deux parties, en entier, et les deux moitiés d’un autoencodeur
séparément ; recharger le tout ailleurs.
"""

# %% setup
from __future__ import annotations

import copy
from pathlib import Path

import keras


# %% q1
def save_in_parts(model: keras.Model, folder: str | Path, name: str) -> None:
    """Écrit un modèle dans deux fichiers : son architecture dans `NAME.json`, ses poids dans
    `NAME.weights.h5`.

    Le premier est le texte de `model.to_json()`, le second ce qu’écrit `model.save_weights`. Le
    dossier est créé, avec ses parents, s’il n’existe pas. Les fichiers de ces noms qui existent
    déjà sont remplacés.

    Arguments :
        model : un modèle Keras construit.
        folder : le dossier où écrire.
        name : le début des noms des deux fichiers, points compris : "again.v2" devient
            `again.v2.json`.
    """
    raise NotImplementedError("q1: save_in_parts")


def load_from_parts(folder: str | Path, name: str) -> keras.Model:
    """Renvoie le modèle qui se trouve dans `folder` sous la forme de `NAME.json` et
    `NAME.weights.h5`.

    Il prédit ce que prédisait le modèle enregistré, y compris dans un autre processus, un autre
    jour.

    Exceptions :
        FileNotFoundError : l’un des deux fichiers manque ; le message contient le nom de ce
            fichier, non celui de l’autre.
        ValueError : l’un des deux fichiers est vide, tronqué ou tout autre chose, ou les poids sont
            ceux d’une autre architecture. Le message contient le nom du fichier inutilisable, non
            celui de l’autre (si les deux ne vont pas ensemble, celui des poids).
        Une exception, quelle qu’elle soit : la description contient du code Python (une couche
            Lambda, qui est une fonction). Keras la lève de lui-même, à moins que l’on ne désactive
            son mode sûr.
    """
    raise NotImplementedError("q1: load_from_parts")


# %% q2
def save_whole(model: keras.Model, path: str | Path) -> None:
    """Écrit un modèle et sa configuration d’entraînement dans un seul fichier, au format que
    demande la terminaison.

    `.keras` est le format de Keras 3, `.h5` l’ancien. Ce dont l’optimiseur se souvient est gardé
    aussi, autant que le format le fait. Le dossier est créé, avec ses parents, s’il n’existe pas ;
    un chemin sans dossier désigne le dossier courant. Un fichier qui existe déjà est remplacé.

    Exceptions :
        ValueError : le chemin se termine autrement ; le message contient les deux terminaisons, et
            rien n’est écrit, pas même un dossier.
    """
    raise NotImplementedError("q2: save_whole")


def load_whole(path: str | Path) -> keras.Model:
    """Renvoie le modèle d’un fichier `.keras` ou `.h5`, compilé s’il l’était au moment de
    l’enregistrement.

    Il prédit ce que prédisait le modèle enregistré, y compris dans un autre processus, et son
    optimiseur se souvient de ce dont il se souvenait, autant que le format le garde.

    Exceptions :
        FileNotFoundError : le fichier n’existe pas ; le message contient son nom.
        ValueError : le fichier est vide, tronqué ou tout autre chose ; le message contient son nom.
        Une exception : le fichier contient du code Python (une couche Lambda), ce que Keras refuse
            en mode sûr.
    """
    raise NotImplementedError("q2: load_whole")


# %% q3
def save_autoencoder(encoder: keras.Model, decoder: keras.Model, folder: str | Path) -> None:
    """Écrit les deux moitiés d’un autoencodeur dans un dossier, sous les noms `encoder.keras` et
    `decoder.keras`.

    Chaque fichier est un modèle entier qui se charge sans l’autre. Le dossier est créé, avec ses
    parents, s’il n’existe pas ; les fichiers qui existent déjà sont remplacés.
    """
    raise NotImplementedError("q3: save_autoencoder")


def load_autoencoder(folder: str | Path) -> tuple[keras.Model, keras.Model, keras.Model]:
    """Renvoie l’encodeur, le décodeur et l’autoencodeur fait des deux.

    Les fichiers sont `encoder.keras` et `decoder.keras` ; images et codes peuvent être de toute
    forme dont les tailles sont toutes connues (pas de None), et les deux modèles portent des noms
    différents, comme Keras l’exige de modèles qu’il réunit. L’autoencodeur prend ce que prend
    l’encodeur, renvoie ce que le décodeur fait de la sortie de l’encodeur, et partage les poids des
    deux : un changement dans l’un se voit dans l’autre.

    Exceptions :
        FileNotFoundError : l’un des deux fichiers manque ; le message contient son nom, non celui
            de l’autre.
        ValueError : l’un des deux fichiers est vide, tronqué ou tout autre chose ; le message
            contient son nom.
        Une exception, quelle qu’elle soit : un fichier contient du code Python (une couche Lambda,
            qui est une fonction). Keras la lève de lui-même, à moins que l’on ne désactive son mode
            sûr.
        ValueError : le décodeur ne prend pas des codes de la taille que produit l’encodeur ; le
            message contient les deux tailles.
    """
    raise NotImplementedError("q3: load_autoencoder")
