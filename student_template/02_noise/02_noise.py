"""Le bruit : abîmer des images exprès, d’une façon que l’on peut répéter."""

# %% setup
import numpy as np


# %% q1
def add_uniform_noise(images: np.ndarray, factor: float, seed: int) -> np.ndarray:
    """Renvoie les images auxquelles un bruit uniforme a été ajouté, écrêtées à [0, 1].

    Chaque valeur du tableau (chaque image, chaque pixel, chaque canal) reçoit `factor * r`, où `r`,
    propre à cette valeur, est tiré uniformément dans [0, 1[. La somme est ensuite écrêtée : en
    dessous de 0 elle devient 0, au-dessus de 1 elle devient 1.

    Arguments :
        images : tableau de flottants `(n, height, width, channels)`, float32 ou float64, à valeurs
            entre 0 et 1. Il reste tel quel.
        factor : force du bruit, 0 ou plus, en nombre Python ou NumPy (float, np.float64). Avec 0,
            les valeurs reviennent telles quelles.
        seed : entier de 0 à 2**32 - 1. La même graine donne le même bruit, une autre graine un
            autre bruit. Le bruit vient de votre propre générateur, créé à partir de la graine : les
            générateurs globaux de NumPy (`np.random.seed`, `np.random.rand` …), de Python
            (`random.seed`) et de TensorFlow (`tf.random.set_seed`) restent tels quels.

    Résultat :
        Tableau float32 de la forme de `images`.
    """
    raise NotImplementedError("q1: add_uniform_noise")


# %% q2
def add_gaussian_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    """Renvoie les images auxquelles un bruit gaussien a été ajouté, écrêtées à [0, 1].

    Chaque valeur du tableau (chaque image, chaque pixel, chaque canal) reçoit un nombre qui lui est
    propre, tiré selon la loi normale de moyenne 0 et d’écart type `sigma`. La somme est ensuite
    écrêtée : en dessous de 0 elle devient 0, au-dessus de 1 elle devient 1.

    Arguments :
        images : tableau de flottants `(n, height, width, channels)`, float32 ou float64, à valeurs
            entre 0 et 1. Il reste tel quel.
        sigma : écart type du bruit, 0 ou plus, dans l’unité des pixels, en nombre Python ou
            NumPy (float, np.float64). Avec 0, les valeurs reviennent telles quelles.
        seed : entier de 0 à 2**32 - 1. La même graine donne le même bruit, une autre graine un
            autre bruit. Le bruit vient de votre propre générateur, créé à partir de la graine : les
            générateurs globaux de NumPy, de Python et de TensorFlow restent tels quels.

    Résultat :
        Tableau float32 de la forme de `images`.
    """
    raise NotImplementedError("q2: add_gaussian_noise")


# %% q3
def add_random_strength_noise(images: np.ndarray, max_strength: float, seed: int) -> np.ndarray:
    """Renvoie les images auxquelles un bruit uniforme a été ajouté, avec une force propre à chaque
    image, écrêtées à [0, 1].

    Pour chaque image, une force `s = u * max_strength` est tirée, `u` étant uniforme dans [0, 1[.
    Puis chaque valeur de cette image (chaque pixel, chaque canal) reçoit `s * v`, où `v`, propre à
    cette valeur, est uniforme dans [-1, 1[. La somme est ensuite écrêtée : en dessous de 0 elle
    devient 0, au-dessus de 1 elle devient 1.

    Arguments :
        images : tableau de flottants `(n, height, width, channels)`, float32 ou float64, à valeurs
            entre 0 et 1. Il reste tel quel.
        max_strength : limite supérieure des forces, 0 ou plus, en nombre Python ou NumPy (float,
            np.float64). Avec 0, les valeurs reviennent telles quelles.
        seed : entier de 0 à 2**32 - 1. La même graine donne le même bruit, une autre graine
            d’autres forces et un autre bruit. Les deux viennent de votre propre générateur, créé à
            partir de la graine : les générateurs globaux de NumPy, de Python et de TensorFlow
            restent tels quels.

    Résultat :
        Tableau float32 de la forme de `images`.
    """
    raise NotImplementedError("q3: add_random_strength_noise")
