"""What the checks need beside the answer: models with given weights, and an eye on what layers are shown."""

from __future__ import annotations

import inspect
import random
from typing import Any

import keras
import numpy as np
import tensorflow as tf


def dense(sizes, activations, weights=None, dropout=0.0) -> keras.Model:
    """Return an uncompiled model of dense layers: `sizes` holds the input size and each layer's units.

    Args:
        dropout: The share of inputs that are dropped in training; nowhere else, so results do not change.
    """
    layers = [keras.layers.Dense(units, activation=name) for units, name in zip(sizes[1:], activations)]
    if dropout:
        layers.insert(0, keras.layers.Dropout(dropout))
    model = keras.Sequential([keras.Input((sizes[0],)), *layers])
    if weights is not None:
        model.set_weights(weights)
    return model


def forked(weights) -> keras.Model:
    """Return a classifier 784 → 10 of two branches, whose scores are added: half of the weights in each."""
    images = keras.Input((weights[0].shape[0],))
    layers = [keras.layers.Dense(weights[0].shape[1]) for _ in range(2)]
    model = keras.Model(images, keras.layers.Add()([layer(images) for layer in layers]))
    for layer in layers:
        layer.set_weights([weight / 2 for weight in weights])
    return model


def normalised(model) -> keras.Model:
    """Return `model` behind a layer that normalises, and whose weights change whenever it is called as in training."""
    return keras.Sequential([keras.Input(model.input_shape[1:]), keras.layers.BatchNormalization(), model])


class Wrapped(keras.Model):
    """A subclassed model around another one."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, images):
        """Return what the other model makes of the images."""
        return self.inner(images)


def wrapped(model) -> keras.Model:
    """Return a subclassed model that does what `model` does."""
    return Wrapped(model)


def called(model, images) -> np.ndarray:
    """Return what a model gives that is called without a word on training, as a notebook calls it."""
    return np.asarray(model(images))


def predicted(model, images) -> np.ndarray:
    """Return what a model predicts."""
    return np.asarray(model.predict(images, verbose=0))


def compiled(model) -> keras.Model:
    """Return the model, compiled with a loss and a metric that are no accuracy."""
    model.compile("sgd", "mse", metrics=["mae"])
    return model


def defaults(function) -> dict[str, Any]:
    """Return the default of each argument of a function that has one."""
    found = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in found if each.default is not each.empty}


def forget_seeds() -> None:
    """Make everything random that no seed of the answer's own settles."""
    random.seed()
    np.random.seed()
    tf.random.set_seed(None)


# Of a clean digit most pixels are exactly equal, the background. Noise, and what a denoiser makes of it, differs from
# pixel to pixel.
_BACKGROUND = 0.3
_PLAIN_CALL = keras.layers.Layer.__call__
_FILLED: list[tuple[keras.layers.Layer, int]] = []


def watch() -> None:
    """From now on, write down each layer that is shown images without a background, whether traced or not."""
    _FILLED.clear()

    def watched(layer, *args, **kwargs):
        if args and isinstance(args[0], (tf.Tensor, tf.Variable, np.ndarray)) and len(args[0].shape) > 1:
            args = (_looked_at(layer, args[0]), *args[1:])
        return _PLAIN_CALL(layer, *args, **kwargs)

    keras.layers.Layer.__call__ = watched


def _looked_at(layer, images):
    def look(values):
        rows = values.reshape(len(values), -1)
        if rows.shape[1] == 784:
            filled = [np.unique(row, return_counts=True)[1].max() < _BACKGROUND * 784 for row in rows[:4]]
            _FILLED.append((layer, sum(filled)))
        return np.int64(0)

    if None not in images.shape[1:] and np.prod(images.shape[1:]) != 784:
        return images
    if isinstance(images, np.ndarray):
        look(images)
        return images
    with tf.control_dependencies([tf.numpy_function(look, [images], tf.int64)]):
        return tf.identity(images)


def stop_watching() -> None:
    """Let layers be called as they always were."""
    keras.layers.Layer.__call__ = _PLAIN_CALL


def shown_without_background(model) -> int:
    """Return how many images without a background were shown to `model`, or to its first layer, while watched."""
    first = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)][:1]
    return int(sum(count for layer, count in _FILLED if any(layer is each for each in (model, *first))))
