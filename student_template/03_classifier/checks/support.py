"""What the checks need beside the answer: networks with given starting weights, and the course's training."""

from typing import Literal

import keras
import numpy as np
import tensorflow as tf
from keras import layers

EPOCHS, BATCH = 5, 50
RATE = 0.004

# What the recorder saw, one batch an entry: the images, the model's outputs, and the loss's gradient at the outputs.
_SEEN: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
# The optimizer of the network that was made last.
_GIVEN: list[keras.optimizers.Optimizer] = []


class Recorder(layers.Layer):
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


def recording_network(
    seed: int,
    steps: int = 0,
    images=None,
    labels=None,
    rate: float = RATE,
    classes: int = 10,
    by_fit: bool = False,
) -> keras.Model:
    """Return a small compiled classifier whose training is recorded, after `steps` steps on the images, which are not.

    Those may be epochs of `fit`, with which most models are trained.
    """
    images_in = keras.Input((784,))
    recorder = Recorder()
    model = keras.Model(images_in, recorder([images_in, network(seed, (24,), classes)(images_in)]))
    model.compile(
        keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True
    )
    if by_fit:
        model.fit(images, labels, batch_size=len(images), epochs=steps, verbose=0)
    for _ in range(0 if by_fit else steps):
        model.train_on_batch(images, labels)
    _SEEN.clear()
    recorder.recording = True
    _GIVEN[:] = [model.optimizer]
    return model


def recorded() -> dict[Literal["images", "outputs", "gradients"], list[np.ndarray]]:
    """Return what was recorded since the last recording network was made: a list of arrays for each of three names."""
    return {name: [each[i] for each in _SEEN] for i, name in enumerate(("images", "outputs", "gradients"))}


def replayed(model: keras.Model, batches, labels) -> list[np.ndarray]:
    """Return the weights after `model` has made a step on each batch, one after the other."""
    for images, each in zip(batches, labels):
        model.train_on_batch(images, each)
    return model.get_weights()


def made_a_step(model: keras.Model, images, labels) -> None:
    """Train a model for one step, and remember its optimizer."""
    model.train_on_batch(images, labels)
    _GIVEN[:] = [model.optimizer]


def own_steps(model: keras.Model) -> int:
    """Return how many steps the optimizer has made that the model was given, or -1 where the model has another one now."""
    return int(_GIVEN[0].iterations.numpy()) if model.optimizer is _GIVEN[0] else -1


def share_an_optimizer(first: keras.Model, second: keras.Model) -> bool:
    """Return whether two models were compiled with one and the same optimizer."""
    return first.optimizer is second.optimizer


def network(seed: int, hidden: tuple = (256, 256), classes: int = 10) -> keras.Model:
    """Return a dense classifier, not compiled, whose starting weights follow from `seed` alone."""

    def dense(units, activation, number):
        start = keras.initializers.GlorotUniform(seed=100 * seed + number)
        return layers.Dense(units, activation=activation, kernel_initializer=start)

    return keras.Sequential(
        [
            keras.Input((784,)),
            *(dense(units, "relu", number) for number, units in enumerate(hidden)),
            dense(classes, "softmax", len(hidden)),
        ]
    )


def small_network(seed: int) -> keras.Model:
    """Return a small compiled classifier for trainings of a few steps."""
    model = network(seed, hidden=(24,))
    # Below some twenty steps, not tracing a graph is faster.
    return _compiled(model, run_eagerly=True)


def compiled_otherwise(seed: int, optimizer: str) -> keras.Model:
    """Return a small classifier that was compiled with another optimizer, another loss and another metric."""
    model = network(seed, (16,))
    model.compile(optimizer, "mse", metrics=["mae"])
    return model


def model_without_weights() -> keras.Model:
    """Return a classifier of five classes, not compiled, that has weights, for rows of any length, after its first call."""
    return keras.Sequential([layers.Dense(6, "relu"), layers.Dense(5, "softmax")])


def takes_a_step(model: keras.Model, rows: np.ndarray, labels: np.ndarray) -> bool:
    """Return whether the optimizer a model was compiled with can make a step, with the course's loss."""
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, model(rows)))
    variables = model.trainable_variables
    gradients = tape.gradient(loss, variables)
    try:
        model.optimizer.apply_gradients(zip(gradients, variables))
    except (ValueError, KeyError):  # variables that it does not know
        return False
    return True


def frozen_network(seed: int, wholly: bool) -> keras.Model:
    """Return a classifier with dropout, not compiled, whose last layer cannot learn, or which cannot as a whole."""
    *hidden, last = network(seed, (16,)).layers
    last.trainable = False
    model = keras.Sequential([keras.Input((784,)), *hidden, layers.Dropout(0.3), last])
    if wholly:
        model.trainable = False
    return model


def settings(model: keras.Model) -> str:
    """Return how the layers of a model are set, the rate of a dropout for instance."""
    return repr(model.get_config())


def runs_eagerly(model: keras.Model) -> bool:
    """Return whether a model runs layer by layer, in place of a graph."""
    return bool(model.run_eagerly)


def subclassed_network(seed: int, classes: int) -> keras.Model:
    """Return a classifier, not compiled, that is a subclass of `keras.Model` and was never called."""
    return Alone(network(seed, (16,), classes))


class Alone(keras.Model):
    """What a network gives, as a subclass of `keras.Model`."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, images):
        """Return what the network gives."""
        return self.inner(images)

    def get_config(self):
        """Return what a copy is made from."""
        return {"inner": keras.saving.serialize_keras_object(self.inner)}

    @classmethod
    def from_config(cls, config):
        """Return a copy."""
        return cls(keras.saving.deserialize_keras_object(config["inner"]))


def compiled_network(seed: int) -> keras.Model:
    """Return the course's network, compiled."""
    return _compiled(network(seed))


def blended_network(seed: int, classes: int) -> keras.Model:
    """Return a classifier, not compiled, whose probabilities are a blend of two softmax layers.

    Keras looks for a softmax at the very end of a model and mends a loss that expects logits there. Here nothing is
    mended: a loss for logits gives what such a loss gives for probabilities.
    """
    images = keras.Input((784,))
    first, second = network(seed, (16,), classes), network(seed + 1, (16,), classes)
    return keras.Model(images, layers.Average()([first(images), second(images)]))


def dropout_network(seed: int, classes: int = 10) -> keras.Model:
    """Return a compiled classifier with dropout whose answers are far from even."""
    images = keras.Input((784,))
    start = keras.initializers.RandomNormal(stddev=0.3, seed=seed)
    hidden = layers.Dropout(0.5)(layers.Dense(32, "relu", kernel_initializer=start)(images))
    start = keras.initializers.RandomNormal(stddev=0.15, seed=seed + 1)
    return _compiled(keras.Model(images, layers.Dense(classes, "softmax", kernel_initializer=start)(hidden)))


def normalised_network(frozen: bool = False) -> keras.Model:
    """Return a compiled classifier with dropout and with batch normalisation, whose statistics change whenever it is called
    in training; its first layer may be frozen."""
    images = keras.Input((784,))
    first = layers.Dense(24, "relu", trainable=not frozen)
    hidden = layers.Dropout(0.2)(layers.BatchNormalization()(first(images)))
    return _compiled(keras.Model(images, layers.Dense(10, "softmax")(hidden)))


def called(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """Return what a model gives that is called without a word on training, as a notebook calls it."""
    return np.asarray(model(images))


def train(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> None:
    """Train a network, compiled or not, as the course does."""
    _compiled(model)
    model.fit(images, labels, epochs=EPOCHS, batch_size=BATCH, verbose=0)


def train_with_its_optimizer(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> None:
    """Train a network as the course does, with the optimizer it was compiled with and the course's loss and metric."""
    # Keras keeps the metrics of an earlier compile where none are named.
    model.compile(model.optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, epochs=EPOCHS, batch_size=BATCH, verbose=0)


def loss_of(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float | str:
    """Return the loss the model was compiled with, its metrics left aside; a text where it cannot be computed."""
    try:
        return float(model.compute_loss(x=images, y=labels, y_pred=model(images)))
    except Exception as problem:
        return str(problem)[:200] or "?"


def metrics_of(
    model: keras.Model, images: np.ndarray, labels: np.ndarray, sizes: tuple[int, ...]
) -> dict[str, float] | str:
    """Return the metrics the model was compiled with after batches of these sizes, its loss left aside; a text where they
    cannot be computed."""
    cuts = np.cumsum(sizes)[:-1]
    try:
        model.reset_metrics()
        for batch, truth in zip(np.split(images, cuts), np.split(labels, cuts)):
            found = model.compute_metrics(batch, truth, model(batch))
        return {str(name): float(value) for name, value in found.items() if name != "loss"}
    except Exception as problem:
        return str(problem)[:200] or "?"


def seed_globally(seed: int) -> None:
    """Give Python's, NumPy's and TensorFlow's global generators another seed, which an answer must not depend on."""
    keras.utils.set_random_seed(seed)


def _compiled(model: keras.Model, run_eagerly: bool = False) -> keras.Model:
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=run_eagerly)
    return model
