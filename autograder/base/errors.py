"""Every error this package raises on purpose. A message says what was expected, what came, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path


class CourseError(Exception):
    """An error with a sentence for the person at the keyboard; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(CourseError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class ContentError(CourseError):
    """A file of the course is malformed: the message begins with its path and line."""

    exit_code = 3

    def __init__(self, problem: str, path: Path | str, line: int | None = None) -> None:
        self.problem, self.path, self.line = problem, Path(path), line
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {problem}")

    def __reduce__(self) -> tuple[type[ContentError], tuple[str, Path, int | None]]:
        return type(self), (self.problem, self.path, self.line)


class MachineError(CourseError):
    """This machine lacks something: a package, a right, disk space, a network."""

    exit_code = 4


class PlotError(ValueError):
    """What was to be drawn is nothing that can be: in a notebook the sentence alone is shown, no traceback."""


class HandInError(CourseError):
    """A hand-in cannot be read. `key` and `values` name a sentence of `autograder.base.messages` for the student."""

    def __init__(self, key: str, **values: str | int | float):
        self.key, self.values = key, values
        super().__init__(f"{key} {values}" if values else key)

    def __reduce__(self) -> tuple[Callable[..., HandInError], tuple[str, Mapping[str, str | int | float]]]:
        return _hand_in_error, (self.key, self.values)


def _hand_in_error(key: str, values: Mapping[str, str | int | float]) -> HandInError:
    return HandInError(key, **values)
