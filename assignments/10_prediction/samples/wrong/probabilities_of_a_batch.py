"""Returns shape (1, 10)."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)
    return int(np.argmax(probabilities)), probabilities
