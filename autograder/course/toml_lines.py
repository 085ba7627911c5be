"""Reading a TOML file into a shape; what is wrong with it is said with the line, which tomllib does not keep."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from autograder.base.errors import ContentError
from autograder.base.messages import Message, Said
from autograder.course.text import read_text

Step = str | int  # a key, or a position in an array of tables
_S = TypeVar("_S", bound=BaseModel)


def read_toml(path: Path, shape: type[_S], **context: object) -> _S:
    """Return the file's content in a shape. `context` is what its validators ask for (`ValidationInfo.context`).

    Raises:
        ContentError: It cannot be read, is not TOML, or not of the shape; with the line and what to do.
    """
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ContentError("content.no_toml", path, int(line[1]) if line else None, why=str(error)) from None
    except RecursionError:
        raise ContentError("content.deep_toml", path) from None
    try:
        return shape.model_validate(data, context={"data": data, **context})
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentError(_advice(dict(first), data), path, Lines(text).of(first["loc"])) from None


class Lines:
    """Where each key of a TOML text stands: tomllib gives values without lines."""

    _HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]\]?")
    _KEY = re.compile(r"\s*([\w\"-]+)\s*=")

    def __init__(self, text: str):
        self._where: dict[tuple[Step, ...], int] = {}
        counts: dict[tuple[Step, ...], int] = {}
        prefix: tuple[Step, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := self._HEADER.match(line):
                prefix = self._path(header[2].replace('"', "").split("."), header[1] == "[[", counts)
                self._where.setdefault(prefix, number)
            elif key := self._KEY.match(line):
                self._where.setdefault((*prefix, key[1].strip('"')), number)

    def of(self, path: Iterable[Step]) -> int | None:
        """Return the line of the longest known beginning of `path`, such as ("questions", 0, "title", "fr")."""
        path = tuple(path)
        while path:
            if path in self._where:
                return self._where[path]
            path = path[:-1]
        return None

    @staticmethod
    def _path(names: list[str], is_array: bool, counts: dict[tuple[Step, ...], int]) -> tuple[Step, ...]:
        path: tuple[Step, ...] = ()
        for position, name in enumerate(names):
            path = (*path, name)
            if is_array and position == len(names) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path


def _advice(error: Mapping[str, Any], data: Mapping[str, Any]) -> Said:
    steps = [step for step in error["loc"] if step != "[key]"]
    where = ".".join(_name(step, steps[:position], data) for position, step in enumerate(steps))
    if error["type"] == "value_error":  # a validator of ours: its own words
        return f"{where}{error['ctx']['error']}"
    if error["type"] == "missing":
        return Message.of("content.missing_key", where=where, key=steps[-1])
    if error["type"] == "extra_forbidden" or "[key]" in error["loc"]:
        return Message.of("content.unknown_key", where=where)
    received = repr(error["input"])
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}, received {received[:60]}."


def _name(step: Step, before: list[Step], data: Any) -> str:
    """Return a list position as the id of what stands there, and a key as itself."""
    if not isinstance(step, int):
        return step
    for each in (*before, step):
        try:
            data = data[each]
        except (KeyError, IndexError, TypeError):
            return str(step + 1)
    return str(data["id"]) if isinstance(data, Mapping) and "id" in data else str(step + 1)
