"""What students run on their own machine: public checks, hints, the archive to hand in. In this process, unprotected."""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.load import load_assignment, load_hints
from autograder.course.model import Assignment, Question
from autograder.display import Note, Progress, Report, Row, show
from autograder.errors import CourseError, HandInError, UsageError
from autograder.messages import default_language, sentence
from autograder.verdict import Result, Verdict

if TYPE_CHECKING:
    from autograder.judge.handin import HandIn

# Folders above the current one in which an assignment is looked for.
_LEVELS_UP = 3


@dataclass
class _State:
    """What `use` chose in this process, and how many hints each question has given."""

    assignment: Assignment | None = None
    language: str = field(default_factory=default_language)
    hints: dict[str, int] = field(default_factory=dict)


_state = _State()


def _kindly(function):
    """Show our own errors as a sentence: in a notebook a traceback would bury it."""

    @functools.wraps(function)
    def kind(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except CourseError as error:
            show(Note((str(error),), _state.language))

    return kind


@_kindly
def use(name: str | None, language: str | None) -> None:
    """Choose the assignment and the language for what follows, and say so."""
    chosen = language or default_language()
    assignment = load_assignment(find(name, Path.cwd(), chosen))
    _state.assignment, _state.language = assignment, chosen
    _state.hints.clear()
    os.environ["AUTOGRADER_LANGUAGE"] = chosen  # what else of ours speaks in this notebook (autograder.data)
    stub = assignment.folder / f"{assignment.id}.py"
    if stub.is_file():
        _load_quietly(stub.read_text(encoding="utf-8", errors="replace"), chosen)
    show(Note((_say("check.ready", title=assignment.title[chosen]),), chosen))


@_kindly
def check(question: str | None, environment: Mapping[str, object]) -> None:
    """Run public checks on the answers defined in `environment` (a notebook's globals), and show the verdicts."""
    assignment = _current()
    for report in reports(assignment, environment, question, _state.language):
        show(report)


def check_file(
    folder: Path,
    name: str,
    question: str | None = None,
    answer: Path | None = None,
    language: str | None = None,
    stream=None,
) -> bool:
    """Show the verdicts of the public checks on a file (None: the answers saved last); return whether all pass."""
    language = language or default_language()
    assignment = load_assignment(find(name, folder, language))
    path = answer or written(assignment)[0]
    answers = answers_in(assignment, path, language)
    _load_quietly(answers.text, language)
    show(Note((sentence("check.answers", language, path=near(path)),), language), stream)
    hint = f"autograder hint {assignment.id[:2]} {{question}}"
    found = reports(assignment, answers, question, language, hint)
    for report in found:
        show(report, stream)
    return all(report.passed for report in found)


def _load_quietly(source: str, language: str) -> None:
    """Import TensorFlow if `source` does, without the lines it writes past Python's own streams, whatever its log level.

    A wall of red about CUDA and oneDNN in the first cell is what students would ask about first.
    """
    wanted = re.search(r"^\s*(?:import|from)\s+(?:keras|tensorflow)\b", source, re.M)
    if not wanted or "tensorflow" in sys.modules:
        return
    with Progress() as progress, contextlib.suppress(ImportError):
        progress.step(sentence("check.loading", language))
        sys.stderr.flush()
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            importlib.import_module("tensorflow")
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


def written(assignment: Assignment) -> tuple[Path, ...]:
    """Return the notebooks and the module that somebody has answered in, the one saved last first.

    Where there is none: the module as released, or else a notebook; the module's path where there is no file at all.
    """
    module = assignment.folder / f"{assignment.id}.py"
    found = [path for path in (*assignment.folder.glob("*.ipynb"), module) if path.is_file()]
    answered = [path for path in found if unanswered(path, assignment) != set(assignment.functions)]
    # Saved at once, as by git: the notebook.
    answered.sort(key=lambda path: (path.stat().st_mtime, path.suffix == ".ipynb"), reverse=True)
    return tuple(answered or found[-1:] or [module])


def unanswered(path: Path, assignment: Assignment) -> set[str]:
    """Return the graded functions that a file does not define, or as released; none where it cannot be read as Python."""
    from autograder.judge.handin import read_hand_in

    try:
        tree = ast.parse(read_hand_in(path, assignment).text)
    except (HandInError, SyntaxError, ValueError):
        return set()
    defined = {
        name
        for node in tree.body
        for name in _names(node)
        if "raise NotImplementedError" not in ast.unparse(node)
    }
    return set(assignment.functions) - defined


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name for alias in node.names)


def answers_in(assignment: Assignment, answer: Path | None, language: str) -> HandIn:
    """Return the answers in a file (None: the one saved last), read and not run.

    Raises:
        UsageError: There is no such file, or it cannot be read.
    """
    from autograder.judge.handin import read_hand_in

    path = answer or written(assignment)[0]
    if not path.is_file():
        raise UsageError(sentence("check.no_answer", language, path=near(path)))
    try:
        return read_hand_in(path, assignment)
    except HandInError as error:
        raise UsageError(sentence(error.key, language, **error.values)) from None


def reports(
    assignment: Assignment,
    answer: Mapping[str, object] | HandIn,
    question: str | None,
    language: str,
    hint: str = 'autograder.hint("{question}")',
) -> tuple[Report, ...]:
    """Return the verdicts of the public checks, a report for each question asked for (None: all), told in `language`.

    `hint` is what to type for one.
    """
    questions = _questions(assignment, question, language)
    checks = {check.id: check for each in questions for check in each.checks if check.public}
    result = grade(assignment, answer, checks, language)
    return tuple(
        _report(
            each,
            [verdict for verdict in result.verdicts if checks[verdict.check].question == each.id],
            result,
            language,
            hint.format(question=each.id),
        )
        for each in questions
    )


def grade(
    assignment: Assignment, answer: Mapping[str, object] | HandIn, checks: Collection[str], language: str
) -> Result:
    """Return the verdicts of some checks on an answer in this process, showing meanwhile which one runs."""
    from autograder.judge.run import grade_in_process

    with Progress() as progress:

        def step(id: str) -> None:
            progress.step(sentence("check.running", language, fact=assignment.check(id).title[language]))

        return grade_in_process(assignment, answer, tuple(checks), on_check=step)


def _report(question: Question, verdicts: list[Verdict], result: Result, language: str, hint: str) -> Report:
    titles = {check.id: check.title[language] for check in question.checks}
    rows = tuple(Row(titles[each.check], each) for each in verdicts)
    passed = sum(row.verdict.passed for row in rows)
    remarks = [note.text(language) for note in result.notes]
    if passed == len(rows):
        remarks.append(sentence("check.all_pass", language, total=len(rows)))
    else:
        remarks.append(sentence("check.some_pass", language, passed=passed, total=len(rows)))
        remarks.append(sentence("check.none_hint", language, call=f"`{hint}`"))
    name = f"Question {question.id[1:]} · {question.title[language]}"
    return Report(sentence("check.title", language, question=name), rows, language, tuple(remarks))


@_kindly
def hint(question: str) -> None:
    """Show the next hint of a question or function; after the last one, all of them."""
    assignment = _current()
    count = _state.hints.get(question, 0) + 1
    _state.hints[question] = count
    show(Note(_hint_lines(assignment, question, count, _state.language), _state.language))


def hint_text(folder: Path, name: str, question: str, number: int, language: str) -> str:
    """Return hint `number` (from 1) of a question or function, as the command line shows it."""
    assignment = load_assignment(find(name, folder, language))
    again = f"autograder hint {assignment.id[:2]} {question} -n {number + 1}"
    return str(Note(_hint_lines(assignment, question, number, language, again), language))


@_kindly
def export(name: str | None, answer: str | None) -> None:
    """Make the archive to hand in for an assignment (None: the one in use), from the answer saved last or from `answer`."""
    from autograder.packing import pack

    if name is None and _state.assignment is not None:
        assignment = _state.assignment
    else:
        assignment = load_assignment(find(name, Path.cwd(), _state.language))
    pack(assignment, answer, _state.language)


def find(name: str | None, start: Path, language: str) -> Path:
    """Return the folder of the assignment called `name` ("02_noise", "02", "2", "noise") at `start`, in it, or above.

    Raises:
        UsageError: There is none.
    """
    start = Path(start).resolve()
    for base in (start, *list(start.parents)[:_LEVELS_UP]):
        for folder in (base, *sorted(base.glob("[0-9][0-9]_*"))):
            if (folder / "assignment.toml").is_file() and (name is None or _is_called(folder.name, name)):
                if name is None and folder != base:
                    continue
                return folder
    raise UsageError(sentence("check.no_folder", language, name=name or "…", folder=str(start)))


def _is_called(folder: str, name: str) -> bool:
    return name in (folder, folder[:2], folder[:2].lstrip("0"), folder[3:])


def _current() -> Assignment:
    if _state.assignment is None:
        with contextlib.suppress(UsageError):
            _state.assignment = load_assignment(find(None, Path.cwd(), _state.language))
    if _state.assignment is None:
        raise UsageError(_say("check.no_use"))
    return _state.assignment


def _say(key: str, **values: object) -> str:
    return sentence(key, _state.language, **values)


def _questions(assignment: Assignment, question: str | None, language: str) -> Collection[Question]:
    if question is None:
        return assignment.questions
    for each in assignment.questions:
        if question == each.id or question in each.functions:
            return (each,)
    known = ", ".join(each.id for each in assignment.questions)
    raise UsageError(
        sentence("check.no_question", language, question=question, assignment=assignment.id, known=known)
    )


def _hint_lines(
    assignment: Assignment, question: str, number: int, language: str, again: str = ""
) -> tuple[str, ...]:
    (found,) = _questions(assignment, question, language)
    by_function = load_hints(assignment, language)
    functions = (question,) if question in found.functions else found.functions
    hints = [
        (function, position, len(by_function[function]), text)
        for function in functions
        for position, text in enumerate(by_function[function], start=1)
    ]
    told = [
        f"{sentence('hint.title', language, number=position, total=total, function=f'`{function}`')}\n{text}"
        for function, position, total, text in hints
    ]
    if number > len(told):
        return (sentence("hint.again", language), *_flat(told))
    last = number == len(told)
    call = f'autograder.hint("{question}")'
    more = sentence("hint.last", language)
    if not last:
        more = sentence("hint.more", language, call=f"`{again or call}`")
    return (*told[number - 1].split("\n"), more)


def _flat(told: list[str]) -> Iterator[str]:
    for each in told:
        yield from each.split("\n")


def near(path: Path) -> str:
    """Return a path as a person at the working directory would write it."""
    path = Path(path).resolve()
    try:
        near = str(path.relative_to(Path.cwd()))
        return path.name if near == "." else near
    except ValueError:
        return str(path)
