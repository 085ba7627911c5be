"""Hints come one by one, and cost nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import autograder
from autograder.base.errors import UsageError
from autograder.student.hints import hint_text
from autograder.student.progress import progress


def test_hints_come_one_by_one_the_gentlest_first_and_all_again_at_the_end(student, said):
    autograder.use("01_light", language="en")
    del said[:]
    for _ in range(4):
        autograder.hint("q1")
    assert [text.splitlines()[0] for text in said[:3]] == [f"Hint {n} of 3 for brighten" for n in (1, 2, 3)]
    assert "What happens to a pixel" in said[0] and "np.clip" in said[2]
    assert "last hint" in said[2]
    assert all(word in said[3] for word in ("What happens", "keeps values", "np.clip"))


def test_each_question_counts_its_own_hints_and_a_function_may_be_named(student, said):
    autograder.use("01_light", language="fr")
    autograder.hint("q1")
    autograder.hint("darkest")
    assert said[-1].startswith("Indice 1 sur 3 pour darkest")


def test_the_command_line_shows_any_hint(student):
    assert "function that keeps values" in hint_text(Path(), "01", "q1", 2, "en")


def test_the_command_line_says_what_to_type_for_the_next_hint(student):
    assert "Another hint: autograder hint 01 q1 (all" in hint_text(Path(), "01", "q1", 1, "en")
    assert "last hint" in hint_text(Path(), "01", "q1", 3, "en")


def test_a_failed_check_may_be_named_for_the_hint_that_fits_it(student):
    path = student / "01_light/hints.en.md"
    text = path.read_text(encoding="utf-8")
    assert "- " in text
    path.write_text(text.replace("- ", "- [adds_amount] ", 1), encoding="utf-8")
    shown = hint_text(Path(), "01", "adds_amount", 1, "en")
    assert shown.startswith("Hint 1 of 3 for brighten") and "[adds_amount]" not in shown
    assert "All hints of q1, one by one: autograder hint 01 q1" in shown and "last hint" not in shown
    with pytest.raises(UsageError):
        hint_text(Path(), "01", "no_such_check", 1, "en")


@pytest.mark.parametrize("name", ["Q1", "1", "BRIGHTEN", "adds"])
def test_a_hint_is_found_by_short_forms_and_by_any_check(student, name):
    assert "for brighten" in hint_text(Path(), "01", name, 1, "en")


def test_a_name_nobody_knows_is_answered_with_the_nearest(student):
    with pytest.raises(UsageError, match="Did you mean darkest"):
        hint_text(Path(), "01", "darkets", 1, "en")


def test_capitals_do_not_start_the_hints_anew(student, said):
    autograder.use("01_light", language="en")
    autograder.hint("q1")
    autograder.hint("Q1")
    assert said[-1].startswith("Hint 2 of 3")


def test_the_same_command_again_gives_the_next_hint_and_a_number_any(student):
    def shown(number=None):
        return hint_text(Path(), "01", "q1", number, "en").splitlines()[0]

    assert [shown() for _ in range(3)] == [f"Hint {n} of 3 for brighten" for n in (1, 2, 3)]
    assert shown().startswith("That was the last hint; here they are all again")
    assert [shown(1), shown()] == ["Hint 1 of 3 for brighten", "Hint 2 of 3 for brighten"]
    assert hint_text(Path(), "01", "q2", None, "en").startswith("Hint 1 of 3 for darkest")


def test_remembered_hints_leave_progress_as_it_is(student):
    before = progress(student, "en")
    hint_text(Path(), "01", "q1", None, "en")
    assert progress(student, "en") == before


def test_where_nothing_may_be_written_down_the_next_hint_is_asked_for_by_its_number(student):
    (student / ".generated").touch()
    for _ in range(2):
        assert "autograder hint 01 q1 -n 2" in hint_text(Path(), "01", "q1", None, "en")


def test_all_hints_at_once(student):
    said = hint_text(Path(), "01", "q1", None, "en", everything=True)
    assert all(f"Hint {n} of 3" in said for n in (1, 2, 3)) and "again" not in said


def test_in_the_folder_of_an_assignment_the_question_is_enough(student):
    assert hint_text(Path(), "q1", None, 1, "en").startswith("Hint 1 of 3 for brighten")
    with pytest.raises(UsageError, match="`autograder hint 01 q1`, for instance. Questions: q1, q2"):
        hint_text(student, "01", None, 1, "en")
