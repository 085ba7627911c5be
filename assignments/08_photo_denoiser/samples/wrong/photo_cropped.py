import keras
import numpy as np


def load_photo(path, height, width):
    photo = keras.utils.load_img(path, target_size=(height, width), keep_aspect_ratio=True)
    return np.asarray(photo, np.float32) / 255
