"""What the checks need beside the answer: small models with given weights, and the opening of a saved model."""

from __future__ import annotations

import keras
import numpy as np


def one_value(shape: tuple, start: float) -> keras.Model:
    """Return a 1×1 convolution that answers every image with the value `start`, until it is trained."""
    return keras.Sequential(
        [
            keras.Input(tuple(shape)),
            keras.layers.Conv2D(
                shape[-1],
                1,
                kernel_initializer="zeros",
                bias_initializer=keras.initializers.Constant(start),
            ),
        ]
    )


def copier() -> keras.Model:
    """Return a 1×1 convolution that gives colour images back as they are, until it is trained."""
    model = pixelwise(3, 0)
    model.set_weights([np.eye(3, dtype="float32").reshape(1, 1, 3, 3), np.zeros(3, "float32")])
    return model


def pixelwise(channels: int, seed: int) -> keras.Model:
    """Return a 1×1 convolution over images of any size, its weights drawn from `seed`."""
    kernel = keras.initializers.RandomNormal(stddev=0.1, seed=seed)
    return keras.Sequential(
        [keras.Input((None, None, channels)), keras.layers.Conv2D(channels, 1, kernel_initializer=kernel)]
    )


def pair(side: int, code_size: int, seed: int) -> tuple[keras.Model, keras.Model]:
    """Return a small convolutional encoder and decoder, not compiled, with weights drawn from `seed`."""
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((side, side, 3)),
            layers.Conv2D(4, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(side * side, activation="relu"),
            layers.Reshape((side // 2, side // 2, 4)),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    # Set, not initialised: the configuration alone does not give these weights back.
    random = np.random.default_rng(seed)
    for model in (encoder, decoder):
        model.set_weights([random.normal(0, 0.3, weight.shape) for weight in model.get_weights()])
    return encoder, decoder


def load(path: str) -> keras.Model:
    """Return the Keras model in a file."""
    return keras.models.load_model(path)


def save(model: keras.Model, path: str) -> None:
    """Write the model to a file."""
    model.save(path)


def shift(model: keras.Model, amount: float) -> None:
    """Add `amount` to every weight of `model`."""
    model.set_weights([weight + amount for weight in model.get_weights()])


def reseed(seed: int) -> None:
    """Set the seeds that everybody shares: what a training without a seed of its own depends on."""
    keras.utils.set_random_seed(seed)


def optimizer(model: keras.Model) -> tuple | None:
    """Return the optimiser's class and the steps it has taken; None for a model that was not compiled."""
    found = getattr(model, "optimizer", None)
    return None if found is None else (type(found).__name__, int(found.iterations))
