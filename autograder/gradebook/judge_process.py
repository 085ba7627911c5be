"""A judge in a process of its own, with a deadline for each hand-in: what a cluster's worker keeps beside itself.

`concurrent.futures` will not do: the workers of a cluster are daemons, which may have no children of that kind.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from autograder.base.errors import MachineError, UsageError
from autograder.base.messages import as_data
from autograder.base.verdict import Result
from autograder.gradebook.pool import work
from autograder.judge.sandbox.launcher import command
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Closed, Late, Pipe, to_child

_START_SECONDS = 120


class JudgeProcess:
    """The process, started by the first hand-in and kept warm. One hand-in at a time."""

    def __init__(self) -> None:
        self._running: tuple[subprocess.Popen[bytes], Pipe] | None = None

    def judge(
        self,
        grade: Callable[..., Result],
        folder: str,
        name: str,
        data: bytes,
        checks: tuple[str, ...],
        options: Mapping[str, Any],
        seconds: float,
    ) -> str:
        """Return the JSON of `pool.work`; or of why there is none: `late`, and its process was ended; it `died`."""
        _, pipe = self._started()
        request = {
            "grade": f"{grade.__module__}:{grade.__qualname__}",
            "arguments": (folder, name, data, checks, dict(options)),
        }
        deadline = time.monotonic() + seconds
        try:
            pipe.send(request, deadline)
            reply = pipe.receive(deadline)
        except Late:
            self.close()
            return json.dumps({"late": seconds})
        except (Closed, BadFrame) as error:
            self.close()
            return json.dumps({"died": type(error).__name__})
        except BaseException:
            self.close()  # what comes next on the pipe answers nobody
            raise
        return str(reply)

    def close(self) -> None:
        """End the process, and with it all it runs."""
        running, self._running = self._running, None
        if running is not None:
            process, pipe = running
            process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait()
            pipe.close()

    def _started(self) -> tuple[subprocess.Popen[bytes], Pipe]:
        if self._running and self._running[0].poll() is None:
            return self._running
        self.close()
        with to_child() as (pipe, reads, writes):
            process = subprocess.Popen(
                command("autograder.gradebook.judge_process"), stdin=reads, stdout=writes
            )
        self._running = process, pipe
        try:
            pipe.receive(time.monotonic() + _START_SECONDS)
        except (Closed, Late, BadFrame) as error:
            self.close()
            raise MachineError("machine.no_judge", why=type(error).__name__) from None
        return self._running


def main() -> None:
    """Judge what comes on standard input, until the other side is gone: then end at once, whatever is being done."""
    pipe = Pipe(os.dup(0), os.dup(1))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what is printed is no reply
    pipe.send("ready")
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, waiting), daemon=True).start()
    while True:
        request = waiting.get()
        module, _, name = request["grade"].partition(":")
        try:
            reply = work(getattr(importlib.import_module(module), name), *request["arguments"])
        except (MachineError, UsageError) as error:
            reply = json.dumps({"stop": [type(error).__name__, as_data(error.message)]})
        pipe.send(reply)


def _receive(pipe: Pipe, waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    while True:
        try:
            waiting.put(pipe.receive())
        except (Closed, BadFrame):
            sys.stderr.flush()
            os._exit(0)


if __name__ == "__main__":
    main()
