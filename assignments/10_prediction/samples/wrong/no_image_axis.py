"""Gives the image without the axis of the batch."""

import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 255)[..., np.newaxis]
