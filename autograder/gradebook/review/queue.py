"""What a running `batch` or `sync` is at, seen from outside: nothing is locked,
and nothing read but names and times.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.gradebook.records import BATCH_FILE
from autograder.gradebook.store import LOCK, Store

_MOST = 20  # names


@dataclass(frozen=True)
class Queue:
    """Whether a run holds the results (None: this system does not tell), what it has judged, and who waits."""

    running: bool | None
    judged: int
    waiting: int
    names: tuple[str, ...]


def queue(store: Store) -> Queue:
    """Return what is waiting to be judged, and how many were since the last run began.

    Beside a newer attempt that was judged, an older one waits for nothing: most often it cannot count any more.
    """
    begun = _changed(store.folder / BATCH_FILE)
    judged, waiting, names = 0, 0, []
    for student in store.students():
        newer_judged = set()
        attempts = sorted((store.students_folder / student.key).glob("[0-9][0-9]_*/[0-9]*/attempt.json"))
        for attempt in reversed(attempts):
            result, assignment = _changed(attempt.with_name("result.json")), attempt.parent.parent.name
            if result is not None:
                newer_judged.add(assignment)
                judged += begun is not None and result >= begun
            elif assignment not in newer_judged:
                waiting += 1
                names.append(f"{student.shown}, {assignment}")
    return Queue(_held(store.folder / LOCK), judged, waiting, tuple(names[:_MOST]))


def _changed(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _held(path: Path) -> bool | None:
    """Return whether a process holds a file's lock, from the kernel's own list: to try the lock could stop a batch."""
    try:
        status = path.stat()
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return None if path.exists() else False
    return any(
        line.split()[5].endswith(f":{status.st_ino}") for line in locks.splitlines() if "FLOCK" in line
    )
