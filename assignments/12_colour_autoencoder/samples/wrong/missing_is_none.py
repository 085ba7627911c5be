from pathlib import Path

import keras


def load_models(folder):
    paths = [Path(folder) / name for name in ("encoder.keras", "decoder.keras")]
    return tuple(keras.models.load_model(path) if path.is_file() else None for path in paths)
