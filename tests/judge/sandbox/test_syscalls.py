"""The table of refused system calls, and the filter made from it."""

import errno
import re
import struct
from pathlib import Path

import pytest

from autograder.judge.sandbox import syscalls

# The kernel's own lists, where its headers are installed.
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
ALLOWED, KILLED, REFUSED = 0x7FFF0000, 0x80000000, 0x00050000


def decision(machine, number, argument=0, kernel=None, second=0):
    """Return what the filter says, by walking through its steps as the kernel does."""
    steps = list(struct.iter_unpack("=HBBI", syscalls.program(machine)))
    data = {
        0: number,
        4: syscalls.MACHINES[machine][1] if kernel is None else kernel,
        16: argument,
        24: second,
    }
    loaded, here = 0, 0
    while True:
        code, if_true, if_false, value = steps[here]
        if code == 0x06:
            return value
        if code == 0x20:
            loaded, skip = data[value], 0
        else:
            holds = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[code]
            skip = if_true if holds else if_false
        here += 1 + skip


@pytest.mark.parametrize("machine", syscalls.MACHINES)
def test_the_numbers_are_the_kernels(machine):
    if not HEADERS[machine].exists():
        pytest.skip("no kernel headers here")
    text = HEADERS[machine].read_text(encoding="utf-8")
    listed = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    ours = {name: syscalls.number(name, machine) for name in syscalls._NUMBERS}

    # A header may be older than a call.
    assert {name: number for name, number in ours.items() if name in listed and number != listed[name]} == {}
    assert len(ours.keys() & listed.keys()) > 60


@pytest.mark.parametrize("machine", syscalls.MACHINES)
def test_every_call_of_the_table_gets_its_answer(machine):
    for rule in syscalls.REFUSED:
        for call in rule.calls.split():
            number = syscalls.number(call, machine)
            if number is not None:
                assert decision(machine, number) == REFUSED | rule.answer, call


def test_what_no_rule_names_is_allowed():
    named = {number for numbers in syscalls._NUMBERS.values() for number in numbers[:1]}

    assert all(decision("x86_64", number) == ALLOWED for number in set(range(460)) - named)


def test_the_answers_are_error_numbers():
    assert [each.value for each in syscalls.Answer] == [0, errno.EPERM, errno.ENOSYS, errno.ENETUNREACH]


@pytest.mark.parametrize(
    ("call", "argument", "allowed"),
    [
        ("clone", 0x01200011, True),  # fork
        ("clone", 0x003D0F00, True),  # a thread
        ("clone", 0x10000000, False),  # CLONE_NEWUSER
        ("clone", 0x00008000, False),  # CLONE_PARENT
        ("prctl", 15, True),  # PR_SET_NAME
        ("prctl", 1, False),  # PR_SET_PDEATHSIG
        ("prlimit64", 0, True),  # one's own
        ("prlimit64", 4711, False),
    ],
)
@pytest.mark.parametrize("machine", syscalls.MACHINES)
def test_some_calls_are_refused_by_their_first_argument(machine, call, argument, allowed):
    found = decision(machine, syscalls.number(call, machine), argument)

    assert found == (ALLOWED if allowed else REFUSED | errno.EPERM)


@pytest.mark.parametrize(
    ("command", "answer"),
    [(1, ALLOWED), (4, ALLOWED), (1033, ALLOWED), (6, REFUSED), (38, REFUSED), (1024, REFUSED | errno.EPERM)],
    ids=["F_GETFD", "F_SETFL", "F_ADD_SEALS", "F_SETLK", "F_OFD_SETLKW", "F_SETLEASE"],
)
@pytest.mark.parametrize("machine", syscalls.MACHINES)
def test_locks_are_pretended_and_leases_refused_by_the_second_argument(machine, command, answer):
    assert decision(machine, syscalls.number("fcntl", machine), 5, second=command) == answer


@pytest.mark.parametrize("machine", syscalls.MACHINES)
def test_another_machines_numbers_end_the_process(machine):
    assert decision(machine, 0, kernel=0x40000003) == KILLED  # 32-bit x86


def test_the_second_set_of_numbers_is_refused():
    assert decision("x86_64", 0x40000000 + 41) == REFUSED | errno.ENOSYS
