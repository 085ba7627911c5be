"""Divides by 255 once more."""

import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(images / 255, verbose=0).argmax(axis=1)
