"""Does not say which file is damaged."""

from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError("damaged, or not a model") from error
