"""What first looks found, kept beside the results: files that have not changed are not looked into again."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from autograder.base import files
from autograder.base.errors import HandInError, UsageError
from autograder.course.load import graded_functions
from autograder.course.model import Assignment
from autograder.gradebook import first_look, which_assignment
from autograder.gradebook.first_look import Look, looked_into
from autograder.judge.verdict_keys import judge_version

LOOKS_FILE = "looks.json"  # at the top of a folder of results
_MOST = 10_000  # of the newest: some megabytes
_LOOK = TypeAdapter(Look)


class KeptLooks:
    """Looks, each under one number for all that it depends on: the files, the assignments and the sources that look.

    A file that is damaged or cannot be written costs time alone.

    Args:
        assignments: What may be answered.
        path: Where looks are kept; None: nowhere.
    """

    def __init__(self, assignments: Sequence[Assignment], path: Path | None = None):
        self._assignments, self._path = assignments, path
        self._looks: dict[str, Any] = {}
        self._depends = _depends(assignments) if path else b""
        with contextlib.suppress(UsageError):
            found = files.read_json(path) if path else None
            self._looks = found if isinstance(found, dict) else {}

    def look(self, handed_in: Sequence[tuple[str, bytes | HandInError]]) -> Look:
        """Return what one student's files are (see `looked_into`)."""
        if self._path is None:
            return looked_into(handed_in, self._assignments)
        key = self._key(handed_in)
        with contextlib.suppress(KeyError, ValidationError):
            kept = self._looks[key] = self._looks.pop(key)  # it is the newest now
            return _LOOK.validate_python(kept)
        found = looked_into(handed_in, self._assignments)
        if not found.partial:
            self._looks[key] = _LOOK.dump_python(found, mode="json")
        return found

    def write(self) -> None:
        """Write down what is kept."""
        if self._path is not None:
            newest = dict(list(self._looks.items())[-_MOST:])
            with contextlib.suppress(OSError):
                files.write_bytes(self._path, json.dumps(newest).encode())

    def _key(self, handed_in: Sequence[tuple[str, bytes | HandInError]]) -> str:
        number = hashlib.sha256(self._depends)
        for name, content in handed_in:
            data = content if isinstance(content, bytes) else repr((content.key, content.values)).encode()
            number.update(repr((name, type(content).__name__, len(data))).encode())
            number.update(data)
        return number.hexdigest()


def _depends(assignments: Sequence[Assignment]) -> bytes:
    asked = [(each.id, *map(dict, (each.answers, each.functions)), each.files) for each in assignments]
    others = graded_functions(assignments[0].folder.parent) if assignments else {}
    return repr((_version(), asked, others)).encode()


@functools.cache
def _version() -> str:
    """Return one number for the sources that look."""
    own = (
        Path(str(module.__file__)).read_text(encoding="utf-8") for module in (first_look, which_assignment)
    )
    return hashlib.sha256("\0".join([judge_version(), *own]).encode()).hexdigest()
