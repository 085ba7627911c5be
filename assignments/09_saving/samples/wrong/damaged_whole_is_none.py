"""Prints a warning and returns None for a damaged file."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception:
        print(f"{path.name} is damaged")
        return None
