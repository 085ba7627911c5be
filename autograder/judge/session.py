"""One hand-in's workers: started when needed, opened cell by cell, replaced when they die, within limits of time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.base.errors import MachineError
from autograder.base.verdict import AnswerError, Message, Reason
from autograder.course.model import Limits
from autograder.judge.bounds import received
from autograder.judge.cell_log import CellLog, answer_error
from autograder.judge.hand_in import NOTHING, HandIn
from autograder.judge.sandbox.launcher import Ending, Launcher, Worker
from autograder.judge.stopwatch import Cause, Over, Spent, Stopwatch
from autograder.judge.wire import frames
from autograder.judge.wire.frames import BadFrame, Oversized
from autograder.judge.wire.pipe import Closed, Late
from autograder.judge.wire.protocol import (
    BOARD_BYTES,
    CLAIMS,
    GENERATOR_BYTES,
    Failure,
    Operation,
    Ready,
    asked_name,
)

_START_SECONDS = 120  # for a process that imports TensorFlow from a cold disk; none of the student's time
_OURS = ("model", "support")  # calls in which the check itself trains or loops
# Told by the clock on the wall alone (`_out_of_time`): another run may be in time.
BY_THE_CLOCK = frozenset({"worker.late", "worker.total_late"})
_APART = 64  # bytes, a line of the processor's cache: every array begins at one, as NumPy's own do
_CELL_SHARE = 0.4  # of the total time, for one cell: honest hand-ins train when they are imported


class Session:
    """The transport to a hand-in's worker process."""

    def __init__(
        self,
        launcher: Launcher,
        hand_in: HandIn,
        limits: Limits,
        support: str = "",
        *,
        scratch: str | None = None,
        spent: Spent | None = None,
    ):
        self.launcher, self.hand_in, self.limits, self.support = launcher, hand_in, limits, support
        self.generation, self.trusted = 0, hand_in is NOTHING
        self.spent = spent or Spent()
        self.log = CellLog(hand_in)
        self._own_scratch = scratch is None
        self._scratch = scratch
        self._left: list[str] = []  # folders that this one has left, and others work in
        self._worker: Worker | None = None
        self._ready, self._offset = Ready(), 0
        self._watch: Stopwatch | None = None
        self._release: list[int] = []
        self._others: list[Session] = []
        self._elsewhere = False  # as in another process than the first

    def request(self, operation: Operation, **fields: Any) -> Any:
        """Return the worker's answer as plain data; raises AnswerError.

        A dead worker is replaced by the next request.
        """
        worker = self.open()
        reply = self._ask(worker, operation, fields, self.limits.seconds_per_call)
        if type(reply) is Failure:
            raise self.log.explain(reply, asked_name(operation, fields))
        return reply

    def release(self, number: int) -> None:
        """Remember an object nobody needs: the next request carries it."""
        self._release.append(number)

    def places(self, arrays: Mapping[int, np.ndarray]) -> Mapping[int, int]:
        """Return where on the worker's board each array shall lie: after those that lie there, or from its begin."""
        worker, found = self.open(), {}
        if worker.memory is None:
            return {}
        sizes = {number: -(-each.nbytes // _APART) * _APART for number, each in arrays.items()}
        if self._offset + sum(sizes.values()) > BOARD_BYTES:
            self._offset = 0  # of one call: none of its arrays may lie where another one does
        for number, size in sizes.items():
            if self._offset + size <= BOARD_BYTES:
                found[number], self._offset = self._offset, self._offset + size
        return found

    def look(self, like: np.ndarray, offset: int) -> np.ndarray | None:
        """Return the array like `like` that lies on the board, as the kernel tells and not the worker."""
        memory = self._worker and self._worker.memory
        found = memory.read(self._ready.board + offset, like.nbytes) if memory else None
        return None if found is None else np.frombuffer(bytearray(found), like.dtype).reshape(like.shape)

    def generator(self) -> bytes:
        """Return the state of NumPy's global generator, as the kernel tells; at level E as the worker does."""
        worker = self.open()
        if worker.memory is not None:
            return worker.memory.read(self._ready.generator, GENERATOR_BYTES) or b""
        state = self.request(Operation.GENERATOR)
        return state if type(state) is bytes else b""

    def fresh(self) -> Session:
        """Return a session with a new worker for the same hand-in and the same scratch folder.

        There, `hash` says of texts what it might say in any other process.
        """
        self.open()
        other = Session(
            self.launcher, self.hand_in, self.limits, self.support, scratch=self._scratch, spent=self.spent
        )
        other.log.skip(self.log)
        other.log.again = other._elsewhere = True
        self._others.append(other)
        return other

    def clean(self) -> Session:
        """Return a session with a new worker and scratch folder that runs no student code."""
        other = Session(self.launcher, NOTHING, self.limits, self.support, spent=self.spent)
        self._others.append(other)
        return other

    def open(self) -> Worker:
        """Return a worker that has the hand-in opened; started where none runs."""
        while self._worker is None:
            worker = self._started()
            try:
                self._open(worker)
            except AnswerError:
                if self.spent.over(self.limits):
                    raise
        return self._worker

    def close(self) -> None:
        """End every worker of the hand-in and remove its files."""
        for each in self._others:
            each.close()
        self._end()
        self._others.clear()
        self._leave()
        while self._left:
            self.launcher.drop(self._left.pop())

    def _started(self) -> Worker:
        if over := self.spent.over(self.limits):
            raise _out_of_time(over, not_run=True)
        self._release.clear()
        try:
            worker = self._launched()
        except MachineError:  # the fork server died, or was spoilt: another one, once
            if not self._own_scratch:
                raise
            self._scratch = None
            worker = self._launched()
        self._worker = worker
        worker.pipe.limit = self.limits.output_mb * 2**20
        try:
            ready = worker.pipe.receive(time.monotonic() + _START_SECONDS)
        except (Closed, Late, BadFrame) as error:
            why = f"{type(error).__name__} {self._end().detail}"
        else:
            if type(ready) is Ready:
                self._ready, self._offset = ready, 0
                self._watch = Stopwatch(worker.usage, self.spent, self.limits)
                return worker
            self._end()
            why = ready.text if type(ready) is Failure else repr(ready)
        raise MachineError("machine.no_worker", why=why)

    def _launched(self) -> Worker:
        if self._scratch is None:
            self._scratch = self.launcher.scratch()
        return self.launcher.start(self._scratch, self.limits, self.hand_in.files)

    def _open(self, worker: Worker) -> None:
        given = {"sources": dict(self.hand_in.sources), "support": self.support, "elsewhere": self._elsewhere}
        self._ask(worker, Operation.OPEN, given, _START_SECONDS)
        seconds = max(self.limits.seconds_per_call, _CELL_SHARE * self.limits.seconds)
        for number, cell in self.log.cells():
            try:
                fields = {"source": cell.source, "where": cell.where, "line": cell.line}
                reply = self._ask(worker, Operation.RUN, fields, seconds)
            except AnswerError as error:  # the worker is gone: next time without this cell
                self.log.stop(number, error, fatal=True)
                raise
            self.log.stop(number, answer_error(reply) if type(reply) is Failure else None)
        self.log.again = True

    def _ask(self, worker: Worker, operation: Operation, fields: dict[str, Any], seconds: float) -> Any:
        watch = self._watch
        assert watch is not None  # made with the worker
        if over := self.spent.over(self.limits):
            self._end()
            raise _out_of_time(over, not_run=True)
        token = secrets.token_hex(8)
        release, self._release = self._release, []
        request = {"token": token, "operation": operation.value, "fields": fields, "release": release}
        try:
            frame = frames.encode(request)
        except BadFrame as error:  # the check gave what cannot be an argument: ours to correct
            raise TypeError(f"an argument does not cross to the worker: {error}") from None
        watch.start(seconds)
        try:
            worker.pipe.write(frame, watch.left)
            answer = worker.pipe.receive(watch.left)
            if type(answer) is not dict or answer.get("token") != token or "reply" not in answer:
                raise BadFrame("another answer than the one asked for")
        except Late:
            self._end()
            ours = operation is Operation.CALL and fields["kind"] in _OURS
            raise _out_of_time(watch.over, ours=ours) from None
        except Closed:
            raise self._died(self._end()) from None
        except Oversized:
            self._end()
            raise answer_error(Failure(Reason.OUTPUT)) from None
        except BadFrame:
            self._end()
            raise answer_error(Failure(Reason.CRASH)) from None
        finally:
            watch.stop(alive=self._worker is worker)
        reply = answer["reply"]
        if type(reply) is Failure:
            reply = received(reply, self.hand_in)
            if reply.reason not in CLAIMS:
                return replace(reply, reason=Reason.EXCEPTION)
        return reply

    def _died(self, ending: Ending) -> AnswerError:
        match ending.reason:
            case Reason.TIME:
                return _out_of_time(Over(Cause.COMPUTED, self.limits.seconds, total=True))
            case Reason.MEMORY:
                return AnswerError(Reason.MEMORY, Message("worker.memory", {"limit": self.limits.memory_mb}))
            case Reason.OUTPUT:
                return AnswerError(Reason.OUTPUT, Message("worker.disk"))
            case reason:
                return AnswerError(reason or Reason.CRASH, Message("worker.crash"))

    def _leave(self) -> None:
        """Remove the folder, now or, where another worker of the hand-in works there, at the end."""
        if not self._own_scratch or self._scratch is None:
            return
        if any(each._scratch == self._scratch for each in self._others):
            self._left.append(self._scratch)
        else:
            self.launcher.drop(self._scratch)
        self._scratch = None

    def _end(self) -> Ending:
        if self._worker is None:
            return Ending()
        worker, self._worker = self._worker, None
        self.generation += 1
        ending = worker.end()
        if self._watch is not None:
            self._watch.settle(ending.processor_seconds)
            self._watch = None
        self.spent.memory_mb = max(self.spent.memory_mb, ending.memory_mb)
        if ending.reason is Reason.OUTPUT:
            self._leave()  # a full folder would be the end of the next worker, too
        if ending.detail:
            self.spent.details.append(ending.detail)
        return ending


def _out_of_time(over: Over | None, *, not_run: bool = False, ours: bool = False) -> AnswerError:
    """Return the error of a request, or a hand-in, that went on too long. `ours`: the check itself trained."""
    over = over or Over(Cause.LATE, 0, total=False)
    if over.cause is Cause.STARVED:
        return AnswerError(Reason.BUSY, Message("judge.busy"), not_run=not_run)
    kind = "total_" if over.total else "check_" if ours and over.cause is Cause.COMPUTED else ""
    what = "time" if over.cause is Cause.COMPUTED else over.cause.value
    message = Message(f"worker.{kind}{what}", {"seconds": over.seconds})
    return AnswerError(Reason.TIME, message, not_run=not_run)
