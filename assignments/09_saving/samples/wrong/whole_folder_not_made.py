"""Expects the folder to be there."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    model.save(path)
