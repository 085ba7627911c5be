"""A process hands its memory over to be read, and goes on being looked into."""

import ctypes
import os
import socket
import sys

import pytest

from autograder.judge.sandbox.memory_reader import hand_over, handed_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")


@pytest.fixture
def watched():
    """Return what is seen of a child process, the address of a number there, and the way to have it changed."""
    number = ctypes.c_int64(41)
    ours, theirs = socket.socketpair()
    asking, asked = os.pipe()
    telling, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        ours.close()
        hand_over(theirs.detach())
        while os.read(asking, 1) == b"+":
            number.value += 1
            os.write(told, b".")
        os._exit(0)
    theirs.close()
    with ours:
        memory = handed_over(ours, 10)

    def change():
        os.write(asked, b"+")
        os.read(telling, 1)

    yield memory, ctypes.addressof(number), change
    os.write(asked, b"q")
    os.waitpid(pid, 0)
    memory.close()


def test_what_another_process_changes_is_seen(watched):
    memory, address, change = watched

    before = int.from_bytes(memory.read(address, 8), sys.byteorder)
    change()

    assert (before, int.from_bytes(memory.read(address, 8), sys.byteorder)) == (41, 42)


def test_where_nothing_lies_nothing_is_seen(watched):
    memory, *_ = watched

    assert memory.read(0, 8) is None
    assert memory.read(2**64 + 1, 8) is None


def test_who_shows_nothing_is_not_waited_for():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        assert handed_over(ours, 10) is None
