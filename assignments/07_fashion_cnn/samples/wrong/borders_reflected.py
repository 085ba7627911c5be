"""Lets the image be reflected where it has moved away."""

import keras
from keras import layers


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), layers.RandomRotation(8 / 360, seed=seed), layers.RandomTranslation(0.08, 0.08, seed=seed + 1),
                             layers.RandomShear(x_factor=0.3, seed=seed + 2), layers.RandomZoom(0.08, seed=seed + 3)])
