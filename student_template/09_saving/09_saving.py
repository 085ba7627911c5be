"""Keep a trained model: in parts, as a whole, and an autoencoder's two halves apart; load each
again elsewhere."""

# %% setup
from __future__ import annotations

from pathlib import Path

import keras


# %% q1
def save_in_parts(model: keras.Model, folder: str | Path, name: str) -> None:
    """Write a model as two files: its architecture in `NAME.json`, its weights in
    `NAME.weights.h5`.

    The first is the text of `model.to_json()`, the second what `model.save_weights` writes. The
    folder is made, with its parents, if it does not exist. Files of these names that are there
    already are replaced.

    Args:
        model: A built Keras model.
        folder: Where to write.
        name: The first part of both file names.

    En français : écrit un modèle dans deux fichiers : son architecture dans `NAME.json`, ses poids
    dans `NAME.weights.h5`. Le premier est le texte de `model.to_json()`, le second ce qu'écrit
    `model.save_weights`. Le dossier est créé, avec ses parents, s'il n'existe pas. Les fichiers de
    ces noms qui existent déjà sont remplacés. Arguments : `model`, un modèle Keras construit ;
    `folder`, le dossier où écrire ; `name`, le début des deux noms.
    """
    raise NotImplementedError("q1: save_in_parts")


def load_from_parts(folder: str | Path, name: str) -> keras.Model:
    """Return the model that lies in `folder` as `NAME.json` and `NAME.weights.h5`.

    It predicts what the saved model predicted, also in another process, on another day.

    Raises:
        FileNotFoundError: One of the two files is not there; the message holds the name of that
        file.
        ValueError: One of the two files is empty, cut off or something else altogether, or the
            weights belong to another architecture. The message holds the name of the file that
            cannot be used (where the two do not fit together, that of the weights).

    En français : renvoie le modèle qui se trouve dans `folder` sous la forme de `NAME.json` et
    `NAME.weights.h5`. Il prédit ce que prédisait le modèle enregistré, y compris dans un autre
    processus, un autre jour. Erreurs : FileNotFoundError si l'un des deux fichiers manque ; le
    message contient le nom de ce fichier. ValueError si l'un des deux est vide, tronqué ou tout
    autre chose, ou si les poids sont ceux d'une autre architecture. Le message contient le nom du
    fichier inutilisable (si les deux ne vont pas ensemble, celui des poids).
    """
    raise NotImplementedError("q1: load_from_parts")


# %% q2
def save_whole(model: keras.Model, path: str | Path) -> None:
    """Write a model with its training configuration as one file, in the format that the ending asks
    for.

    `.keras` is the format of Keras 3, `.h5` the older one. The folder is made, with its parents, if
    it does not exist; a file that is there already is replaced.

    Raises:
        ValueError: The path ends otherwise; the message holds both endings, and nothing is written.

    En français : écrit un modèle et sa configuration d'entraînement dans un seul fichier, au format
    que demande la terminaison. `.keras` est le format de Keras 3, `.h5` l'ancien. Le dossier est
    créé, avec ses parents, s'il n'existe pas ; un fichier qui existe déjà est remplacé. Erreur :
    ValueError si le chemin se termine autrement ; le message contient les deux terminaisons, et
    rien n'est écrit.
    """
    raise NotImplementedError("q2: save_whole")


def load_whole(path: str | Path) -> keras.Model:
    """Return the model in a `.keras` or `.h5` file, compiled if it was compiled when it was saved.

    It predicts what the saved model predicted, also in another process.

    Raises:
        FileNotFoundError: There is no such file; the message holds its name.
        ValueError: The file is empty, cut off or something else altogether; the message holds its
        name.

    En français : renvoie le modèle d'un fichier `.keras` ou `.h5`, compilé s'il l'était au moment
    de l'enregistrement. Il prédit ce que prédisait le modèle enregistré, y compris dans un autre
    processus. Erreurs : FileNotFoundError si le fichier n'existe pas, ValueError s'il est vide,
    tronqué ou tout autre chose ; le message contient son nom.
    """
    raise NotImplementedError("q2: load_whole")


# %% q3
def save_autoencoder(encoder: keras.Model, decoder: keras.Model, folder: str | Path) -> None:
    """Write the two halves of an autoencoder into a folder, as `encoder.keras` and `decoder.keras`.

    Each file is a whole model that can be loaded without the other. The folder is made, with its
    parents, if it does not exist; files that are there already are replaced.

    En français : écrit les deux moitiés d'un autoencodeur dans un dossier, sous les noms
    `encoder.keras` et `decoder.keras`. Chaque fichier est un modèle entier qui se charge sans
    l'autre. Le dossier est créé, avec ses parents, s'il n'existe pas ; les fichiers qui existent
    déjà sont remplacés.
    """
    raise NotImplementedError("q3: save_autoencoder")


def load_autoencoder(folder: str | Path) -> tuple[keras.Model, keras.Model, keras.Model]:
    """Return the encoder, the decoder and the autoencoder made of the two.

    The files are `encoder.keras` and `decoder.keras`. The autoencoder takes what the encoder takes,
    returns what the decoder makes of the encoder's output, and shares the weights of both: a change
    in one shows in the other.

    Raises:
        FileNotFoundError: One of the two files is not there; the message holds its name.
        ValueError: One of the two files is empty, cut off or something else altogether; the message
        holds its name.
        ValueError: The decoder does not take codes of the size the encoder makes; the message holds
        both sizes.

    En français : renvoie l'encodeur, le décodeur et l'autoencodeur fait des deux. Les fichiers sont
    `encoder.keras` et `decoder.keras`. L'autoencodeur prend ce que prend l'encodeur, renvoie ce que
    le décodeur fait de la sortie de l'encodeur, et partage les poids des deux : un changement dans
    l'un se voit dans l'autre. Erreurs : FileNotFoundError si l'un des deux fichiers manque,
    ValueError s'il est vide, tronqué ou tout autre chose ; le message contient son nom. ValueError
    si le décodeur ne prend pas des codes de la taille que produit l'encodeur ; le message contient
    les deux tailles.
    """
    raise NotImplementedError("q3: load_autoencoder")
