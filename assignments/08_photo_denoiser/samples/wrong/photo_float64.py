import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB").resize((width, height))) / 255
