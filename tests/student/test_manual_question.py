"""A question that a person marks, as a student meets it: in check, hint, export and what is saved."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest

import autograder
from autograder.course.load import load_assignment, load_course
from autograder.judge.hand_in import read_in_this_process
from autograder.release.bundle import student_bundle, student_files
from autograder.release.leak import leaks
from autograder.release.trees import write_bundle
from autograder.student.answers import unanswered
from autograder.student.check import check_file
from autograder.student.hints import hint_text
from autograder.student.kernel import changed
from autograder.student.progress import lines, progress
from tests.manual import with_manual_question
from tests.student.conftest import RIGHT, TINY

WORDS = 'answer_q3 = r"""\nAll dark places are \\mathrm{0} now.\n"""\n'


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "assignments"
    folder.mkdir()
    shutil.copy(TINY / "course.toml", folder)
    assert with_manual_question(TINY / "01_light", folder / "01_light") == "q3"
    return load_course(folder)


@pytest.fixture
def template(course, tmp_path):
    folder = tmp_path / "student_template"
    write_bundle(student_bundle(course), folder)
    return folder


def _checked(text=""):
    if text:
        Path("01_light.py").write_text(text, encoding="utf-8")
    stream = io.StringIO()
    passes = check_file(Path(), "01", "q3", language="en", stream=stream)
    return passes, stream.getvalue()


def test_check_says_that_a_person_reads_it_and_whether_it_is_still_empty(student):
    assert "Your teacher will read this answer (2 points). It is still empty" in _checked()[1]
    assert "Words written: 6." in _checked(RIGHT + WORDS)[1]


def test_check_in_a_notebook_reads_what_was_run(student, said):
    autograder.use("01_light", language="en")
    for text, expected in (("", "still empty"), ("It is dark.", "Words written: 3.")):
        said.clear()
        autograder.student.notebook.check("q3", {"answer_q3": text})
        assert expected in said[-1]


def test_there_is_no_hint_and_no_failure_for_it(student):
    assert "no hints" in hint_text(Path(), "01", "q3", 1, "en")


def test_progress_says_whether_it_is_written_and_no_points_of_none(student):
    assert "q3 –  " in f"{next(lines(progress(Path(), 'en'), 'en'))}  "
    Path("01_light.py").write_text(RIGHT + WORDS, encoding="utf-8")
    assert "q3 ✓  " in f"{next(lines(progress(Path(), 'en'), 'en'))}  "


def test_what_is_not_written_is_named_before_it_is_handed_in_and_what_is_written_arrives(student, said):
    Path("01_light.py").write_text(RIGHT, encoding="utf-8")
    autograder.use("01_light", language="en")
    autograder.export(answer="01_light.py")
    assert "q3" in said[-1]

    Path("01_light.py").write_text(RIGHT + WORDS, encoding="utf-8")
    autograder.export(answer="01_light.py")
    assert "Not answered yet" not in said[-1]
    with zipfile.ZipFile("01_light.zip") as archive:
        assert WORDS in archive.read("01_light.py").decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_stub_is_unanswered_by_every_door(course, language, tmp_path):
    (assignment,) = course.assignments
    files = student_files(assignment).files
    for name in ("01_light.py", f"01_light.{language}.ipynb"):
        (tmp_path / name).write_bytes(files[name])
        assert unanswered(tmp_path / name, assignment) == {"brighten", "darkest", "answer_q3"}


def test_a_text_in_a_notebook_beside_the_untouched_module_is_the_answer(course, tmp_path):
    (assignment,) = course.assignments
    files = student_files(assignment).files
    book = nbformat.reads(files["01_light.en.ipynb"].decode(), 4)
    cell = next(cell for cell in book.cells if cell.id == "01_light-q3-answer")
    cell.source = WORDS
    (tmp_path / "01_light.en.ipynb").write_text(nbformat.writes(book), encoding="utf-8")
    (tmp_path / "01_light.py").write_bytes(files["01_light.py"])

    hand_in = read_in_this_process(tmp_path, assignment)
    assert hand_in.name == "01_light.en.ipynb"
    assert WORDS.strip() in hand_in.text


def test_words_that_were_run_and_not_saved_are_noticed(course, tmp_path):
    (assignment,) = course.assignments
    path = tmp_path / "mine.py"
    path.write_text(RIGHT + WORDS, encoding="utf-8")

    assert changed({"In": [WORDS]}, path, assignment) == ()
    assert changed({"In": [WORDS.replace("dark", "black")]}, path, assignment) == ("q3",)


def test_students_receive_neither_the_model_answer_nor_the_criteria(course):
    (assignment,) = course.assignments
    files = student_files(assignment).files

    assert leaks(assignment, files) == ()
    toml = files["assignment.toml"]
    assert b"manual = true" in toml and b"criteria" not in toml and b"model" not in toml
    told = leaks(assignment, {"README.md": assignment.manual["q3"].model["en"].encode()})
    assert "what markers of q3 read" in str(told[0])


def test_a_student_copy_is_read_as_a_course_of_its_own(student):
    assignment = load_assignment(Path.cwd())
    assert assignment.manual["q3"].points == 2
    assert assignment.manual["q3"].criteria == ()
