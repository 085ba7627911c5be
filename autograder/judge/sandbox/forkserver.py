"""The judge's side of the fork server: starts it, asks it for workers, and starts another when it fails."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from autograder.base.errors import MachineError
from autograder.base.verdict import Reason
from autograder.course.model import Limits
from autograder.judge.sandbox.confine import Confinement
from autograder.judge.sandbox.forkserver_main import MESSAGE, OUT_OF_MEMORY
from autograder.judge.sandbox.launcher import Ending, command, environment, hint
from autograder.judge.sandbox.memory_reader import MemoryReader, handed_over
from autograder.judge.sandbox.meter import Usage
from autograder.judge.sandbox.reservations import Users
from autograder.judge.wire.pipe import Closed, Late, Pipe, to_child

_START_SECONDS = 180
_ANSWER_SECONDS = 60
_PIPE_BYTES = 2**20
_DISK_MB = 512


_Process = tuple[subprocess.Popen[bytes], socket.socket]  # with our end of what it is asked through


class ForkServer:
    """A launcher that forks its workers from a process that has TensorFlow imported.

    Args:
        level: The level's letter, for the record.
        plan: What each worker may do; its scratch folder is added.
        command: What to put before the interpreter (bubblewrap and its options).
        users: Reserves users to run workers as, a fresh one for each scratch folder; None: stay who one is. Each fork
            server has its own, and keeps them until it has ended and tidied up, which may be after its judge.
        cpu: The processor to pin workers to.
    """

    def __init__(
        self,
        level: str,
        plan: Confinement,
        command: Sequence[str] = (),
        users: Callable[[], Users] | None = None,
        cpu: int | None = None,
    ):
        self.level, self.plan, self.command, self.cpu = level, plan, tuple(command), cpu
        self._reserve = users
        self._begun: _Process | None = None  # it imports its libraries
        self._running: _Process | None = None
        self._uids: Iterator[int | None] = itertools.repeat(None)
        self._users: dict[str, int | None] = {}  # of each scratch folder
        self.processor_seconds = 0.0  # of all workers that have ended
        self.root = ""  # where the fork server keeps scratch folders, as it sees it

    @property
    def readable(self) -> tuple[str, ...]:
        """The folders a worker may read, where the level keeps it from others."""
        return self.plan.read if self.level in "AB" else ()

    def warm_up(self) -> None:
        """Start the fork server where none runs. It imports TensorFlow, for seconds;
        what is asked next waits for it.
        """
        if self._begun is None and self._running is None:
            self._begun = self._started()

    def scratch(self) -> str:
        """Return a fresh folder for one hand-in, owned by a user of its own where there is one."""
        self._serve()
        uid = next(self._uids)
        answer = self._ask({"do": "scratch", "uid": uid})
        if "refused" in answer:
            raise MachineError("machine.no_scratch", why=answer["refused"])
        path: str = answer["path"]
        self._users[path] = uid
        return path

    def drop(self, scratch: str) -> None:
        """Remove the folder."""
        uid = self._users.pop(scratch, None)
        with contextlib.suppress(MachineError):  # the fork server is gone, and the folder with it
            self._ask({"do": "drop", "path": scratch, "uid": uid})

    def start(self, scratch: str, limits: Limits, files: Mapping[str, bytes]) -> ForkedWorker:
        """Return a worker in a forked and confined process.

        Raises:
            MachineError: There is none; also where the fork server that made the scratch folder is gone.
        """
        if scratch not in self._users:  # nor is it known whose it was
            raise MachineError("machine.server_gone")
        plan = {
            **asdict(self.plan),
            "write": (*self.plan.write, scratch),
            "uid": self._users[scratch],
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
        ours, theirs = socket.socketpair()
        with ours, to_child() as (pipe, reads, writes):
            with theirs:
                answer = self._ask(request, (reads, writes, theirs.fileno()))
            if "refused" in answer:  # another one, that has not been touched
                self.close()
                raise MachineError("machine.starts_no_worker", why=answer["refused"])
            memory = handed_over(ours, _ANSWER_SECONDS)
        _widen(pipe.reading)
        _widen(pipe.writing)
        setup = {"scratch": scratch, "files": dict(files), "output_mb": limits.output_mb}
        worker = ForkedWorker(self, answer["pid"], pipe, memory)
        try:
            pipe.send(setup, time.monotonic() + _ANSWER_SECONDS)
        except (Closed, Late):
            pass  # why shows when the worker does not say READY
        except BaseException:
            worker.end()
            raise
        return worker

    def end(self, pid: int) -> Ending:
        """End a worker."""
        try:
            answer = self._ask({"do": "end", "pid": pid})
        except MachineError:
            return Ending(Reason.CRASH, 0.0, "the fork server died")
        if "refused" in answer:
            return Ending(Reason.CRASH, 0.0, answer["refused"])
        status = answer["status"]
        self.processor_seconds += answer["processor_seconds"]
        reason = Reason(answer["why"]) if answer["why"] else _reason(status, answer["near"])
        detail = f"exit status {status}" if status else ""
        return Ending(reason, answer["memory_mb"], detail, answer["processor_seconds"])

    def usage(self, pid: int) -> Usage:
        """Return what a worker used so far; nothing where the fork server is gone, which its pipe will tell."""
        try:
            answer = self._ask({"do": "usage", "pid": pid})
        except MachineError:
            return Usage()
        return Usage() if "refused" in answer else Usage(**answer)

    def close(self) -> None:
        """End the fork server with everything it started."""
        begun, self._begun = self._begun, None
        if begun is not None:  # it has nothing to tidy up yet, and would first import all that it imports
            _kill(*begun)
        running, self._running = self._running, None
        if running is None:
            return
        process, control = running
        control.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self.root and process.returncode:  # it was killed, and could not tidy up
            shutil.rmtree(self.root, ignore_errors=True)

    @property
    def pid(self) -> int | None:
        """The number of the process that was started last (bubblewrap's, at level A); None: none runs."""
        running = self._running or self._begun
        return running[0].pid if running else None

    def _serve(self) -> None:
        """Wait for a fork server, a new one where none runs."""
        if self._running is not None and self._running[0].poll() is not None:
            self.close()
        if self._running is None:
            begun, self._begun = self._begun or self._started(), None
            self._running = self._ready(*begun)

    # Any: what JSON holds. The fork server is ours, and nothing of a student's runs in it.
    def _ask(self, request: dict[str, Any], fds: Sequence[int] = ()) -> dict[str, Any]:
        if self._running is None or self._running[0].poll() is not None:
            raise MachineError("machine.server_gone")
        control = self._running[1]
        try:
            socket.send_fds(control, [json.dumps(request).encode()], fds)
            return _answer(control, _ANSWER_SECONDS)
        except (OSError, ValueError) as error:
            self.close()
            raise MachineError("machine.server_silent", why=type(error).__name__) from None

    def _started(self) -> _Process:
        self._users.clear()
        reserved = self._reserve() if self._reserve is not None else None
        locks = () if reserved is None else (reserved.lock,)
        self._uids = itertools.repeat(None) if reserved is None else itertools.cycle(reserved.uids)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            process = subprocess.Popen(
                [
                    *self.command,
                    *command("autograder.judge.sandbox.forkserver_main", str(theirs.fileno())),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(theirs.fileno(), *locks),
                env=environment("/tmp"),
                cwd="/",
            )
        finally:
            theirs.close()
            for each in locks:  # from here on the fork server's alone
                os.close(each)
        return process, ours

    def _ready(self, process: subprocess.Popen[bytes], ours: socket.socket) -> _Process:
        """Wait for a fork server that was begun."""
        try:
            ready = _answer(ours, _START_SECONDS)
        except (OSError, ValueError) as error:
            printed = _kill(process, ours)
            why = printed.decode(errors="replace").strip()[-500:] or str(error)
            raise MachineError("machine.no_server", why=why, hint=hint()) from None
        if process.stderr is not None:
            process.stderr.close()
        self.root = ready["root"]
        if ready["refused"]:
            self._running = process, ours
            self.close()
            raise MachineError("machine.cannot_fork", why=ready["refused"])
        return process, ours


class ForkedWorker:
    """A forked worker."""

    def __init__(self, server: ForkServer, pid: int, pipe: Pipe, memory: MemoryReader | None):
        self.server, self.pid, self.pipe, self.memory = server, pid, pipe, memory

    def usage(self) -> Usage:
        """Return what it and all it started used so far."""
        return self.server.usage(self.pid)

    def end(self) -> Ending:
        """Kill it and all it started."""
        ending = self.server.end(self.pid)
        self.pipe.close()
        if self.memory is not None:
            self.memory.close()
        return ending


def _reason(status: int | None, near: bool) -> Reason | None:
    """Return why a worker ended with `status`, a signal's number below 0. `near`: it had taken much of its memory."""
    # Too little memory shows as an abort or a fault of the libraries, too.
    if near and status in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGKILL, -signal.SIGSEGV):
        return Reason.MEMORY
    if status == -signal.SIGXCPU:
        return Reason.TIME
    return Reason.OUTPUT if status == -signal.SIGXFSZ else None


def _answer(control: socket.socket, seconds: float) -> dict[str, Any]:
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        if not selector.select(seconds):
            raise OSError(f"no answer within {seconds:.0f} s, so this machine is overloaded or stalled")
    data = control.recv(MESSAGE)
    if not data:
        raise OSError("gone")
    found: dict[str, Any] = json.loads(data)
    return found


def _kill(process: subprocess.Popen[bytes], control: socket.socket) -> bytes:
    """Kill a fork server that is not ready yet; return what it printed."""
    # First: what bubblewrap started survives it where it is killed just then, and ends by this alone.
    control.close()
    process.kill()
    return process.communicate()[1]


def _widen(fd: int) -> None:
    import fcntl

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
