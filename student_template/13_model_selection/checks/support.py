"""Small models, event files and a counting test set. Lives beside the answer."""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util


def make_model(rates, steps, seed):
    """Return a small compiled model whose learning rate is `rates[0]` for `steps` steps, then `rates[1]`."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(2)]
    )
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay([steps], list(rates))
    model.compile(keras.optimizers.SGD(schedule), "mse")
    return model


def stir(seed):
    """Leave the global generators in a state that the answer did not choose."""
    keras.utils.set_random_seed(1000 + seed)


def write_model(path, seed, loss):
    """Write a small model compiled with `loss`; return it."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(3)]
    )
    model.compile("adam", loss)
    model.save(path)
    return model


def load(path):
    """Return the whole model in a file."""
    return keras.models.load_model(path)


def mean_squared_error(path, inputs, targets):
    """Return the mean squared error of the model in a file."""
    return float(np.mean((keras.models.load_model(path)(inputs).numpy() - targets) ** 2))


def logged(folder):
    """Return what TensorBoard finds in a run's folder: {"train": [...], "validation": [...]}."""
    found = {}
    for part in ("train", "validation"):
        found[part] = []
        if (Path(folder) / part).is_dir():
            events = EventAccumulator(
                str(Path(folder) / part), size_guidance={"tensors": 0, "scalars": 0}
            ).Reload()
            tags = events.Tags()
            if "epoch_loss" in tags["tensors"]:
                tensors = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
                found[part] = [float(tensor_util.make_ndarray(event.tensor_proto)) for event in tensors]
            elif "epoch_loss" in tags["scalars"]:
                found[part] = [
                    event.value
                    for event in sorted(events.Scalars("epoch_loss"), key=lambda event: event.step)
                ]
    return found


def write_log(folder, part, values, first=0, name=".v2"):
    """Write event files as Keras does: `epoch_loss` from the epoch `first` on, and another tag beside it."""
    writer = tf.summary.create_file_writer(f"{folder}/{part}", filename_suffix=name)
    with writer.as_default():
        for step, value in enumerate(values, start=first):
            tf.summary.scalar("epoch_learning_rate", 0.001, step=step)
            tf.summary.scalar("epoch_loss", value, step=step)
    writer.close()


class CountingTest:
    """A test set that remembers who asked: called with a run's name, it returns that run's error."""

    def __init__(self, errors):
        self.errors, self.asked = errors, []

    def __call__(self, name):
        """Return the error of the run `name`."""
        self.asked.append(name)
        return self.errors[name]


def counting_test(errors):
    """Return a new CountingTest."""
    return CountingTest(errors)
