"""A table of what a teacher decided, in a CSV: one row is changed, every other byte stays as it was."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from autograder.base.files import write_bytes
from autograder.course.model import called
from autograder.gradebook import locks
from autograder.gradebook.csv_sheet import Sheet, harmless, read_sheet, write_table
from autograder.gradebook.line_comments import line_number
from autograder.gradebook.rekeyed import DECISIONS_LOCK
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.teacher_rows import Headers, Row, columns_of, read_table, row_values


@dataclass(frozen=True)
class Table:
    """A CSV file whose columns have these headers, about the students of a roster. The columns of `optional` are added
    to a table when they are first needed.
    """

    path: Path
    headers: Headers
    roster: Roster
    optional: frozenset[str] = frozenset()

    def read(self, key: Row, student: Student) -> Row | None:
        """Return the values of the row of a student (every column of `headers`) in which `key` stands; None:
        there is none.
        """
        found = self.rows(key, student)
        return found[-1] if found else None  # the last of several counts

    def rows(self, key: Row, student: Student) -> list[Row]:
        """Return the values of every row of a student in which `key` stands."""
        sheet = self._sheet()
        columns = self._columns(sheet)
        return [row_values(sheet, row, columns) for row in self._all(sheet, key, student)]

    def write(self, key: Row, student: Student, values: Row) -> None:
        """Set some values in the row of a student in which `key` stands; a new row where there is none."""
        sheet = _with_room_for("".join(values.values()), self._sheet())
        lacking = [name for name in values if values[name] and sheet.column(*self.headers[name]) is None]
        for name in lacking:
            sheet = _widened(sheet, name)
        columns = {name: column for name, column in self._columns(sheet).items() if column is not None}
        row = self._find(sheet, key, student)
        written = {name: str(harmless(value)) for name, value in values.items() if name in columns}
        if row is not None and all(columns[name] < len(sheet.rows[row]) for name in written):
            data = sheet.replaced({(row, columns[name]): value for name, value in written.items()})
        else:
            old = row_values(sheet, row, columns) if row is not None else {}
            own = {**old, **key, "student": student.key, **values}
            cells = [""] * len(sheet.header)
            for name, column in columns.items():
                cells[column] = str(harmless(own.get(name, "")))
            data = _appended(sheet, cells)
        write_bytes(self.path, data)

    def _sheet(self) -> Sheet:
        if self.path.exists():
            return read_table(self.path)
        return read_sheet(write_table([tuple(self.headers)]))

    def _columns(self, sheet: Sheet) -> dict[str, int | None]:
        needed = [name for name in self.headers if name not in self.optional]
        return columns_of(sheet, self.headers, needed, self.path)

    def _find(self, sheet: Sheet, key: Row, student: Student) -> int | None:
        return next(reversed(self._all(sheet, key, student)), None)

    def _all(self, sheet: Sheet, key: Row, student: Student) -> list[int]:
        columns, found = self._columns(sheet), []
        for row in range(1, len(sheet.rows)):
            values = row_values(sheet, row, columns)
            is_key = all(_same(name, values[name], wanted) for name, wanted in key.items())
            if is_key and self._is_of(student, values["student"]):
                found.append(row)
        return found

    def _is_of(self, student: Student, who: str) -> bool:
        if who in {student.key, student.id, student.email} - {""}:
            return True
        return [each.key for each in self.roster.meant(who)] == [student.key]


def locked(out: Path) -> AbstractContextManager[None]:
    """Hold the results' decisions for this process alone, against other tabs and other commands."""
    return locks.locked(out / DECISIONS_LOCK)


def _same(name: str, there: str, wanted: str) -> bool:
    if name == "assignment":
        return called(wanted, there)
    if name == "line":
        return line_number(there) == line_number(wanted)
    return there == wanted


def _with_room_for(words: str, sheet: Sheet) -> Sheet:
    """Return the sheet, in UTF-8 where it is in an old encoding that has no sign for what is to be written."""
    try:
        words.encode(sheet.encoding)
        return sheet
    except UnicodeEncodeError:
        return read_sheet(codecs.BOM_UTF8 + sheet.text.encode())


def _widened(sheet: Sheet, name: str) -> Sheet:
    """Return the sheet with one more column in its header; rows that are too short count as empty there."""
    end = sheet.rows[0][-1].end
    text = f"{sheet.text[:end]}{sheet.delimiter}{name}{sheet.text[end:]}"
    return read_sheet(sheet.mark + text.encode(sheet.encoding))


def _appended(sheet: Sheet, cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=sheet.delimiter, lineterminator="\r\n").writerow(cells)
    text = sheet.text if sheet.text.endswith("\n") or not sheet.text else f"{sheet.text}\r\n"
    return sheet.mark + (text + line.getvalue()).encode(sheet.encoding)
