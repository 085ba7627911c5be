"""Starting a worker as a fresh process: works everywhere, and costs an import of TensorFlow each time."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder.base.processes import end
from autograder.course.model import Limits
from autograder.judge.sandbox.launcher import Ending, command, environment
from autograder.judge.sandbox.memory_reader import MemoryReader
from autograder.judge.sandbox.meter import Meter, Usage, look_at_group
from autograder.judge.wire.pipe import Pipe, to_child


class FreshProcess:
    """A launcher without a fork server and without isolation (level E)."""

    level = "E"
    readable: tuple[str, ...] = ()

    def warm_up(self) -> None:
        """Nothing is kept, so nothing can be begun."""

    def scratch(self) -> str:
        """Return a fresh folder."""
        return tempfile.mkdtemp(prefix="autograder-")

    def drop(self, scratch: str) -> None:
        """Remove it."""
        shutil.rmtree(scratch, ignore_errors=True)

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> FreshWorker:
        """Return a worker that imports its libraries now."""
        with to_child() as (pipe, reads, writes):
            process = subprocess.Popen(
                command("autograder.judge.worker.__main__"),
                stdin=reads,
                stdout=writes,
                stderr=subprocess.DEVNULL,
                env=environment(scratch),
                cwd=scratch,
                start_new_session=True,
            )
        worker = FreshWorker(process, pipe)
        try:
            pipe.send({"scratch": scratch, "files": dict(files), "output_mb": limits.output_mb})
        except BaseException:
            worker.end()
            raise
        return worker

    def close(self) -> None:
        """Nothing is kept."""


class FreshWorker:
    """A worker in a process of its own session."""

    memory: MemoryReader | None = None

    def __init__(self, process: subprocess.Popen[bytes], pipe: Pipe):
        self.process, self.pipe, self._meter = process, pipe, Meter()

    def usage(self) -> Usage:
        """Return what the process and what it started used so far."""
        return self._meter.see(look_at_group(self.process.pid))

    def end(self) -> Ending:
        """Kill the process and what it started."""
        used = self.usage().processor
        memory = _peak_mb(self.process.pid)
        died = self.process.poll()
        end(self.process)
        self.pipe.close()
        return Ending(None, memory, "" if died is None else f"exit status {died}", used)


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
