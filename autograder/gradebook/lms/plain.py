"""No LMS: a folder (or one file) per student in; CSV and XLSX tables of marks out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from autograder.errors import MachineError
from autograder.gradebook.lms import File, Intake, Place, Who, grouped
from autograder.gradebook.lms.export import Change, Export, Mark, Reject
from autograder.gradebook.roster import Student
from autograder.gradebook.sheet import harmless, read_sheet, write_table

# "dupont_tp2.py", "tp2-dupont.ipynb", "02_noise_dupont.py": what is left without these says who.
_ABOUT = re.compile(
    r"(?i)(?:^|[\s_.-])(?:(?:tp|td|lab|hw|ex|homework|assignment|devoir|exercice|notebook)[\s_-]*\d+|\d\d_[a-z]+|"
    r"final|rendu|answer|submission|copie)(?=$|[\s_.-])"
)


def recognised(files: Mapping[str, File]) -> Intake:
    """Return the deliveries of a folder per student, or of a file per student where there are no folders."""
    tops = {path.split("/")[0] for path in files}
    # Only one folder, and nothing beside it: somebody packed the folder itself.
    wrapped = len(tops) == 1 and all(path.count("/") >= 2 for path in files)

    def place(path: str) -> Place | None:
        inside = path.split("/", 1)[1] if wrapped else path
        if "/" in inside:
            folder, name = inside.split("/", 1)
            return Place(folder, name, Who(name=folder))
        stem = PurePosixPath(inside).stem
        who = _ABOUT.sub("", stem).strip(" _.-") or stem
        return Place(who, inside, Who(name=who))

    return grouped("plain", files, place)


def table(marks: Iterable[Mark], students: Sequence[Student] = ()) -> list[list[object]]:
    """Return the class's marks as rows: a header, then a student a line, an assignment a column.

    A withheld score says so; a student without a hand-in has an empty cell.
    """
    marks = list(marks)
    columns = dict(sorted({mark.assignment: _column(mark) for mark in marks}.items()))
    everyone = {student.key: student for student in students} | {
        mark.student.key: mark.student for mark in marks
    }
    points = {
        (mark.student.key, mark.assignment): "withheld" if mark.points is None else mark.points
        for mark in marks
    }
    header = ["id", "name", "email", "login", "group", *columns.values()]
    rows = [
        [student.id, student.name, student.email, student.login, student.group]
        + [points.get((key, assignment)) for assignment in columns]
        for key, student in sorted(everyone.items())
    ]
    return [header, *rows]


def exported(marks: Sequence[Mark], students: Sequence[Student], before: bytes | None) -> Export:
    """Return `table` as CSV, with what changes since the one in `before`."""
    old = _cells(before) if before else {}
    changes, rejects = [], []
    for mark in marks:
        column = _column(mark)
        was = old.get((mark.student.id, mark.student.name, column), "")
        if mark.points is None:
            rejects.append(Reject(mark.student, "lms.withheld"))
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
    """Return `table` as CSV."""
    return write_table(table(marks, students))


def xlsx_table(marks: Iterable[Mark], students: Sequence[Student] = ()) -> bytes:
    """Return `table` as an Excel workbook: numbers are numbers, text is text (never a formula).

    Raises:
        MachineError: openpyxl is not installed.
    """
    try:
        import openpyxl
        from openpyxl.styles import Font
    except ImportError:
        raise MachineError(
            "expected the package openpyxl for .xlsx files. Install it: pip install openpyxl"
        ) from None
    book = openpyxl.Workbook()
    # The workbook's own dates would make every export differ.
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.active
    sheet.title = "marks"
    for row, cells in enumerate(table(marks, students), start=1):
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
    for column in "BC":
        sheet.column_dimensions[column].width = 28
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_XML_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
