"""Des vêtements reconnus par un réseau convolutif : des données de deux formats, de l’augmentation,
des chiffres honnêtes.
"""

# %% setup
from __future__ import annotations

import gzip
import math
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from keras import layers, ops
from matplotlib.figure import Figure


# %% q1
def load_csv(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Renvoie les images et les étiquettes d’une table disposée comme les fichiers publiés de
    Fashion-MNIST.

    La table a un en-tête et 785 colonnes : label, pixel1 … pixel784. Chaque ligne de la table est
    une image ; ses pixels, de 0 à 255, vont de gauche à droite le long de la première ligne de
    l’image, puis de la deuxième, et ainsi de suite.

    Arguments :
        path : le fichier CSV.

    Résultat :
        Les images `(n, 28, 28, 1)`, float32 dans [0, 1], et les étiquettes `(n,)`, nombres entiers,
        dans l’ordre des lignes de la table.
    """
    raise NotImplementedError("q1: load_csv")


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Renvoie les images et les étiquettes de deux fichiers IDX, sous la même forme que `load_csv`.

    Chaque fichier est tel quel, ou compressé par gzip si son nom se termine par `.gz`. Tous les
    entiers d’un en-tête occupent 4 octets, l’octet de poids fort en premier. Le fichier des
    images : le nombre 2051, le nombre d’images, de lignes, de colonnes, puis un octet par pixel. Le
    fichier des étiquettes : le nombre 2049, leur nombre, puis un octet par étiquette.

    Arguments :
        images_path : le fichier des images, qui mesurent 28 × 28.
        labels_path : le fichier des étiquettes.

    Exceptions :
        ValueError : un fichier commence par un autre nombre, ou les deux ne contiennent pas autant
            d’éléments.
    """
    raise NotImplementedError("q1: load_idx")


# %% q2
def build_cnn() -> keras.Model:
    """Renvoie le réseau à une convolution, compilé, pas encore entraîné.

    Entrée (28, 28, 1) ; convolution de 32 filtres de 3 × 3, sans bordure (no padding), relu ;
    max-pooling 2 × 2 ; dropout 0,2 ; aplatissement ; couche dense de 128, relu ; couche dense de
    10, softmax. 693 962 paramètres en tout. Compilé avec Adam, l’entropie croisée catégorielle pour
    des étiquettes one-hot, et l’exactitude (accuracy) comme métrique. Chaque appel construit un
    nouveau réseau.
    """
    raise NotImplementedError("q2: build_cnn")


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    """Entraîne un modèle sur 80 % des images et le valide sur les 20 % restants ; renvoie
    l’historique.

    Le partage est tiré au sort avec `seed` : la même graine donne les mêmes parts, une autre graine
    en donne d’autres. Le modèle est entraîné par un seul appel de `model.fit`, avec `epochs`,
    `batch_size` et les deux parts, données comme tableaux NumPy ; les étiquettes lui sont données
    sous forme one-hot.

    Arguments :
        model : compilé pour des étiquettes one-hot de dix classes, avec la métrique accuracy. Il
            est entraîné sur place.
        images : `(n, 28, 28, 1)`, float32 ; n est un multiple de 5. Elles restent telles quelles.
        labels : `(n,)`, entiers de 0 à 9. Ils restent tels quels.
        epochs : nombre d’époques.
        batch_size : nombre d’images par pas.
        seed : entier de 0 à 2**32 - 1.

    Résultat :
        `history` de l’objet que renvoie `fit` : les listes "loss", "accuracy", "val_loss" et
        "val_accuracy", d’un nombre par époque.
    """
    raise NotImplementedError("q2: train")


# %% q3
def augmentation(seed: int = 13) -> keras.Model:
    """Renvoie un modèle qui modifie les images au hasard pendant l’entraînement, et les laisse
    exactement telles quelles sinon.

    De (28, 28, 1) vers (28, 28, 1), quelles que soient les valeurs des pixels. À l’entraînement
    (`training=True`), chaque image d’un lot est, de quantités qui lui sont propres et qui sont
    tirées de nouveau à chaque appel : tournée de 8 degrés au plus dans un sens ou dans l’autre,
    déplacée d’au plus 0,08 de sa taille dans chaque direction, et agrandie ou réduite de 8 % au
    plus. Un cisaillement de 0,3 degré au plus, tel qu’il fut publié, ne déplace aucun pixel d’un
    dixième de pixel : vous pouvez le mettre ou l’omettre ; un plus grand n’est pas permis.

    Le tout est une seule application affine par image, autour de son milieu, et chaque image n’est
    interpolée qu’une fois (bilinéaire) : c’est ce que fait `keras.ops.image.affine_transform`. Là
    où l’image s’est retirée, son bord est répété (`fill_mode="nearest"`). En inférence, rien ne
    change.

    Arguments :
        seed : deux modèles de même graine modifient de la même façon le même premier lot ; une
            autre graine le modifie autrement.
    """

    raise NotImplementedError("q3: augmentation")


def with_augmentation(model: keras.Model, altering: keras.Model) -> keras.Model:
    """Renvoie un modèle qui modifie ses images avant de les donner à `model`, compilé comme celui
    de `build_cnn`.

    L’entraîner, c’est entraîner `model` : les deux partagent leurs poids. En inférence, il prédit
    exactement ce que prédit `model`.

    Arguments :
        model : de (28, 28, 1) vers dix probabilités.
        altering : tel que le renvoie `augmentation`.
    """
    raise NotImplementedError("q3: with_augmentation")


# %% q4
def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Renvoie la qualité d’un modèle : {"loss": …, "accuracy": …, "error_rate": …}.

    "loss" est l’entropie croisée catégorielle moyenne, "accuracy" la part des images dont la classe
    la plus probable est la bonne, "error_rate" la part des autres. Le modèle sert comme en
    inférence et n’est pas modifié.

    Arguments :
        model : compilé comme par `build_cnn`.
        images : `(n, 28, 28, 1)`, float32.
        labels : `(n,)`, entiers de 0 à 9.
    """
    raise NotImplementedError("q4: scores")


def learning_curves(history: dict[str, list[float]]) -> Figure:
    """Renvoie une figure à deux graphiques (axes) : l’exactitude (accuracy) au fil des époques, et la
    perte (loss) au fil des époques.

    Chacun des deux montre deux lignes, une pour l’entraînement et une pour la validation, et porte
    un titre sur ses deux axes et une légende. Chaque appel dessine une nouvelle figure.

    Arguments :
        history : tel que le renvoie `train`.
    """
    raise NotImplementedError("q4: learning_curves")


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    """Renvoie une figure de la matrice de confusion : combien de fois chaque classe a été prise
    pour chaque autre.

    La matrice est dessinée avec `imshow` : 10 × 10 effectifs ; ses lignes, de haut en bas, sont les
    vraies classes de 0 à 9, ses colonnes, de gauche à droite, les classes prédites, y compris
    celles qui n’apparaissent pas. Chaque effectif est écrit dans sa case, comme texte. Les deux
    axes portent un titre. Chaque appel dessine une nouvelle figure.

    Arguments :
        labels : les vraies classes `(n,)`, entiers de 0 à 9.
        predicted : les classes prédites `(n,)`, de même.
        names : les noms des dix classes, à écrire le long des axes.
    """
    raise NotImplementedError("q4: confusion_figure")


# %% q5
def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    """Renvoie les classes qu’un modèle enregistré dans un fichier `.keras` prédit pour des images.

    Elle vous sert à essayer le fichier `fashion_cnn.keras` que vous rendez.

    Arguments :
        path : le fichier `.keras` d’un modèle de (28, 28, 1) vers dix probabilités.
        images : `(n, 28, 28, 1)`, float32 dans [0, 1].

    Résultat :
        Les étiquettes `(n,)`, entiers de 0 à 9.
    """
    raise NotImplementedError("q5: predict_classes")


# %% q6
def build_deep_cnn() -> keras.Model:
    """Renvoie le réseau à quatre convolutions, compilé comme celui de `build_cnn`, pas encore
    entraîné.

    Entrée (28, 28, 1) ; convolution 32, normalisation par lots ; convolution 32, normalisation par
    lots ; max-pooling 2 × 2 ; dropout 0,25 ; convolution 64, normalisation par lots ; dropout
    0,25 ; convolution 128, normalisation par lots ; max-pooling 2 × 2 ; dropout 0,25 ;
    aplatissement ; dense 512, normalisation par lots ; dropout 0,5 ; dense 128, normalisation par
    lots ; dropout 0,5 ; dense 10, softmax. Les convolutions sont de 3 × 3, sans bordure ; elles et
    les deux premières couches denses ont relu. 1 221 546 paramètres en tout. Chaque
    appel construit un nouveau réseau.
    """
    raise NotImplementedError("q6: build_deep_cnn")


# %% q7
answer_q7 = r"""
Votre réponse ici, en quelques phrases.
"""
