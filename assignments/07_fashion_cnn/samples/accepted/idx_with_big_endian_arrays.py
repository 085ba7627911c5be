"""Reads the headers as big-endian arrays."""

import gzip

import numpy as np


def load_idx(images_path, labels_path):
    def numbers(path, magic, length):
        opener = gzip.GzipFile if str(path).lower().endswith(".gz") else open
        with opener(path, "rb") as file:
            header = np.frombuffer(file.read(4 * length), dtype=">u4")
            values = np.frombuffer(file.read(), dtype="uint8")
        if header[0] != magic:
            raise ValueError(f"expected {magic}, found {header[0]}")
        return header[1:], values

    sizes, pixels = numbers(images_path, 2051, 4)
    (count,), labels = numbers(labels_path, 2049, 2)
    if sizes[0] != count:
        raise ValueError("as many labels as images are needed")
    return np.divide(pixels, 255, dtype=np.float32).reshape(*map(int, sizes), 1), labels.copy()
