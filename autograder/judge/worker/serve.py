"""The main loop of a worker process: requests in, replies out, until the judge hangs up."""

from __future__ import annotations

import gc
import os
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from autograder.base.beside import put_beside, work_as_script
from autograder.base.verdict import Reason
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Closed, Pipe
from autograder.judge.wire.protocol import Failure, Operation, Ready
from autograder.judge.worker import arithmetic
from autograder.judge.worker.board import Board, generator_address
from autograder.judge.worker.host import Host


def serve(pipe: Pipe, host: Host) -> None:
    """Answer requests until the other side closes. A request is `{"token", "operation", "fields", "release"}`.

    Raises MemoryError or BadFrame where too little memory is left to read a request or to answer it.
    """
    while True:
        try:
            request = pipe.receive()
        except Closed:
            return
        for number in request["release"]:
            host.release(number)
        reply = host.handle(request["operation"], request["fields"])
        try:
            pipe.send({"token": request["token"], "reply": reply})
        except BadFrame:
            pipe.send({"token": request["token"], "reply": Failure(Reason.OUTPUT)})
        except Closed:
            return
        del request, reply


def main(pipe: Pipe) -> None:
    """Set a worker up as the judge says, and serve. The libraries are imported, nothing has run."""
    setup = pipe.receive()
    host = begin(Path(setup["scratch"]), setup["files"], setup["output_mb"])
    pipe.send(Ready(host.board.address if host.board else 0, generator_address()))
    serve(pipe, host)


def prepare(scratch: Path, files: dict[str, bytes]) -> None:
    """Make the folders a worker works in, put the handed-in files beside the answer, and go there."""
    for name in (
        "work",
        "home",
        "tmp",
        "home/.keras",
    ):  # Keras falls back to /tmp where its folder is missing
        (scratch / name).mkdir(exist_ok=True)
    work = put_beside(files, scratch / "work")
    os.chdir(work)
    home = str(scratch / "home")
    os.environ.update(
        HOME=home,
        USERPROFILE=home,
        TMPDIR=str(scratch / "tmp"),
        KERAS_HOME=f"{home}/.keras",
        MPLCONFIGDIR=f"{home}/.matplotlib",
        XDG_CACHE_HOME=f"{home}/.cache",
    )
    # A checkout of ours is no library: its `tests` must not take the place of the student's.
    ours = str(Path(__file__).resolve().parents[3])
    if ours not in sysconfig.get_paths().values():
        sys.path[:] = [each for each in sys.path if each != ours]
    work_as_script(work)


_set_times = os.utime


def _utime(path: Any, *args: Any, **kwargs: Any) -> None:
    """Set a file's times as `os.utime` does, and raise for a file that is not there.

    The sandbox only pretends to set times; `Path.touch` takes success for proof that the file exists, and would
    make none.
    """
    os.stat(path, **{key: kwargs[key] for key in ("dir_fd", "follow_symlinks") if key in kwargs})
    _set_times(path, *args, **kwargs)


def begin(scratch: Path, files: dict[str, bytes], output_mb: float) -> Host:
    """Return the host of a process that has its libraries imported and nothing run."""
    prepare(scratch, files)
    tempfile.tempdir = str(scratch / "tmp")
    os.utime = _utime
    # Keras made up its mind about its folder when it was imported.
    for module in ("keras.src.backend.config", "keras.src.utils.file_utils"):
        if (found := sys.modules.get(module)) and hasattr(found, "_KERAS_DIR"):
            vars(found)["_KERAS_DIR"] = f"{scratch}/home/.keras"
    arithmetic.settle()
    gc.enable()
    host = Host(scratch=scratch, output_mb=output_mb, board=Board())
    host.handle(Operation.RESEED, {})
    return host
