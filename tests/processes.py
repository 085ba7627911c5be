"""Whether other processes still run, for the tests of what has to end."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path


def running(pid: int) -> bool:
    """Return whether a process runs; one that is dead and waits for its parent to notice does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def left_running(pids: Iterable[int], within: float = 60) -> list[int]:
    """Return those of `pids` that still run after at most `within` seconds: a busy machine takes a while to end them."""
    end = time.monotonic() + within
    pids = list(pids)
    while (left := [pid for pid in pids if running(pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    return left
