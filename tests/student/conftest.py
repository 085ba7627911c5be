"""A student's copy of the tiny course, and what is said to the student."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.load import load_assignment, load_course
from autograder.course.master import SOLUTION
from autograder.release.bundle import student_bundle
from autograder.release.trees import write_bundle
from autograder.student import export, notebook

TINY = Path(__file__).parents[1] / "fixtures/tiny/assignments"
RIGHT = load_assignment(TINY / "01_light").master.view(SOLUTION)
WRONG = RIGHT.replace("images + amount", "images - amount")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("students") / "student_template"
    write_bundle(student_bundle(load_course(TINY)), folder)
    return folder


@pytest.fixture
def student(template, tmp_path, monkeypatch):
    """A student's own copy, with the working directory in the assignment, as Jupyter has it."""
    # As in the zip: the mark of generated trees is not in it.
    shutil.copytree(template, tmp_path / "my folder é", ignore=shutil.ignore_patterns(".generated"))
    monkeypatch.chdir(tmp_path / "my folder é/01_light")
    monkeypatch.setattr(notebook, "_state", notebook._State())
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "en")  # `use` sets it: put back afterwards
    return tmp_path / "my folder é"


@pytest.fixture
def said(monkeypatch):
    """Everything that is shown, as text."""
    texts = []
    for module in (notebook, export):
        monkeypatch.setattr(module, "show", lambda thing, stream=None: texts.append(str(thing)))
    return texts


def names_of(source: str) -> dict[str, object]:
    """Return what a notebook whose cells hold `source` defines."""
    space: dict = {}
    exec(compile(source, "notebook", "exec"), space)
    return space


def run_pytest(folder, *arguments, **environment):
    """Run pytest as a student does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
        check=False,
    )
