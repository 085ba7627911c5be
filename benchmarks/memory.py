"""The memory that a process and all below it hold together, at its peak."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from types import TracebackType

import psutil

_SECONDS = 0.5  # between two looks


class PeakMemory:
    """Watches this process and its descendants from another thread: `mib` is the most they held at once.

    A page that several processes share is counted once (proportional set size).
    """

    mib = 0

    def __enter__(self) -> PeakMemory:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(_SECONDS):
            self.mib = max(self.mib, round(sum(_sizes()) / 2**20))


def _sizes() -> Iterator[int]:
    me = psutil.Process()
    for each in [me, *me.children(recursive=True)]:
        with contextlib.suppress(psutil.Error, AttributeError):
            yield each.memory_full_info().pss
