"""The judge's side of the fork server: starts it, asks it for workers, and starts another when it fails."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from autograder.course.model import Limits
from autograder.errors import MachineError
from autograder.judge.confine import Confinement
from autograder.judge.launch import environment
from autograder.judge.pipe import Pipe
from autograder.judge.session import Ending
from autograder.judge.zygote import MESSAGE
from autograder.verdict import Reason

_START_SECONDS = 180
_ANSWER_SECONDS = 60
_PIPE_BYTES = 2**20
_DISK_MB = 512


class ForkServer:
    """A launcher that forks its workers from a process that has TensorFlow imported.

    Args:
        level: The level's letter, for the record.
        plan: What each worker may do; its scratch folder is added.
        command: What to put before the interpreter (bubblewrap and its options).
        uids: Users to run workers as, a fresh one for each scratch folder; None: stay who one is.
        cpu: The processor to pin workers to.
    """

    def __init__(
        self,
        level: str,
        plan: Confinement,
        command: Sequence[str] = (),
        uids: range | None = None,
        cpu: int | None = None,
    ):
        self.level, self.plan, self.command, self.uids, self.cpu = level, plan, tuple(command), uids, cpu
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._users: dict[str, int | None] = {}
        self._next_user = 0
        self.processor_seconds = 0.0  # of all workers that have ended
        self.root = ""  # where the fork server keeps scratch folders, as it sees it

    @property
    def readable(self) -> tuple[str, ...]:
        """The folders a worker may read, where the level keeps it from others."""
        return self.plan.read if self.level in "AB" else ()

    def scratch(self) -> str:
        """Return a fresh folder for one hand-in, owned by a user of its own where there is one."""
        uid = None
        if self.uids is not None:
            uid = self.uids[self._next_user % len(self.uids)]
            self._next_user += 1
        answer = self._ask({"do": "scratch", "uid": uid})
        if "refused" in answer:
            raise MachineError(f"no scratch folder can be made: {answer['refused']}")
        path = answer["path"]
        self._users[path] = uid
        return path

    def drop(self, scratch: str) -> None:
        """Remove the folder."""
        uid = self._users.pop(scratch, None)
        with contextlib.suppress(MachineError):  # the fork server is gone, and the folder with it
            self._ask({"do": "drop", "path": scratch, "uid": uid}, start=False)

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> Worker:
        """Return a worker in a forked and confined process."""
        to_worker, from_worker = os.pipe(), os.pipe()
        try:
            plan = {
                **asdict(self.plan),
                "write": (*self.plan.write, scratch),
                "uid": self._users.get(scratch),
                "memory_mb": limits.memory_mb,
                "cpu_seconds": int(4 * limits.seconds) + 60,
            }
            request = {
                "do": "start",
                "plan": plan,
                "scratch": scratch,
                "cpu": self.cpu,
                "disk_mb": max(_DISK_MB, 2 * limits.output_mb),
            }
            answer = self._ask(request, (to_worker[0], from_worker[1]))
            if "refused" in answer:  # another one, that has not been touched
                self.close()
                raise MachineError(f"the fork server starts no worker: {answer['refused']}")
        except BaseException:
            os.close(to_worker[1])
            os.close(from_worker[0])
            raise
        finally:
            os.close(to_worker[0])
            os.close(from_worker[1])
        for each in (to_worker[1], from_worker[0]):
            os.set_blocking(each, False)
            _widen(each)
        pipe = Pipe(from_worker[0], to_worker[1])
        setup = {"scratch": scratch, "files": dict(files), "output_mb": limits.output_mb}
        with contextlib.suppress(Exception):  # what is wrong shows when the worker does not say "ready"
            pipe.send(setup, time.monotonic() + _ANSWER_SECONDS)
        return Worker(self, answer["pid"], pipe)

    def end(self, pid: int) -> Ending:
        """End a worker."""
        try:
            answer = self._ask({"do": "end", "pid": pid}, start=False)
        except MachineError:
            return Ending(Reason.CRASH, 0.0, "the fork server died")
        if "refused" in answer:
            return Ending(Reason.CRASH, 0.0, answer["refused"])
        status, near = answer["status"], answer["near"]
        self.processor_seconds += answer["processor_seconds"]
        reason = {"memory": Reason.MEMORY, "disk": Reason.OUTPUT}.get(answer["why"])
        # Too little memory shows as an abort or a fault of the libraries, too.
        if reason is None and near and status in (-6, -7, -9, -11):
            reason = Reason.MEMORY
        if reason is None and status == -24:  # SIGXCPU
            reason = Reason.TIME
        if reason is None and status == -25:  # SIGXFSZ
            reason = Reason.OUTPUT
        return Ending(reason, answer["memory_mb"], "" if status in (None, 0) else f"exit status {status}")

    def close(self) -> None:
        """End the fork server with everything it started."""
        process, control = self._process, self._control
        self._process = self._control = None
        if control is not None:
            control.close()
        if process is not None:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if self.root and process.returncode:  # it was killed, and could not tidy up
                shutil.rmtree(self.root, ignore_errors=True)

    def _ask(self, request: dict, fds: Sequence[int] = (), *, start: bool = True) -> dict:
        if self._control is None or self._process.poll() is not None:
            if not start:
                raise MachineError("the fork server is gone")
            self.close()
            self._launch()
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], fds)
            return self._receive(_ANSWER_SECONDS)
        except (OSError, ValueError) as error:
            self.close()
            raise MachineError(
                f"the fork server does not answer ({type(error).__name__}). Run: autograder doctor"
            ) from None

    def _launch(self) -> None:
        self._users.clear()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        fd = str(theirs.fileno())
        # -I would hide an editable install's path; -P keeps the current folder out.
        command = [*self.command, sys.executable, "-P", "-m", "autograder.judge.zygote", fd]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(theirs.fileno(),),
            env=environment("/tmp"),
            cwd="/",
        )
        theirs.close()
        self._control = ours
        try:
            ready = self._receive(_START_SECONDS)
        except (OSError, ValueError):
            self._process.kill()
            _, told = self._process.communicate()
            self._process = None
            self.close()
            why = told.decode(errors="replace").strip()[-500:]
            raise MachineError(f"the fork server did not start: {why}. Run: autograder doctor") from None
        self._process.stderr.close()
        self.root = ready["root"]
        if ready["ready"]:
            self.close()
            raise MachineError(f"the fork server cannot fork: {ready['ready']}. Run: autograder doctor")

    def _receive(self, seconds: float) -> dict:
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            if not selector.select(seconds):
                raise OSError("no answer")
        data = self._control.recv(MESSAGE)
        if not data:
            raise OSError("gone")
        return json.loads(data)


class Worker:
    """A forked worker."""

    def __init__(self, server: ForkServer, pid: int, pipe: Pipe):
        self.server, self.pid, self.pipe = server, pid, pipe

    def end(self) -> Ending:
        """Kill it and all it started."""
        ending = self.server.end(self.pid)
        self.pipe.close()
        return ending


def _widen(fd: int) -> None:
    import fcntl

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
