"""The answer in this very process: what a student's notebook and pytest use. No boundary at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.judge.handin import HandIn
from autograder.judge.opening import Opening, answer_error
from autograder.judge.protocol import Failure, mapped
from autograder.judge.session import NOTHING
from autograder.judge.worker import Host

WORKER = "AUTOGRADER_WORKER"  # set: autograder.check and autograder.hint do nothing


class InProcess:
    """A transport to a host in this process. Nothing stops an answer that loops or exits."""

    def __init__(self, namespace: dict[str, Any] | None = None, hand_in: HandIn = NOTHING, support: str = ""):
        self.generation = 0
        self.opening = Opening(hand_in)
        self._support = support
        self._host = Host(namespace)
        self._host.handle("open", {"sources": dict(hand_in.sources), "support": support})
        if hand_in.cells:
            self._run(hand_in)

    def request(self, op: str, **fields: Any) -> Any:
        """Return the answer's plain value, or raise AnswerError."""
        with _as_a_worker():
            reply = self._host.handle(op, mapped(fields, _copied))
        if type(reply) is Failure:
            raise self.opening.explain(reply)
        return reply

    def release(self, id: int) -> None:
        """Let go of an object."""
        self._host.release(id)

    def fresh(self) -> InProcess:
        """Return this transport: there is no other process to share with."""
        return self

    def clean(self) -> InProcess:
        """Return a transport to an empty host in this process."""
        return InProcess(support=self._support)

    def close(self) -> None:
        """Nothing is left to end."""

    def _run(self, hand_in: HandIn) -> None:
        self._host.handle("reseed", {})
        with _as_a_worker():
            for number, cell in self.opening.cells():
                fields = {"source": cell.source, "where": cell.where, "line": cell.line}
                reply = self._host.handle("run", fields)
                self.opening.stop(number, answer_error(reply) if type(reply) is Failure else None)


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
