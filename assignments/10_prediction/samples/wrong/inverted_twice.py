"""Inverts the grey values, then the fractions again."""

import numpy as np


def network_input(canvas):
    inverted = 255 - canvas
    return (1 - inverted.astype(np.float32) / 255).reshape(1, 28, 28, 1)
