"""Frames over two file descriptors, each way with a deadline."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from typing import Any

from autograder.judge import channel

_CHUNK = 2**20


class Closed(Exception):
    """The other side is gone."""


class Late(Exception):
    """The other side did not answer, or did not listen, in time."""


class Pipe:
    """One end of a conversation. The judge's end is never blocked longer than its deadline."""

    def __init__(self, reading: int, writing: int, *, limit: int = 2**40):
        self.reading, self.writing, self.limit = reading, writing, limit

    def send(self, value: Any, deadline: float | None = None) -> None:
        """Write a frame. Raises Closed, Late or BadFrame."""
        self.write(channel.encode(value), deadline)

    def write(self, frame: bytes, deadline: float | None = None) -> None:
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

    def receive(self, deadline: float | None = None) -> Any:
        """Return the value of the next frame. Raises Closed, Late or BadFrame."""
        sizes = channel.sizes(bytes(self._read(channel.PREFIX.size, deadline)), self.limit)
        header = bytes(self._read(sizes.header, deadline))
        return channel.decode(header, self._read(sizes.body, deadline))

    def close(self) -> None:
        """Close both descriptors."""
        for each in (self.reading, self.writing):
            with contextlib.suppress(OSError):
                os.close(each)

    def _read(self, count: int, deadline: float | None) -> bytearray:
        # Grown as bytes arrive: an announced size costs nothing until it is sent.
        found = bytearray()
        while len(found) < count:
            _wait(self.reading, selectors.EVENT_READ, deadline)
            try:
                part = os.read(self.reading, min(_CHUNK, count - len(found)))
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            found += part
        return found


def _atomic(fd: int) -> int:
    return _CHUNK if not os.get_blocking(fd) else 4096


def _wait(fd: int, event: int, deadline: float | None) -> None:
    if deadline is None:
        return
    left = deadline - time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(fd, event)
        if left <= 0 or not selector.select(left):
            raise Late
