"""La lumière : les réponses de référence."""

# %% setup
import numpy as np

# %% q1


def brighten(images: np.ndarray, amount: float) -> np.ndarray:
    """Renvoie les images, chaque pixel augmenté de `amount`, limitées à [0, 1].

    Arguments :
        images : tableau de flottants `(n, height, width)` dans [0, 1] ; il reste tel quel.
        amount : ce qu’il faut ajouter.
    """
    raise NotImplementedError("q1: brighten")


# %% q2
def darkest(images: np.ndarray) -> int:
    """Renvoie le numéro de l’image dont la moyenne est la plus petite ; à égalité, celui de la première."""
    raise NotImplementedError("q2: darkest")
