"""Rows that a teacher wrote about single hand-ins: whose they are, in whichever file."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.teacher_rows import WHOSE, read_rows, read_table

ZOE, JEAN = Student("01", "Zoé Martin"), Student("2", "Jean Petit")
HEADERS = {**WHOSE, "comment": ("comment",)}


def _read(course, tmp_path, text, **options):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    roster = Roster((ZOE, JEAN))
    return read_rows(path, HEADERS, WHOSE, roster, course, lambda row, _: row["comment"], **options)


def test_a_row_is_whose_its_student_and_assignment_are(course, tmp_path):
    rows = "nom,tp,comment\n'01,2,a\nMartin Zoé,noise,'=b\n2,02_noise,'tis c\n,,\n"
    found, problems = _read(course, tmp_path, rows)

    assert problems == []
    assert found == {(ZOE.key, "02_noise"): ("a", "=b"), (JEAN.key, "02_noise"): ("'tis c",)}


def test_what_fits_nothing_is_named_unless_it_is_about_another_assignment(course, tmp_path):
    text = "student,assignment,comment\n9,02,a\n9,unknown,b\n"
    _, problems = _read(course, tmp_path, text)
    _, others = _read(course, tmp_path, text, about=["01_first"])

    assert [each.text("en").partition(" ")[0] for each in problems] == ["table.csv:2:", "table.csv:3:"]
    assert [each.text("en").partition(" ")[0] for each in others] == ["table.csv:3:"]


def test_a_table_that_does_not_say_whose_its_rows_are_is_refused(course, tmp_path):
    with pytest.raises(UsageError, match="table.csv: expected the columns .*; assignment is missing"):
        _read(course, tmp_path, "student,comment\n")


def test_a_table_that_is_none_is_named_with_its_path(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_bytes(b"PK\3\4\0\0")
    with pytest.raises(UsageError, match=r"overrides\.csv: expected a CSV file"):
        read_table(path)
