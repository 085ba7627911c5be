"""Small models, and files of them written and read without the answer. Lives beside the answer."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
from keras import layers

KINDS = ("conv", "branches")


def make_model(kind, seed) -> keras.Model:
    """Return a compiled model with weights drawn from `seed`, BatchNormalization's statistics among them, and frozen ones.

    From "conv" differ "bent" by an activation alone, "seven" by the number of classes, which is the last layer's
    matter, and "colour" by the channels, which is the first one's.
    """
    images = keras.Input((8, 8, 3 if kind == "colour" else 1))
    if kind != "branches":
        model = keras.Sequential(
            [
                images,
                layers.Conv2D(4, 3, activation="tanh" if kind == "bent" else "relu", trainable=False),
                layers.BatchNormalization(),
                layers.Dropout(0.5),
                layers.Flatten(),
                layers.Dense(7 if kind == "seven" else 10, activation="softmax"),
            ]
        )
    else:
        flat = layers.Flatten()(images)
        left, right = layers.Dense(5, activation="tanh")(flat), layers.Dense(5, activation="relu")(flat)
        answer = layers.Dense(10, activation="softmax", name="réponse")  # a name that is not all ASCII
        model = keras.Model(images, answer(layers.Concatenate()([left, right])))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return _with_memory(_filled(model, seed), seed)


def compiled(half, seed) -> keras.Model:
    """Return a half, compiled, with an optimiser that remembers something."""
    half.compile("adam", "mse", metrics=["mae"])
    return _with_memory(half, seed)


def _with_memory(model, seed):
    """Return a compiled model as if it had been trained: its optimiser remembers something."""
    random = np.random.default_rng(seed)
    model.optimizer.build(model.trainable_variables)
    for variable in model.optimizer.variables[2:]:
        variable.assign(random.uniform(0.01, 0.02, variable.shape))
    model.optimizer.iterations.assign(7)
    return model


def make_code_map(half, seed, code=(3, 5, 4)) -> keras.Model:
    """Return the encoder (6, 10, 3) → (3, 5, 4), or the decoder from `code` to a grey image: a code that is no vector.

    Each has two branches: its layers one after the other would be another model; and dropout.
    """
    if half == "encoder":
        taken, kind, channels = keras.Input((6, 10, 3)), layers.Conv2D, 4
    else:
        taken, kind, channels = keras.Input(code), layers.Conv2DTranspose, 1
    in_use = layers.Dropout(0.5)(taken)  # which does nothing in use
    branches = [
        kind(channels, 3, strides=2, padding="same", activation=name)(in_use) for name in ("relu", "tanh")
    ]
    return _filled(keras.Model(taken, layers.Add()(branches)), seed)


def frozen(model) -> keras.Model:
    """Return a model, frozen as a whole."""
    model.trainable = False
    return model


def frozen_in_part(model) -> keras.Model:
    """Return a model of which one layer with weights is frozen."""
    next(layer for layer in model.layers if layer.weights).trainable = False
    return model


def make_lambda() -> keras.Model:
    """Return a model with Python code inside, which Keras refuses to load as long as safe mode is on."""
    return keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Lambda(lambda x: 2 * x)])


def make_lambda_inside() -> keras.Model:
    """Return a model with Python code not in itself, but in a model within it."""
    return keras.Sequential([keras.Input((8, 8, 1)), make_lambda(), layers.Dense(10)])


def make_lambda_encoder() -> keras.Model:
    """Return an encoder with a code of 6 and Python code inside: it fits the decoders made here, where it is loaded."""
    half = make_half("encoder", 6, 310)
    return keras.Model(half.inputs, layers.Lambda(lambda x: 2 * x)(half.outputs[0]))


def make_tuned() -> keras.Model:
    """Return a model that was compiled with settings of its own, and has made no step yet.

    Loss and metric are objects: Keras does not find the names "mse" and "mae" again in an .h5 file.
    """
    half = make_half("encoder", 5, 215)
    # No Sequential: once loaded, those are not thawed as a whole.
    model = keras.Model(half.inputs, half.outputs)
    model.compile(
        keras.optimizers.Adam(3e-4, beta_1=0.8),
        keras.losses.MeanSquaredError(),
        loss_weights=[0.5],
        weighted_metrics=[keras.metrics.MeanAbsoluteError()],
    )
    return model


def training(model) -> dict[str, Any]:
    """Return with what a model was compiled: optimiser, loss, metrics, each with all its settings."""
    told = model.get_compile_config() if model.compiled else {}
    optimizer = dict(told.get("optimizer") or {"config": {}})
    settings = {name: value for name, value in optimizer["config"].items() if name != "name"}
    return json.loads(
        json.dumps(
            {
                "optimizer": optimizer.get("class_name"),
                "settings": {
                    name: settings.get(name) for name in ("learning_rate", "beta_1", "beta_2", "epsilon")
                },
                **{name: told.get(name) for name in ("loss", "loss_weights", "metrics", "weighted_metrics")},
            },
            default=str,
        )
    )


def memory(model) -> list[np.ndarray]:
    """Return what the model's optimiser remembers: its number of steps and its means."""
    if model.optimizer is None:
        return []
    return [np.array(each) for each in [model.optimizer.iterations, *model.optimizer.variables[2:]]]


def remembered(model, weights_file) -> list[np.ndarray]:
    """Return what an optimiser remembers after a weights file was loaded into `model`, which remembers something else."""
    model.load_weights(weights_file)
    return memory(model)


def with_paths(function, *args) -> Any:
    """Return `function(*args)`, each text that is a path (with a slash, an ending, or a dot alone) as a Path."""

    def is_path(each):
        return type(each) is str and ("/" in each or each == "." or each.endswith((".keras", ".h5")))

    return function(*(Path(each) if is_path(each) else each for each in args))


def work_in(folder) -> str:
    """Make a folder the current one, and return the one it was."""
    before = Path.cwd()
    os.chdir(folder)
    return str(before)


def make_folder(folder, name) -> str:
    """Make a folder in a folder, and return its path."""
    path = Path(folder, name)
    path.mkdir()
    return str(path)


def leave_notes(folder, *others) -> list[str]:
    """Put files of other names into a folder, and return its names."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in ("notes.txt", *others):
        Path(folder, name).write_text("not yours")
    return names(folder)


def names(folder) -> list[str]:
    """Return the names of what lies in a folder."""
    return sorted(each.name for each in Path(folder).iterdir())


def exists(path) -> bool:
    """Return whether there is a file or a folder."""
    return Path(path).exists()


def _write_other(path):
    """Write a file in the format of the path's ending that can be read, and holds something else than is expected."""
    if str(path).endswith(".keras"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("notes.txt", "accuracy 0.91")
        return
    # Weights where a whole model is expected, and a whole model where weights are.
    strange, folder = make_half("encoder", 5, 0), Path(path).parent
    if str(path).endswith(".weights.h5"):
        strange.save(folder / "strange.h5")
        (folder / "strange.h5").replace(path)
    else:
        strange.save_weights(folder / "strange.weights.h5")
        (folder / "strange.weights.h5").replace(path)


def make_half(half, code, seed) -> keras.Model:
    """Return the encoder (8, 8, 1) → code or the decoder code → (8, 8, 1) of an autoencoder."""
    if half == "encoder":
        steps = [keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(code, activation="relu")]
    else:
        steps = [keras.Input((code,)), layers.Dense(64, activation="sigmoid"), layers.Reshape((8, 8, 1))]
    return _filled(keras.Sequential(steps), seed)


def _filled(model, seed):
    random = np.random.default_rng(seed)
    model.set_weights(
        [random.uniform(0.05, 0.4, weight.shape) - 0.15 * (weight.ndim > 1) for weight in model.get_weights()]
    )
    return model


def write_model_parts(model, folder, name) -> None:
    Path(folder, f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(Path(folder, f"{name}.weights.h5"))


def description(model) -> str:
    return model.to_json()


def called(model, images) -> np.ndarray:
    """Return what a model gives that is called without a word on training, as a notebook calls it."""
    return np.asarray(model(images))


def layer_description() -> str:
    """Return the description of a layer alone, which is no model."""
    return json.dumps(keras.saving.serialize_keras_object(layers.Dense(3)))


def write_model(model, path) -> None:
    model.save(path)


def read_parts(folder, name) -> keras.Model | str:
    """Return the model, or a text that tells why it cannot be read."""

    def both():
        model = keras.models.model_from_json(Path(folder, name + ".json").read_text(encoding="utf-8"))
        model.load_weights(Path(folder, name + ".weights.h5"))
        return model

    return _tried(both)


def read_model(path) -> keras.Model | str:
    """Return the model, or a text that tells why it cannot be read."""
    return _tried(lambda: keras.models.load_model(path))


def _tried(load):
    try:
        return load()
    except Exception as trouble:
        return f"{type(trouble).__name__}: {trouble}"[:300]


def remove(path) -> None:
    Path(path).unlink()


def copy_over(source, target) -> None:
    Path(target).write_bytes(Path(source).read_bytes())


def cut(path, how) -> None:
    """Damage a file: "half", "empty", "text", "bytes" that are no text, a good "other" zip or HDF5 file, or one of "numbers"."""
    data = Path(path).read_bytes()
    if how == "numbers":
        with h5py.File(path, "w") as file:
            file["accuracy"] = [0.89, 0.91]
        return
    if how == "other":
        _write_other(path)
        return
    Path(path).write_bytes(
        {
            "half": data[: len(data) // 2],
            "empty": b"",
            "text": b"This is not a model.\n" * 9,
            "bytes": b"\xff\x00\x81" * 99,
        }[how]
    )
