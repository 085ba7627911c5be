"""What the checks need beside the answer: a training whose losses are written down in advance, and small models."""

from __future__ import annotations

import inspect
import random
from typing import Any, Literal

import keras
import numpy as np
import tensorflow as tf


class Quick(keras.Sequential):
    """A model that runs eagerly: a handful of steps is over before Keras would have traced the first one."""

    def compile(self, *args, **kwargs):
        """Compile as always, but to run eagerly."""
        super().compile(*args, **{**kwargs, "run_eagerly": True, "jit_compile": False})


SEEN: list[tuple[str, list[int]]] = []


class Watched(keras.layers.Dense):
    """A dense layer that writes down which images come by, and of which ones a gradient is taken.

    An image's number is what its first pixel holds, in hundredths. However the training is written, with `fit` or in a
    loop of one's own, traced or not, it cannot learn from an image without taking the gradient here.
    """

    def call(self, inputs, *args, **kwargs):
        """Return what a dense layer returns."""

        @tf.custom_gradient
        def watched(outputs, images):
            def gradient(upstream):
                return _noted("learnt", images, upstream), tf.zeros_like(images)

            return _noted("shown", images, outputs), gradient

        return watched(super().call(inputs, *args, **kwargs), inputs)


def _noted(what, images, result):
    def note(pixels):
        SEEN.append((what, np.rint(100 * pixels).astype(int).tolist()))
        return np.int64(0)

    if images.shape[0] is None and not tf.inside_function():  # while the layers are put together
        return tf.identity(result)
    with tf.control_dependencies([tf.numpy_function(note, [images[:, 0]], tf.int64)]):
        return tf.identity(result)


def seen() -> list[tuple[Literal["shown", "learnt"], list[int]]]:
    """Return what models made with `watched` saw since the last call: ("shown" or "learnt", the images' numbers)."""
    found = list(SEEN)
    SEEN.clear()
    return found


def watched(weights) -> keras.Model:
    """Return an uncompiled model 784 → hidden → 784 (tanh, sigmoid) whose images are written down."""
    hidden = weights[1].shape[0]
    layers = [Watched(hidden, activation="tanh"), keras.layers.Dense(784, activation="sigmoid")]
    model = Quick([keras.Input((784,)), *layers])
    model.set_weights(weights)
    SEEN.clear()
    return model


def defaults(function) -> dict[str, Any]:
    """Return the default of each argument of a function that has one."""
    found = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in found if each.default is not each.empty}


LOSSES = {
    "cross-entropy": keras.losses.BinaryCrossentropy,
    "squared error": keras.losses.MeanSquaredError,
    "absolute error": keras.losses.MeanAbsoluteError,
}
OPTIMISERS = {
    "Adam": keras.optimizers.Adam,
    "AdamW": keras.optimizers.AdamW,
    "Nadam": keras.optimizers.Nadam,
    "RMSprop": keras.optimizers.RMSprop,
    "SGD": keras.optimizers.SGD,
}


def settings_of_adam() -> dict[str, Any]:
    """Return the settings that Adam has by default; its name and learning rate are left out."""
    found = keras.optimizers.Adam().get_config()
    return {name: value for name, value in found.items() if name not in ("name", "learning_rate")}


def stepped(weights, noisy, clean, batches, optimiser="Adam", loss="cross-entropy") -> list[np.ndarray]:
    """Return the weights after one step of training for each batch, a list of rows."""
    return _steps(weights, noisy, clean, batches, optimiser, loss)[0]


def losses_of_steps(weights, noisy, clean, batches) -> list[float]:
    """Return the cross-entropy of each batch, before the step that is made with it."""
    return _steps(weights, noisy, clean, batches, "Adam", "cross-entropy")[1]


def _steps(weights, noisy, clean, batches, optimiser, loss):
    model = dense([784, weights[1].shape[0], 784], ["tanh", "sigmoid"], weights)
    rule, measure, losses = OPTIMISERS[optimiser](), LOSSES[loss](), []
    for rows in batches:
        with tf.GradientTape() as tape:
            value = measure(clean[rows], model(noisy[rows]))
        losses.append(float(value))
        rule.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)
    return model.get_weights(), losses


def dense(sizes, activations, weights=None, quick=False) -> keras.Model:
    """Return an uncompiled model of dense layers: `sizes` holds the input size and each layer's units."""
    layers = [keras.layers.Dense(units, activation=name) for units, name in zip(sizes[1:], activations)]
    model = (Quick if quick else keras.Sequential)([keras.Input((sizes[0],)), *layers])
    if weights is not None:
        model.set_weights(weights)
    return model


def normed(weights) -> keras.Model:
    """Return an uncompiled model 784 → hidden → 784 (linear, sigmoid) that normalises batches and drops out between them.

    What it makes of images in training is another thing than at inference, and its statistics change with each step.
    """
    layers = [
        keras.layers.Dense(weights[1].shape[0]),
        keras.layers.BatchNormalization(momentum=0.5, scale=False, center=False),
        keras.layers.Dropout(0.5, seed=3),
        keras.layers.Dense(784, activation="sigmoid"),
    ]
    model = Quick([keras.Input((784,)), *layers])
    layers[0].set_weights(weights[:2])
    layers[3].set_weights(weights[2:])
    return model


# How many steps the scripted model made that was built last.
_MADE = [0]


class Scripted(keras.layers.Layer):
    """Gives every image the value written down for the number of steps made so far, in all pixels.

    A step is a gradient taken here, however the training is written. Their number is a weight, and is put back as weights
    are; another weight is trained, and its gradient is always 1.
    """

    def __init__(self, values, **options):
        super().__init__(**options)
        self.values = list(values)

    def build(self, shape):
        """Make the weights: what is trained, and the number of steps."""
        self.trained = self.add_weight(shape=(), initializer="zeros", name="trained")
        self.steps = self.add_weight(shape=(), initializer="zeros", trainable=False, name="steps")

    def call(self, images):
        """Return the value that is written down."""

        @tf.custom_gradient
        def scripted(images, trained):
            def gradient(upstream):
                self.steps.assign_add(1.0)
                with tf.control_dependencies([tf.numpy_function(_made_one, [], tf.int64)]):
                    return tf.zeros_like(images), tf.ones_like(trained)

            number = tf.minimum(tf.cast(tf.convert_to_tensor(self.steps), tf.int32), len(self.values) - 1)
            return tf.gather(self.values, number) * tf.ones_like(images), gradient

        return scripted(images, tf.convert_to_tensor(self.trained))

    def get_config(self):
        """Return what a copy is made from."""
        return {**super().get_config(), "values": self.values}


def _made_one():
    _MADE[0] += 1
    return np.int64(0)


def scripted(losses) -> keras.Model:
    """Return an uncompiled model 784 → 784 whose cross-entropy to white images is written down: before the first step, after it …"""
    model = Quick([keras.Input((784,)), Scripted([float(np.exp(-loss)) for loss in losses])])
    _MADE[0] = 0
    return model


def script_of(model) -> dict[Literal["made", "kept", "moved"], float]:
    """Return how many steps a scripted model made, after how many it had the weights it has, and how far its weight was moved."""
    trained, steps = (float(weight) for weight in model.get_weights())
    return {"made": _MADE[0], "kept": steps, "moved": -trained}


def weight_after(epochs, dtype) -> np.floating:
    """Return what every weight of this dtype is after so many epochs, to all digits, so that whoever rounds it changes it."""
    return np.dtype(dtype).type(epochs) * np.dtype(dtype).type(2**0.3)


def filled(values) -> keras.Model:
    """Return an uncompiled model 784 → 4 → 784 (linear, sigmoid), each variable filled with one number; None: no biases.

    `values` are those of the first layer's weights and biases, and of the second's.
    """
    biased = values[1] is not None
    sizes = ((4, "linear"), (784, "sigmoid"))
    layers = [keras.layers.Dense(units, activation=name, use_bias=biased) for units, name in sizes]
    model = Quick([keras.Input((784,)), *layers])
    numbers = [value for value in values if value is not None]
    model.set_weights([np.full(weight.shape, number) for weight, number in zip(model.weights, numbers)])
    return model


class Holding(keras.Model):
    """A model that holds a weight itself, beside those of its layers. All are of one shape.

    Among those of its layers, one that is trained comes after others that are not.
    """

    def __init__(self):
        super().__init__()
        self.norm = keras.layers.BatchNormalization(scale=False, center=False)
        self.scaled = keras.layers.BatchNormalization(center=False)
        self.shift = self.add_weight(shape=(1,), name="shift")

    def call(self, inputs, training=False):
        """Return the sum of what the layers make of the inputs, and the weight."""
        return self.scaled(self.norm(inputs, training=training), training=training) + self.shift


def drive(
    callback,
    losses,
    stopped_after=None,
    stopped_before=None,
    beside=(),
    holding=False,
    interrupted=False,
    measured=False,
) -> dict[Literal["epochs", "weights_of", "others_of", "rounded", "meddled", "stopped"], float | list[float]]:
    """Return how `callback` steers a training whose epochs have these validation losses.

    All weights of the model, trained or not, are 2**0.3 at the end of epoch 0, twice that at the end of epoch 1, and so
    on (of a model `holding` a weight, the second twice as much, the third three times …); `weights_of` and `others_of` say which of these the trained and the other ones have at last, `rounded`
    how many of them not to the last digit. The hooks are called in the order in which `fit` calls them. `meddled` counts the epochs
    that began with other weights than those the one before had ended with. If `stopped_after` is the number of an
    epoch, another callback stops training after it, once this one has been called; if `stopped_before` is, one that is
    called before this one, or -1 if it does so at the very beginning. `stopped` says whether `stop_training` is True at
    last. The callbacks `beside` come before this one, too. The model is a Sequential, whose second layer has double
    precision, or one `holding` a weight. A training that is `interrupted`, by Ctrl-C for instance, ends without `on_train_end`.
    In one that is `measured`, the logs hold an accuracy as well, always the same.
    """
    layers = [
        keras.layers.Dense(1, use_bias=False),
        keras.layers.BatchNormalization(scale=False, center=False, dtype="float64"),
    ]
    model = Holding() if holding else keras.Sequential([keras.Input((1,)), *layers])
    if holding:
        model(np.zeros((1, 1), "float32"))
    weights = [*model.trainable_weights, *model.non_trainable_weights]
    shares = range(1, len(weights) + 1) if holding else [1] * len(weights)
    for weight in weights:
        weight.assign(np.zeros(weight.shape))
    settings = {"model": model, "epochs": len(losses), "steps": 1, "verbose": 0}
    hooks = keras.callbacks.CallbackList([*beside, callback], **settings)
    model.stop_training = stopped_before == -1
    hooks.on_train_begin()
    logs: dict = {}
    meddled = 0
    for epoch, val_loss in enumerate(losses):
        hooks.on_epoch_begin(epoch)
        hooks.on_train_batch_begin(0)
        meddled += any(
            np.any(np.asarray(weight) != weight_after(epoch * share, weight.dtype))
            for weight, share in zip(weights, shares)
        )
        for weight, share in zip(weights, shares):
            weight.assign(np.full(weight.shape, weight_after((epoch + 1) * share, weight.dtype)))
        logs = {**({"accuracy": 0.5} if measured else {}), "loss": 0.5 / (epoch + 1)}
        hooks.on_train_batch_end(0, dict(logs))
        hooks.on_test_begin()
        hooks.on_test_end({"loss": val_loss})
        if epoch == stopped_before:
            model.stop_training = True
        logs.update({"val_accuracy": 0.5} if measured else {}, val_loss=val_loss)
        hooks.on_epoch_end(epoch, dict(logs))
        if epoch == stopped_after:
            model.stop_training = True
        if model.stop_training:
            break
    if not interrupted:
        hooks.on_train_end(dict(logs))
    values = [np.asarray(weight).ravel()[0] for weight in weights]
    trained, *others = [round(float(value / 2**0.3) / share, 2) for value, share in zip(values, shares)]
    rounded = sum(
        bool(value != weight_after(number * share, value.dtype))
        for value, number, share in zip(values, (trained, *others), shares)
    )
    return {
        "epochs": epoch + 1,
        "weights_of": trained,
        "others_of": others,
        "rounded": rounded,
        "meddled": meddled,
        "stopped": float(model.stop_training),
    }


def fit(model, noisy, clean, epochs, callback) -> dict[str, list[float]]:
    """Return the history of training `model` on the first 80 % of the pairs, watched on the others."""
    cut = len(noisy) * 4 // 5
    watched = {"validation_data": (noisy[cut:], clean[cut:]), "callbacks": [callback]}
    model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())
    return model.fit(noisy[:cut], clean[:cut], 512, epochs, 0, **watched).history


def forget_seeds() -> None:
    """Make everything random that no seed of the answer's own settles."""
    random.seed()
    np.random.seed()
    # Not None: what has a seed of its own is then always the same, and otherwise depends on this one as well.
    tf.random.set_seed(random.SystemRandom().randrange(2**31))
