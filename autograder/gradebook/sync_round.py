"""What a round of `sync` is asked for, what it did, and the events it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.course.model import Assignment

Event = Mapping[str, Any]
Tell = Callable[[Event], None]


@dataclass(frozen=True)
class Link:
    """An assignment of the course and the LMS's: by name or number; in which language;
    whether marks are shown at once.
    """

    assignment: Assignment
    remote: str
    language: str = "en"
    release: bool = False
    late: bool = True  # the LMS's deadline counts, with its extensions

    def about(self, event: str, student: str = "", **values: object) -> Event:
        """Return an event of this assignment, and of one of its students where there is one."""
        whose = {"student": student} if student else {}
        return {"event": event, "assignment": self.assignment.id, **whose, **values}


@dataclass
class Round:
    """What one round did."""

    fetched: int = 0
    judged: int = 0
    written: int = 0
    kept: int = 0
    withheld: int = 0
    refused: int = 0
    vanished: int = 0
    interrupted: bool = False
    problems: list[str] = field(default_factory=list)
    # Keys of students of whom the record of their mark cannot be read.
    damaged: set[str] = field(default_factory=set)

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return not (self.withheld or self.refused or self.vanished or self.problems or self.damaged)

    def figures(self) -> dict[str, int]:
        """Return its numbers, by their names."""
        names = ("fetched", "judged", "written", "kept", "withheld", "refused", "vanished")
        return {name: getattr(self, name) for name in names}
