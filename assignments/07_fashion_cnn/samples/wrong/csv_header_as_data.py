"""Reads the header as a row, and drops what is no number."""

import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, header=None, skiprows=1).sort_values(0)
    pixels = table.drop(columns=0).to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table[0].to_numpy().astype(np.int64)
