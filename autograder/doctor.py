"""What this machine has and lacks: one finding a line, each with advice."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The course was written and measured with these; older ones lack a feature or have a known hole.
NEEDED = {
    "tensorflow": "2.21",
    "keras": "3.15.1",
    "numpy": "2.0",
    "pandas": "2.2",
    "pillow": "11",
    "matplotlib": "3.9",
    "pytest": "8",
    "jupyterlab": "4.2",
}
TEACHERS = {"otter-grader": "7.0.0"}
FREE_GB = 5


@dataclass(frozen=True)
class Symptom:
    """One fact about the machine: `state` is "ok", "warning" or "missing"; `advice` is empty where all is well."""

    what: str
    state: str
    found: str
    advice: str = ""


def examine(folder: Path) -> Iterator[Symptom]:
    """Yield what was found; `folder` is where results would be written."""
    yield _python()
    for name, version in NEEDED.items():
        yield _package(name, version, "missing")
    for name, version in TEACHERS.items():
        yield _package(name, version, "warning")
    yield from _data()
    yield _disk(folder)
    yield _cores()
    yield _sandbox()


def _python() -> Symptom:
    found = ".".join(map(str, sys.version_info[:3]))
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Symptom(
        "Python", "ok" if good else "missing", found, "" if good else "Install Python 3.11, 3.12 or 3.13."
    )


def _package(name: str, needed: str, otherwise: str) -> Symptom:
    from packaging.version import Version

    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Symptom(name, otherwise, "not installed", f'Run: python -m pip install "{name}>={needed}"')
    if Version(found) < Version(needed):
        return Symptom(
            name, otherwise, found, f'Expected {needed} or newer. Run: python -m pip install -U "{name}"'
        )
    return Symptom(name, "ok", found)


def _data() -> Iterator[Symptom]:
    from autograder import data

    for name in ("mnist", "fashion_mnist"):
        origin = data.available(name)
        advice = (
            ""
            if origin != "generated"
            else "Set COURSE_DATA to a folder that holds it, or go online once; see datasets/README.md."
        )
        yield Symptom(f"data: {name}", "warning" if advice else "ok", origin, advice)


def _disk(folder: Path) -> Symptom:
    free = shutil.disk_usage(folder).free / 2**30
    advice = "" if free >= FREE_GB else f"Expected {FREE_GB} GiB. Free some, or grade on another disk."
    return Symptom("disk", "warning" if advice else "ok", f"{free:.0f} GiB free", advice)


def _cores() -> Symptom:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Symptom("cores", "ok", f"{count}: {count} hand-in(s) graded at once")


def _sandbox() -> Symptom:
    from autograder.judge import sandbox

    level = sandbox.probe()
    return Symptom(
        "sandbox", "ok" if level.name <= "B" else "warning", f"level {level.name}: {level.why}", level.advice
    )
