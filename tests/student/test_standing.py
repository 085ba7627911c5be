"""What a student reads of an answer that takes long: where it stands."""

from __future__ import annotations

import contextlib
import io
import threading
from pathlib import Path

import pytest

from autograder.student import check, running
from autograder.student.standing import standing
from tests.student.conftest import RIGHT

WAITS = """

def slowly(n):
    while not Path("enough").exists():
        n += 1


"""


@pytest.fixture
def heard(monkeypatch):
    """Return what is said while checks run; answers that wait for the file "enough" go on once it was said where they stand."""
    texts = []

    def say(text):
        texts.append(text)
        if "\n" in text:
            Path("enough").touch()

    @contextlib.contextmanager
    def line(now_and_then):
        yield say

    monkeypatch.setattr(running, "line", line)
    monkeypatch.setattr(running, "_EVERY", 0.01)
    monkeypatch.setattr(running, "PATIENCE", 0.05)
    return texts


def first_warning(texts):
    return next(each for each in texts if "\n" in each).splitlines()


def answer(call_at_top="", call_in_function=""):
    text = RIGHT.replace(
        "import numpy as np", f"import numpy as np\nfrom pathlib import Path\n{WAITS}{call_at_top}"
    )
    return text.replace("    brightened_images =", f"    {call_in_function}\n    brightened_images =")


def test_the_first_warning_names_function_line_and_code(student, heard):
    text = answer(call_in_function="slowly(0)")
    (student / "01_light/01_light.py").write_text(text, encoding="utf-8")
    assert check.check_file(Path(), "01", "q1", language="en", stream=io.StringIO())
    said = first_warning(heard)
    lines = text.splitlines()
    places = {
        f"Your code stands at: slowly, line {number}: {lines[number - 1].strip()}"
        for number, line in enumerate(lines, start=1)
        if "enough" in line or "n += 1" in line
    }
    assert said[0].startswith("Check 1 of 1") and said[1] in places
    assert "Ctrl-C" in said[2]


def test_what_waits_outside_of_functions_is_said_by_its_line(student, heard):
    text = answer(call_at_top="while not Path('enough').exists(): pass")
    (student / "01_light/01_light.py").write_text(text, encoding="utf-8")
    check.check_file(Path(), "01", "q1", language="fr", stream=io.StringIO())
    number = next(at for at, line in enumerate(text.splitlines(), 1) if line.startswith("while"))
    assert first_warning(heard)[1].startswith(f"Votre code en est à\xa0: ligne {number}\xa0: while not Path(")


def test_nothing_is_said_where_no_answer_runs():
    assert standing(threading.get_ident(), "en") == ""
    assert standing(-1, "en") == ""
