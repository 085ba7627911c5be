"""`pytest` in a student's folder: each public check becomes one test, told in the check's own words.

Students' conftest.py loads this. The checks of a file run together when its first test is reached, on one reading of
the answers, so that what they share (a trained model) is made once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.messages import LANGUAGES, default_language

_ROWS = pytest.StashKey[list]()
_RESULTS = pytest.StashKey[dict]()


def pytest_addoption(parser):
    group = parser.getgroup("autograder", "public checks of the course")
    group.addoption(
        "--answer",
        metavar="FILE",
        help="the answers to check [default: in each folder, the notebook or .py saved last]",
    )
    group.addoption(
        "--language", choices=LANGUAGES, help="the language of what is shown [default: the system's]"
    )


def pytest_configure(config):
    config.stash[_ROWS] = []
    config.stash[_RESULTS] = {}


@pytest.fixture
def submission():
    """The hand-in, seen as callable answers. The judge gives the real one to the check; see `pytest_pyfunc_call`."""
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Ask the judge for the verdict instead of calling the function; fail with the student's sentence, no traceback."""
    if "submission" not in pyfuncitem.fixturenames or pyfuncitem.path.parent.name != "checks":
        return None
    language = _language(pyfuncitem.config)
    try:
        where, row = _row(pyfuncitem, language)
    except CourseError as error:
        pytest.fail(str(error), pytrace=False)
    pyfuncitem.config.stash[_ROWS].append((where, row))
    if not row.verdict.passed:
        told = "\n".join(f"{label} {text}".strip() for label, text in row.details(language))
        pytest.fail(f"{row.fact}\n{told}", pytrace=False)
    return True


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Append a table to the job summary where a workflow asks for one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    rows = session.config.stash.get(_ROWS, [])
    if summary and rows:
        from autograder.display import summary_markdown

        with open(summary, "a", encoding="utf-8") as file:
            file.write(summary_markdown(rows, _language(session.config)))


def _row(item, language: str):
    """Return assignment and question in words, and the row of the check's verdict."""
    from autograder.course.load import load_assignment
    from autograder.display import Row
    from autograder.local import answers_in, grade

    folder = item.path.parent.parent
    results = item.config.stash[_RESULTS]
    if folder not in results:
        assignment = load_assignment(folder)
        answer = item.config.getoption("--answer")
        answers = answers_in(assignment, Path(answer).resolve() if answer else None, language)
        wanted = tuple(
            other.originalname.removeprefix("test_")
            for other in item.session.items
            if other.path == item.path
        )
        results[folder] = (assignment, grade(assignment, answers, wanted, language))
    assignment, result = results[folder]
    check = assignment.check(item.originalname.removeprefix("test_"))
    return f"{assignment.id} {check.question}", Row(check.title[language], result.verdict(check.id))


def _language(config) -> str:
    return config.getoption("--language") or default_language()
