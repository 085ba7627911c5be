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
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


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
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:  # whatever the damage makes Keras stumble over
        raise ValueError(f"{architecture.name} is not the description of a model: {error}") from error
    if not isinstance(model, keras.Model):  # any other JSON comes back as plain data
        raise ValueError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model: {error}") from error
    return model


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
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".h5":  # saved so, the model in memory forgets its optimiser: let a copy forget it
        model = copy.deepcopy(model)
    model.save(path)


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
    path = Path(path)
    if not path.is_file():  # Keras itself says "File not found" of a damaged .keras file, too
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model: {error}") from error


# %% q3
def save_autoencoder(encoder: keras.Model, decoder: keras.Model, folder: str | Path) -> None:
    """Écrit les deux moitiés d’un autoencodeur dans un dossier, sous les noms `encoder.keras` et
    `decoder.keras`.

    Chaque fichier est un modèle entier qui se charge sans l’autre. Le dossier est créé, avec ses
    parents, s’il n’existe pas ; les fichiers qui existent déjà sont remplacés.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


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
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model: {error}") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
        raise ValueError(f"the encoder makes codes of shape {made}, the decoder takes codes of shape {taken}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)), name="autoencoder")
