"""What the checks need beside the answer: models with given weights."""

from __future__ import annotations

import keras


def dense(sizes, activations, weights=None) -> keras.Model:
    """Return an uncompiled model of dense layers: `sizes` holds the input size and each layer's units."""
    layers = [keras.layers.Dense(units, activation=name) for units, name in zip(sizes[1:], activations)]
    model = keras.Sequential([keras.Input((sizes[0],)), *layers])
    if weights is not None:
        model.set_weights(weights)
    return model
