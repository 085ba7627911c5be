"""Words about lines, as a teacher may have written them into comments.csv by hand."""

from autograder.gradebook.line_comments import LineComment, read_line_comments
from autograder.gradebook.roster import Roster, Student

ZOE, JEAN = Student("1", "Zoé Martin"), Student("2", "Jean Petit")
ROSTER = Roster((ZOE, JEAN))


def _read(tmp_path, text):
    (tmp_path / "comments.csv").write_text(text, encoding="utf-8")
    return read_line_comments(tmp_path / "comments.csv", ROSTER)


def test_without_the_file_nothing_was_said(tmp_path):
    assert read_line_comments(tmp_path / "comments.csv", ROSTER) == {}


def test_comments_stand_in_the_order_of_their_lines_and_the_last_about_a_line_counts(tmp_path):
    found = _read(
        tmp_path,
        "student,assignment,function,line,code,comment\n"
        "1,02_noise,f,9,return x,late\n1,02_noise,f,2,x = 1,first\n1,02_noise,f,2,x = 1,second\n",
    )

    assert found == {
        (ZOE.key, "02_noise"): (
            LineComment("f", 2, "x = 1", "second"),
            LineComment("f", 9, "return x", "late"),
        )
    }


def test_an_empty_comment_takes_one_back(tmp_path):
    found = _read(
        tmp_path,
        "étudiant;devoir;fonction;ligne;code;commentaire\n1;02_noise;f;2;x;oui\n1;02_noise;f;2;x;\n",
    )

    assert found[ZOE.key, "02_noise"] == ()


def test_rows_that_fit_nobody_or_no_line_are_left_out(tmp_path):
    found = _read(
        tmp_path,
        "student,assignment,function,line,code,comment\n9,02_noise,f,2,x,who?\n1,02_noise,f,two,x,where?\n",
    )

    assert found == {}
