"""Light: the reference answers."""

# %% setup
import numpy as np

# %% q1
FLOOR_AND_CEILING = (0.0, 1.0)


def brighten(images: np.ndarray, amount: float) -> np.ndarray:
    """Return the images with `amount` added to every pixel, clipped to [0, 1].

    Args:
        images: Float array `(n, height, width)` in [0, 1]; it stays as it is.
        amount: What to add.
    """
    brightened_images = images + amount
    return np.clip(brightened_images, *FLOOR_AND_CEILING)


# %% q2
def darkest(images: np.ndarray) -> int:
    """Return the number of the image whose mean is smallest; of equals, the first."""
    means = images.mean(axis=(1, 2))
    return int(np.argmin(means))
