"""Inverts the images."""

import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(1 - images, verbose=0).argmax(axis=1)
