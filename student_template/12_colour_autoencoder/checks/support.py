"""What the checks need beside the answer: small models with given weights, and the opening of a saved model."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf


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


def rowwise(length: int, seed: int) -> keras.Model:
    """Return a dense layer, not built yet, from rows of any numbers to rows of `length`, its weights drawn from `seed`."""
    kernel = keras.initializers.RandomNormal(stddev=0.1, seed=seed)
    return keras.Sequential([keras.layers.Dense(length, kernel_initializer=kernel)])


def train_a_little(model, inputs, targets, epochs) -> None:
    """Train a model for so many steps on all of a few images; it need not be compiled, and stays as it was in that."""
    adam = keras.optimizers.Adam(0.01)
    for _ in range(epochs):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(inputs, training=True) - targets) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        pairs = [pair for pair in zip(gradients, model.trainable_variables) if pair[0] is not None]
        if pairs:
            adam.apply_gradients(pairs)


_CONVOLUTIONS = tuple(
    getattr(keras.layers, name)
    for name in dir(keras.layers)
    if "Conv" in name and isinstance(getattr(keras.layers, name), type)
)


def convolutions(model) -> int:
    """Return how many convolution layers of Keras a model has, wherever they stand in it; each counts once."""
    return sum(isinstance(layer, _CONVOLUTIONS) for layer in model._flatten_layers())


def in_other_layouts(add_noise, images, sigma, seed) -> list[tuple[np.ndarray, np.ndarray, bool]]:
    """Return images in Fortran order and as a slice of a larger array, made noisy, each beside what is left of it.

    And whether that can still be written to.
    """
    given = [np.asfortranarray(images), np.repeat(images, 2, axis=2)[:, :, ::2]]
    return [(np.asarray(add_noise(each, sigma, seed)), each, each.flags.writeable) for each in given]


def save_here(save_models, encoder, decoder, place, name) -> None:
    """Save into a folder that is a name alone, working in `place`."""
    before = Path.cwd()
    os.chdir(place)
    try:
        save_models(encoder, decoder, name)
    finally:
        os.chdir(before)


def make_folder(folder, name, files) -> str:
    """Make a folder in a folder, with files in it that hold no model, and return its path."""
    path = Path(folder, name)
    path.mkdir()
    for each in files:
        (path / each).write_bytes(b"not a model")
    return str(path)


def new_figures(function, *arguments) -> bool:
    """Return whether each call of `function` draws a figure of its own: the next one does not alter it."""
    first = function(*arguments)
    pictures = [list(axes.images) for axes in first.axes]
    return function(*arguments) is not first and [list(axes.images) for axes in first.axes] == pictures


def working_folder() -> str:
    """Return the folder the program works in."""
    return str(Path.cwd())


def pair(side: int, code_size: int, seed: int) -> tuple[keras.Model, keras.Model]:
    """Return a small convolutional encoder and decoder, not compiled, with weights drawn from `seed`.

    Those of the decoder that are not trained (BatchNormalization's mean and variance) belong to it, too.
    """
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
            layers.BatchNormalization(scale=False, center=False),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    # Set, not initialised: the configuration alone does not give these weights back.
    random = np.random.default_rng(seed)
    for model in (encoder, decoder):
        model.set_weights([random.normal(0, 0.3, weight.shape) for weight in model.get_weights()])
    decoder.layers[2].moving_variance.assign([0.2, 0.5, 2.0, 4.0])
    return encoder, decoder


def load(path: str) -> keras.Model | None:
    """Return the Keras model in a file, or None where Keras cannot open it."""
    try:
        return keras.models.load_model(path)
    except Exception:
        return None


def save_in_path(save_models, encoder, decoder, folder) -> None:
    """Save with a folder given as a `Path`; what crosses from the judge is always a `str`."""
    save_models(encoder, decoder, Path(folder))


def load_from_path(load_models, folder) -> Any:
    """Return what `load_models` returns for a `Path`."""
    return load_models(Path(folder))


def save(model: keras.Model, path: str) -> None:
    """Write the model to a file."""
    model.save(path)


def shift(model: keras.Model, amount: float) -> None:
    """Add `amount` to every weight of `model`."""
    model.set_weights([weight + amount for weight in model.get_weights()])


def reseed(seed: int) -> None:
    """Set the seeds that everybody shares: what a training without a seed of its own depends on."""
    keras.utils.set_random_seed(seed)


@keras.saving.register_keras_serializable("autograder_12")
class Shift(keras.layers.Layer):
    """Adds one number, at first 0, to all values: that alone is learnt."""

    def build(self, input_shape):
        """Make the number."""
        self.amount = self.add_weight(shape=(1,), initializer="zeros", name="amount")

    def call(self, images):
        """Return the images with the number added."""
        return images + self.amount


def shifter() -> keras.Model:
    """Return a model that gives images of any size back, and learns to add one number to all their values."""
    return keras.Sequential([keras.Input((None, None, 3)), Shift()])


class Log:
    """The numbers of the images a Gallery learnt from, step by step, and its answers before each step."""

    def __init__(self):
        self.steps, self.answers = [], []


@keras.saving.register_keras_serializable("autograder_12")
class Gallery(keras.Model):
    """A model with an answer of its own, one value, to each image; an image's first value times 1000 is its number.

    Learning from one image changes the answer to that one alone, so what was learnt, and how often, can be read off.
    """

    def __init__(self, count, **options):
        super().__init__(**options)
        self.count, self.log, self.supports_jit = count, Log(), False
        self.answers = self.add_weight(shape=(count,), initializer="zeros", name="answers")

    def call(self, images, training=False):
        """Return for each image an image that has its answer in every pixel."""
        numbers = tf.cast(tf.round(1000 * images[:, 0, 0, 0]), "int32")
        if training:
            tf.py_function(self._note, [numbers, self.answers], [])
        answers = tf.linalg.matvec(tf.one_hot(numbers, self.count), self.answers)
        return tf.ones_like(images) * answers[:, None, None, None]

    def _note(self, numbers, answers):
        self.log.steps.append(numbers.numpy().tolist())
        self.log.answers.append(answers.numpy().copy())

    def get_config(self):
        """Return what builds another one."""
        return {"count": self.count, "name": self.name}


def gallery(count) -> keras.Model:
    """Return a Gallery of `count` images, not compiled, its answers spread between 0.3 and 0.7."""
    model = Gallery(count)
    model(np.zeros((1, 2, 2, 3), "float32"))
    model.set_weights([np.linspace(0.3, 0.7, count).astype("float32")])
    return model


def steps_seen(model) -> list[list[int]]:
    """Return the numbers of the images that a Gallery learnt from, step by step."""
    return [list(step) for step in model.log.steps]


def answers_seen(model) -> np.ndarray:
    """Return the answers that a Gallery had before each of these steps."""
    return np.array(model.log.answers, "float32").reshape(-1, model.count)
