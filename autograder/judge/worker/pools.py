"""Pools of processes that are pools of threads: what an answer asks of them is the same,
and they need no lock of the system.

The sandbox closes `/dev/shm`, without which `multiprocessing` has no locks, not even for its own pools of threads.
Functions that could not be pickled (a notebook's own, where processes are started anew) work as well.
"""

from __future__ import annotations

import concurrent.futures
import concurrent.futures.process
import multiprocessing.context
import multiprocessing.pool
import multiprocessing.queues
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
from typing import Any

_MOST = 8  # threads: a machine may have a hundred processors, and they share one hand-in's time


def pool(
    processes: int | None = None,
    initializer: Callable[..., object] | None = None,
    initargs: Iterable[Any] = (),
    maxtasksperchild: int | None = None,
) -> ThreadPool:
    """Return what `multiprocessing.Pool` is asked for, of threads."""
    return ThreadPool(min(processes or _MOST, _MOST), initializer, initargs)


class Executor(ThreadPoolExecutor):
    """`concurrent.futures.ProcessPoolExecutor`, of threads."""

    def __init__(
        self,
        max_workers: int | None = None,
        mp_context: Any = None,
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
        *,
        max_tasks_per_child: int | None = None,
    ):
        super().__init__(min(max_workers or _MOST, _MOST), "", initializer, initargs)


class _Threads:
    """What a queue asks of a context: a lock."""

    Lock = threading.Lock


def install() -> None:
    """Give everybody in this process such pools who asks for one from now on."""
    multiprocessing.Pool = pool
    # Of a context ("spawn"): it comes first among the arguments.
    context: Any = multiprocessing.context.BaseContext
    context.Pool = lambda self, *args, **kwargs: pool(*args, **kwargs)
    context.SimpleQueue = lambda self: multiprocessing.queues.SimpleQueue(ctx=_Threads)
    concurrent.futures.process.ProcessPoolExecutor = Executor  # type: ignore[misc,assignment]
    concurrent.futures.ProcessPoolExecutor = Executor  # type: ignore[misc,assignment]
