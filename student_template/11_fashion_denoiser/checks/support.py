"""What the checks need beside the answer: small models with known weights, and a training that is the same for everybody."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf


def one_value(shape: tuple, start: float, twice: bool = False) -> keras.Model:
    """Return a 1×1 convolution that answers every image with the grey value `start`, until it is trained.

    Or two of them, one after the other, whose weights have the same names: the second answers.
    """
    answer = keras.initializers.Constant(start)
    first = [keras.layers.Conv2D(1, 1, kernel_initializer="ones")] if twice else []
    last = keras.layers.Conv2D(1, 1, kernel_initializer="zeros", bias_initializer=answer)
    return keras.Sequential([keras.Input(tuple(shape)), *first, last])


def normalised(shape: tuple, start: float) -> keras.Model:
    """Return a model of arrays of this shape, not compiled: normalised by the batch, then `start` added.

    Its weights: the mean and the variance that were noted, the factors, and what is added.
    """
    layers = keras.layers
    added = keras.initializers.Constant(start)
    return keras.Sequential(
        [
            keras.Input(tuple(shape)),
            layers.BatchNormalization(momentum=0.9, center=False, scale=False),
            layers.Dense(shape[-1], kernel_initializer="identity", bias_initializer=added),
        ]
    )


def pixelwise(seed: int) -> keras.Model:
    """Return a 1×1 convolution over grey images of any size, not compiled, its weights drawn from `seed`."""
    kernel = keras.initializers.RandomNormal(stddev=0.1, seed=seed)
    return keras.Sequential(
        [keras.Input((None, None, 1)), keras.layers.Conv2D(1, 1, kernel_initializer=kernel)]
    )


def linear(factor: float, offset: float, dropout: float = 0.0, channels: int = 1) -> keras.Model:
    """Return a model that turns each value `x` into `factor * x + offset`, not compiled; dropout acts in training only."""
    kernel = factor * np.eye(channels, dtype="float32")[None, None]
    model = keras.Sequential([keras.Input((None, None, channels)), keras.layers.Conv2D(channels, 1)])
    model.set_weights([kernel, np.full(channels, offset, "float32")])
    noise = keras.layers.Dropout(dropout, seed=1)
    return keras.Sequential([keras.Input((None, None, channels)), noise, model])


_CONVOLUTIONS = tuple(
    getattr(keras.layers, name)
    for name in dir(keras.layers)
    if "Conv" in name and isinstance(getattr(keras.layers, name), type)
)


def convolutions(model) -> int:
    """Return how many convolution layers of Keras a model has, wherever they stand in it; each counts once."""
    return sum(isinstance(layer, _CONVOLUTIONS) for layer in model._flatten_layers())


def train(model, noisy, clean, epochs, batch_size) -> None:
    """Train `model` from `noisy` to `clean` with Adam and the mean squared error."""
    model.compile(optimizer="adam", loss="mse")
    model.fit(noisy, clean, epochs=epochs, batch_size=batch_size, verbose=0)


def train_a_little(model, inputs, targets, steps) -> None:
    """Train a model for so many steps on all of a few images; it need not be compiled, and stays as it was in that."""
    adam = keras.optimizers.Adam(0.01)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(inputs, training=True) - targets) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        pairs = [pair for pair in zip(gradients, model.trainable_variables) if pair[0] is not None]
        if pairs:
            adam.apply_gradients(pairs)


def reseed(seed: int) -> None:
    """Set the seeds that everybody shares: what a training without a seed of its own depends on."""
    keras.utils.set_random_seed(seed)


@keras.saving.register_keras_serializable("autograder_11")
class Shift(keras.layers.Layer):
    """Adds one number, at first 0, to all values: that alone is learnt."""

    def build(self, input_shape):
        """Make the number."""
        self.amount = self.add_weight(shape=(1,), initializer="zeros", name="amount")

    def call(self, images):
        """Return the images with the number added."""
        return images + self.amount


def shift() -> keras.Model:
    """Return a model that gives images of any size back, and learns to add one number to all their values."""
    return keras.Sequential([keras.Input((None, None, 1)), Shift()])


class Halving(keras.Model):
    """Halves values; of a class that Keras does not know, so that it can be neither copied nor read from a file.

    Its first layer, which doubles them, is frozen; the second could learn, and so could what is added in the end, at first
    0, a weight that belongs to none of its layers.
    """

    def __init__(self, layers):
        super().__init__()
        self.stages = layers
        self.shift = self.add_weight(shape=(1,), initializer="zeros", name="shift")

    def call(self, images):
        """Return half of each value."""
        for stage in self.stages:
            images = stage(images)
        return images + self.shift


def halving(channels: int) -> keras.Model:
    """Return a model of a class of its own that halves each value of images; one of its two layers is frozen."""
    stages = [keras.layers.Conv2D(channels, 1) for _ in range(2)]
    model = Halving(stages)
    model(np.zeros((1, 2, 2, channels), "float32"))
    for stage, factor in zip(stages, (2.0, 0.25)):
        stage.set_weights(
            [factor * np.eye(channels, dtype="float32")[None, None], np.zeros(channels, "float32")]
        )
    stages[0].trainable = False
    return model


def compiled(model) -> keras.Model:
    """Return the model, compiled with SGD and the mean absolute error."""
    model.compile(optimizer="sgd", loss="mae")
    return model


def settings(model) -> str:
    """Return how a model and its layers are set: what `compile` and the answer's own calls leave alone."""
    layers = [each for each in model._flatten_layers() if not isinstance(each, keras.Model)]
    return f"{model.run_eagerly} {[each.get_config() for each in layers]}"


def regularised(factor: float, channels: int) -> keras.Model:
    """Return a model that multiplies each value, compiled with the mean squared error; its loss holds a penalty, too."""
    model = keras.Sequential(
        [keras.Input((None, None, channels)), keras.layers.Conv2D(channels, 1, kernel_regularizer="l2")]
    )
    model.set_weights([factor * np.eye(channels, dtype="float32")[None, None], np.zeros(channels, "float32")])
    model.compile(optimizer="adam", loss="mse")
    return model


@keras.saving.register_keras_serializable("autograder_11")
class Breaking(Shift):
    """Adds one number, at first 0; once it has learnt, what it gives in training is no number any more."""

    def call(self, images, training=False):
        """Return the images with the number added."""
        images = super().call(images)
        return tf.where(self.amount == 0, images, images + np.float32("nan")) if training else images


def breaking() -> keras.Model:
    """Return a model of images of any size that is broken by its second step."""
    return keras.Sequential([keras.Input((None, None, 1)), Breaking()])


def new_figures(function, *arguments) -> bool:
    """Return whether each call of `function` draws a figure of its own: the next one does not alter it."""
    first = function(*arguments)
    pictures = [list(axes.images) for axes in first.axes]
    return function(*arguments) is not first and [list(axes.images) for axes in first.axes] == pictures


class Log:
    """The numbers of the images a Gallery learnt from, step by step, and its answers before each step."""

    def __init__(self):
        self.steps, self.answers = [], []


@keras.saving.register_keras_serializable("autograder_11")
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
    model(np.zeros((1, 2, 2, 1), "float32"))
    model.set_weights([np.linspace(0.3, 0.7, count).astype("float32")])
    return model


def steps_seen(model) -> list[list[int]]:
    """Return the numbers of the images that a Gallery learnt from, step by step."""
    return [list(step) for step in model.log.steps]


def answers_seen(model) -> np.ndarray:
    """Return the answers that a Gallery had before each of these steps."""
    return np.array(model.log.answers, "float32").reshape(-1, model.count)
