"""The answer in this very process: what a student's notebook and pytest use. No boundary at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import numpy as np

from autograder.base.messages import Message
from autograder.judge.cell_log import CellLog, answer_error
from autograder.judge.hand_in import NOTHING, HandIn
from autograder.judge.wire.protocol import Failure, Operation, asked_name, mapped
from autograder.judge.worker.host import Host

WORKER = "AUTOGRADER_WORKER"  # set: autograder.check and autograder.hint do nothing


class Stopped(KeyboardInterrupt):
    """Somebody pressed Ctrl-C while the answer ran: `failure` says in which line of it."""

    def __init__(self, failure: Failure):
        self.failure = failure
        super().__init__()


class InProcess:
    """A transport to a host in this process. Nothing but Ctrl-C stops an answer that loops.

    Args:
        around: Gives a context in which alone the student's code runs.
    """

    trusted = True

    def __init__(
        self,
        namespace: dict[str, Any] | None = None,
        hand_in: HandIn = NOTHING,
        support: str = "",
        around: Callable[[], AbstractContextManager[object]] = nullcontext,
    ):
        self.generation = 0
        self.log = CellLog(hand_in)
        self._support, self._around = support, around
        self._host = Host(namespace)
        self._host.handle(Operation.OPEN, {"sources": dict(hand_in.sources), "support": support})
        if hand_in.cells:
            self._run(hand_in)

    def request(self, operation: Operation, **fields: Any) -> Any:
        """Return the host's answer as plain data, or raise AnswerError."""
        with _as_a_worker(), self._around():
            reply = _unless_stopped(self._host.handle(operation, mapped(fields, _copied)))
        if type(reply) is Failure:
            raise self.log.for_want_of(reply) or self.log.explain(reply, asked_name(operation, fields))
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
        with _as_a_worker(), self._around():
            for number, cell in self.log.cells():
                fields = {"source": cell.source, "where": cell.where, "line": cell.line}
                reply = _unless_stopped(self._host.handle(Operation.RUN, fields))
                self.log.stop(number, answer_error(reply) if type(reply) is Failure else None)


def _unless_stopped(reply: Any) -> Any:
    if type(reply) is Failure and "KeyboardInterrupt" in reply.types and not reply.source.startswith("raise"):
        raise Stopped(reply)  # else the answer raised it itself
    return reply


def stopped_at(stop: KeyboardInterrupt, seconds: float) -> Message:
    """Return where Ctrl-C stopped the answer, after how many seconds."""
    values: dict[str, Any] = {"seconds": round(seconds)}
    if not isinstance(stop, Stopped) or not stop.failure.line:
        return Message("worker.stopped_nowhere", values)
    failure = stop.failure
    values |= {"line": failure.line, "source": failure.source, "where": failure.where}
    return Message(f"worker.stopped_{'cell' if failure.where else 'line'}", values)


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
