"""Subtracts from 1 while still in uint8, which wraps around."""

import numpy as np


def network_input(canvas):
    return ((np.uint8(1) - canvas) / np.float32(255)).reshape(1, 28, 28, 1).astype(np.float32)
