"""The class's marks as a table: CSV and Excel, a student a line, an assignment a column."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from autograder.base.errors import MachineError, UsageError
from autograder.base.messages import sentence
from autograder.base.numbers import decimal_sign
from autograder.gradebook.csv_sheet import harmless, read_sheet, write_table
from autograder.gradebook.lms.marks import Change, Export, Mark, Reject
from autograder.gradebook.roster import Student, alphabetically

FOR_PROGRAMS = "marks.csv"  # the same in every language: commas, decimal points, English headers
_COLUMNS = ("id", "name", "email", "login", "group")
_WITHHELD = {"lms.withheld": "withheld", "lms.to_mark": "to_mark", "lms.not_judged": "not_judged"}


def mark_files(marks: Iterable[Mark], students: Sequence[Student], language: str) -> dict[str, bytes]:
    """Return the class's marks by the names of their files: one for programs, and one for a spreadsheet that opens
    files as the language of its reader has them, where that is another one: in French semicolons, decimal commas,
    French headers.
    """
    marks = list(marks)
    found = {FOR_PROGRAMS: csv_table(marks, students)}
    name = sentence("marks.file", language)
    if name != FOR_PROGRAMS:
        rows = (
            [decimal_sign(str(cell), language) if isinstance(cell, float) else cell for cell in row]
            for row in table(marks, students, language)
        )
        found[name] = write_table(rows, sentence("marks.separator", language))
    return found


def table(
    marks: Iterable[Mark], students: Sequence[Student] = (), language: str = "en"
) -> list[list[object]]:
    """Return the class's marks as rows: a header, then a student a line, an assignment a column.

    A withheld score says so, and whether it waits for a person or for the judge; a student without a hand-in has an empty cell.
    """
    marks = list(marks)
    columns = dict(sorted({mark.assignment: _column(mark) for mark in marks}.items()))
    everyone = {student.key: student for student in students} | {
        mark.student.key: mark.student for mark in marks
    }
    points = {
        (mark.student.key, mark.assignment): sentence(f"marks.{_WITHHELD[mark.why_withheld]}", language)
        if mark.points is None
        else mark.points
        for mark in marks
    }
    rows: list[list[object]] = [
        [*(sentence(f"marks.{each}", language) for each in _COLUMNS), *columns.values()]
    ]
    for student in sorted(everyone.values(), key=alphabetically):
        known = [student.id, student.name, student.email, student.login, student.group]
        rows.append([*known, *(points.get((student.key, assignment)) for assignment in columns)])
    return rows


def exported(marks: Sequence[Mark], students: Sequence[Student], before: bytes | None) -> Export:
    """Return `table` as CSV, with what changes since the one in `before`; where that is no table any more, all does."""
    old: dict[tuple[str, str, str], str] = {}
    with contextlib.suppress(UsageError):
        old = _cells(before) if before else {}
    changes, rejects = [], []
    for mark in marks:
        column = _column(mark)
        was = old.get((mark.student.id, mark.student.name, column), "")
        if mark.points is None:
            rejects.append(Reject(mark.student, mark.why_withheld))
        elif was != str(mark.points):
            changes.append(Change(mark.student, column, was, str(mark.points)))
    return Export(csv_table(marks, students), tuple(changes), tuple(rejects))


def _cells(data: bytes) -> dict[tuple[str, str, str], str]:
    sheet = read_sheet(data)
    return {
        (sheet.value(row, 0).removeprefix("'"), sheet.value(row, 1).removeprefix("'"), title): sheet.value(
            row, column
        )
        for row in range(1, len(sheet.rows))
        for column, title in enumerate(sheet.header)
    }


def _column(mark: Mark) -> str:
    return f"{mark.assignment} /{mark.maximum:g}"


def csv_table(marks: Iterable[Mark], students: Sequence[Student] = ()) -> bytes:
    """Return `table` as CSV for programs."""
    return write_table(table(marks, students))


def xlsx_table(marks: Iterable[Mark], students: Sequence[Student] = (), language: str = "en") -> bytes:
    """Return `table` as an Excel workbook: numbers are numbers, text is text (never a formula).

    Raises:
        MachineError: openpyxl is not installed.
    """
    try:
        import openpyxl  # ships no types
        from openpyxl.styles import Font
    except ImportError:
        raise MachineError("machine.openpyxl") from None
    book = openpyxl.Workbook()
    # The workbook's own dates would make every export differ.
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.active
    sheet.title = sentence("marks.file", language).removesuffix(".csv")
    for row, cells in enumerate(table(marks, students, language), start=1):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value = _XML_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(harmless(value)))
                cell.data_type = "s"
            else:
                cell.value = value
            if row == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    for letter in "BC":
        sheet.column_dimensions[letter].width = 28
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_XML_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
