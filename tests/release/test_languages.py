"""Files that stand here in English and French, as a course in some languages has them."""

import ast
import re
from pathlib import Path

import pytest

from autograder.course.master import Master
from autograder.course.translation import master_differences
from autograder.release.bundle import student_bundle
from autograder.release.languages import first_read, in_first, in_languages, spoken, texts_below
from autograder.release.skeleton import skeleton
from autograder.release.starter import start, starter
from tests.test_french import english

MASTER = '''"""Add.

En français :

Ajouter.
"""

# %% setup

# %% q1
def plus_one(x):
    """Return x + 1.

    Args:
        x: A number.

    En français :

    Renvoie x + 1.

    Arguments :
        x : un nombre.
    """
    # BEGIN SOLUTION
    return x + 1  # the answer || la réponse
    # END SOLUTION
'''


def test_a_comment_a_docstring_and_the_head_of_a_sample_are_in_one_language():
    for text, fr, en in (
        ("x = 1  # one || un\n", "x = 1  # un\n", "x = 1  # one\n"),
        ('"""Draws. || Dessine."""\n', '"""Dessine."""\n', '"""Draws."""\n'),
        ("# %% wrong two: adds || ajoute | fails a, b\n", *2 * ["# %% wrong two: {} | fails a, b\n"]),
        ("# %% right loops: adds || ajoute\n", *2 * ["# %% right loops: {}\n"]),
    ):
        assert in_first(text, "fr") == fr.format("ajoute")
        assert in_first(text, "en") == in_first(text, "de") == en.format("adds")


@pytest.mark.parametrize(
    "languages", [("fr",), ("en",), ("de",), ("fr", "en"), ("en", "de"), ("de", "fr"), ("de", "fr", "en")]
)
def test_a_masters_docstrings_hold_all_languages_of_the_course_in_order(languages):
    (text,) = in_languages({"master.py": MASTER}, {"plus_one": "q1"}, languages).values()
    master = Master.parse(Path("master.py"), text, {"plus_one": "q1"}, languages)
    assert list(master_differences(master)) == []
    for each in languages:
        said = ast.get_docstring(ast.parse(master.in_language(each).text).body[-1])
        assert said.startswith("Renvoie" if each == "fr" else "Return"), (each, said)
        assert len(languages) == 1 or "[" not in said


def test_a_master_of_both_languages_is_left_as_it_is():
    (text,) = in_languages({"master.py": MASTER}, {"plus_one": "q1"}, ("en", "fr")).values()
    assert text == in_first(MASTER, "en")


def test_texts_in_toml_and_in_python_keep_those_of_the_course():
    files = {
        "a.toml": 'title = { en = "A", fr = "B" }\n',
        "a.py": 'x = {"en": ("A", "C"), "fr": "B"}[language]\n',
    }
    for languages, toml, python in (
        (("fr",), '{ fr = "B" }', '"B"'),
        (("de",), '{ de = "A" }', '("A", "C")'),
        (("fr", "en"), '{ en = "A", fr = "B" }', '{"en": ("A", "C"), "fr": "B"}[language]'),
        (("de", "fr"), '{ de = "A", fr = "B" }', '{"de": ("A", "C"), "fr": "B"}[language]'),
    ):
        found = in_languages(files, {}, languages)
        assert found == {"a.toml": f"title = {toml}\n", "a.py": f"x = {python}\n"}


def test_a_file_of_each_language_is_english_where_the_language_has_none():
    files = {"hints.en.md": "E", "hints.fr.md": "F"}
    assert in_languages(files, {}, ("de", "fr")) == {"hints.de.md": "E", "hints.fr.md": "F"}


def test_what_all_students_read_once_is_english_where_the_course_is():
    assert [first_read(each) for each in (("fr", "en"), ("fr",), ("de", "fr"))] == ["en", "fr", "de"]
    assert [spoken(each) for each in ("fr", "en", "de")] == ["fr", "en", "en"]


def told(name, text):
    """Return what a person reads of a file: prose, comments, docstrings, texts between quotes; no names of the program's."""
    if not name.endswith(".md"):
        text = "\n".join(re.findall(r'"""[\s\S]*?"""|#[^\n]*|"[^"\n]* [^"\n]*"', text))
    text = re.sub(r"```[\s\S]*?```|`[^`]*`|# %% \w+ \w+:|\| fails .*|<!-- answer -->|\{\w+\}", "", text)
    return re.sub(r"\b(checks|student_template|test_\w+|verify)\b(/[\w.]*)?|## q1 \w+|\[\w+\]", "", text)


@pytest.mark.parametrize("what", ["course", "assignment", "students"])
def test_a_french_course_holds_no_english_word(tmp_path, what):
    if what == "assignment":
        files = skeleton(2, "sujet", ("fr",))
    elif what == "course":
        files = {name: data.decode() for name, data in starter(("fr",)).items() if not name.endswith(".whl")}
    else:
        files = student_bundle(start(tmp_path / "cours", ("fr",))).files
        files = {name: data.decode() for name, data in files.items() if not name.endswith(".ipynb")}
    # The students' README quotes what other programs say in English.
    left = {
        name: english(told(name, text))
        for name, text in files.items()
        if not name.startswith(("README", "assignments/README"))
    }
    assert {name: found for name, found in left.items() if found} == {}
    assert [name for name, text in files.items() if "FILL IN" in text] == []


def test_english_that_is_left_would_be_found():
    assert english(told("a.py", 'x = 1  # the answer\n"""Return the answer."""\n'))
    assert english(told("q1.py", "# %% wrong two: adds the wrong number | fails adds\n"))
    assert english(told("a.md", "The answer is `x`."))


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("fr", "en"), ("de",)])
def test_no_file_still_says_both(languages):
    files = {name: data.decode() for name, data in starter(languages).items() if not name.endswith(".whl")}
    assert [name for name, text in {**files, **skeleton(2, "x", languages)}.items() if " || " in text] == []


def test_texts_below_a_folder_are_found_by_their_path(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/test_public.py").write_text("é")
    assert texts_below(tmp_path) == {"checks/test_public.py": "é"}
