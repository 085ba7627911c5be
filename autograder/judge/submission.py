"""What a student handed in, seen by the checks as callable answers. The same in every host."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.base.values import is_numeric
from autograder.base.verdict import AnswerError, Message, Reason
from autograder.judge.call_text import Call, told_of
from autograder.judge.claims import claimed_text
from autograder.judge.handles import (
    Handle,
    Link,
    Model,
    claimed_handle,
    claimed_model,
    holds_handles,
)
from autograder.judge.support_kinds import fits, return_kinds
from autograder.judge.wire.protocol import Callee, Operation, Transport


@dataclass(frozen=True)
class _Remembered:
    """What `once` computed: a value or the error, the worker it came from, and the call to tell of it."""

    generation: int
    outcome: Any
    call: Call | None


class Submission:
    """One hand-in as the checks see it: `submission.f(...)` calls the answer's function `f` in the worker."""

    def __init__(self, transport: Transport, *, files: Mapping[str, bytes] | None = None, support: str = ""):
        self._link, self._support_text = Link(transport), support
        self._files = dict(files or {})
        self._memory: dict[Callable[[Submission], Any], _Remembered] = {}

    def __getattr__(self, name: str) -> Answer:
        if name.startswith("_"):
            raise AttributeError(name)
        return Answer(self._link, name, "answer")

    @property
    def support(self) -> _Support:
        """The functions of checks/support.py, called beside the answer."""
        return _Support(self._link, self._support_text)

    @property
    def clean_support(self) -> _Support:
        """The same functions in a worker that runs no student code: for what depends on no object of the answer's."""
        return _Support(self._link.clean(), self._support_text)

    @property
    def last_call(self) -> Call | None:
        """The last call made, as the student would write it, arrays by their shapes."""
        return self._link.calls[-1] if self._link.calls else None

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call made so far, as text."""
        return tuple(self._link.calls)

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The names of the files handed in beside the answer."""
        return tuple(sorted(self._files))

    def defines(self, name: str) -> bool:
        """Return whether the answer defines `name`."""
        return self._link.ask(Operation.DEFINES, name=name) is True

    def reference(self, name: str) -> Handle:
        """Return the handle of the answer's function itself, to pass it as an argument."""
        handle = claimed_handle(self._link.ask(Operation.REFERENCE, name=name))
        handle.function = name
        return handle

    def once(self, make: Callable[[Submission], Any]) -> Any:
        """Return `make(self)`, computed once per hand-in; an AnswerError is remembered too."""
        calls = self._link.calls
        if (known := self._memory.get(make)) is not None:
            if known.call is not None:
                calls.append(known.call)
            if isinstance(known.outcome, AnswerError):
                raise known.outcome.with_traceback(None)
            if known.generation == self._link.transport.generation or not holds_handles(known.outcome):
                return known.outcome
        self.reseed()
        before = len(calls)
        try:
            outcome = make(self)
        except AnswerError as error:
            self._remember(make, error, before)
            raise
        finally:
            self.reseed()
        self._remember(make, outcome, before)
        return outcome

    def _remember(self, make: Callable[[Submission], Any], outcome: Any, calls_before: int) -> None:
        call = told_of(self._link.calls[calls_before:])
        self._memory[make] = _Remembered(self._link.transport.generation, outcome, call)

    def global_state(self) -> bytes:
        """Return the state of NumPy's global generator in the worker:
        it changes with every draw and with every seed.
        """
        return self._link.transport.generator()

    def reseed(self) -> None:
        """Reset the worker's Python, NumPy and Keras seeds."""
        self._link.ask(Operation.RESEED)

    def folder(self) -> str:
        """Return a fresh scratch folder in the worker."""
        return claimed_text(self._link.ask(Operation.FOLDER))

    def put(self, name: str, data: bytes) -> str:
        """Write a file into a fresh scratch folder and return its path."""
        return claimed_text(self._link.ask(Operation.PUT, files={name: bytes(data)})) + "/" + name

    def put_many(self, files: Mapping[str, bytes]) -> str:
        """Write files into a fresh scratch folder and return the folder."""
        return claimed_text(
            self._link.ask(Operation.PUT, files={name: bytes(data) for name, data in files.items()})
        )

    def get(self, path: str) -> bytes:
        """Return the bytes of a file in the worker. Raises AnswerError where there is none."""
        data = self._link.ask(Operation.GET, path=path)
        return data if type(data) is bytes else b""

    def files(self, folder: str) -> tuple[str, ...]:
        """Return the relative names of the files in a folder of the worker, sorted."""
        names = self._link.ask(Operation.FILES, path=folder)
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
        return claimed_model(self._clean().ask(Operation.LOAD_MODEL, name=name, data=self._files[name]))

    def _load_pair(self, name: str, architecture: str, weights: str) -> Model:
        for missing, there in ((architecture, weights), (weights, architecture)):
            if missing not in self._files:
                values = {"missing": missing, "there": there, "whole": name}
                raise AnswerError(Reason.NO_FILE, Message("worker.half_model", values))
        link = self._clean()
        model = claimed_model(
            link.ask(Operation.LOAD_MODEL, name=architecture, data=self._files[architecture])
        )
        try:
            link.ask(Operation.LOAD_WEIGHTS, target=model, name=weights, data=self._files[weights])
        except AnswerError as error:
            if error.reason is not Reason.BAD_FILE:
                raise
            values = {"weights": weights, "architecture": architecture, "text": error.text}
            raise AnswerError(error.reason, Message("worker.bad_weights", values)) from None
        return model

    def _clean(self) -> Link:
        link = Link(self._link.transport.clean(), self._link.calls)
        self._link.children.append(link)
        return link

    def fresh(self) -> Submission:
        """Return the same answer in a new process, which shares only the scratch folders."""
        other = Submission(self._link.transport.fresh(), files=self._files, support=self._support_text)
        other._link.calls = self._link.calls
        return other


class Answer:
    """One function of the answer (or of support.py): call it."""

    def __init__(self, link: Link, name: str, kind: Callee):
        self._link, self._name, self._kind = link, name, kind

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what the function returned, as values and handles. Raises AnswerError."""
        return self._link.call(self._kind, self._name, args, kwargs)["value"]

    def with_arguments(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """Return the value, and the positional arguments as they are after the call.

        Arrays are looked at where they lie, in the worker's memory; of other arguments the worker tells.
        """
        numeric = {number: each for number, each in enumerate(args) if is_numeric(each)}
        transport = self._link.transport
        places = transport.places(numeric)
        reply = self._link.call(self._kind, self._name, args, kwargs, after=True, places=dict(places))
        after = reply.get("after")
        if type(after) is not tuple or len(after) != len(args):
            after = (None,) * len(args)
        # What lies in shared memory is looked at here, whatever the worker says: only another shape it has to tell.
        seen = {
            number: transport.look(args[number], offset)
            for number, offset in places.items()
            if not _is_reshaped(after[number], args[number])
        }
        return reply["value"], tuple(seen.get(number, each) for number, each in enumerate(after))

    def __repr__(self) -> str:
        return f"submission.{self._name}"


class _Support:
    def __init__(self, link: Link, text: str):
        self._link, self._text = link, text

    def __getattr__(self, name: str) -> Answer:
        if name.startswith("_"):
            raise AttributeError(name)
        return _SupportAnswer(self._link, name, "support", return_kinds(self._text).get(name))


class _SupportAnswer(Answer):
    def __init__(self, link: Link, name: str, kind: Callee, returns: ast.expr | None):
        super().__init__(link, name, kind)
        self._returns = returns

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        value = super().__call__(*args, **kwargs)
        if self._returns is not None and not fits(value, self._returns):
            raise AnswerError(Reason.CRASH, Message("worker.crash"))
        return value


def _is_reshaped(after: object, before: object) -> bool:
    return isinstance(after, np.ndarray) and isinstance(before, np.ndarray) and after.shape != before.shape
