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
from collections.abc import Sequence
from dataclasses import dataclass

libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 8, 22, 38
_CAP_DAC_READ_SEARCH = 2
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Confinement:
    """What a worker may do.

    Attributes:
        read, write: Files and folders it may read (and execute) or change; with `landlock`.
        uid: Become this user and group; None: stay who one is.
        keep_read: Keep the right to pass unreadable parent folders (Python below a 0700 home); Landlock alone then
            says what may be read.
        memory_mb: Limit of private memory. The watchdog sees to the rest.
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    landlock: bool = False
    seccomp: bool = False
    uid: int | None = None
    keep_read: bool = False
    memory_mb: int = 4096
    cpu_seconds: int = 3600
    file_mb: int = 256
    processes: int = 256


def confine(plan: Confinement) -> None:
    """Apply the plan to this process. Raises OSError where the kernel refuses: then nothing may run."""
    set_limits(plan)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    ruleset = _landlock_ruleset(plan) if plan.landlock else None
    parent = os.getppid()
    if plan.uid is not None:
        _become(plan.uid, plan.keep_read)
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
    return max(0, libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, 1))


def _landlock_ruleset(plan: Confinement) -> int:
    abi = landlock_abi()
    if abi == 0:
        raise OSError("Landlock is not available")
    rights = _RIGHTS_OF_ABI[max(each for each in _RIGHTS_OF_ABI if each <= abi)]
    scope = (_SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS) if abi >= 6 else 0
    attributes = struct.pack("=QQQ", rights, _ACCESS_NET if abi >= 4 else 0, scope)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, attributes, size, 0)
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


# seccomp: a short program of the kernel's packet filter

_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NR, _ARCH, _ARG0 = 0, 4, 16  # offsets in struct seccomp_data
_EPERM, _ENOSYS, _ENETUNREACH, _PRETEND = 1, 38, 101, 0
_NEW_NAMESPACES, _CLONE_PARENT = 0x7E020000, 0x8000

# Numbers on (x86_64, aarch64); None: the call does not exist there.
_REFUSED: dict[str, tuple[int | None, int | None, int]] = {
    "socket": (41, 198, _ENETUNREACH),
    "ptrace": (101, 117, _EPERM),
    "process_vm_readv": (310, 270, _EPERM),
    "process_vm_writev": (311, 271, _EPERM),
    "process_madvise": (440, 440, _EPERM),
    "pidfd_getfd": (438, 438, _EPERM),
    "kcmp": (312, 272, _EPERM),
    "setsid": (112, 157, _EPERM),
    "setpgid": (109, 154, _EPERM),
    "unshare": (272, 97, _EPERM),
    "setns": (308, 268, _EPERM),
    "mount": (165, 40, _EPERM),
    "umount2": (166, 39, _EPERM),
    "pivot_root": (155, 41, _EPERM),
    "chroot": (161, 51, _EPERM),
    "open_tree": (428, 428, _EPERM),
    "move_mount": (429, 429, _EPERM),
    "fsopen": (430, 430, _EPERM),
    "fsconfig": (431, 431, _EPERM),
    "fsmount": (432, 432, _EPERM),
    "fspick": (433, 433, _EPERM),
    "mount_setattr": (442, 442, _EPERM),
    "bpf": (321, 280, _EPERM),
    "perf_event_open": (298, 241, _EPERM),
    "userfaultfd": (323, 282, _EPERM),
    "io_uring_setup": (425, 425, _ENOSYS),
    "io_uring_enter": (426, 426, _ENOSYS),
    "io_uring_register": (427, 427, _ENOSYS),
    "add_key": (248, 217, _EPERM),
    "request_key": (249, 218, _EPERM),
    "keyctl": (250, 219, _EPERM),
    "kexec_load": (246, 104, _EPERM),
    "kexec_file_load": (320, 294, _EPERM),
    "init_module": (175, 105, _EPERM),
    "finit_module": (313, 273, _EPERM),
    "delete_module": (176, 106, _EPERM),
    "reboot": (169, 142, _EPERM),
    "swapon": (167, 224, _EPERM),
    "swapoff": (168, 225, _EPERM),
    "acct": (163, 89, _EPERM),
    "quotactl": (179, 60, _EPERM),
    "syslog": (103, 116, _EPERM),
    "sethostname": (170, 161, _EPERM),
    "setdomainname": (171, 162, _EPERM),
    "iopl": (172, None, _EPERM),
    "ioperm": (173, None, _EPERM),
    "settimeofday": (164, 170, _EPERM),
    "clock_settime": (227, 112, _EPERM),
    "adjtimex": (159, 171, _EPERM),
    "clock_adjtime": (305, 266, _EPERM),
    "name_to_handle_at": (303, 264, _EPERM),
    "open_by_handle_at": (304, 265, _EPERM),
    "fanotify_init": (300, 262, _EPERM),
    "inotify_init": (253, None, _EPERM),
    "inotify_init1": (294, 26, _EPERM),
    "vhangup": (153, 58, _EPERM),
    # What would outlive the worker, or hold memory that no limit counts.
    "shmget": (29, 194, _EPERM),
    "msgget": (68, 186, _EPERM),
    "semget": (64, 190, _EPERM),
    "mq_open": (240, 180, _EPERM),
    "memfd_create": (319, 279, _ENOSYS),
    "memfd_secret": (447, 447, _ENOSYS),
    "clone3": (435, 435, _ENOSYS),  # its flags lie in memory, where no filter sees them
    # Landlock does not look at attributes: of a file elsewhere they must not change, of one's own nobody asks.
    "chmod": (90, None, _PRETEND),
    "fchmod": (91, 52, _PRETEND),
    "fchmodat": (268, 53, _PRETEND),
    "fchmodat2": (452, 452, _PRETEND),
    "chown": (92, None, _PRETEND),
    "fchown": (93, 55, _PRETEND),
    "lchown": (94, None, _PRETEND),
    "fchownat": (260, 54, _PRETEND),
    "utime": (132, None, _PRETEND),
    "utimes": (235, None, _PRETEND),
    "futimesat": (261, None, _PRETEND),
    "utimensat": (280, 88, _PRETEND),
    "setxattr": (188, 5, _EPERM),
    "lsetxattr": (189, 6, _EPERM),
    "fsetxattr": (190, 7, _EPERM),
    "removexattr": (197, 14, _EPERM),
    "lremovexattr": (198, 15, _EPERM),
    "fremovexattr": (199, 16, _EPERM),
    "setpriority": (141, 140, _PRETEND),
    "sched_setaffinity": (203, 122, _PRETEND),
    "sched_setscheduler": (144, 119, _EPERM),
    "sched_setattr": (314, 274, _EPERM),
    "ioprio_set": (251, 30, _EPERM),
}
_CLONE, _PRCTL, _PRLIMIT = (56, 220), (157, 167), (302, 261)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def seccomp_available() -> bool:
    """Return whether this kernel filters system calls and this machine's numbers are known."""
    # PR_GET_SECCOMP answers 0 where filters exist and none is set, 2 where one is set.
    return platform.machine() in _ARCHITECTURES and libc.prctl(21, 0, 0, 0, 0) in (0, 2)


def _install_filter() -> None:
    column, audit = _ARCHITECTURES[platform.machine()]
    program = [
        _step(_LOAD, _ARCH),
        _step(_JUMP_EQUAL, audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NR),
        _step(_JUMP_GREATER_EQUAL, 0x40000000, 0, 1),  # the x32 numbers would be a way around
        _step(_RETURN, _ERRNO | _ENOSYS),
    ]
    for numbers in _REFUSED.values():
        if numbers[column] is not None:
            program += [_step(_JUMP_EQUAL, numbers[column], 0, 1), _step(_RETURN, _ERRNO | numbers[2])]
    program += _unless(_CLONE[column], _step(_JUMP_SET, _NEW_NAMESPACES | _CLONE_PARENT, 0, 1))
    program += _unless(_PRCTL[column], _step(_JUMP_EQUAL, _PR_SET_PDEATHSIG, 0, 1))
    program += _unless(_PRLIMIT[column], _step(_JUMP_EQUAL, 0, 1, 0))  # only one's own
    program.append(_step(_RETURN, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))

    filter_ = Program(len(program), ctypes.addressof(code))
    _check(libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(filter_), 0, 0), "seccomp")


def _unless(number: int, test: bytes) -> Sequence[bytes]:
    """Return steps that refuse call `number` where `test` (on its first argument) falls through."""
    return [
        _step(_JUMP_EQUAL, number, 0, 4),
        _step(_LOAD, _ARG0),
        test,
        _step(_RETURN, _ERRNO | _EPERM),
        _step(_RETURN, _ALLOW),
    ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _prctl(option: int, value: int) -> None:
    _check(libc.prctl(option, value, 0, 0, 0), f"prctl {option}")


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
