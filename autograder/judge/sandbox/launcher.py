"""What every sandbox level offers the judge: a launcher, the workers it starts, and how each of them ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from autograder.base.messages import Message, Said
from autograder.base.verdict import Reason
from autograder.course.model import Limits
from autograder.judge.sandbox.memory_reader import MemoryReader
from autograder.judge.sandbox.meter import Usage
from autograder.judge.wire.pipe import Pipe


@dataclass(frozen=True)
class Ending:
    """How a worker ended. `reason` is why, where something of ours or the kernel put an end to it."""

    reason: Reason | None = None
    memory_mb: float = 0.0
    detail: str = ""
    processor_seconds: float = 0.0  # of itself and everything it started


class Worker(Protocol):
    """A running process that will run, or runs, a hand-in."""

    pipe: Pipe
    memory: MemoryReader | None  # None: nobody can look into it

    def usage(self) -> Usage:
        """Return what the worker and everything it started used so far."""

    def end(self) -> Ending:
        """Kill the worker and everything it started, and return how it ended."""


class Launcher(Protocol):
    """Starts workers, each at the launcher's level of isolation."""

    level: str

    @property
    def readable(self) -> tuple[str, ...]:
        """The folders a worker may read, where the level keeps it from others; else none."""

    def warm_up(self) -> None:
        """Begin what the first worker will need, and do not wait for it."""

    def scratch(self) -> str:
        """Return a fresh folder for one hand-in's files."""

    def drop(self, scratch: str) -> None:
        """Remove such a folder."""

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> Worker:
        """Return a worker that has run nothing yet."""

    def close(self) -> None:
        """End whatever the launcher keeps running."""


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


# Whatever way this package was found (installed, editable, through PYTHONPATH, which no worker sees), another process
# runs this very copy: found first, and its folder, which may hold anything, forgotten again.
_RUN = (
    "import sys, runpy; sys.path.insert(0, sys.argv[1]); import autograder; sys.path.remove(sys.argv.pop(1)); "
    "runpy.run_module(sys.argv.pop(1), run_name='__main__')"
)


def interpreter() -> str:
    """Return the path of this Python without links and `..` in its folders. A link to it stays one:
    it makes the venv.
    """
    folder, name = os.path.split(sys.executable)
    return os.path.join(os.path.realpath(folder), name)


def command(module: str, *arguments: str) -> tuple[str, ...]:
    """Return what starts a module of ours in a process of its own: like `python -P -m`, but of this very copy."""
    root = str(Path(__file__).resolve().parents[3])
    return (interpreter(), "-P", "-c", _RUN, root, module, *arguments)


def hint() -> Said:
    """Return what may be why such a process does not start; nothing where nothing is known."""
    if not os.environ.get("PYTHONPATH"):
        return ""
    return Message("machine.pythonpath")


def environment(home: str) -> dict[str, str]:
    """Return the whole environment of a worker's process."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "PATHEXT") if name in os.environ}
    return {**kept, **ENVIRONMENT, "HOME": home, "TMPDIR": home, "MPLCONFIGDIR": f"{home}/.matplotlib"}
