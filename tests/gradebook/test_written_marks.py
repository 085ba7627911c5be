"""What was written for an LMS is remembered: by assignment, system and student."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import written_marks
from autograder.gradebook.lms.marks import Cells, Mark, Placed
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store

ANN = Student("1", "Ann")


def _ours(path, system="moodle"):
    (mark,) = written_marks.known_ours([Mark(ANN, "02_noise", 7, 10)], path, Store(path.parent), system)
    return mark.ours


def test_what_was_placed_is_ours_in_its_system_alone(tmp_path):
    path = tmp_path / "written.json"
    assert _ours(path) == Cells()
    placed = [Placed(ANN, Cells(("5", "7"))), Placed(ANN, Cells(comments=("Bravo",)))]
    written_marks.keep(path, "02_noise", "moodle", placed)
    assert _ours(path) == Cells(("5", "7"), ("Bravo",))
    assert _ours(path, "canvas") == Cells()


def test_what_may_not_stand_there_any_more_is_forgotten(tmp_path):
    path = tmp_path / "written.json"
    written_marks.keep(path, "02_noise", "moodle", [Placed(ANN, Cells(("5",)))])
    written_marks.keep(path, "02_noise", "moodle", [Placed(ANN, Cells(("8",)))])
    assert _ours(path) == Cells(("8",))


def test_a_damaged_record_is_not_guessed_at(tmp_path):
    path = tmp_path / "written.json"
    path.write_text('{"schema": "other"}')
    with pytest.raises(UsageError, match="written"):
        _ours(path)
