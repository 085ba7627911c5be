"""A hand-in, read by the helper: what `judge.hand_in` makes of a stranger's bytes, or a sentence about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.verdict import Message
from autograder.course.model import Assignment
from autograder.course.source import bound_names, inner_names
from autograder.judge import hand_in as parsing
from autograder.judge.hand_in import Cell, HandIn
from autograder.judge.reader.helper import apart

# Each is a request to the worker. The longest honest hand-in seen has 160.
MAX_CELLS = 5_000
MAX_INNER = 500  # names defined out of reach, of one cell: they only help to explain


def read_hand_in(
    source: Path | bytes, assignment: Assignment | None = None, name: str | None = None
) -> HandIn:
    """Return the hand-in in a file, or in the bytes of one called `name`, with what each of its cells binds.

    Only the file's size is looked at here; the rest is the helper's work.

    Raises:
        HandInError: It cannot be read, within the helper's limits; it holds no answer.
        MachineError: The helper cannot be started.
    """
    if isinstance(source, bytes):
        data, name = source, name or "hand-in"
    else:
        data, name = parsing.file_bytes(Path(source)), name or Path(source).name
    if len(data) > parsing.MAX_BYTES:
        raise HandInError("handin.too_large", name=clean_line(name), limit=parsing.MAX_BYTES // 2**20)
    found = apart(parsed, data, name, assignment and without_samples(assignment))
    return replace(found, remarks=tuple(filter(_is_ours, found.remarks)))


def _is_ours(remark: Message) -> bool:
    """Return whether a remark is a sentence of ours with plain values:
    it came from where a stranger's bytes were read.
    """
    try:
        remark.text("en")
    except (KeyError, ValueError, IndexError, TypeError, AttributeError):
        return False
    return remark.key.startswith("handin.") and all(
        type(each) in (str, int) for each in remark.values.values()
    )


def without_samples(assignment: Assignment) -> Assignment:
    """Return an assignment as far as a reader needs it: the rest would cross for nothing."""
    return replace(assignment, samples=())


def parsed(data: bytes, name: str, assignment: Assignment | None) -> HandIn:
    """Return the hand-in in these bytes. For the helper alone: it takes what time and memory it takes."""
    found = parsing.read_in_this_process(data, assignment, name)
    if len(found.cells) > MAX_CELLS:
        raise HandInError("handin.too_many", name=clean_line(name), limit=MAX_CELLS)
    return replace(found, cells=tuple(map(_with_names, found.cells)))


def _with_names(cell: Cell) -> Cell:
    inner = sorted((name, *place) for name, place in inner_names(cell.source).items())
    return replace(cell, binds=tuple(sorted(bound_names(cell.source))), inner=tuple(inner[:MAX_INNER]))
