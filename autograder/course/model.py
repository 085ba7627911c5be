"""The records of a course. Everything here is frozen data with both languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Text = Mapping[str, str]  # language -> text: {"fr": "…", "en": "…"}


@dataclass(frozen=True)
class Limits:
    """What one hand-in may use. Seconds are wall time, sizes are MiB (2**20 bytes)."""

    seconds_per_call: float = 30
    seconds: float = 240
    memory_mb: int = 4096
    output_mb: int = 64


@dataclass(frozen=True)
class Late:
    """The late policy: `percent_per_day` of the maximum off per day begun, after `grace_minutes`; nothing counts after `max_days`."""

    percent_per_day: int = 0
    grace_minutes: int = 0
    max_days: int = 365


@dataclass(frozen=True)
class Check:
    """One observable fact about an answer, worth `points`. Public or hidden follows from the file it is in."""

    id: str
    title: Text
    points: int
    public: bool
    question: str
    path: Path
    line: int

    @property
    def function(self) -> str:
        """The name of the check's pytest function."""
        return f"test_{self.id}"


@dataclass(frozen=True)
class Question:
    """One section of the statement, with one or more graded functions. A bonus counts on top, up to the maximum."""

    id: str
    title: Text
    functions: tuple[str, ...]
    checks: tuple[Check, ...]
    bonus: bool = False

    @property
    def points(self) -> int:
        """The sum of the checks' points."""
        return sum(check.points for check in self.checks)


@dataclass(frozen=True)
class Sample:
    """A stored answer whose verdicts are known in advance: `fails` are the checks it must fail, and no others.

    `files` are handed in beside it: name in the hand-in -> file in samples/files.
    """

    name: str
    about: str
    path: Path
    fails: frozenset[str] = frozenset()
    files: Mapping[str, Path] = field(default_factory=dict, compare=False)

    @property
    def accepted(self) -> bool:
        """Whether this is another right answer."""
        return not self.fails


@dataclass(frozen=True)
class Assignment:
    """One folder `NN_slug`, released and graded as a unit.

    `files` may be handed in beside the answer; `instead` tells which of them together replace which other.
    """

    id: str
    folder: Path
    title: Text
    questions: tuple[Question, ...]
    limits: Limits = Limits()
    data: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    samples: tuple[Sample, ...] = ()
    languages: tuple[str, ...] = ("fr", "en")
    functions: Mapping[str, str] = field(init=False, compare=False)

    def __post_init__(self):
        by_name = {name: question.id for question in self.questions for name in question.functions}
        object.__setattr__(self, "functions", by_name)

    @property
    def wanted_files(self) -> tuple[str, ...]:
        """Those of `files` that are asked for: not those that may replace another."""
        replacements = {name for names in self.instead.values() for name in names}
        return tuple(name for name in self.files if name not in replacements)

    @property
    def handed_in_with_master(self) -> Mapping[str, Path]:
        """What is handed in beside the master in the proof: those of `files` that lie in samples/files."""
        found = {name: self.folder / "samples/files" / name for name in self.files}
        return {name: path for name, path in found.items() if path.is_file()}

    @property
    def number(self) -> int:
        """The two digits that order the course."""
        return int(self.id[:2])

    @property
    def rubric(self) -> tuple[Check, ...]:
        """Every check of every question, in order."""
        return tuple(check for question in self.questions for check in question.checks)

    @property
    def maximum(self) -> int:
        """The points of a full hand-in, bonus questions not counted."""
        return sum(question.points for question in self.questions if not question.bonus)

    def question(self, id: str) -> Question:
        """Return the question with this id. Raises KeyError."""
        return _by_id(self.questions, id)

    def check(self, id: str) -> Check:
        """Return the check with this id. Raises KeyError."""
        return _by_id(self.rubric, id)


@dataclass(frozen=True)
class Course:
    """The ordered assignments and the course-wide rules. `attempt` says which attempt counts: "best" or "last"."""

    folder: Path
    title: Text
    assignments: tuple[Assignment, ...]
    languages: tuple[str, ...] = ("fr", "en")
    late: Late = Late()
    attempt: str = "best"

    def assignment(self, name: str) -> Assignment:
        """Return the assignment called `name`: its id ("02_noise"), its number ("02", "2") or its slug ("noise"). Raises KeyError."""
        for assignment in self.assignments:
            if called(assignment.id, name):
                return assignment
        raise KeyError(name)


def called(id: str, name: str) -> bool:
    """Whether `name` means the assignment `id`: "02_noise", "02", "2" or "noise"."""
    return name in (id, id[:2], id[:2].lstrip("0"), id[3:])


def _by_id(items, id):
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)
