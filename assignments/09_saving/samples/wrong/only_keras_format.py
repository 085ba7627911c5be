"""Refuses .h5."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    if path.suffix != ".keras":
        raise ValueError(f"{path.name} is not a .keras file")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error
