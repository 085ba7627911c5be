"""What a notebook calls: `use`, `check`, `hint`, `progress`, `export`.

What was chosen and what was hinted is remembered here.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec

from autograder.base.errors import CourseError, UsageError
from autograder.base.messages import default_language, sentence
from autograder.base.progress import shell
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.student.advice import advice, older, unsaved
from autograder.student.check import checked, load_quietly, output, overview
from autograder.student.display import Lines, Note, Shown, show
from autograder.student.export import pack
from autograder.student.find import find, meant, questions_asked_for
from autograder.student.hints import hint_note
from autograder.student.printed import Recorder
from autograder.student.progress import cells as progress_cells
from autograder.student.progress import progress as how_far
from autograder.student.progress import total as progress_total
from autograder.student.raised import Runs
from autograder.student.waiting import install

_P = ParamSpec("_P")


@dataclass
class _State:
    """What `use` chose in this process, and how many hints each question has given."""

    assignment: Assignment | None = None
    language: str = field(default_factory=default_language)
    hints: dict[str, int] = field(default_factory=dict)
    runs: Runs = field(default_factory=Runs)
    watched: bool = False
    refused: str = ""  # why the last `use` chose nothing


_state = _State()


def _kindly(function: Callable[_P, None]) -> Callable[_P, None]:
    """Show our own errors as a sentence: in a notebook a traceback would bury it."""

    @functools.wraps(function)
    def kind(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except CourseError as error:
            show(Note((error.text(_state.language),), _state.language))

    return kind


@_kindly
def use(name: str | int | None, language: str | None) -> None:
    """Choose the assignment and the language for what follows, and say so."""
    chosen = language or default_language()
    try:
        assignment = load_assignment(find(_typed(name), Path.cwd(), chosen))
    except CourseError as error:
        _state.refused = error.text(chosen)
        raise
    _state.assignment, _state.language, _state.refused = assignment, chosen, ""
    _state.hints.clear()
    os.environ["AUTOGRADER_LANGUAGE"] = chosen  # what else of ours speaks in this notebook (autograder.data)
    stub = assignment.folder / f"{assignment.id}.py"
    if stub.is_file():
        load_quietly(stub.read_text(encoding="utf-8", errors="replace"), chosen)
    if (ipython := shell()) is not None:
        install(ipython, assignment, chosen)
    _watch()
    show(Note((sentence("check.ready", chosen, title=assignment.title[chosen]),), chosen))


@_kindly
def check(question: str | int | None, environment: Mapping[str, object], printed: bool = False) -> None:
    """Run public checks on the answers defined in `environment` (a notebook's globals), and show the verdicts.

    `printed`: what the answers print is shown whole, instead of being cut.
    """
    assignment, language, question = _current(), _state.language, _typed(question)
    runs, recorder = _state.runs, None if printed else Recorder()
    found = checked(
        assignment,
        environment,
        question,
        language,
        advise=lambda asked, verdicts: advice(assignment, asked, verdicts, environment, language),
        recorder=recorder,
        explain=lambda name: None if name in environment else runs.error_of(name),
    )
    tables = found.tables
    everything = 'autograder.check("{question}", printed=True)'
    asked = questions_asked_for(assignment, question, language)
    stale = tuple(Note((text,), language) for text in older(asked, environment, language, runs))
    above: tuple[Shown, ...] = (*output(recorder, language, everything), *found.above, *stale)
    for each in above:
        show(each)
    for table in tables:
        if len(tables) == 1 or not table.passed:
            show(table)
    if len(tables) > 1:
        show(overview(assignment, tables, language, "autograder.export()"))
        if (text := unsaved(assignment, environment, language)) != "":
            show(Note((text,), language))


@_kindly
def progress() -> None:
    """Show how far one is with all assignments."""
    language = _state.language
    found = how_far(Path.cwd(), language)
    if not found:
        raise UsageError(sentence("progress.none_notebook", language, folder=Path.cwd()))
    rows = tuple(progress_cells(each, language) for each in found)
    show(Lines(sentence("progress.title", language), rows, progress_total(found, language), language))


@_kindly
def hint(name: str | int | None) -> None:
    """Show the next hint of a question or function; after the last one, all of them."""
    assignment = _current()
    typed = _typed(name)
    if typed is None:
        known = ", ".join(each.id for each in assignment.questions)
        raise UsageError(sentence("hint.which", _state.language, known=known))
    question = meant(assignment, typed) or typed
    count = _state.hints.get(question, 0) + 1
    _state.hints[question] = count
    show(hint_note(assignment, question, count, _state.language))


@_kindly
def export(
    name: str | int | None, answer: str | None, environment: Mapping[str, object] | None = None
) -> None:
    """Make the archive to hand in for an assignment (None: the one in use), from `answer` or this notebook.

    `environment` are the notebook's globals; outside of a notebook, the answer saved last is taken.
    """
    if name is None and _state.assignment is not None:
        assignment = _state.assignment
    else:
        assignment = load_assignment(find(_typed(name), Path.cwd(), _state.language))
    pack(assignment, answer, _state.language, environment)


def _typed(name: str | int | None) -> str | None:
    """Return a name as text, whatever was typed: `check(1)`."""
    return None if name is None else str(name)


def _watch() -> None:
    """Have IPython tell which cells raise an error from now on."""
    if not _state.watched and (ipython := shell()) is not None:
        ipython.events.register("post_run_cell", _state.runs.note)
        _state.watched = True


def _current() -> Assignment:
    """Return the assignment in use, or else the one whose folder this is.

    Raises:
        UsageError: There is neither.
    """
    if _state.assignment is None:
        with contextlib.suppress(UsageError):
            _state.assignment = load_assignment(find(None, Path.cwd(), _state.language))
    if _state.assignment is None:
        raise UsageError(_state.refused or sentence("check.no_use", _state.language))
    _watch()
    return _state.assignment
