"""Adds .keras to an ending it does not know."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        path = path.with_name(path.name + ".keras")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)
