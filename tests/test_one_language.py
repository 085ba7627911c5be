"""A course of one language is a course: no other language is asked for, anywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.base.errors import ContentError
from autograder.course.load import load_assignment, load_course
from autograder.proof.rules import Evidence, findings
from autograder.release.bundle import solution_bundle, student_bundle
from autograder.release.trees import write_bundle

ENGLISH = Path(__file__).parent / "fixtures/english/assignments"


@pytest.fixture
def course():
    return load_course(ENGLISH)


@pytest.fixture
def copy(tmp_path):
    """Return the course's folder, to be changed."""
    return Path(shutil.copytree(ENGLISH, tmp_path / "assignments"))


def test_course_and_assignment_are_in_its_language(course):
    (assignment,) = course.assignments
    assert course.languages == assignment.languages == ("en",)
    assert load_assignment(assignment.folder).languages == ("en",)


def test_who_asks_for_another_language_gets_this_one(course):
    (assignment,) = course.assignments
    assert assignment.title["fr"] == "Addition"
    assert assignment.question("q1").checks[0].title["fr"] == "1 becomes 2."
    assert assignment.statement("fr").title == "Addition"
    assert len(assignment.hints("fr")["plus_one"]) == 3


def test_students_receive_nothing_in_the_other_language(course):
    assert [path for path in student_bundle(course).files if ".fr." in path] == []
    assert sorted(path for path in solution_bundle(course).files if path.endswith(".ipynb")) == [
        "01_add/01_add.en.ipynb"
    ]
    readme = student_bundle(course).files["README.md"].decode()
    assert "a notebook, hints" in readme and "fran" not in readme


def test_what_students_receive_is_a_course_of_that_language(course, tmp_path):
    write_bundle(student_bundle(course), tmp_path / "out")
    assert load_course(tmp_path / "out").languages == ("en",)
    assert load_assignment(tmp_path / "out/01_add").statement("fr").title == "Addition"


def test_an_assignment_without_its_course_is_in_the_languages_of_its_title(copy):
    (copy / "course.toml").unlink()
    assert load_assignment(copy / "01_add").languages == ("en",)


def test_the_rules_find_nothing_missing(course):
    evidence = Evidence(course.assignments[0], root=ENGLISH.parent)

    assert list(findings(evidence, [5, 6, 9])) == []


def test_a_french_course_shows_its_french_readme_first(copy):
    for path in [path for path in copy.rglob("*") if path.is_file()]:
        path.write_text(path.read_text().replace("en = ", "fr = ").replace('"en"', '"fr"'))
        path.rename(path.with_name(path.name.replace(".en.", ".fr.")))
    files = student_bundle(load_course(copy)).files
    assert "Chaque dossier contient un devoir" in files["README.md"].decode()
    assert "README.fr.md" not in files


def test_a_title_in_a_language_the_course_is_not_given_in_is_left_out(copy):
    path = copy / "01_add/assignment.toml"
    path.write_text(path.read_text().replace('en = "Addition"', 'en = "Addition", fr = "Addition"'))
    assert load_course(copy).assignment("01").languages == ("en",)


def test_a_course_in_two_languages_needs_both(copy):
    path = copy / "course.toml"
    path.write_text('title = { en = "C", fr = "C" }\nlanguages = ["fr", "en"]\n')
    with pytest.raises(ContentError, match=r"title\.fr is missing: this text has no French") as caught:
        load_course(copy)
    assert (caught.value.path.name, caught.value.line) == ("assignment.toml", 1)


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ('["german"]', "languages.1: string should match pattern '^[a-z]{2}$'"),
        ("[]", "languages: tuple should have at least 1"),
    ],
)
def test_languages_that_cannot_be_are_refused(copy, languages, text):
    (copy / "course.toml").write_text(f'title = {{ en = "C" }}\nlanguages = {languages}\n')
    with pytest.raises(ContentError) as caught:
        load_course(copy)
    assert text in str(caught.value) and caught.value.line == 2
