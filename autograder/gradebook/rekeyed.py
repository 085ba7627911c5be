"""Whatever speaks of a student by their folder's name, when that changes: a roster came later, or a name was corrected.

The teacher's own tables (`review` writes these names into them), what was written for an LMS, who is who at a site, and
the student's page and results.json, which are called so.
"""

from __future__ import annotations

import contextlib
import glob
from pathlib import Path
from typing import Any

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.gradebook import locks
from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.feedback_folder import PAGES
from autograder.gradebook.teacher_rows import WHOSE

DECISIONS_LOCK = ".overrides.lock"  # held by whoever changes a teacher's table
_TABLES = ("overrides.csv", "comments.csv")
_CALLED_SO = (f"{PAGES}/{{key}}.html", "exports/*/*/{key}.json")
_RECORDS = ("exports/written.json", "sync/people.json")


def rekey(out: Path, old: str, new: str) -> None:
    """Write a student's new key wherever the old one stands. What is damaged stays, and is told by whoever reads it."""
    with locks.locked(out / DECISIONS_LOCK):
        for name in _TABLES:
            with contextlib.suppress(UsageError):
                _rekey_table(out / name, old, new)
    for name in _RECORDS:
        with contextlib.suppress(UsageError):
            data = files.read_json(out / name)
            if data != (changed := _renamed(data, old, new)):
                files.write_json(out / name, changed)
    for pattern in _CALLED_SO:
        for path in out.glob(pattern.format(key=glob.escape(old))):
            # Where it is open somewhere, `report` writes the new one, and takes this away.
            with contextlib.suppress(OSError):
                path.replace(path.with_name(f"{new}{path.suffix}"))


def _rekey_table(path: Path, old: str, new: str) -> None:
    if not path.exists():
        return
    sheet = read_sheet(path.read_bytes())
    column = sheet.column(*WHOSE["student"])
    if column is None:
        return
    rows = [row for row in range(1, len(sheet.rows)) if sheet.value(row, column).removeprefix("'") == old]
    if rows:
        files.write_bytes(path, sheet.replaced({(row, column): new for row in rows}))


def _renamed(data: Any, old: str, new: str) -> Any:
    """Return plain data in which `new` stands for every name or text that is `old`."""
    if isinstance(data, dict):
        return {new if name == old else name: _renamed(value, old, new) for name, value in data.items()}
    return new if data == old else data
