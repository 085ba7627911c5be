"""Canvas: the download of submissions, and the gradebook CSV.

Read in Canvas's lib/content_zipper.rb, gradebook_exporter.rb and gradebook_importer.rb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.errors import UsageError
from autograder.gradebook.lms import File, Intake, Place, Who, grouped
from autograder.gradebook.lms.export import Change, Export, Mark, Reject, matched, number, scaled, value
from autograder.gradebook.sheet import plain, read_sheet

_NAMED = re.compile(
    r"(?P<who>(?P<name>[^_\W]+)_(?:(?P<late>LATE)_)?(?P<user>\d+))_(?P<attachment>\d+)_(?P<file>.+)$"
)
_ANONYMOUS = re.compile(
    r"(?P<who>anon_(?P<user>[A-Za-z0-9]+))_(?:(?P<late>LATE)_)?(?:(?P<attachment>\d+)_)?(?P<file>.+)$"
)


def recognised(files: Mapping[str, File]) -> Intake:
    """Return the deliveries of a Canvas download: one flat folder of long file names."""
    return grouped("canvas", files, _place)


def _place(path: str) -> Place | None:
    name = path.rsplit("/", 1)[-1]
    match = _ANONYMOUS.match(name) or _NAMED.match(name)
    if not match:
        return None
    if match["file"].endswith((".html", ".htm")) and match["attachment"] is None:
        return Place(match["who"], match["file"], skip="online text, not a file")
    anonymous = match.re is _ANONYMOUS
    who = Who("" if anonymous else match["name"], match["user"], anonymous=anonymous)
    return Place(f"canvas_{match['user']}", match["file"], who, late=bool(match["late"]))


def filled_gradebook(data: bytes, marks: list[Mark], column: str) -> Export:
    """Return Canvas's exported gradebook with one assignment's column filled in, every other byte as it was.

    `column` is the assignment's title or number as in the header, `TP1 (2201)`: both are kept, since Canvas makes a
    new assignment of any title it does not know. Points are scaled to the row of possible points. Excused students
    stay excused.

    Raises:
        UsageError: This is no Canvas gradebook, or not exactly one column is meant.
    """
    sheet = read_sheet(data)
    student, user, sis, login = (
        sheet.column(name) for name in ("Student", "ID", "SIS User ID", "SIS Login ID")
    )
    if student is None or user is None:
        raise UsageError("expected Canvas's gradebook (Grades, Export), found no columns Student and ID.")
    at = _column(sheet.header, column)
    top = None
    rows = {}
    for row in range(1, len(sheet.rows)):
        name = sheet.value(row, student)
        if name.strip() == "Points Possible":
            top = value(sheet.value(row, at))
        elif sheet.value(row, user).isdigit():
            rows[row] = {
                "lms_id": sheet.value(row, user),
                "id": sheet.value(row, sis).casefold(),
                "login": sheet.value(row, login).casefold(),
                "email": sheet.value(row, login).casefold(),
                "name": name,
            }
    pairs, rejects = matched(rows, marks)
    changes, values, maxima = [], {}, set()
    for row, mark in pairs:
        before, points = sheet.value(row, at), scaled(mark, top)
        if points is None:
            rejects.append(Reject(mark.student, "lms.withheld"))
            continue
        if before.upper() == "EX":
            rejects.append(Reject(mark.student, "lms.excused"))
            continue
        if at >= len(sheet.rows[row]):
            rejects.append(Reject(mark.student, "lms.no_row"))
            continue
        if points != mark.points:
            maxima.add(mark.maximum)
        if value(before) is None or abs(value(before) - points) >= 0.005:
            values[row, at] = number(points)
            changes.append(Change(mark.student, sheet.header[at], before, number(points)))
    notes = tuple(("lms.scaled", {"points": maximum, "maximum": top}) for maximum in sorted(maxima))
    return Export(sheet.replaced(values), tuple(changes), tuple(rejects), notes)


def _column(header: tuple[str, ...], wanted: str) -> int:
    title = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)$")
    found = []
    for index, text in enumerate(header):
        match = title.match(text)
        if match and (wanted in (text, match["id"]) or plain(match["title"]) == plain(wanted)):
            found.append(index)
    if len(found) != 1:
        offered = ", ".join(text for text in header if title.match(text)) or "none"
        raise UsageError(
            f"expected one assignment called {wanted!r} in the gradebook, found {len(found)}. It has: {offered}."
        )
    return found[0]
