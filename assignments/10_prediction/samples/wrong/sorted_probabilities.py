"""Sorts the probabilities, so that they no longer belong to labels."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), np.sort(probabilities)[::-1]
