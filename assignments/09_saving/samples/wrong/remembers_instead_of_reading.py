"""Keeps the models in a dictionary of the running program."""

from pathlib import Path

_MODELS = {}


def save_in_parts(model, folder, name):
    _MODELS[str(folder), name] = model


def load_from_parts(folder, name):
    for path in (Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    return _MODELS[str(folder), name]
