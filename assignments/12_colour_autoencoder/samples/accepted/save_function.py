from pathlib import Path

import keras


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    keras.saving.save_model(encoder, Path(folder, "encoder.keras"))
    keras.saving.save_model(decoder, Path(folder, "decoder.keras"))


def load_models(folder):
    def load(name):
        with open(Path(folder) / name, "rb"):
            return keras.models.load_model(Path(folder) / name)

    return load("encoder.keras"), load("decoder.keras")
