"""Small models beside the answer: with known weights, noting what they are trained on, or altering images visibly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
import tensorflow as tf
from keras import layers

# What stops a training or alters its learning rate, if not in the few epochs of a check.
STEERING = (
    keras.callbacks.EarlyStopping,
    keras.callbacks.LearningRateScheduler,
    keras.callbacks.ReduceLROnPlateau,
    keras.callbacks.TerminateOnNaN,
)


class Recorder(keras.Model):
    """A model that notes the images and labels each call of `fit` gives it."""

    measured = 0  # images in `evaluate`, and in `fit` after each epoch

    def fit(
        self,
        x=None,
        y=None,
        batch_size=None,
        epochs=1,
        verbose="auto",
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        **options,
    ):
        images, labels = np.asarray(x), np.asarray(y)
        if validation_data is None:  # validation_split takes the last images
            cut = math.floor(len(images) * (1 - validation_split))
            parts = [(images[:cut], labels[:cut]), (images[cut:], labels[cut:])]
        else:
            parts = [(images, labels), (np.asarray(validation_data[0]), np.asarray(validation_data[1]))]
        arrays = x, y, *(validation_data or ())
        self.arrays = all(isinstance(each, np.ndarray) for each in arrays)
        self.seen = [*getattr(self, "seen", []), parts]
        self.batch_sizes = [*getattr(self, "batch_sizes", []), batch_size]
        self.as_given = getattr(self, "as_given", True) and self.is_as_given()
        self.steps, self.weighted, self.measured = [], False, 0
        self.steered = any(isinstance(each, STEERING) for each in keras.tree.flatten(callbacks))
        fitted = super().fit(
            x,
            y,
            batch_size=batch_size,
            epochs=epochs,
            verbose=verbose,
            callbacks=callbacks,
            validation_split=validation_split,
            validation_data=validation_data,
            **options,
        )
        self.told = {name: list(figures) for name, figures in fitted.history.items()}
        return fitted

    def train_step(self, data):
        """Note how many images the step has, and whether they are weighted."""
        images, _, weights = keras.utils.unpack_x_y_sample_weight(data)
        self.steps.append(int(images.shape[0]))
        self.weighted = self.weighted or weights is not None
        figures = super().train_step(data)
        self.after_last_step = self.get_weights()
        return figures

    def test_step(self, data):
        """Note how many images it is validated on."""
        self.measured += int(keras.utils.unpack_x_y_sample_weight(data)[0].shape[0])
        return super().test_step(data)

    def is_as_given(self):
        """Return whether the model has the optimiser and the weights it was made with, none of them frozen."""
        return (
            self.optimizer is self.given.optimizer
            and [each.trainable for each in self.layers] == self.given.trainable
            and _measures(self) == self.given.measures
            and all(np.array_equal(*pair) for pair in zip(self.given.weights, self.get_weights()))
        )


def _measures(model) -> str:
    """Return the losses and metrics a model is compiled with, with their settings."""
    told = model.get_compile_config() or {}
    return str([told.get(name) for name in ("loss", "loss_weights", "metrics", "weighted_metrics")])


def recorder(learning_rate=0.001, frozen=False) -> keras.Model:
    """Return a small compiled model that notes what it is trained on; in a frozen one, half of the layers learn nothing."""
    images = keras.Input((28, 28, 1))
    hidden = layers.Dense(16, activation="relu", trainable=not frozen)(layers.Flatten()(images))
    model = _compiled(Recorder(images, layers.Dense(10, activation="softmax")(hidden)), learning_rate)
    trainable = [each.trainable for each in model.layers]
    model.given = Given(model.optimizer, model.get_weights(), learning_rate, trainable, _measures(model))
    return model


class Given(NamedTuple):
    """The optimiser, the weights and the rest that a recorder was given."""

    optimizer: object
    weights: list
    learning_rate: float
    trainable: list
    measures: str


def as_given(model) -> bool:
    """Return whether a recorder came to `fit` as it was made: its optimiser and its weights."""
    return bool(getattr(model, "as_given", False))


def seen(model) -> list[list[tuple[np.ndarray, np.ndarray]]]:
    """Return, for each call of fit, (images, labels) to train with and (images, labels) to validate with."""
    return [
        [(images.reshape(len(images), math.prod(images.shape[1:]))[:, 0], labels) for images, labels in parts]
        for parts in getattr(model, "seen", [])
    ]


def is_as_given(model) -> bool:
    """Return whether a recorder that nobody was to train is as it was made: its optimiser and its weights."""
    return bool(model.is_as_given())


def steps(model) -> list[int]:
    """Return how many images each step of a recorder's last training had."""
    return list(model.steps)


def measured(model) -> int:
    """Return on how many images a recorder's last training was validated, all epochs together."""
    return int(model.measured)


def returns_mapping(function, *arguments) -> list[bool]:
    """Return whether `function` returns a dictionary, and one of lists.

    The object that `fit` returns arrives at the judge as one, too.
    """
    found = function(*arguments)
    is_one = isinstance(found, Mapping)
    return [is_one, is_one and all(isinstance(each, (list, tuple)) for each in found.values())]


def told(model) -> dict[str, list[float]]:
    """Return the history of a recorder's last training, as `fit` returned it."""
    return {name: [float(figure) for figure in figures] for name, figures in model.told.items()}


def interfered(model) -> list[str]:
    """Return what else a recorder's last training did: tensors, weighted images, another rate, an early end, old weights."""
    last = zip(model.after_last_step, model.get_weights())
    found = {
        "no arrays": not model.arrays,
        "weighted": model.weighted,
        "steered": model.steered,
        "learning rate": not math.isclose(
            float(model.optimizer.learning_rate), model.given.learning_rate, rel_tol=1e-5
        ),
        "weights": not all(np.array_equal(*pair) for pair in last),
    }
    return [name for name, is_so in found.items() if is_so]


def loss(model, wanted, probabilities) -> float:
    """Return the loss a compiled model would have for these answers."""
    return float(model.compute_loss(y=keras.ops.array(wanted), y_pred=keras.ops.array(probabilities)))


def called_plainly(model, images) -> np.ndarray:
    """Return what a model makes of images where nobody says whether it is training."""
    return np.asarray(model(images))


def twice_in_a_graph(model, images) -> list[np.ndarray]:
    """Return what a model makes of images in training, twice, as in `fit`: by a graph that is made once."""
    graph = tf.function(lambda batch: model(batch, training=True))
    return [graph(tf.constant(images)).numpy() for _ in range(2)]


def used_layers(model, images) -> list[tuple[int, bool]]:
    """Return the layers of a model, as places in `model.layers`, in the order in which it uses them in training.

    With each stands whether it is used as in training, which those that make no difference between the two always are.
    """
    model(images)  # a subclassed model is built by its first call
    used, own = [], [layer.call for layer in model.layers]

    def noting(number, call):
        def noted(*arguments, **options):
            used.append((number, options.get("training") is not False))
            return call(*arguments, **options)

        return noted

    for number, layer in enumerate(model.layers):
        layer.call = noting(number, own[number])
    try:
        model(images, training=True)
    finally:
        for layer, call in zip(model.layers, own):
            layer.call = call
    return used


def share_an_optimiser(one, other) -> bool:
    """Return whether two compiled models have the same optimiser, not only the same kind of one."""
    return one.optimizer is other.optimizer


def steps_taken(model) -> int:
    """Return how many steps of training the optimiser of a compiled model has made."""
    return int(keras.ops.convert_to_numpy(getattr(model.optimizer, "iterations", 0)))


def take_a_step(model, images, one_hot) -> list[bool]:
    """Let a model's optimiser make one step, and return of each of its weights whether that changed it.

    The loss is not the model's own: whether that is the right one is another check's matter.
    """
    before = model.get_weights()
    with tf.GradientTape() as tape:
        error = tf.reduce_mean((model(images, training=True) - one_hot) ** 2)
    pairs = zip(tape.gradient(error, model.trainable_variables), model.trainable_variables)
    if model.optimizer is not None:
        model.optimizer.apply_gradients([pair for pair in pairs if pair[0] is not None])
    return [not np.array_equal(*pair) for pair in zip(before, model.get_weights())]


def batch_sizes(model) -> list[int]:
    """Return the batch size that each call of fit was given."""
    return list(getattr(model, "batch_sizes", []))


def linear_model(weights, biases, dropout=0.0) -> keras.Model:
    """Return a compiled model: softmax(pixels @ weights + biases), with dropout that must stay off at inference."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Dropout(dropout, seed=1),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ],
        name="clothes",  # all of them: a name tells no model from another
    )
    model.layers[-1].set_weights([np.asarray(weights), np.asarray(biases)])
    return _compiled(model)


def small_cnn() -> keras.Model:
    """Return a small compiled model, a Sequential as most answers to build_cnn are."""
    return _compiled(
        keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Conv2D(4, 7, strides=7, activation="elu"),
                layers.BatchNormalization(),
                layers.Flatten(),
                layers.Dense(12, activation="elu"),
                layers.Dense(10, activation="softmax"),
            ]
        )
    )


def branched() -> keras.Model:
    """Return a small compiled model whose layers are not in a row."""
    images = keras.Input((28, 28, 1))
    pixels = layers.Flatten()(images)
    both = layers.Concatenate()([pixels, layers.Dense(16, activation="elu")(pixels)])
    return _compiled(keras.Model(images, layers.Dense(10, activation="softmax")(both)))


def compiled_otherwise(model) -> keras.Model:
    """Return the model, compiled with SGD and the mean squared error."""
    model.compile("sgd", "mse")
    return model


def altering() -> keras.Model:
    """Return a model that shifts images far while training."""
    return keras.Sequential([keras.Input((28, 28, 1)), layers.RandomTranslation(0.3, 0.3, seed=1)])


class Lighter(layers.Layer):
    """Adds a quarter to every pixel while training."""

    def call(self, images, training=False):
        """Return the images, lighter in training."""
        return images + 0.25 if training else images


def lighter() -> keras.Model:
    """Return a model that makes images lighter by a quarter while training: once is seen apart from twice."""
    return keras.Sequential([keras.Input((28, 28, 1)), Lighter()])


def new_figures(function, *arguments) -> bool:
    """Return whether each call of `function` draws a figure of its own: the next one does not alter it."""
    return function(*arguments) is not function(*arguments)


def joined(function, *arguments) -> bool:
    """Return whether the points of every line of a figure are joined by something to be seen."""
    lines = [line for axes in function(*arguments).axes for line in axes.lines]
    return all(line.get_linestyle() not in ("None", " ", "") and line.get_linewidth() > 0 for line in lines)


def with_paths(function, paths, *arguments) -> Any:
    """Return what `function` returns for `Path`s; what crosses from the judge is always a `str`."""
    return function(*map(Path, paths), *arguments)


def new_arrays(function, *paths) -> bool:
    """Return whether each call of `function` returns arrays of its own: what is done to them is not found by the next."""
    first, second = function(*paths), function(*paths)
    arrays = [pair for pair in zip(first, second) if all(isinstance(each, np.ndarray) for each in pair)]
    return not any(one.flags.writeable and np.shares_memory(one, other) for one, other in arrays)


def write(path, content) -> None:
    """Write another content to a file that was read before."""
    Path(path).write_bytes(content)


def save(model, folder, name="tried.v2.keras") -> str:
    """Save a model, not compiled, and return the path of its file."""
    path = str(Path(folder, name))
    # Not compiled: Keras warns of an optimiser never used.
    keras.Model(model.inputs, model.outputs).save(path)
    return path


def _compiled(model, learning_rate=0.001):
    # Eagerly: for a handful of steps, tracing would take longer than computing.
    adam = keras.optimizers.Adam(learning_rate)
    model.compile(adam, "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model
