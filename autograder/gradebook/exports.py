"""Marks and feedback for an LMS, from a class's results: files to upload, with a listing of what they change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.gradebook import files
from autograder.gradebook.attempts import Store
from autograder.gradebook.batch import due_dates
from autograder.gradebook.lms import canvas, gradescope, moodle, plain, prairielearn
from autograder.gradebook.lms.export import Change, Export, Mark, Reject
from autograder.gradebook.marks import Gradebook, Standing, gradebook
from autograder.gradebook.report import feedback_pages
from autograder.gradebook.words import summary

FOLDER = "exports"
GRADERS = {"gradescope": gradescope.results, "prairielearn": prairielearn.results}


@dataclass(frozen=True)
class Written:
    """Files to upload (name -> bytes), and what a dry run tells of them."""

    files: Mapping[str, bytes]
    listing: str

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
    standings = _standings(book, assignment)
    export = moodle.filled_worksheet(
        _read(worksheet), _marks(standings, assignment, language), language=language
    )
    pages = feedback_pages(course, book, language=language, assignments=[assignment.id])
    delivered = {each.student: each.attempt.delivered for each in standings}
    named = {
        folder: pages[student.key].encode()
        for student, folder in delivered.items()
        if "_assignsubmission_" in folder
    }
    homeless = tuple(
        Reject(student, "lms.no_folder")
        for student, folder in delivered.items()
        if "_assignsubmission_" not in folder
    )
    pages_told = ("lms.pages", {"count": len(named)})
    export = replace(export, rejects=export.rejects + homeless, notes=(*export.notes, pages_told))
    return Written(
        {
            worksheet.name: export.content,
            f"{assignment.id}-feedback.zip": moodle.feedback_zip(named),
        },
        f"{worksheet.name}\n{export.told(language)}",
    )


def for_canvas(
    course: Course, out: Path, assignment: Assignment, exported: Path, column: str, *, language: str = "en"
) -> Written:
    """Return Canvas's exported gradebook with the column of one assignment filled in."""
    book = gradebook(course, Store(out), due_dates(out))
    marks = _marks(_standings(book, assignment), assignment, language)
    export = canvas.filled_gradebook(_read(exported), marks, column)
    return Written({exported.name: export.content}, f"{exported.name}\n{export.told(language)}")


def for_spreadsheets(course: Course, out: Path, *, language: str = "en") -> Written:
    """Return the marks of the whole class as CSV and as an Excel workbook; told are the changes since the last export."""
    book = gradebook(course, Store(out), due_dates(out))
    last = Path(out) / FOLDER / "marks.csv"
    export = plain.exported(book.marks(), book.students, last.read_bytes() if last.exists() else None)
    return Written(
        {"marks.csv": export.content, "marks.xlsx": plain.xlsx_table(book.marks(), book.students)},
        f"marks.csv, marks.xlsx\n{export.told(language)}",
    )


def for_grader(
    course: Course, out: Path, assignment: Assignment, system: str, *, language: str = "en"
) -> Written:
    """Return the results.json of each student as the grader of `system` must leave it, under `system`/`assignment`/."""
    book = gradebook(course, Store(out), due_dates(out))
    written, changes, rejects = {}, [], []
    for each in _standings(book, assignment):
        name = f"{system}/{assignment.id}/{each.student.key}.json"
        before = files.read_json(Path(out) / FOLDER / name) or {}
        data = GRADERS[system](assignment, each.score, each.graded.result, language=language)
        if "score" not in data:
            rejects.append(
                Reject(each.student, "lms.withheld" if each.score.points is None else "lms.not_gradable")
            )
        elif data["score"] != before.get("score"):
            changes.append(Change(each.student, "score", str(before.get("score", "")), str(data["score"])))
        written[name] = (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
    export = Export(b"", tuple(changes), tuple(rejects))
    return Written(written, f"{system}\n{export.told(language)}")


def _standings(book: Gradebook, assignment: Assignment) -> list[Standing]:
    return [each for each in book.standings if each.assignment.id == assignment.id]


def _marks(standings: Sequence[Standing], assignment: Assignment, language: str) -> list[Mark]:
    return [
        replace(each.mark, comment=summary(assignment, each.score, each.graded.result, language))
        for each in standings
    ]


def _read(path: Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from None
