"""Goes through the pixels one by one."""

import numpy as np


def network_input(canvas):
    image = np.zeros((1, 28, 28, 1), dtype="float32")
    for row in range(28):
        for column in range(28):
            image[0, row, column, 0] = 1.0 - float(canvas[row, column]) / 255.0
    return image
