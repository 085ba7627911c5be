"""Saves a compiled clone with fresh weights."""

from pathlib import Path

import keras


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = keras.models.clone_model(model)
    copy.compile("adam", "sparse_categorical_crossentropy")
    copy.save(path)
