"""Of several attempts one counts; one that cannot count any more is told apart, lateness and overrides considered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from autograder.course.model import LatePolicy
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.counting import Counting, Scored
from autograder.gradebook.roster import Student
from autograder.gradebook.score import Override
from autograder.gradebook.store import Graded
from tests.gradebook.conftest import result

ANN = Student("7", "Ann")
DUE = datetime(2026, 3, 5, 23, 59)


def attempt(number: int, submitted: datetime | None = None) -> Attempt:
    return Attempt(ANN, "02_noise", number, (), Path(), submitted)


@pytest.fixture
def counting(course):
    """Return how attempts of this course count, with a deadline."""
    return Counting(course, {"02_noise": DUE})


def scored(counting, noise, tried, **outcomes) -> Scored:
    graded = Graded(result(**outcomes))
    return Scored(tried, graded, counting.score(noise, tried, graded.result))


def test_the_best_counts_and_the_newest_of_equals(counting, noise):
    first, second = scored(counting, noise, attempt(1)), scored(counting, noise, attempt(2))
    assert counting.counted([first, second]) is second
    worse = scored(counting, noise, attempt(3), salted="fail")
    assert counting.counted([first, second, worse]) is second


def test_the_newest_alone_may_count_where_the_course_says_so(counting):
    last = replace(counting, course=replace(counting.course, attempt="last"))
    assert counting.candidates([attempt(1), attempt(2)]) == [attempt(1), attempt(2)]
    assert last.candidates([attempt(1), attempt(2)]) == [attempt(2)]


def test_an_older_attempt_is_settled_by_full_points_and_not_by_fewer(counting, noise):
    everything = {check.id for check in noise.rubric}
    full = scored(counting, noise, attempt(2))
    assert counting.is_settled(noise, attempt(1), None, everything, [full])
    assert not counting.is_settled(noise, attempt(1), None, everything, [])
    fewer = scored(counting, noise, attempt(2), clipped="fail", blurred="fail")
    assert not counting.is_settled(noise, attempt(1), None, everything, [fewer])


def test_verdicts_that_stand_say_how_far_an_older_attempt_can_come(counting, noise):
    fewer = scored(counting, noise, attempt(2), clipped="fail", blurred="fail")  # 8
    failed = Graded(result(salted="fail", blurred="fail"))  # 5, of which "clipped" is asked again
    assert counting.is_settled(noise, attempt(1), failed, {"clipped"}, [fewer])
    assert not counting.is_settled(noise, attempt(1), failed, {"salted"}, [fewer])


def test_an_older_one_in_time_is_not_settled_by_a_late_one_with_fewer_points_left(counting, noise):
    early, late = datetime(2026, 3, 5, 12, 0), datetime(2026, 3, 6, 12, 0)
    full_but_late = scored(counting, noise, attempt(2, late))
    assert full_but_late.score.points == 9
    assert not counting.is_settled(noise, attempt(1, early), None, {"clipped"}, [full_but_late])
    free = replace(counting, course=replace(counting.course, late=LatePolicy()))
    assert free.is_settled(
        noise, attempt(1, early), None, {"clipped"}, [scored(free, noise, attempt(2, late))]
    )


def test_a_withheld_newer_one_settles_nothing(counting, noise):
    owed = scored(counting, noise, attempt(2), salted="judge_error")
    assert not counting.is_settled(noise, attempt(1), None, {"salted"}, [owed])


def test_a_score_that_the_teacher_set_settles_every_older_attempt(counting, noise):
    decided = replace(counting, overrides={(ANN.key, noise.id): (Override(points=4.0),)})
    newest = scored(decided, noise, attempt(2), salted="fail")
    assert decided.is_settled(noise, attempt(1), None, {"salted"}, [newest])


def test_one_that_came_too_late_to_earn_a_point_never_hides_a_certain_one(counting, noise):
    certain = scored(counting, noise, attempt(1, datetime(2026, 3, 5, 12, 0)), salted="fail")
    owed = {name: "judge_error" for name in ("clipped", "seeded", "salted", "blurred")}
    stalled = scored(counting, noise, attempt(2, datetime(2026, 6, 5, 12, 0)), **owed)
    assert stalled.score.points is None
    assert counting.counted([certain, stalled]) is certain
