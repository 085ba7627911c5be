"""What `run_autograder` and Otter's plugin share: a hand-in that is out of Otter's reach, and the judge's record of it.

Nothing of Otter is imported here, nor what reads notebooks: the process that starts Otter would spend two seconds on it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from autograder.base.verdict import Message, Result, Verdict

# Set by `runner.grade_folder`, which has moved the hand-in already: where it lies.
SET_ASIDE = "AUTOGRADER_HANDED_IN"
# What `plugin.Grading` writes down for the plugin, in the results folder.
RECORD = "verdicts.json"
# What grading may take beyond the hand-in's own limit: Otter's start, the kernel's, the worker's.
SECONDS_BESIDE = 180
EMPTY_NOTEBOOK: dict[str, Any] = {
    "cells": [],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def set_aside(submission: Path, target: Path, *, otter_began: bool = True) -> Path:
    """Move everything the student handed in from `submission` to `target`, and return `target`.

    Where Otter has begun, its own `tests/` and its empty `__init__.py` stay; before, what is called so is the
    student's. `.OTTER_LOG` is deleted: it holds pickles. So are links, wherever they lead.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in list(submission.iterdir()):
        if path.is_symlink():
            path.unlink()
            continue
        empty_module = path.name == "__init__.py" and path.stat().st_size == 0
        if otter_began and (path.name == "tests" or empty_module):
            continue
        if path.name == ".OTTER_LOG":
            _remove(path)
        else:
            shutil.move(path, target / path.name)
    return target


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def write_placeholder(path: Path) -> None:
    """Write an empty hand-in at `path`, which Otter reads instead of the student's."""
    if path.suffix == ".ipynb":
        path.write_text(json.dumps(EMPTY_NOTEBOOK, indent=1), encoding="utf-8")
    else:
        path.write_text("", encoding="utf-8")


def recorded(path: Path) -> tuple[dict[str, Verdict], tuple[Message, ...]]:
    """Return the verdicts by check id and the notes that a `Grading` wrote down; none where it wrote nothing."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        result = Result.from_json(record)
    except (OSError, ValueError, KeyError):
        return {}, ()
    return {verdict.check: verdict for verdict in result.verdicts}, result.notes
