"""Answers in words: what is one, what is still to be written, and that it survives where code survives."""

import ast

import pytest

from autograder.course.master import SOLUTION, STUDENT
from autograder.course.source import answered_names, texts_in
from autograder.course.text_answers import is_unwritten, stub_text, text_cell, written


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_cell_that_students_receive_is_unwritten(language):
    (statement,) = ast.parse(text_cell("q3", stub_text(language))).body

    assert is_unwritten(statement)
    assert answered_names(text_cell("q3", stub_text(language))) == frozenset()


@pytest.mark.parametrize("source", ['answer_q3 = ""', "answer_q3 = None", 'answer_q3 = """\n \n"""'])
def test_an_empty_text_is_unwritten(source):
    assert answered_names(source) == frozenset()


@pytest.mark.parametrize("source", ['sep = ""', "answer_q3 = compute()", 'answer_q3: str = "grey"'])
def test_what_is_written_and_what_is_no_answer_in_words_is_no_stub(source):
    assert answered_names(source)


def test_words_written_below_those_it_came_with_are_the_answer():
    assert written(f"\n{stub_text('fr')}\nLes bords sont flous.\n") == "Les bords sont flous."


def test_a_text_comes_back_as_it_was_written_formulas_too():
    text = "A \"4\" closes: \\alpha \\neq 'x'.\n\nIt is a 9 then."

    assert texts_in(f"import numpy\n\n{text_cell('q3', text)}\n")["answer_q3"].strip() == text


def test_the_last_of_two_texts_counts():
    assert texts_in('answer_q3 = "first"\nanswer_q3 = "second"') == {"answer_q3": "second"}


def test_a_text_with_a_quote_too_few_is_still_read():
    found = texts_in('def f():\n    return 1\n\n\nanswer_q3 = r"""\nIt is blurred.\n')

    assert "It is blurred." in found["answer_q3"]


def test_the_views_of_a_master_hold_the_cell_at_its_place(manual_folder):
    from autograder.course.load import load_assignment

    master = load_assignment(manual_folder).master

    assert master.view(STUDENT, "fr").endswith(f'\n\n\n# %% q2\nanswer_q2 = r"""\n{stub_text("fr")}\n"""\n')
    assert 'answer_q2 = r"""\nThe edges.\n"""' in master.view(SOLUTION, "en")
    assert master.cells(STUDENT, "en")["q2"] == text_cell("q2", stub_text("en"))


def test_a_cell_between_two_questions_stands_between_them():
    from pathlib import Path

    from autograder.course.master import Master

    text = (
        '"""M."""\n\n# %% setup\n\n\n# %% q1\ndef f():\n    """F."""\n    # BEGIN SOLUTION\n    return 1\n'
        '    # END SOLUTION\n\n\n# %% q3\ndef g():\n    """G."""\n    # BEGIN SOLUTION\n    return 2\n    # END SOLUTION\n'
    )
    master = Master.parse(Path("master.py"), text, {"f": "q1", "g": "q3"}, ("en",), {"q2": {"en": "Words."}})

    view = master.view(SOLUTION)
    assert view.index("# %% q1") < view.index("# %% q2") < view.index("# %% q3")
    assert '\n\n\n# %% q2\nanswer_q2 = r"""\nWords.\n"""\n\n\n# %% q3\n' in view
