"""Inverts, but stays between 0 and 255."""

import numpy as np


def network_input(canvas):
    return (255 - canvas).astype(np.float32).reshape(1, 28, 28, 1)
