"""Ends of processes: with the one that started them, or with all that they started."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess


@contextlib.contextmanager
def stopped_gently() -> Iterator[None]:
    """Let what systemd, a container or a closed terminal sends stop this process as Ctrl-C does while the block runs:
    what it started is ended, and what is left is told. A signal that is ignored (nohup) stays so.
    """
    ours = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [each for each in ours if signal.getsignal(each) is signal.SIG_DFL]
    for each in heeded:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in heeded:
            signal.signal(each, signal.SIG_DFL)


def follow_parent() -> None:
    """Let this process end with its parent. A pool's initializer: after kill -9 of the parent its workers wait for
    ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


@contextlib.contextmanager
def pool(jobs: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """Give `jobs` processes, None: one a core. Where the block is left by an error or Ctrl-C, they are killed at work.

    What was submitted is not waited for then, nor begun. What a worker started follows it (`follow`,
    a pipe that closes).
    """
    # A spawned process holds nothing of this one: no half-initialised library, no open file.
    spawn = multiprocessing.get_context("spawn")
    others = {*multiprocessing.active_children()}
    with ProcessPoolExecutor(jobs or os.cpu_count() or 1, mp_context=spawn, initializer=_begin) as executor:
        try:
            yield executor
        except BaseException:
            for each in {*multiprocessing.active_children()} - others:
                each.kill()
            executor.shutdown(cancel_futures=True)  # waits for its own thread alone: nobody works any more
            raise


def _begin() -> None:
    """Prepare a worker: deaf to the Ctrl-C of its terminal, of which the parent decides,
    and gone when the parent is.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    follow_parent()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def follow(parent: int) -> None:
    """Let this process end with the process `parent`, which started it: nobody waits for what it does any more."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a session of its own (`start_new_session`), with all that it started, and wait for it.

    What it started is found where the system has groups of processes, and ends also where the process has ended before.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()
