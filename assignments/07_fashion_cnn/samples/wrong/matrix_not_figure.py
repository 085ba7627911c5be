"""Returns the matrix."""

import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    return counts
