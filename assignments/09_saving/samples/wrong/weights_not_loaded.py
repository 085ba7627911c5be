"""Returns the architecture with fresh weights."""

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
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    return model
