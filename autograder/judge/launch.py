"""Starting a worker as a fresh process: works everywhere, and costs an import of TensorFlow each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder.course.model import Limits
from autograder.judge.pipe import Pipe
from autograder.judge.session import Ending

# What a worker's process sees of the environment: nothing of the judge's.
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "AUTOGRADER_WORKER": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "Agg",
}


def environment(home: str) -> dict[str, str]:
    """Return the whole environment of a worker's process."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "PATHEXT") if name in os.environ}
    return {**kept, **ENVIRONMENT, "HOME": home, "TMPDIR": home, "MPLCONFIGDIR": f"{home}/.matplotlib"}


class FreshProcess:
    """A launcher without a fork server and without isolation (level E)."""

    level = "E"
    readable = ()

    def scratch(self) -> str:
        """Return a fresh folder."""
        return tempfile.mkdtemp(prefix="autograder-")

    def drop(self, scratch: str) -> None:
        """Remove it."""
        shutil.rmtree(scratch, ignore_errors=True)

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> Worker:
        """Return a worker that imports its libraries now."""
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.judge.fresh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(scratch),
            cwd=scratch,
            start_new_session=True,
            bufsize=0,
        )
        worker = Worker(process)
        worker.pipe.send({"scratch": scratch, "files": dict(files), "output_mb": limits.output_mb})
        return worker

    def close(self) -> None:
        """Nothing is kept."""


class Worker:
    """A worker in a process of its own session."""

    def __init__(self, process: subprocess.Popen):
        self.process = process
        if hasattr(os, "set_blocking"):
            os.set_blocking(process.stdin.fileno(), False)
            os.set_blocking(process.stdout.fileno(), False)
        self.pipe = Pipe(process.stdout.fileno(), process.stdin.fileno())

    def end(self) -> Ending:
        """Kill the process and what it started."""
        memory = _peak_mb(self.process.pid)
        died = self.process.poll()
        try:
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, 9)
            else:
                self.process.kill()
        except (ProcessLookupError, PermissionError):
            pass
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        return Ending(None, memory, "" if died is None else f"exit status {died}")


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
