"""Un autoencodeur convolutif résume une image en couleurs en 32 nombres, et la repeint sans son
bruit.
"""

# %% setup
from __future__ import annotations

from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

CODE_SIZE = 32


# %% q1
def add_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    """Renvoie les images auxquelles un bruit gaussien de moyenne nulle a été ajouté.

    Chaque valeur du tableau (chaque image, chaque pixel, chaque canal) reçoit un nombre qui lui est
    propre, tiré selon la loi normale de moyenne 0 et d’écart type `sigma`. Rien n’est écrêté à
    [0, 1] : cela décalerait la moyenne du bruit dans les zones sombres et dans les zones claires.

    Arguments :
        images : tableau de flottants `(n, height, width, channels)`. Il reste tel quel.
        sigma : écart type, 0 ou plus, dans l’unité des pixels.
        seed : entier de 0 à 2**32 - 1. La même graine donne le même bruit à tous les tableaux d’une
            même forme, en float32 ou en float64, une autre graine un autre bruit.

    Résultat :
        Tableau float32 de la forme de `images`.
    """
    raise NotImplementedError("q1: add_noise")


# %% q2
def build_autoencoder(
    height: int, width: int, code_size: int = CODE_SIZE
) -> tuple[keras.Model, keras.Model, keras.Model]:
    """Renvoie trois nouveaux modèles : `(encoder, decoder, autoencoder)`.

    Leurs formes sont symétriques (le lot d’abord) :

    - encodeur : `(n, height, width, 3)` -> `(n, code_size)` ;
    - décodeur : `(n, code_size)` -> `(n, height, width, 3)`, toutes les valeurs dans [0, 1] quel
      que soit le code ;
    - autoencodeur : l’encodeur, puis le décodeur. Il n’a pas de poids à lui : l’entraîner entraîne
      les deux autres.

    L’encodeur et le décodeur sont convolutifs : chacun compte au moins deux couches de convolution
    de Keras (`Conv2D`, `SeparableConv2D`, `Conv2DTranspose`…). Le reste est à votre choix, pourvu
    que le réseau apprenne : entraîné avec votre fonction `train` pendant 20 époques sur 400 scènes
    bruitées de 24×24 (sigma 0,1), il ramène l’erreur quadratique moyenne (MSE), sur des scènes
    jamais vues, à 0,028 ou moins.

    Arguments :
        height : hauteur des images en pixels, multiple de 4.
        width : largeur des images en pixels, multiple de 4 ; elle peut différer de la hauteur.
        code_size : longueur du code.

    Résultat :
        Trois modèles Keras, qui n’ont pas besoin d’être compilés. Chaque appel en crée de nouveaux,
        qui ont leurs propres poids.
    """
    raise NotImplementedError("q2: build_autoencoder")


# %% q3
def train(
    autoencoder: keras.Model, noisy: np.ndarray, clean: np.ndarray, epochs: int = 20, seed: int = 0
) -> dict[str, list[float]]:
    """Entraîne `autoencoder`, sur place, à transformer `noisy` en `clean`, et renvoie l’historique.

    Optimiseur : Adam. Perte : l’erreur quadratique moyenne. Lots de 32. L’entraînement
    part des poids qu’a le modèle. Le dernier cinquième des images est l’ensemble de validation : le
    réseau n’en apprend jamais rien. L’ensemble de test n’intervient pas ici.

    Arguments :
        autoencoder : un modèle Keras quelconque, non compilé, déjà construit ou non, dont la sortie
            a la forme de `clean`.
        noisy : tableau float32 `(n, …)` : ce qui entre ; `n` est un multiple de 5.
        clean : tableau float32 `(n, …)` : ce qui doit sortir, dans le même ordre.
        epochs : nombre de passages sur les images d’entraînement.
        seed : fixe le mélange des images : même graine et mêmes poids initiaux donnent le même
            entraînement, une autre graine un autre ordre.

    Résultat :
        Dictionnaire avec "loss" et "val_loss" : listes de `epochs` nombres, la MSE sur les images
        d’entraînement pendant chaque époque, et sur les images de validation après celle-ci. (Ce
        que renvoie `fit` convient aussi.)
    """
    raise NotImplementedError("q3: train")


# %% q4
def save_models(encoder: keras.Model, decoder: keras.Model, folder: str | Path) -> None:
    """Enregistre les deux modèles séparément, sous les noms `encoder.keras` et `decoder.keras`,
    dans `folder`. Le dossier est créé s’il manque, avec ses parents ; les fichiers de ces noms
    sont remplacés.

    Arguments :
        encoder : modèle Keras.
        decoder : modèle Keras.
        folder : un `str` ou un `Path`.
    """
    raise NotImplementedError("q4: save_models")


def load_models(folder: str | Path) -> tuple[keras.Model, keras.Model]:
    """Renvoie `(encoder, decoder)`, lus dans `encoder.keras` et `decoder.keras` du dossier
    `folder`.

    Les deux donnent les mêmes sorties qu’avant l’enregistrement, dans un autre programme aussi.

    Exceptions :
        FileNotFoundError : l’un des deux fichiers n’est pas là ; le message nomme le fichier
            manquant.
    """
    raise NotImplementedError("q4: load_models")


# %% q5
def show_reconstructions(originals: np.ndarray, codes: np.ndarray, reconstructions: np.ndarray) -> Figure:
    """Renvoie une figure d’une ligne par image et de trois colonnes : original, code,
    reconstruction.

    Chacune des `3 n` cases est un objet Axes avec une image (`imshow`). La ligne `i` montre
    `originals[i]`, les `code_size` nombres de `codes[i]` dans leur ordre, en une image de hauteur
    et de largeur quelconques, et `reconstructions[i]`. Un titre ou une étiquette dit ce qu’est
    chaque colonne. Dans les deux colonnes en couleurs, les valeurs hors de [0, 1] sont ramenées à
    cet intervalle avant d’être dessinées. Chaque appel dessine une nouvelle figure.

    Arguments :
        originals : tableau de flottants `(n, height, width, 3)`.
        codes : tableau de flottants `(n, code_size)`.
        reconstructions : tableau de la forme de `originals`.

    Résultat :
        La figure matplotlib.
    """
    raise NotImplementedError("q5: show_reconstructions")


# %% q6
answer_q6 = r"""
Votre réponse ici, en quelques phrases.
"""
