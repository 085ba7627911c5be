"""`python -m autograder.judge.sandbox.forkserver_main FD`: the fork server. It imports TensorFlow, executes nothing,
and forks workers.

It holds no check, no hidden data, no expected value and no environment of the judge's. It has one thread: it answers
the judge on one socket and, between requests, watches the workers' memory, processes and files.

A TensorFlow that has run a single operation hangs in every child, so the guard looks before each fork.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import os
import select
import selectors
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.base.verdict import Reason
from autograder.judge.sandbox import confine, memory_reader
from autograder.judge.sandbox.leavings import bytes_below, remove, sweep
from autograder.judge.sandbox.meter import Meter, look
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Pipe
from autograder.judge.wire.protocol import Failure
from autograder.judge.worker import libraries, serve

MESSAGE = 65536
OUT_OF_MEMORY = 77  # a worker's exit status where even what serves the answer found none left
_TICK = 0.1  # seconds between two looks of the watchdog
_DYING = 30.0  # seconds for a killed worker to be gone: less than the judge waits for an answer
_AT_ONCE = 100  # rounds of looking for what else to kill, without a pause: no process forks faster
_PROCESSES = 300


@dataclass
class Child:
    """A worker, and what the watchdog saw of it."""

    pid: int
    uid: int | None
    scratch: str
    memory: int
    disk: int
    peak: int = 0
    base: int = 0
    why: Reason | None = None
    status: int | None = None
    meter: Meter = field(default_factory=Meter)


class Server:
    """Forks workers on request and ends them."""

    def __init__(self, control: socket.socket, root: str):
        self.control, self.root = control, root
        self.children: dict[int, Child] = {}
        self.scratches: dict[str, int | None] = {}  # and whose they are
        self.ticks = 0

    def run(self) -> None:
        """Serve until the judge is gone, then leave nothing behind, whatever happened."""
        try:
            self.answer_requests()
        finally:
            with contextlib.ExitStack() as tidying:  # from last to first, each whatever became of the others
                tidying.callback(remove, self.root)
                for path, uid in self.scratches.items():
                    tidying.callback(self.drop, path, uid)
                for pid in self.children:
                    tidying.callback(self.end, pid)

    def answer_requests(self) -> None:
        """Say that this server is ready, and answer; return when the judge is gone, be it while it waits for an answer."""
        if not self._told({"refused": _not_forkable(), "root": self.root}):
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            while True:
                if not selector.select(_TICK if self.children else None):
                    self.watch()
                    continue
                try:
                    data, fds, _, _ = socket.recv_fds(self.control, MESSAGE, 3)
                except ConnectionResetError:  # it never read an answer
                    return
                if not data:
                    return
                try:
                    answer = self.serve(json.loads(data), fds)
                except Exception as error:
                    answer = {"refused": f"{type(error).__name__}: {error}"}
                finally:
                    for each in fds:
                        os.close(each)
                if not self._told(answer):
                    return

    def _told(self, answer: dict[str, Any]) -> bool:
        """Send an answer, and return whether the judge is still there."""
        try:
            self.control.send(json.dumps(answer).encode())
        except OSError:
            return False
        return True

    def serve(self, request: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        """Return the answer to one request."""
        match request["do"]:
            case "scratch":
                return self.scratch(request["uid"])
            case "start":
                return self.start(request, fds)
            case "usage":
                return self.usage(request["pid"])
            case "end":
                return self.end(request["pid"])
            case "drop":
                return self.drop(request["path"], request["uid"])
        raise ValueError(request["do"])

    def scratch(self, uid: int | None) -> dict[str, Any]:
        """Make a folder for one hand-in, owned by a user of its own where there is one."""
        path = tempfile.mkdtemp(prefix="w", dir=self.root)
        if uid is not None:
            os.chown(path, uid, uid)
        self.scratches[path] = uid
        return {"path": path}

    def drop(self, path: str, uid: int | None) -> dict[str, Any]:
        """Remove such a folder, and what else its user left."""
        self.scratches.pop(path, None)
        remove(path)
        if uid is not None:
            sweep(uid)
        return {}

    def start(self, request: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        """Fork a worker that talks over the first two descriptors, and shows its memory over the third."""
        if problem := _not_forkable():
            return {"refused": problem}
        plan = confine.Confinement(**request["plan"])
        pid = os.fork()
        if pid == 0:
            self.control.close()
            _become_worker(plan, fds, request["cpu"])
        with contextlib.suppress(PermissionError, ProcessLookupError):  # it did so itself already
            os.setpgid(pid, pid)
        self.children[pid] = Child(
            pid, plan.uid, request["scratch"], plan.memory_mb * 2**20, request["disk_mb"] * 2**20
        )
        return {"pid": pid}

    def end(self, pid: int) -> dict[str, Any]:
        """Kill a worker with all it started, and return how it ended."""
        child = self.children[pid]
        _reap(self.children)
        if child.status is None:
            child.peak = max(child.peak, _status_bytes(pid, "VmHWM"))
        killed = child.status is None
        # A process may fork while it is being looked for: looked for until none is found. One that was killed still
        # takes time to die where the machine is busy, and says only then how it ended.
        deadline = time.monotonic() + _DYING
        for turn in itertools.count():
            alive = _pids_of(child, self.children)
            for each in alive:
                try:
                    os.kill(each, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            _reap(self.children)
            if (not alive and child.status is not None) or time.monotonic() > deadline:
                break
            if turn > _AT_ONCE:
                time.sleep(0.002)
        del self.children[pid]
        # What was already dying when it was killed keeps the status it dies with.
        ours = killed and child.status == -signal.SIGKILL
        return {
            "status": None if ours else child.status,
            "why": child.why,
            "memory_mb": child.peak / 2**20,
            "processor_seconds": child.meter.usage.processor,
            "near": child.peak > 0.5 * child.memory,
        }

    def usage(self, pid: int) -> dict[str, Any]:
        """Return the processor time of a worker and all it started, and the time in which none of it could run."""
        child = self.children[pid]
        _reap(self.children)
        return asdict(child.meter.see(look(_pids_of(child, self.children))))

    def watch(self) -> None:
        """Kill the workers that use more than they may."""
        _reap(self.children)
        self.ticks += 1
        for child in self.children.values():
            if child.status is not None or child.why:
                continue
            pids = _pids_of(child, self.children)
            child.meter.see(look(pids))
            resident = [(pid, _status_bytes(pid, "VmRSS")) for pid in pids]
            child.base = child.base or dict(resident).get(child.pid, 0)
            # What the others of its processes share with it is counted once.
            total = sum(size if pid == child.pid else max(0, size - child.base) for pid, size in resident)
            child.peak = max(child.peak, total)
            if total > child.memory or len(pids) > _PROCESSES:
                child.why = Reason.MEMORY
            elif self.ticks % 3 == 0 and bytes_below(child.scratch, child.disk) > child.disk:
                child.why = Reason.OUTPUT
            if child.why:
                for pid in pids:
                    try:
                        os.kill(pid, signal.SIGKILL)
                    except ProcessLookupError:
                        continue


def _become_worker(plan: confine.Confinement, fds: list[int], cpu: int | None) -> None:
    """Never returns: confines itself, serves, exits."""
    code = 1
    try:
        os.setpgid(0, 0)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)
        reading, writing, showing = fds
        memory_reader.hand_over(showing)
        _close_all_but({0, 1, 2, reading, writing})
        if cpu is not None:
            os.sched_setaffinity(0, {cpu})
        confine.confine(plan)
        serve.main(Pipe(reading, writing))
        code = 0
    except (MemoryError, BadFrame):  # what the judge asks is whole: unreadable where no memory is left
        code = OUT_OF_MEMORY  # and nothing is said, for that takes memory, too
    except BaseException as error:
        # The judge shows it to whoever runs it: nothing of a student's has run yet.
        try:
            Pipe(*fds[:2]).send(Failure(Reason.JUDGE, f"{type(error).__name__}: {error}"))
        except BaseException:
            code = 2
    finally:
        os._exit(code)


def _not_forkable() -> str:
    if len(os.listdir("/proc/self/task")) != 1:
        return "a second thread runs in the fork server"
    context = sys.modules.get("tensorflow.python.eager.context")
    if context is not None and context.context_safe() is not None and context.context_safe()._initialized:
        return "TensorFlow has executed something in the fork server"
    return ""


def _close_all_but(kept: set[int]) -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in kept:
            try:
                os.close(int(name))
            except OSError:
                continue


def _pids_of(child: Child, workers: Collection[int]) -> list[int]:
    """Return the living processes of one of `workers`: of its process group, of its user, and itself."""
    mine = str(os.getpid())
    return [
        int(name)
        for name in os.listdir("/proc")
        if name.isdigit() and name != mine and _belongs(name, child, workers, alive=True)
    ]


def _belongs(name: str, child: Child, workers: Collection[int], *, alive: bool = False) -> bool:
    """Return whether the process `name` is of a worker's group or user, or the worker itself; `alive`: and lives.

    A hand-in's workers may have one user (`submission.fresh()`): what is of the group of another one is that one's.
    """
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            state, _, group = file.read().rpartition(b")")[2].split()[:3]
        if alive and state in b"ZX":
            return False
        if int(group) == child.pid or int(name) == child.pid:
            return True
        if int(group) in workers or int(name) in workers:
            return False
        return child.uid is not None and (
            os.stat(f"/proc/{name}").st_uid == child.uid or _uid(name) == child.uid
        )
    except (OSError, IndexError, ValueError):
        return False


def _uid(pid: str) -> int:
    with open(f"/proc/{pid}/status", "rb") as file:
        for line in file:
            if line.startswith(b"Uid:"):
                return int(line.split()[1])
    return -1


def _status_bytes(pid: int, key: str) -> int:
    status = f"/proc/{pid}/status"
    with contextlib.suppress(OSError, ValueError, IndexError), open(status, "rb") as file:
        for line in file:
            if line.startswith(f"{key}:".encode()):
                return int(line.split()[1]) * 1024
    return 0


def _reap(children: dict[int, Child]) -> None:
    """Collect the dead, among them the workers' orphans, which come to us."""
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None:
            return
        pid = found.si_pid
        owner = children.get(pid) or next(
            (each for each in children.values() if _belongs(str(pid), each, children)), None
        )
        _, status, usage = os.wait4(pid, 0)
        if owner is not None:
            owner.meter.end(usage.ru_utime + usage.ru_stime)
        if pid in children:
            children[pid].status = os.waitstatus_to_exitcode(status)
            children[pid].peak = max(children[pid].peak, usage.ru_maxrss * 1024)


def main() -> None:
    """Import the libraries, say so, and serve on the inherited socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    silence = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(silence, each)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)  # a Ctrl-C is the judge's affair; its end ends us
    confine.adopt_orphans()
    if select.select([control], [], [], 0)[0]:  # asked nothing before we are ready, it is the judge's end
        return
    libraries.load()
    # Not before: whoever is killed while importing leaves nothing.
    root = tempfile.mkdtemp(prefix="autograder-")
    os.chmod(root, 0o711)
    gc.disable()  # a worker enables it
    Server(control, root).run()
    os._exit(0)


if __name__ == "__main__":
    main()
