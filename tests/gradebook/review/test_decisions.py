"""Points and comments written from the page: one row changes, and nobody's words are lost."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.line_comments import LineComment
from autograder.gradebook.review.decisions import Conflict, Decision, comment_line, decide, decision
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store

ZOE = Student("401", "Zoé Martin")
NOTHING = Decision()


def test_what_is_decided_is_read_again(tmp_path):
    decide(tmp_path, ZOE, "02_noise", "clipped", Decision("1,5", "Presque « juste »;\nà revoir"), NOTHING)

    assert decision(tmp_path, ZOE, "02_noise", "clipped") == Decision("1,5", "Presque « juste »;\nà revoir")
    assert decision(tmp_path, ZOE, "02_noise", "") == NOTHING


def test_every_other_byte_of_a_teachers_table_stays(tmp_path):
    # As Excel writes it: semicolons, Windows-1252, a column of the teacher's own.
    before = "étudiant;devoir;vérification;points;commentaire;à moi\r\n401;2;clipped;1;bien;x\r\n402;2;;3;;\r\n".encode(
        "cp1252"
    )
    (tmp_path / "overrides.csv").write_bytes(before)

    decide(tmp_path, ZOE, "02_noise", "clipped", Decision("2", "bien"), Decision("1", "bien"))

    assert (tmp_path / "overrides.csv").read_bytes() == before.replace(b"clipped;1;", b"clipped;2;")


def test_a_tab_that_saw_something_older_overwrites_nothing(tmp_path):
    decide(tmp_path, ZOE, "02_noise", "", Decision("", "from the first tab"), NOTHING)

    with pytest.raises(Conflict) as conflict:
        decide(tmp_path, ZOE, "02_noise", "", Decision("9", "from the second"), NOTHING)

    assert conflict.value.current == Decision("", "from the first tab")
    assert decision(tmp_path, ZOE, "02_noise", "").comment == "from the first tab"


def test_lines_that_end_as_windows_ends_them_are_what_a_browser_sends_back(tmp_path):
    text = 'student,assignment,check,points,comment,criteria\r\n401,2,,3,"one\r\ntwo",\r\n'
    (tmp_path / "overrides.csv").write_bytes(text.encode())
    seen = decision(tmp_path, ZOE, "02_noise", "")
    assert seen == Decision("3", "one\ntwo")  # a form gives it back so
    decide(tmp_path, ZOE, "02_noise", "", Decision("4", seen.comment), seen)
    assert decision(tmp_path, ZOE, "02_noise", "") == Decision("4", "one\ntwo")


@pytest.mark.parametrize("points", ["-1", "ten", "10000", "nan"])
def test_points_that_are_none_are_refused(tmp_path, points):
    with pytest.raises(UsageError, match="points from 0"):
        decide(tmp_path, ZOE, "02_noise", "", Decision(points), NOTHING)
    assert not (tmp_path / "overrides.csv").exists()


def test_a_comment_that_begins_like_a_formula_is_harmless_in_a_spreadsheet(tmp_path):
    decide(tmp_path, ZOE, "02_noise", "", Decision("", "=1+1"), NOTHING)

    assert b"'=1+1" in (tmp_path / "overrides.csv").read_bytes()
    assert decision(tmp_path, ZOE, "02_noise", "").comment == "=1+1"


def test_a_comment_on_a_line_is_changed_and_taken_back_however_its_row_is_written(tmp_path):
    Store(tmp_path).enrol(ZOE)
    head = "student,assignment,function,line,code,comment\n"
    (tmp_path / "comments.csv").write_text(f"{head}Martin Zoé,02,f,02,'@cache,'- slow\n", encoding="utf-8")

    comment_line(tmp_path, ZOE, "02_noise", LineComment("f", 2, "@cache", "-- very slow"), "- slow")
    assert (tmp_path / "comments.csv").read_text(encoding="utf-8") == (
        f"{head}Martin Zoé,02,f,02,'@cache,'-- very slow\n"
    )

    comment_line(tmp_path, ZOE, "02_noise", LineComment("f", 2, "@cache", ""), "-- very slow")
    assert (tmp_path / "comments.csv").read_text(encoding="utf-8") == f"{head}Martin Zoé,02,f,02,'@cache,\n"
