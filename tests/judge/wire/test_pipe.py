"""Frames over descriptors: never waited for longer than the deadline."""

import contextlib
import os
import time

import numpy as np
import pytest

from autograder.judge.wire import frames
from autograder.judge.wire.frames import Oversized
from autograder.judge.wire.pipe import Closed, Late, Pipe, to_child


@pytest.fixture
def ends():
    forth, back = os.pipe(), os.pipe()
    for fd in (*forth, *back):
        os.set_blocking(fd, False)
    judge, worker = Pipe(back[0], forth[1]), Pipe(forth[0], back[1])
    yield judge, worker
    judge.close()
    worker.close()


def soon(seconds=0.2):
    return time.monotonic() + seconds


def test_a_value_arrives(ends):
    judge, worker = ends
    judge.send({"x": np.arange(3)}, soon())

    assert worker.receive(soon())["x"].tolist() == [0, 1, 2]


def test_silence_is_late(ends):
    with pytest.raises(Late):
        ends[0].receive(soon())


def test_half_a_frame_is_late(ends):
    judge, worker = ends
    os.write(worker.writing, frames.encode("a long enough text")[:-3])

    with pytest.raises(Late):
        judge.receive(soon())


def test_somebody_who_does_not_listen_is_late(ends):
    with pytest.raises(Late):
        ends[0].send(bytes(2**22), soon())


def test_the_other_side_gone_is_closed(ends):
    judge, worker = ends
    worker.close()

    with pytest.raises(Closed):
        judge.receive(soon())
    with pytest.raises(Closed):
        judge.send(1, soon())


def test_an_announced_size_beyond_the_limit_is_refused_before_a_byte_of_it_is_read(ends):
    judge, worker = ends
    judge.limit = 1000
    os.write(worker.writing, frames.PREFIX.pack(frames.MAGIC, 2, 1001))

    with pytest.raises(Oversized):
        judge.receive(soon())


@pytest.mark.parametrize("fails", [False, True])
def test_a_child_that_cannot_be_started_leaves_no_descriptor_open(fails):
    with contextlib.suppress(OSError), to_child() as (pipe, reads, writes):
        if fails:
            raise OSError
    for each in (reads, writes, *((pipe.reading, pipe.writing) if fails else ())):
        with pytest.raises(OSError):
            os.fstat(each)
    if not fails:
        os.fstat(pipe.reading), os.fstat(pipe.writing)
        pipe.close()
