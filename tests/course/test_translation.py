"""Sentences of checks in every language of the course. Statements and docstrings: test_statement.py, test_docstrings.py."""

import pytest

from autograder.course.translation import check_differences

CHECKS = """from autograder import expect

WHAT = {"en": "the accuracy", "fr": "l’exactitude"}
OTHERS = {"q1": 1, "x": 2}
PAIRS = {"up": 1, "of": 2}


def test_a(submission):
    expect.that(submission.f(1), en="Wrong.", fr="Faux.", of="f(1)")
    expect.that(submission.f(2), fr="Faux.", of="f(2)")
    expect.at_least(1, 2, {"en": "the loss"})
    expect.that(submission.f(3), **WHAT)
    expect.that(submission.f(4), "Wrong.", "Faux.")
"""


@pytest.mark.parametrize(
    ("languages", "lines"),
    [(("fr", "en"), [10, 11]), (("fr",), [11]), (("en",), [10]), (("en", "de"), [3, 9, 10, 11, 13])],
)
def test_a_sentence_that_lacks_a_language_of_the_course_is_found(tmp_path, languages, lines):
    path = tmp_path / "test_public.py"
    path.write_text(CHECKS, encoding="utf-8")
    assert sorted(each.line for each in check_differences(path, languages)) == lines


def test_the_finding_names_the_language(tmp_path):
    path = tmp_path / "test_public.py"
    path.write_text('expect.that(True, en="Wrong.")\n')
    (found,) = check_differences(path, ("en", "fr"))
    assert str(found).endswith(
        "test_public.py:1: this sentence for students is not in every language of the course. Write it in French, too."
    )
    assert "en français" in found.text("fr")
