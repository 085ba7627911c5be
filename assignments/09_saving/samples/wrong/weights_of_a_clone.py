"""Saves the weights of a clone, which starts anew."""

from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    keras.models.clone_model(model).save_weights(folder / f"{name}.weights.h5")
