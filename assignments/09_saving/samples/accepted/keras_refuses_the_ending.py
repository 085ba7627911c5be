"""Leaves the ending to Keras, whose message names both."""

import os


def save_whole(model, path):
    folder = os.path.dirname(str(path))
    if folder:
        os.makedirs(folder, exist_ok=True)
    model.save(str(path), overwrite=True)
