"""Preparing images: from raw pixels and labels to arrays a network can learn from.

En français :

Préparer des images : des pixels et des étiquettes bruts aux tableaux dont un réseau peut
apprendre.
"""

# %% setup
import numpy as np
import pandas as pd


# %% q1
def scale(images: np.ndarray) -> np.ndarray:
    """Return the pixels divided by 255, as float32.

    Args:
        images: Array of any shape, with pixels from 0 to 255 of any numeric type: uint8 as in image
            files, int64 as pandas reads them, but also uint16, float32 or float64. It may be empty.
            It is left as it was.

    Returns:
        float32 array of the same shape, with values in [0, 1]. The divisor is always 255, whatever
        the brightest pixel and the type: a pixel of 51 becomes 0.2 in every image.

    En français :

    Renvoie les pixels divisés par 255, en float32.

    Arguments :
        images : tableau de forme quelconque, aux pixels de 0 à 255, de n’importe quel type
            numérique : uint8 comme dans les fichiers d’images, int64 comme pandas les lit, mais
            aussi uint16, float32 ou float64. Il peut être vide. Il reste tel quel.

    Résultat :
        Tableau float32 de même forme, à valeurs entre 0 et 1. Le diviseur est toujours 255, quels
        que soient le pixel le plus clair et le type : un pixel de 51 devient 0,2 dans toute image.
    """
    # BEGIN SOLUTION
    return images.astype(np.float32) / 255
    # END SOLUTION


# %% q2
def flatten(images: np.ndarray) -> np.ndarray:
    """Return each image as one row of numbers.

    Args:
        images: Array `(n, height, width)` or `(n, height, width, channels)` of any dtype. `n` may
            be 0 or 1; height, width and channels are at least 1.

    Returns:
        Array of the same dtype, `(n, height * width)` or `(n, height * width * channels)`: the
        first line of the image from left to right, then the second, and so on; the channels of a
        pixel stay side by side.

    En français :

    Renvoie chaque image comme une ligne de nombres.

    Arguments :
        images : tableau `(n, height, width)` ou `(n, height, width, channels)`, de dtype
            quelconque. `n` peut valoir 0 ou 1 ; height, width et channels valent au moins 1.

    Résultat :
        Tableau de même dtype, `(n, height * width)` ou `(n, height * width * channels)` : la
        première rangée de l’image de gauche à droite, puis la deuxième, et ainsi de suite ; les
        canaux d’un pixel restent côte à côte.
    """
    # BEGIN SOLUTION
    # Not reshape(len(images), -1): without images NumPy cannot tell what -1 stands for.
    return images.reshape(len(images), int(np.prod(images.shape[1:])))
    # END SOLUTION


def add_channel(images: np.ndarray) -> np.ndarray:
    """Return the images with a last axis of size 1, the channel of grey images.

    Args:
        images: Array `(n, height, width)` of any dtype. `n` may be 0 or 1; height and width are at
            least 1.

    Returns:
        Array `(n, height, width, 1)` of the same dtype; every pixel keeps its place.

    En français :

    Renvoie les images avec un dernier axe de taille 1, le canal des images grises.

    Arguments :
        images : tableau `(n, height, width)` de dtype quelconque. `n` peut valoir 0 ou 1 ; height
            et width valent au moins 1.

    Résultat :
        Tableau `(n, height, width, 1)` de même dtype ; chaque pixel garde sa place.
    """
    # BEGIN SOLUTION
    return images[..., np.newaxis]
    # END SOLUTION


# %% q3
def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Return each label as a vector: 1 at the place of its class, 0 everywhere else.

    Args:
        labels: Integer array `(n,)`, of any integer dtype (uint8, int64 …), each from 0 to `classes
            - 1`. It may be empty, and some classes may be absent.
        classes: Number of classes, at least 1.

    Returns:
        float32 array `(n, classes)`.

    Raises:
        ValueError: A label is negative, or `classes` or more.

    En français :

    Renvoie chaque étiquette comme un vecteur : 1 à la place de sa classe, 0 partout ailleurs.

    Arguments :
        labels : tableau d’entiers `(n,)`, de n’importe quel dtype entier (uint8, int64 …), chacun
            de 0 à `classes - 1`. Il peut être vide, et certaines classes peuvent être absentes.
        classes : nombre de classes, au moins 1.

    Résultat :
        Tableau float32 `(n, classes)`.

    Exceptions :
        ValueError : une étiquette est négative, ou supérieure ou égale à `classes`.
    """
    # BEGIN SOLUTION
    outside = (labels < 0) | (labels >= classes)
    if outside.any():
        raise ValueError(f"expected labels from 0 to {classes - 1}, received {labels[outside][0]}")
    return np.eye(classes, dtype=np.float32)[labels]
    # END SOLUTION


# %% q4
def read_pixel_csv(path: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and the labels that a CSV file of pixels holds.

    The first line of the file names its columns: `label`, and `pixel1`, `pixel2` … `pixel784`. Each
    further line is one grey image of 28 × 28 pixels, from 0 to 255, line after line from the top
    left, with its label, from 0 to 9. The pixel columns stand in this order; the column `label`
    usually comes first, but it may stand anywhere.

    Args:
        path: Path of the file, which has one image or more.

    Returns:
        `(images, labels)`: NumPy arrays, `images` uint8 of shape `(n, 28, 28)`, `labels` of shape
        `(n,)` and of any integer dtype, both in the order of the file.

    En français :

    Renvoie les images et les étiquettes contenues dans un fichier CSV de pixels.

    La première ligne du fichier nomme ses colonnes : `label`, et `pixel1`, `pixel2` … `pixel784`.
    Chaque ligne suivante est une image grise de 28 × 28 pixels, de 0 à 255, rangée après rangée
    depuis le coin en haut à gauche, avec son étiquette, de 0 à 9. Les colonnes de pixels se suivent
    dans cet ordre ; la colonne `label` est d’habitude la première, mais elle peut se trouver
    n’importe où.

    Arguments :
        path : chemin du fichier, qui contient une image ou plus.

    Résultat :
        `(images, labels)`, deux tableaux NumPy : `images` en uint8 de forme `(n, 28, 28)`, `labels`
        de forme `(n,)` et de n’importe quel dtype entier, tous deux dans l’ordre du fichier.
    """
    # BEGIN SOLUTION
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels
    # END SOLUTION


# %% q5
def split(
    images: np.ndarray, labels: np.ndarray, held_out: float, seed: int
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return the examples split at random into a part for training and a part held out.

    Args:
        images: Array of `n` images, of any shape `(n, …)` and any dtype. It is left as it was.
        labels: Integer array `(n,)`: the label of each image. It is left as it was.
        held_out: Share of the examples to hold out, from 0 (none) to 1 (all). The number held out
            is `n * held_out`, that of the others `n * (1 - held_out)`; where the one you reckon
            with, or what floats make of it, is not whole, rounding up and rounding down are both
            right.
        seed: Whole number from 0 to 2**32 - 1. The same seed gives the same split, another seed
            another one.

    Returns:
        `((train_images, train_labels), (held_images, held_labels))`, arrays of the dtypes received.
        Every example is in exactly one of the two parts, each image with its own label; every
        example has the same chance to be held out, wherever it stands and whatever its label. The
        order within a part is free; so is the shape of the images of a part that has none.

    En français :

    Renvoie les exemples séparés au hasard en une partie pour l’entraînement et une partie mise
    de côté.

    Arguments :
        images : tableau de `n` images, de forme `(n, …)` et de dtype quelconques. Il reste tel
            quel.
        labels : tableau d’entiers `(n,)` : l’étiquette de chaque image. Il reste tel quel.
        held_out : part des exemples à mettre de côté, de 0 (aucun) à 1 (tous). Leur nombre est
            `n * held_out`, celui des autres `n * (1 - held_out)` ; si celui avec lequel vous
            comptez, ou ce qu’en font les flottants, n’est pas entier, l’arrondir vers le haut ou
            vers le bas est également juste.
        seed : entier de 0 à 2**32 - 1. La même graine donne la même séparation, une autre graine
            une autre.

    Résultat :
        `((train_images, train_labels), (held_images, held_labels))`, tableaux des dtypes reçus.
        Chaque exemple est dans exactement une des deux parties, chaque image avec sa propre
        étiquette ; chaque exemple a la même chance d’être mis de côté, où qu’il se trouve et
        quelle que soit son étiquette. L’ordre à l’intérieur d’une partie est libre ; la forme
        des images d’une partie vide l’est aussi.
    """
    # BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
    # END SOLUTION
