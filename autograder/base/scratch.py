"""Folders that a check has made for its files: how they are named, and how their paths are shown.

Such a path is long, another one each time, and none of it says anything to a student but the name of the file at its end.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any, Literal

ELIDED = "…"  # and not nothing: "…/a.png" is a path, and "a.png" the name alone, which may be what is wrong
_FOLDER = re.compile(r"[\\/](?:folder|given|loaded)-[a-z0-9_]{8}(?![a-z0-9_])")  # as `tempfile` ends names
_ABSOLUTE = re.compile(r"(?:[A-Za-z]:)?[\\/]")
_QUOTES = "'\""
_ENDS = " \t\n'\"([,="  # what stands before a path
_MOST_ITEMS = 32
_LONGEST = 300  # characters of a path


def new_folder(kind: Literal["folder", "given", "loaded"], inside: Path) -> Path:
    """Make a folder for the files of a check, and return it."""
    return Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=inside))


def elided(text: str) -> str:
    """Return a text in which such folders are three dots: "no file …/photo.png". Texts may be long, and hostile."""
    shown, done = [], 0
    for found in _FOLDER.finditer(text):
        low = max(done, found.start() - _LONGEST)
        shown += [text[done : _begin(text, low, found.start())], ELIDED]
        done = found.end()
    return "".join([*shown, text[done:]])


def _begin(text: str, low: int, end: int) -> int:
    """Return where the path begins that goes on at `end`, at `low` or later."""
    quote = 1 + max(text.rfind(each, low, end) for each in _QUOTES)
    if quote and _ABSOLUTE.match(text, quote, end + 1):
        return quote  # in quotation marks a path may hold spaces, as a Windows user's name does
    return max(low, 1 + max(text.rfind(each, low, end) for each in _ENDS))


# Any: what a check was given, or gives.
def elided_in(value: Any) -> Any:
    """Return a value in whose texts they are; what holds many items, of which none is shown, stays."""
    if type(value) is str:
        return elided(value)
    if type(value) in (list, tuple, dict) and len(value) > _MOST_ITEMS:
        return value
    if type(value) in (list, tuple):
        return type(value)(map(elided_in, value))
    if type(value) is dict:
        return {elided_in(key): elided_in(each) for key, each in value.items()}
    return value
