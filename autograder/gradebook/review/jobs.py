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


@dataclass
class Job:
    """One run of `batch`: what it has done of how much, and how it ended (None while it runs)."""

    id: int
    about: str
    done: int = 0
    total: int = 0
    status: int | None = None
    last_words: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)


class Jobs:
    """The runs started from the page; one at a time for one folder of results, for `batch` itself holds it."""

    def __init__(self, course: Path, out: Path, options: Sequence[str] = ()):
        self._course, self._out, self._options = course, out, tuple(options)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()

    def start(self, assignment: str, *, only: str = "", check: str = "") -> Job:
        """Judge one student's hand-in, or everybody's for one check, again."""
        with self._lock:
            for job in self._jobs.values():
                if job.status is None:
                    return job
            job = Job(next(self._numbers), f"{assignment} {only or check}")
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
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        errors: list[str] = []
        reader = threading.Thread(
            target=lambda stream: errors.extend(stream), args=(process.stderr,), daemon=True
        )
        reader.start()
        for line in process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if event.get("event") == "planned":
                job.total = int(event["to_judge"])
            elif event.get("event") == "judged":
                job.done, job.total = int(event["done"]), int(event["total"])
        reader.join(timeout=5)
        job.last_words = "".join(errors)[-400:]
        job.status = process.wait()
