"""What is kept of looks into hand-ins while the page is open: each is taken once, in a process of its own.

Kept is what was seen, by the digest of the files; the files themselves are read for a look and let go.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from autograder.base.errors import HandInError, UsageError
from autograder.course.model import Assignment
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.review import looks
from autograder.gradebook.review.looks import Code
from autograder.judge.reader.hand_ins import without_samples
from autograder.judge.reader.helper import apart

_UNREADABLE = (HandInError, UsageError, OSError)


def code(attempt: Attempt, assignment: Assignment) -> Code | None:
    """Return an attempt's code; None where it cannot be read."""
    try:
        return _code(_Files.of(attempt, assignment))
    except _UNREADABLE:
        return None


def shape(attempt: Attempt, assignment: Assignment, functions: tuple[str, ...]) -> str:
    """Return the digest of some functions of an attempt; "" where they are not defined or cannot be read."""
    try:
        return _shape(_Files.of(attempt, assignment), functions)
    except _UNREADABLE:
        return ""


def difference(before: Attempt, after: Attempt, assignment: Assignment) -> tuple[str, ...] | None:
    """Return what changed between two attempts, as lines of a unified diff; None where one cannot be read."""
    try:
        return _difference(_Files.of(before, assignment), _Files.of(after, assignment))
    except _UNREADABLE:
        return None


@dataclass(frozen=True)
class _Files:
    """The files of an attempt, as an answer to an assignment, which says what of them is looked at: equal to those of
    another one with the same names and bytes.
    """

    sha256: str
    id: str
    attempt: Attempt = field(compare=False)
    assignment: Assignment = field(compare=False)

    @staticmethod
    def of(attempt: Attempt, assignment: Assignment) -> _Files:
        return _Files(attempt.sha256, assignment.id, attempt, without_samples(assignment))


# What cannot be looked into took its ten seconds once: that is remembered as well, or every look at the class would take
# them again. What cannot be read from the disk (`Attempt.hand_in` raises) is not: it may come back.


@functools.lru_cache(maxsize=64)
def _code(files: _Files) -> Code | None:
    name, data = files.attempt.hand_in()
    try:
        return apart(looks.code, name, data, files.assignment)
    except HandInError:
        return None


@functools.lru_cache(maxsize=20_000)
def _shape(files: _Files, functions: tuple[str, ...]) -> str:
    name, data = files.attempt.hand_in()
    try:
        return apart(looks.shape, name, data, files.assignment, functions)
    except HandInError:
        return ""


@functools.lru_cache(maxsize=64)
def _difference(before: _Files, after: _Files) -> tuple[str, ...] | None:
    old, new = before.attempt.hand_in(), after.attempt.hand_in()
    try:
        return apart(looks.difference, old, new, before.assignment)
    except HandInError:
        return None
