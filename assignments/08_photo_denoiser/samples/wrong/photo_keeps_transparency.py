"""Keeps the fourth channel of a photo with transparency."""

import numpy as np
from PIL import Image


def load_photo(path, height, width):
    photo = np.asarray(Image.open(path).resize((width, height)), np.float32) / 255
    if photo.ndim == 2:
        photo = np.stack([photo] * 3, axis=-1)
    return photo
