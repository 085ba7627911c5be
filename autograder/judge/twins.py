"""Facts about a model, read where no student code runs: in a twin, made from the model's saved form.

What is left to the hand-in's own worker is to write that form down, as Keras does when it saves a model. A form that is
not the model's shows where both are asked to compute something, unless the model computes what the form says: then it
may as well be that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from autograder.base import values
from autograder.base.mismatch import Mismatch
from autograder.base.values import is_numeric
from autograder.base.verdict import AnswerError, Message, Reason
from autograder.judge.wire.protocol import Operation, Part, Transport

_LONGEST = 4 * 2**20  # bytes of a form: that of a thousand layers has half of one
_PART_OF: Mapping[str, Part] = {
    **dict.fromkeys(("params", "trainable_params", "layers", "input_shape", "output_shape"), "model"),
    **dict.fromkeys(("compiled", "optimizer", "optimizer_config"), "optimizer"),
    "loss": "loss",
    "metrics": "metrics",
}


class Way(Protocol):
    """The way to a worker (`handles.Link`)."""

    transport: Transport

    def ask(self, operation: Operation, **fields: Any) -> Any:
        """Return the worker's answer to a request."""

    def clean(self) -> Way:
        """Return the way to a worker in which no student's code has run."""


class Twins:
    """The twins of one model of a worker: of the whole of it, and of the parts it was compiled with."""

    def __init__(self, link: Way):
        self._link = link
        self._known: dict[Part, tuple[bytes, int, values.Model]] = {}

    def fact(self, model: values.Model, name: str) -> Any:
        """Return a fact as the twin has it.

        A class, a loss or an optimizer of the answer's own has no meaning elsewhere. Of these the worker tells, and
        such an optimizer bears the answer's name: `answer.Adam` is not Keras' Adam.

        Raises:
            Mismatch: The model does not compute what its saved form does.
            AnswerError: The form is more than a worker can open.
        """
        twin = None if self._link.transport.trusted else self._twin(model, _PART_OF[name])
        if twin is not None:
            return self._link.clean().ask(Operation.FACT, target=twin, name=name)
        claim = self._link.ask(Operation.FACT, target=model, name=name)
        apart = name == "optimizer" and type(claim) is str and not self._link.transport.trusted
        return f"answer.{claim}" if apart else claim

    def _twin(self, model: values.Model, part: Part) -> values.Model | None:
        """Return the twin; None where the form names what is not Keras' own."""
        form = _unless(Reason.EXCEPTION, self._link, Operation.DESCRIBE, target=model, part=part)
        if type(form) is not bytes or len(form) > _LONGEST:
            return None
        clean = self._link.clean()
        known, generation, twin = self._known.get(part, (b"", 0, None))
        if twin is not None and (known, generation) == (form, clean.transport.generation):
            return twin
        twin = _unless(Reason.BAD_FILE, clean, Operation.LOAD_MODEL, name="model.json", data=form)
        if not isinstance(twin, values.Model):
            return None
        if part == "model":
            self._compare(model, twin)
        self._known[part] = form, clean.transport.generation, twin
        return twin

    def _compare(self, model: values.Model, twin: values.Model) -> None:
        """Raise Mismatch where the model and its twin, given the model's weights, do not compute the same."""
        clean = self._link.clean()
        shape = clean.ask(Operation.FACT, target=twin, name="input_shape")
        if type(shape) is not tuple or not all(type(size) is int for size in shape[1:]):
            return
        # One row: from two on, a process that has multiplied no matrices yet first makes the code that does.
        probe = np.random.default_rng().random((1, *shape[1:]), dtype=np.float32)
        try:
            weights = _outcome(self._link, model, "weights")
            _outcome(clean, twin, "set_weights", weights)
            same = _alike(_outcome(self._link, model, "call", probe), _outcome(clean, twin, "call", probe))
        except AnswerError as error:
            if error.reason is not Reason.EXCEPTION:
                raise
            same = False
        if not same:
            raise Mismatch(Message("expect.saved_form"))


def _unless(reason: Reason, link: Way, operation: Operation, **fields: Any) -> Any:
    """Return the answer to a request; None where it fails for this reason."""
    try:
        return link.ask(operation, **fields)
    except AnswerError as error:
        if error.reason is not reason:
            raise
        return None


def _outcome(link: Way, model: values.Model, method: str, *args: Any) -> Any:
    """Return what a model does, in a call that no student needs to read of."""
    fields = {"target": model, "method": method, "args": args, "kwargs": {}}
    reply = link.ask(Operation.CALL, kind="model", **fields)
    return reply.get("value") if type(reply) is dict else None


def _alike(one: Any, two: Any) -> bool:
    """Return whether two models put out the same, up to rounding."""
    first, second = (each if type(each) in (list, tuple) else [each] for each in (one, two))
    return len(first) == len(second) and all(
        is_numeric(a)
        and is_numeric(b)
        and a.shape == b.shape
        and np.allclose(a, b, 1e-3, 1e-4, equal_nan=True)
        for a, b in zip(first, second, strict=True)
    )
