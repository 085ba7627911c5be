"""Divides by 256."""

import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 256).reshape(1, 28, 28, 1)
