"""Writes serialize_keras_object itself."""

import json
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    target = Path(str(folder))
    target.mkdir(exist_ok=True, parents=True)
    for ending in ("json", "weights.h5"):
        target.joinpath(name + "." + ending).unlink(missing_ok=True)
    description = keras.saving.serialize_keras_object(model)
    target.joinpath(name + ".json").write_bytes(json.dumps(description).encode())
    keras.saving.save_weights(model, str(target.joinpath(name + ".weights.h5")))
