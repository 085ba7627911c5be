"""The records of a course. Everything here is frozen data with both languages side by side."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from autograder.course.master import Master
from autograder.course.statement import Hint, Statement, parse_hints
from autograder.course.text import read_text
from autograder.course.text_answers import text_name

MASTER, PUBLIC, HIDDEN = "master.py", "checks/test_public.py", "checks/test_hidden.py"


Text = Mapping[str, str]  # language -> text: {"fr": "…", "en": "…"}


class Translated(dict[str, str]):
    """A `Text` in the languages of the course: {"fr": "…", "en": "…"}. In a language it lacks,
    it is the first one's.
    """

    def __missing__(self, language: str) -> str:
        return next(iter(self.values()))


@dataclass(frozen=True)
class Limits:
    """What one hand-in may use. Seconds are processor time of all its processes, sizes are MiB (2**20 bytes)."""

    seconds_per_call: float = 30
    seconds: float = 240
    memory_mb: int = 4096
    output_mb: int = 64


@dataclass(frozen=True)
class Minutes:
    """What an assignment takes, beside reading it: `work` as estimated,
    `computing` of its whole notebook on two cores.
    """

    work: int
    computing: int


@dataclass(frozen=True)
class LatePolicy:
    """The late policy: `percent_per_day` of the maximum off per day begun, after `grace_minutes`;
    nothing counts after `max_days`.
    """

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
class Criterion:
    """What the answer to a manual question may say, or say wrongly, and the points (or fewer than none) for it."""

    id: str
    title: Text
    points: int


@dataclass(frozen=True)
class Manual:
    """How a person marks a question: out of `points`, by `criteria`, beside a `model` answer.

    No student receives these two.
    """

    points: int
    criteria: tuple[Criterion, ...] = ()
    model: Text = field(default_factory=dict)

    def earned(self, criteria: Iterable[str]) -> int:
        """Return the points of these criteria together, from 0 to `points`. Raises KeyError: one is unknown."""
        return min(self.points, max(0, sum(_by_id(self.criteria, id).points for id in criteria)))


@dataclass(frozen=True)
class Question:
    """One section of the statement, with one or more graded functions, or (`manual`) a text that a person marks.

    A bonus counts on top, up to the maximum.
    """

    id: str
    title: Text
    functions: tuple[str, ...]
    checks: tuple[Check, ...]
    bonus: bool = False
    manual: Manual | None = None

    @property
    def points(self) -> int:
        """What a full answer is worth."""
        return self.manual.points if self.manual else sum(check.points for check in self.checks)

    @property
    def answers(self) -> tuple[str, ...]:
        """The names that an answer binds: the functions, or "answer_q3" for a text."""
        return (text_name(self.id),) if self.manual else self.functions


@dataclass(frozen=True)
class Sample:
    """A stored answer whose verdicts are known in advance: `fails` are the checks it must fail, and no others.

    `source` holds the definitions that differ from the master's. The head of its cell stands in `line` of `path`, and
    `begins` is the line in which the source does.
    `files` are handed in beside it: name in the hand-in -> file in samples/files.
    """

    name: str
    about: str
    source: str
    path: Path
    line: int
    begins: int = field(compare=False)
    fails: frozenset[str] = frozenset()
    files: Mapping[str, Path] = field(default_factory=dict, compare=False)

    @property
    def accepted(self) -> bool:
        """Whether this is another right answer."""
        return not self.fails

    @property
    def kind(self) -> str:
        """The first word of its head: "right" or "wrong"."""
        return "right" if self.accepted else "wrong"

    @property
    def place(self) -> str:
        """Where it stands: "…/02_noise/samples/q1.py:14"."""
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} {self.name}"


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
    minutes: Minutes | None = None
    hidden_in_full: bool = False  # students read whole messages of hidden checks: for courses that grade once
    outlined: bool = False  # statements must have the whole outline (rule 15)
    functions: Mapping[str, str] = field(init=False, compare=False)  # graded name -> id of its question
    answers: Mapping[str, str] = field(
        init=False, compare=False
    )  # the same, with the texts that a person marks
    _statements: dict[str, Statement] = field(default_factory=dict, init=False, repr=False, compare=False)
    _hints: dict[str, Mapping[str, tuple[Hint, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_name = {name: question.id for question in self.questions for name in question.functions}
        object.__setattr__(self, "functions", by_name)
        by_answer = {name: question.id for question in self.questions for name in question.answers}
        object.__setattr__(self, "answers", by_answer)

    @functools.cached_property
    def master(self) -> Master:
        """The parsed master.py, read once. Raises ContentError."""
        path = self.folder / MASTER
        texts = {id: manual.model for id, manual in self.manual.items()}
        return Master.parse(path, read_text(path), self.functions, self.languages, texts)

    def statement(self, language: str) -> Statement:
        """Return the statement in `language`, read once; in the first of the course's where it has no other.

        Raises ContentError.
        """
        language = self.spoken(language)
        if language not in self._statements:
            path = self.folder / f"statement.{language}.md"
            names = [question.id for question in self.questions]
            self._statements[language] = Statement.parse(path, read_text(path), names)
        return self._statements[language]

    def hints(self, language: str) -> Mapping[str, tuple[Hint, ...]]:
        """Return the hints of each graded function, gentlest first, in the language of `statement`.

        Raises ContentError.
        """
        language = self.spoken(language)
        if language not in self._hints:
            path = self.folder / f"hints.{language}.md"
            self._hints[language] = parse_hints(path, read_text(path), self.functions)
        return self._hints[language]

    def spoken(self, language: str) -> str:
        """Return `language` if the course is given in it, else the course's first."""
        return language if language in self.languages else self.languages[0]

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
    def manual(self) -> Mapping[str, Manual]:
        """How each question is marked that a person marks, by its id, in order."""
        return {question.id: question.manual for question in self.questions if question.manual}

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

    def sample(self, name: str) -> Sample:
        """Return the sample with this name. Raises KeyError."""
        for sample in self.samples:
            if sample.name == name:
                return sample
        raise KeyError(name)


@dataclass(frozen=True)
class Course:
    """The ordered assignments and the course-wide rules. `attempt` says which attempt counts: "best" or "last".

    `out` is where `autograder build` writes student_template/ and solutions/, seen from the course's folder.
    """

    folder: Path
    title: Text
    assignments: tuple[Assignment, ...]
    languages: tuple[str, ...] = ("fr", "en")
    late: LatePolicy = LatePolicy()
    attempt: str = "best"
    out: str = ".."

    def assignment(self, name: str) -> Assignment:
        """Return the assignment called `name`: its id ("02_noise"), its number ("02", "2") or its slug ("noise").

        Raises KeyError.
        """
        for assignment in self.assignments:
            if called(assignment.id, name):
                return assignment
        raise KeyError(name)


def called(id: str, name: str) -> bool:
    """Whether `name` means the assignment `id`: "02_noise", "02", "2" or "noise", in capitals or not."""
    return name.casefold() in (id.casefold(), id[:2], id[:2].lstrip("0"), id[3:].casefold())


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


def _by_id(items: Iterable[_T], id: str) -> _T:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)
