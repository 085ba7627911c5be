"""Compiles for a regression."""

import keras


def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "mse", metrics=["mae"])
    return whole
