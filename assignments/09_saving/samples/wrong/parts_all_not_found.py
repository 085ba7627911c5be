"""Calls every trouble a missing file."""

from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise FileNotFoundError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise FileNotFoundError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise FileNotFoundError(f"{weights.name} is damaged, or belongs to another model") from error
    return model
