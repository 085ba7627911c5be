"""Slots of this machine: a job that kills its process, or outlasts its time, costs nobody else anything."""

from __future__ import annotations

import time

import pytest

from autograder.gradebook import pool
from tests.gradebook.fakes import grade
from tests.gradebook.runs import points
from tests.gradebook.runs import run as run_class


@pytest.mark.parametrize("workers", [1, 2])
def test_a_dying_worker_costs_one_hand_in(course, hand_ins, tmp_path, workers):
    hand_ins("ann", "# die\n")
    for number in range(4):
        hand_ins(f"more{number}")
    out = tmp_path / "out"
    report = run_class(course, hand_ins, out, workers=workers)
    found = points(course, out)
    assert found.pop(("ann", "02_noise")) is None
    assert set(found.values()) == {10, 8} and len(found) == 6
    assert "died 2 times" in report.judge_errors[0][3]


def test_a_stored_file_that_was_changed_or_is_gone_costs_one_hand_in(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run_class(course, hand_ins, out, only=["cy"])  # the others are taken in, and not judged
    (ann,), (bob,) = (out.glob(f"students/*{name}*/02_noise/001/files/0") for name in ("ann", "bob"))
    ann.write_bytes(b"# another file")
    bob.unlink()
    report = run_class(course, hand_ins, out)
    found = points(course, out)
    assert [found[name, "02_noise"] for name in ("ann", "bob", "cy")] == [None, None, 8]
    assert {name for name, *_ in report.judge_errors} == {"ann", "bob"}
    hand_ins("dan")  # the very file that bob handed in
    run_class(course, hand_ins, out)
    assert [points(course, out)[name, "02_noise"] for name in ("ann", "bob", "dan")] == [None, 10, 10]


def test_a_judge_that_hangs_is_ended(course, hand_ins, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.gradebook.batch._patience", lambda assignment: 2.0)
    report = run_class(course, hand_ins, tmp_path / "out", options={"pause": 4.0}, only=["ann"])
    assert "did not answer" in report.judge_errors[0][3]


def test_whoever_looks_sees_what_is_being_judged_and_since_when(course, hand_ins, tmp_path):
    folder = course.assignment("02").folder
    jobs = [pool.Job(number, folder, lambda: ("tp.py", b"pass"), ("salted",)) for number in range(3)]
    looks = []
    with pool.local(1) as slots:
        begun = time.monotonic()
        done = list(pool.run(jobs, slots, grade, looks.append))

    assert len(done) == 3
    assert {tuple(job.number for job, _ in look) for look in looks} == {(0,), (1,), (2,), ()}
    assert all(begun <= since <= time.monotonic() for look in looks for _, since in look)
    assert looks[-1] == []
