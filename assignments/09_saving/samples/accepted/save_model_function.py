"""Uses keras.saving.save_model and string methods."""

import pathlib

import keras


def save_whole(model, path):
    text = str(path)
    if not (text.endswith(".keras") or text.endswith(".h5")):
        raise ValueError("the file must end with .keras (Keras 3) or .h5 (HDF5): " + text)
    for parent in reversed(pathlib.Path(text).parents):
        if not parent.exists():
            parent.mkdir()
    keras.saving.save_model(model, text)
