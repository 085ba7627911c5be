"""What a teacher writes by hand: refused where it cannot be points, asked about where it may be a slip."""

import pytest

from autograder.gradebook.review import by_hand
from autograder.gradebook.review.decisions import Decision
from autograder.gradebook.standings import gradebook
from tests.gradebook.conftest import result
from tests.gradebook.seen import stored


def test_a_form_is_a_decision_without_the_space_around():
    form = {"points": " 2,5 ", "comment": "Nearly\n", "criteria": "a b"}
    assert by_hand.decision(form) == Decision("2,5", "Nearly", ("a", "b"))
    assert by_hand.override("seeded", by_hand.decision(form)).points == 2.5


@pytest.mark.parametrize(
    ("points", "refused"), [("", False), ("0", False), ("2,5", False), ("x", True), ("-1", True)]
)
def test_only_numbers_from_0_are_points(noise, points, refused):
    assert bool(by_hand.refusal(noise, "seeded", Decision(points), "en")) is refused


@pytest.mark.parametrize(
    ("check", "points", "words"),
    [
        ("clipped", "2", ""),
        ("clipped", "1,5", "The checks gave 2"),
        ("clipped", "3", "There are 2 points"),
        ("", "10", ""),
        ("", "11", "There are 10 points"),
        ("clipped", "", ""),
    ],
)
def test_fewer_than_the_checks_gave_and_more_than_there_are_is_asked_about(
    course, tmp_path, check, points, words
):
    (standing,) = gradebook(course, stored(tmp_path, result())).standings
    said = by_hand.doubt(standing, check, Decision(points), "en")
    assert said.startswith(words) and bool(said) is bool(words)
