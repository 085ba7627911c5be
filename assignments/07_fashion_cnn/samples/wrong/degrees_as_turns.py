"""Takes 0.08 of a turn for 8 degrees."""

import keras
from keras import layers


def augmentation(seed=13):
    black = {"fill_mode": "constant", "fill_value": 0.0}
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomRotation(0.08, seed=seed, **black),
            layers.RandomTranslation(0.08, 0.08, seed=seed + 1, **black),
            layers.RandomShear(x_factor=0.3, seed=seed + 2, **black),
            layers.RandomZoom(0.08, seed=seed + 3, **black),
        ]
    )
