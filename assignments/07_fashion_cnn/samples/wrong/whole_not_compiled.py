"""Does not compile the whole."""

import keras


def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    return whole
