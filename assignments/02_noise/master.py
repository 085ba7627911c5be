"""Noise: damage images on purpose, in a way that can be repeated.

En français :

Le bruit : abîmer des images exprès, d’une façon que l’on peut répéter.
"""

# %% setup
import numpy as np


# %% q1
def add_uniform_noise(images: np.ndarray, factor: float, seed: int) -> np.ndarray:
    """Return the images with uniform noise added, clipped to [0, 1].

    Every value of the array (each image, each pixel, each channel) receives `factor * r`, with an
    `r` of its own drawn uniformly from [0, 1). The sum is then clipped: below 0 it becomes 0, above
    1 it becomes 1.

    Args:
        images: Float array `(n, height, width, channels)`, float32 or float64, with values in
            [0, 1]. It is left as it was.
        factor: Strength of the noise, 0 or more: a number of Python or of NumPy (float,
            np.float64). With 0 the values come back as they were.
        seed: Whole number from 0 to 2**32 - 1. The same seed gives the same noise, another seed
            other noise. The noise comes from a generator of your own made from it: the global
            generators of NumPy (`np.random.seed`, `np.random.rand` …), of Python (`random.seed`)
            and of TensorFlow (`tf.random.set_seed`) are left as they were.

    Returns:
        float32 array of the shape of `images`.

    En français :

    Renvoie les images auxquelles un bruit uniforme a été ajouté, écrêtées à [0, 1].

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
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape, dtype=np.float32)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)
    # END SOLUTION


# %% q2
def add_gaussian_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    """Return the images with Gaussian noise added, clipped to [0, 1].

    Every value of the array (each image, each pixel, each channel) receives a number of its own,
    drawn from the normal distribution with mean 0 and standard deviation `sigma`. The sum is then
    clipped: below 0 it becomes 0, above 1 it becomes 1.

    Args:
        images: Float array `(n, height, width, channels)`, float32 or float64, with values in
            [0, 1]. It is left as it was.
        sigma: Standard deviation of the noise, 0 or more, in the unit of the pixels: a number of
            Python or of NumPy (float, np.float64). With 0 the values come back as they were.
        seed: Whole number from 0 to 2**32 - 1. The same seed gives the same noise, another seed
            other noise. The noise comes from a generator of your own made from it: the global
            generators of NumPy, of Python and of TensorFlow are left as they were.

    Returns:
        float32 array of the shape of `images`.

    En français :

    Renvoie les images auxquelles un bruit gaussien a été ajouté, écrêtées à [0, 1].

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
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    noise = sigma * rng.standard_normal(images.shape, dtype=np.float32)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)
    # END SOLUTION


# %% q3
def add_random_strength_noise(images: np.ndarray, max_strength: float, seed: int) -> np.ndarray:
    """Return the images with uniform noise added, each image with a strength of its own, clipped to
    [0, 1].

    For each image a strength `s = u * max_strength` is drawn, with `u` uniform in [0, 1). Then
    every value of that image (each pixel, each channel) receives `s * v`, with a `v` of its own,
    uniform in [-1, 1). The sum is then clipped: below 0 it becomes 0, above 1 it becomes 1.

    Args:
        images: Float array `(n, height, width, channels)`, float32 or float64, with values in
            [0, 1]. It is left as it was.
        max_strength: Upper limit of the strengths, 0 or more: a number of Python or of NumPy
            (float, np.float64). With 0 the values come back as they were.
        seed: Whole number from 0 to 2**32 - 1. The same seed gives the same noise, another seed
            other strengths and other noise. Both come from a generator of your own made from it:
            the global generators of NumPy, of Python and of TensorFlow are left as they were.

    Returns:
        float32 array of the shape of `images`.

    En français :

    Renvoie les images auxquelles un bruit uniforme a été ajouté, avec une force propre à chaque
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
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1), dtype=np.float32)
    noise = strengths * (2.0 * rng.random(images.shape, dtype=np.float32) - 1.0)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)
    # END SOLUTION
