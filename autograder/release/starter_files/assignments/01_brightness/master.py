"""Brightness: images are arrays of numbers.

En français :

La luminosité : les images sont des tableaux de nombres.
"""

# %% setup
import numpy as np


# %% q1
def brighten(images: np.ndarray, amount: float) -> np.ndarray:
    """Return the images with `amount` added to every pixel, clipped to [0, 1].

    Args:
        images: Float array `(n, height, width)` in [0, 1]. It is left as it was.
        amount: What to add; below 0, the images become darker.

    En français :

    Renvoie les images, chaque pixel augmenté de `amount`, limitées à [0, 1].

    Arguments :
        images : tableau de flottants `(n, height, width)` dans [0, 1]. Il reste tel quel.
        amount : ce qu’il faut ajouter ; au-dessous de 0, les images deviennent plus sombres.
    """
    # BEGIN SOLUTION
    return np.clip(images + amount, 0, 1)
    # END SOLUTION
