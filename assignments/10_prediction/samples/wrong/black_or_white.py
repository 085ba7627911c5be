"""Keeps only black and white."""

import numpy as np


def network_input(canvas):
    return (canvas < 128).astype(np.float32).reshape(1, 28, 28, 1)
