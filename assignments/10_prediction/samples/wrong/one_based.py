"""Counts the classes from 1."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)) + 1, probabilities
