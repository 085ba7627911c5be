"""A table of an LMS while marks are written into it: one column of points, and what goes beside them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autograder.base.numbers import parsed, points_text
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.marks import Cells, Change, Mark, Placed, Reject
from autograder.gradebook.roster import Student
from autograder.gradebook.score import scaled

_SAME = 0.005  # points: less than the systems keep
_ROUNDED = 0.006  # points: they show hundredths of what they keep

Why = tuple[str, Mapping[str, object]]  # a sentence's key and values


@dataclass
class Filling:
    """What is written into a `sheet`, whose points stand in `column`; and what could not be written."""

    sheet: Sheet
    column: int
    rejects: list[Reject]
    changes: list[Change] = field(default_factory=list)
    values: dict[tuple[int, int], str] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    _scaled: set[tuple[float, float]] = field(default_factory=set)

    def put_points(
        self, row: int, mark: Mark, top: float | None, refused: Callable[[float], Why | None]
    ) -> bool:
        """Write a mark's points out of `top`, the LMS's maximum, unless they stand there already.

        Args:
            refused: Says of points why they may not be written into this row; None: they may.

        Returns:
            Whether the row takes this mark. Where not, the mark is among the rejects.
        """
        if mark.points is None:
            self.rejects.append(Reject(mark.student, mark.why_withheld))
            return False
        if not self.sheet.is_whole(row, self.column):
            self.rejects.append(Reject(mark.student, "lms.misshapen", {"line": self.sheet.line(row)}))
            return False
        points = scaled(mark.points, mark.maximum, top)
        if why := refused(points):
            self.rejects.append(Reject(mark.student, *why))
            return False
        if top and points != mark.points:
            self._scaled.add((mark.maximum, top))
        given, text = parsed(self.sheet.value(row, self.column)), points_text(points)
        ours = [each for each in mark.ours.points if _is_near(given, parsed(each))]
        if given is None or abs(given - points) >= _SAME:
            self._put(row, self.column, mark.student, text, foreign=given is not None and not ours)
        self.placed.append(Placed(mark.student, Cells(points=(*ours, text))))
        return True

    def put_comment(self, row: int, column: int, mark: Mark, comment: str, *, anew: bool) -> None:
        """Write the comment beside a mark unless it stands there already, which counts for nothing where it is written
        `anew`.
        """
        before = self.sheet.value(row, column)
        ours = [each for each in mark.ours.comments if flat(each) == flat(before)]
        if flat(before) != flat(comment):
            self._put(row, column, mark.student, comment, foreign=bool(flat(before)) and not ours)
        elif anew:
            self.values[row, column] = comment
        self.placed.append(Placed(mark.student, Cells(comments=(*ours, comment))))

    def _put(self, row: int, column: int, student: Student, text: str, *, foreign: bool) -> None:
        self.values[row, column] = text
        before = self.sheet.value(row, column)
        self.changes.append(Change(student, self.sheet.header[column], before, text, foreign))

    @property
    def notes(self) -> list[Why]:
        """What the teacher should know: which points were scaled to which maximum."""
        return [("lms.scaled", {"points": points, "maximum": top}) for points, top in sorted(self._scaled)]


def flat(comment: str) -> str:
    """Return a comment without markup and spaces: Moodle's worksheets give a line end as three spaces (4.5.5) or not at
    all (4.5.6).
    """
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", comment)).split())


def _is_near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < _ROUNDED
