"""Leaves out the channel."""

import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)
