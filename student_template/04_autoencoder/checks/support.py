"""What the checks need beside the answer: models with given weights, and a training that is the same for everybody."""

from __future__ import annotations

import random
from typing import Literal

import keras
import numpy as np
import tensorflow as tf

# What the recorder saw, one batch an entry: the images, the model's outputs, and the loss's gradient at the outputs.
_SEEN: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []


class Recorder(keras.layers.Layer):
    """Passes outputs on unchanged, and writes down each batch for which a gradient is computed, however the training is written.

    A copy of the layer records nothing: what is recorded is the training of the very model it was made for.
    """

    def __init__(self, **options):
        super().__init__(**options)
        self.supports_jit = False
        self.recording = False

    def call(self, both):
        """Return the outputs of `both`, images and outputs."""

        @tf.custom_gradient
        def passed_on(images, outputs):
            def back(upstream):
                done = tf.numpy_function(self._keep, [images, outputs, upstream], tf.int32)
                with tf.control_dependencies([done]):
                    return tf.zeros_like(images), tf.identity(upstream)

            return tf.identity(outputs), back

        return passed_on(*both)

    def _keep(self, *batch):
        if self.recording:
            _SEEN.append(batch)
        return np.int32(0)


def recording_autoencoder(weights) -> keras.Model:
    """Return an autoencoder (tanh, sigmoid) with these weights, not compiled, whose training is recorded."""
    images = keras.Input((784,))
    inner = dense([784, weights[0].shape[1], 784], ["tanh", "sigmoid"], weights)
    recorder = Recorder()
    recorder.recording = True
    _SEEN.clear()
    return keras.Model(images, recorder([images, inner(images)]))


def recorded() -> dict[Literal["images", "outputs", "gradients"], list[np.ndarray]]:
    """Return what was recorded since the last recording autoencoder was made: a list of arrays for each of three names."""
    return {name: [each[i] for each in _SEEN] for i, name in enumerate(("images", "outputs", "gradients"))}


def branched_encoder() -> keras.Model:
    """Return a functional encoder 784 → 5 of two branches, whose layers one after the other would be another model, with dropout."""
    images = keras.Input((784,))
    one = keras.layers.Dense(3, activation="tanh")(keras.layers.Dropout(0.5)(images))
    two = keras.layers.Dense(2, activation="relu")(images)
    return keras.Model(images, keras.layers.Concatenate()([one, two]))


def subclassed_encoder() -> keras.Model:
    """Return an encoder 784 → 5 that is a subclass of `keras.Model`, never called so far."""
    return Pair(dense([784, 6], ["tanh"]), dense([6, 5], ["relu"]))


def subclassed_autoencoder() -> keras.Model:
    """Return an autoencoder that is a subclass of `keras.Model`, never called so far."""
    return Pair(dense([784, 5], ["tanh"]), dense([5, 784], ["sigmoid"]))


def normalised_autoencoder() -> keras.Model:
    """Return an autoencoder with batch normalisation, not compiled."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(5, activation="tanh"),
            layers.BatchNormalization(),
            layers.Dense(784, activation="sigmoid"),
        ]
    )


def nested_decoder() -> keras.Model:
    """Return a decoder 5 → 784 that is a subclass, whose second half is a model in a model."""
    inner = keras.Sequential([keras.Input((6,)), keras.layers.Dense(784, activation="sigmoid")])
    return Pair(dense([5, 6], ["tanh"]), keras.Sequential([keras.Input((6,)), inner]))


def grid_encoder() -> keras.Model:
    """Return an encoder whose codes are small grids, 784 → 2 × 3."""
    layers = [keras.layers.Dense(6, activation="tanh"), keras.layers.Reshape((2, 3))]
    return keras.Sequential([keras.Input((784,)), *layers])


def grid_decoder() -> keras.Model:
    """Return a functional decoder of small grids, 2 × 3 → 784, of two branches: its layers in a row would be another model."""
    grids = keras.Input((2, 3))
    flat = keras.layers.Flatten()(grids)
    bent = keras.layers.Dense(4, activation="tanh")(flat)
    both = keras.layers.Concatenate()([flat, bent])
    return keras.Model(grids, keras.layers.Dense(784, activation="sigmoid")(both))


def steps_made(model) -> int | None:
    """Return how many steps the optimiser has made that the model was compiled with, or None if it has none."""
    optimiser = getattr(model, "optimizer", None)
    return None if optimiser is None else int(optimiser.iterations.numpy())


def dense(sizes, activations, weights=None) -> keras.Model:
    """Return a model of dense layers: `sizes` holds the input size and each layer's units."""
    layers = [keras.layers.Dense(units, activation=name) for units, name in zip(sizes[1:], activations)]
    model = keras.Sequential([keras.Input((sizes[0],)), *layers])
    if weights is not None:
        model.set_weights(weights)
    return model


class Pair(keras.Model):
    """Two models one after the other, in whatever way each is written."""

    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def call(self, inputs):
        """Return what the second model makes of the first one's output."""
        return self.second(self.first(inputs))


def called(model, images) -> np.ndarray:
    """Return what a model gives that is called without a word on training, as a notebook calls it."""
    return np.asarray(model(images))


def called_in_training(model, images) -> np.ndarray:
    """Return what a model gives while it is trained."""
    return np.asarray(model(images, training=True))


def trained_pair(encoder, decoder, images, epochs, batch_size) -> keras.Model:
    """Return `encoder` and `decoder` as one model, trained to give `images` back."""
    pair = Pair(encoder, decoder)
    train(pair, images, epochs, batch_size)
    return pair


def train(model, images, epochs, batch_size) -> None:
    """Train `model` to give `images` back, with Adam and binary cross-entropy."""
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


def forget_seeds() -> None:
    """Make everything random that no seed of the answer's own settles."""
    random.seed()
    np.random.seed()
    # Not None: what has a seed of its own is then always the same, and otherwise depends on this one as well.
    tf.random.set_seed(random.SystemRandom().randrange(2**31))
