"""Small models, and files of them written and read without the answer. Lives beside the answer."""

from pathlib import Path

import keras
import numpy as np
from keras import layers

KINDS = ("conv", "branches")


def make_model(kind, seed):
    """Return a compiled model with weights drawn from `seed`, BatchNormalization's statistics among them."""
    images = keras.Input((8, 8, 1))
    if kind == "conv":
        model = keras.Sequential(
            [
                images,
                layers.Conv2D(4, 3, activation="relu"),
                layers.BatchNormalization(),
                layers.Dropout(0.5),
                layers.Flatten(),
                layers.Dense(10, activation="softmax"),
            ]
        )
    else:
        flat = layers.Flatten()(images)
        left, right = layers.Dense(5, activation="tanh")(flat), layers.Dense(5, activation="relu")(flat)
        model = keras.Model(
            images, layers.Dense(10, activation="softmax")(layers.Concatenate()([left, right]))
        )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return _filled(model, seed)


def make_half(half, code, seed):
    """Return the encoder (8, 8, 1) → code or the decoder code → (8, 8, 1) of an autoencoder."""
    if half == "encoder":
        steps = [keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(code, activation="relu")]
    else:
        steps = [keras.Input((code,)), layers.Dense(64, activation="sigmoid"), layers.Reshape((8, 8, 1))]
    return _filled(keras.Sequential(steps), seed)


def _filled(model, seed):
    random = np.random.default_rng(seed)
    model.set_weights(
        [random.uniform(0.05, 0.4, weight.shape) - 0.15 * (weight.ndim > 1) for weight in model.get_weights()]
    )
    return model


def write_model_parts(model, folder, name):
    Path(folder, f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(Path(folder, f"{name}.weights.h5"))


def write_model(model, path):
    model.save(path)


def read_parts(folder, name):
    """Return the model, or a text that tells why it cannot be read."""

    def both():
        model = keras.models.model_from_json(Path(folder, name + ".json").read_text(encoding="utf-8"))
        model.load_weights(Path(folder, name + ".weights.h5"))
        return model

    return _tried(both)


def read_model(path):
    """Return the model, or a text that tells why it cannot be read."""
    return _tried(lambda: keras.models.load_model(path))


def _tried(load):
    try:
        return load()
    except Exception as trouble:
        return f"{type(trouble).__name__}: {trouble}"[:300]


def remove(path):
    Path(path).unlink()


def copy_over(source, target):
    Path(target).write_bytes(Path(source).read_bytes())


def cut(path, how):
    """Damage a file: "half", "empty" or "text"."""
    data = Path(path).read_bytes()
    Path(path).write_bytes(
        {"half": data[: len(data) // 2], "empty": b"", "text": b"This is not a model.\n" * 9}[how]
    )
