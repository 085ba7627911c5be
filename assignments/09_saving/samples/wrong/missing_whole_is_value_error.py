"""Raises ValueError for a missing file."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error
