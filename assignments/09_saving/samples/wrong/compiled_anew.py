"""Compiles the loaded model in another way."""

from pathlib import Path

import keras


def load_whole(path):
    if not Path(path).is_file():
        raise FileNotFoundError(str(path))
    try:
        model = keras.models.load_model(path, compile=False)
    except Exception as error:
        raise ValueError(str(path)) from error
    model.compile("adam", "mse")
    return model
