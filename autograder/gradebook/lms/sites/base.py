"""What a live system is to `sync`: hand-ins out, marks in, and every mark read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from autograder.base.errors import MachineError

RELEASED = "released"  # the state of Moodle's marking workflow in which students see a mark
Waiting = Callable[[float, str], None]  # is told for how many seconds we wait for a busy system, and why


class SiteDown(MachineError):
    """The system did not answer, or asked for patience longer than we had: the same call may succeed later."""


class TokenRefused(MachineError):
    """The system does not know the token (any more), or it may not do what is asked."""


class Refused(MachineError):
    """The system answered, and said no: the same call would be refused again."""


class Vanished(Refused):
    """A file that was listed is no longer there."""


class Changed(Refused):
    """Somebody saved a mark since we looked: what is there now must be seen before anything is written."""


@dataclass(frozen=True)
class RemoteAssignment:
    """An assignment as the system has it. `maximum` is None where it is not graded by points."""

    id: str
    name: str
    course: str
    maximum: float | None
    due: datetime | None = None
    workflow: bool = False  # marks are seen by students only when they are released
    groups: bool = False  # groups hand in
    attempts: bool = True  # there may be more than one attempt
    comments: bool = True  # it takes comments
    pages: bool = True  # it takes files of feedback


@dataclass(frozen=True)
class Person:
    """Somebody an assignment is for. `due` is their own deadline, where they were given one."""

    id: str
    name: str
    email: str = ""
    number: str = ""  # the school's
    group: str = ""  # the system's number of the group that hands in for them
    due: datetime | None = None
    state: str = ""  # of the marking workflow


@dataclass(frozen=True)
class RemoteFile:
    """A file of a hand-in: its name, with folders, and where it is fetched."""

    name: str
    url: str
    size: int

    def __post_init__(self) -> None:
        # Half a surrogate pair may stand in JSON, and in no name of ours.
        object.__setattr__(self, "name", self.name.encode("utf-8", "replace").decode())


@dataclass(frozen=True)
class SiteHandIn:
    """What was handed in at one time. `version` differs whenever it was changed."""

    version: str
    people: tuple[str, ...]
    attempt: int
    submitted: datetime
    files: tuple[RemoteFile, ...]


@dataclass(frozen=True)
class SiteMark:
    """What the system has for a person: None where there is no grade (no comment, no knowing).

    `saved` is another text whenever somebody saved anything, "" where nobody did or the system does not tell. `files`
    are feedback that a person put there.
    """

    grade: float | None = None
    comment: str | None = None
    attempt: int = 0
    saved: str = ""
    files: tuple[RemoteFile, ...] = ()


@dataclass(frozen=True)
class NewMark:
    """What is to be written: `grade` out of the system's maximum, a plain comment, the page of feedback."""

    person: str
    attempt: int
    grade: float
    comment: str
    page: bytes
    state: str = ""


class Site(Protocol):
    """A system, its address, and a login of one of its teachers."""

    name: str
    url: str

    def who(self) -> str:
        """Return the name of whose login this is, and of the system: the cheapest call that proves a connection."""
        ...

    def assignments(self) -> list[RemoteAssignment]:
        """Return the assignments of all courses (or the one that was named) that the login sees."""
        ...

    def participants(self, assignment: RemoteAssignment) -> list[Person]:
        """Return everybody the assignment is for."""
        ...

    def hand_ins(
        self, assignment: RemoteAssignment, people: Sequence[Person], since: datetime | None = None
    ) -> list[SiteHandIn]:
        """Return what was handed in (no drafts), changed at or after `since`."""
        ...

    def fetch(self, file: RemoteFile) -> bytes:
        """Return the bytes of a file.

        Raises:
            Vanished: It is no longer there.
        """
        ...

    def write(self, assignment: RemoteAssignment, mark: NewMark, seen: SiteMark) -> None:
        """Write a mark, its comment and its page over what was `seen`. Twice the same leaves what once would have left.

        Raises:
            Changed: Something else stands there by now; nothing was written.
        """
        ...

    def read_back(self, assignment: RemoteAssignment, marks: Mapping[str, int]) -> dict[str, SiteMark]:
        """Return what the system has for people (their number -> the attempt that is meant);
        without whom it refuses to tell of.
        """
        ...
