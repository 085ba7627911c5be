from pathlib import Path

import keras


def load_models(folder):
    return tuple(keras.models.load_model(Path(folder) / name) for name in ("encoder.keras", "decoder.keras"))
