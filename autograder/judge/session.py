"""One hand-in's workers: started when needed, opened cell by cell, replaced when they die, within limits of time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.course.model import Limits
from autograder.errors import MachineError
from autograder.judge import channel
from autograder.judge.channel import BadFrame
from autograder.judge.handin import HandIn
from autograder.judge.opening import Opening, answer_error
from autograder.judge.pipe import Closed, Late, Pipe
from autograder.judge.protocol import CLAIMS, AnswerError, Failure
from autograder.verdict import Message, Reason

_START_SECONDS = 120  # for a process that imports TensorFlow from a cold disk; none of the student's time
_OPENING_SHARE = 0.4  # of the total time, for one cell: honest hand-ins train when they are imported
NOTHING = HandIn("", (), {})


@dataclass(frozen=True)
class Ending:
    """How a worker process ended. `reason` is why, where something of ours or the kernel put an end to it."""

    reason: Reason | None = None
    memory_mb: float = 0.0
    detail: str = ""


class Process(Protocol):
    """A running worker."""

    pipe: Pipe

    def end(self) -> Ending:
        """Kill the worker and everything it started, and tell how it ended."""


class Launcher(Protocol):
    """Starts workers, each at the launcher's level of isolation."""

    level: str
    readable: tuple[str, ...]

    def scratch(self) -> str:
        """Return a fresh folder for one hand-in's files."""

    def drop(self, scratch: str) -> None:
        """Remove such a folder."""

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> Process:
        """Return a worker that has run nothing yet."""


@dataclass
class Spent:
    """What one hand-in has used so far, over all its workers."""

    seconds: float = 0.0
    memory_mb: float = 0.0
    details: list[str] = field(default_factory=list)


class Session:
    """The transport to a hand-in's worker process."""

    def __init__(self, launcher: Launcher, hand_in: HandIn, limits: Limits, support: str = "", *,
                 scratch: str | None = None, spent: Spent | None = None):  # fmt: skip
        self.launcher, self.hand_in, self.limits, self.support = launcher, hand_in, limits, support
        self.generation = 0
        self.spent = spent or Spent()
        self.opening = Opening(hand_in)
        self._own_scratch = scratch is None
        self._scratch = scratch
        self._process: Process | None = None
        self._release: list[int] = []
        self._others: list[Session] = []

    def request(self, op: str, **fields: Any) -> Any:
        """Return the worker's plain answer; raises AnswerError. A dead worker is replaced by the next request."""
        self.open()
        reply = self._ask(op, fields, self.limits.seconds_per_call)
        if type(reply) is Failure:
            raise self.opening.explain(reply)
        return reply

    def release(self, id: int) -> None:
        """Remember an object nobody needs: told with the next request."""
        self._release.append(id)

    def fresh(self) -> Session:
        """Return a session with a new worker for the same hand-in and the same scratch folder."""
        self.open()
        other = Session(
            self.launcher, self.hand_in, self.limits, self.support, scratch=self._scratch, spent=self.spent
        )
        other.opening.skip(self.opening)
        self._others.append(other)
        return other

    def clean(self) -> Session:
        """Return a session with a new worker and scratch folder that runs no student code."""
        other = Session(self.launcher, NOTHING, self.limits, self.support, spent=self.spent)
        self._others.append(other)
        return other

    def open(self) -> None:
        """Make sure a worker runs and has the hand-in opened."""
        while self._process is None:
            self._start()
            try:
                self._open()
            except AnswerError:
                if self.seconds_left <= 0:
                    raise

    def close(self) -> None:
        """End every worker of the hand-in and remove its files."""
        for each in self._others:
            each.close()
        self._end()
        if self._own_scratch and self._scratch is not None:
            self.launcher.drop(self._scratch)
            self._scratch = None

    @property
    def seconds_left(self) -> float:
        """What is left of the hand-in's total time."""
        return self.limits.seconds - self.spent.seconds

    def _start(self) -> None:
        if self.seconds_left <= 0:
            raise AnswerError(
                Reason.TIME, Message("worker.total_time", {"seconds": self.limits.seconds}), not_run=True
            )
        self._release.clear()
        try:
            self._launch()
        except MachineError:  # the fork server died, or was spoilt: another one, once
            if not self._own_scratch:
                raise
            self._scratch = None
            self._launch()
        self._process.pipe.limit = self.limits.output_mb * 2**20
        try:
            ready = self._process.pipe.receive(time.monotonic() + _START_SECONDS)
        except (Closed, Late, BadFrame) as error:
            detail = self._end().detail
            raise MachineError(
                f"the worker did not start ({type(error).__name__} {detail}). Run: autograder doctor"
            ) from None
        if ready != "ready":
            self._end()
            raise MachineError(f"the worker did not start: {ready}. Run: autograder doctor")

    def _launch(self) -> None:
        if self._scratch is None:
            self._scratch = self.launcher.scratch()
        self._process = self.launcher.start(self._scratch, self.limits, self.hand_in.files)

    def _open(self) -> None:
        self._ask("open", {"sources": dict(self.hand_in.sources), "support": self.support}, _START_SECONDS)
        seconds = max(self.limits.seconds_per_call, _OPENING_SHARE * self.limits.seconds)
        for number, cell in self.opening.cells():
            try:
                fields = {"source": cell.source, "where": cell.where, "line": cell.line}
                reply = self._ask("run", fields, seconds)
            except AnswerError as error:  # the worker is gone: next time without this cell
                self.opening.stop(number, error, fatal=True)
                raise
            self.opening.stop(number, answer_error(reply) if type(reply) is Failure else None)

    def _ask(self, op: str, fields: dict, seconds: float) -> Any:
        left = self.seconds_left
        if left <= 0:
            self._end()
            raise AnswerError(
                Reason.TIME, Message("worker.total_time", {"seconds": self.limits.seconds}), not_run=True
            )
        token = secrets.token_hex(8)
        release, self._release = self._release, []
        start = time.monotonic()
        deadline = start + min(seconds, left)
        try:
            frame = channel.encode({"token": token, "op": op, "fields": fields, "release": release})
        except BadFrame as error:  # the check gave what cannot be an argument: ours to correct
            raise TypeError(f"an argument does not cross to the worker: {error}") from None
        try:
            self._process.pipe.write(frame, deadline)
            answer = self._process.pipe.receive(deadline)
            if type(answer) is not dict or answer.get("token") != token or "reply" not in answer:
                raise BadFrame("another answer than the one asked for")
        except Late:
            self._end()
            raise self._too_late(seconds, left) from None
        except Closed:
            raise self._died(self._end()) from None
        except BadFrame as error:
            self._end()
            large = str(error) in (
                "too large",
                "too many items",
                "too deep or too many",
                "a text is too long",
            )
            reason = Reason.OUTPUT if large else Reason.CRASH
            raise answer_error(Failure(reason)) from None
        finally:
            self.spent.seconds += time.monotonic() - start
        reply = answer["reply"]
        if type(reply) is Failure and reply.reason not in CLAIMS:
            reply = Failure(Reason.EXCEPTION, reply.text, reply.types, reply.line, reply.source, reply.where)
        return reply

    def _too_late(self, seconds: float, left: float) -> AnswerError:
        if left < seconds:
            return AnswerError(Reason.TIME, Message("worker.total_time", {"seconds": self.limits.seconds}))
        return AnswerError(Reason.TIME, Message("worker.time", {"seconds": seconds}))

    def _died(self, ending: Ending) -> AnswerError:
        reason = ending.reason or Reason.CRASH
        if reason is Reason.TIME:
            return AnswerError(reason, Message("worker.total_time", {"seconds": self.limits.seconds}))
        values = {"limit": self.limits.memory_mb} if reason is Reason.MEMORY else {}
        key = {Reason.MEMORY: "worker.memory", Reason.OUTPUT: "worker.disk"}.get(reason, "worker.crash")
        return AnswerError(reason, Message(key, values))

    def _end(self) -> Ending:
        if self._process is None:
            return Ending()
        process, self._process = self._process, None
        self.generation += 1
        ending = process.end()
        self.spent.memory_mb = max(self.spent.memory_mb, ending.memory_mb)
        if ending.detail:
            self.spent.details.append(ending.detail)
        return ending
