"""What the checks need beside the answer: small models with known weights, and a training that is the same for everybody."""

from __future__ import annotations

import keras
import numpy as np


def one_value(shape: tuple, start: float) -> keras.Model:
    """Return a 1×1 convolution that answers every image with the value `start`, until it is trained."""
    return keras.Sequential(
        [
            keras.Input(tuple(shape)),
            keras.layers.Conv2D(
                shape[-1], 1, kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(start)
            ),
        ]
    )


def pixelwise(seed: int) -> keras.Model:
    """Return a 1×1 convolution over grey images of any size, not compiled, its weights drawn from `seed`."""
    kernel = keras.initializers.RandomNormal(stddev=0.1, seed=seed)
    return keras.Sequential(
        [keras.Input((None, None, 1)), keras.layers.Conv2D(1, 1, kernel_initializer=kernel)]
    )


def linear(factor: float, offset: float, dropout: float = 0.0) -> keras.Model:
    """Return a model that turns each value `x` into `factor * x + offset`, not compiled; dropout acts in training only."""
    model = pixelwise(0)
    model.set_weights([np.full((1, 1, 1, 1), factor, "float32"), np.array([offset], "float32")])
    return keras.Sequential([keras.Input((None, None, 1)), keras.layers.Dropout(dropout, seed=1), model])


def train(model, noisy, clean, epochs, batch_size) -> None:
    """Train `model` from `noisy` to `clean` with Adam and the mean squared error."""
    model.compile(optimizer="adam", loss="mse")
    model.fit(noisy, clean, epochs=epochs, batch_size=batch_size, verbose=0)


def reseed(seed: int) -> None:
    """Set the seeds that everybody shares: what a training without a seed of its own depends on."""
    keras.utils.set_random_seed(seed)


def optimizer(model: keras.Model) -> tuple | None:
    """Return the optimiser's class and the steps it has taken; None for a model that was not compiled."""
    found = getattr(model, "optimizer", None)
    return None if found is None else (type(found).__name__, int(found.iterations))
