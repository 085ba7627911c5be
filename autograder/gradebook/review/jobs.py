"""Judging again from the page: `autograder batch` in a process of its own, its events read line by line."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_NOT_FOLLOWED = 4  # as the command line has it: this machine lacks something


@dataclass
class Job:
    """One run of `batch`: what it has done of how much, and how it ended (None while it runs)."""

    id: int
    assignment: str
    only: str = ""  # one student's key
    check: str = ""  # or one check's id
    done: int = 0
    total: int = 0
    status: int | None = None
    last_words: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)


class Busy(Exception):
    """Another run is on, `job`: nothing was started."""

    def __init__(self, job: Job):
        self.job = job
        super().__init__()


class Jobs:
    """The runs started from the page; one at a time for one folder of results, for `batch` itself holds it."""

    def __init__(self, course: Path, out: Path, options: Sequence[str] = ()):
        self._course, self._out, self._options = course, out, tuple(options)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()

    def start(self, assignment: str, *, only: str = "", check: str = "") -> Job:
        """Judge one student's hand-in, or everybody's for one check, again.

        Raises:
            Busy: A run is on.
        """
        with self._lock:
            for job in self._jobs.values():
                if job.status is None:
                    raise Busy(job)
            job = Job(next(self._numbers), assignment, only, check)
            self._jobs[job.id] = job
        command = [sys.executable, "-m", "autograder", "batch", "--json", "--again", "-a", assignment]
        command += ["--out", str(self._out), "--course", str(self._course), *self._options]
        command += ["--only", only] if only else []
        command += ["--check", check] if check else []
        job.thread = threading.Thread(target=_follow, args=(job, command), daemon=True)
        job.thread.start()
        return job

    def get(self, id: int) -> Job | None:
        """Return a run by its number."""
        return self._jobs.get(id)


def _follow(job: Job, command: Sequence[str]) -> None:
    """Run a command and keep in `job` how far it is; whatever happens, the job comes to its end."""
    status = _NOT_FOLLOWED
    try:
        status = _run(job, command)
    except Exception as error:
        job.last_words = f"{type(error).__name__}: {error}"
    finally:
        job.status = status


def _run(job: Job, command: Sequence[str]) -> int:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        errors: list[str] = []
        reader = threading.Thread(
            target=lambda stream: errors.extend(stream), args=(process.stderr,), daemon=True
        )
        reader.start()
        for line in process.stdout:
            _take(job, line)
        reader.join(timeout=5)
        job.last_words = "".join(errors)[-400:]
        return process.wait()


def _take(job: Job, line: str) -> None:
    try:
        event = json.loads(line)
    except ValueError:
        return
    match event:
        case {"event": "planned", "to_judge": int(total)}:
            job.total = total
        case {"event": "judged", "done": int(done), "total": int(total)}:
            job.done, job.total = done, total
