"""Divides each image by its own maximum."""

import pandas as pd


def load_csv(path):
    table = pd.read_csv(path)
    images = table.iloc[:, 1:].to_numpy("float32").reshape(-1, 28, 28, 1)
    return images / images.max(axis=(1, 2, 3), keepdims=True), table["label"].to_numpy()
