"""A warm judge for the tests of this folder, and small assignments written on the spot."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from autograder.course.load import load_assignment
from autograder.judge.run import Judge
from autograder.judge.session import Session
from autograder.judge.submission import Submission
from tests.gradebook.conftest import course, course_folder

__all__ = ["course", "course_folder"]  # fixtures: the small course of the gradebook's tests

CHECK = """
[[questions.checks]]
id = "{id}"
title = {{ en = "A fact.", fr = "Un fait." }}
points = 1
"""


@pytest.fixture(scope="session")
def judge():
    with Judge(unisolated=True) as warm:
        yield warm


@pytest.fixture
def assignment_of(tmp_path):
    """Return an assignment whose checks are the functions in `public` and `hidden`."""

    def make(public: str, hidden: str = "", support: str = "", **limits):
        folder = tmp_path / "01_made"
        (folder / "checks").mkdir(parents=True)
        texts = {"test_public.py": public, "test_hidden.py": hidden, "support.py": support}
        ids = []
        for name, text in texts.items():
            if text:
                text = textwrap.dedent(text)
                (folder / "checks" / name).write_text(
                    f"from autograder import expect\n{text}", encoding="utf-8"
                )
                ids += [
                    line[9 : line.index("(")] for line in text.splitlines() if line.startswith("def test_")
                ]
        settings = "\n".join(f"{key} = {value}" for key, value in limits.items())
        (folder / "assignment.toml").write_text(
            f'title = {{ en = "Made", fr = "Fait" }}\n[limits]\n{settings}\n'
            '[[questions]]\nid = "q1"\ntitle = { en = "One", fr = "Un" }\nfunctions = ["f"]\n'
            + "".join(CHECK.format(id=each) for each in ids),
            encoding="utf-8",
        )
        return load_assignment(Path(folder))

    return make


@pytest.fixture
def submission_of(judge):
    """Return a submission of a source text in a warm worker, ended with the test."""
    from autograder.course.model import Limits
    from autograder.judge.hand_in import read_in_this_process

    sessions = []

    def make(source: str, support: str = "", files=None, **limits):
        hand_in = read_in_this_process(textwrap.dedent(source).encode(), name="answer.py")
        session = Session(judge.launcher, hand_in, Limits(**limits), textwrap.dedent(support))
        sessions.append(session)
        return Submission(session, files=files)

    yield make
    for session in sessions:
        session.close()
