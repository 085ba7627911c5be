"""Where a course lies, and how a command is typed that concerns it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.base.errors import UsageError

USUAL = (Path("assignments"), Path())  # seen from where a person types


def found_course(given: Path | None) -> Path:
    """Return the folder of the course: the one given, else the usual one of those that hold course.toml.

    Raises:
        UsageError: There is none.
    """
    for folder in [given] if given else USUAL:
        if (folder / "course.toml").is_file():
            return folder
    raise UsageError("usage.no_course", where=given or USUAL[0])


def typed(folder: Path, *words: object) -> str:
    """Return the command `autograder WORDS` for the course in `folder`, as it can be typed where this process runs."""
    named = os.environ.get("AUTOGRADER_COURSE")
    found = next((each for each in USUAL if (each / "course.toml").is_file()), Path("/"))
    usual = os.path.realpath(named or found) == os.path.realpath(folder)
    option = () if usual else ("--course", str(folder))
    return shlex.join(("autograder", *map(str, words), *option))


def beside(commands: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each command, with what it is for beside it."""
    width = max(map(len, commands), default=0)
    for command, what in commands.items():
        yield f"  {command:<{width}}   {what}"
