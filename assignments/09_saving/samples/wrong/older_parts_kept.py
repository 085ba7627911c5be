"""Leaves files that are there already."""

from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / f"{name}.json").exists():
        return
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")
