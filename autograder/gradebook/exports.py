"""Marks and feedback for an LMS, from a class's results: files to upload, with a listing of what they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.gradebook import files
from autograder.gradebook.attempts import Store
from autograder.gradebook.batch import due_dates
from autograder.gradebook.lms import canvas, moodle, plain
from autograder.gradebook.lms.export import Export, Mark
from autograder.gradebook.marks import Gradebook, gradebook
from autograder.gradebook.report import feedback_pages
from autograder.gradebook.words import summary

FOLDER = "exports"


@dataclass(frozen=True)
class Written:
    """Files to upload (name -> bytes), and what a dry run tells of them."""

    files: Mapping[str, bytes]
    listing: str = ""

    def save(self, out: Path) -> list[Path]:
        """Write the files into the results' folder `exports/`, and return their paths."""
        paths = [Path(out) / FOLDER / name for name in self.files]
        for path, data in zip(paths, self.files.values(), strict=True):
            files.write_bytes(path, data)
        return paths


def for_moodle(
    course: Course, out: Path, assignment: Assignment, worksheet: Path, *, language: str = "en"
) -> Written:
    """Return Moodle's worksheet with grades and comments, and the zip of feedback pages under the download's names."""
    book = gradebook(course, Store(out), due_dates(out))
    export = moodle.filled_worksheet(_read(worksheet), _marks(book, assignment, language), language=language)
    pages = feedback_pages(course, book, language=language, assignments=[assignment.id])
    delivered = {
        each.student.key: each.attempt.delivered
        for each in book.standings
        if each.assignment.id == assignment.id
    }
    named = {
        delivered[key]: page.encode() for key, page in pages.items() if "_assignsubmission_" in delivered[key]
    }
    return Written(
        {worksheet.name: export.content, f"{assignment.id}-feedback.zip": moodle.feedback_zip(named)},
        export.told(language),
    )


def for_canvas(
    course: Course, out: Path, assignment: Assignment, exported: Path, column: str, *, language: str = "en"
) -> Written:
    """Return Canvas's exported gradebook with the column of one assignment filled in."""
    book = gradebook(course, Store(out), due_dates(out))
    export: Export = canvas.filled_gradebook(_read(exported), _marks(book, assignment, language), column)
    return Written({exported.name: export.content}, export.told(language))


def for_spreadsheets(course: Course, out: Path) -> Written:
    """Return the marks of the whole class as CSV and as an Excel workbook."""
    book = gradebook(course, Store(out), due_dates(out))
    return Written(
        {
            "marks.csv": plain.csv_table(book.marks(), book.students),
            "marks.xlsx": plain.xlsx_table(book.marks(), book.students),
        }
    )


def _marks(book: Gradebook, assignment: Assignment, language: str) -> list[Mark]:
    return [
        replace(each.mark, comment=summary(assignment, each.score, each.graded.result, language))
        for each in book.standings
        if each.assignment.id == assignment.id
    ]


def _read(path: Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from None
