"""What a running `batch` or `sync` is at, seen from outside: nothing is locked,
and nothing read but names and times.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.gradebook.in_hand import being_judged, long_ones
from autograder.gradebook.records import BATCH_FILE
from autograder.gradebook.roster import distinct_names
from autograder.gradebook.store import LOCK, Store

_MOST = 20  # names


@dataclass(frozen=True)
class Queue:
    """Whether a run holds the results (None: this system does not tell), what it has judged, and who waits.

    `at_work` is what it is judging at this moment, which waits no more; `long` those of it that have taken long.
    """

    running: bool | None
    judged: int
    waiting: int
    names: tuple[str, ...]
    at_work: tuple[str, ...] = ()
    long: tuple[dict[str, Any], ...] = ()  # as the event of this name tells them


def queue(store: Store) -> Queue:
    """Return what is waiting to be judged, and how many were since the last run began.

    Beside a newer attempt that was judged, an older one waits for nothing: most often it cannot count any more.
    """
    running = _held(store.folder / LOCK)
    begun = _changed(store.folder / BATCH_FILE)
    # What a run that was killed left behind is not being judged.
    in_hand = () if running is False else being_judged(store.folder)
    now_judged = {(each.student, each.assignment, f"{each.attempt:03}") for each in in_hand}
    judged, waiting, students, who = 0, 0, store.students(), []
    names = distinct_names(students)
    for student in students:
        newer_judged = set()
        attempts = sorted((store.students_folder / student.key).glob("[0-9][0-9]_*/[0-9]*/attempt.json"))
        for attempt in reversed(attempts):
            if (student.key, attempt.parent.parent.name, attempt.parent.name) in now_judged:
                continue
            result, assignment = _changed(attempt.with_name("result.json")), attempt.parent.parent.name
            if result is not None:
                newer_judged.add(assignment)
                judged += begun is not None and result >= begun
            elif assignment not in newer_judged:
                waiting += 1
                who.append(f"{names[student]}, {assignment}")
    at_work = tuple(f"{each.name}, {each.assignment}" for each in in_hand)
    long = tuple(long_ones(in_hand, time.time()))
    return Queue(running, judged, waiting, tuple(who[:_MOST]), at_work[:_MOST], long)


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
