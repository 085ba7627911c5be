"""What a worker and everything it started used so far: processor time, and time in which none of it could have run.

Wall time says how busy the machine is; these two say what the hand-in did. A thread that waits for its turn on a
processor is runnable, one that sleeps or waits for another is not: so a look at the states tells the two apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_LONGEST = 1.0  # seconds: two looks further apart say nothing of what was in between
_RUNS = frozenset("RD")  # running or waiting for its turn; waiting for a disk


@dataclass(frozen=True)
class Usage:
    """Seconds of processor time, and seconds in which no thread was running or waiting for a processor."""

    processor: float = 0.0
    idle: float = 0.0


@dataclass(frozen=True)
class Look:
    """The processor time of the processes that live now and of the children they waited for; whether one can run."""

    processor: float
    runs: bool


class Meter:
    """Adds up what is seen of one worker, look by look.

    Args:
        clock: Returns monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._looked = clock, clock()
        self._alive = self._ended = self._most = self._idle = 0.0

    @property
    def usage(self) -> Usage:
        """What was used up to the last look."""
        return Usage(self._most, self._idle)

    def see(self, look: Look) -> Usage:
        """Take one look into account."""
        now = self._clock()
        if look.processor <= self._alive and not look.runs:
            self._idle += min(now - self._looked, _LONGEST)
        self._looked, self._alive = now, look.processor
        self._most = max(self._most, self._ended + look.processor)
        return self.usage

    def end(self, seconds: float) -> None:
        """Add the processor time of a process that is gone, with that of the children it waited for."""
        self._ended += seconds
        self._alive = max(0.0, self._alive - seconds)
        self._most = max(self._most, self._ended)


def look(pids: Iterable[int]) -> Look:
    """Return what /proc tells of these processes and their threads. One that is gone counts as nothing."""
    processor, runs = 0.0, False
    for pid in pids:
        try:
            fields = _stat(f"/proc/{pid}/stat")
            # utime, stime, cutime, cstime: its own, and of the children it waited for
            processor += sum(map(int, fields[11:15])) / _TICKS
            runs = runs or any(
                _stat(f"/proc/{pid}/task/{thread}/stat")[0] in _RUNS
                for thread in os.listdir(f"/proc/{pid}/task")
            )
        except (OSError, IndexError, ValueError):
            continue
    return Look(processor, runs)


def look_at_group(group: int) -> Look:
    """Return what is seen of a process group, by /proc or, where there is none, by `ps`."""
    if sys.platform == "linux":
        return look(_members(group))
    printed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,time=,stat="], capture_output=True, text=True, check=False
    ).stdout
    return look_at_table(printed, group)


def look_at_table(printed: str, group: int) -> Look:
    """Return what `ps -A -o pgid=,time=,stat=` tells of a process group."""
    rows = [row for row in (line.split() for line in printed.splitlines()) if len(row) == 3]
    mine = [(seconds, state) for number, seconds, state in rows if number == str(group)]
    return Look(
        sum(_seconds(seconds) for seconds, _ in mine), any(state[0] in _RUNS | {"U"} for _, state in mine)
    )


def _seconds(text: str) -> float:
    """Return the seconds of `[[days-]hours:]minutes:seconds`."""
    days, _, clock = text.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return 86400 * int(days or 0) + seconds


def _members(group: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and int(_stat(f"/proc/{name}/stat")[2]) == group:
                found.append(int(name))
        except (OSError, IndexError, ValueError):
            continue
    return found


def _stat(path: str) -> list[str]:
    """Return the fields from the state on: the name before them may hold anything."""
    with open(path, "rb") as file:
        return file.read().rpartition(b")")[2].decode("ascii").split()


def machine_is_busy() -> bool:
    """Return whether more wants to run on this machine than it has processors for."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1)
