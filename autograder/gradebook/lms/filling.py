"""A table of an LMS while marks are written into it: one column of points, and what goes beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autograder.base.numbers import parsed, points_text
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.marks import Change, Mark, Reject
from autograder.gradebook.roster import Student
from autograder.gradebook.score import scaled

_SAME = 0.005  # points: less than the systems keep

Why = tuple[str, Mapping[str, object]]  # a sentence's key and values


@dataclass
class Filling:
    """What is written into a `sheet`, whose points stand in `column`; and what could not be written."""

    sheet: Sheet
    column: int
    rejects: list[Reject]
    changes: list[Change] = field(default_factory=list)
    values: dict[tuple[int, int], str] = field(default_factory=dict)
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
        given = parsed(self.sheet.value(row, self.column))
        if given is None or abs(given - points) >= _SAME:
            self.put(row, self.column, mark.student, points_text(points))
        return True

    def put(self, row: int, column: int, student: Student, text: str) -> None:
        """Write a cell, and note the change."""
        self.values[row, column] = text
        self.changes.append(Change(student, self.sheet.header[column], self.sheet.value(row, column), text))

    @property
    def notes(self) -> list[Why]:
        """What the teacher should know: which points were scaled to which maximum."""
        return [("lms.scaled", {"points": points, "maximum": top}) for points, top in sorted(self._scaled)]
