"""Marks and feedback for an LMS, from a class's results: files to upload, with a listing of what they change."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.base import files
from autograder.base.errors import UsageError, refusal
from autograder.course.model import Assignment, Course
from autograder.gradebook import mark_table, written_marks
from autograder.gradebook.lms.base import Template
from autograder.gradebook.lms.marks import Change, Export, Mark, Placed, Reject
from autograder.gradebook.lms.registry import FILLERS, GRADERS
from autograder.gradebook.report import feedback_pages
from autograder.gradebook.sentences import summary
from autograder.gradebook.standings import Gradebook, Standing, gradebook
from autograder.gradebook.store import Store

FOLDER = "exports"


@dataclass(frozen=True)
class Written:
    """Files to upload (name -> bytes), and what a dry run says of them. `placed` are the marks of `assignment` in the table
    of `system`, remembered when it is saved.
    """

    files: Mapping[str, bytes]
    listing: str
    assignment: str = ""
    system: str = ""
    placed: Sequence[Placed] = ()

    def save(self, out: Path) -> list[Path]:
        """Write the files into the results' folder `exports/`, and return their paths."""
        paths = [Path(out) / FOLDER / name for name in self.files]
        for path, data in zip(paths, self.files.values(), strict=True):
            files.write_bytes(path, data)
        if self.placed:
            written_marks.keep(
                Path(out) / FOLDER / written_marks.NAME, self.assignment, self.system, self.placed
            )
        return paths


def for_lms(
    course: Course,
    out: Path,
    assignment: Assignment,
    system: str,
    template: Path,
    *,
    column: str = "",
    language: str = "en",
) -> Written:
    """Return the table of one of `FILLERS` with an assignment's marks filled in, and what is uploaded beside it.

    Raises:
        UsageError: `template` cannot be read, is no table of this system, or needs a `column` that was not named.
    """
    filler = FILLERS[system]
    if filler.needs_column and not column:
        raise UsageError("usage.column", system=system)
    store = Store(out)
    book = gradebook(course, store)
    marks = _marks(_standings(book, assignment), assignment, language)
    marks = written_marks.known_ours(marks, Path(out) / FOLDER / written_marks.NAME, store, system)
    if filler.takes_pages:
        pages = feedback_pages(course, book, language=language, assignments=[assignment.id])
        marks = [replace(mark, page=pages[mark.student.key].encode()) for mark in marks]
    given = Template(template.name, _read(template), column)
    export = filler.filled(given, marks, assignment.id, language)
    waiting = [Reject(each, "lms.not_judged") for each in book.waiting(assignment)]
    export = replace(export, rejects=(*export.rejects, *waiting))
    return Written(
        {template.name: export.content, **export.beside},
        f"{template.name}\n{export.listing(language)}",
        assignment.id,
        system,
        export.placed,
    )


def for_spreadsheets(course: Course, out: Path, *, language: str = "en") -> Written:
    """Return the marks of the whole class as CSV and as an Excel workbook;
    listed are the changes since the last export.
    """
    book = gradebook(course, Store(out))
    last = Path(out) / FOLDER / mark_table.FOR_PROGRAMS
    export = mark_table.exported(book.marks(), book.students, last.read_bytes() if last.exists() else None)
    workbook = mark_table.xlsx_table(book.marks(), book.students, language)
    return Written(
        {mark_table.FOR_PROGRAMS: export.content, "marks.xlsx": workbook},
        f"{mark_table.FOR_PROGRAMS}, marks.xlsx\n{export.listing(language)}",
    )


def for_grader(
    course: Course, out: Path, assignment: Assignment, system: str, *, language: str = "en"
) -> Written:
    """Return the results.json of each student as the grader of `system` must leave it, under `system`/`assignment`/."""
    book = gradebook(course, Store(out))
    written: dict[str, bytes] = {}
    changes: list[Change] = []
    rejects: list[Reject] = []
    for each in _standings(book, assignment):
        name = f"{system}/{assignment.id}/{each.student.key}.json"
        before = _last(Path(out) / FOLDER / name)
        data = GRADERS[system].results(assignment, each.score, each.graded.result, language=language)
        if "score" not in data:
            rejects.append(
                Reject(
                    each.student, each.mark.why_withheld if each.score.points is None else "lms.not_gradable"
                )
            )
        elif data["score"] != before.get("score"):
            changes.append(Change(each.student, "score", str(before.get("score", "")), str(data["score"])))
        written[name] = (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
    export = Export(b"", tuple(changes), tuple(rejects))
    return Written(written, f"{system}\n{export.listing(language)}")


def _last(path: Path) -> Mapping[str, object]:
    """Return the results.json of the last export; nothing where there is none, or a damaged one: it is written anew."""
    with contextlib.suppress(UsageError):
        data = files.read_json(path)
        return data if isinstance(data, dict) else {}
    return {}


def _standings(book: Gradebook, assignment: Assignment) -> list[Standing]:
    return [each for each in book.standings if each.assignment.id == assignment.id]


def _marks(standings: Sequence[Standing], assignment: Assignment, language: str) -> list[Mark]:
    return [_mark(each, assignment, language) for each in standings]


def _mark(standing: Standing, assignment: Assignment, language: str) -> Mark:
    def comment(top: float | None = None) -> str:
        return summary(assignment, standing.score, standing.graded.result, language, top=top)

    return replace(
        standing.mark,
        comment=comment(),
        comment_out_of=comment,
        delivered=standing.attempt.delivered,
    )


def _read(path: Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError("file.unreadable", path=path, why=refusal(error)) from None
