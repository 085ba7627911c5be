"""Returns an encoder with fresh weights."""

from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = keras.models.clone_model(halves[0]), halves[1]
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))
