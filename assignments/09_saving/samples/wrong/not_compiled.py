"""Loads with compile=False."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path, compile=False)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error
