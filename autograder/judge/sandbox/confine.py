"""Taking rights away from the calling process, for good: limits, Landlock, another uid, seccomp. Linux only, by ctypes.

Called in a worker after the fork and before a line of student code. Nothing here can be undone by the process, nor by
what it starts.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import stat
import struct
from dataclasses import dataclass

from autograder.judge.sandbox import syscalls

libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_GET_SECCOMP, _PR_SET_SECCOMP = 1, 8, 21, 22
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS, _FILTER = 36, 38, 2
_CAP_DAC_READ_SEARCH = 2
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Confinement:
    """What a worker may do. Crosses to the fork server as JSON."""

    landlock: bool = False  # the kernel lets it touch the files of `read` and `write` alone
    read: tuple[str, ...] = ()  # files and folders it may read and execute
    write: tuple[str, ...] = ()  # those it may change
    seccomp: bool = False  # the kernel refuses it the system calls of `syscalls.REFUSED`
    uid: int | None = None  # the user and group it becomes; None: it stays who it is
    # Keep the right to pass unreadable parent folders (Python below a 0700 home): Landlock alone says what is read.
    keep_read: bool = False
    memory_mb: int = 4096  # private memory; the fork server's watchdog sees to the rest
    cpu_seconds: int = 3600
    file_mb: int = 256  # of one file
    processes: int = 256  # of its user, where that is its own
    ends_with_parent: bool = True  # with the parent's thread, to be exact


def confine(plan: Confinement) -> None:
    """Apply the plan to this process. Raises OSError where the kernel refuses: then nothing may run."""
    set_limits(plan)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    ruleset = _landlock_ruleset(plan) if plan.landlock else None
    parent = os.getppid()
    if plan.uid is not None:
        _become(plan.uid, plan.keep_read)
    if plan.ends_with_parent:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # after the change of uid, which clears it
    if os.getppid() != parent:
        os._exit(1)
    if ruleset is not None:
        _check(libc.syscall(_SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
        os.close(ruleset)
    if plan.seccomp:
        _install_filter()


def set_limits(plan: Confinement) -> None:
    """Set the kernel's limits on memory, files, processes and CPU time."""
    limits = {
        resource.RLIMIT_DATA: plan.memory_mb * MEBIBYTE,
        resource.RLIMIT_AS: max(16384, 4 * plan.memory_mb) * MEBIBYTE,
        resource.RLIMIT_FSIZE: plan.file_mb * MEBIBYTE,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: plan.cpu_seconds,
        resource.RLIMIT_MEMLOCK: 64 * 1024,
    }
    if plan.uid is not None:  # it counts everything of a user: of use only where the user is ours
        limits[resource.RLIMIT_NPROC] = plan.processes
    for which, value in limits.items():
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(which, (value, value))


# Landlock

_SYS_LANDLOCK_CREATE_RULESET, _SYS_LANDLOCK_ADD_RULE, _SYS_LANDLOCK_RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_RIGHTS_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
# Devices and sockets cannot be made anywhere.
_NEVER = (1 << 6) | (1 << 9) | (1 << 11)  # MAKE_CHAR, MAKE_SOCK, MAKE_BLOCK
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2
_ACCESS_NET = 3  # bind, connect


def landlock_abi() -> int:
    """Return the version of Landlock this kernel offers; 0: none."""
    return max(0, int(libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, 1)))


def _landlock_ruleset(plan: Confinement) -> int:
    abi = landlock_abi()
    if abi == 0:
        raise OSError("Landlock is not available")
    rights = _RIGHTS_OF_ABI[max(each for each in _RIGHTS_OF_ABI if each <= abi)]
    scope = (_SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS) if abi >= 6 else 0
    attributes = struct.pack("=QQQ", rights, _ACCESS_NET if abi >= 4 else 0, scope)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = int(libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, attributes, size, 0))
    _check(ruleset, "landlock_create_ruleset")
    reading = (_EXECUTE | _READ_FILE | _READ_DIR) & rights
    for path in plan.read:
        _allow(ruleset, path, reading)
    for path in plan.write:
        _allow(ruleset, path, rights & ~_NEVER & ~_IOCTL)
    return ruleset


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= _FILE_RIGHTS | _TRUNCATE
        rule = struct.pack("=Qi", rights, fd)
        _check(libc.syscall(_SYS_LANDLOCK_ADD_RULE, ruleset, 1, rule, 0), f"landlock_add_rule {path}")
    finally:
        os.close(fd)


# The uid


def _become(uid: int, keep_read: bool) -> None:
    if keep_read:
        _prctl(_PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if keep_read:
        kept = 1 << _CAP_DAC_READ_SEARCH
        header = struct.pack("=Ii", 0x20080522, 0)  # version 3, this thread
        sets = struct.pack("=IIIIII", kept, kept, 0, 0, 0, 0)
        _check(libc.capset(header, sets), "capset")
    if os.getresuid() != (uid, uid, uid):
        raise OSError("the uid did not change")


# seccomp


def seccomp_available() -> bool:
    """Return whether this kernel filters system calls and this machine's numbers are known."""
    # The answer is 0 where filters exist and none is set, 2 where one is set.
    return platform.machine() in syscalls.MACHINES and libc.prctl(_PR_GET_SECCOMP, 0, 0, 0, 0) in (0, 2)


def _install_filter() -> None:
    code = syscalls.program(platform.machine())
    kept = ctypes.create_string_buffer(code)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))

    program = Program(len(code) // syscalls.STEP.size, ctypes.addressof(kept))
    _check(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0), "seccomp")


def adopt_orphans() -> None:
    """Let the orphans of this process's descendants become its own children, so that none escapes it."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    _check(libc.prctl(option, value, 0, 0, 0), f"prctl {option}")


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
