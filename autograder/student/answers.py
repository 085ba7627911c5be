"""Which files hold a student's answers, and which questions they leave open. They are read here, never run."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.base.errors import HandInError, UsageError
from autograder.base.messages import sentence
from autograder.base.progress import in_notebook
from autograder.course.load import graded_functions
from autograder.course.model import Assignment
from autograder.course.source import answered_names, bound_names
from autograder.judge.around import found_here, may_lead_elsewhere
from autograder.judge.cells import Code
from autograder.judge.hand_in import HandIn, is_test, read_in_this_process
from autograder.judge.other_assignment import other_assignment
from autograder.student.find import near, sentence_here

_FILES = 2_000  # beside the answers
_KINDS = {".py", ".ipynb", ".zip"}  # as they are handed in; other texts are answers only where they hold some


def written(assignment: Assignment) -> tuple[Path, ...]:
    """Return the notebooks and .py files that somebody has answered in, the one saved last first.

    Where there is none: the module as released, or else a notebook; the module's path where there is no file at all.
    """
    module = assignment.folder / f"{assignment.id}.py"
    # What begins with a dot is macOS's shadow of a file, or hidden on purpose.
    notebooks = [path for path in assignment.folder.glob("*.ipynb") if not path.name.startswith(".")]
    named = [path for path in (*notebooks, module) if path.is_file()]
    others = sorted(
        path for path in assignment.folder.glob("*.py") if path != module and not is_test(path.name)
    )
    answered = [path for path in named if _answered(path, assignment) != set()]
    answered += [path for path in others if _answered(path, assignment)]
    # Saved at once, as by git: the notebook.
    answered.sort(key=lambda path: (path.stat().st_mtime, path.suffix == ".ipynb"), reverse=True)
    return tuple(answered or named[-1:] or [module])


def to_tell_of(assignment: Assignment) -> Path:
    """Return the file that says how far somebody is: of those answered in the one saved last that can be read."""
    first, *others = written(assignment)
    return next((each for each in (first, *others) if _answered(each, assignment) is not None), first)


def unanswered(path: Path, assignment: Assignment) -> set[str]:
    """Return the names of answers that a file does not define, or as released; none where it cannot be read."""
    answered = _answered(path, assignment)
    return set() if answered is None else set(assignment.answers) - answered


def _answered(path: Path, assignment: Assignment) -> set[str] | None:
    """Return the names of answers that a file defines and not as released; None where it cannot be read.

    What is no Python is taken for an answer: why it is none, the judge says.
    """
    try:
        cells = read_in_this_process(path, assignment).cells
    except HandInError:
        return None
    found: set[str] = set()
    for cell in cells:
        names = answered_names(cell.source)
        found |= bound_names(cell.source) if names is None else names
    return found & set(assignment.answers)


def named(assignment: Assignment, answer: Path | str, language: str) -> Path:
    """Return the file that somebody calls `answer`, seen from here or from the assignment's folder.

    Raises:
        UsageError: There is no such file.
    """
    path = next((each for each in (Path(answer), assignment.folder / answer) if each.is_file()), None)
    if path is None:
        raise UsageError(sentence_here("check.no_answer", language, path=near(Path(answer))))
    return path


def saved_last(assignment: Assignment, language: str) -> tuple[Path, str]:
    """Return the file that is meant where nobody names one; and where others were answered in, a sentence that says so.

    Raises:
        UsageError: It cannot be read, and what is meant is not to be guessed.
    """
    path, *others = written(assignment)
    values = {"folder": near(assignment.folder), "name": path.name}
    if path.is_file() and (why := _unreadable(path, assignment, language)):
        others = [each for each in others if not _unreadable(each, assignment, language)]
        ways_out = [sentence("answers.instead", language, **values, **_choice(others))] if others else []
        raise UsageError(" ".join([why, *ways_out]))
    return path, sentence("answers.newest", language, **values, **_choice(others)) if others else ""


def _choice(others: Sequence[Path]) -> dict[str, str]:
    """Return what a sentence about other answers names: the files, and what to type for the first of them."""
    call = 'autograder.export(answer="{}")' if in_notebook() else '--answer "{}"'
    return {"others": ", ".join(each.name for each in others), "call": call.format(near(others[0]))}


def _unreadable(path: Path, assignment: Assignment, language: str) -> str:
    """Return why a file cannot be read; "" where it can."""
    try:
        read_in_this_process(path, assignment)
    except HandInError as error:
        return sentence(error.key, language, **error.values)
    return ""


def answers_in(assignment: Assignment, path: Path, language: str) -> HandIn:
    """Return the answers in a file, read and not run.

    Raises:
        UsageError: There is no such file, or it cannot be read.
    """
    if not path.is_file():
        raise UsageError(sentence_here("check.no_answer", language, path=near(path)))
    try:
        found = read_in_this_process(path, assignment)
    except HandInError as error:
        raise UsageError(sentence(error.key, language, **error.values)) from None
    refuse_other_kinds(path, assignment, language)
    found = _with_remark(found, assignment)
    return found if found.files else _with_paths_of_here(found, path.resolve().parent)


def refuse_other_kinds(path: Path, assignment: Assignment, language: str) -> None:
    """Refuse a file that is neither Python nor a notebook nor an archive, and holds no answer: a README, a table.

    Raises:
        UsageError: It is one.
    """
    if path.suffix.lower() in _KINDS:
        return
    try:
        bound = {
            name for cell in read_in_this_process(path, assignment).cells for name in bound_names(cell.source)
        }
    except HandInError as error:
        raise UsageError(sentence(error.key, language, **error.values)) from None
    if not bound & set(assignment.answers):
        names = ", ".join(assignment.answers)
        values = {"path": near(path), "assignment": assignment.id, "names": names}
        raise UsageError(sentence("check.no_answers_in", language, **values))


def _with_remark(found: HandIn, assignment: Assignment) -> HandIn:
    """Return answers, with a remark where they look like those to another assignment."""
    bound = {name for cell in found.cells for name in bound_names(cell.source)}
    if not bound or not bound.isdisjoint(assignment.answers):
        return found  # nearly always: the others' files are not read
    remark = other_assignment(found.name, bound, assignment, graded_functions(assignment.folder.parent))
    return replace(found, remarks=(*found.remarks, remark)) if remark else found


def _with_paths_of_here(found: HandIn, folder: Path) -> HandIn:
    """Return answers that open what lies beside them, as when they are handed in, wherever they were written."""
    if not any(may_lead_elsewhere(cell.source) for cell in found.cells):
        return found
    below = (each for each in folder.rglob("*") if each.is_file())
    names = {each.relative_to(folder).as_posix() for each in itertools.islice(below, _FILES)}
    code = Code(found.cells, found.sources)
    code, moved = found_here(code, names, lambda path: os.path.exists(os.path.expanduser(path)))
    return replace(found, cells=code.cells, sources=code.sources, remarks=(*found.remarks, *moved))
