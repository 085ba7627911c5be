"""Gives save_weights a name without .weights.h5, which Keras 3 refuses."""

from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.h5")
