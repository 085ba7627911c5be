"""The teacher's own tables: one row changes, a column may come, nothing else moves."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.review.tables import Table
from autograder.gradebook.roster import Roster, Student

ZOE = Student("401", "Zoé Martin")
HEADERS = {name: (name,) for name in ("student", "assignment", "check", "points", "criteria")}
KEY = {"assignment": "02_noise", "check": "q3"}


def _table(tmp_path, text=None):
    if text is not None:
        (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
    return Table(tmp_path / "t.csv", HEADERS, Roster((ZOE,)), frozenset({"criteria"}))


def test_what_is_written_is_read_again(tmp_path):
    table = _table(tmp_path)
    table.write(KEY, ZOE, {"points": "2", "criteria": "a b"})

    row = table.read(KEY, ZOE)
    assert (row["student"], row["points"], row["criteria"]) == (ZOE.key, "2", "a b")


def test_a_column_comes_when_it_is_first_needed_and_old_rows_stay(tmp_path):
    before = "student,assignment,check,points\r\n402,2,q3,1\r\n401,2,q3,1\r\n"
    table = _table(tmp_path, before)
    table.write(KEY, ZOE, {"points": "3"})
    assert (tmp_path / "t.csv").read_bytes().decode() == before.replace("401,2,q3,1", "401,2,q3,3")

    table.write(KEY, ZOE, {"points": "", "criteria": "edges"})
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("student,assignment,check,points,criteria\r\n402,2,q3,1\r\n")
    assert table.read(KEY, ZOE)["criteria"] == "edges"


@pytest.mark.parametrize("student", ["401", "402"])
def test_words_that_an_old_encoding_has_no_sign_for_stay_as_they_were_typed(tmp_path, student):
    path, words = tmp_path / "t.csv", "x ≥ 0, → π"
    path.write_bytes(f"student;assignment;check;points\r\n{student};2;q3;é\r\n".encode("cp1252"))
    table = _table(tmp_path)
    table.write(KEY, ZOE, {"points": words})
    assert table.read(KEY, ZOE)["points"] == words
    assert "é" in path.read_text(encoding="utf-8-sig") or student == "401"


def test_an_assignment_is_meant_by_its_number_or_slug_too(tmp_path):
    table = _table(tmp_path, "student,assignment,check,points\n401,2,q3,1\n401,02,q3,4\n401,noise,q3,5\n")

    assert [row["points"] for row in table.rows(KEY, ZOE)] == ["1", "4", "5"]
    assert table.read(KEY, ZOE)["points"] == "5"


def test_a_table_without_a_column_that_is_needed_is_refused(tmp_path):
    with pytest.raises(UsageError, match="check is missing"):
        _table(tmp_path, "student,assignment,points\n").read(KEY, ZOE)


def test_a_student_is_meant_by_what_the_gradebook_takes_for_one(tmp_path):
    table = _table(tmp_path, "student,assignment,check,points\nMartin Zoé,2,q3,1\n'401,2,q3,4\n402,2,q3,5\n")

    assert [row["points"] for row in table.rows(KEY, ZOE)] == ["1", "4"]
