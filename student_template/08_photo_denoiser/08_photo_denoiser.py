"""Un étage de nettoyage pour des photos en couleurs de toute taille : un dossier de photos, du
bruit ajouté au passage, un débruiteur convolutif.
"""

# %% setup
from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import keras
import numpy as np
from PIL import Image


# %% q1
def list_photos(folder: str | Path) -> list[str]:
    """Renvoie les chemins de toutes les photos de `folder`, quel que soit son nom, et de ses
    sous-dossiers, triés.

    Une photo est un fichier dont le nom finit par `.jpg`, `.jpeg` ou `.png`, en majuscules ou non.
    Les autres fichiers sont laissés de côté, et les dossiers aussi, quels que soient leurs noms.
    Les fichiers ne sont pas ouverts. Compter ou non ce qui a, dans `folder`, un nom qui commence
    par un point est à votre choix.
    """
    raise NotImplementedError("q1: list_photos")


def split_photos(paths: list[str], seed: int) -> tuple[list[str], list[str], list[str]]:
    """Renvoie `paths` réparti au hasard en trois listes : entraînement (70 %), validation (10 %),
    test (20 %).

    Chaque chemin est dans exactement une liste. La taille de chaque liste diffère de sa part du
    total de moins de 2 : arrondissez comme vous voulez. La même graine donne les mêmes listes, dans
    un autre programme aussi ; une autre graine en donne d’autres. `paths` reste tel quel.

    Arguments :
        paths : au moins dix chemins, tous différents.
        seed : entier de 0 à 2**32 - 1.
    """
    raise NotImplementedError("q1: split_photos")


# %% q2
def load_photo(path: str, height: int, width: int) -> np.ndarray:
    """Renvoie une photo, ramenée à `height` × `width`, en tableau float32 `(height, width, 3)` à
    valeurs dans [0, 1].

    Les canaux sont le rouge, le vert et le bleu, dans cet ordre. Une photo grise a trois canaux
    égaux ; une photo en quatre encres (CMJN) est ramenée aux trois couleurs ; un quatrième canal
    qui est la transparence est laissé de côté. La photo est gardée entière (ses proportions peuvent
    changer) ; toute interpolation convient.
    """
    raise NotImplementedError("q2: load_photo")


def photo_batches(
    paths: list[str], batch_size: int, height: int, width: int, max_strength: float, seed: int
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Renvoie un objet qui donne des lots `(noisy, clean)` de photos, époque après époque.

    C’est quelque chose que `fit` accepte : un générateur sans fin, un `tf.data.Dataset` (répété ou
    non) ou un `keras.utils.PyDataset`. Un lot donné reste tel quel quand vient le suivant.

    - `clean` : des photos telles que les renvoie `load_photo`, float32 `(b, height, width, 3)`, au
      moins une et au plus `batch_size`. À chaque époque, chaque photo vient exactement une fois,
      dans un ordre aléatoire qui change d’une époque à l’autre.
    - `noisy` : les mêmes photos avec du bruit, float32, même forme. Chaque photo a sa propre force,
      `s = u * max_strength`, où `u` est uniforme dans [0, 1[ ; chacune de ses valeurs (pixel,
      canal) reçoit `s * v`, où `v`, propre à cette valeur, est uniforme dans [-1, 1[. La somme est
      écrêtée à [0, 1]. La force et le bruit sont tirés de nouveau à chaque époque.
    - Un fichier qui n’est pas une image lisible (un texte, un fichier vide, une photo coupée au
      milieu) est sauté, et une ligne avec son nom est affichée au moins une fois.

    Deux objets créés avec les mêmes arguments donnent les mêmes lots, dans un autre programme
    aussi ; avec une autre graine, l’ordre, les forces et le bruit sont autres.
    """
    raise NotImplementedError("q2: photo_batches")




# %% q3
def build_denoiser() -> keras.Model:
    """Renvoie un nouveau débruiteur convolutif pour des photos en couleurs de toute taille.

    Entrée : float32 `(n, height, width, 3)`, pour toute hauteur et toute largeur à partir de 8
    pixels, impaires comprises. Sortie : la même forme. Un seul modèle sert à toutes les tailles.
    Les couches sont à votre choix, pourvu que le réseau apprenne : entraîné sur 160 fragments de
    24 × 24 pixels pendant 120 pas par lots de 8, avec Adam (taux d’apprentissage 0,001) et l’erreur
    quadratique moyenne (MSE), sa sortie pour des fragments bruités jamais vus (`max_strength` 0,5)
    doit avoir au plus 70 % de la MSE de ces fragments eux-mêmes ; et pour de telles
    photos d’autres tailles, par plusieurs, moins de MSE qu’elles, le long des bords aussi. Chaque
    appel construit un nouveau modèle, non entraîné. Il n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q3: build_denoiser")




# %% q4
def train_denoiser(
    model: keras.Model,
    batches: Iterable[tuple[np.ndarray, np.ndarray]],
    steps: int,
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
) -> dict[str, list[float]]:
    """Entraîne `model`, sur place, avec `batches`, et renvoie l’historique.

    Optimiseur : Adam, le même à toutes les époques. Perte : l’erreur quadratique moyenne.
    L’entraînement part des poids qu’a le modèle, et prend les lots l’un après l’autre, comme ils
    viennent ; ceux d’un `PyDataset`, dans n’importe quel ordre.

    Arguments :
        model : un modèle Keras quelconque, non compilé, qui mène d’images bruitées à des images
            propres.
        batches : ce que renvoie `photo_batches` : un générateur sans fin, un `tf.data.Dataset`
            répété ou un `keras.utils.PyDataset` de `steps` lots ; il donne des couples
            `(noisy, clean)`.
        steps : nombre de lots par époque.
        validation : deux tableaux `(noisy, clean)`, créés une fois pour toutes : les pertes de
            toutes les époques sont mesurées sur le même bruit. Le réseau n’en apprend jamais rien.
        epochs : nombre d’époques.

    Résultat :
        Dictionnaire (ou ce que renvoie `fit`) avec "loss" et "val_loss", listes de `epochs`
        nombres : la MSE sur les lots pendant chaque époque, et sur les images de validation après
        celle-ci.
    """
    raise NotImplementedError("q4: train_denoiser")


# %% q5
def evaluate_denoiser(model: keras.Model, noisy: np.ndarray, clean: np.ndarray) -> dict[str, float]:
    """Renvoie les erreurs des photos bruitées et des photos débruitées, en MSE et en PSNR.

    Avant d’être comparée, la sortie du modèle est écrêtée à [0, 1] : aucun écran ne montre
    davantage.

    Arguments :
        model : modèle Keras qui mène de photos bruitées à des photos propres ; il n’est pas
            forcément compilé, et reste tel quel.
        noisy : tableau float32 `(n, height, width, 3)` dans [0, 1].
        clean : tableau de même forme ; aucune image n’est égale à sa version bruitée ou débruitée.

    Résultat :
        Dictionnaire de quatre nombres. "mse_noisy" et "mse_denoised" : l’erreur quadratique moyenne
        par rapport à `clean`, sur toutes les valeurs. "psnr_noisy" et "psnr_denoised" : la moyenne
        sur les images de `10 * log10(1 / mse)`, où `mse` est l’erreur quadratique moyenne de cette
        image, en décibels.
    """
    raise NotImplementedError("q5: evaluate_denoiser")


# %% q6
answer_q6 = r"""
Votre réponse ici, en quelques phrases.
"""
