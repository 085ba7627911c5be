"""What is kept of looks into hand-ins while the page is open: each is taken once, in a process of its own."""

from __future__ import annotations

import functools

from autograder.base.errors import HandInError, UsageError
from autograder.gradebook.review import looks
from autograder.gradebook.review.looks import Code
from autograder.gradebook.store import Attempt
from autograder.judge.reader.helper import apart


def code(attempt: Attempt) -> Code | None:
    """Return an attempt's code; None where it cannot be read."""
    hand_in = _hand_in(attempt)
    return _code(*hand_in) if hand_in else None


def shape(attempt: Attempt, functions: tuple[str, ...]) -> str:
    """Return the digest of some functions of an attempt; "" where they are not defined or cannot be read."""
    hand_in = _hand_in(attempt)
    return _shape(*hand_in, functions) if hand_in else ""


def difference(before: Attempt, after: Attempt) -> tuple[str, ...] | None:
    """Return what changed between two attempts, as lines of a unified diff; None where one cannot be read."""
    texts = _hand_in(before), _hand_in(after)
    return _difference(*texts) if texts[0] and texts[1] else None


def _hand_in(attempt: Attempt) -> tuple[str, bytes] | None:
    try:
        return attempt.hand_in()
    except (HandInError, UsageError, OSError):
        return None


# What cannot be read took its ten seconds once: that is remembered as well, or every look at the class would take them
# again.


@functools.lru_cache(maxsize=64)
def _code(name: str, data: bytes) -> Code | None:
    try:
        return apart(looks.code, name, data)
    except HandInError:
        return None


@functools.lru_cache(maxsize=20_000)
def _shape(name: str, data: bytes, functions: tuple[str, ...]) -> str:
    try:
        return apart(looks.shape, name, data, functions)
    except HandInError:
        return ""


@functools.lru_cache(maxsize=64)
def _difference(before: tuple[str, bytes], after: tuple[str, bytes]) -> tuple[str, ...] | None:
    try:
        return apart(looks.difference, before, after)
    except HandInError:
        return None
