"""What is shown while checks run: which one, for how long, and after some seconds where it stands and how long it may take."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

from autograder.base.messages import sentence
from autograder.base.progress import in_notebook, line
from autograder.course.model import Assignment
from autograder.student.standing import standing

PATIENCE = 5.0  # seconds after which a reader wonders whether it still works
_EVERY = 1.0  # seconds


@contextlib.contextmanager
def running(assignment: Assignment, count: int, language: str) -> Iterator[Callable[[str], None]]:
    """Give `begin(id)`, to be called before each of `count` checks; meanwhile a line says what runs, and for how long.

    Before the first check, the answers themselves run. Where there is no terminal, a line is written now and then.
    """
    now = _Now(assignment, count, language)
    over = threading.Event()
    with line(now_and_then=True) as say:

        def begin(id: str) -> None:
            now.begin(id)
            say(now.text())

        def tick() -> None:
            while not over.wait(_EVERY):
                say(now.text())

        # A daemon: an answer that ends the process is not held up by it.
        clock = threading.Thread(target=tick, name="autograder-clock", daemon=True)
        clock.start()
        try:
            yield begin
        finally:
            over.set()
            clock.join()


class _Now:
    """The check that runs, its number, and since when."""

    def __init__(self, assignment: Assignment, count: int, language: str):
        self._assignment, self._count, self._language = assignment, count, language
        self._fact, self._number, self._since = "", 0, time.monotonic()
        self._thread = threading.get_ident()  # in which the answers run

    def begin(self, id: str) -> None:
        self._fact = self._assignment.check(id).title[self._language]
        self._number += 1
        self._since = time.monotonic()

    def text(self) -> str:
        seconds = time.monotonic() - self._since
        gone = sentence("running.seconds", self._language, seconds=int(seconds)) if seconds >= 1 else ""
        values = {"number": self._number, "count": self._count, "fact": self._fact, "gone": gone}
        said = sentence("running.check" if self._number else "running.answers", self._language, **values)
        if seconds >= PATIENCE:
            if where := standing(self._thread, self._language):
                said += f"\n{where}"
            said += long_text(self._language, "running.long", self._assignment.limits.seconds_per_call)
        return said


def long_text(language: str, key: str, limit: float) -> str:
    """Return a line that says how many seconds something may take, and what ends it here."""
    stop = sentence(f"running.{'button' if in_notebook() else 'key'}", language)
    return "\n" + sentence(key, language, limit=round(limit), stop=stop)
