"""The levels of isolation A to E: which this machine can give, why, and a launcher for one of them.

A  bubblewrap around the fork server, Landlock, seccomp and a user of its own around each worker
B  Landlock and seccomp around each worker
C  a user of its own and seccomp
D  a user of its own
E  nothing: not a boundary

SECURITY.md says what each one promises.

To add a level, give it a letter in NAMES, a probe in _PROBES, and its part of `_fork_server`; say in
`ForkServer.readable` whether its workers are kept from the rest of the disk;
and add its column to both tables of SECURITY.md.
"""

from __future__ import annotations

import functools
import os
import shutil
import site
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import MachineError, UsageError
from autograder.base.messages import Message, Said
from autograder.judge.sandbox.fresh_process import FreshProcess
from autograder.judge.sandbox.launcher import Launcher, environment, interpreter
from autograder.judge.sandbox.reservations import own_cpu, reserved_users

NAMES = "ABCDE"
_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/lib32")
_OWN = (
    *(
        "auxv",
        "cgroup",
        "cmdline",
        "comm",
        "environ",
        "exe",
        "fd",
        "io",
        "limits",
        "maps",
        "mountinfo",
        "mounts",
    ),
    *("smaps", "smaps_rollup", "stat", "statm", "status"),
)
_FILES = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/group",
    "/etc/fonts",
    "/etc/mime.types",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/filesystems",
    "/proc/version",
    "/proc/sys/vm/overcommit_memory",
    # Not the whole of /proc/self: below it lies /proc/self/net, and what the machine is connected to.
    *(f"/proc/self/{name}" for name in _OWN),
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_TMPFS = str(2 * 2**30)


@dataclass(frozen=True)
class Level:
    """One level on this machine: whether it is to be had, why (not), and how to reach a better one."""

    name: str
    available: bool
    why: Said
    advice: Said = ""


def probe() -> Level:
    """Return the best level this machine can give; where it can give none, E with `available` false."""
    return next((level for level in levels() if level.available), levels()[-1])


@functools.cache
def levels() -> tuple[Level, ...]:
    """Return every level from A to E, tried on this machine."""
    return tuple(Level(name, *_PROBES[name]()) for name in NAMES)


def launcher_of(name: str | None = None) -> Launcher:
    """Return a launcher of workers at the level asked for (None: the best there is), never at a lower one.

    Raises:
        UsageError: There is no such level.
        MachineError: This machine cannot give it.
    """
    if name is None:
        name = probe().name
    name = name.upper()
    if name not in NAMES:
        raise UsageError("usage.sandbox", known=", ".join(NAMES), received=name)
    level = levels()[NAMES.index(name)]
    if not level.available:
        raise MachineError("machine.no_level", level=name, why=level.why, advice=level.advice)
    if not hasattr(os, "fork") or sys.platform != "linux":
        return FreshProcess()
    return _fork_server(name)


def _fork_server(name: str) -> Launcher:
    from autograder.judge.sandbox.confine import Confinement
    from autograder.judge.sandbox.forkserver import ForkServer

    root = os.geteuid() == 0
    landlock = name == "B" or (name == "A" and _landlock() > 0)
    plan = Confinement(
        read=(*readable(), *_FILES, *_DEVICES[3:]),
        write=_DEVICES[:3],
        landlock=landlock,
        seccomp=name in "ABC",
        # In bubblewrap's view no parent folder is locked.
        keep_read=root and name == "B" and not _reachable(),
    )
    users = reserved_users if root and name in "ABCD" else None
    command = _bubblewrap(root) if name == "A" else ()
    return ForkServer(name, plan, command, users, own_cpu())


# What a worker may see


def readable() -> tuple[str, ...]:
    """Return what Python and its libraries are made of, and nothing of a course."""
    package = Path(__file__).resolve().parents[2]
    python = Path(sys.executable).resolve()
    folders = [
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        str(python.parents[1]) if python.parent.name == "bin" else str(python.parent),
        *(each for each in site.getsitepackages() if os.path.isdir(each)),
        str(package),
    ]
    plain = [os.path.realpath(each) for each in folders]
    named = [each for each in folders if ".." not in Path(each).parts]
    return tuple(dict.fromkeys([*(each for each in _SYSTEM if os.path.exists(each)), *named, *plain]))


def _reachable() -> bool:
    """Return whether another user can get at the interpreter and its libraries."""
    for path in {os.path.realpath(each) for each in (sys.executable, sys.prefix, sys.base_prefix, __file__)}:
        folders = [Path(path), *Path(path).parents] if os.path.isdir(path) else Path(path).parents
        if not all(os.stat(folder).st_mode & stat.S_IXOTH for folder in folders):
            return False
    return True


def _bubblewrap(root: bool) -> tuple[str, ...]:
    binds: list[str] = []
    made: set[str] = set()
    for path in sorted({*readable(), *(each for each in _FILES if not each.startswith("/proc"))}):
        for folder in reversed(Path(path).parents):
            # bubblewrap copies the mode of a parent folder, and /root would be locked for the worker's user.
            if str(folder) not in {"/", "/tmp", *made}:
                binds += ["--perms", "0755", "--dir", str(folder)]
                made.add(str(folder))
        if os.path.islink(path):
            binds += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            binds += ["--ro-bind", path, path]
    return (
        shutil.which("bwrap") or "bwrap",
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *(() if root else ("--unshare-user", "--disable-userns")),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", _TMPFS, "--tmpfs", "/tmp"),
        *binds,
        *("--size", str(64 * 2**20), "--perms", "1777", "--tmpfs", "/dev/shm"),
        *("--remount-ro", "/dev", "--remount-ro", "/"),
        *_settings(),
        *("--chdir", "/", "--"),
    )


def _settings() -> Iterator[str]:
    for name, value in environment("/tmp").items():
        yield from ("--setenv", name, value)


# What this machine can give


def _landlock() -> int:
    from autograder.judge.sandbox import confine

    return confine.landlock_abi()


def _seccomp() -> bool:
    from autograder.judge.sandbox import confine

    return confine.seccomp_available()


_ELSEWHERE = Message("sandbox.elsewhere")
_NEWER_KERNEL = Message("sandbox.newer_kernel")
# Whether a level is to be had, why (not), and what helps.
_Probed = tuple[bool, Said, Said]


def _needs_linux(what: Said) -> Message:
    return Message.of("sandbox.needs_linux", what=what, platform=sys.platform)


def _probe_a() -> _Probed:
    if sys.platform != "linux":
        return False, _needs_linux("bubblewrap"), _ELSEWHERE
    if not shutil.which("bwrap"):
        return False, Message("sandbox.no_bwrap"), Message("sandbox.install_bwrap")
    if not _seccomp():
        return False, Message("sandbox.no_seccomp"), _NEWER_KERNEL
    root = os.geteuid() == 0
    try:
        command = [*_bubblewrap(root), interpreter(), "-c", "pass"]
        tried = subprocess.run(command, capture_output=True, text=True, timeout=20, env={}, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, Message.of("sandbox.bwrap_refused", why=str(error)), Message("sandbox.allow_namespaces")
    if tried.returncode:
        why = " ".join(tried.stderr.split())[-160:]
        return False, Message.of("sandbox.bwrap_refused", why=why), Message("sandbox.allow_namespaces")
    if not root and _landlock() == 0:
        return False, Message("sandbox.bwrap_without_landlock"), Message("sandbox.linux_5")
    return True, "bubblewrap, Landlock, seccomp" if _landlock() else "bubblewrap, seccomp", ""


def _probe_b() -> _Probed:
    if sys.platform != "linux":
        return False, _needs_linux("Landlock"), _ELSEWHERE
    if not _seccomp():
        return False, Message("sandbox.no_seccomp"), _NEWER_KERNEL
    abi = _landlock()
    if abi == 0:
        return False, Message("sandbox.no_landlock"), Message("sandbox.linux_5_landlock")
    if os.geteuid() != 0 and abi < 6:
        return False, Message.of("sandbox.landlock_6", abi=abi), Message("sandbox.linux_6")
    return True, f"Landlock {abi}, seccomp", Message("sandbox.for_a")


def _probe_c() -> _Probed:
    available, why, advice = _probe_d()
    if available and not _seccomp():
        return False, Message("sandbox.no_seccomp"), _NEWER_KERNEL
    return available, Message.of("sandbox.and_seccomp", why=why) if available else why, advice


def _probe_d() -> _Probed:
    if sys.platform != "linux":
        return False, _needs_linux(Message("sandbox.users")), _ELSEWHERE
    if os.geteuid() != 0:
        return False, Message("sandbox.only_root"), Message("sandbox.as_root")
    if not _reachable():
        return False, Message("sandbox.python_out_of_reach"), Message("sandbox.python_for_all")
    return True, Message("sandbox.own_user"), Message("sandbox.for_b")


def _probe_e() -> _Probed:
    if sys.platform == "win32":
        # Waiting for a worker with a deadline needs pipes that select() takes.
        return False, Message("sandbox.windows"), Message("sandbox.wsl")
    return True, Message("sandbox.nothing"), Message("sandbox.on_linux")


_PROBES = {"A": _probe_a, "B": _probe_b, "C": _probe_c, "D": _probe_d, "E": _probe_e}
