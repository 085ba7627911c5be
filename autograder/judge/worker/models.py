"""What a worker does with a Keras model on behalf of a check: acting on it, and finding facts about it."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.base.values import LayerInfo, Opaque
from autograder.judge.wire.protocol import Part
from autograder.judge.worker.convert import converted, layer_info

# What a part of a training is compiled on, where nobody asks for the model.
_STAND_IN = """{"module": "keras", "class_name": "Sequential", "registered_name": null, "config": {"name": "stand_in", "layers":
[{"module": "keras.layers", "class_name": "InputLayer", "registered_name": null, "config": {"batch_shape": [null, 1]}},
{"module": "keras.layers", "class_name": "Dense", "registered_name": null, "config": {"units": 1}}]}}"""


def act(model: Any, action: str, *args: Any, **options: Any) -> Any:
    """Return the outcome of an action on a model."""
    match action:
        case "predict":
            return _as_numbers(model.predict(*args, verbose=0, **options))
        case "call":
            x, *rest = args
            return _as_numbers(model(_tensors(x), *rest, **options))
        case "evaluate":
            found = model.evaluate(*args, verbose=0, return_dict=True, **options)
            return {str(name): float(value) for name, value in found.items()}
        case "fit":
            return model.fit(*args, verbose=0, **options)
        case "weights":
            # A weight of no axis comes as a NumPy number, which would cross as one of Python and no longer be a weight.
            return [np.asarray(each) for each in model.get_weights()]
        case "set_weights":
            return model.set_weights(*args)
        case "save":
            return model.save(*args)
    raise ValueError(action)


def rename_for_graphs(model: Any) -> None:
    """Take the underscores away with which names of a model and its layers begin: no graph of TensorFlow can have them.

    Keras makes a name from the class, `__denoiser` for `class _Denoiser`, and then neither predicts nor trains.
    """
    for each in model._flatten_layers():
        if each.name.startswith("_"):
            each.name = each.name.lstrip("_") or "layer"


def fact(model: Any, name: str) -> Any:
    """Return one fact about a model; None where Keras does not know it."""
    return _FACTS[name](model)


def described(model: Any, part: Part) -> bytes:
    """Return what `load` opens from a `.json`: the model; or a stand-in with one part of what it was compiled with."""
    serialized = sys.modules["keras"].saving.serialize_keras_object
    if part == "model":
        form = serialized(model)
        form.pop("compile_config", None)
    else:
        given: dict[Part, Callable[[], Any]] = {
            "optimizer": lambda: model.optimizer,
            "loss": lambda: model.loss,
            "metrics": lambda: getattr(model._compile_metrics, "_user_metrics", None),
        }
        form = json.loads(_STAND_IN)
        if model.compiled:
            form["compile_config"] = {part: serialized(given[part]())}
    return json.dumps(form).encode()


def load(path: Path) -> Any:
    """Return the Keras model in a file, opened in safe mode; from a `.json`, the untrained one it describes."""
    keras = sys.modules["keras"]
    if path.suffix != ".json":
        return keras.models.load_model(path, safe_mode=True)
    described = json.loads(path.read_text(encoding="utf-8"))
    model = keras.saving.deserialize_keras_object(described, safe_mode=True)
    if not isinstance(model, keras.Model):
        raise ValueError("the description is not that of a model: write it with model.to_json()")
    return model


def load_weights(model: Any, path: Path) -> None:
    """Give a model the weights in a `.weights.h5` file. Raises ValueError where they are those of another model."""
    model.load_weights(path)


def _tensors(x: Any) -> Any:
    """Return arrays as tensors, float64 as float32: what `predict` would do."""
    keras = sys.modules["keras"]
    if isinstance(x, (tuple, list)):
        return [_tensors(each) for each in x]
    if isinstance(x, dict):
        return {key: _tensors(each) for key, each in x.items()}
    return (
        keras.ops.convert_to_tensor(x, dtype="float32")
        if x.dtype.kind == "f"
        else keras.ops.convert_to_tensor(x)
    )


def _as_numbers(value: Any) -> Any:
    """Return what a model computed; bfloat16, which NumPy does not know, as float32, which holds the same values."""
    if isinstance(value, (tuple, list)):
        return type(value)(map(_as_numbers, value))
    if isinstance(value, dict):
        return {key: _as_numbers(each) for key, each in value.items()}
    if "bfloat16" in str(getattr(value, "dtype", "")):
        return sys.modules["keras"].ops.convert_to_numpy(value).astype("float32")
    return value


def _shape(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, dict):
        return {str(key): _shape(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)) and not all(each is None or isinstance(each, int) for each in value):
        shapes = [_shape(each) for each in value]
        return shapes[0] if len(shapes) == 1 else shapes
    shape = getattr(value, "shape", value)
    try:
        return tuple(None if size is None else int(size) for size in shape)
    except TypeError:
        return None


def _model_shape(name: str) -> Callable[[Any], Any]:
    def shape(model: Any) -> Any:
        try:
            return _shape(getattr(model, name))
        except (AttributeError, ValueError):  # subclassed, or not built
            return None

    return shape


def _layers(model: Any) -> tuple[LayerInfo, ...]:
    return tuple(layer_info(layer, _shape, _config(layer)) for layer in model.layers)


def _config(item: Any) -> dict[str, Any]:
    try:
        config = item.get_config()
    except NotImplementedError:  # a subclassed layer or model without one
        return {}
    found = converted(config, lambda value, kind: Opaque(type(value).__name__))
    return found if isinstance(found, dict) else {}


def _loss(model: Any) -> Any:
    loss = getattr(model, "loss", None)
    if isinstance(loss, (list, tuple)):
        return tuple(_loss_name(each) for each in loss)
    if isinstance(loss, dict):
        return {str(key): _loss_name(each) for key, each in loss.items()}
    return _loss_name(loss)


def _loss_name(loss: Any) -> str | None:
    """Return one name for all spellings: "mse", `MeanSquaredError()` and `mean_squared_error` are the same loss."""
    if loss is None:
        return None
    if isinstance(loss, str):
        try:
            loss = sys.modules["keras"].losses.get(loss)
        except ValueError:
            return str(loss)
    name = getattr(loss, "__name__", None)
    if isinstance(name, str):
        return name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(loss).__name__).lower()


def _metrics(model: Any) -> tuple[str, ...]:
    given = getattr(getattr(model, "_compile_metrics", None), "_user_metrics", None)
    return tuple(_flat(given))


def _flat(given: Any) -> Iterator[str]:
    if given is None:
        return
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, (list, tuple)):
        for each in given:
            yield from _flat(each)
    elif isinstance(given, str):
        yield given
    else:
        yield str(getattr(given, "name", None) or getattr(given, "__name__", type(given).__name__))


def _optimizer(model: Any) -> str | None:
    optimizer = getattr(model, "optimizer", None)
    return type(optimizer).__name__ if optimizer is not None else None


_FACTS: Mapping[str, Callable[[Any], Any]] = {
    "params": lambda model: int(model.count_params()),
    "trainable_params": lambda model: sum(
        math.prod(map(int, each.shape)) for each in model.trainable_weights
    ),
    "layers": _layers,
    "input_shape": _model_shape("input_shape"),
    "output_shape": _model_shape("output_shape"),
    "loss": _loss,
    "optimizer": _optimizer,
    "optimizer_config": lambda model: _config(model.optimizer) if getattr(model, "optimizer", None) else {},
    "metrics": _metrics,
    "compiled": lambda model: bool(getattr(model, "compiled", False)),
}
