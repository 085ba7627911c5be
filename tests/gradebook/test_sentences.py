"""What a score says in words, in either language."""

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.model import Question
from autograder.gradebook.score import Marked, Override, Score, score
from autograder.gradebook.sentences import (
    counts,
    explained,
    score_line,
    short_score,
    shortened,
    summary,
)
from tests.gradebook.conftest import result

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Score: 4 out of 10"), ("fr", f"Note{NBSP}: 4 sur 10")]
)
def test_a_score_is_points_out_of_the_maximum(noise, language, line):
    given = result(seeded="fail", salted="fail")
    assert score_line(score(noise, given), language).startswith(line)
    assert summary(noise, score(noise, given), given, language).startswith(line)


def test_public_and_hidden_checks_are_counted_apart(noise):
    counted = score(noise, result(seeded="fail", salted="fail"))
    assert counts(counted, public=True) == (1, 2)
    assert counts(counted, public=False) == (1, 2)


def test_the_teachers_word_comes_before_the_judges(noise):
    override = Override("salted", 4.5, "nearly")
    counted = score(noise, result(salted="fail"), overrides=[override])
    line = next(line for line in counted.lines if line.check.id == "salted")
    lines = explained(line, "fr").splitlines()
    assert "4,5" in lines[0]
    assert lines[1].endswith("nearly")
    assert len(lines) == 3


def test_a_long_text_keeps_its_beginning_and_its_end():
    text = shortened("a" * 100 + "z" * 100, 30)
    assert text == f"{'a' * 20}…{'z' * 9}"


def test_a_text_moves_no_cursor():
    assert shortened("a\x1b[2Jb\tc\nd") == "a\N{REPLACEMENT CHARACTER}[2Jb\tc\nd"


def test_a_score_in_a_cell_says_what_is_certain_and_that_something_is_missing():
    to_mark = (Marked(Question("q3", {}, (), ()), None),)
    assert short_score(Score("02", (), 20, 7.5, 7.5), "fr") == "7,5"
    assert short_score(Score("02", (), 20, 18, None, marked=to_mark, so_far=18), "en") == "18 + ?"
    assert short_score(Score("02", (), 20, 18, None), "en") == "?"


@pytest.mark.parametrize(
    ("points", "en", "fr"),
    [
        (0, "0 points", "0 point"),
        (1, "1 point", "1 point"),
        (1.5, "1.5 points", "1,5 point"),
        (7, "7 points", "7 points"),
    ],
)
def test_beside_a_mark_out_of_another_maximum_both_are_said(noise, points, en, fr):
    given = score(noise, result(), overrides=[Override("", points)])
    said = {each: score_line(given, each, top=20).replace("\u00a0", " ") for each in ("en", "fr")}
    assert said["en"].startswith(f"Score: {en} out of 10, which is ")
    assert said["fr"].startswith(f"Note : {fr} sur 10, soit ") and said["fr"].endswith(" sur 20.")
    assert score_line(given, "en", top=10) == score_line(given, "en") == f"Score: {points:g} out of 10."


def _nothing(noise, reason, message, **options):
    verdicts = tuple(Verdict(each.id, Outcome.NOT_RUN, reason, message) for each in noise.rubric)
    return Result(noise.id, verdicts, "A", **options)


@pytest.mark.parametrize(
    ("reason", "message", "why"),
    [
        (Reason.MISSING_NAME, Message("worker.missing_name", {"name": "add_noise"}), "none of the functions"),
        (Reason.NOT_ATTEMPTED, None, "as you received it"),
        (Reason.CRASH, Message("worker.crash"), "Nothing could be judged: Python itself"),
    ],
)
def test_a_comment_says_why_nothing_could_be_judged(noise, reason, message, why):
    given = _nothing(noise, reason, message)
    assert why in summary(noise, score(noise, given), given, "en").splitlines()[-1]
    set_by_hand = score(noise, given, overrides=[Override("", 5)])
    assert why not in summary(noise, set_by_hand, given, "en")


def test_why_nothing_could_be_judged_is_said_once_and_only_where_nothing_was(noise):
    empty = Message("handin.is_empty", {"name": "tp.py"})
    given = _nothing(noise, Reason.BAD_FILE, empty, notes=(empty,))
    assert "Nothing could be judged" not in summary(noise, score(noise, given), given, "en")
    given = result(seeded="fail")
    assert "Nothing could be judged" not in summary(noise, score(noise, given), given, "en")
