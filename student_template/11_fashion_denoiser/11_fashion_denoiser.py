"""Un réseau convolutif enlève le bruit d’images de vêtements, de 28 × 28 en entrée et de 28 × 28 en
sortie.
"""

# %% setup
from __future__ import annotations

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


# %% q1
def build_denoiser() -> keras.Model:
    """Renvoie un nouveau débruiteur convolutif : un modèle Keras qui mène d’images bruitées à des
    images propres, les unes et les autres de 28 × 28 pixels.

    Entrée : float32 `(n, 28, 28, 1)`. Sortie : `(n, 28, 28, 1)`, toutes les valeurs dans [0, 1]
    quelle que soit l’entrée. Le modèle compte au moins trois couches de convolution de Keras
    (`Conv2D`, `Conv2DTranspose`, `SeparableConv2D`…). Le reste est à votre choix, pourvu que le
    réseau apprenne : entraîné sur 640 vêtements bruités (bruit gaussien, facteur 0,5, valeurs
    écrêtées à [0, 1]) pendant 3 époques par lots de 16, avec Adam et l’erreur quadratique moyenne
    (MSE), il ramène la MSE sur des vêtements jamais vus, qui est de 0,119 pour les images bruitées,
    à 0,035 ou moins. Chaque appel construit un nouveau modèle. Il n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q1: build_denoiser")


# %% q2
def train_denoiser(
    model: keras.Model,
    noisy: np.ndarray,
    clean: np.ndarray,
    epochs: int = 50,
    batch_size: int = 256,
    seed: int = 0,
) -> dict[str, list[float]]:
    """Entraîne `model`, sur place, à transformer `noisy` en `clean`, garde ses meilleurs poids et
    renvoie l’historique.

    Optimiseur : Adam. Perte : l’erreur quadratique moyenne. L’entraînement part des poids qu’a
    le modèle ; ses couches de dropout et de normalisation fonctionnent comme à l’entraînement. Le
    dernier cinquième des images est l’ensemble de validation : le réseau n’en apprend jamais
    rien. Les `epochs` époques sont toutes effectuées ; à la fin, le modèle a les poids, tous,
    qu’il avait après l’époque de plus faible perte de validation.

    Arguments :
        model : un modèle Keras quelconque, non compilé, dont la sortie a la forme de `clean`.
        noisy : tableau float32 `(n, …)` : ce qui entre ; `n` est un multiple de 5.
        clean : tableau float32 `(n, …)` : ce qui doit sortir, dans le même ordre.
        epochs : nombre de passages sur les images d’entraînement.
        batch_size : nombre d’images par pas.
        seed : fixe le mélange des images : même graine et mêmes poids initiaux donnent le même
            entraînement, une autre graine un autre ordre.

    Résultat :
        Dictionnaire (ou ce que renvoie `fit`) avec "loss" et "val_loss", listes de `epochs`
        nombres : la MSE sur les images d’entraînement pendant chaque époque, et sur les images de
        validation après celle-ci. Il ne contient pas d’exactitude (accuracy) : une image n’est pas
        une classe.
    """
    raise NotImplementedError("q2: train_denoiser")


# %% q3
def evaluate_denoiser(model: keras.Model, noisy: np.ndarray, clean: np.ndarray) -> dict[str, float]:
    """Renvoie à quelle distance des images propres se trouvent les images bruitées et les images
    débruitées.

    Arguments :
        model : modèle Keras qui mène d’images bruitées à des images propres ; il n’est pas
            forcément compilé, sert en inférence, et reste tel quel.
        noisy : tableau float32 `(n, height, width, channels)`.
        clean : tableau de même forme, dans le même ordre.

    Résultat :
        Dictionnaire de trois nombres : "mse_noisy", l’erreur quadratique moyenne entre `noisy` et
        `clean` sur toutes les valeurs ; "mse_denoised", celle entre la sortie du modèle pour
        `noisy` et `clean` ; "gain", la première divisée par la seconde (supérieur à 1 quand le
        modèle aide).
    """
    raise NotImplementedError("q3: evaluate_denoiser")


# %% q4
def show_rows(noisy: np.ndarray, denoised: np.ndarray, clean: np.ndarray, count: int = 10) -> Figure:
    """Renvoie une figure de trois lignes d’images grises : bruitées en haut, débruitées au milieu,
    originales en bas.

    La colonne `i` montre l’image `i` des trois tableaux, pour les `count` premières images, ou pour
    toutes s’il y en a moins. Chaque case est un objet Axes avec une image (`imshow`). Un titre ou
    une étiquette dit ce qu’est chaque ligne. Chaque appel dessine une nouvelle figure.

    Arguments :
        noisy : tableau de flottants `(n, height, width, 1)`.
        denoised : tableau de même forme.
        clean : tableau de même forme.
        count : nombre de colonnes, au moins 1.

    Résultat :
        La figure matplotlib.
    """
    raise NotImplementedError("q4: show_rows")
