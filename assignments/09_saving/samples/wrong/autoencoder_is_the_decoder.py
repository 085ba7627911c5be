"""Returns the decoder once more as the autoencoder."""

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
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    return encoder, decoder, decoder
