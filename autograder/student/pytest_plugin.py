"""`pytest` in a student's folder: each public check becomes one test, in the check's own words.

Students' conftest.py loads this. The checks of a file run together when its first test is reached, on one reading of
the answers, so that what they share (a trained model) is made once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.base.errors import CourseError
from autograder.base.messages import LANGUAGES, default_language, sentence
from autograder.base.verdict import Reason, Result
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.student.answers import answers_in, named, saved_last
from autograder.student.check import beside, grade, output
from autograder.student.display import Row, summary_markdown
from autograder.student.printed import Recorder

_ROWS = pytest.StashKey[list[tuple[str, Row]]]()
_STOPPED = pytest.StashKey[list[str]]()  # why checks could not even begin
_RESULTS = pytest.StashKey[dict[Path, tuple[Assignment, Result]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--answer`, `--language` and `--skip-unanswered`."""
    group = parser.getgroup("autograder", "public checks of the course")
    group.addoption(
        "--answer",
        metavar="FILE",
        help="the answers to check [default: in each folder, the notebook or .py saved last]",
    )
    group.addoption(
        "--language", choices=LANGUAGES, help="the language of what is shown [default: the system's]"
    )

    group.addoption(
        "--skip-unanswered",
        action="store_true",
        help="skip the checks of functions that are not written yet, instead of failing them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin with nothing judged."""
    config.stash[_ROWS], config.stash[_STOPPED] = [], []
    config.stash[_RESULTS] = {}


@pytest.fixture
def submission() -> None:
    """The hand-in, seen as callable answers. The judge gives the real one to the check; see `pytest_pyfunc_call`."""
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Ask the judge for the verdict instead of calling the function; fail with the student's sentence, no traceback."""
    if "submission" not in pyfuncitem.fixturenames or pyfuncitem.path.parent.name != "checks":
        return None
    language = _language(pyfuncitem.config)
    try:
        where, row = _row(pyfuncitem, language)
    except CourseError as error:
        why = error.text(language)
        pyfuncitem.config.stash[_STOPPED].append(why)
        pytest.fail(why, pytrace=False)
    pyfuncitem.config.stash[_ROWS].append((where, row))
    if _is_skipped(row, pyfuncitem.config):
        pytest.skip(row.fact)
    if not row.verdict.passed:
        found = "\n".join(f"{label} {text}".strip() for label, text in row.details(language))
        pytest.fail(f"{row.fact}\n{found}", pytrace=False)
    return True


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List what did not pass, a line a check, in full: pytest's own list would cut each sentence at the terminal's edge."""
    rows, stopped = [], config.stash[_STOPPED]
    for where, row in config.stash[_ROWS]:
        if not (row.verdict.passed or _is_skipped(row, config)):
            rows.append((where, row))
    if not (rows or stopped) or "f" not in terminalreporter.reportchars:
        return
    language = _language(config)
    terminalreporter.section(sentence("pytest.summary", language))
    words = [sentence(f"check.{row.verdict.outcome}", language) for _, row in rows]
    for word, (where, row) in zip(words, rows, strict=True):
        name = f"{word:<{max(map(len, words))}}  {where[:2]} {row.verdict.check}"
        terminalreporter.line(f"{name} – {row.reason(language)}")
    for why in dict.fromkeys(stopped):
        terminalreporter.line(why)
    if len(rows) + len(stopped) == len(
        terminalreporter.stats.get("failed", ())
    ):  # there are no tests but ours
        terminalreporter.reportchars = terminalreporter.reportchars.replace("f", "")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Append a table to the job summary where a workflow asks for one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    rows = session.config.stash.get(_ROWS, [])
    if summary and rows:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(summary_markdown(rows, _language(session.config)))


def _row(item: pytest.Function, language: str) -> tuple[str, Row]:
    """Return assignment and question in words, and the row of the check's verdict."""
    folder = item.path.parent.parent
    results = item.config.stash[_RESULTS]
    if folder not in results:
        assignment = load_assignment(folder)
        answer = item.config.getoption("--answer")
        path, others = (
            (named(assignment, answer, language), "") if answer else saved_last(assignment, language)
        )
        answers = answers_in(assignment, path, language)
        if others:
            print(others)  # as what the answers print, below
        wanted = [
            _check(other)
            for other in item.session.items
            if isinstance(other, pytest.Function) and other.path == item.path
        ]
        recorder = Recorder()
        with beside(path, answers):
            results[folder] = (assignment, grade(assignment, answers, wanted, language, recorder=recorder))
        everything = f"autograder check {assignment.id[:2]} {{question}} --printed"
        for each in output(recorder, language, everything):
            print(each)  # pytest shows it beside the first check, where that fails; with -s, at once
    assignment, result = results[folder]
    check = assignment.check(_check(item))
    return f"{assignment.id} {check.question}", Row(check.title[language], result.verdict(check.id))


def _is_skipped(row: Row, config: pytest.Config) -> bool:
    return row.verdict.reason is Reason.NOT_ATTEMPTED and bool(config.getoption("--skip-unanswered"))


def _check(item: pytest.Function) -> str:
    return item.originalname.removeprefix("test_")


def _language(config: pytest.Config) -> str:
    return config.getoption("--language") or default_language()
