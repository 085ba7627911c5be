"""The public checks on a file, as the command line runs them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.base.errors import UsageError
from autograder.student import check
from autograder.student.check import check_file
from tests.student.conftest import RIGHT, WRONG, run_pytest


def test_a_file_is_checked_and_the_answer_says_whether_all_passes(student):
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    stream = io.StringIO()
    assert check_file(Path(), "01", language="en", stream=stream)
    assert stream.getvalue().count("✓ passed") == 2
    (student / "01_light/other.py").write_text(WRONG, encoding="utf-8")
    assert not check_file(Path(), "01", None, Path("other.py"), "en", io.StringIO())


def test_a_file_that_is_not_there_is_a_sentence(student):
    with pytest.raises(UsageError, match="There is no file"):
        check_file(Path(), "01", None, Path("absent.ipynb"), "en", io.StringIO())


def test_a_notebook_is_checked_without_running_its_check_cells(student):
    book = nbformat.read(student / "01_light/01_light.fr.ipynb", as_version=4)
    stub = "raise NotImplementedError"
    (cell,) = (cell for cell in book.cells if cell.id == "01_light-q2-answer")
    assert stub in cell.source
    cell.source = "def darkest(images):\n    return int(np.argmin(images.mean(axis=(1, 2))))"
    nbformat.write(book, student / "01_light/mine.ipynb")
    stream = io.StringIO()
    assert check_file(Path(), "01", "q2", Path("mine.ipynb"), "en", stream)
    assert not check_file(Path(), "01", "q1", Path("mine.ipynb"), "en", stream)


def test_checks_are_run_on_the_answers_saved_last_in_notebook_or_module(student):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(book, student / "01_light/01_light.fr.ipynb")
    stream = io.StringIO()
    assert check_file(Path(), "01", language="en", stream=stream)
    assert "01_light.fr.ipynb" in stream.getvalue()
    assert run_pytest(student, "01_light").returncode == 0

    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    os.utime(student / "01_light/01_light.py", (2e9, 2e9))
    assert not check_file(Path(), "01", language="en", stream=stream)


def test_the_hint_offered_is_the_command_that_shows_it(student):
    (student / "01_light/01_light.py").write_text(WRONG, encoding="utf-8")
    stream = io.StringIO()
    check_file(Path(), "01", "q1", language="en", stream=stream)
    assert "autograder hint 01 q1" in stream.getvalue()


@pytest.mark.parametrize(
    ("body", "offered"),
    [
        ("images - amount", True),
        ("np.zeros(3) + np.zeros(4)", True),  # raises
        ("image + amount", False),  # nobody defined it: that is said, and no hint would help
    ],
)
def test_a_hint_that_fits_is_offered_beside_the_check_that_failed(student, body, offered):
    hints = student / "01_light/hints.en.md"
    text = hints.read_text(encoding="utf-8").replace("- What happens", "- [adds] What happens")
    hints.write_text(text, encoding="utf-8")
    (student / "01_light/01_light.py").write_text(RIGHT.replace("images + amount", body), encoding="utf-8")
    stream = io.StringIO()
    check_file(Path(), "01", "q1", language="en", stream=stream)
    assert ("autograder hint 01 adds" in stream.getvalue()) is offered


def test_tensorflow_is_loaded_before_the_checks_only_where_the_answers_import_it(monkeypatch):
    loaded = []
    monkeypatch.delitem(sys.modules, "tensorflow", raising=False)
    monkeypatch.setattr(check.importlib, "import_module", loaded.append)
    for source in ("import numpy", "# import keras", "x = 'import keras'"):
        check.load_quietly(source, "en")
    assert loaded == []
    check.load_quietly("def f():\n    from keras import layers", "en")
    assert loaded == ["tensorflow"]


def test_an_answer_that_reads_its_arguments_finds_none_as_when_it_is_graded(student, monkeypatch):
    monkeypatch.setattr("sys.argv", ["autograder", "check", "01"])
    reads = "import sys\nlow = float(sys.argv[1]) if sys.argv[1:] else 0.0\n"
    answer = reads + RIGHT.replace("(0.0, 1.0)", "(low, 1.0)")
    (student / "01_light/01_light.py").write_text(answer, encoding="utf-8")
    before = [*sys.path]
    assert check_file(Path(), "01", language="en", stream=io.StringIO())
    assert (sys.argv, sys.path) == (["autograder", "check", "01"], before)
