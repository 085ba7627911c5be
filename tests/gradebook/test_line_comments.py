"""Words about lines, as a teacher may have written them into comments.csv by hand."""

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.line_comments import LineComment, line_number, read_line_comments
from autograder.gradebook.roster import Roster, Student

ZOE, JEAN = Student("1", "Zoé Martin"), Student("2", "Jean Petit")
ROSTER = Roster((ZOE, JEAN))
HEAD = "student,assignment,function,line,code,comment\n"


@pytest.fixture
def read(course, tmp_path):
    def read(text):
        (tmp_path / "comments.csv").write_text(text, encoding="utf-8")
        return read_line_comments(tmp_path / "comments.csv", ROSTER, course)

    return read


def test_without_the_file_nothing_was_said(course, tmp_path):
    assert read_line_comments(tmp_path / "comments.csv", ROSTER, course) == ({}, [])


def test_comments_stand_in_the_order_of_their_lines_and_the_last_about_a_line_counts(read):
    found, problems = read(
        f"{HEAD}1,02_noise,f,9,return x,late\n1,02_noise,f,2,x = 1,first\n1,02_noise,f,2,x = 1,second\n"
    )

    assert problems == []
    assert found == {
        (ZOE.key, "02_noise"): (
            LineComment("f", 2, "x = 1", "second"),
            LineComment("f", 9, "return x", "late"),
        )
    }


def test_an_empty_comment_takes_one_back(read):
    found, _ = read(
        "étudiant;devoir;fonction;ligne;code;commentaire\n1;02_noise;f;2;x;oui\n1;02_noise;f;2;x;\n"
    )

    assert found[ZOE.key, "02_noise"] == ()


def test_the_apostrophes_that_guard_cells_are_not_read(read):
    found, _ = read(f"{HEAD}'1,02_noise,f,1,'@tf.function,'- forgets to clip\n")

    assert found[ZOE.key, "02_noise"] == (LineComment("f", 1, "@tf.function", "- forgets to clip"),)


@pytest.mark.parametrize("name", ["02", "2", "noise", "02_Noise"])
def test_an_assignment_is_called_as_in_overrides(read, name):
    found, problems = read(f"{HEAD}1,{name},f,2,x,why?\n")

    assert (list(found), problems) == ([(ZOE.key, "02_noise")], [])


@pytest.mark.parametrize("line", ["two", "²", "0", "-1", "", "9" * 5000])
def test_a_line_that_is_no_number_is_named_and_counts_for_nothing(read, line):
    found, problems = read(f"{HEAD}1,02_noise,f,{line},x,where?\n")

    assert found == {}
    (problem,) = problems
    assert problem.text("en").startswith(
        "comments.csv:2: expected the number of a line of the function, from 1"
    )


def test_rows_that_fit_no_student_and_no_assignment_are_named(read):
    found, problems = read(f"{HEAD}9,02_noise,f,2,x,who?\n1,99,f,2,x,where?\n")

    assert found == {}
    assert [each.text("en").partition(" ")[0] for each in problems] == ["comments.csv:2:", "comments.csv:3:"]


def test_a_table_without_a_column_that_is_needed_is_refused(read):
    with pytest.raises(UsageError, match="line is missing"):
        read("student,assignment,function,comment\n")


def test_a_number_of_a_line_may_have_been_filled_up():
    assert [line_number(each) for each in ("2", "02", "²", "2.0")] == [2, 2, 0, 0]
