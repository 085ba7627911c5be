"""The system calls that a worker is refused, as a table, and the kernel's filter program made from it.

A grader can read REFUSED and CONDITIONS alone: everything they do not name is allowed. What files a worker may touch
is Landlock's affair, what it may use up that of the limits (`confine`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Answer(IntEnum):
    """What the kernel says instead of doing what was asked: an error number."""

    PRETEND = 0  # "done", though nothing was
    NOT_PERMITTED = 1  # EPERM
    MISSING = 38  # ENOSYS: libraries then take another way
    NO_NETWORK = 101  # ENETUNREACH


@dataclass(frozen=True)
class Rule:
    """Calls that get one answer: what they are about, and their names with spaces between them."""

    about: str
    answer: Answer
    calls: str


@dataclass(frozen=True)
class Condition:
    """A call that is refused where `test` (a jump of the filter program) holds for an argument and one of `values`."""

    about: str
    call: str
    test: int
    values: tuple[int, ...]
    refused: bool = True  # where the test holds; False: where it does not
    argument: int = 0  # counted from 0
    answer: Answer = Answer.NOT_PERMITTED


REFUSED = (
    Rule(
        "the network, and the services of this machine behind sockets",
        Answer.NO_NETWORK,
        "socket",
    ),
    Rule(
        "other processes: their memory, their descriptors, what they share",
        Answer.NOT_PERMITTED,
        "ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp",
    ),
    Rule(
        "leaving the process group that is killed with the worker",
        Answer.NOT_PERMITTED,
        "setsid setpgid",
    ),
    Rule(
        "another view of the machine, in which rights come back",
        Answer.NOT_PERMITTED,
        "unshare setns mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount "
        "fspick mount_setattr",
    ),
    Rule(
        "parts of the kernel with a history of holes",
        Answer.NOT_PERMITTED,
        "bpf perf_event_open userfaultfd add_key request_key keyctl",
    ),
    Rule(
        "the same, which libraries do without where they are missing",
        Answer.MISSING,
        "io_uring_setup io_uring_enter io_uring_register",
    ),
    Rule(
        "the machine itself: its kernel, swap, names, clock, terminals, ports",
        Answer.NOT_PERMITTED,
        "kexec_load kexec_file_load init_module finit_module delete_module reboot swapon swapoff acct "
        "quotactl syslog sethostname setdomainname iopl ioperm settimeofday clock_settime adjtimex "
        "clock_adjtime vhangup",
    ),
    Rule(
        "files by another way than their path, and watching those of others",
        Answer.NOT_PERMITTED,
        "name_to_handle_at open_by_handle_at fanotify_init inotify_init inotify_init1",
    ),
    Rule(
        "what would outlive the worker",
        Answer.NOT_PERMITTED,
        "shmget msgget semget mq_open",
    ),
    Rule(
        "memory that no limit counts",
        Answer.MISSING,
        "memfd_create memfd_secret",
    ),
    Rule(
        "a clone whose flags lie in memory, where no filter sees them",
        Answer.MISSING,
        "clone3",
    ),
    Rule(
        "attributes of files, at which Landlock does not look: elsewhere they must not change, of one's own nobody asks",
        Answer.PRETEND,
        "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat",
    ),
    Rule(
        "attributes that may hold what limits do not count",
        Answer.NOT_PERMITTED,
        "setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr",
    ),
    Rule(
        "locks, which may be had on files that are only read and that others use; a worker's own need none",
        Answer.PRETEND,
        "flock",
    ),
    Rule(
        "the processor and rank that the judge chose",
        Answer.PRETEND,
        "setpriority sched_setaffinity",
    ),
    Rule(
        "the same, which nobody honest asks for",
        Answer.NOT_PERMITTED,
        "sched_setscheduler sched_setattr ioprio_set",
    ),
)

# Steps of the kernel's packet filter.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NEW_NAMESPACES, _CLONE_PARENT = 0x7E020000, 0x8000
_PR_SET_PDEATHSIG = 1
_LOCKS, _SET_LEASE = (6, 7, 37, 38), 1024  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW; F_SETLEASE

CONDITIONS = (
    Condition(
        "new namespaces, and children that are another's",
        "clone",
        _ANY_BIT,
        (_NEW_NAMESPACES | _CLONE_PARENT,),
    ),
    Condition("outliving the fork server", "prctl", _EQUAL, (_PR_SET_PDEATHSIG,)),
    Condition("the limits of other processes", "prlimit64", _EQUAL, (0,), refused=False),  # 0: one's own
    Condition("locks of the other kind", "fcntl", _EQUAL, _LOCKS, argument=1, answer=Answer.PRETEND),
    Condition("being asked before others may write", "fcntl", _EQUAL, (_SET_LEASE,), argument=1),
)

# By name, the numbers on x86_64 and aarch64; None: the call does not exist there.
_NUMBERS: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "iopl": (172, None),
    "ioperm": (173, None),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "vhangup": (153, 58),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "clone3": (435, 435),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "flock": (73, 32),
    "fcntl": (72, 25),
    "setpriority": (141, 140),
    "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    "clone": (56, 220),
    "prctl": (157, 167),
    "prlimit64": (302, 261),
}
# By machine, the column of _NUMBERS and the kernel's name for it.
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

STEP = struct.Struct("=HBBI")  # what to do, steps to skip where true and where false, a value
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _ARGUMENTS = (
    0,
    4,
    16,
)  # where the filter finds them; each argument takes 8 bytes, the low half first
_X32 = 0x40000000  # the second set of numbers of x86_64, a way around the first


def number(call: str, machine: str) -> int | None:
    """Return the number of a system call on a machine; None where it has no such call."""
    return _NUMBERS[call][MACHINES[machine][0]]


def program(machine: str) -> bytes:
    """Return the filter program for a machine of MACHINES: it allows what no rule names."""
    return b"".join(_steps(machine))


def _steps(machine: str) -> Iterator[bytes]:
    yield STEP.pack(_LOAD, 0, 0, _MACHINE)
    yield STEP.pack(_EQUAL, 1, 0, MACHINES[machine][1])
    yield STEP.pack(_RETURN, 0, 0, _KILL)
    yield STEP.pack(_LOAD, 0, 0, _NUMBER)
    yield STEP.pack(_AT_LEAST, 0, 1, _X32)
    yield STEP.pack(_RETURN, 0, 0, _ERRNO | Answer.MISSING)
    for rule in REFUSED:
        for call in rule.calls.split():
            found = number(call, machine)
            if found is not None:
                yield STEP.pack(_EQUAL, 0, 1, found)
                yield STEP.pack(_RETURN, 0, 0, _ERRNO | rule.answer)
    for condition in CONDITIONS:
        found = number(condition.call, machine)
        if found is not None:
            yield STEP.pack(_EQUAL, 0, 1 + 2 * len(condition.values), found)
            yield STEP.pack(_LOAD, 0, 0, _ARGUMENTS + 8 * condition.argument)
            for value in condition.values:
                yield STEP.pack(condition.test, *((0, 1) if condition.refused else (1, 0)), value)
                yield STEP.pack(_RETURN, 0, 0, _ERRNO | condition.answer)
            yield STEP.pack(_LOAD, 0, 0, _NUMBER)
    yield STEP.pack(_RETURN, 0, 0, _ALLOW)
