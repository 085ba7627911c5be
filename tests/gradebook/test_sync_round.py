"""What a round tells of itself."""

from __future__ import annotations

import pytest

from autograder.gradebook.sync_round import Link, Round


def test_an_event_names_its_assignment_and_a_student_where_there_is_one(course):
    link = Link(course.assignments[0], "Devoir 2")
    assert link.about("nobody") == {"event": "nobody", "assignment": "02_noise"}
    assert link.about("kept", "Ann", ours="7") == {
        "event": "kept",
        "assignment": "02_noise",
        "student": "Ann",
        "ours": "7",
    }


@pytest.mark.parametrize("trouble", ["withheld", "refused", "vanished"])
def test_a_round_is_well_when_nothing_needs_a_person(trouble):
    assert Round(fetched=3, written=2, kept=1).well
    assert not Round(**{trouble: 1}).well
    assert not Round(problems=["a folder that is none"]).well


def test_its_figures_are_told_by_name():
    assert Round(fetched=3, kept=1).figures() == {
        "fetched": 3,
        "judged": 0,
        "written": 0,
        "kept": 1,
        "withheld": 0,
        "refused": 0,
        "vanished": 0,
    }
