"""Judging on a dask.distributed cluster: each of its workers has a judge in a process of its own, with a deadline.

A task that overstays is ended where it runs: its process is killed by the worker that waits for it. Should that worker
hang itself, the batch ends it, and its nanny starts another.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent import futures
from pathlib import Path
from typing import Any

from autograder.base.errors import MachineError, UsageError
from autograder.gradebook.judge_process import JudgeProcess
from autograder.gradebook.pool import Grade, Job, Slot

_GRACE = 120.0  # seconds: for the hand-in to travel and the judge to be started


class DaskSlot:
    """Room for one job on a cluster. The assignment travels with the hand-in: no file system is shared."""

    grace = _GRACE

    def __init__(self, client: Any):  # distributed has no types
        self._client = client
        self._task: tuple[Any, futures.Future[str]] | None = None

    def submit(self, grade: Grade, job: Job, name: str, data: bytes) -> futures.Future[str]:
        """Send the hand-in and the assignment to a worker."""
        arguments = (grade, packed(job.folder), name, data, job.checks, dict(job.options), job.seconds)
        # pure=False: equal hand-ins are still two hand-ins. retries: a worker that goes is not the hand-in's fault.
        task = self._client.submit(remote_work, *arguments, pure=False, retries=2)
        promise: futures.Future[str] = futures.Future()
        self._task = task, promise
        task.add_done_callback(lambda done: _settle(promise, done))
        return promise

    def died(self) -> None:
        """The cluster's scheduler replaces workers."""

    def kill(self) -> None:
        """End the worker that has the task, with all it runs: its nanny starts another."""
        if self._task is None:
            return
        task, promise = self._task
        with contextlib.suppress(futures.InvalidStateError):
            promise.set_exception(futures.CancelledError())
        busy = [worker for worker, keys in self._client.processing().items() if task.key in keys]
        task.cancel(force=True)
        with contextlib.suppress(Exception):  # it may be gone by now; without a nanny none takes its place
            self._client.run(os._exit, 1, workers=busy, wait=False)


def _settle(promise: futures.Future[str], done: Any) -> None:
    with contextlib.suppress(futures.InvalidStateError):  # it overstayed, and nobody waits any more
        if done.status == "finished":
            promise.set_result(done.result())
        else:
            promise.set_exception(
                futures.CancelledError() if done.status == "cancelled" else done.exception()
            )


@contextlib.contextmanager
def dask(scheduler: str | None, workers: int | None = None) -> Iterator[Sequence[Slot]]:
    """Give the slots of the dask.distributed cluster at `scheduler`, one per thread of its workers.

    Raises:
        MachineError: distributed is not installed, or the scheduler does not answer.
        UsageError: No scheduler was named.
    """
    if not scheduler:
        raise UsageError("usage.scheduler")
    try:
        from distributed import Client
    except ImportError:
        raise MachineError("machine.distributed") from None
    try:
        client = Client(scheduler, timeout=20)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, TimeoutError) as error:
        raise MachineError("machine.no_scheduler", address=scheduler, why=str(error)) from None
    with client:
        threads: Mapping[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
        count = workers or max(1, sum(threads.values()))
        yield [DaskSlot(client) for _ in range(count)]


def packed(folder: Path) -> dict[str, bytes]:
    """Return the files a judge needs of an assignment, named from the course's folder on."""
    course = folder.parent / "course.toml"
    paths = [course] if course.exists() else []
    left_out = {"samples", "__pycache__"}
    paths += [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and left_out.isdisjoint(path.relative_to(folder).parts)
    ]
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


def remote_work(
    grade: Grade,
    package: Mapping[str, bytes],
    name: str,
    data: bytes,
    checks: tuple[str, ...],
    options: Mapping[str, Any],
    seconds: float,
) -> str:
    """Judge one hand-in on a machine that knows nothing of the course: unpack the assignment once,
    have it judged apart.

    Returns:
        JSON for `pool.received`.
    """
    folder = str(_unpacked(package))
    with _ONE_AT_A_TIME:  # a dask worker may have several threads; each process has one judge
        return _judge_process().judge(grade, folder, name, data, checks, options, seconds)


@functools.cache
def _judge_process() -> JudgeProcess:
    found = JudgeProcess()
    atexit.register(found.close)
    return found


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
