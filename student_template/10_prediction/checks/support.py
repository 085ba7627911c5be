"""Models whose answers the checks can compute by hand; they live beside the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
from PIL import Image


def linear_model(weights, biases, dropout=0.0) -> keras.Model:
    """Return a trained-looking model: softmax(pixels @ weights + biases), with dropout that must stay off."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Dropout(dropout, seed=1),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.layers[-1].set_weights([np.asarray(weights), np.asarray(biases)])
    return model


def worn_model(dropout) -> keras.Model:
    """Return a compiled model that has dropout, a layer that normalises, and one that is frozen."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(dropout, seed=1),
            keras.layers.Flatten(),
            keras.layers.Dense(12, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.layers[-2].trainable = False
    model.compile("adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def branched_model() -> keras.Model:
    """Return a model whose layers do not stand in a row."""
    images = keras.Input((28, 28, 1))
    pixels = keras.layers.Flatten()(images)
    parts = [keras.layers.Dense(6, activation=name)(pixels) for name in ("relu", "tanh")]
    both = keras.layers.Concatenate()(parts)
    return keras.Model(images, keras.layers.Dense(10, activation="softmax")(both))


class Own(keras.Model):
    """A model written as a class, of which Keras knows neither an input nor an output."""

    def __init__(self):
        super().__init__()
        self.rows, self.answer = keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")

    def call(self, images):
        return self.answer(self.rows(images))


def model_of_a_class() -> keras.Model:
    """Return a model that is no row and no graph of layers, but a class of its own."""
    model = Own()
    model(np.zeros((1, 28, 28, 1), np.float32))
    return model


def write(path, content) -> None:
    """Write another content to a file that was read before."""
    Path(path).write_bytes(content)


def with_path(function, path) -> Any:
    """Return `function(path)`, the text as a Path."""
    return function(Path(path))


def keeps_what_it_returned(function, canvas) -> bool:
    """Return whether what `function` returned stays as it was when it is called again."""
    first = function(canvas)
    before = np.array(first)
    function(255 - canvas)
    return np.array_equal(before, first)


def with_numpy(function, label, kind) -> Any:
    """Return `function(label)`, the label as a NumPy integer."""
    return function(np.dtype(kind).type(label))


def in_columns(function, array) -> Any:
    """Return `function(array)`, the array laid out column by column in memory, as a transposed one is."""
    return function(np.asfortranarray(array))


def as_part(function, array) -> Any:
    """Return `function(array)`, the array being every other pixel of a larger one, from the last to the first."""
    return function(np.repeat(np.repeat(array[::-1, ::-1], 2, axis=0), 2, axis=1)[::-2, ::-2])


def state(model) -> list[Any]:
    """Return what nobody who only uses a model alters: compiled or not, how, and which layers it has, each with its
    settings and whether it may be trained."""
    return [
        bool(model.compiled),
        bool(model.run_eagerly),
        str(model.get_compile_config() if model.compiled else None),
        id(model.optimizer),
        *(str(layer.get_config()) for layer in model.layers),
    ]


def shape_of(function, path) -> list[int] | str:
    """Return the shape of the array `function(path)`, or the exception as text."""
    try:
        return list(np.shape(function(path)))
    except ValueError as error:  # or an exception of the answer's own that is one
        return f"ValueError: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def shape_of_path(function, path) -> list[int] | str:
    """Return the same of `function(Path(path))`."""
    return shape_of(function, Path(path))


def shape_beyond_warning(function, path, pixels) -> list[int] | str:
    """Return the same where Pillow warns of pictures with more pixels than this, and refuses twice as many."""
    usual = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        return shape_of(function, path)
    finally:
        Image.MAX_IMAGE_PIXELS = usual
