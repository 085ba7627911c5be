from pathlib import Path

_right = load_models


def load_models(folder):
    if len(list(Path(folder).glob("*.keras"))) < 2:
        raise FileNotFoundError("a model is missing")
    return _right(folder)
