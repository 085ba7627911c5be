"""`python -m autograder.judge.reader SECONDS MEMORY_MB [FOLDER …]`: computes what `helper.apart` asks for,
on its standard streams.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from autograder.base.errors import HandInError
from autograder.judge.reader.helper import adapters, plain
from autograder.judge.wire import frames
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Closed, Pipe

_WRITING = 5  # seconds more, for what is read to be written to the pipe


def main() -> None:
    """Give rights up, say so, and serve until the judge is gone."""
    seconds, memory_mb = map(int, sys.argv[1:3])
    sys.path += sys.argv[3:]
    pipe = Pipe(os.dup(0), os.dup(1))
    silence = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(silence, each)
    if sys.platform == "linux":
        _confine(memory_mb, sys.argv[3:])
    pipe.send("ready")
    with contextlib.suppress(ImportError):  # half a second, once, for all notebooks with magics to come
        importlib.import_module("IPython.core.inputtransformer2")
    while True:
        try:
            request = pipe.receive()
        except (Closed, BadFrame):
            os._exit(0)
        try:
            importlib.import_module(request["function"].partition(":")[0])  # once, for all readings to come
            if hasattr(os, "fork"):
                _in_a_child(pipe, request, seconds)
            else:
                _answer(pipe, request)
        except Closed:
            os._exit(0)
        del request


def _in_a_child(pipe: Pipe, request: dict[str, Any], seconds: int) -> None:
    """Answer in a forked process: each reading begins with the same memory, and dies alone."""
    pid = os.fork()
    if pid == 0:
        try:
            _allow_seconds(seconds, seconds + _WRITING)
            _answer(pipe, request, lambda: _allow_seconds(seconds + _WRITING, seconds + _WRITING))
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        pipe.send({"died": os.WTERMSIG(status)})


def _answer(pipe: Pipe, request: dict[str, Any], before: Callable[[], None] = lambda: None) -> None:
    reply = _reply(request)
    try:
        frame = frames.encode(reply)
    except BadFrame:
        frame = frames.encode({"problem": ("handin.damaged", {})})
    before()
    pipe.write(frame)


def _reply(request: dict[str, Any]) -> dict[str, Any]:
    try:
        function = _function(request["function"])
        parameters, value = adapters(function)
        args = [
            each.validate_python(given) for each, given in zip(parameters, request["arguments"], strict=True)
        ]
        return {"value": plain(value.dump_python(function(*args), warnings=False))}
    except HandInError as problem:
        return {"problem": (problem.key, dict(problem.values))}
    except MemoryError:
        return {"problem": ("handin.kills_reader", {})}
    except Exception:  # whatever a stranger's bytes made of our code: a damaged file
        return {"problem": ("handin.damaged", {})}


def _function(name: str) -> Callable[..., Any]:
    module, _, qualname = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), qualname)
    return found


def _confine(memory_mb: int, folders: Sequence[str]) -> None:
    from autograder.judge.sandbox import confine, levels

    plan = confine.Confinement(
        landlock=confine.landlock_abi() > 0,
        seccomp=confine.seccomp_available(),
        read=(*levels.readable(), *folders),
        memory_mb=memory_mb,
        cpu_seconds=2**31 - 1,
        ends_with_parent=False,  # a thread of the judge's may have started it; the end of the pipe ends it
    )
    confine.confine(plan)


def _allow_seconds(seconds: int, most: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


if __name__ == "__main__":
    main()
