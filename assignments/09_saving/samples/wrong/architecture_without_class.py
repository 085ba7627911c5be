"""Saves get_config() without the kind of model."""

import json
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(model.get_config()), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")
