"""Forgets BatchNormalization's statistics."""

from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    copy = keras.models.clone_model(model)
    for mine, saved in zip(model.trainable_weights, copy.trainable_weights):
        saved.assign(mine)
    copy.save_weights(folder / f"{name}.weights.h5")
