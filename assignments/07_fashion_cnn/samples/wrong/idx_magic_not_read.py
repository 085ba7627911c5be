"""Takes any file."""

import gzip

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, _, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)
