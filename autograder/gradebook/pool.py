"""Where hand-ins are judged: some slots, each with room for one job at a time, so that a dying worker can be blamed on
one hand-in only. Here are those of this machine; `cluster` has those of a dask cluster.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent import futures
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autograder.base.errors import HandInError, MachineError, UsageError
from autograder.base.messages import from_data
from autograder.base.processes import follow_parent
from autograder.base.verdict import Result

Grade = Callable[..., Result]
TRIES = 2  # a worker's death may be another's fault (memory): once more, then it is lost


@dataclass(frozen=True)
class Job:
    """One hand-in to judge. `load` gives (name, bytes) when its turn comes, so that a class need not fit in memory."""

    number: int
    folder: Path
    load: Callable[[], tuple[str, bytes]]
    checks: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 600.0


@dataclass(frozen=True)
class Lost:
    """A job without a result: why, for the teacher, and the sentence for the student where it is the hand-in's
    fault.
    """

    detail: str
    hand_in: HandInError | None = None


class Slot(Protocol):
    """Room for one job at a time. `grace` is how many seconds later than a job's own its end is brought about from
    here.
    """

    grace: float

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future[str]:
        """Begin a job, and return its result to come, as JSON."""

    def died(self) -> None:
        """Be told that the worker is gone: the next job needs another."""

    def kill(self) -> None:
        """End the job with whatever runs it."""


Look = Callable[[Sequence[tuple[Job, float]]], None]


def _unseen(running: Sequence[tuple[Job, float]]) -> None:
    """Look at nothing."""


def run(
    jobs: Iterable[Job], slots: Sequence[Slot], grade: Grade, look: Look = _unseen
) -> Iterator[tuple[Job, Result | Lost]]:
    """Yield each job with its result as they come. A job that kills its worker twice, or outlasts its time, is lost.

    `look` is called at least every second with the jobs that are being judged, each with the `time.monotonic` of its begin.
    """
    waiting = deque(jobs)
    running: dict[futures.Future[str], tuple[Slot, Job, float]] = {}  # each with its begin
    deaths: dict[int, int] = {}
    free = list(slots)
    while waiting or running:
        while waiting and free:
            job = waiting.popleft()
            try:
                name, data = job.load()
            except HandInError as problem:
                yield job, Lost("the hand-in cannot be read", problem)
                continue
            except (UsageError, OSError) as error:  # what was stored is damaged: no fault of the student's
                yield job, Lost(str(error))
                continue
            slot = free.pop()
            try:
                future = slot.submit(grade, job, name, data)
            except futures.BrokenExecutor:  # died between two jobs: nobody's fault
                slot.died()
                future = slot.submit(grade, job, name, data)
            running[future] = (slot, job, time.monotonic())
        look([(job, begun) for _, job, begun in running.values()])
        done, _ = futures.wait(running, timeout=1.0, return_when=futures.FIRST_COMPLETED)
        for future in done:
            slot, job, begun = running.pop(future)
            outcome: Result | Lost | None
            try:
                outcome = received(future.result(), job)
            except (futures.BrokenExecutor, futures.CancelledError) as error:
                slot.died()
                outcome = _death(job, deaths, waiting, error, late=_is_late(job, slot, begun))
            except (MachineError, UsageError):
                raise
            except Exception as error:
                # dask tells of a dead worker by an exception of its own, which we must not import to name.
                if type(error).__name__ in ("KilledWorker", "FutureCancelledError", "CommClosedError"):
                    outcome = _death(job, deaths, waiting, error, late=False)
                else:
                    outcome = Lost(f"{type(error).__name__}: {error}")
            free.append(slot)
            if outcome is not None:
                yield job, outcome
        for slot, job, begun in list(running.values()):
            if _is_late(job, slot, begun):
                slot.kill()  # its future breaks, which is seen above
    look([])


def _is_late(job: Job, slot: Slot, begun: float) -> bool:
    return time.monotonic() >= begun + job.seconds + slot.grace


def _death(
    job: Job, deaths: dict[int, int], waiting: deque[Job], error: BaseException, late: bool
) -> Lost | None:
    deaths[job.number] = deaths.get(job.number, 0) + 1
    if late:
        return _overstayed(job)
    if deaths[job.number] < TRIES:
        waiting.append(job)
        return None
    return Lost(f"the judge's worker died {TRIES} times on this hand-in ({type(error).__name__})")


def _overstayed(job: Job) -> Lost:
    return Lost(f"the judge did not answer within {job.seconds:.0f} s; its worker was ended")


def received(text: str, job: Job) -> Result | Lost:
    """Return what the JSON of `work` says, or that of a cluster's worker about the process that judged for it.

    Raises:
        BrokenExecutor: That process died.
        MachineError, UsageError: No hand-in would fare better.
    """
    data = json.loads(text)
    if "late" in data:
        return _overstayed(job)
    if "died" in data:
        raise futures.BrokenExecutor(data["died"])
    if "stop" in data:
        kind, why = data["stop"]
        raise (UsageError if kind == "UsageError" else MachineError)(from_data(why))
    if "hand_in" in data:
        key, values = data["hand_in"]
        return Lost("the hand-in cannot be read", HandInError(key, **values))
    if "error" in data:
        return Lost(data["error"])
    return Result.from_json(data)


def work(
    grade: Grade, folder: str, name: str, data: bytes, checks: tuple[str, ...], options: Mapping[str, Any]
) -> str:
    """Judge one hand-in in a worker, and return JSON: no object of the worker's is ever rebuilt in the gradebook."""
    import traceback

    try:
        return json.dumps(grade(folder, data, name, checks=frozenset(checks), **options).to_json())
    except HandInError as problem:
        return json.dumps({"hand_in": [problem.key, dict(problem.values)]})
    except (MachineError, UsageError):
        raise  # not about this hand-in: no other would fare better
    except Exception:
        return json.dumps({"error": traceback.format_exc(limit=-6)})


class LocalSlot:
    """One process of this machine, pinned to one processor where the system allows: faster than two that share."""

    grace = 0.0

    def __init__(self, cpu: int | None = None):
        self.cpu = cpu
        self._pid: futures.Future[int] | None = None
        self._executor: futures.ProcessPoolExecutor | None = None

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future[str]:
        """Start judging; the process is started by the first job and stays warm."""
        if self._executor is None:
            self._executor = futures.ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self.cpu,)
            )
            self._pid = self._executor.submit(os.getpid)
        return self._executor.submit(work, grade, str(job.folder), name, data, job.checks, dict(job.options))

    def died(self) -> None:
        """Forget the dead process; the next job starts another."""
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self._executor is None or self._pid is None:
            return
        # It may be dead already, or never have begun.
        with contextlib.suppress(OSError, TimeoutError, futures.BrokenExecutor, futures.CancelledError):
            os.kill(self._pid.result(timeout=10), getattr(signal, "SIGKILL", signal.SIGTERM))


@contextlib.contextmanager
def local(workers: int | None = None) -> Iterator[Sequence[Slot]]:
    """Give the slots of this machine: one per processor, or as many as asked for."""
    cpus = (
        sorted(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else [None] * (os.cpu_count() or 1)
    )
    count = workers or len(cpus)
    slots = [LocalSlot(cpus[index] if count <= len(cpus) else None) for index in range(count)]
    try:
        yield slots
    except BaseException:
        for slot in slots:
            slot.kill()  # an interrupted teacher does not wait for the hand-ins in flight
        raise
    finally:
        for slot in slots:
            slot.died()


def _begin(cpu: int | None) -> None:
    """Prepare a worker process: pinned, deaf to Ctrl-C (the parent decides), and gone when the parent is."""
    if cpu is not None and hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {cpu})
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    follow_parent()
