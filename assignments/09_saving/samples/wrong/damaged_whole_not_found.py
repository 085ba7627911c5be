"""Calls a damaged file a missing one."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise FileNotFoundError(f"{path.name} is damaged, or not a model") from error
