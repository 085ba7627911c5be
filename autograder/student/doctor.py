"""What this machine has and lacks, for students and teachers: one finding a line, each with advice."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from autograder.base.errors import MachineError
from autograder.base.messages import sentence, words

FREE_GB = 5


@dataclass(frozen=True)
class Symptom:
    """One fact about the machine: `state` is "ok", "warning" or "missing"; `advice` is empty where all is well."""

    what: str
    state: str
    found: str
    advice: str = ""


def examine(folder: Path, language: str) -> Iterator[Symptom]:
    """Yield what was found, in `language`; `folder` is where one works.

    Where assignments with masters lie in it, somebody teaches, and what only grading needs is looked at as well.
    """
    teaches = any(folder.glob("assignments/*/master.py")) or any(folder.glob("*/master.py"))
    yield _python(language)
    yield from _packages(language, teaches)
    yield _tensorflow(language)
    yield from _data(language)
    yield _disk(folder, language)
    if teaches:
        yield _cores(language)
        yield _sandbox(language)


def _python(language: str) -> Symptom:
    found = f"{'.'.join(map(str, sys.version_info[:3]))}, {sys.executable}"
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Symptom(
        "Python", *(("ok", found) if good else ("missing", found, sentence("doctor.python", language)))
    )


def _packages(language: str, teaches: bool) -> Iterator[Symptom]:
    """Yield what this package requires; what only its extra "teach" requires is worth a warning, to who teaches."""
    for line in importlib.metadata.requires("autograder") or ():
        needed = Requirement(line)
        if needed.marker is None:
            yield _package(needed, "missing", language)
        elif teaches and needed.marker.evaluate({"extra": "teach"}):
            yield _package(needed, "warning", language)


def _package(needed: Requirement, otherwise: str, language: str) -> Symptom:
    command = f'python -m pip install "{needed.name}{needed.specifier}"'
    try:
        found = importlib.metadata.version(needed.name)
    except importlib.metadata.PackageNotFoundError:
        absent = sentence("doctor.not_installed", language)
        return Symptom(needed.name, otherwise, absent, sentence("doctor.run", language, command=command))
    if not needed.specifier.contains(found, prereleases=True):
        advice = sentence("doctor.expected", language, expected=str(needed.specifier), command=command)
        return Symptom(needed.name, otherwise, found, advice)
    return Symptom(needed.name, "ok", found)


def _tensorflow(language: str) -> Symptom:
    """Tell whether TensorFlow starts, which only a try tells: an old processor, or Windows without its runtime."""
    begun = time.monotonic()
    tried = subprocess.run(
        [sys.executable, "-c", "import tensorflow"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    what = sentence("doctor.start", language)
    if tried.returncode == 0:
        return Symptom(what, "ok", f"{time.monotonic() - begun:.0f} s")
    last = (tried.stderr.strip().splitlines() or [f"exit status {tried.returncode}"])[-1]
    return Symptom(what, "missing", last[:200], sentence("doctor.no_start", language))


def _data(language: str) -> Iterator[Symptom]:
    from autograder import data

    for name in ("mnist", "fashion_mnist"):
        try:
            origin = data.available(name)
        except MachineError as error:  # COURSE_DATA names no folder
            yield Symptom(name, "missing", "COURSE_DATA", error.text(language))
            continue
        if origin == "generated":
            drawn = sentence("doctor.generated", language)
            yield Symptom(name, "warning", drawn, sentence("doctor.no_data", language))
        else:
            yield Symptom(name, "ok", origin)


def _disk(folder: Path, language: str) -> Symptom:
    free = shutil.disk_usage(folder).free / 2**30
    what, found = sentence("doctor.disk", language), sentence("doctor.free", language, gigabytes=round(free))
    if free >= FREE_GB:
        return Symptom(what, "ok", found)
    return Symptom(what, "warning", found, sentence("doctor.make_room", language, gigabytes=FREE_GB))


def _cores(language: str) -> Symptom:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Symptom(
        sentence("doctor.cores", language), "ok", sentence("doctor.at_once", language, count=count)
    )


def _sandbox(language: str) -> Symptom:
    from autograder.judge.sandbox import levels

    level = levels.probe()
    state = "warning" if level.name > "B" else "ok"
    what = sentence("sandbox.title", language)
    found = sentence("sandbox.level", language, level=level.name, why=level.why)
    return Symptom(what, state if level.available else "missing", found, words(level.advice, language))
