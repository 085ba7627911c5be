import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as file:
        photo = np.asarray(file.resize((width, height)), np.float32) / 255
    return photo if photo.ndim == 3 else photo[..., None]
