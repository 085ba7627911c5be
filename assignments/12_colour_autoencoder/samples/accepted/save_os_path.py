import os

import keras


def save_models(encoder, decoder, folder):
    os.makedirs(folder, exist_ok=True)
    for name, model in {"encoder": encoder, "decoder": decoder}.items():
        model.save(os.path.join(folder, name + ".keras"), overwrite=True)


def load_models(folder):
    paths = [os.path.join(folder, name) for name in ("encoder.keras", "decoder.keras")]
    for path in paths:
        if not os.path.exists(path):
            raise FileNotFoundError(path)
    return [keras.saving.load_model(path, compile=False) for path in paths]
