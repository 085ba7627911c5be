"""What a teacher wrote about single lines of a hand-in: `comments.csv`, beside `overrides.csv`.

A comment stands with the line it is about, counted from the first of its function, so that it is understood without the
page it was written on, and after the student has handed in again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.messages import Message
from autograder.course.model import Assignment, Course
from autograder.gradebook.roster import Roster
from autograder.gradebook.teacher_rows import WHOSE, Headers, Place, Row, read_rows

COMMENTS = "comments.csv"
HEADERS: Headers = {
    **WHOSE,
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


def read_line_comments(
    path: Path, roster: Roster, course: Course, *, about: Collection[str] | None = None
) -> tuple[dict[Place, tuple[LineComment, ...]], list[Message]]:
    """Return the comments by student's key and assignment's id, those of a function in the order of their lines,
    and a sentence for each row that fits nothing.

    Of several about one line the last counts; an empty one takes it back. Of rows that fit nothing, those for another
    assignment than the ids in `about` are not spoken of.

    Raises:
        UsageError: A column is missing.
    """
    needed = [name for name in HEADERS if name != "code"]
    found, problems = read_rows(path, HEADERS, needed, roster, course, _line_comment, about=about)
    return {place: _that_count(said) for place, said in found.items()}, problems


def line_number(text: str) -> int:
    """Return the number of a line as it is written, 2 for "02"; 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _line_comment(cells: Row, assignment: Assignment) -> LineComment:
    line = line_number(cells["line"])
    if not line:
        raise UsageError("override.no_line", received=cells["line"])
    return LineComment(cells["function"], line, cells["code"], cells["comment"])


def _that_count(said: Iterable[LineComment]) -> tuple[LineComment, ...]:
    last = {(each.function, each.line): each for each in said}
    return tuple(last[place] for place in sorted(last) if last[place].comment)
