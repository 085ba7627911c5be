"""What a student handed in, seen by the checks as callable answers. The same in every host."""

from __future__ import annotations

import keyword
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder import values
from autograder.judge.protocol import AnswerError, Reference, Transport, mapped
from autograder.values import Axes, Figure, LayerInfo, Opaque, Table
from autograder.verdict import Message, Reason

__all__ = [
    "Answer",
    "AnswerError",
    "Axes",
    "Figure",
    "Handle",
    "LayerInfo",
    "Model",
    "Opaque",
    "Submission",
    "Table",
]

_SHORT = 40  # characters of an argument worth showing


class Submission:
    """One hand-in as the checks see it: `submission.f(...)` calls the answer's function `f` in the worker."""

    def __init__(self, transport: Transport, *, files: Mapping[str, bytes] | None = None):
        self._link = _Link(transport)
        self._files = dict(files or {})
        self._memory: dict[Callable, tuple[int, Any]] = {}

    def __getattr__(self, name: str) -> Answer:
        if name.startswith("_"):
            raise AttributeError(name)
        return Answer(self._link, name, "answer")

    @property
    def support(self) -> _Support:
        """The functions of checks/support.py, called beside the answer."""
        return _Support(self._link)

    @property
    def last_call(self) -> str | None:
        """The last call made, as the student would write it, arrays told by their shapes."""
        return self._link.calls[-1] if self._link.calls else None

    @property
    def calls(self) -> tuple[str, ...]:
        """Every call made so far, as text."""
        return tuple(self._link.calls)

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The names of the files handed in beside the answer."""
        return tuple(sorted(self._files))

    def defines(self, name: str) -> bool:
        """Return whether the answer defines `name`."""
        return self._link.ask("defines", name=name) is True

    def reference(self, name: str) -> Handle:
        """Return the handle of the answer's function itself, to pass it as an argument."""
        return self._link.ask("reference", name=name)

    def once(self, make: Callable[[Submission], Any]) -> Any:
        """Return `make(self)`, computed once per hand-in; an AnswerError is remembered too."""
        if make in self._memory:
            generation, outcome = self._memory[make]
            if isinstance(outcome, AnswerError):
                raise outcome.with_traceback(None)
            if generation == self._link.transport.generation or not _holds_handles(outcome):
                return outcome
        self.reseed()
        try:
            outcome = make(self)
        except AnswerError as error:
            self._memory[make] = (self._link.transport.generation, error)
            raise
        finally:
            self.reseed()
        self._memory[make] = (self._link.transport.generation, outcome)
        return outcome

    def reseed(self) -> None:
        """Reset the worker's Python, NumPy and Keras seeds."""
        self._link.ask("reseed")

    def folder(self) -> str:
        """Return a fresh scratch folder in the worker."""
        return _text(self._link.ask("folder"))

    def put(self, name: str, data: bytes) -> str:
        """Write a file into a fresh scratch folder and return its path."""
        return _text(self._link.ask("put", files={name: bytes(data)})) + "/" + name

    def put_many(self, files: Mapping[str, bytes]) -> str:
        """Write files into a fresh scratch folder and return the folder."""
        return _text(self._link.ask("put", files={name: bytes(data) for name, data in files.items()}))

    def get(self, path: str) -> bytes:
        """Return the bytes of a file in the worker. Raises AnswerError where there is none."""
        data = self._link.ask("get", path=path)
        return data if type(data) is bytes else b""

    def files(self, folder: str) -> tuple[str, ...]:
        """Return the relative names of the files in a folder of the worker, sorted."""
        names = self._link.ask("files", path=folder)
        if type(names) not in (tuple, list):
            return ()
        return tuple(sorted(each for each in names if type(each) is str))

    def load_model(self, name: str, *instead: str) -> Model:
        """Return a handed-in model, opened in safe mode in a fresh worker that ran no student code.

        Args:
            instead: The names of a JSON file and of a `.weights.h5` file that together may replace the file `name`.

        Raises:
            AnswerError: NO_FILE or BAD_FILE.
        """
        if name not in self._files and instead and self._files.keys() & set(instead):
            return self._load_pair(name, *instead)
        if name not in self._files:
            values = {"text": name, "instead": " + ".join(instead)}
            raise AnswerError(
                Reason.NO_FILE, Message("worker.no_model" if instead else "worker.no_file", values)
            )
        return self._clean().ask("load_model", name=name, data=self._files[name])

    def _load_pair(self, name: str, architecture: str, weights: str) -> Model:
        for missing, there in ((architecture, weights), (weights, architecture)):
            if missing not in self._files:
                values = {"missing": missing, "there": there, "whole": name}
                raise AnswerError(Reason.NO_FILE, Message("worker.half_model", values))
        link = self._clean()
        model = link.ask("load_model", name=architecture, data=self._files[architecture])
        try:
            link.ask("load_weights", target=model, name=weights, data=self._files[weights])
        except AnswerError as error:
            if error.reason is not Reason.BAD_FILE:
                raise
            values = {"weights": weights, "architecture": architecture, "text": error.text}
            raise AnswerError(error.reason, Message("worker.bad_weights", values)) from None
        return model

    def _clean(self) -> _Link:
        link = _Link(self._link.transport.clean(), self._link.calls)
        self._link.children.append(link)
        return link

    def fresh(self) -> Submission:
        """Return the same answer in a new process, which shares only the scratch folders."""
        other = Submission(self._link.transport.fresh(), files=self._files)
        other._link.calls = self._link.calls
        return other


class Answer:
    """One function of the answer (or of support.py): call it."""

    def __init__(self, link: _Link, name: str, kind: str):
        self._link, self._name, self._kind = link, name, kind

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what the function returned, as plain values and handles. Raises AnswerError."""
        return self._link.call(self._kind, self._name, args, kwargs)["value"]

    def with_arguments(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple]:
        """Return the value, and the positional arguments as they are after the call."""
        reply = self._link.call(self._kind, self._name, args, kwargs, after=True)
        after = reply.get("after")
        return reply["value"], after if type(after) is tuple else ()

    def __repr__(self) -> str:
        return f"submission.{self._name}"


class _Support:
    def __init__(self, link: _Link):
        self._link = link

    def __getattr__(self, name: str) -> Answer:
        if name.startswith("_"):
            raise AttributeError(name)
        return Answer(self._link, name, "support")


class Handle(values.Handle):
    """An object that stays in the worker: a generator, a callback, a layer, a data set, a function."""

    def __init__(self, link: _Link, reference: Reference):
        self._link, self._reference, self.type_name = link, reference, reference.type_name
        self._generation = link.transport.generation

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Return what calling the object returns."""
        return self._link.call("handle", self, args, kwargs, shown=self.type_name)["value"]

    def invoke(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Return what the object's method returns."""
        return self._link.call(
            "method", self, args, kwargs, shown=f"{self.type_name}.{method}", method=method
        )["value"]

    def attribute(self, name: str) -> Any:
        """Return the object's attribute."""
        return self._ask("attribute", name=name)

    def take(self, count: int) -> list:
        """Return the next `count` items of an iterator, fewer where it ends. The handle remembers where it stands."""
        items = self._ask("take", count=count)
        return items if type(items) is list else []

    def length(self) -> int | None:
        """Return `len()` of the object, or None where it has none."""
        size = self._ask("length")
        return size if type(size) is int else None

    def same_object(self, other: Any) -> bool:
        """Return whether both handles are one and the same object of the worker."""
        if not isinstance(other, Handle) or other._link is not self._link:
            return False
        return self._ask("same", other=other) is True

    def _ask(self, op: str, **fields: Any) -> Any:
        return self._link.ask(op, target=self, **fields)

    def __repr__(self) -> str:
        return f"<{self.type_name} in the worker>"

    def __del__(self):
        try:
            if self._generation == self._link.transport.generation:
                self._link.transport.release(self._reference.id)
        except Exception:
            pass  # interpreter shutdown


class Model(values.Model, Handle):
    """A Keras model that stays in the worker."""

    def predict(self, x: Any, batch_size: int | None = None) -> Any:
        """Return `model.predict(x)`: float arrays, one row an example."""
        return self._model("predict", x, batch_size=batch_size)

    def call(self, x: Any, training: bool = False) -> Any:
        """Return `model(x)`: quicker than predict. `x` may be a tuple of arrays."""
        return self._model("call", x, training=training)

    def evaluate(self, x: Any, y: Any, **options: Any) -> dict:
        """Return the losses and metrics by name."""
        return _mapping(self._model("evaluate", x, y, **options))

    def fit(self, x: Any, y: Any = None, **options: Any) -> dict:
        """Train, and return the history: metric name -> one number an epoch."""
        return _mapping(self._model("fit", x, y, **options))

    def weights(self) -> list:
        """Return the weights as arrays, in Keras' order."""
        found = self._model("weights")
        return [each for each in found if type(each) is np.ndarray] if type(found) in (list, tuple) else []

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Replace the weights."""
        self._model("set_weights", list(weights))

    def save(self, path: str) -> None:
        """Save the model to a path in the worker."""
        self._model("save", path)

    def count_params(self) -> int:
        """Return the number of parameters."""
        return _whole(self._fact("params"))

    def trainable_params(self) -> int:
        """Return the number of trainable parameters."""
        return _whole(self._fact("trainable_params"))

    @property
    def layers(self) -> tuple[LayerInfo, ...]:
        """What is known of each layer, nested models left as one layer."""
        found = self._fact("layers")
        if type(found) not in (list, tuple):
            return ()
        return tuple(each for each in found if type(each) is LayerInfo)

    @property
    def input_shape(self) -> Any:
        """The shape of the input with None where free; a list of shapes for several; None where unknown."""
        return self._fact("input_shape")

    @property
    def output_shape(self) -> Any:
        """The shape of the output with None where free; None where unknown."""
        return self._fact("output_shape")

    @property
    def loss(self) -> str | None:
        """The name of the loss the model was compiled with."""
        return self._fact("loss")

    @property
    def optimizer(self) -> str | None:
        """The name of the optimizer's class."""
        return self._fact("optimizer")

    @property
    def optimizer_config(self) -> dict:
        """The optimizer's configuration."""
        return _mapping(self._fact("optimizer_config"))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics the model was compiled with, the loss left out."""
        found = self._fact("metrics")
        return tuple(found) if type(found) in (list, tuple) else ()

    @property
    def compiled(self) -> bool:
        """Whether the model was compiled."""
        return self._fact("compiled") is True

    def _model(self, method: str, *args: Any, **options: Any) -> Any:
        given = {name: value for name, value in options.items() if value is not None}
        return self._link.call("model", self, args, given, shown=f"model.{method}", method=method)["value"]

    def _fact(self, name: str) -> Any:
        return self._ask("fact", name=name)


class _Link:
    """Turns proxies into references and back, and writes down each call."""

    def __init__(self, transport: Transport, calls: list[str] | None = None):
        self.transport, self.calls = transport, [] if calls is None else calls
        self.children: list[_Link] = []

    def ask(self, op: str, **fields: Any) -> Any:
        return mapped(self.transport.request(op, **mapped(fields, self._outward)), self._inward)

    def call(self, kind, target, args, kwargs, shown: str | None = None, **fields) -> dict:
        self.calls.append(call_text(shown or target, args, kwargs))
        reply = self.ask("call", kind=kind, target=target, args=tuple(args), kwargs=dict(kwargs), **fields)
        if type(reply) is not dict or "value" not in reply:
            reply = {"value": Opaque("reply"), "after": ()}
        self.calls[-1] = call_text(shown or target, args, kwargs, _names(reply.get("names")))
        return reply

    def _outward(self, value: Any) -> Any:
        if isinstance(value, Handle):
            if value._link is not self:
                raise TypeError(f"{value!r} lives in another worker: it cannot be an argument here")
            if value._generation != self.transport.generation:
                raise AnswerError(Reason.CRASH, Message("worker.gone"))
            return value._reference
        if isinstance(value, np.generic):
            return value.item()
        return os.fspath(value) if isinstance(value, os.PathLike) else value

    def _inward(self, value: Any) -> Any:
        if type(value) is Reference:
            return (Model if value.kind == "model" else Handle)(self, value)
        return value


def call_text(name: str, args: Sequence, kwargs: Mapping, names: Sequence[str] = ()) -> str:
    """Return a call as a student would write it, arrays by name and shape: `add_noise(images 4×8×8, 0.9, seed=1)`."""
    shown = [_shown(value, names[i] if i < len(names) else "array") for i, value in enumerate(args)]
    shown += [f"{key}={_shown(value, 'array')}" for key, value in kwargs.items()]
    return f"{name}({', '.join(shown)})"


def _shown(value: Any, name: str) -> str:
    if isinstance(value, np.ndarray) and value.shape:
        return f"{name} {'×'.join(map(str, value.shape))}"
    if isinstance(value, Handle):
        return value.type_name
    if isinstance(value, (bytes, bytearray)):
        return f"{len(value)} bytes"
    if isinstance(value, str):
        # Scratch folders mean nothing to a student; the file's name does.
        value = value.rsplit("/", 1)[-1] if value.startswith("/") else value
    elif isinstance(value, (list, tuple)) and len(value) > 4:
        return f"{type(value).__name__} of {len(value)}"
    elif isinstance(value, (list, tuple)):
        inside = ", ".join(_shown(each, "array") for each in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    elif isinstance(value, dict):
        inside = ", ".join(f"{key!r}: {_shown(each, 'array')}" for key, each in list(value.items())[:4])
        return "{" + inside + (", …" if len(value) > 4 else "") + "}"
    text = repr(value.item() if isinstance(value, np.generic) else value)
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def _names(claimed: Any) -> tuple[str, ...]:
    if type(claimed) not in (tuple, list):
        return ()
    good = [
        each if type(each) is str and each.isidentifier() and not keyword.iskeyword(each) else "array"
        for each in claimed
    ]
    return tuple(each if len(each) <= _SHORT else "array" for each in good)


def _holds_handles(value: Any) -> bool:
    found = []
    mapped(value, lambda leaf: found.append(leaf) if isinstance(leaf, Handle) else None)
    return bool(found)


def _text(value: Any) -> str:
    return value if type(value) is str else ""


def _whole(value: Any) -> int:
    return value if type(value) is int else 0


def _mapping(value: Any) -> dict:
    return value if type(value) is dict else {}
