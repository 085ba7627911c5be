"""Small models, event files and a counting test set. Lives beside the answer."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import keras
import numpy as np
import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import DataClass, Summary, SummaryMetadata
from tensorboard.util import tensor_util


def make_model(rates, steps, seed) -> keras.Model:
    """Return a small compiled model whose learning rate is `rates[0]` for `steps` steps, then `rates[1]`."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(2)]
    )
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay([steps], list(rates))
    model.compile(keras.optimizers.SGD(schedule), "mse")
    return model


@keras.saving.register_keras_serializable("autograder_13")
def gap(targets, answers):
    """Return the squared errors, but NaN where the target is not 0 and the answer is positive: of some epochs only."""
    errors = tf.square(answers - targets)
    return tf.where((targets != 0) & (answers > 0), tf.constant(np.nan, errors.dtype), errors)


def swinging(loss="mse", rate=1.8) -> keras.Model:
    """Return a compiled model whose answer, to inputs of zero, swings about its targets: its best epoch is in the middle.

    Where 32 targets of 0 make an epoch of one step, its answer is 1, -0.8, 0.64, -0.512, 0.41 …; so it is with "huber",
    with which it has a penalty of 0.25 (a² + b²) for its answer (a, b). It has a metric beside its loss, which is at its
    lowest where the answers have the targets' sign. A
    layer that normalises the zeros counts the steps, see `steps_counted`.
    """
    counter = keras.layers.BatchNormalization(scale=False, center=False)
    penalty = keras.regularizers.L2(0.25) if loss == "huber" else None
    model = keras.Sequential([keras.Input((6,)), counter, keras.layers.Dense(2, bias_regularizer=penalty)])
    model.layers[-1].set_weights([np.zeros((6, 2)), np.ones(2)])  # not what its initializers would draw
    model.compile(keras.optimizers.SGD(rate), gap if loss == "gap" else loss, metrics=["cosine_similarity"])
    return model


def metrics_of(model) -> int:
    """Return how many metrics a model is compiled with."""
    return len((model.get_compile_config() or {}).get("metrics") or [])


def half_frozen() -> keras.Model:
    """Return a compiled model whose first layer, six inputs to four, is not to learn."""
    keras.utils.set_random_seed(13)
    layers = [keras.layers.Dense(4, trainable=False), keras.layers.Dense(2)]
    model = keras.Sequential([keras.Input((6,)), *layers])
    model.compile("sgd", "mse")
    return model


class Log:
    """What a Gallery was trained on: the numbers of the examples, step by step, and the optimiser it was given."""

    def __init__(self):
        self.steps, self.optimizer, self.loss = [], None, None


@keras.saving.register_keras_serializable("autograder_13")
class Gallery(keras.Model):
    """A model with an answer of its own to each example, whose number is the input's first value.

    Learning from one example changes the answer to that one alone.
    """

    def __init__(self, count, **options):
        super().__init__(**options)
        self.count, self.log, self.supports_jit = count, Log(), False
        self.answers = self.add_weight(shape=(count,), initializer="zeros", name="answers")

    def call(self, inputs, training=False):
        """Return the answer to each example, twice."""
        numbers = tf.cast(tf.round(inputs[:, 0]), "int32")
        if training:
            tf.py_function(self._note, [numbers], [])
        answers = tf.linalg.matvec(tf.one_hot(numbers, self.count), self.answers)
        return tf.stack([answers, answers], axis=1)

    def _note(self, numbers):
        self.log.steps.append(numbers.numpy().tolist())

    def get_config(self):
        """Return what builds another one."""
        return {"count": self.count, "name": self.name}


EARLIER_STEPS = 3


def gallery(count) -> keras.Model:
    """Return a compiled Gallery of `count` examples, its answers spread between -1 and 1, that has been trained before."""
    model = Gallery(count)
    model(np.zeros((1, 6), "float32"))
    model.set_weights([np.linspace(-1, 1, count).astype("float32")])
    model.log.optimizer, model.log.loss = keras.optimizers.SGD(0.5, momentum=0.25), "mse"
    model.compile(model.log.optimizer, model.log.loss)
    model.log.optimizer.iterations.assign(EARLIER_STEPS)
    return model


def what_happened(
    model,
) -> dict[Literal["seen", "steps", "as_compiled", "optimizer_steps"], np.ndarray | int | bool]:
    """Return how often a Gallery learnt from each example, and whether it is compiled as it was."""
    seen = [number for step in model.log.steps for number in step]
    return {
        "seen": np.bincount(np.array(seen, int), minlength=model.count),
        "steps": len(model.log.steps),
        "as_compiled": model.optimizer is model.log.optimizer and bool(model.loss == model.log.loss),
        "optimizer_steps": int(model.log.optimizer.iterations) - EARLIER_STEPS,
    }


def with_path(function, folder, *arguments) -> Any:
    """Return what `function` returns for a `Path`; what crosses from the judge is always a `str`."""
    return function(Path(folder), *arguments)


def steps_counted(path) -> float:
    """Return after how many steps a `swinging` model, trained on zeros, had the statistics that it was written with."""
    counter = keras.models.load_model(path, compile=False).layers[0]
    return float(np.log(np.asarray(counter.moving_variance)[0]) / np.log(counter.momentum))


def with_tuples(function, runs) -> Any:
    """Return what `function` returns for runs whose losses are tuples, in mappings that are no dictionaries."""
    return function(MappingProxyType({name: _read_only(run) for name, run in runs.items()}))


def _read_only(run):
    return MappingProxyType({key: tuple(values) for key, values in run.items()})


def has_none(comparison_table, runs) -> bool:
    """Return whether a cell of the table is None, which arrives at the judge as NaN does."""
    return any(value is None for column in comparison_table(runs).items() for value in column[1])


def train_in_path(train_run, model, train, validation, folder, epochs, seed) -> Any:
    """Return what `train_run` returns for a folder given as a `Path`."""
    return train_run(model, tuple(train), tuple(validation), Path(folder), epochs, seed)


def train_from(train_run, here, model, train, validation, folder, epochs, seed) -> list[Any]:
    """Return what `train_run` returns for a folder told from `here`, the current one, and whether best.keras is found there
    afterwards."""
    with contextlib.chdir(here):
        path = train_run(model, tuple(train), tuple(validation), folder, epochs, seed)
        written = (Path(here) / folder / "best.keras").exists()
        return [path, not written or Path(folder, "best.keras").exists()]


def plain_floats(function, *arguments) -> bool:
    """Return whether the numbers that `function` returns, in lists or alone, are Python floats."""
    found = function(*arguments)
    lists = found.values() if isinstance(found, dict) else [[found]]
    return all(type(value) is float for values in lists for value in values)


def stir(seed) -> None:
    """Leave the global generators in a state that the answer did not choose."""
    keras.utils.set_random_seed(1000 + seed)


def write_model(path, seed, loss, outputs=3, diverged=False) -> keras.Model:
    """Write a small model compiled with `loss`; return it. One that has diverged gives NaN for its first output."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(outputs)]
    )
    if diverged:
        model.layers[-1].bias.assign([np.nan] + [0] * (outputs - 1))
    model.compile("adam", loss)
    model.save(path)
    return model


def write_penalised_model(path, seed) -> keras.Model:
    """Write a small model with a regularizer and a normalization that has seen other inputs; return it."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((2, 3)),
            keras.layers.Flatten(),
            keras.layers.Dense(8, activation="relu", kernel_regularizer=keras.regularizers.L2(50.0)),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(2),
        ]
    )
    model.layers[-2].moving_mean.assign(np.full(8, 0.3))
    model.layers[-2].moving_variance.assign(np.full(8, 0.0001))
    model.compile("adam", "mse")
    model.save(path)
    return model


def write_picture_model(path, seed) -> keras.Model:
    """Write a small model whose output is a picture and which drops values out in training; return it."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(24),
            keras.layers.Reshape((4, 3, 2)),
        ]
    )
    model.compile("adam", "mae")
    model.save(path)
    return model


def load(path) -> keras.Model:
    """Return the whole model in a file, or None where Keras cannot open it."""
    try:
        return keras.models.load_model(path)
    except Exception:
        return None


def mean_squared_error(path, inputs, targets) -> float:
    """Return the mean squared error of the model in a file."""
    return float(np.mean((keras.models.load_model(path)(inputs).numpy() - targets) ** 2))


def logged(folder) -> dict[str, list[float]]:
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


def steps_logged(folder, part) -> list[int]:
    """Return the steps at which TensorBoard finds `epoch_loss` in a part of a run's folder, in order."""
    events = EventAccumulator(str(Path(folder) / part), size_guidance={"tensors": 0, "scalars": 0}).Reload()
    of_tags = {"tensors": events.Tensors, "scalars": events.Scalars}
    return sorted(
        event.step
        for kind, of in of_tags.items()
        if "epoch_loss" in events.Tags()[kind]
        for event in of("epoch_loss")
    )


def write_log(folder, part, values, first=0, name=".v2") -> None:
    """Write event files as Keras does: `epoch_loss` from the epoch `first` on.

    In the first epochs, which suffices and takes less time, other values stand before and after it.
    """
    writer = tf.summary.create_file_writer(f"{folder}/{part}", filename_suffix=name)
    with writer.as_default():
        for step, value in enumerate(values, start=first):
            if step < first + 5:
                tf.summary.scalar("epoch_code_loss", 0.9, step=step)  # of one of two outputs
            tf.summary.scalar("epoch_loss", value, step=step)
            if step < first + 5:
                tf.summary.scalar("epoch_learning_rate", 0.001, step=step)
                tf.summary.scalar("evaluation_loss_vs_iterations", 0.8, step=50 * step)
    writer.close()


def write_long_log(folder, part, values) -> None:
    """Write an event file as Keras does, but many epochs of it in less time: `epoch_loss` alone."""
    (Path(folder) / part).mkdir(parents=True)
    plugin = SummaryMetadata.PluginData(plugin_name="scalars")
    metadata = SummaryMetadata(plugin_data=plugin, data_class=DataClass.DATA_CLASS_SCALAR)
    with tf.io.TFRecordWriter(f"{folder}/{part}/events.out.tfevents.1700000000.here.1.0.v2") as writer:
        writer.write(Event(wall_time=1.7e9, file_version="brain.Event:2").SerializeToString())
        for step, value in enumerate(values):
            tensor = tensor_util.make_tensor_proto(np.float32(value))
            logged = Summary.Value(tag="epoch_loss", tensor=tensor, metadata=metadata)
            event = Event(wall_time=1.7e9 + step, step=step, summary=Summary(value=[logged]))
            writer.write(event.SerializeToString())


def make_folder(path) -> None:
    """Make an empty folder."""
    Path(path).mkdir()


class CountingTest:
    """A test set that remembers who asked: called with a run's name, it returns that run's error.

    Where that is None, it raises OSError.
    """

    def __init__(self, errors):
        self.errors, self.asked = errors, []

    def __call__(self, name, /):
        """Return the error of the run `name`."""
        self.asked.append(name)
        if self.errors[name] is None:
            raise OSError(f"the model of {name} cannot be opened")
        return self.errors[name]


def counting_test(errors) -> object:
    """Return a new CountingTest."""
    return CountingTest(errors)


def asked_though_it_fails(select_and_test, runs, errors) -> tuple[list[str], bool]:
    """Return the names that a CountingTest was asked for, and whether `select_and_test` raised an error."""
    test = CountingTest(errors)
    try:
        select_and_test(runs, test)
    except Exception:
        return test.asked, True
    return test.asked, False
