"""Returns the highest probability instead of its place."""

import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(images, verbose=0).max(axis=1)
