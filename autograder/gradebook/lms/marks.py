"""Marks on their way into an LMS's file: which row is whose, what changed, what could not be written and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.base.messages import sentence
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.roster import Student, distinct_names, same_name


@dataclass(frozen=True)
class Mark:
    """One student's points for one assignment, as the gradebook has them. `points` is None while withheld."""

    student: Student
    assignment: str
    points: float | None
    maximum: float
    comment: str = ""
    delivered: str = ""  # the LMS's own name for the hand-in
    page: bytes = b""  # the student's page of feedback, where the system takes pages
    why_withheld: str = "lms.withheld"  # the sentence that says why there are no points


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


@dataclass(frozen=True)
class Export:
    """A file for an LMS: its bytes, what changed, which marks are not in it, and what the teacher should know.

    `beside` are files to upload with it: name -> bytes. `order` is the sentence that says in which order: it is said
    first and last.
    """

    content: bytes
    changes: tuple[Change, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    order: tuple[str, Mapping[str, object]] | None = None

    def listing(self, language: str) -> str:
        """Return the dry-run listing: a line per change, then the rejects, then the notes."""
        students = {each.student for each in self.changes} | {each.student for each in self.rejects}
        names = distinct_names(students)
        order = [sentence(self.order[0], language, **self.order[1])] if self.order else []
        lines = [
            *order,
            *(
                f"{names[each.student]}: {each.column}: {each.before or '—'} → {_short(each.after)}"
                for each in self.changes
            ),
        ]
        lines += [
            f"{names[each.student]}: {sentence(each.key, language, **each.values)}" for each in self.rejects
        ]
        lines += [sentence(key, language, **values) for key, values in self.notes]
        lines.append(sentence("lms.summary", language, changes=len(self.changes), rejects=len(self.rejects)))
        return "\n".join(lines + order)


def matched(
    rows: Mapping[int, Mapping[str, str]],
    marks: Iterable[Mark],
    *,
    delivered: Callable[[Mark], tuple[str, str]] | None = None,
) -> tuple[list[tuple[int, Mark]], list[Reject]]:
    """Return (row, mark) pairs in the rows' order, and the rejected marks.

    `rows` give each row's handles (`lms_id`, `id`, `login`, `email`, `name`, `group`, as far as the file has them). The
    first handle that a row shares with the mark decides; where two rows or two marks share it, nobody is guessed.

    A number or a login counts only with the name beside it: a group's number may be a participant's, a school's number
    another system's. Where the file has no names (anonymous marking), or the mark is of "Participant 77", it stands alone.
    A mark of a group goes to each row of the group. `delivered` tells by which (name, number) the mark's hand-in was
    delivered; both empty where it was not. The number is then that hand-in's, and another row's number contradicts it.
    """
    known = _Rows(rows)
    pairs: list[tuple[int, Mark]] = []
    rejects: list[Reject] = []
    nameless: list[tuple[Mark, bool, list[str]]] = []
    taken: dict[int, Student] = {}

    def take(mark: Mark, found: Sequence[int]) -> None:
        for row in found:
            if row in taken:
                rejects.append(Reject(mark.student, "lms.row_taken", {"other": taken[row].shown}))
            else:
                taken[row] = mark.student
                pairs.append((row, mark))

    for mark in marks:
        folder, number = delivered(mark) if delivered else ("", "")
        # Where groups hand in, the folder's number is the group's.
        own_number = number if not known.grouped else ""
        found, others = known.by_handle(mark.student, own_number or mark.student.lms_id, folder)
        if len(found) > 1:
            rejects.append(Reject(mark.student, "lms.homonyms", {"count": len(found)}))
        elif found := found or known.by_group(mark.student):
            take(mark, found)
        else:
            nameless.append((mark, bool(own_number), others))
    # A name alone comes last, when all that is certain has its row, and only where nobody else bears it.
    for mark, contradicted, others in nameless:
        found = known.by_name(mark.student, numbered=not contradicted)
        namesakes = sum(same_name(mark.student.name, other.student.name) for other, *_ in nameless)
        if len(found) > 1 or (found and namesakes > 1):
            rejects.append(Reject(mark.student, "lms.homonyms", {"count": max(len(found), namesakes)}))
        elif found:
            take(mark, found)
        elif others:
            rejects.append(Reject(mark.student, "lms.other_name", {"name": others[0]}))
        else:
            rejects.append(Reject(mark.student, "lms.no_row"))
    return sorted(pairs, key=lambda pair: pair[0]), rejects


@dataclass(frozen=True)
class _Rows:
    """The rows of a table, by what each knows of its student."""

    cells: Mapping[int, Mapping[str, str]]

    @property
    def grouped(self) -> bool:
        """Whether groups hand in, and not persons."""
        return any(cells.get("group") for cells in self.cells.values())

    def by_handle(self, student: Student, number: str, folder: str) -> tuple[list[int], list[str]]:
        """Return the rows of the first number, login or address that is the student's; and whose rows the numbers are else."""
        school = (
            student.id.casefold() if student.id != student.lms_id else ""
        )  # else the LMS's, tried already
        others: list[str] = []
        for handle, value, alone in (
            ("lms_id", number, False),
            ("id", school, False),
            ("login", student.login.casefold(), False),
            ("email", student.email.casefold(), True),
        ):
            found = []
            for row, cells in self.cells.items():
                if value and cells.get(handle, "") == value:
                    if alone or _fits(cells.get("name", ""), student.name, folder):
                        found.append(row)
                    else:
                        others.append(cells["name"])
            if found:
                return found, others
        return [], others

    def by_group(self, student: Student) -> list[int]:
        """Return the rows of a group's members, where no roster took the group apart: it has a name, a number and no more."""
        if student.email:
            return []
        wanted = folded(student.name).replace(" ", "")
        return [
            row
            for row, cells in self.cells.items()
            if wanted and folded(cells.get("group", "")).replace(" ", "") == wanted
        ]

    def by_name(self, student: Student, *, numbered: bool) -> list[int]:
        """Return the rows with the student's name; those with a number of another only where `numbered`."""
        return [
            row
            for row, cells in self.cells.items()
            if (numbered or not cells.get("lms_id")) and same_name(cells.get("name", ""), student.name)
        ]


UNMATCHED = ("lms.no_row", "lms.homonyms", "lms.other_name", "lms.row_taken")
_NAMELESS = re.compile(r"Participant \w+$")


def _fits(row: str, *names: str) -> bool:
    """Return whether a number's row may be a student's, by the names: one of them is the row's, or there is none to compare."""
    known = [name for name in names if name and not _NAMELESS.match(name)]
    return not row or not known or any(same_name(row, name) for name in known)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
