"""A process that runs our pure functions on a stranger's bytes: started once, kept warm,
a child of it for each reading.

`apart(function, …)` is `function(…)`, computed there. What that takes is bounded by the kernel (processor time, memory)
and by a wall clock here; what comes back is a frame, whose types, sizes and kinds are checked like a worker's.
"""

from __future__ import annotations

import atexit
import functools
import inspect
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError

from autograder.base.errors import HandInError, MachineError
from autograder.base.messages import keys, sentence
from autograder.base.processes import end
from autograder.judge.sandbox.launcher import command, environment, hint
from autograder.judge.sandbox.meter import machine_is_busy
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Closed, Late, Pipe, to_child

SECONDS = 10  # of processor time, for one reading: an honest hand-in takes a hundredth of one
MEMORY_MB = 1024
_WALL_SECONDS = 150  # for a machine fifteen times overloaded: the kernel counts the others
_START_SECONDS = 120
_REPLY = 320 * 2**20  # bytes: what an archive may hold, and a little
STARVED = "handin.starved"  # the error of a reading that the machine had no time for
_LONG = 300  # characters of a value in a sentence
_SIGXCPU = 24  # too much processor time

P = ParamSpec("P")
R = TypeVar("R")


def apart(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return `function(*args)`, computed by this process's helper.

    Args:
        function: A function of a module of ours whose annotations say all of what goes there and may come back:
            numbers, texts, bytes, paths, and records, sequences and mappings of these.

    Raises:
        HandInError: The function raised it; or it took too long, too much memory, or broke on what it was given.
        MachineError: The helper cannot be started.
    """
    return _helper().call(function, *args, **kwargs)


class Helper:
    """The process, and the way to it. One request at a time.

    Args:
        seconds: Processor time of one reading.
        memory_mb: Private memory of the process.
        folders: Where to look for modules besides the package's own.
    """

    def __init__(self, seconds: int = SECONDS, memory_mb: int = MEMORY_MB, folders: tuple[str, ...] = ()):
        self.seconds, self.memory_mb, self.folders = seconds, memory_mb, folders
        self._running: tuple[subprocess.Popen[bytes], Pipe] | None = None
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The number of the process; None: none runs."""
        return self._running[0].pid if self._running else None

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """See `apart`."""
        given = tuple(
            plain(each.dump_python(value, warnings=False))
            for each, value in zip(adapters(function)[0], args, strict=True)
        )
        request = {"function": f"{function.__module__}:{function.__qualname__}", "arguments": given}
        with self._turn:
            reply = self._reply(request)
        if type(reply) is dict and type(problem := reply.get("problem")) is tuple and len(problem) == 2:
            raise checked(*problem)
        try:
            if type(reply) is not dict or "value" not in reply:
                raise ValueError("no value")
            return cast(R, adapters(function)[1].validate_python(reply["value"]))
        except (ValidationError, ValueError):
            raise HandInError("handin.damaged") from None

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _reply(self, request: dict[str, Any]) -> Any:
        for _ in range(2):  # the first death may be another's doing: memory, a stray signal
            _, pipe = self._started()
            deadline = time.monotonic() + _WALL_SECONDS
            try:
                pipe.send(request, deadline)
                reply = pipe.receive(deadline)
            except Late:  # and yet it did not compute so long: the kernel would have ended it
                self._end()
                raise (HandInError(STARVED) if machine_is_busy() else self._slow()) from None
            except BadFrame:
                self._end()
                raise HandInError("handin.damaged") from None
            except Closed:
                self._end()
                continue
            except BaseException:
                self._end()  # interrupted: what comes next on the pipe answers nobody
                raise
            if type(reply) is not dict or "died" not in reply:
                return reply
            if reply["died"] == _SIGXCPU:
                raise self._slow()
        raise HandInError("handin.kills_reader")

    def _slow(self) -> HandInError:
        return HandInError("handin.too_slow", seconds=self.seconds)

    def _started(self) -> tuple[subprocess.Popen[bytes], Pipe]:
        if self._running and self._running[0].poll() is None:
            return self._running
        self._end()
        limits = (str(self.seconds), str(self.memory_mb))
        with to_child(limit=_REPLY) as (pipe, reads, writes):
            process = subprocess.Popen(
                command("autograder.judge.reader", *limits, *self.folders),
                stdin=reads,
                stdout=writes,
                stderr=subprocess.DEVNULL,
                env=environment("/tmp"),
                cwd="/",
                start_new_session=True,  # a Ctrl-C is ours to answer
            )
        self._running = process, pipe
        try:
            ready = pipe.receive(time.monotonic() + _START_SECONDS)
        except (Closed, Late, BadFrame):
            ready = None
        if ready != "ready":
            self._end()
            raise MachineError("machine.no_reader", why=str(ready), hint=hint())
        return self._running

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        process, pipe = running
        pipe.close()
        end(process)


@functools.cache
def adapters(function: Callable[..., Any]) -> tuple[Sequence[TypeAdapter[Any]], TypeAdapter[Any]]:
    """Return what turns a function's arguments, and its value, into plain data and back, by its annotations."""
    hints = get_type_hints(function)
    parameters = tuple(TypeAdapter(hints[name]) for name in inspect.signature(function).parameters)
    return parameters, TypeAdapter(hints["return"])


def plain(value: Any) -> Any:
    """Return what crosses in frames: paths as texts, sets as sorted tuples, every other mapping as a dict."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(value))
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(map(plain, value))
    return value


_helpers: dict[int, Helper] = {}


def _helper() -> Helper:
    pid = os.getpid()  # a forked process must not share its parent's
    if pid not in _helpers:
        _helpers[pid] = Helper()
        atexit.register(_helpers[pid].close)
    return _helpers[pid]


def checked(key: Any, values: Any) -> HandInError:
    """Return the error that a key and values from the helper tell of,
    as far as they name a sentence of ours and fill it.
    """
    if type(key) is not str or key not in keys("en") or type(values) is not dict:
        return HandInError("handin.damaged")
    known = {
        name: value[:_LONG] if type(value) is str else value
        for name, value in values.items()
        if type(name) is str and type(value) in (str, int, float)
    }
    try:
        sentence(key, "en", **known)
    except (KeyError, ValueError, IndexError, TypeError):
        return HandInError("handin.damaged")
    return HandInError(key, **known)
