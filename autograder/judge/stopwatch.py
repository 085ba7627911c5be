"""How long a hand-in may compute, sleep, or be kept from computing: in one request, and in all.

What counts is processor time, which a busy machine does not lengthen. Beside it stand the time in which nothing of the
hand-in could have run (it slept, or waited for what never comes), bounded by the same seconds, and wall time, bounded
far above both: who reaches that was kept waiting by the machine.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.course.model import Limits
from autograder.judge.sandbox.meter import Usage, machine_is_busy

_SLICE, _SHORTEST = 1.0, 0.05  # seconds between two looks at a worker that computes
_UNREAD = 0.1  # seconds that may pass unread: a look costs some milliseconds
_SLOWER, _AT_LEAST = 4, 60  # wall time is this many times the seconds, and at least these


class Cause(enum.Enum):
    """Why a request is over."""

    COMPUTED = "computed"
    IDLE = "idle"
    LATE = "late"  # neither, and yet no answer: on a machine with nothing else to do
    STARVED = "starved"  # the same on a busy one


@dataclass(frozen=True)
class Over:
    """A request went beyond its seconds, or (`total`) the hand-in beyond all of its own."""

    cause: Cause
    seconds: float
    total: bool


@dataclass
class Spent:
    """What one hand-in has used so far, over all its workers. Seconds, MiB."""

    processor: float = 0.0
    idle: float = 0.0
    wall: float = 0.0
    memory_mb: float = 0.0
    details: list[str] = field(default_factory=list)

    def over(self, limits: Limits) -> Over | None:
        """Return why no further request may begin, or None."""
        if self.processor >= limits.seconds:
            return Over(Cause.COMPUTED, limits.seconds, total=True)
        if self.idle >= limits.seconds:
            return Over(Cause.IDLE, limits.seconds, total=True)
        if self.wall >= backstop(limits.seconds):
            return Over(_late(), backstop(limits.seconds), total=True)
        return None


def backstop(seconds: float) -> float:
    """Return the wall time within which `seconds` of processor time must be had."""
    return max(_AT_LEAST, _SLOWER * seconds)


class Stopwatch:
    """Measures the requests to one worker, one after the other.

    Args:
        usage: Returns what the worker used so far. It is asked at once: what was used before is nobody's.
        spent: What is used is added to it.
        clock: Returns monotonic seconds.
    """

    def __init__(
        self,
        usage: Callable[[], Usage],
        spent: Spent,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._usage, self._spent, self._limits, self._clock = usage, spent, limits, clock
        self._seconds = self._began = self._next = 0.0
        self._last = self._first = usage()
        self._read = clock()
        self.over: Over | None = None

    def start(self, seconds: float) -> None:
        """Begin a request that may take so many seconds."""
        if self._clock() - self._read > _UNREAD:
            self._look(idle=False)  # between requests it waits for us
        self._seconds, self._first, self._began, self.over = seconds, self._last, self._clock(), None
        self._next = self._began + min(_SLICE, seconds)

    def left(self) -> float:
        """Return how many seconds may be waited before asking again; 0: no more, and `over` says why."""
        now = self._clock()
        if self.over is None and now >= self._next:
            self._look(idle=True)
            computed = self._last.processor - self._first.processor
            idle = self._last.idle - self._first.idle
            self.over = self._over(computed, idle, now - self._began)
            rest = self._seconds - max(computed, idle)
            self._next = now + min(_SLICE, max(_SHORTEST, rest))
        return 0.0 if self.over else self._next - now

    def stop(self, *, alive: bool) -> None:
        """End the request. `alive`: the worker is still there and can be looked at."""
        wall = self._clock() - self._began
        self._spent.wall += wall
        if alive and wall > _UNREAD:
            self._look(idle=True)

    def settle(self, processor_seconds: float) -> None:
        """Count what the worker used in all, now that it has ended."""
        self._spent.processor += max(0.0, processor_seconds - self._last.processor)

    def _look(self, *, idle: bool) -> None:
        found = self._usage()
        now = Usage(
            max(found.processor, self._last.processor), max(found.idle, self._last.idle)
        )  # of a worker that just died nothing is seen
        self._spent.processor += now.processor - self._last.processor
        self._spent.idle += now.idle - self._last.idle if idle else 0.0
        self._last, self._read = now, self._clock()

    def _over(self, computed: float, idle: float, wall: float) -> Over | None:
        if computed >= self._seconds:
            return Over(Cause.COMPUTED, self._seconds, total=False)
        if idle >= self._seconds:
            return Over(Cause.IDLE, self._seconds, total=False)
        if wall >= backstop(self._seconds):
            return Over(_late(), backstop(self._seconds), total=False)
        return self._spent.over(self._limits)


def _late() -> Cause:
    return Cause.STARVED if machine_is_busy() else Cause.LATE
