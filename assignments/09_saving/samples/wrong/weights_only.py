"""Calls save_weights."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save_weights(path)
