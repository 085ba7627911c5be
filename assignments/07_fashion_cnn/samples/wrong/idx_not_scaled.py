"""Leaves the pixels between 0 and 255."""

import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32), labels.astype(np.int64)
