"""Objects of the hand-in that stay in the worker, as the checks hold them: handles, Keras models,
and the link to them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.base import values
from autograder.base.mismatch import Mismatch
from autograder.base.values import LayerInfo, Opaque, is_numeric
from autograder.base.verdict import AnswerError, Message, Reason
from autograder.judge.call_text import Call, argument_names, call_text, helped_call
from autograder.judge.claims import (
    claimed_config,
    claimed_history,
    claimed_names,
    claimed_numbers,
    claimed_output,
    claimed_shape,
    claimed_text,
    claimed_whole,
)
from autograder.judge.twins import Twins
from autograder.judge.wire.protocol import Callee, Operation, Reference, Transport, mapped

_GIVEN_INPUTS = ("predict", "call", "evaluate", "fit")


class Handle(values.Handle):
    """An object that stays in the worker: a generator, a callback, a layer, a data set, a function."""

    def __init__(self, link: Link, reference: Reference):
        self._link, self._reference, self.type_name = link, reference, reference.type_name
        self._generation = link.transport.generation
        self.made_by: Call | None = None  # the answer's function whose value it is, as it came from there
        self.function = ""  # the name of the answer's function that it is

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Return what calling the object returns."""
        return self._link.call("handle", self, args, kwargs, shown=self.type_name, callee="object")["value"]

    def invoke(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Return what the object's method returns."""
        shown, callee = f"{self.type_name}.{method}", f"object.{method}"
        return self._link.call("method", self, args, kwargs, shown=shown, callee=callee, method=method)[
            "value"
        ]

    def attribute(self, name: str) -> Any:
        """Return the object's attribute."""
        return self._ask(Operation.ATTRIBUTE, name=name)

    def take(self, count: int) -> list[Any]:
        """Return the next `count` items of an iterator, fewer where it ends. The handle remembers where it stands."""
        items = self._ask(Operation.TAKE, count=count)
        return items if type(items) is list else []

    def length(self) -> int | None:
        """Return `len()` of the object, or None where it has none."""
        size = self._ask(Operation.LENGTH)
        return size if type(size) is int else None

    def same_object(self, other: Any) -> bool:
        """Return whether both handles are one and the same object of the worker."""
        if not isinstance(other, Handle) or other._link is not self._link:
            return False
        return self._ask(Operation.SAME, other=other) is True

    def _ask(self, operation: Operation, **fields: Any) -> Any:
        return self._link.ask(operation, target=self, **fields)

    def __repr__(self) -> str:
        return f"<{self.type_name}>"  # in a notebook there is no worker

    def __del__(self) -> None:
        try:
            if self._generation == self._link.transport.generation:
                self._link.transport.release(self._reference.id)
        except Exception:
            pass  # interpreter shutdown


class Model(values.Model, Handle):
    """A Keras model that stays in the worker."""

    def __init__(self, link: Link, reference: Reference):
        super().__init__(link, reference)
        self._twins = Twins(link)

    def predict(self, x: Any, batch_size: int | None = None, **options: Any) -> Any:
        """Return `model.predict(x)` for an array (n, …), or a list of such: float arrays of n rows."""
        return claimed_output(self._model("predict", x, batch_size=batch_size, **options))

    def call(self, x: Any, training: bool = False) -> Any:
        """Return `model(x)` for an array (n, …) or a tuple of such, n rows: quicker than predict."""
        return claimed_output(self._model("call", x, training=training))

    def evaluate(self, x: Any, y: Any, **options: Any) -> dict[str, float]:
        """Return the losses and metrics by name, for inputs `x` (n, …) and targets `y` (n, …)."""
        return claimed_numbers(self._model("evaluate", x, y, **options))

    def fit(self, x: Any, y: Any = None, **options: Any) -> dict[str, list[float]]:
        """Train on `x` (n, …) and `y` (n, …), and return the history: metric name -> one number an epoch."""
        return claimed_history(self._model("fit", x, y, **options))

    def weights(self) -> list[np.ndarray]:
        """Return the weights as arrays, in Keras' order."""
        found = self._model("weights")
        return [each for each in found if is_numeric(each)] if type(found) in (list, tuple) else []

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Replace the weights."""
        # As arrays: a weight that is one number is a NumPy scalar once something was added to it.
        self._model("set_weights", [np.asarray(each) for each in weights])

    def save(self, path: str) -> None:
        """Save the model to a path in the worker."""
        self._model("save", path)

    def count_params(self) -> int:
        """Return the number of parameters."""
        return claimed_whole(self._fact("params"))

    def trainable_params(self) -> int:
        """Return the number of trainable parameters."""
        return claimed_whole(self._fact("trainable_params"))

    @property
    def layers(self) -> tuple[LayerInfo, ...]:
        """What is known of each layer, nested models left as one layer."""
        found = self._fact("layers")
        if type(found) not in (list, tuple):
            return ()
        return tuple(
            replace(
                each,
                input_shape=claimed_shape(each.input_shape),
                output_shape=claimed_shape(each.output_shape),
                params=max(0, each.params),
                config=claimed_config(each.config),
            )
            for each in found
            if type(each) is LayerInfo
        )

    @property
    def input_shape(self) -> Any:
        """The shape of the input with None where free; a list of shapes for several; None where unknown."""
        return claimed_shape(self._fact("input_shape"))

    @property
    def output_shape(self) -> Any:
        """The shape of the output with None where free; None where unknown."""
        return claimed_shape(self._fact("output_shape"))

    @property
    def loss(self) -> Any:
        """The name of the loss the model was compiled with; a tuple or dict of names for several; None without one."""
        return claimed_names(self._fact("loss"))

    @property
    def optimizer(self) -> str | None:
        """The name of the optimizer's class."""
        return claimed_text(self._fact("optimizer")) or None

    @property
    def optimizer_config(self) -> dict[str, Any]:
        """The optimizer's configuration."""
        return claimed_config(self._fact("optimizer_config"))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics the model was compiled with, the loss left out."""
        found = self._fact("metrics")
        return tuple(each for each in found if type(each) is str) if type(found) in (list, tuple) else ()

    @property
    def compiled(self) -> bool:
        """Whether the model was compiled."""
        return self._fact("compiled") is True

    def _model(self, method: str, *args: Any, **options: Any) -> Any:
        # Nobody sees a bar in the worker: who writes `verbose` out of habit means no other call.
        given = {name: value for name, value in options.items() if value is not None and name != "verbose"}
        try:
            return self._link.call("model", self, args, given, shown=f"model.{method}", method=method)[
                "value"
            ]
        except AnswerError as error:
            if (
                error.reason is Reason.EXCEPTION
                and method in _GIVEN_INPUTS
                and (why := self._refused(args[0]))
            ):
                raise AnswerError(error.reason, why, type_names=error.type_names, text=error.text) from None
            raise

    def _refused(self, x: Any) -> Message | None:
        """Return what is wrong with the model's input where it does not take `x`: Keras' own words bury it."""
        try:
            takes = self.input_shape
        except (AnswerError, Mismatch):
            return None
        if type(takes) is not tuple or not is_numeric(x):
            return None
        fits = len(takes) == len(x.shape) and all(a in (None, b) for a, b in zip(takes, x.shape, strict=True))
        return None if fits else Message("worker.model_input", {"takes": str(takes), "given": str(x.shape)})

    def _fact(self, name: str) -> Any:
        return self._twins.fact(self, name)


class Link:
    """The way to one worker: turns proxies into references and back, and writes down each call."""

    def __init__(self, transport: Transport, calls: list[Call] | None = None):
        self.transport = transport
        self.calls: list[Call] = [] if calls is None else calls
        self.children: list[Link] = []
        self._clean: Link | None = None

    def ask(self, operation: Operation, **fields: Any) -> Any:
        """Return the worker's answer to a request, its references as proxies. Raises AnswerError."""
        return mapped(self.transport.request(operation, **mapped(fields, self._outward)), self._inward)

    def call(
        self,
        kind: Callee,
        target: Handle | str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        shown: str = "",
        callee: str | None = None,
        **fields: Any,
    ) -> dict[str, Any]:
        """Call something of the answer, write the call down, and return the worker's reply: `value`, and `after`, the
        arguments as the call left them. Raises AnswerError."""
        shown = shown or str(target)
        self.calls.append(_written(kind, target, args, kwargs, shown, (), callee))
        reply = self.ask(Operation.CALL, kind=kind, target=target, args=args, kwargs=kwargs, **fields)
        if type(reply) is not dict or "value" not in reply:
            reply = {"value": Opaque("reply"), "after": ()}
        names = argument_names(reply.get("names"))
        call = self.calls[-1] = _written(kind, target, args, kwargs, shown, names, callee)
        if kind == "answer":
            _set_maker((args, kwargs), None)  # it may have changed what it was given
            _set_maker(reply["value"], call)
        return reply

    def clean(self) -> Link:
        """Return the way to a worker that runs no student code, one for all that is asked of it."""
        if self._clean is None:
            self._clean = Link(self.transport.clean(), self.calls)
        return self._clean

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


def _written(
    kind: Callee,
    target: Handle | str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    shown: str,
    names: Sequence[str],
    callee: str | None,
) -> Call:
    """Return a call as the student would write it: `build_encoder(7)(images 4×784)` for a model that his function made."""
    function = next((each.function for each in (*args, *kwargs.values()) if isinstance(each, Handle)), "")
    if kind == "support" and function:
        return helped_call(function)
    made_by = target.made_by if isinstance(target, Model) else None
    if made_by is not None:
        shown, callee = made_by + shown.removeprefix("model").removesuffix(".call"), made_by.callee
    return call_text(shown, args, kwargs, names, callee=callee, own=kind == "answer" or made_by is not None)


def _set_maker(value: Any, call: Call | None) -> None:
    def of(each: Any) -> None:
        if isinstance(each, Handle):
            each.made_by = call

    mapped(value, of)


def holds_handles(value: Any) -> bool:
    """Return whether a handle is somewhere in a value."""
    found: list[Handle] = []
    mapped(value, lambda leaf: found.append(leaf) if isinstance(leaf, Handle) else None)
    return bool(found)


# A worker may claim anything: whoever counts on a type makes sure of it.


def claimed_handle(value: Any) -> Handle:
    """Return a value that must be a handle. Raises AnswerError."""
    if not isinstance(value, Handle):
        raise AnswerError(Reason.CRASH, Message("worker.crash"))
    return value


def claimed_model(value: Any) -> Model:
    """Return a value that must be the handle of a model. Raises AnswerError."""
    if not isinstance(value, Model):
        raise AnswerError(Reason.CRASH, Message("worker.crash"))
    return value
