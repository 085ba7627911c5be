"""What judges of one machine share out among them: users for their workers, and processors.

Who takes one locks a file that stands for it. A lock is the kernel's: it ends with the last process that has the file
open, however that ends, and the file itself is nothing and may stay.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import MachineError

_BLOCK = 200  # users: a fresh one for each hand-in; the first is used again after so many
_FIRST = 20_000  # where few users are mapped: above those of the system and of people, below 60 000
_FIRST_OF_ALL = 2**30  # where all are: far from any real one


@dataclass(frozen=True)
class Users:
    """Users that are nobody else's for as long as a process has the descriptor `lock` open."""

    uids: range
    lock: int


def reserved_users() -> Users:
    """Return a block of users that no other judge of this machine has.

    Raises:
        MachineError: All are taken.
    """
    first, size = _mapped_users()
    if size > 2**31:
        first, blocks = _FIRST_OF_ALL, 2**20
    else:  # a container with few users
        first, blocks = first + _FIRST, min(200, (size - _FIRST) // _BLOCK)
    for number in range(blocks):
        lock = _locked(f"users-{number}")
        if lock is not None:
            start = first + number * _BLOCK
            return Users(range(start, start + _BLOCK), lock)
    raise MachineError("machine.no_users", count=max(0, blocks), folder=_folder())


def own_cpu() -> int | None:
    """Return a processor that no other judge of this machine has until this process ends; None where all are taken."""
    mine = sorted(os.sched_getaffinity(0))
    if len(mine) < 2:
        return None
    return next((cpu for cpu in mine if _locked(f"cpu-{cpu}-{os.getuid()}") is not None), None)


def _mapped_users() -> tuple[int, int]:
    """Return the first of the users there are, and how many follow."""
    try:
        rows = [list(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    except (OSError, ValueError):
        return 0, 65536
    row = max(rows, key=lambda row: row[2])
    return row[0], row[2]


def _locked(name: str) -> int | None:
    """Return an open descriptor that holds the lock `name`; None: another has it."""
    import fcntl

    try:
        path = _folder() / f"autograder-{name}.lock"
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return fd
    except OSError:
        os.close(fd)
        return None


def _folder() -> Path:
    """Return where the locks lie: for root where every process of the machine sees the same, whatever its TMPDIR."""
    return Path("/run") if os.access("/run", os.W_OK) else Path(tempfile.gettempdir())
