"""Gives all four layers the same seed and takes the nearest pixel."""

import keras
from keras import layers


def augmentation(seed=13):
    o = dict(fill_mode="constant", fill_value=0.0, interpolation="nearest")
    return keras.Sequential([layers.RandomRotation(1 / 45, seed=seed, **o), layers.RandomTranslation(0.08, 0.08, seed=seed, **o),
                             layers.RandomShear(0.3, seed=seed, **o), layers.RandomZoom(0.08, seed=seed, **o)])
