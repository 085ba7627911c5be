"""A course in a language that the program itself does not speak: its own words in German, the program's in English."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from autograder.base import messages
from autograder.course.load import load_assignment, load_course
from autograder.gradebook.terminal import show_result
from autograder.proof.answers import master, stub
from autograder.proof.run import Scope, prove
from autograder.release.bundle import solution_bundle, student_bundle
from autograder.release.trees import write_bundle
from tests.proof.conftest import grade

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def german(tmp_path):
    """Return the course, copied and built."""
    course = load_course(shutil.copytree(FIXTURES / "german/assignments", tmp_path / "assignments"))
    for bundle in (student_bundle(course), solution_bundle(course)):
        write_bundle(bundle, tmp_path / bundle.name)
    return course


@pytest.mark.parametrize("name", ["english", "german"])
def test_a_course_in_one_language_is_built_and_keeps_every_rule_but_otters(tmp_path, name):
    course = load_course(shutil.copytree(FIXTURES / name / "assignments", tmp_path / "assignments"))
    for bundle in (student_bundle(course), solution_bundle(course)):
        write_bundle(bundle, tmp_path / bundle.name)
    with ThreadPoolExecutor(1) as pool:
        proofs = list(
            prove(course, course.assignments, grade, pool, Scope({1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 15}))
        )
    assert [each.findings for each in proofs] == [()]
    assert proofs[0].verdicts >= 15


def test_the_notebook_is_in_the_courses_language_and_its_cells_speak_english(german):
    data = student_bundle(german).files["01_addieren/01_addieren.de.ipynb"].decode()
    text = "\n".join(cell.source for cell in nbformat.reads(data, as_version=4).cells)
    assert "Dafür gibt es 3 Punkte." in text and "Gibt `number` um eins vermehrt zurück." in text
    assert 'autograder.use("01_addieren", language="de")' in text
    assert "remove the first # of this line for a hint" in text


def test_the_students_readme_is_the_one_the_course_brings(german):
    readme = student_bundle(german).files["README.md"].decode()
    assert readme.startswith("# Ein Kurs auf Deutsch\n") and "@" not in readme
    assert (
        "| [`01_addieren`](01_addieren/01_addieren.de.ipynb) | **Addieren** — Eins mehr | 3 points |"
        in readme
    )


def test_a_course_without_a_readme_of_its_own_has_ours_in_english(german):
    (german.folder / "README.de.md").unlink()
    assert "Each folder holds one assignment" in student_bundle(german).files["README.md"].decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_reads_another_language_sees_german_titles_in_its_own_sentences(german, language, capsys):
    (assignment,) = german.assignments
    show_result(assignment, grade(stub(assignment)), language)
    shown = capsys.readouterr().out
    assert "Aus 1 wird 2." in shown
    assert grade(master(assignment)).verdicts[0].passed


def test_what_students_receive_is_a_course_in_german(german, tmp_path):
    assert load_course(tmp_path / "student_template").languages == ("de",)
    assert (
        load_assignment(tmp_path / "student_template/01_addieren").hints("de")["plus_one"][0].text
        == "Was kommt nach der 1?"
    )


def test_a_language_without_messages_speaks_english():
    assert messages.sentence("check.pass", "de") == messages.sentence("check.pass", "en")


def test_a_file_of_messages_makes_a_language_and_what_it_lacks_is_english(monkeypatch, tmp_path):
    for language in ("fr", "en"):
        shutil.copy(Path(messages.__file__).parent / f"{language}.toml", tmp_path)
    (tmp_path / "de.toml").write_text('[check]\npass = "bestanden"\n', encoding="utf-8")
    monkeypatch.setattr(messages.resources, "files", lambda package: tmp_path)
    monkeypatch.setattr(messages, "LANGUAGES", messages._languages())
    messages._sentences.cache_clear()
    try:
        assert messages.LANGUAGES == ("fr", "en", "de")
        assert messages.sentence("check.pass", "de") == "bestanden"
        assert messages.sentence("check.fail", "de") == messages.sentence("check.fail", "en")
        assert messages.default_language({"AUTOGRADER_LANGUAGE": "de_AT"}) == "de"
    finally:
        monkeypatch.undo()
        messages._sentences.cache_clear()
