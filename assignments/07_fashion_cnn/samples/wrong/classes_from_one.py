"""Counts the classes from 1."""

import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(images, verbose=0).argmax(axis=1) + 1
