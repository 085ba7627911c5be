"""How far a student is: what the public checks said last, by assignment and question, and when one last exported.

What checks say, and which hint was shown last, is written down in one file beside the assignments; nothing is graded to
tell it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.base.errors import ContentError, HandInError, MachineError, UsageError
from autograder.base.files import read_json, write_json
from autograder.base.messages import sentence
from autograder.base.moments import moment_text
from autograder.base.verdict import Reason, Verdict
from autograder.base.zips import read_archive
from autograder.course.load import FOLDER, load_assignment
from autograder.course.model import Assignment, Question
from autograder.judge.kinds import notebook_in, raw_cells
from autograder.student.answers import to_tell_of, unanswered

RECORD = ".progress.json"
_HINTS = "hints"  # beside the assignments' ids
_GENERATED = ".generated"  # in the trees that `autograder build` writes, not in what students unzip


@dataclass(frozen=True)
class QuestionProgress:
    """The public points of one question: `earned` when it was last checked (None: never), of `possible`.

    A text that a person marks has no public points: whether it is `written` is all there is to tell.
    """

    question: str
    earned: int | None
    possible: int
    written: bool = False


@dataclass(frozen=True)
class Progress:
    """How far one assignment is: `exported` is when its archive was made,
    `changed` whether answers were saved since.
    """

    assignment: str
    title: str
    questions: tuple[QuestionProgress, ...]
    exported: datetime.datetime | None = None
    changed: bool = False

    @property
    def earned(self) -> int:
        """The public points of the questions that were checked."""
        return sum(each.earned or 0 for each in self.questions)

    @property
    def possible(self) -> int:
        """The public points there are."""
        return sum(each.possible for each in self.questions)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        when = self.exported.isoformat(timespec="minutes") if self.exported else None
        return {**asdict(self), "exported": when, "earned": self.earned, "possible": self.possible}


def public_points(question: Question) -> int:
    """Return the points of a question's public checks."""
    return sum(check.points for check in question.checks if check.public)


def record(assignment: Assignment, verdicts: Mapping[str, Verdict]) -> None:
    """Write down the public points of the questions that `verdicts` (by check) judge.

    A folder one may not write to is no error. Nothing is written beside masters and generated trees:
    nobody hands in there.
    """
    path = assignment.folder.parent / RECORD
    if not _is_a_students(assignment):
        return
    with contextlib.suppress(UsageError, MachineError, OSError):
        kept = _read(path)
        mine = dict(kept.get(assignment.id, {}))
        for question in assignment.questions:
            judged = [check for check in question.checks if check.id in verdicts]
            if judged and not any(verdicts[check.id].reason is Reason.STOPPED for check in judged):
                mine[question.id] = sum(check.points for check in judged if verdicts[check.id].passed)
        write_json(path, {**kept, assignment.id: mine})


def shown_hints(assignment: Assignment, question: str) -> int:
    """Return the number of the hint that was shown last for what a person calls `question`; 0: none."""
    shown = _hints(_read(assignment.folder.parent / RECORD), assignment).get(question)
    return shown if isinstance(shown, int) else 0


def remember_hint(assignment: Assignment, question: str, number: int) -> bool:
    """Write down which hint was shown last, as `record` writes; return whether that could be."""
    path = assignment.folder.parent / RECORD
    if not _is_a_students(assignment):
        return False
    try:
        kept = _read(path)
        mine = {**_hints(kept, assignment), question: number}
        write_json(path, {**kept, _HINTS: {**kept.get(_HINTS, {}), assignment.id: mine}})
    except (UsageError, MachineError, OSError):
        return False
    return True


def _hints(kept: Mapping[str, Any], assignment: Assignment) -> Mapping[str, object]:
    every = kept.get(_HINTS)
    mine = every.get(assignment.id) if isinstance(every, dict) else None
    return mine if isinstance(mine, dict) else {}


def _is_a_students(assignment: Assignment) -> bool:
    """Return whether a student works here: not beside a master, nor in a generated tree."""
    beside = (assignment.folder / "master.py", assignment.folder.parent / _GENERATED)
    return not any(each.exists() for each in beside)


def progress(folder: Path, language: str) -> tuple[Progress, ...]:
    """Return how far each assignment is that lies in `folder`, or beside it where it is one itself."""
    folder = Path(folder).resolve()
    root = folder.parent if (folder / "assignment.toml").is_file() else folder
    kept = _read(root / RECORD)
    return tuple(_progress(each, kept.get(each.id, {}), language) for each in _assignments(root))


def cells(each: Progress, language: str) -> tuple[str, str, str, str]:
    """Return what a line says of an assignment: its name, its public points, those of its questions,
    the last export.
    """
    exported = ""
    if each.exported:
        key = "exported_before" if each.changed else "exported"
        exported = sentence(f"progress.{key}", language, when=moment_text(each.exported, language))
    questions = "  ".join(_question(question) for question in each.questions)
    return each.assignment, f"{each.earned}/{each.possible}", questions, exported


def lines(found: tuple[Progress, ...], language: str) -> Iterator[str]:
    """Yield a line for each assignment, and the sum."""
    wide = max((len(each.assignment) for each in found), default=0)
    for each in found:
        name, points, questions, exported = cells(each, language)
        yield f"{name:<{wide}}  {points:>6}  {questions}  {exported}".rstrip()
    yield total(found, language)


def total(found: tuple[Progress, ...], language: str) -> str:
    """Return the sum of all assignments, in a sentence."""
    earned, possible = (sum(getattr(each, name) for each in found) for name in ("earned", "possible"))
    return sentence("progress.sum", language, earned=earned, possible=possible)


def _question(question: QuestionProgress) -> str:
    if not question.possible:
        return f"{question.question} {'✓' if question.written else '–'}"
    earned = "–" if question.earned is None else str(question.earned)
    return f"{question.question} {earned}/{question.possible}"


def _assignments(root: Path) -> Iterator[Assignment]:
    for folder in sorted(root.iterdir()):
        if FOLDER.match(folder.name) and (folder / "assignment.toml").is_file():
            with contextlib.suppress(ContentError):  # one damaged folder does not hide the others
                yield load_assignment(folder)


def _progress(assignment: Assignment, kept: object, language: str) -> Progress:
    points = kept if isinstance(kept, dict) else {}
    answer, archive = to_tell_of(assignment), assignment.folder / f"{assignment.id}.zip"
    exported = archive.stat().st_mtime if archive.is_file() else None
    changed = exported is not None and answer.is_file() and _changed(answer, archive)
    open_ones = unanswered(answer, assignment) if answer.is_file() else set(assignment.answers)
    questions = tuple(
        QuestionProgress(
            question.id,
            _earned(points.get(question.id), set(question.functions) <= open_ones),
            public_points(question),
            not open_ones.intersection(question.answers),
        )
        for question in assignment.questions
    )
    when = datetime.datetime.fromtimestamp(exported) if exported is not None else None
    return Progress(assignment.id, assignment.title[language], questions, when, changed)


def _changed(answer: Path, archive: Path) -> bool:
    """Return whether the answers are others than those exported: a notebook that is run and saved says the same as
    before.
    """
    if answer.stat().st_mtime <= archive.stat().st_mtime:
        return False
    try:
        exported = read_archive(archive.read_bytes())[answer.name]
    except (HandInError, KeyError):
        return True
    return _said(answer.read_bytes(), answer.name) != _said(exported, answer.name)


def _said(data: bytes, name: str) -> object:
    """Return what a file says: of a notebook, the kind and the source of each cell."""
    cells = raw_cells(notebook_in(data, name) or {})
    if cells is None:
        return data
    return [(each.get("cell_type"), "".join(each.get("source", ""))) for each in cells]


def _earned(value: object, nothing_written: bool) -> int | None:
    """Return the points written down; None where nothing is, or nothing of it is in the answers any more."""
    return value if isinstance(value, int) and not (nothing_written and value == 0) else None


def _read(path: Path) -> dict[str, Any]:
    """Return what was written down; nothing where the file is damaged: it can be made again by checking."""
    try:
        kept = read_json(path)
    except UsageError:
        return {}
    return kept if isinstance(kept, dict) else {}
