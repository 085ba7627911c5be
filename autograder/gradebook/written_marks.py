"""What was written for the LMS, `exports/written.json`: so that what a person set there since is told apart.

Nobody tells us whether a file was uploaded. Of each student and system it holds what stood in the table when it was last
filled in, where that was ours, and what was written then: either may stand there the next time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.gradebook import records, sync_record
from autograder.gradebook.lms.marks import Cells, Mark, Placed
from autograder.gradebook.store import Store

SCHEMA = "autograder/written/1"
NAME = "written.json"

_MARKS = TypeAdapter(dict[str, dict[str, dict[str, Cells]]])  # assignment, system, student's key
Of = Mapping[str, Mapping[str, Mapping[str, Any]]]  # system, student's key: points and comments


def known_ours(marks: Sequence[Mark], path: Path, store: Store, system: str) -> list[Mark]:
    """Return the marks, each with what may stand in the LMS and be ours: from a table filled in, or from `sync`.

    Raises:
        UsageError: The file at `path` is damaged: it is not guessed what was written.
    """
    record = _read(path)
    return [
        replace(
            each,
            ours=_ours(each, record.get(each.assignment, {}).get(system, {}).get(each.student.key), store),
        )
        for each in marks
    ]


def keep(path: Path, assignment: str, system: str, placed: Sequence[Placed]) -> None:
    """Keep what an export placed, instead of what was known of these students before."""
    new: dict[str, Cells] = {}
    for each in placed:  # a group's mark stands in several rows
        before = new.get(each.student.key, Cells())
        new[each.student.key] = Cells(
            tuple(dict.fromkeys((*before.points, *each.cells.points))),
            tuple(dict.fromkeys((*before.comments, *each.cells.comments))),
        )
    record = _read(path)
    of_assignment = record.get(assignment, {})
    of_system = {**of_assignment.get(system, {}), **{key: asdict(cells) for key, cells in new.items()}}
    marks = {**record, assignment: {**of_assignment, system: of_system}}
    files.write_json(path, {"schema": SCHEMA, "marks": marks})


def _read(path: Path) -> Mapping[str, Of]:
    if not path.exists():
        return {}
    data = files.read_json(path)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError("file.damaged", path=path, why=f"no {SCHEMA}")
    try:
        _MARKS.validate_python(data.get("marks"))
    except ValidationError as error:
        raise UsageError("file.damaged", path=path, why=records.wrong_places(error)) from None
    marks: Mapping[str, Of] = data["marks"]
    return marks


def _ours(mark: Mark, found: Mapping[str, Any] | None, store: Store) -> Cells:
    points, comments = (list(map(str, (found or {}).get(each, ()))) for each in ("points", "comments"))
    synced = None
    with contextlib.suppress(sync_record.Damaged):  # what stands there is a person's, as far as anybody knows
        synced = sync_record.read(store, mark.student.key, mark.assignment)
    if synced:
        points += [str(each) for each in (synced.seen, synced.meant) if each is not None]
        comments += [each for each in (synced.comment, synced.meant_comment) if each]
    return Cells(tuple(points), tuple(comments))
