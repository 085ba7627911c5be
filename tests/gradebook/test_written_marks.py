"""What was written for an LMS is remembered: by assignment, system and student."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import sync_record, written_marks
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


@pytest.mark.parametrize(
    "content",
    ['{"schema": "other"}', "[]", "7", "null"]
    + [
        f'{{"schema": "autograder/written/1", "marks": {each}}}'
        for each in ("7", '{"02_noise": []}', '{"02_noise": {"moodle": {"a": 5}}}')
    ],
)
def test_a_damaged_record_is_not_guessed_at(tmp_path, content):
    path = tmp_path / "written.json"
    path.write_text(content)
    with pytest.raises(UsageError, match="written"):
        _ours(path)


def test_a_damaged_record_of_sync_costs_nobody_an_export(tmp_path):
    """What stands in the table is taken for a person's, and told as such."""
    where = sync_record.path(Store(tmp_path), ANN.key, "02_noise")
    where.parent.mkdir(parents=True)
    where.write_text("[]")
    assert _ours(tmp_path / "written.json") == Cells()
