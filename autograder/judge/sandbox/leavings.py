"""What workers leave behind: how much of it there is, and its end, however deep and however locked it lies."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
from collections.abc import Callable

from autograder.judge.sandbox import confine

_FILES = 20_000
_EVERYBODYS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")
_IPC_RMID = 0


def bytes_below(folder: str, limit: int) -> int:
    """Return the bytes below a folder, or more than `limit` as soon as it is clear,
    also where there are too many files.
    """
    total, files, waiting = 0, 0, [folder]
    while waiting:
        try:
            entries = os.scandir(waiting.pop())
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # too long to be looked at is too deep
                return limit + 1
            continue
        with entries:
            for entry in entries:
                files += 1
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        total += entry.stat(follow_symlinks=False).st_blocks * 512
                except OSError:
                    continue
                if total > limit or files > _FILES:
                    return limit + 1
    return total


def sweep(uid: int) -> None:
    """Remove what a hand-in's own user left where everybody may leave something.

    Files where Landlock is missing; System V segments, queues and semaphores where seccomp is.
    """
    for folder in _EVERYBODYS:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.stat(follow_symlinks=False).st_uid == uid:
                    remove(entry.path)
    _sweep_system_v(uid)


def _sweep_system_v(uid: int) -> None:
    removers: dict[str, Callable[[int], object]] = {
        "shm": lambda number: confine.libc.shmctl(number, _IPC_RMID, None),
        "msg": lambda number: confine.libc.msgctl(number, _IPC_RMID, None),
        "sem": lambda number: confine.libc.semctl(number, 0, _IPC_RMID),
    }
    for kind, remove in removers.items():
        with contextlib.suppress(OSError), open(f"/proc/sysvipc/{kind}", encoding="ascii") as file:
            names, *rows = (line.split() for line in file)
            for row in rows:
                found = dict(zip(names, row))
                if int(found["uid"]) == uid:
                    remove(int(row[1]))  # after the key comes the number, under another name for each kind


def remove(path: str) -> None:
    """Remove a folder or a file, however deep and however locked; nothing outside of it is touched."""

    def unlock(_: object, inner: str, __: object) -> None:
        for each in (os.path.dirname(inner), inner):
            if each.startswith(f"{path}/") or each == path:
                with contextlib.suppress(OSError):
                    if not os.path.islink(each):
                        os.chmod(each, 0o700)

    if os.path.isdir(path) and not os.path.islink(path):
        with contextlib.suppress(RecursionError):
            shutil.rmtree(path, onerror=unlock)
    if os.path.lexists(path):
        subprocess.run(["rm", "-rf", "--", path], check=False, stderr=subprocess.DEVNULL)
