"""What a teacher decides on the page: points and words in overrides.csv, words about lines in comments.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.gradebook import line_comments
from autograder.gradebook.line_comments import COMMENTS, LineComment
from autograder.gradebook.review.tables import Table, locked
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.score import written_criteria, written_points
from autograder.gradebook.standings import HEADERS, OVERRIDES
from autograder.gradebook.store import Store
from autograder.gradebook.teacher_rows import Row

_LONGEST = 5000  # characters of a comment


@dataclass(frozen=True)
class Decision:
    """Points ("" leaves the machine's), a comment and criteria met (ids), about a check or a question,
    or all of a hand-in.
    """

    points: str = ""
    comment: str = ""
    criteria: tuple[str, ...] = ()


NOTHING = Decision()


class Conflict(Exception):
    """Somebody else, or another tab, decided in the meantime. `current` is what stands there now."""

    def __init__(self, current: Decision):
        self.current = current
        super().__init__()


def decision(out: Path, student: Student, assignment: str, check: str) -> Decision:
    """Return what overrides.csv says about one check or question ("": all) of one student's hand-in."""
    return _read(_overrides(out), student, assignment, check)


def decisions(out: Path, student: Student, assignment: str) -> dict[str, Decision]:
    """Return all that overrides.csv says about one student's hand-in, by check, question or "" (all of it)."""
    rows = _overrides(out).rows({"assignment": assignment}, student)
    return {row["check"]: _decision(row) for row in rows}


def decide(out: Path, student: Student, assignment: str, check: str, new: Decision, before: Decision) -> None:
    """Write a decision, if what stands there is still what the teacher saw (`before`).

    Raises:
        Conflict: It is not; nothing is written.
        UsageError: The points are no number from 0 to 9999, or the comment is too long.
    """
    _refuse_nonsense(new)
    table = _overrides(out)
    with locked(out):
        current = _read(table, student, assignment, check)
        if current != before:
            raise Conflict(current)
        if new != current:
            _write(table, student, assignment, check, new)


def decide_for_all(
    out: Path, students: Sequence[Student], assignment: str, check: str, new: Decision
) -> list[Student]:
    """Write one decision for several students, and return those about whom another one stood already: it stays.

    Raises:
        UsageError: As `decide`; nothing is written then.
    """
    _refuse_nonsense(new)
    table, kept = _overrides(out), []
    with locked(out):
        for student in students:
            current = _read(table, student, assignment, check)
            if current == NOTHING:
                _write(table, student, assignment, check, new)
            elif current != new:
                kept.append(student)
    return kept


def comment_line(out: Path, student: Student, assignment: str, new: LineComment, before: str) -> None:
    """Write a comment on a line ("" takes it back), if what stands there is still what the teacher saw.

    Raises:
        Conflict: It is not.
        UsageError: The comment is too long.
    """
    _refuse_nonsense(Decision(comment=new.comment))
    table = Table(out / COMMENTS, line_comments.HEADERS, _roster(out))
    key = {"assignment": assignment, "function": new.function, "line": str(new.line)}
    with locked(out):
        row = table.read(key, student)
        current = row["comment"] if row else ""
        if current != before:
            raise Conflict(Decision(comment=current))
        if new.comment != current:
            table.write(key, student, {"code": new.code, "comment": new.comment})


def _decision(row: Row) -> Decision:
    return Decision(row["points"], row["comment"], written_criteria(row["criteria"]))


def _overrides(out: Path) -> Table:
    return Table(out / OVERRIDES, HEADERS, _roster(out), frozenset({"criteria"}))


def _roster(out: Path) -> Roster:
    return Roster(Store(out).students())


def _read(table: Table, student: Student, assignment: str, check: str) -> Decision:
    row = table.read({"assignment": assignment, "check": check}, student)
    return NOTHING if row is None else _decision(row)


def _write(table: Table, student: Student, assignment: str, check: str, new: Decision) -> None:
    values = {"points": new.points, "comment": new.comment, "criteria": " ".join(new.criteria)}
    table.write({"assignment": assignment, "check": check}, student, values)


def _refuse_nonsense(new: Decision) -> None:
    written_points(new.points)
    if len(new.comment) > _LONGEST:
        raise UsageError("override.long_comment", most=_LONGEST, received=len(new.comment))
