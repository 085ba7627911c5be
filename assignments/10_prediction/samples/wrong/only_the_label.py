"""Returns the label alone."""

import numpy as np


def predict(model, image):
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities))
