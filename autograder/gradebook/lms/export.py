"""What every writer of marks shares: marks in, a file with its changes, rejects and notes out."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from autograder.gradebook.roster import Student
from autograder.gradebook.sheet import plain
from autograder.messages import sentence


@dataclass(frozen=True)
class Mark:
    """One student's points for one assignment, as the gradebook has them. `points` is None while withheld."""

    student: Student
    assignment: str
    points: float | None
    maximum: float
    comment: str = ""


@dataclass(frozen=True)
class Change:
    """One cell that an export replaces."""

    student: Student
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Reject:
    """One mark that an export could not write, or one row that no mark is for, and the sentence that says why."""

    student: Student
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __init__(self, student: Student, key: str, **values: object):
        object.__setattr__(self, "student", student)
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Export:
    """A file for an LMS: its bytes, what changed, which marks are not in it, and what the teacher should know."""

    content: bytes
    changes: tuple[Change, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def told(self, language: str) -> str:
        """Return the dry-run listing: a line per change, then the rejects, then the notes."""
        students = {each.student for each in (*self.changes, *self.rejects)}
        names = Counter(student.shown for student in students)

        def who(student: Student) -> str:
            return student.told_apart if names[student.shown] > 1 else student.shown

        lines = [
            f"{who(each.student)}: {each.column}: {each.before or '—'} → {_short(each.after)}"
            for each in self.changes
        ]
        lines += [
            f"{who(each.student)}: {sentence(each.key, language, **each.values)}" for each in self.rejects
        ]
        lines += [sentence(key, language, **values) for key, values in self.notes]
        lines.append(sentence("lms.summary", language, changes=len(self.changes), rejects=len(self.rejects)))
        return "\n".join(lines)


def matched(
    rows: Mapping[int, Mapping[str, str]], marks: Iterable[Mark]
) -> tuple[list[tuple[int, Mark]], list[Reject]]:
    """Return (row, mark) pairs in the rows' order, and the rejected marks.

    `rows` tell each row's handles (`lms_id`, `id`, `login`, `email`, `name`, as far as the file has them). The first
    handle that a row shares with the mark decides; where two rows or two marks share it, nobody is guessed.
    """
    pairs, rejects, taken = [], [], {}
    for mark in marks:
        handles = {
            "lms_id": mark.student.lms_id,
            "id": mark.student.id.casefold(),
            "login": mark.student.login.casefold(),
            "email": mark.student.email.casefold(),
            "name": _name(mark.student.name),
        }
        for handle, value in handles.items():
            found = [row for row, told in rows.items() if value and _handle(handle, told) == value]
            if found:
                break
        if not found:
            rejects.append(Reject(mark.student, "lms.no_row"))
        elif len(found) > 1:
            rejects.append(Reject(mark.student, "lms.homonyms", count=len(found)))
        elif found[0] in taken:
            rejects.append(Reject(mark.student, "lms.row_taken", other=taken[found[0]].shown))
        else:
            taken[found[0]] = mark.student
            pairs.append((found[0], mark))
    return sorted(pairs, key=lambda pair: pair[0]), rejects


def number(points: float) -> str:
    """Return points with a dot and at most two decimals, which Moodle and Canvas accept in every language."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def value(cell: str) -> float | None:
    """Return the number in a cell, with whichever decimal sign; None where there is none."""
    try:
        return float(cell.replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except ValueError:
        return None


def scaled(mark: Mark, top: float | None) -> float | None:
    """Return a mark's points out of `top`, the maximum of the LMS; unchanged where it tells none."""
    if mark.points is None or not top or not mark.maximum or top == mark.maximum:
        return mark.points
    return mark.points * top / mark.maximum


def stored_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a zip that depends on nothing but its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _handle(handle: str, told: Mapping[str, str]) -> str:
    value = told.get(handle, "")
    return _name(value) if handle == "name" else value


def _name(name: str) -> str:
    return " ".join(sorted(plain(name).split()))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
