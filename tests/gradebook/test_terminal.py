"""What `autograder grade` prints of one hand-in."""

from dataclasses import replace

import pytest

from autograder.gradebook.terminal import show_result
from tests.gradebook.conftest import result


def test_questions_with_failures_come_first_and_in_each_what_did_not_pass(noise, capsys):
    show_result(noise, result(seeded="fail"), "en")
    lines = capsys.readouterr().out.splitlines()
    at = {
        word: next(i for i, line in enumerate(lines) if word in line)
        for word in ("q1 · Add noise", "A seed", "Values stay", "q2 · Salt", "Salt is white", "Score")
    }
    assert sorted(at.values()) == list(at.values())


def test_a_question_that_fails_stands_before_an_earlier_one_that_passes(noise, capsys):
    show_result(noise, result(salted="judge_error"), "en")
    out = capsys.readouterr().out
    assert out.index("q2 · Salt") < out.index("q1 · Add noise") < out.index("withheld")


@pytest.mark.parametrize(
    ("language", "points"), [("en", "(public check, 2 points)"), ("fr", "(vérification publique, 2")]
)
def test_a_check_says_its_kind_and_its_points(noise, capsys, language, points):
    show_result(noise, result(), language)
    assert points in capsys.readouterr().out


def test_of_some_checks_alone_there_is_no_score(noise, capsys):
    whole = result()
    show_result(noise, replace(whole, verdicts=whole.verdicts[:2]), "en")
    assert "Score" not in capsys.readouterr().out


def test_the_instructor_reads_of_a_hidden_check_what_students_do_not(noise, capsys):
    found = result(salted="fail")
    verdicts = [
        replace(each, detail="add_salt(images, seed=72)\nexpected 1" if each.check == "salted" else "")
        for each in found.verdicts
    ]
    show_result(noise, replace(found, verdicts=tuple(verdicts)), "en")
    out = capsys.readouterr().out
    head = "What the hidden checks found, which students do not read:"
    assert out.index(head) < out.index("salted: add_salt(images, seed=72)") < out.index("salted: expected 1")
    show_result(noise, result(), "en")
    assert head not in capsys.readouterr().out
