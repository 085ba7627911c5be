"""When a hand-in has computed, slept or waited too long. The clock and what a worker used are given by the test."""

import pytest

from autograder.course.model import Limits
from autograder.judge import stopwatch
from autograder.judge.sandbox.meter import Usage
from autograder.judge.stopwatch import Cause, Over, Spent, Stopwatch

LIMITS = Limits(seconds_per_call=10, seconds=100)


class Worker:
    """A worker that computes and idles at set rates while the clock runs."""

    def __init__(self, computes=0.0, idles=0.0, before=0.0):
        self.now, self.computes, self.idles, self.before = 0.0, computes, idles, before

    def clock(self):
        return self.now

    def usage(self):
        return Usage(self.before + self.computes * self.now, self.idles * self.now)


def waited(worker, spent=None, seconds=10.0, at_most=1000.0):
    """Return the stopwatch of a request without an answer, after it was over or after `at_most` seconds."""
    watch = Stopwatch(worker.usage, spent or Spent(), LIMITS, worker.clock)
    watch.start(seconds)
    began = worker.now
    while worker.now - began < at_most and (left := watch.left()):
        worker.now += left
    return watch


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(stopwatch, "machine_is_busy", lambda: False)


def test_an_endless_loop_is_over_when_it_has_computed_its_seconds():
    worker = Worker(computes=1.0)

    assert waited(worker).over == Over(Cause.COMPUTED, 10, total=False)
    assert worker.now == pytest.approx(10, abs=1)


def test_processes_side_by_side_add_up():
    worker = Worker(computes=4.0)

    assert waited(worker).over == Over(Cause.COMPUTED, 10, total=False)
    assert worker.now < 4


def test_a_slow_machine_lengthens_nothing():
    """A quarter of a processor, with nine tenths of the seconds computed after 36 s: not over."""
    worker = Worker(computes=0.25)

    assert waited(worker, at_most=36).over is None


def test_what_sleeps_is_over_when_it_slept_its_seconds():
    worker = Worker(idles=1.0)

    assert waited(worker).over == Over(Cause.IDLE, 10, total=False)
    assert worker.now == pytest.approx(10, abs=1)


@pytest.mark.parametrize(("busy", "cause"), [(True, Cause.STARVED), (False, Cause.LATE)])
def test_who_neither_computes_nor_sleeps_was_kept_waiting_where_the_machine_is_busy(monkeypatch, busy, cause):
    monkeypatch.setattr(stopwatch, "machine_is_busy", lambda: busy)

    assert waited(Worker(computes=0.01)).over == Over(cause, 60, total=False)


def test_wall_time_is_four_times_the_seconds_where_that_is_more_than_a_minute():
    assert stopwatch.backstop(30) == 120
    assert stopwatch.backstop(1) == 60


def test_what_was_used_before_the_first_request_is_nobodys():
    spent = Spent()
    Stopwatch(Worker(before=2.5).usage, spent, LIMITS)

    assert spent.processor == 0


def test_short_requests_are_counted_all_the_same():
    worker, spent = Worker(computes=1.0), Spent()
    watch = Stopwatch(worker.usage, spent, LIMITS, worker.clock)
    for _ in range(100):
        watch.start(10)
        worker.now += 0.05
        watch.stop(alive=True)

    assert spent.processor == pytest.approx(5, abs=0.2)


def test_what_the_judge_takes_between_requests_is_not_the_hand_ins():
    worker, spent = Worker(idles=1.0), Spent()
    watch = Stopwatch(worker.usage, spent, LIMITS, worker.clock)
    worker.now += 50  # a check computes what it expects
    watch.start(10)
    worker.now += 5
    watch.left()
    watch.stop(alive=True)

    assert watch.over is None
    assert spent.idle == 5


def test_all_requests_together_may_compute_so_much_and_no_more():
    spent = Spent(processor=95)

    assert waited(Worker(computes=1.0), spent).over == Over(Cause.COMPUTED, 100, total=True)
    assert spent.over(LIMITS) == Over(Cause.COMPUTED, 100, total=True)


def test_what_a_worker_used_up_to_its_end_is_counted_once():
    spent = Spent()
    watch = waited(Worker(computes=1.0), spent)
    watch.stop(alive=False)
    watch.settle(12.5)

    assert spent.processor == 12.5
