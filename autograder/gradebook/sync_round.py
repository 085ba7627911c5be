"""What `sync` is asked, an assignment here and one there, and what one round of it did."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.course.model import Assignment


@dataclass(frozen=True)
class Link:
    """An assignment of the course and the LMS's: by name or number; in which language; whether marks are shown at once."""

    assignment: Assignment
    remote: str
    language: str = "en"
    release: bool = False
    late: bool = True  # the LMS's deadline counts, with its extensions


@dataclass
class Round:
    """What one round did; `since` is when the next need look from."""

    fetched: int = 0
    judged: int = 0
    written: int = 0
    kept: int = 0
    withheld: int = 0
    refused: int = 0
    vanished: int = 0
    interrupted: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return not (self.withheld or self.refused or self.vanished or self.problems)
