"""The main loop of a worker process: requests in, plain replies out, until the judge hangs up."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

from autograder.judge.channel import BadFrame
from autograder.judge.pipe import Closed, Pipe
from autograder.judge.protocol import Failure
from autograder.judge.worker import Host
from autograder.verdict import Reason


def serve(pipe: Pipe, host: Host) -> None:
    """Answer requests until the other side closes. A request is `{"token", "op", "fields", "release"}`."""
    while True:
        try:
            request = pipe.receive()
        except (Closed, BadFrame):
            return
        for id in request["release"]:
            host.release(id)
        reply = host.handle(request["op"], request["fields"])
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
    host = begin({"output_mb": setup["output_mb"]}, Path(setup["scratch"]), setup["files"])
    pipe.send("ready")
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
    for name, data in files.items():
        path = scratch / "work" / name
        if not path.exists():
            path.write_bytes(data)
    os.chdir(scratch / "work")
    home = str(scratch / "home")
    os.environ.update(
        HOME=home,
        USERPROFILE=home,
        TMPDIR=str(scratch / "tmp"),
        KERAS_HOME=f"{home}/.keras",
        MPLCONFIGDIR=f"{home}/.matplotlib",
        XDG_CACHE_HOME=f"{home}/.cache",
    )
    # At the end: a numpy.py beside the answer must not take NumPy's place.
    sys.path[:] = [each for each in sys.path if each not in ("", ".")] + [str(scratch / "work")]


_set_times = os.utime


def _utime(path: Any, *args: Any, **kwargs: Any) -> None:
    """Set a file's times as `os.utime` does, and raise for a file that is not there.

    The sandbox only pretends to set times; `Path.touch` takes success for proof that the file exists, and would
    make none.
    """
    os.stat(path, **{key: kwargs[key] for key in ("dir_fd", "follow_symlinks") if key in kwargs})
    _set_times(path, *args, **kwargs)


def begin(host_options: dict[str, Any], scratch: Path, files: dict[str, bytes]) -> Host:
    """Return the host of a process that has its libraries imported and nothing run."""
    import tempfile

    prepare(scratch, files)
    tempfile.tempdir = str(scratch / "tmp")
    sys.argv = ["answer"]
    os.utime = _utime
    # Keras made up its mind about its folder when it was imported.
    for module in ("keras.src.backend.config", "keras.src.utils.file_utils"):
        if (found := sys.modules.get(module)) and hasattr(found, "_KERAS_DIR"):
            found._KERAS_DIR = f"{scratch}/home/.keras"
    if tensorflow := sys.modules.get("tensorflow"):
        tensorflow.config.threading.set_intra_op_parallelism_threads(1)
        tensorflow.config.threading.set_inter_op_parallelism_threads(1)
        tensorflow.config.experimental.enable_op_determinism()
    gc.enable()
    host = Host(scratch=scratch, **host_options)
    host.handle("reseed", {})
    return host
