"""Leaves the images alone in training, too."""

import keras
from keras import layers


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Identity()])
