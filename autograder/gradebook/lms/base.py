"""What a learning-management system is to us: three things it may be able to do, each a protocol of its own.

A system is a class in a file of its own that offers some of them, and one line of `registry`:

`Reader`  recognises its downloads: who handed in which files, when.
`Filler`  fills points into a file that a teacher downloaded and will upload again.
`Grader`  runs our judge itself, and wants one hand-in's verdicts in its own form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from autograder.base.errors import HandInError
from autograder.base.messages import Said
from autograder.base.verdict import Result
from autograder.course.model import Assignment
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.marks import Export, Mark
from autograder.gradebook.score import Score


@dataclass(frozen=True)
class Who:
    """A student as the LMS names one: often only some of these."""

    name: str = ""
    lms_id: str = ""
    email: str = ""
    login: str = ""
    anonymous: bool = False


@dataclass(frozen=True)
class File:
    """One file of a delivery: its name as handed in, and where its bytes lie; or the `problem` that kept them out."""

    name: str
    path: Path | None = None
    problem: HandInError | None = None

    def content(self) -> bytes:
        """Return the file's bytes."""
        return self.path.read_bytes() if self.path else b""


@dataclass(frozen=True)
class Delivery:
    """What one student handed in at one time. `folder` is the LMS's own name for it, which feedback must bear."""

    who: tuple[Who, ...]
    files: tuple[File, ...]
    folder: str = ""
    submitted: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class Intake:
    """What was recognised in a download, what was not ((path, why) pairs), and what the teacher should look at."""

    lms: str
    deliveries: tuple[Delivery, ...]
    unrecognised: tuple[tuple[str, Said], ...] = ()
    doubts: tuple[Said, ...] = ()
    known: int = 0  # how many paths are the system's own, hand-ins or not


@dataclass(frozen=True)
class Participant:
    """Who bears one of the LMS's numbers, and when they handed in."""

    name: str
    email: str
    submitted: datetime | None
    due: datetime | None = None  # their own deadline, where they have one: an override or an extension
    group: str = ""  # the group that hands in for them, where groups hand in
    tells_due: bool = False  # whether no deadline of their own means that they have none


@dataclass(frozen=True)
class Template:
    """A file to fill in, as the teacher downloaded it. `column` says which of several assignments in it is meant."""

    name: str
    data: bytes
    column: str = ""


@dataclass(frozen=True)
class Place:
    """What a path says: whose file it is and what the file is called. `skip` says why it is not a hand-in."""

    folder: str
    name: str
    who: Who = Who()
    late: bool = False
    skip: Said = ""


class System(Protocol):
    """One system: `name` is what a command line calls it."""

    name: str


@runtime_checkable
class Reader(System, Protocol):
    """Recognises what its system lets a teacher download."""

    school_numbers: bool  # its own number of a student is the school's, and no number of the LMS
    free_names: bool  # its names were typed by people: a part of one ("12_bob") may be an id or a login

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries among the files of a download (path inside it -> file), and what is none of its own."""
        ...

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return whom a table of this system tells of, by the LMS's number; None where it is no such table."""
        ...


@runtime_checkable
class Filler(System, Protocol):
    """Fills points into its system's own table."""

    template: str  # what the teacher must download: the help of the option `--NAME`
    takes_pages: bool  # whether the students' pages of feedback go back beside the points
    needs_column: bool  # whether its table is about several assignments

    def filled(self, template: Template, marks: Sequence[Mark], assignment: str, language: str) -> Export:
        """Return what to upload, every byte that is not ours as it was.

        Raises:
            UsageError: This is not the system's table.
        """
        ...


@runtime_checkable
class Grader(System, Protocol):
    """Gives the verdicts of one hand-in in the form in which its system's grader must leave them."""

    def results(
        self, assignment: Assignment, score: Score, result: Result, *, language: str = "en"
    ) -> dict[str, Any]:
        """Return results.json as data; without a "score" while the score is withheld."""
        ...


def grouped(
    lms: str, files: Mapping[str, File], place: Callable[[str], Place | None], stranger: Said
) -> Intake:
    """Return the intake of files whose place follows from their path;
    `stranger` says why one without is not recognised.
    """
    found: dict[str, list[File]] = {}
    first: dict[str, Place] = {}
    late: set[str] = set()
    unrecognised = []
    known = 0
    for path, file in files.items():
        where = place(path)
        known += where is not None
        if where is None:
            unrecognised.append((path, stranger))
        elif where.skip:
            unrecognised.append((path, where.skip))
        else:
            first.setdefault(where.folder, where)
            found.setdefault(where.folder, []).append(File(where.name, file.path, file.problem))
            if where.late:
                late.add(where.folder)
    deliveries = tuple(
        Delivery((first[folder].who,), tuple(own), folder, late=folder in late)
        for folder, own in found.items()
    )
    return Intake(lms, deliveries, tuple(unrecognised), known=known)
