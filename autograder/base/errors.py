"""Every error this package raises on purpose. A message says what was expected, what came, where, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from autograder.base.messages import Message, Said, keys, words


class CourseError(Exception):
    """An error with a sentence for the person at the keyboard; `exit_code` is what the command line returns.

    `UsageError("roster.unreadable", path=path)` names a sentence of `autograder.base.messages`, which `text` gives in
    any language. What is no key is the sentence itself, or a `Message`. `str` is English, as programs and logs read it.
    """

    exit_code = 1

    def __init__(self, said: Said, /, **values: object) -> None:
        self.message = _message(said, values)
        super().__init__(str(self.message))

    def text(self, language: str) -> str:
        """Return what is to be said in `language`."""
        return words(self.message, language)


class UsageError(CourseError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class ContentError(CourseError):
    """A file of the course is malformed: the message begins with its path and line.

    `problem` is as in `CourseError`.
    """

    exit_code = 3

    def __init__(self, problem: Said, path: Path | str, line: int | None = None, **values: object) -> None:
        self.problem, self.path, self.line = _message(problem, values), Path(path), line
        self.where = f"{path}:{line}" if line else f"{path}"  # as editors read it
        super().__init__(Message.of("errors.place", where=self.where, what=self.problem))

    def __reduce__(self) -> tuple[type[ContentError], tuple[Said, Path, int | None]]:
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
        self.message = Message(key, values)
        Exception.__init__(self, f"{key} {values}" if values else key)  # no sentence: digests are made of it

    def __reduce__(self) -> tuple[Callable[..., HandInError], tuple[str, Mapping[str, str | int | float]]]:
        return _hand_in_error, (self.key, self.values)


def _message(said: Said, values: Mapping[str, object]) -> Said:
    return Message(said, values) if isinstance(said, str) and said in keys("en") else said


def _hand_in_error(key: str, values: Mapping[str, str | int | float]) -> HandInError:
    return HandInError(key, **values)


_REFUSALS = (
    *("ENOENT", "EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR", "ENOSPC", "EDQUOT"),
    *("EEXIST", "ENAMETOOLONG", "EIO", "EADDRINUSE"),
)


def refusal(error: OSError) -> Said:
    """Return why the machine refused a file, a folder or a port: what the system says, in English, of a rare reason."""
    name = errno.errorcode.get(error.errno or 0, "")
    return Message(f"os.{name}") if name in _REFUSALS else error.strerror or type(error).__name__
