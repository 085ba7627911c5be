"""A worker's memory, read from outside: what is true of a hand-in without anything of it being asked.

A process may open `/proc/self/mem`, and whoever is given that descriptor may read on, whatever the process becomes
afterwards: another user, confined, student code. So the worker hands it over before it gives its rights up, and says
then, too, where the things lie that the judge will want to look at.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket


class MemoryReader:
    """The memory of one worker. It can be read only, and only as bytes."""

    def __init__(self, fd: int):
        self._fd = fd

    def read(self, address: int, count: int) -> bytes | None:
        """Return `count` bytes; None where the worker is gone, or has nothing there (any more)."""
        found = bytearray()
        try:
            while len(found) < count:
                part = os.pread(self._fd, count - len(found), address + len(found))
                if not part:
                    return None
                found += part
        except (OSError, OverflowError):
            return None
        return bytes(found)

    def close(self) -> None:
        """Close the descriptor."""
        with contextlib.suppress(OSError):
            os.close(self._fd)


def hand_over(fd: int) -> None:
    """Send the way into this process's memory over the socket `fd`, and close that. Without `/proc`,
    nothing is sent.
    """
    with socket.socket(fileno=fd) as judge, contextlib.suppress(OSError):
        memory = os.open("/proc/self/mem", os.O_RDONLY | os.O_CLOEXEC)
        try:
            socket.send_fds(judge, [b"m"], [memory])
        finally:
            os.close(memory)


def handed_over(judge: socket.socket, seconds: float) -> MemoryReader | None:
    """Return the way into the memory of a worker, which sends it over its end of the socket;
    None where it sends none.
    """
    with selectors.DefaultSelector() as selector, contextlib.suppress(OSError):
        selector.register(judge, selectors.EVENT_READ)
        if selector.select(seconds):
            _, fds, _, _ = socket.recv_fds(judge, 1, 1)
            for each in fds:
                os.set_inheritable(each, False)
                return MemoryReader(each)
    return None
