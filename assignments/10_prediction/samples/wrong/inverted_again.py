"""Inverts the image once more before predicting."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(1 - image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities
