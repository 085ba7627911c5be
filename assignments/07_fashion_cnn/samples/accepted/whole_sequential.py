"""Puts the two into a Sequential."""

import keras


def with_augmentation(model, altering):
    whole = keras.models.Sequential()
    whole.add(keras.layers.InputLayer(shape=(28, 28, 1)))
    whole.add(altering)
    whole.add(model)
    whole.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return whole
