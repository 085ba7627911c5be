"""What a teacher wrote about single lines of a hand-in: `comments.csv`, beside `overrides.csv`.

A comment stands with the line it is about, counted from the first of its function, so that it is understood without the
page it was written on, and after the student has handed in again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.roster import Roster

COMMENTS = "comments.csv"
HEADERS = {
    "student": ("student", "étudiant", "étudiante", "id", "name", "nom"),
    "assignment": ("assignment", "devoir", "tp"),
    "function": ("function", "fonction"),
    "line": ("line", "ligne"),
    "code": ("code",),
    "comment": ("comment", "commentaire"),
}


@dataclass(frozen=True)
class LineComment:
    """A comment on line `line` (from 1) of a function, and the code that stood there."""

    function: str
    line: int
    code: str
    comment: str


def read_line_comments(path: Path, roster: Roster) -> Mapping[tuple[str, str], tuple[LineComment, ...]]:
    """Return the comments by student's key and assignment's id, those of a function in the order of their lines.

    Of several about one line the last counts; an empty one takes it back. Rows that fit nobody are left out.
    """
    if not path.exists():
        return {}
    sheet = read_sheet(path.read_bytes())
    columns = {name: sheet.column(*names) for name, names in HEADERS.items()}
    found: dict[tuple[str, str], dict[tuple[str, int], LineComment]] = {}
    for _, cells in sheet.records(columns):
        known = roster.meant(cells["student"].removeprefix("'"))
        if len(known) != 1 or not cells["line"].isdigit():
            continue
        said = LineComment(cells["function"], int(cells["line"]), cells["code"], cells["comment"])
        found.setdefault((known[0].key, cells["assignment"]), {})[said.function, said.line] = said
    return {
        key: tuple(
            sorted((each for each in mine.values() if each.comment), key=lambda c: (c.function, c.line))
        )
        for key, mine in found.items()
    }
