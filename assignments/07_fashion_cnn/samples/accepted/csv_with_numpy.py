"""Reads the table with NumPy."""

import numpy as np


def load_csv(path):
    table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2, dtype="float32")
    images = (table[:, 1:] / np.float32(255.0)).reshape((len(table), 28, 28, 1))
    return images, table[:, 0].astype("uint8")
