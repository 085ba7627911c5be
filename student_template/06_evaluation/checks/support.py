"""What the checks need beside the answer: models with given weights, and an eye on what layers are shown."""

from __future__ import annotations

import contextlib
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
    # Not None: what has a seed of its own is then always the same, and otherwise depends on this one as well.
    tf.random.set_seed(random.SystemRandom().randrange(2**31))


# Of a clean digit most pixels are exactly equal, the background. Noise, and what a denoiser makes of it, differs from
# pixel to pixel.
_BACKGROUND = 0.3
# Of a picture made of a clean one by interpolation, hardly one value is exactly that of a noisy one at the same place: one
# of 2000 numbers among the millions in [0, 1].
_NOISY_VALUES = 8
_ROWS = 8  # of a batch are looked at for such values, which takes its time
_PLAIN_CALL = keras.layers.Layer.__call__
_PLAIN_ADAPT = keras.layers.Normalization.adapt
_FILLED: list[tuple[keras.layers.Layer, int]] = []
_SCORING: list[keras.layers.Layer] = []
_OF_NOISE: list[np.ndarray] = []
# Black and white images that a layer was shown: of each the sum of one large number for each white pixel. And the images,
# noisy and clean, of which they may be made.
_TWO_VALUED: list[tuple[keras.layers.Layer, np.ndarray]] = []
_GIVEN: list[tuple[np.ndarray, np.ndarray]] = []
_PLACES = np.random.default_rng(784).integers(1, 2**63, 784, dtype=np.uint64)


def watch(noisy=None, clean=None) -> None:
    """From now on, write down each layer that is shown images without a background, whether traced or not.

    Given the noisy images, images count, too, in which some of their values stand beside a background; given the clean ones
    as well, also what a threshold has made of noisy or denoised images, and not of clean ones.
    """
    for each in (_FILLED, _SCORING, _OF_NOISE, _TWO_VALUED, _GIVEN):
        each.clear()
    if clean is not None:
        _GIVEN.append((noisy, clean))
    if noisy is not None:
        of_noise = np.abs(255 * noisy - np.round(255 * noisy)) > 1e-3  # others a clean image may have as well
        _OF_NOISE.append(np.unique(_placed(noisy)[of_noise]))

    def watched(layer, *args, **kwargs):
        shown = args and isinstance(args[0], (tf.Tensor, tf.Variable, np.ndarray)) and len(args[0].shape) > 1
        if shown:
            args = (_looked_at(layer, args[0]), *args[1:])
        answer = _PLAIN_CALL(layer, *args, **kwargs)
        if shown and getattr(answer, "shape", (0,))[-1:] == (10,):
            _SCORING.append(layer)
        return answer

    def adapted(layer, data, *args, **kwargs):
        if isinstance(data, (tf.Tensor, np.ndarray)):
            _look(layer, np.asarray(data))
        return _PLAIN_ADAPT(layer, data, *args, **kwargs)

    keras.layers.Layer.__call__ = watched
    keras.layers.Normalization.adapt = adapted


def _look(layer, values):
    rows = values.reshape(len(values), -1)
    if rows.shape[1] == 784:
        ordered = np.sort(rows, axis=1)
        filled = np.sum(ordered[:, 1:] == ordered[:, :-1], axis=1) < _BACKGROUND * 784
        few = _placed(rows[:: max(1, len(rows) // _ROWS)])
        noise = [noise[np.minimum(np.searchsorted(noise, few), len(noise) - 1)] == few for noise in _OF_NOISE]
        partly = [int(np.sum(each.sum(axis=1) >= _NOISY_VALUES)) for each in noise]
        _FILLED.append((layer, int(filled.sum()) + sum(partly)))
        some = rows[:: max(1, len(rows) // _ROWS)]
        white = some == some.max(axis=1, keepdims=True)
        two = (white | (some == some.min(axis=1, keepdims=True))).all(axis=1) & ~white.all(axis=1)
        if two.any():
            _TWO_VALUED.append((layer, np.where(white[two], _PLACES, 0).sum(axis=1)))
    return np.int64(0)


def _thresholded(images):
    """Return the sums of all black and white images that a threshold makes of these."""
    order = np.argsort(-images.reshape(len(images), 784), axis=1, kind="stable")
    return np.cumsum(_PLACES[order], axis=1)[:, :-1].ravel()


def _of_a_threshold(autoencoder, watched) -> int:
    """Return how many of the black and white images shown are noisy or denoised ones behind a threshold."""
    shown = [sums for layer, sums in _TWO_VALUED if any(layer is each for each in watched)]
    if not shown or not _GIVEN:
        return 0
    noisy, clean = _GIVEN[0]
    made_of = [noisy]
    with contextlib.suppress(Exception):  # no autoencoder of such images: other checks say so
        made_of.append(np.asarray(autoencoder(noisy), "float64"))
    found = np.concatenate(shown)
    of_noise = np.isin(found, np.concatenate([_thresholded(each) for each in made_of]))
    return int(np.sum(of_noise & ~np.isin(found, _thresholded(clean))))


def _placed(rows):
    """Return each value as a number that tells its place in the row as well."""
    return rows.astype(np.float64) + 2.0 * np.arange(784)


def _looked_at(layer, images):
    if None not in images.shape[1:] and np.prod(images.shape[1:]) != 784:
        return images
    if isinstance(images, np.ndarray):
        _look(layer, images)
        return images
    with tf.control_dependencies(
        [tf.numpy_function(lambda values: _look(layer, values), [images], tf.int64)]
    ):
        return tf.identity(images)


def stop_watching() -> None:
    """Let layers be called as they always were."""
    keras.layers.Layer.__call__ = _PLAIN_CALL
    keras.layers.Normalization.adapt = _PLAIN_ADAPT


def shown_without_background(autoencoder, classifier) -> int:
    """Return how many images without a background were shown, while watched, to `classifier`, to its first layer, or to
    another model that gives ten scores and is no part of `autoencoder`: a copy of it, or one behind the other."""
    first = [layer for layer in classifier.layers if not isinstance(layer, keras.layers.InputLayer)][:1]
    own = [autoencoder, *autoencoder._flatten_layers()]
    others = [layer for layer in _SCORING if not any(layer is each for each in own)]
    watched = [classifier, *first, *others]
    filled = sum(count for layer, count in _FILLED if any(layer is each for each in watched))
    return int(filled) + _of_a_threshold(autoencoder, watched)
