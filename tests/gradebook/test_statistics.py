"""What standings say of a check, reckoned by hand."""

from __future__ import annotations

import statistics

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.statistics import check_figures, clusters, correlation, same_files
from autograder.gradebook.store import Graded, Store
from tests.gradebook.conftest import result
from tests.gradebook.seen import several, stored


def test_the_figures_of_a_check_by_hand(course, noise, tmp_path):
    book = several(course, tmp_path)
    by_id = {each.check.id: each for each in check_figures(noise, book.standings)}
    assert (by_id["salted"].passed, by_id["salted"].judged) == (1, 3)
    assert by_id["salted"].difficulty == pytest.approx(2 / 3)
    # passing (1, 0, 0) against the other points (2+3+2, 2+2, 2+3+2) = (7, 4, 7)
    assert by_id["salted"].discrimination == pytest.approx(statistics.correlation([1, 0, 0], [7, 4, 7]))
    assert by_id["clipped"].discrimination is None


def test_a_correlation_needs_variation():
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([0, 1], [1, 2]) is None
    assert correlation([0, 0, 1, 1], [1, 2, 3, 4]) == pytest.approx(0.8944, abs=1e-4)  # by hand: 2 / sqrt(5)


def test_failures_that_differ_in_numbers_are_one_cluster(course, noise, tmp_path):
    for number in range(4):
        message = Message("expect.within", {"low": 0.0, "high": 1.0, "where": (number, 3, 5)})
        if number == 3:
            message = Message("expect.unchanged")
        verdict = Verdict("clipped", Outcome.FAIL, Reason.WRONG, message)
        given = Result("02_noise", (verdict, *result().verdicts[1:]))
        store = stored(tmp_path, given, student=Student(str(number), f"Student {number}"))
    found = clusters(noise, gradebook(course, store).standings)
    assert [(each.check.id, len(each.students)) for each in found] == [("clipped", 3), ("clipped", 1)]


def test_members_of_a_group_hand_in_the_same_files_and_nobody_copied(course, tmp_path):
    store = Store(tmp_path)

    def handed_in(id, name, group):
        folder = f"{group}{name}_{id}_assignsubmission_file_"
        attempt, _ = store.add(Student(id, name), "02_noise", [("tp.py", b"same")], delivered=folder)
        store.grade(attempt, Graded(result()))

    handed_in("1", "Ann", "A-")
    handed_in("2", "Bo", "A-")
    assert same_files(gradebook(course, store).standings) == []
    handed_in("3", "Cy", "")
    (group,) = same_files(gradebook(course, store).standings)
    assert [each.name for each in group] == ["Ann", "Bo", "Cy"]
