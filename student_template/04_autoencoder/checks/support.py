"""What the checks need beside the answer: models with given weights, and a training that is the same for everybody."""

from __future__ import annotations

import random

import keras
import numpy as np
import tensorflow as tf


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


def trained_pair(encoder, decoder, images, epochs, batch_size) -> keras.Model:
    """Return `encoder` and `decoder` as one model, trained to give `images` back."""
    pair = Pair(encoder, decoder)
    train(pair, images, epochs, batch_size)
    return pair


def train(model, images, epochs, batch_size) -> None:
    """Train `model` to give `images` back, with Adam and binary cross-entropy."""
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)


def shift(model, amount) -> None:
    """Add `amount` to every weight of `model`."""
    model.set_weights([weight + amount for weight in model.get_weights()])


def forget_seeds() -> None:
    """Make everything random that no seed of the answer's own settles."""
    random.seed()
    np.random.seed()
    tf.random.set_seed(None)
