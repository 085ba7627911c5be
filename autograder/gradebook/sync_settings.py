"""lms.toml beside course.toml: which assignment is which in the LMS, and how marks go there.

system = "moodle"                  # or "canvas"
url = "https://moodle.example.org"
course = "TF2026"                  # its short name or number; Canvas: its number
language = "fr"                    # of comments and pages
release = false                    # whether marks of a workflow are shown to students at once
late = true                        # whether the LMS's deadline counts, with its extensions

[assignments]
02_noise = "Devoir 2"              # the LMS's name or number
03_autoencoder = { name = "Devoir 3", language = "en", release = true }
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from autograder.base.errors import ContentError, UsageError
from autograder.course.model import Course
from autograder.gradebook.lms.sites.registry import LIVE
from autograder.gradebook.sync_round import Link

NAME = "lms.toml"
SHORTEST = 10.0  # seconds between two looks: sites are shared


def _live(system: str) -> str:
    if system not in LIVE:
        raise ValueError(f"expected {' or '.join(LIVE)}, received {system!r}")
    return system


@dataclass(frozen=True, config={"extra": "forbid"})
class Linked:
    """One assignment; what is None is as for the course."""

    name: str
    language: str | None = None
    release: bool | None = None
    late: bool | None = None


@dataclass(frozen=True, config={"extra": "forbid"})
class Settings:
    """What lms.toml says."""

    system: Annotated[str, AfterValidator(_live)]
    url: str
    course: Annotated[str, Field(coerce_numbers_to_str=True)] = ""
    language: str = ""
    release: bool = False
    late: bool = True
    assignments: Mapping[str, str | int | Linked] = Field(default_factory=dict)


def read(path: Path) -> Settings | None:
    """Return the settings in a file; None where there is none.

    Raises:
        ContentError: It is no TOML, or has a key or value that means nothing.
    """
    if not path.is_file():
        return None
    try:
        return TypeAdapter(Settings).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(str(error), path) from None
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ContentError(wrong, path) from None


def links(settings: Settings, course: Course, default_language: str) -> list[Link]:
    """Return the links of all assignments that lms.toml names.

    Raises:
        UsageError: It names an assignment that the course has not.
    """
    found = []
    for name, value in settings.assignments.items():
        linked = value if isinstance(value, Linked) else Linked(str(value))
        try:
            assignment = course.assignment(name)
        except KeyError:
            raise UsageError("sync.no_assignment", path=course.folder / NAME, name=name) from None
        language = linked.language or settings.language or default_language
        if language not in course.languages:
            raise UsageError("sync.no_language", path=course.folder / NAME, name=language)
        found.append(
            Link(
                assignment,
                linked.name,
                language,
                settings.release if linked.release is None else linked.release,
                settings.late if linked.late is None else linked.late,
            )
        )
    return found


def seconds(text: str) -> float:
    """Return the seconds of "30s", "5m" or "1h".

    Raises:
        UsageError: It is no such time, or too short.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smh]?)", text.strip())
    if not match:
        raise UsageError("sync.no_time", received=text)
    value = float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[match[2]]
    if value < SHORTEST:
        raise UsageError("sync.short_time", shortest=round(SHORTEST), received=text)
    return value
