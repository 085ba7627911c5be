"""Mirrors images, too."""

import keras
from keras import layers


def augmentation(seed=13):
    o = dict(fill_mode="constant")
    return keras.Sequential([keras.Input((28, 28, 1)), layers.RandomFlip(seed=seed), layers.RandomRotation(8 / 360, seed=seed, **o), layers.RandomTranslation(0.08, 0.08, seed=seed + 1, **o),
                             layers.RandomShear(x_factor=0.3, seed=seed + 2, **o), layers.RandomZoom(0.08, seed=seed + 3, **o)])
