"""Writes .keras whatever the ending."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path.with_suffix(".keras"))
