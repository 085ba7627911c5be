"""Takes the maximum along the wrong axis."""

import keras


def predict_classes(path, images):
    return keras.saving.load_model(path).predict(images, verbose=0).argmax(axis=0)
