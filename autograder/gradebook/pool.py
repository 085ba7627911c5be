"""Where hand-ins are judged: processes of this machine, or the workers of a dask cluster, behind one seam.

Every engine is some `slots`, each with a `concurrent.futures.Executor` that holds one job at a time, so that a dying
worker can be blamed on one hand-in only.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent import futures
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autograder.errors import HandInError, MachineError, UsageError
from autograder.verdict import Result
from autograder.workers import follow_parent

Grade = Callable[..., Result]
TRIES = 2  # a worker's death may be another's fault (memory): once more, then it is told


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
    """A job without a result: why, for the teacher, and the sentence for the student where it is the hand-in's fault."""

    detail: str
    hand_in: HandInError | None = None


class Slot(Protocol):
    """Room for one job at a time."""

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future: ...
    def died(self) -> None: ...
    def kill(self) -> None: ...


def run(jobs: Iterable[Job], slots: list[Slot], grade: Grade) -> Iterator[tuple[Job, Result | Lost]]:
    """Yield each job with its result as they come. A job that kills its worker twice, or outlasts its time, is lost."""
    waiting, running = deque(jobs), {}
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
            slot = free.pop()
            try:
                future = slot.submit(grade, job, name, data)
            except futures.BrokenExecutor:  # died between two jobs: nobody's fault
                slot.died()
                future = slot.submit(grade, job, name, data)
            running[future] = (slot, job, time.monotonic() + job.seconds)
        done, _ = futures.wait(running, timeout=1.0, return_when=futures.FIRST_COMPLETED)
        for future in done:
            slot, job, deadline = running.pop(future)
            try:
                outcome = _received(future.result())
            except (futures.BrokenExecutor, futures.CancelledError) as error:
                slot.died()
                outcome = _death(job, deaths, waiting, error, late=time.monotonic() >= deadline)
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
        for slot, _, deadline in list(running.values()):
            if time.monotonic() >= deadline:
                slot.kill()  # its future breaks, and is told above


def _death(job: Job, deaths: dict[int, int], waiting: deque, error: BaseException, late: bool) -> Lost | None:
    deaths[job.number] = deaths.get(job.number, 0) + 1
    if late:
        return Lost(f"the judge did not answer within {job.seconds:.0f} s; its worker was ended")
    if deaths[job.number] < TRIES:
        waiting.append(job)
        return None
    return Lost(f"the judge's worker died {TRIES} times on this hand-in ({type(error).__name__})")


def _received(text: str) -> Result | Lost:
    data = json.loads(text)
    if "hand_in" in data:
        key, values = data["hand_in"]
        return Lost("the hand-in cannot be read", HandInError(key, **values))
    if "error" in data:
        return Lost(data["error"])
    return Result.from_json(data)


def work(grade: Grade, folder: str, name: str, data: bytes, checks: tuple[str, ...], options: Mapping) -> str:
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

    def __init__(self, cpu: int | None = None):
        self.cpu, self._pid = cpu, None
        self._executor: futures.ProcessPoolExecutor | None = None

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future:
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
        if self._executor is None:
            return
        with contextlib.suppress(Exception):  # it may be dead already
            os.kill(self._pid.result(timeout=10), getattr(signal, "SIGKILL", signal.SIGTERM))


@contextlib.contextmanager
def local(workers: int | None = None) -> Iterator[list[Slot]]:
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


class DaskSlot:
    """Room for one job on a cluster. The assignment travels with the hand-in: no file system is shared."""

    def __init__(self, executor: futures.Executor):
        self._executor = executor

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future:
        """Send the hand-in and the assignment to a worker."""
        return self._executor.submit(
            remote_work, grade, packed(job.folder), name, data, job.checks, dict(job.options)
        )

    def died(self) -> None:
        """The cluster's scheduler replaces workers."""

    def kill(self) -> None:
        """Running tasks of dask cannot be ended from outside: the judge's own deadlines must do."""


@contextlib.contextmanager
def dask(scheduler: str | None, workers: int | None = None) -> Iterator[list[Slot]]:
    """Give the slots of the dask.distributed cluster at `scheduler`, one per thread of its workers.

    Raises:
        MachineError: distributed is not installed, or the scheduler does not answer.
        UsageError: No scheduler was named.
    """
    if not scheduler:
        raise UsageError("--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.5:8786.")
    try:
        from distributed import Client
    except ImportError:
        raise MachineError(
            "expected the package distributed for --engine dask. Install it: pip install distributed"
        ) from None
    try:
        client = Client(scheduler, timeout=20)
    except (OSError, TimeoutError) as error:
        raise MachineError(f"no dask scheduler answers at {scheduler} ({error}).") from None
    with client:
        count = workers or max(1, sum(client.nthreads().values()))
        # pure=False: equal hand-ins are still two hand-ins. retries: a worker that goes is not the hand-in's fault.
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield [DaskSlot(executor) for _ in range(count)]
        finally:
            executor.shutdown(wait=False)


def packed(folder: Path) -> dict[str, bytes]:
    """Return the files a judge needs of an assignment, named from the course's folder on."""
    course = folder.parent / "course.toml"
    paths = [course] if course.exists() else []
    paths += [path for path in sorted(folder.rglob("*")) if path.is_file() and "samples" not in path.parts]
    return {
        path.relative_to(folder.parent).as_posix(): path.read_bytes()
        for path in paths
        if "__pycache__" not in path.parts
    }


def remote_work(
    grade: Grade,
    package: Mapping[str, bytes],
    name: str,
    data: bytes,
    checks: tuple[str, ...],
    options: Mapping,
) -> str:
    """Judge one hand-in on a machine that knows nothing of the course: unpack the assignment once, then `work`."""
    with _ONE_AT_A_TIME:  # a dask worker may have several threads; the judge has one
        return work(grade, str(_unpacked(package)), name, data, checks, options)


_ONE_AT_A_TIME = threading.Lock()
_UNPACKED: dict[str, Path] = {}


def _unpacked(package: Mapping[str, bytes]) -> Path:
    digest = hashlib.sha256(
        b"\0".join(name.encode() + b"\0" + package[name] for name in sorted(package))
    ).hexdigest()
    folder = _UNPACKED.get(digest)
    if folder is None or not folder.exists():
        folder = Path(tempfile.mkdtemp(prefix="autograder-course-"))  # readable by its owner alone
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for name, content in package.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _UNPACKED[digest] = folder
    return next(path.parent for path in folder.glob("*/assignment.toml"))
