"""Inverts first, adds axes by indexing."""

import numpy as np


def network_input(canvas):
    inverted = np.invert(canvas)  # 255 - value, in uint8
    return (inverted[None, :, :, None] / 255).astype("float32")
