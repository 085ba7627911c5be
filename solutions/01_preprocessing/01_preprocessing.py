"""Préparer des images : des pixels et des étiquettes bruts aux tableaux dont un réseau peut
apprendre.
"""

# %% setup
import numpy as np
import pandas as pd


# %% q1
def scale(images: np.ndarray) -> np.ndarray:
    """Renvoie les pixels divisés par 255, en float32.

    Arguments :
        images : tableau de forme quelconque, aux pixels de 0 à 255, de n’importe quel type
            numérique : uint8 comme dans les fichiers d’images, int64 comme pandas les lit, mais
            aussi uint16, float32 ou float64. Il peut être vide. Il reste tel quel.

    Résultat :
        Tableau float32 de même forme, à valeurs entre 0 et 1. Le diviseur est toujours 255, quels
        que soient le pixel le plus clair et le type : un pixel de 51 devient 0,2 dans toute image.
    """
    return images.astype(np.float32) / 255


# %% q2
def flatten(images: np.ndarray) -> np.ndarray:
    """Renvoie chaque image comme une ligne de nombres.

    Arguments :
        images : tableau `(n, height, width)` ou `(n, height, width, channels)`, de dtype
            quelconque. `n` peut valoir 0 ou 1 ; height, width et channels valent au moins 1.

    Résultat :
        Tableau de même dtype, `(n, height * width)` ou `(n, height * width * channels)` : la
        première rangée de l’image de gauche à droite, puis la deuxième, et ainsi de suite ; les
        canaux d’un pixel restent côte à côte.
    """
    # Not reshape(len(images), -1): without images NumPy cannot tell what -1 stands for.
    return images.reshape(len(images), int(np.prod(images.shape[1:])))


def add_channel(images: np.ndarray) -> np.ndarray:
    """Renvoie les images avec un dernier axe de taille 1, le canal des images grises.

    Arguments :
        images : tableau `(n, height, width)` de dtype quelconque. `n` peut valoir 0 ou 1 ; height
            et width valent au moins 1.

    Résultat :
        Tableau `(n, height, width, 1)` de même dtype ; chaque pixel garde sa place.
    """
    return images[..., np.newaxis]


# %% q3
def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Renvoie chaque étiquette comme un vecteur : 1 à la place de sa classe, 0 partout ailleurs.

    Arguments :
        labels : tableau d’entiers `(n,)`, de n’importe quel dtype entier (uint8, int64 …), chacun
            de 0 à `classes - 1`. Il peut être vide, et certaines classes peuvent être absentes.
        classes : nombre de classes, au moins 1.

    Résultat :
        Tableau float32 `(n, classes)`.

    Exceptions :
        ValueError : une étiquette est négative, ou supérieure ou égale à `classes`.
    """
    outside = (labels < 0) | (labels >= classes)
    if outside.any():
        raise ValueError(f"expected labels from 0 to {classes - 1}, received {labels[outside][0]}")
    return np.eye(classes, dtype=np.float32)[labels]


# %% q4
def read_pixel_csv(path: str) -> tuple[np.ndarray, np.ndarray]:
    """Renvoie les images et les étiquettes contenues dans un fichier CSV de pixels.

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
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% q5
def split(
    images: np.ndarray, labels: np.ndarray, held_out: float, seed: int
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Renvoie les exemples séparés au hasard en une partie pour l’entraînement et une partie mise
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
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
