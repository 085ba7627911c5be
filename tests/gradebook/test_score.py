"""Scores, reckoned by hand: 02_noise has 2 + 3 + 5 points and a bonus of 2."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.base.errors import UsageError
from autograder.course.model import Criterion, LatePolicy, Manual, Question
from autograder.gradebook.score import (
    Override,
    days_late,
    refuse_unknown,
    scaled,
    score,
    written_points,
)
from tests.gradebook.conftest import result

LATE = LatePolicy(percent_per_day=10, grace_minutes=15, max_days=3)
DUE = datetime(2026, 3, 5, 23, 59)


def test_points_of_passed_checks_add_up(noise):
    assert score(noise, result(blurred="fail")).points == 10
    assert score(noise, result(blurred="fail", seeded="fail")).points == 7
    assert score(noise, result(clipped="fail", seeded="fail", salted="not_run", blurred="fail")).points == 0


def test_the_bonus_counts_on_top_and_is_capped_at_the_maximum(noise):
    assert score(noise, result(clipped="fail")).points == 10
    capped = score(noise, result())
    assert (capped.earned, capped.points, capped.maximum) == (12, 10, 10)


def test_a_judge_error_withholds_the_score(noise):
    held = score(noise, result(salted="judge_error"))
    assert held.points is None
    assert held.withheld == ("salted",)


def test_what_a_withheld_score_may_become_is_reckoned_as_if_all_that_is_owed_were_earned(noise):
    assert score(noise, result(salted="judge_error", clipped="fail", blurred="fail")).at_most == 8
    assert score(noise, result(salted="judge_error")).at_most == 10  # with the bonus, capped
    assert score(noise, result(salted="fail")).at_most == 7
    everything = {name: "judge_error" for name in ("clipped", "seeded", "salted", "blurred")}
    assert score(noise, result(**everything), late=LATE, days=2).at_most == 8
    assert score(noise, result(**everything), late=LATE, days=9).at_most == 0
    assert score(noise, result(**everything), overrides=[Override("", 4, "oral")]).at_most == 4


def test_a_missing_verdict_withholds_the_score(noise):
    whole = result()
    part = type(whole)(whole.assignment, whole.verdicts[:2])
    assert score(noise, part).withheld == ("salted", "blurred")


def test_a_teachers_points_settle_a_judge_error(noise):
    settled = score(
        noise, result(salted="judge_error", blurred="fail"), overrides=[Override("salted", 4, "read by hand")]
    )
    assert settled.points == 9
    assert settled.lines[2].override.comment == "read by hand"


def test_a_teachers_word_about_all_of_it_comes_last(noise):
    oral = score(noise, result(), late=LATE, days=2, overrides=[Override("", 6.5, "oral")])
    assert (oral.points, oral.comment) == (6.5, "oral")
    comment = score(noise, result(seeded="fail", blurred="fail"), overrides=[Override("", None, "nice")])
    assert (comment.points, comment.comment) == (7, "nice")


def test_the_nearest_check_is_named_for_a_misspelt_one(noise):
    with pytest.raises(UsageError, match=rf"Did you mean {noise.rubric[0].id}\?"):
        score(noise, result(), overrides=[Override(noise.rubric[0].id + "s", 0)])


def test_an_override_of_an_unknown_check_is_refused(noise):
    with pytest.raises(UsageError, match="no check 'nothing'"):
        score(noise, result(), overrides=[Override("nothing", 1)])


def test_lateness_takes_a_share_of_the_maximum_per_day(noise):
    late = score(noise, result(seeded="fail", blurred="fail"), late=LATE, days=2)
    assert (late.points, late.penalty, late.days_late) == (5, 2, 2)


def test_lateness_never_takes_more_than_there_is(noise):
    late = score(noise, result(seeded="fail", salted="fail", blurred="fail"), late=LATE, days=3)
    assert (late.points, late.penalty) == (0, 2)


def test_nothing_counts_after_the_last_day(noise):
    late = score(noise, result(), late=LATE, days=4)
    assert (late.points, late.too_late) == (0, True)


def test_a_teacher_can_waive_lateness(noise):
    assert score(noise, result(), late=LATE, days=4, overrides=[Override("late", 0, "ill")]).points == 10


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (timedelta(minutes=-5), 0),
        (timedelta(minutes=15), 0),
        (timedelta(minutes=16), 1),
        (timedelta(days=1, minutes=15), 1),
        (timedelta(days=1, minutes=16), 2),
        (timedelta(days=9), 9),
    ],
)
def test_a_day_late_counts_when_it_has_begun(after, days):
    assert days_late(DUE + after, DUE, LATE) == days


def test_times_with_and_without_zone_are_compared():
    due = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    local = (due + timedelta(hours=3)).astimezone().replace(tzinfo=None)
    assert days_late(local, due, LATE) == 1


def test_without_a_time_nobody_is_late():
    assert days_late(None, DUE, LATE) == 0
    assert days_late(DUE, None, LATE) == 0


def test_fractions_of_points_are_tidy(noise):
    late = LatePolicy(percent_per_day=7)
    assert score(noise, result(blurred="fail"), late=late, days=3).points == 7.9


CRITERIA = (
    Criterion("edges", {"en": "Names the edges.", "fr": "Nomme les bords."}, 2),
    Criterion("cause", {"en": "Says why.", "fr": "Dit pourquoi."}, 1),
    Criterion("wrong", {"en": "Says that nothing was lost.", "fr": "Affirme que rien ne s’est perdu."}, -1),
)


@pytest.fixture
def read_by_a_person(noise):
    """Return 02_noise with a question of 3 points that a person marks: 13 in all."""
    question = Question("q9", {"en": "What was lost?", "fr": "Perdu ?"}, (), (), manual=Manual(3, CRITERIA))
    return replace(noise, questions=(*noise.questions, question))


def test_a_score_waits_for_the_person_who_reads(read_by_a_person):
    waiting = score(read_by_a_person, result(blurred="fail"))

    assert (waiting.points, waiting.so_far, waiting.maximum, waiting.open_points) == (None, 10, 13, 3)
    assert [question.id for question in waiting.to_mark] == ["q9"]
    assert (waiting.waits_for_marker, waiting.withheld) == (True, ())


def test_a_judge_error_beside_it_withholds_what_is_certain(read_by_a_person):
    waiting = score(read_by_a_person, result(salted="judge_error"))

    assert waiting.waits_for_marker is False
    assert waiting.withheld == ("salted",)


@pytest.mark.parametrize(
    ("override", "points"),
    [
        (Override("q9", 1.5), 11.5),
        (Override("q9", None, "", ("edges", "cause")), 13),
        (Override("q9", None, "", ("edges", "wrong")), 11),
        (Override("q9", None, "", ("wrong",)), 10),
        (Override("q9", 0, "", ("edges",)), 10),  # points written by hand are worth more than the buttons
        (Override("", 8), 8),
    ],
)
def test_points_by_hand_or_criteria_complete_it(read_by_a_person, override, points):
    marked = score(read_by_a_person, result(blurred="fail"), overrides=[override])

    assert (marked.points, marked.to_mark) == (points, ())


def test_a_comment_alone_marks_nothing(read_by_a_person):
    commented = score(read_by_a_person, result(), overrides=[Override("q9", None, "Look again.")])

    assert commented.points is None
    assert commented.about_questions == {"q9": "Look again."}


def test_lateness_takes_its_share_of_what_a_person_gave_too(read_by_a_person):
    late = score(read_by_a_person, result(blurred="fail"), late=LATE, days=1, overrides=[Override("q9", 3)])

    assert (late.earned, late.penalty, late.points) == (13, 1.3, 11.7)


@pytest.mark.parametrize(
    ("override", "problem"),
    [
        (Override("q9", 4), "q9 is worth 3 points, received 4"),
        (Override("q9", None, "", ("nobody",)), "q9 has no criterion 'nobody'; it has cause, edges, wrong"),
        (Override("q1", 1), "the points of q1 are those of its checks"),
        (Override("clipped", None, "", ("edges",)), "clipped has no criterion"),
    ],
)
def test_marks_that_fit_no_question_are_refused(read_by_a_person, override, problem):
    with pytest.raises(UsageError, match=problem):
        score(read_by_a_person, result(), overrides=[override])


@pytest.mark.parametrize(("top", "points"), [(20, 10), (None, 5), (0, 5), (10, 5), (7, 3.5)])
def test_points_are_scaled_to_the_maximum_of_the_lms(top, points):
    assert scaled(5, 10, top) == points


@pytest.mark.parametrize(("text", "points"), [("", None), ("4,5", 4.5), ("3.0", 3), ("0", 0)])
def test_points_are_written_with_a_comma_or_a_point(text, points):
    assert written_points(text) == points


@pytest.mark.parametrize("text", ["four", "-1", "10000", "nan", "inf"])
def test_what_is_no_number_of_points_is_refused(text):
    with pytest.raises(UsageError, match="expected points from 0, received"):
        written_points(text)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("cliped", "no check cliped. Did you mean clipped? Question q1 has: clipped, seeded."),
        ("ed", "no check ed. Did you mean clipped or seeded or salted?"),
        ("q2_pepper", "question q2 of 02_noise has no check q2_pepper. It has: salted."),
        ("lates", "no check lates. Did you mean late?"),
        ("xyz", "no check 'xyz'. Name one as report.html does, or a question: q1, q2, q3."),
    ],
)
def test_an_unknown_check_is_answered_with_the_nearest_and_those_of_its_question_at_most(noise, about, said):
    with pytest.raises(UsageError) as refused:
        refuse_unknown(noise, Override(about, 1.0))
    assert str(refused.value).endswith(said)
