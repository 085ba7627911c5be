"""Calls the model directly."""

import numpy as np


def predict(model, image):
    probabilities = np.asarray(model(image, training=False))[0]
    return probabilities.argmax(), probabilities
