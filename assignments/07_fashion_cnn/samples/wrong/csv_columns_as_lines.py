"""Arranges the pixels column by column."""

import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).transpose(0, 2, 1, 3).astype(np.float32) / 255, table[
        "label"
    ].to_numpy().astype(np.int64)
