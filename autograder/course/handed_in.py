"""What a student would hand in: one script, or a zip of it and the files that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.base.zips import zip_bytes
from autograder.course.master import SOLUTION
from autograder.course.model import Assignment


def handed_in(assignment: Assignment, source: str, files: Mapping[str, Path]) -> tuple[str, bytes]:
    """Return the name and the bytes of a hand-in: a .py, or a zip of it and `files` (name in the zip -> file)."""
    script = f"{assignment.id}.py"
    if not files:
        return script, source.encode()
    members: dict[str, bytes | Path] = {script: source.encode(), **files}
    return f"{assignment.id}.zip", zip_bytes(members, compressed=False)


def reference_hand_in(assignment: Assignment) -> tuple[str, bytes]:
    """Return the reference answer as it would be handed in.

    Raises:
        ContentError: The master cannot be read.
    """
    return handed_in(assignment, assignment.master.view(SOLUTION), assignment.handed_in_with_master)
