"""Canvas: the download of submissions, and the gradebook CSV.

Read in Canvas's lib/content_zipper.rb, gradebook_exporter.rb and gradebook_importer.rb.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from autograder.base.errors import UsageError
from autograder.base.messages import Message
from autograder.base.numbers import parsed
from autograder.gradebook.csv_sheet import Sheet, folded, read_sheet
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Template, Who, grouped
from autograder.gradebook.lms.filling import Filling, Why
from autograder.gradebook.lms.marks import Export, Mark, matched
from autograder.gradebook.roster import without_fraction


class Canvas:
    """Canvas: one flat folder of long file names, and a gradebook whose header names every assignment."""

    name = "canvas"
    school_numbers = False
    free_names = False
    template = "Canvas's exported gradebook: fill it in."
    takes_pages = False
    needs_column = True

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of a Canvas download."""
        intake = grouped(self.name, files, _place, Message.of("intake.foreign", system="Canvas"))
        doubts = [
            Message.of("doubt.numbers_twice", folder=delivery.folder, file=file.name)
            for delivery in intake.deliveries
            for file in delivery.files
            if _NUMBERS.match(file.name)
        ]
        return replace(intake, doubts=tuple(doubts))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: Canvas's gradebook is a roster, and tells nothing of when."""
        return None

    def filled(self, template: Template, marks: Sequence[Mark], assignment: str, language: str) -> Export:
        """Return the gradebook with the column that is meant filled in."""
        return filled_gradebook(template.data, marks, template.column)


# content_zipper.rb: name, LATE and the user's number in this order, the name without all that is no [[:word:]] of
# Ruby's, and empty where nothing is left of it. Where a name or a file has numbers of its own, the first pair is taken;
# a mark goes nowhere unless the name fits too (`marks.matched`).
_NAMED = re.compile(
    r"(?P<name>[^\s/]*?)_(?:(?P<late>LATE)_)?(?P<user>\d+)_(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<online>text|link)\.html)$"
)
_NUMBERS = re.compile(r"(?:LATE_)?\d+_\d+_")
_ANONYMOUS = re.compile(
    r"(?:(?P<early>LATE)_)?anon_(?P<user>[A-Za-z0-9]+)_(?:(?P<late>LATE)_)?"
    r"(?:(?P<online>text|link)\.html|(?:(?P<attachment>\d+)_)?(?P<file>.+))$"
)


def _place(path: str) -> Place | None:
    name = path.rsplit("/", 1)[-1]
    match = _ANONYMOUS.match(name) or _NAMED.match(name)
    if not match or not (match.re is _ANONYMOUS or _is_word(match["name"])):
        return None
    anonymous = match.re is _ANONYMOUS
    if match["online"]:
        return Place(f"canvas_{match['user']}", name, skip=Message(f"intake.online_{match['online']}"))
    late = bool(match["late"] or (anonymous and match["early"]))
    number = match["user"]
    if anonymous and number.isdigit():  # made at random, and may be the number of another user
        number = f"anon_{number}"
    who = Who("" if anonymous else match["name"], number, anonymous=anonymous)
    return Place(f"canvas_{number}", match["file"], who, late=late)


def _is_word(name: str) -> bool:
    """Return whether a name has only what Ruby's [[:word:]] has: letters, marks, digits, connectors.

    Python's `w` class lacks marks.
    """
    return all(unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) == "Pc" for char in name)


def filled_gradebook(data: bytes, marks: Sequence[Mark], column: str) -> Export:
    """Return Canvas's exported gradebook with one assignment's column filled in, every other byte as it was.

    `column` is the assignment's title or number as in the header, `TP1 (2201)`: both are kept, since Canvas makes a
    new assignment of any title it does not know. Points are scaled to the row of possible points. Excused students
    stay excused, and students whom the assignment is not for (N/A) stay without.

    Raises:
        UsageError: This is no Canvas gradebook, or not exactly one column is meant.
    """
    sheet = read_sheet(data)
    student, last, first, user, sis, login = (
        sheet.column(name)
        for name in ("Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID")
    )
    if (student is None and last is None) or user is None:
        raise UsageError("sheet.no_gradebook")
    at = _column(sheet.header, column)
    top = None
    rows = {}
    for row in range(1, len(sheet.rows)):
        name = sheet.value(row, student) or f"{sheet.value(row, last)} {sheet.value(row, first)}".strip()
        number = without_fraction(sheet.value(row, user))
        if "Points Possible" in (sheet.value(row, 0), name):
            if "read only" in sheet.value(row, at):
                raise UsageError("sheet.read_only", column=sheet.header[at])
            top = parsed(sheet.value(row, at))
        elif number.isdigit():
            rows[row] = {
                "lms_id": number,
                "id": without_fraction(sheet.value(row, sis)).casefold(),
                "login": sheet.value(row, login).casefold(),
                "email": sheet.value(row, login).casefold(),
                "name": name,
            }
    if rows and not top:
        raise UsageError("sheet.no_maximum", column=sheet.header[at], found="–" if top is None else top)
    pairs, rejects = matched(rows, marks, delivered=_delivered)
    filling = Filling(sheet, at, rejects)
    for row, mark in pairs:
        filling.put_points(row, mark, top, partial(_refused, sheet.value(row, at)))
    return Export(
        sheet.replaced(filling.values),
        tuple(filling.changes),
        tuple(filling.rejects),
        tuple(filling.notes),
        placed=tuple(filling.placed),
    )


def _refused(before: str, points: float) -> Why | None:
    """Return why Canvas would not take points into a cell, whatever their number: it says something else."""
    if before and parsed(before) is None:
        return _KEPT.get(before.upper(), "lms.no_points"), {"value": before}
    return None


def _delivered(mark: Mark) -> tuple[str, str]:
    """Return the number of the user whose file of a Canvas download it was; its name there is the student's already."""
    found = re.fullmatch(r"canvas_(\d+)", mark.delivered)
    return "", found[1] if found else ""


# Cells that say something other than points: an excused student, and one whom the assignment is not for.
_KEPT = {"EX": "lms.excused", "N/A": "lms.not_assigned"}


def _column(header: tuple[str, ...], wanted: str) -> int:
    title = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)$")
    found = []
    for index, text in enumerate(header):
        match = title.match(text)
        if match and (wanted in (text, match["id"]) or folded(match["title"]) == folded(wanted)):
            found.append(index)
    if len(found) != 1:
        offered = ", ".join(text for text in header if title.match(text)) or "–"
        raise UsageError("sheet.which_column", wanted=wanted, count=len(found), offered=offered)
    return found[0]
