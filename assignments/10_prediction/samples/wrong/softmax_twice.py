"""Applies softmax to probabilities."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    exponentials = np.exp(probabilities)
    probabilities = exponentials / exponentials.sum()
    return int(np.argmax(probabilities)), probabilities
