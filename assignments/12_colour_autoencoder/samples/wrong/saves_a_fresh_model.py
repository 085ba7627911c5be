from pathlib import Path

import keras


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        new = keras.models.model_from_json(model.to_json())
        new.save(Path(folder) / f"{name}.keras")
