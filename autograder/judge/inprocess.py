"""The answer in this very process: what a student's notebook and pytest use. No boundary at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.judge.cell_log import CellLog, answer_error
from autograder.judge.hand_in import NOTHING, HandIn
from autograder.judge.wire.protocol import Failure, Operation, asked_name, mapped
from autograder.judge.worker.host import Host

WORKER = "AUTOGRADER_WORKER"  # set: autograder.check and autograder.hint do nothing


class InProcess:
    """A transport to a host in this process. Nothing stops an answer that loops or exits."""

    trusted = True

    def __init__(self, namespace: dict[str, Any] | None = None, hand_in: HandIn = NOTHING, support: str = ""):
        self.generation = 0
        self.log = CellLog(hand_in)
        self._support = support
        self._host = Host(namespace)
        self._host.handle(Operation.OPEN, {"sources": dict(hand_in.sources), "support": support})
        if hand_in.cells:
            self._run(hand_in)

    def request(self, operation: Operation, **fields: Any) -> Any:
        """Return the host's answer as plain data, or raise AnswerError."""
        with _as_a_worker():
            reply = self._host.handle(operation, mapped(fields, _copied))
        if type(reply) is Failure:
            raise self.log.explain(reply, asked_name(operation, fields))
        return reply

    def release(self, number: int) -> None:
        """Let go of an object."""
        self._host.release(number)

    def places(self, arrays: Mapping[int, np.ndarray]) -> Mapping[int, int]:
        """Return none: there is no other process to look from."""
        return {}

    def look(self, like: np.ndarray, offset: int) -> np.ndarray | None:
        """Return None: nothing lies anywhere."""
        return None

    def generator(self) -> bytes:
        """Return the state of NumPy's global generator."""
        state = self.request(Operation.GENERATOR)
        return state if type(state) is bytes else b""

    def fresh(self) -> InProcess:
        """Return this transport: there is no other process to share with."""
        return self

    def clean(self) -> InProcess:
        """Return a transport to an empty host in this process."""
        return InProcess({}, support=self._support)

    def close(self) -> None:
        """Nothing is left to end."""

    def _run(self, hand_in: HandIn) -> None:
        self._host.handle(Operation.RESEED, {})
        with _as_a_worker():
            for number, cell in self.log.cells():
                fields = {"source": cell.source, "where": cell.where, "line": cell.line}
                reply = self._host.handle(Operation.RUN, fields)
                self.log.stop(number, answer_error(reply) if type(reply) is Failure else None)


def _copied(value: Any) -> Any:
    return np.array(value, copy=True) if type(value) is np.ndarray else value


@contextmanager
def _as_a_worker() -> Iterator[None]:
    figures = _open_figures()
    before: Mapping[str, str | None] = {WORKER: os.environ.get(WORKER)}
    os.environ[WORKER] = "1"
    limit = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        for figure in _open_figures() - figures:  # a notebook would show them below the verdicts
            sys.modules["matplotlib.pyplot"].close(figure)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


def _open_figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()
