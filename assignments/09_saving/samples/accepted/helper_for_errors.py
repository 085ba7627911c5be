"""Wraps both steps in one helper."""

from pathlib import Path

import keras


def _attempt(path, step):
    if not path.exists():
        raise FileNotFoundError("missing: " + path.name)
    try:
        return step(path)
    except Exception as error:
        raise ValueError("unusable: " + path.name) from error


def _model_in(path):
    model = keras.models.model_from_json(path.read_text())
    assert callable(getattr(model, "predict", None))
    return model


def load_from_parts(folder, name):
    folder = Path(folder)
    weights = folder / (name + ".weights.h5")
    _attempt(weights, lambda path: path.stat())
    model = _attempt(folder / (name + ".json"), _model_in)
    _attempt(weights, model.load_weights)
    return model
