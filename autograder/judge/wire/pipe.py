"""Frames over two file descriptors, each way with a deadline."""

from __future__ import annotations

import contextlib
import io
import os
import selectors
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.judge.wire import frames

_CHUNK = 2**20
# Until when to wait: a monotonic time; or what is asked, before each wait, how many seconds it may take (0: no more).
Deadline = float | Callable[[], float] | None


class Closed(Exception):
    """The other side is gone."""


class Late(Exception):
    """The other side did not answer, or did not listen, in time."""


class Pipe:
    """One end of a conversation. The judge's end is never blocked longer than its deadline."""

    def __init__(self, reading: int, writing: int, *, limit: int = 2**40):
        self.reading, self.writing, self.limit = reading, writing, limit

    def send(self, value: Any, deadline: Deadline = None) -> None:
        """Write a frame. Raises Closed, Late or BadFrame."""
        self.write(frames.encode(value), deadline)

    def write(self, frame: bytes, deadline: Deadline = None) -> None:
        """Write an encoded frame. Raises Closed or Late."""
        data = memoryview(frame)
        while data:
            _wait(self.writing, selectors.EVENT_WRITE, deadline)
            try:
                # Never more than the pipe surely takes at once, or a blocking write would miss the deadline.
                data = data[
                    os.write(self.writing, data if deadline is None else data[: _atomic(self.writing)]) :
                ]
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None

    def receive(self, deadline: Deadline = None) -> Any:
        """Return the value of the next frame. Raises Closed, Late or BadFrame."""
        sizes = frames.sizes(bytes(self._read(frames.PREFIX.size, deadline)), self.limit)
        header = bytes(self._read(sizes.header, deadline))
        return frames.decode(header, self._read(sizes.body, deadline))

    def close(self) -> None:
        """Close both descriptors."""
        for each in (self.reading, self.writing):
            with contextlib.suppress(OSError):
                os.close(each)

    def _read(self, count: int, deadline: Deadline) -> memoryview:
        # Not zeroed, so that an announced size costs no memory until it is sent.
        found = np.empty(count, np.uint8).data
        left, file = found, io.FileIO(self.reading, closefd=False)
        while left:
            _wait(self.reading, selectors.EVENT_READ, deadline)
            try:
                arrived = file.readinto(left[:_CHUNK])
            except OSError:
                raise Closed from None
            if arrived is None:  # nothing there yet
                continue
            if not arrived:
                raise Closed
            left = left[arrived:]
        return found


@contextlib.contextmanager
def to_child(*, limit: int = 2**40) -> Iterator[tuple[Pipe, int, int]]:
    """Give our end of a conversation with a process that the block starts, and what that one reads and writes.

    Our end is never blocked. The child's descriptors are closed after the block, and ours too where the block raises.
    """
    with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
        reads, writing = os.pipe()
        theirs.callback(os.close, reads)
        ours.callback(os.close, writing)
        reading, writes = os.pipe()
        theirs.callback(os.close, writes)
        ours.callback(os.close, reading)
        if hasattr(os, "set_blocking"):
            os.set_blocking(reading, False)
            os.set_blocking(writing, False)
        yield Pipe(reading, writing, limit=limit), reads, writes
        ours.pop_all()


def _atomic(fd: int) -> int:
    return _CHUNK if not os.get_blocking(fd) else 4096


def _wait(fd: int, event: int, deadline: Deadline) -> None:
    if deadline is None:
        return
    with selectors.DefaultSelector() as selector:
        selector.register(fd, event)
        while True:
            left = deadline() if callable(deadline) else deadline - time.monotonic()
            if left <= 0:
                raise Late
            if selector.select(left):
                return
