"""Lets open() raise FileNotFoundError."""

import keras


def load_whole(path):
    with open(path, "rb") as file:
        file.read(1)
    try:
        model = keras.models.load_model(str(path))
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise ValueError(f"cannot read a model from {path}: {error}") from None
    return model
