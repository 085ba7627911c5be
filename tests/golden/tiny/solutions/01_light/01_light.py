"""La lumière : les réponses de référence."""

# %% setup
import numpy as np

# %% q1
FLOOR_AND_CEILING = (0.0, 1.0)


def brighten(images: np.ndarray, amount: float) -> np.ndarray:
    """Renvoie les images, chaque pixel augmenté de `amount`, limitées à [0, 1].

    Arguments :
        images : tableau de flottants `(n, height, width)` dans [0, 1] ; il reste tel quel.
        amount : ce qu’il faut ajouter.
    """
    brightened_images = images + amount
    return np.clip(brightened_images, *FLOOR_AND_CEILING)


# %% q2
def darkest(images: np.ndarray) -> int:
    """Renvoie le numéro de l’image dont la moyenne est la plus petite ; à égalité, celui de la première."""
    means = images.mean(axis=(1, 2))
    return int(np.argmin(means))
