"""Rows in which a teacher decides about one student's hand-in: whose they are, and what their cells say.

overrides.csv and comments.csv are read in this one way, so that a row means the same in both, to the gradebook as to the
page that changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from autograder.base.errors import UsageError
from autograder.base.messages import Message, in_a_row
from autograder.course.model import Assignment, Course, called
from autograder.gradebook.csv_sheet import Sheet, bare, read_sheet
from autograder.gradebook.roster import Roster, Student

Row = Mapping[str, str]
Headers = Mapping[str, tuple[str, ...]]  # what we call a column -> what a teacher may call it
Place = tuple[str, str]  # a student's key and an assignment's id

# What a teacher may call the columns that say of whose hand-in a row is.
WHOSE: Headers = {
    "student": ("student", "étudiant", "étudiante", "id", "name", "nom"),
    "assignment": ("assignment", "devoir", "tp"),
}

_T = TypeVar("_T")


def read_rows(
    path: Path,
    headers: Headers,
    needed: Iterable[str],
    roster: Roster,
    course: Course,
    read: Callable[[Row, Assignment], _T],
    *,
    about: Collection[str] | None = None,
) -> tuple[dict[Place, tuple[_T, ...]], list[Message]]:
    """Return what `read` makes of each row of a file, by whose it is, and a sentence for each row that fits nothing.

    A row fits nothing where its student or assignment is not one of the class or the course, or `read` raises UsageError.
    Of these, those for another assignment than the ids in `about` are not spoken of. Without the file there is nothing.

    Raises:
        UsageError: The file is damaged, or has no column for one of `needed`.
    """
    if not path.exists():
        return {}, []
    sheet = read_table(path)
    columns = columns_of(sheet, headers, needed, path)
    found: dict[Place, list[_T]] = {}
    problems = []
    for row in range(1, len(sheet.rows)):
        cells = row_values(sheet, row, columns)
        if not any(cells.values()) or _left_out(cells["assignment"], course):
            continue
        try:
            student = _student(cells["student"], roster)
            assignment = _assignment(cells["assignment"], course)
            record = read(cells, assignment)
        except UsageError as error:
            if about is None or _known_id(cells["assignment"], course) in ("", *about):
                problems.append(Message.of("override.line", path=path.name, line=row + 1, what=error.message))
            continue
        found.setdefault((student.key, assignment.id), []).append(record)
    return {place: tuple(each) for place, each in found.items()}, problems


def read_table(path: Path) -> Sheet:
    """Return a teacher's table.

    Raises:
        UsageError: The file is none; with its path.
    """
    try:
        return read_sheet(path.read_bytes())
    except UsageError as error:
        raise UsageError("sheet.at", where=path, what=error.message) from None


def columns_of(sheet: Sheet, headers: Headers, needed: Iterable[str], path: Path) -> dict[str, int | None]:
    """Return where each column of `headers` stands in a sheet, None where it has none.

    Raises:
        UsageError: One of `needed` is missing.
    """
    found = {name: sheet.column(*names) for name, names in headers.items()}
    if missing := [name for name in needed if found[name] is None]:
        raise UsageError("sheet.lacks_column", path=path.name, columns=", ".join(headers), missing=missing[0])
    return found


def row_values(sheet: Sheet, row: int, columns: Mapping[str, int | None]) -> dict[str, str]:
    """Return what the cells of a row say, by the names of their columns.

    The apostrophe is gone that keeps a spreadsheet from taking text for a formula or, before a student's number, for a
    number. Lines end as they do in a browser's form.
    """
    found = {
        name: bare(sheet.value(row, column)).replace("\r\n", "\n").replace("\r", "\n")
        for name, column in columns.items()
    }
    return {**found, "student": found["student"].removeprefix("'")}


def _student(who: str, roster: Roster) -> Student:
    students = roster.meant(who)
    if not students and (near := roster.nearest(who)):
        raise UsageError(
            "override.near_student", who=who, near=in_a_row([each.with_id for each in near], "or")
        )
    if len(students) != 1:
        raise UsageError("override.student", who=who, count=len(students))
    return students[0]


def _assignment(name: str, course: Course) -> Assignment:
    try:
        return course.assignment(name)
    except KeyError:
        raise UsageError("override.no_assignment", name=name) from None


def _known_id(name: str, course: Course) -> str:
    """Return the id of the assignment that is called so; "" where none is."""
    try:
        return course.assignment(name).id
    except KeyError:
        return ""


def _left_out(name: str, course: Course) -> bool:
    """Return whether an assignment of the course's folder is meant that was not loaded."""
    loaded = {assignment.id for assignment in course.assignments}
    folders = (path.parent.name for path in course.folder.glob("*/assignment.toml"))
    return any(called(folder, name) for folder in folders if folder not in loaded)
