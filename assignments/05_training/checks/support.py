"""What the checks need beside the answer: a training whose losses are written down in advance, and small models."""

from __future__ import annotations

import random

import keras
import numpy as np
import tensorflow as tf


class Quick(keras.Sequential):
    """A model that runs eagerly: a handful of steps is over before Keras would have traced the first one."""

    def compile(self, *args, **kwargs):
        """Compile as always, but to run eagerly."""
        if kwargs.get("jit_compile") is not True:
            kwargs["run_eagerly"] = True
        super().compile(*args, **kwargs)


def dense(sizes, activations, weights=None, quick=False) -> keras.Model:
    """Return an uncompiled model of dense layers: `sizes` holds the input size and each layer's units."""
    layers = [keras.layers.Dense(units, activation=name) for units, name in zip(sizes[1:], activations)]
    model = (Quick if quick else keras.Sequential)([keras.Input((sizes[0],)), *layers])
    if weights is not None:
        model.set_weights(weights)
    return model


def drive(callback, losses) -> dict:
    """Return how `callback` steers a training whose epochs have these validation losses.

    The model's only weight is 1 at the end of epoch 0, 2 at the end of epoch 1, and so on. The hooks are called in the
    order in which `fit` calls them.
    """
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    weight = model.weights[0]
    hooks = keras.callbacks.CallbackList([callback], model=model, epochs=len(losses), steps=1, verbose=0)
    model.stop_training = False
    hooks.on_train_begin()
    logs: dict = {}
    for epoch, val_loss in enumerate(losses):
        hooks.on_epoch_begin(epoch)
        hooks.on_train_batch_begin(0)
        weight.assign([[epoch + 1.0]])
        logs = {"loss": 0.5 / (epoch + 1)}
        hooks.on_train_batch_end(0, dict(logs))
        hooks.on_test_begin()
        hooks.on_test_end({"loss": val_loss})
        logs["val_loss"] = val_loss
        hooks.on_epoch_end(epoch, dict(logs))
        if model.stop_training:
            break
    hooks.on_train_end(dict(logs))
    return {"epochs": epoch + 1, "weights_of": float(np.asarray(weight)[0, 0])}


def fit(model, noisy, clean, epochs, callback) -> dict:
    """Return the history of training `model` on the first 80 % of the pairs, watched on the others."""
    cut = len(noisy) * 4 // 5
    watched = {"validation_data": (noisy[cut:], clean[cut:]), "callbacks": [callback]}
    model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())
    return model.fit(noisy[:cut], clean[:cut], 512, epochs, 0, **watched).history


def forget_seeds() -> None:
    """Make everything random that no seed of the answer's own settles."""
    random.seed()
    np.random.seed()
    tf.random.set_seed(None)
