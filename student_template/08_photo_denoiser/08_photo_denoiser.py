"""A cleaning stage for colour photos of any size: a folder of photos, noise made on the way, a
convolutional denoiser."""

# %% setup
from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import keras
import numpy as np
from PIL import Image


# %% q1
def list_photos(folder: str | Path) -> list[str]:
    """Return the paths of all photos in `folder` and in its subfolders, sorted.

    A photo is a file whose name ends in `.jpg`, `.jpeg` or `.png`, in capitals or not. Other files
    are left out, and folders too, whatever their names. The files are not opened.

    En français : renvoie les chemins de toutes les photos de `folder` et de ses sous-dossiers,
    triés. Une photo est un fichier dont le nom finit par `.jpg`, `.jpeg` ou `.png`, en majuscules
    ou non. Les autres fichiers sont laissés de côté, et les dossiers aussi, quels que soient leurs
    noms. Les fichiers ne sont pas ouverts.
    """
    raise NotImplementedError("q1: list_photos")


def split_photos(paths: list[str], seed: int) -> tuple[list[str], list[str], list[str]]:
    """Return `paths` shared out at random into three lists: training (70 %), validation (10 %),
    test (20 %).

    Each path is in exactly one list. The size of each list differs from its share of the whole by
    less than 2: round as you like. The same seed gives the same lists, another seed other lists.
    `paths` is left as it was.

    Args:
        paths: At least ten different paths.
        seed: Whole number, 0 or more.

    En français : renvoie `paths` réparti au hasard en trois listes : entraînement (70 %),
    validation (10 %), test (20 %). Chaque chemin est dans exactement une liste. La taille de chaque
    liste diffère de sa part du total de moins de 2 : arrondissez comme vous voulez. La même graine
    donne les mêmes listes, une autre graine d’autres listes. `paths` reste tel quel.

    Arguments :
        paths : au moins dix chemins, tous différents.
        seed : entier positif ou nul.
    """
    raise NotImplementedError("q1: split_photos")


# %% q2
def load_photo(path: str, height: int, width: int) -> np.ndarray:
    """Return one photo, resized to `height` × `width`, as float32 array `(height, width, 3)` with
    values in [0, 1].

    The channels are red, green, blue, in this order. A grey photo has three equal channels; a
    fourth channel, transparency, is left out. The whole photo is kept (its proportions may change);
    any interpolation will do.

    En français : renvoie une photo, ramenée à `height` × `width`, en tableau float32 `(height,
    width, 3)` à valeurs dans [0, 1]. Les canaux sont le rouge, le vert et le bleu, dans cet ordre.
    Une photo grise a trois canaux égaux ; un quatrième canal, la transparence, est laissé de côté.
    La photo est gardée entière (ses proportions peuvent changer) ; toute interpolation convient.
    """
    raise NotImplementedError("q2: load_photo")


def photo_batches(
    paths: Sequence[str], batch_size: int, height: int, width: int, max_strength: float, seed: int
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Return an object that gives batches `(noisy, clean)` of the photos, epoch after epoch.

    It is something that `fit` accepts: a generator that never ends, a `tf.data.Dataset` (repeated
    or not) or a `keras.utils.PyDataset`.

    - `clean`: photos as `load_photo` returns them, float32 `(b, height, width, 3)`, at least one
      and at most `batch_size` of them. In every epoch each photo comes exactly once, in a random
      order that changes from epoch to epoch.
    - `noisy`: the same photos with noise, float32, same shape. Each photo has a strength of its
      own, `s = u * max_strength` with `u` uniform in [0, 1); each of its values (pixel, channel)
      receives `s * v`, with a `v` of its own, uniform in [-1, 1). The sum is clipped to [0, 1].
      Strength and noise are drawn anew in every epoch.
    - A file that is not a readable image (a text, an empty file, a photo cut off in the middle) is
      skipped, and a line with its name is printed at least once.

    Two objects made with the same arguments give the same batches; with another seed, others.

    En français : renvoie un objet qui donne des lots `(noisy, clean)` de photos, époque après
    époque. C’est quelque chose que `fit` accepte : un générateur sans fin, un `tf.data.Dataset`
    (répété ou non) ou un `keras.utils.PyDataset`.

    - `clean` : des photos telles que les renvoie `load_photo`, float32 `(b, height, width, 3)`, au
      moins une et au plus `batch_size`. À chaque époque, chaque photo vient exactement une fois,
      dans un ordre aléatoire qui change d’une époque à l’autre.
    - `noisy` : les mêmes photos avec du bruit, float32, même forme. Chaque photo a sa propre force,
      `s = u * max_strength`, `u` étant uniforme dans [0, 1[ ; chacune de ses valeurs (pixel, canal)
      reçoit `s * v`, où `v`, propre à cette valeur, est uniforme dans [-1, 1[. La somme est limitée
      à [0, 1]. La force et le bruit sont tirés de nouveau à chaque époque.
    - Un fichier qui n’est pas une image lisible (un texte, un fichier vide, une photo coupée au
      milieu) est sauté, et une ligne avec son nom est affichée au moins une fois.

    Deux objets créés avec les mêmes arguments donnent les mêmes lots ; avec une autre graine,
    d’autres lots.
    """
    raise NotImplementedError("q2: photo_batches")




# %% q3
def build_denoiser() -> keras.Model:
    """Return a new convolutional denoiser for colour photos of any size.

    Input: float32 `(n, height, width, 3)`, for any height and width from 8 pixels on, odd ones too.
    Output: the same shape. One model serves all sizes. The layers are yours to choose, as long as
    the network learns: trained on 160 patches of 24 × 24 pixels for 120 steps in batches of 8, with
    Adam (learning rate 0.001) and the mean squared error (MSE), its output for unseen noisy patches
    (`max_strength` 0.5) must have at most 70 % of the MSE of the patches themselves. Every call
    builds a new model. It need not be compiled.

    En français : renvoie un nouveau débruiteur convolutif pour des photos en couleurs de toute
    taille. Entrée :
    float32 `(n, height, width, 3)`, pour toute hauteur et toute largeur à partir de 8 pixels,
    impaires comprises. Sortie : la même forme. Un seul modèle sert à toutes les tailles. Les
    couches sont à votre choix, pourvu que le réseau apprenne : entraîné sur 160 fragments de 24 ×
    24 pixels pendant 120 pas par lots de 8, avec Adam (taux d’apprentissage 0,001) et l’erreur
    quadratique moyenne (MSE), sa sortie pour des fragments bruités jamais vus (`max_strength` 0,5)
    doit avoir au plus 70 % de la MSE de ces fragments eux-mêmes. Chaque appel construit un
    nouveau modèle. Il n’a pas besoin d’être compilé.
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
    """Train `model` in place on `batches`, and return the history.

    Optimiser: Adam. Loss: mean squared error.

    Args:
        model: Any Keras model from noisy to clean images, not compiled.
        batches: What `photo_batches` returns: a generator that never ends, a repeated
            `tf.data.Dataset` or a `keras.utils.PyDataset` of `steps` batches; it gives `(noisy,
            clean)`.
        steps: Number of batches per epoch.
        validation: Two arrays `(noisy, clean)`, made once: the losses of all epochs are measured on
            the same noise. The network never learns from them.
        epochs: Number of epochs.

    Returns:
        Dictionary (or what `fit` returns) with "loss" and "val_loss", lists of `epochs` numbers:
        the MSE on the batches during each epoch and on the validation images after it.

    En français : entraîne `model`, sur place, avec `batches`, et renvoie l’historique. Optimiseur :
    Adam. Perte :
    l’erreur quadratique moyenne.

    Arguments :
        model : un modèle Keras quelconque, non compilé, qui mène d’images bruitées à des images
            propres.
        batches : ce que renvoie `photo_batches` : un générateur sans fin, un `tf.data.Dataset`
            répété ou un `keras.utils.PyDataset` de `steps` lots ; il donne des couples `(noisy,
            clean)`.
        steps : nombre de lots par époque.
        validation : deux tableaux `(noisy, clean)`, créés une fois pour toutes : les pertes de
            toutes les époques sont mesurées sur le même bruit. Le réseau n’en apprend jamais rien.
        epochs : nombre d’époques.

    Résultat : dictionnaire (ou ce que renvoie `fit`) avec "loss" et "val_loss", listes de `epochs`
    nombres : la MSE sur les lots pendant chaque époque, et sur les images de validation après
    celle-ci.
    """
    raise NotImplementedError("q4: train_denoiser")


# %% q5
def evaluate_denoiser(model: keras.Model, noisy: np.ndarray, clean: np.ndarray) -> dict[str, float]:
    """Return the errors of the noisy photos and of the denoised ones, as MSE and as PSNR.

    Before it is compared, the model's output is clipped to [0, 1]: no screen shows more.

    Args:
        model: Keras model from noisy to clean photos; it may not be compiled, and is left as it
            was.
        noisy: float32 array `(n, height, width, 3)` in [0, 1].
        clean: Array of the same shape; no image equals its noisy or its denoised counterpart.

    Returns:
        Dictionary of four numbers. "mse_noisy" and "mse_denoised": the mean squared error against
        `clean` over all values. "psnr_noisy" and "psnr_denoised": the mean over the images of `10 *
        log10(1 / mse)`, where `mse` is the mean squared error of that image, in decibels.

    En français : renvoie les erreurs des photos bruitées et des photos débruitées, en MSE et en
    PSNR. Avant d’être comparée, la sortie du modèle est limitée à [0, 1] : aucun écran ne montre
    davantage.

    Arguments :
        model : modèle Keras qui mène de photos bruitées à des photos propres ; il n’est pas
            forcément compilé, et reste tel quel.
        noisy : tableau float32 `(n, height, width, 3)` dans [0, 1].
        clean : tableau de même forme ; aucune image n’est égale à sa version bruitée ou débruitée.

    Résultat : dictionnaire de quatre nombres. "mse_noisy" et "mse_denoised" : l’erreur quadratique
    moyenne par rapport à `clean`, sur toutes les valeurs. "psnr_noisy" et "psnr_denoised" : la
    moyenne sur les images de `10 * log10(1 / mse)`, où `mse` est l’erreur quadratique moyenne de
    cette image, en décibels.
    """
    raise NotImplementedError("q5: evaluate_denoiser")
