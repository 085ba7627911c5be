"""Marks in a column: written where they are new, refused in words, scaled and told so."""

from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.lms.filling import Filling
from autograder.gradebook.lms.marks import Change, Mark, Reject
from autograder.gradebook.roster import Student

ANN = Student("ann", "Ann")


def _filling(grade):
    return Filling(read_sheet(f"Name,Grade\nAnn,{grade}\n".encode()), 1, [])


def _allowed(points):
    return None


def test_points_are_written_scaled_and_the_scale_is_told():
    filling = _filling("")

    assert filling.put_points(1, Mark(ANN, "02", 5, 10), 20, _allowed)

    assert filling.values == {(1, 1): "10"}
    assert filling.changes == [Change(ANN, "Grade", "", "10")]
    assert filling.notes == [("lms.scaled", {"points": 10, "maximum": 20})]


def test_points_that_stand_there_are_no_change():
    filling = _filling("5.001")

    assert filling.put_points(1, Mark(ANN, "02", 5, 10), None, _allowed)

    assert (filling.values, filling.changes, filling.notes) == ({}, [], [])


def test_what_may_not_be_written_is_a_reject_with_its_reason():
    filling = _filling("")

    assert not filling.put_points(1, Mark(ANN, "02", 5, 10), 20, lambda points: ("lms.locked", {"x": points}))
    assert not filling.put_points(1, Mark(ANN, "02", None, 10, why_withheld="lms.withheld"), 20, _allowed)

    assert filling.rejects == [Reject(ANN, "lms.locked", {"x": 10}), Reject(ANN, "lms.withheld")]
    assert (filling.values, filling.notes) == ({}, [])
