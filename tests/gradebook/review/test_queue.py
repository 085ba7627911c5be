"""What a running batch is at, seen without disturbing it."""

import os
import sys

import pytest

from autograder.base.verdict import Result
from autograder.gradebook.in_hand import Watch
from autograder.gradebook.review.queue import queue
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Graded, Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    for number in (1, 2, 3):
        store.add(Student(str(number), f"Student {number}"), "02_noise", [("tp.py", b"pass")])
    return store


def test_who_waits_is_named_and_what_this_run_judged_is_counted(store):
    first, second, _ = store.all_attempts()
    store.grade(first, Graded(Result("02_noise", (), "A")))
    os.utime(first.folder / "result.json", (1, 1))  # by an earlier run
    (store.folder / "batch.json").write_text("{}", encoding="utf-8")
    os.utime(store.folder / "batch.json", (5, 5))
    store.grade(second, Graded(Result("02_noise", (), "A")))

    found = queue(store)
    assert (found.judged, found.waiting, found.names) == (1, 1, ("Student 3, 02_noise",))


def test_an_older_attempt_beside_a_judged_newer_one_waits_for_nothing(store):
    newer, _ = store.add(Student("1", "Student 1"), "02_noise", [("tp.py", b"pass  # again")])
    assert queue(store).waiting == 4
    store.grade(newer, Graded(Result("02_noise", (), "A")))
    assert (queue(store).waiting, queue(store).names) == (2, ("Student 2, 02_noise", "Student 3, 02_noise"))


def test_nothing_runs_where_nothing_ran(store):
    assert queue(store).running is False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's list of locks is Linux's")
def test_a_run_that_holds_the_results_is_seen_and_left_alone(store):
    with store.locked():
        assert queue(store).running is True
    assert queue(store).running is False


def test_what_is_being_judged_waits_no_more_and_is_named_with_its_time(store, monkeypatch):
    first, *_ = store.all_attempts()
    Watch(store, lambda event: None).see([(first, 80.0)])
    monkeypatch.setattr("autograder.gradebook.review.queue._held", lambda path: True)

    found = queue(store)
    assert (found.at_work, found.waiting) == (("Student 1, 02_noise",), 2)
    assert [(each["name"], each["seconds"]) for each in found.long] == [("Student 1", 80)]


def test_what_a_killed_run_left_behind_is_not_being_judged(store):
    first, *_ = store.all_attempts()
    Watch(store, lambda event: None).see([(first, 80.0)])
    assert (queue(store).at_work, queue(store).waiting) == ((), 3)
