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


def test_what_the_answers_print_is_cut_above_the_verdicts_and_printed_lets_it_through(student, capsys):
    flood = RIGHT.replace("def brighten", "print('at the top')\n\n\ndef brighten").replace(
        "    brightened_images =",
        "    for n in range(3000):\n        print('line', n)\n    brightened_images =",
    )
    assert flood.count("print") == 2
    (student / "01_light/01_light.py").write_text(flood, encoding="utf-8")
    stream = io.StringIO()
    assert check_file(Path(), "01", language="fr", stream=stream)
    text = stream.getvalue()
    assert "Question 1\xa0: 3000 lignes, dont voici les 10 premières" in text
    assert "| line 9\n" in text and "line 10" not in text and "| at the top" in text
    assert "autograder check 01 q1 --printed" in text
    assert text.index("line 9") < text.index("✓ réussie")
    second = RIGHT.replace("    means =", "    print('lines\\n' * 50)\n    means =")
    (student / "01_light/01_light.py").write_text(second, encoding="utf-8")
    check_file(Path(), "01", language="fr", stream=stream)
    assert "autograder check 01 q2 --printed" in stream.getvalue()
    (student / "01_light/01_light.py").write_text(flood, encoding="utf-8")
    assert "line" not in capsys.readouterr().out

    check_file(Path(), "01", "q1", language="fr", stream=io.StringIO(), printed=True)
    assert "line 2999" in capsys.readouterr().out


def test_an_error_that_stops_the_file_is_said_once_at_the_top(student):
    answer = RIGHT.replace("import numpy as np", "import nope_nope as np")
    (student / "01_light/01_light.py").write_text(answer, encoding="utf-8")
    stream = io.StringIO()
    assert not check_file(Path(), "01", language="en", stream=stream)
    text = stream.getvalue()
    assert text.count("No module named") == 1 and text.count("import nope_nope as np") == 1
    assert "NameError" not in text, "what follows from it is not told as errors of their own"
    assert text.index("in 01_light.py, your code stops here") < text.index("Question 1")
    assert text.count("Waits for the error told above") == 2
    assert "For a hint" not in text


def test_a_check_that_is_stopped_is_not_written_down(student, monkeypatch):
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    assert check_file(Path(), "01", language="en", stream=io.StringIO())
    before = (student / ".progress.json").read_text()
    ctrl_c = "    __import__('signal').raise_signal(2)\n"
    stopped = RIGHT.replace("    brightened_images =", f"{ctrl_c}    brightened_images =")
    (student / "01_light/01_light.py").write_text(stopped, encoding="utf-8")
    stream = io.StringIO()
    assert not check_file(Path(), "01", language="en", stream=stream)
    assert "You stopped it after" in stream.getvalue()
    assert (student / ".progress.json").read_text() == before


def test_the_file_of_another_assignment_leaves_progress_as_it_was(student):
    (student / "01_light/01_light.py").write_text(RIGHT, encoding="utf-8")
    assert check_file(Path(), "01", language="en", stream=io.StringIO())
    before = (student / ".progress.json").read_text()
    toml = (student / "01_light/assignment.toml").read_text(encoding="utf-8")
    (student / "02_other").mkdir()
    (student / "02_other/assignment.toml").write_text(toml.replace("brighten", "whiten"), encoding="utf-8")
    (student / "02_other/other.py").write_text("def whiten(images):\n    return images\n", encoding="utf-8")
    stream = io.StringIO()
    assert not check_file(Path(), "01", answer=student / "02_other/other.py", language="en", stream=stream)
    assert "as assignment 02_other asks for" in stream.getvalue()
    assert (student / ".progress.json").read_text() == before


def test_a_question_that_does_not_exist_is_refused_before_anything_is_said(student):
    stream = io.StringIO()
    with pytest.raises(UsageError, match="There is no question"):
        check_file(Path(), "01", "q9", language="en", stream=stream)
    assert stream.getvalue() == ""


def test_check_says_which_of_several_files_it_judges(student):
    for name, moment in (("01_light.py", 1e9), ("01_light (1).py", 2e9)):
        (student / "01_light" / name).write_text(RIGHT, encoding="utf-8")
        os.utime(student / "01_light" / name, (moment, moment))
    stream = io.StringIO()
    check_file(Path(), "01", "q1", language="en", stream=stream)
    assert "not the others: 01_light.py" in stream.getvalue()
    stream = io.StringIO()
    check_file(Path(), "01", "q1", Path("01_light.py"), language="en", stream=stream)
    assert "not the others" not in stream.getvalue()


def test_the_sum_tells_what_failed_from_what_did_not_run(student):
    def signs(text):
        (student / "01_light/01_light.py").write_text(text, encoding="utf-8")
        stream = io.StringIO()
        check_file(Path(), "01", language="en", stream=stream)
        return [
            line[0] for line in stream.getvalue().splitlines() if " · " in line and line.endswith(" of 1")
        ]

    assert signs(RIGHT) == ["✓", "✓"]
    assert signs(WRONG) == ["✗", "✓"]
    assert signs(WRONG.partition("def darkest")[0]) == ["✗", "–"]


def test_a_file_is_checked_that_is_named_in_the_place_of_an_assignment(student, monkeypatch):
    monkeypatch.chdir(student)
    Path("01_light/mine.py").write_text(RIGHT, encoding="utf-8")
    shown = io.StringIO()
    assert check_file(student, "01_light/mine.py", "q1", language="en", stream=shown)
    assert "The answers in 01_light/mine.py:" in shown.getvalue().replace(os.sep, "/")
    with pytest.raises(UsageError, match="There is no file 01_light/absent.ipynb"):
        check_file(student, "01_light/absent.ipynb", language="en")
