"""Fingerprints of hand-ins, made apart, some at a time: see `looks`. In a module of its own, for copydetect takes seconds to import."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import Mock

import numpy as np

from autograder.base.errors import HandInError
from autograder.course.model import Assignment
from autograder.judge.hand_in import read_in_this_process

# Matplotlib, with which copydetect can draw a histogram, wants a folder to write in: where fingerprints are made there
# is none, and no need of it.
_drawing = {name: Mock() for name in ("matplotlib", "matplotlib.pyplot") if name not in sys.modules}
sys.modules |= _drawing
try:
    from copydetect import CodeFingerprint, compare_files
finally:
    for each in _drawing:
        del sys.modules[each]

__all__ = ["CodeFingerprint", "Fingerprint", "compare_files", "fingerprints"]

_RUN, _WINDOW = 25, 6  # tokens: copydetect's own defaults


@dataclass(frozen=True)
class Fingerprint:
    """What copydetect keeps of a text: hashes of runs of tokens, each with where it stands, and how much they cover."""

    text: str
    hashes: tuple[tuple[int, tuple[int, ...]], ...]
    offsets: tuple[tuple[int, int], ...]
    coverage: int
    run: int


def fingerprints(
    files: tuple[tuple[str, bytes], ...], assignment: Assignment | None, stub: str
) -> tuple[Fingerprint | None, ...]:
    """Return the fingerprint of each answer to an assignment (name, bytes), without what stands in `stub` as well; None
    where one cannot be read.
    """
    boilerplate = np.array(sorted(_made(stub, None).hashes), dtype=np.int64) if stub else None
    found: list[Fingerprint | None] = []
    for name, data in files:
        try:
            found.append(_fingerprint(read_in_this_process(data, assignment, name).text, boilerplate))
        except HandInError:
            found.append(None)
    return tuple(found)


def _fingerprint(text: str, boilerplate: Any) -> Fingerprint:
    found = _made(text, boilerplate)
    return Fingerprint(
        text,
        tuple((int(each), tuple(map(int, places))) for each, places in sorted(found.hash_idx.items())),
        tuple((int(row[0]), int(row[1])) for row in found.offsets),
        int(found.token_coverage),
        int(found.k),
    )


def _made(text: str, boilerplate: Any) -> Any:
    known = boilerplate if boilerplate is not None else np.array([], dtype=np.int64)
    return CodeFingerprint(
        "answer.py", _RUN, _WINDOW, boilerplate=known, language="python", fp=io.StringIO(text)
    )
