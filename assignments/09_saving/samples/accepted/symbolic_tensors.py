"""Joins the halves by their own input and output tensors."""

from pathlib import Path

import keras


def load_autoencoder(folder):
    found = {}
    for name in ("encoder", "decoder"):
        path = Path(folder, name + ".keras")
        try:
            found[name] = keras.saving.load_model(path, compile=False)
        except Exception as error:
            kind = ValueError if path.exists() else FileNotFoundError
            raise kind(f"{path}: {error}") from error
    made, taken = found["encoder"].output_shape[-1], found["decoder"].input_shape[-1]
    if made != taken:
        raise ValueError(f"code size {made} is not code size {taken}")
    whole = keras.Model(found["encoder"].inputs, found["decoder"](found["encoder"].outputs[0]))
    return found["encoder"], found["decoder"], whole
