"""Moodle: the download of all submissions, the offline grading worksheet, and the zip of feedback files.

Read in Moodle's mod/assign (downloader.php, importziplib.php, gradingtable.php) and its offline feedback plugin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograder.errors import UsageError
from autograder.gradebook.lms import File, Intake, Place, Who, grouped
from autograder.gradebook.lms.export import (
    Change,
    Export,
    Mark,
    Reject,
    matched,
    number,
    scaled,
    stored_zip,
    value,
)
from autograder.gradebook.sheet import Sheet, plain, read_sheet

# Folders of 4.1 and later end in "_file", older ones in "_file_"; a group may have no number; flat mode has no folder.
_FOLDER = re.compile(
    r"(?P<folder>(?P<name>[^/]*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)_?)/(?P<file>.+)$"
)
_FLAT = re.compile(
    r"(?P<folder>(?P<name>[^/]*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>file|onlinetext))_(?P<file>[^/]+)$"
)
_ANONYMOUS = re.compile(r"Participant[ _]*\d*$")

IDENTIFIER = ("Identifier", "Identifiant")
NAME = ("Full name", "Nom complet", "First name / Last name", "Prénom/Nom")
EMAIL = ("Email address", "Adresse de courriel", "Adresse courriel", "Adresse e-mail")
GRADE = ("Grade", "Note")
MAXIMUM = ("Maximum grade", "Note maximale")
LOCKED = ("Grade can be changed", "La note peut être modifiée")
SUBMITTED = ("Last modified (submission)", "Dernière modification (travail remis)")
GRADED = ("Last modified (grade)", "Dernière modification (note)")
FEEDBACK = ("Feedback comments", "Feedback par commentaires", "Commentaires de feedback")


@dataclass(frozen=True)
class Participant:
    """Who bears a participant number, and when they handed in."""

    name: str
    email: str
    submitted: datetime | None


def recognised(files: Mapping[str, File]) -> Intake:
    """Return the deliveries of a Moodle download, in whichever of its folder forms."""
    return grouped("moodle", files, _place)


def _place(path: str) -> Place | None:
    for pattern in (_FOLDER, _FLAT):
        # The teacher may have unpacked the download and packed its folder again: look below each level.
        match = next(filter(None, (pattern.match(rest) for rest in _suffixes(path))), None)
        if match:
            if match["plugin"] != "file":
                return Place(match["folder"], match["file"], skip="online text, not a file")
            anonymous = bool(_ANONYMOUS.match(match["name"]))
            who = Who(
                "" if anonymous else match["name"].replace("_", " ").strip(),
                match["id"] or "",
                anonymous=anonymous,
            )
            return Place(match["folder"], match["file"], who)
    return None


def _suffixes(path: str):
    parts = path.split("/")
    return ["/".join(parts[level:]) for level in range(min(3, len(parts)))]


def filled_worksheet(
    data: bytes, marks: list[Mark], *, language: str = "en", comments: bool = True
) -> Export:
    """Return Moodle's offline grading worksheet with grades (and comments) filled in, every other byte as it was.

    Students are found by participant number, then address, then name where only one has it. Points are scaled to the
    worksheet's maximum grade. Rows that Moodle would skip (locked, equal) and marks without a row are told.

    Raises:
        UsageError: This is no grading worksheet.
    """
    sheet = read_sheet(data)
    identifier, grade, graded = (sheet.column(*names) for names in (IDENTIFIER, GRADE, GRADED))
    missing = [
        names[0] for names, at in ((IDENTIFIER, identifier), (GRADE, grade), (GRADED, graded)) if at is None
    ]
    if missing:
        raise UsageError(
            f"expected Moodle's offline grading worksheet (Grades-….csv), found no column {' or '.join(missing)}. "
            "Download it from the assignment: View all submissions, Download grading worksheet."
        )
    name, email, maximum, locked, feedback = (
        sheet.column(*names) for names in (NAME, EMAIL, MAXIMUM, LOCKED, FEEDBACK)
    )
    rows = {
        row: {
            "lms_id": _number(sheet.value(row, identifier)),
            "email": sheet.value(row, email).casefold(),
            "name": plain(sheet.value(row, name)),
        }
        for row in range(1, len(sheet.rows))
        if sheet.value(row, identifier)
    }
    pairs, rejects = matched(rows, marks)
    changes, values, maxima, dates = [], {}, set(), False
    for row, mark in pairs:
        top = value(sheet.value(row, maximum))
        points = scaled(mark, top)
        if points is None:
            rejects.append(Reject(mark.student, "lms.withheld"))
            continue
        if plain(sheet.value(row, locked)) in ("no", "non"):
            rejects.append(Reject(mark.student, "lms.locked"))
            continue
        if points != mark.points:
            maxima.add((mark.maximum, top))
        if top and points > top + 1e-9:
            rejects.append(Reject(mark.student, "lms.over", points=points, maximum=top))
            continue
        before = sheet.value(row, grade)
        if value(before) is None or abs(value(before) - points) >= 0.005:
            values[row, grade] = number(points)
            changes.append(Change(mark.student, sheet.header[grade], before, number(points)))
            dates |= bool(sheet.value(row, graded).strip("- "))
        if comments and feedback is not None and mark.comment and feedback < len(sheet.rows[row]):
            before = sheet.value(row, feedback)
            if before != mark.comment:
                values[row, feedback] = mark.comment
                changes.append(Change(mark.student, sheet.header[feedback], before, mark.comment))
    notes = [("lms.scaled", {"points": points, "maximum": top}) for points, top in sorted(maxima)]
    if dates:
        notes.append(("lms.moodle_dates", {}))
    return Export(sheet.replaced(values), tuple(changes), tuple(rejects), tuple(notes))


def feedback_zip(pages: Mapping[str, bytes], name: str = "feedback.html") -> bytes:
    """Return the zip for "Upload multiple feedback files": the download's own folder name -> that student's page."""
    return stored_zip({f"{folder}/{name}": page for folder, page in pages.items()})


def participants(sheet: Sheet) -> dict[str, Participant]:
    """Return whom a grading worksheet tells of, by participant number; times as far as its long dates can be read."""
    identifier, name, email, submitted = (
        sheet.column(*names) for names in (IDENTIFIER, NAME, EMAIL, SUBMITTED)
    )
    return {
        _number(sheet.value(row, identifier)): Participant(
            sheet.value(row, name), sheet.value(row, email), long_date(sheet.value(row, submitted))
        )
        for row in range(1, len(sheet.rows))
    }


def long_date(text: str) -> datetime | None:
    """Return the date that Moodle wrote out in English or French ("Thursday, 5 March 2026, 11:59 PM"), or None."""
    words = plain(text)
    match = re.search(
        r"\b(\d{1,2})(?:er)? ([a-z]+) (\d{4}) (\d{1,2}) (\d{2})(?: (\d{2}))?(?: ([ap]) ?m)?\b", words
    )
    if not match or match[2] not in _MONTHS:
        return None
    hour = int(match[4])
    if match[7]:
        hour = hour % 12 + (12 if match[7] == "p" else 0)
    try:
        return datetime(
            int(match[3]), _MONTHS[match[2]], int(match[1]), hour, int(match[5]), int(match[6] or 0)
        )
    except ValueError:
        return None


_MONTHS = {
    name: month
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    )
    for month, name in enumerate(names.split(), start=1)
}


def _number(cell: str) -> str:
    found = re.search(r"\d+", cell)
    return found.group() if found else ""
