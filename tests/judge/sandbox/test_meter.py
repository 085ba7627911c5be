"""What a worker used: read from /proc, from what `ps` prints, and added up over processes that come and go."""

import subprocess
import sys
import time

import pytest

from autograder.judge.sandbox.meter import Look, Meter, Usage, look, look_at_group, look_at_table


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def seen(meter, clock, *looks):
    for moment, processor, runs in looks:
        clock.now = moment
        meter.see(Look(processor, runs))
    return meter.usage


def test_a_thread_that_waits_for_its_turn_is_not_idle(clock):
    used = seen(Meter(clock), clock, (0.5, 0.0, True), (1.0, 0.0, True), (1.5, 0.01, True))

    assert used == Usage(processor=0.01, idle=0.0)


def test_what_sleeps_is_idle(clock):
    assert seen(Meter(clock), clock, (0.5, 0.0, False), (1.0, 0.0, False)).idle == 1.0


def test_what_computed_between_two_looks_was_not_idle(clock):
    assert seen(Meter(clock), clock, (0.5, 0.2, False), (1.0, 0.4, False)).idle == 0.0


def test_a_look_long_after_another_says_little_of_the_time_between(clock):
    assert seen(Meter(clock), clock, (100.0, 0.0, False)).idle == 1.0


def test_a_process_that_ended_keeps_its_time(clock):
    meter = Meter(clock)
    seen(meter, clock, (1.0, 3.0, True))
    meter.end(2.5)  # a child of two that live: 0.5 and 2.5

    assert seen(meter, clock, (2.0, 0.75, True)).processor == 3.25


def test_time_never_runs_backwards(clock):
    assert seen(Meter(clock), clock, (1.0, 3.0, True), (2.0, 1.0, True)).processor == 3.0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("code", "runs"),
    [("while True: pass", True), ("import time; sum(range(10**6)); time.sleep(60)", False)],
    ids=["spin", "sleep"],
)
def test_proc_tells_a_process_that_computes_from_one_that_sleeps(code, runs):
    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as process:
        try:
            found = looked(process.pid, lambda found: found.runs is runs and found.processor > 0)
        finally:
            process.kill()

    assert found.runs is runs
    assert found.processor > 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_group_counts_its_children_and_those_that_are_gone():
    code = (
        "import os, time\n"
        "def child():\n    end = time.process_time() + 0.3\n    while time.process_time() < end: pass\n    os._exit(0)\n"
        "pid = os.fork() or child()\nos.waitpid(pid, 0)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as process:
        try:
            found = looked(process.pid, lambda found: found.processor >= 0.25 and not found.runs)
        finally:
            process.kill()

    assert found.processor >= 0.25  # two readings, each cut to a hundredth


def test_a_process_that_is_gone_counts_as_nothing():
    assert look([2**22 + 1]) == Look(0.0, False)


def test_what_ps_prints_is_read_where_there_is_no_proc():
    # As macOS prints it, and with hours and days as Linux does.
    printed = "  501   0:01.25 S\n  501   1:00.50 R+\n  502  99:00.00 R\n  503 1-02:00:01 S\n"

    assert look_at_table(printed, 501) == Look(61.75, True)
    assert look_at_table(printed, 503) == Look(93601.0, False)
    assert look_at_table(printed, 7) == Look(0.0, False)


def looked(group, enough):
    """Look until something is to be seen, at most for half a minute."""
    for _ in range(300):
        found = look_at_group(group)
        if enough(found):
            break
        time.sleep(0.1)
    return found
