"""What a verdict depends on, as one number per check: equal numbers, equal verdicts."""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import sys
from collections.abc import Mapping
from importlib import metadata

from autograder.base.verdict import Outcome, Reason, Verdict
from autograder.course.check_functions import reached_text
from autograder.course.model import Assignment, Check
from autograder.judge.judge_sources import judge_sources
from autograder.judge.session import BY_THE_CLOCK

# A busy machine can cause these; another run may say something else. Time is not among them: what is counted is the
# processor time of the hand-in, and the time in which it slept.
NEVER_KEPT = frozenset({Reason.BUSY, Reason.MEMORY, Reason.CRASH, Reason.JUDGE})
_PACKAGES = ("tensorflow", "keras", "numpy", "pandas", "pillow", "matplotlib")


def kept(verdict: Verdict) -> bool:
    """Return whether a verdict may be used again for the same key."""
    late = verdict.message is not None and verdict.message.key in BY_THE_CLOCK
    return verdict.outcome is not Outcome.JUDGE_ERROR and verdict.reason not in NEVER_KEPT and not late


def check_versions(assignment: Assignment, environment: str, options: Mapping[str, object]) -> dict[str, str]:
    """Return for each check one number for all that its verdicts depend on but the hand-in.

    That is the check's function with everything in checks/ that it leads to, `support.py` where that is used, the
    limits, the extra files, the judge, the data generators, the environment, and of a hidden check how much of what it
    says students read: that is settled before the verdict is kept.
    """
    limits = repr(
        (assignment.limits, assignment.files, sorted((name, str(value)) for name, value in options.items()))
    )
    return {
        check.id: _digest(
            check.id,
            check_source(assignment, check),
            limits,
            judge_version(),
            environment,
            "in full" if assignment.hidden_in_full and not check.public else "",
        )
        for check in assignment.rubric
    }


def verdict_key(hand_in: str, version: str) -> str:
    """Return the key of a verdict: of the hand-in's SHA-256 and the check's version."""
    return _digest(hand_in, version)


def environment() -> str:
    """Return what of this machine may change a verdict: versions, the kind of processor."""
    versions = []
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{package} none")
    return "; ".join([sys.version.split()[0], platform.system(), platform.machine(), _processor(), *versions])


@functools.cache
def judge_version() -> str:
    """Return one number for the sources that judge: the judge, the checks' vocabulary, the data generators."""
    return _digest(*(f"{name}\0{path.read_text(encoding='utf-8')}" for name, path in judge_sources().items()))


def check_source(assignment: Assignment, check: Check) -> str:
    """Return the source that a check runs: its function, what that leads to in checks/,
    and support.py where that is used.
    """
    source = reached_text(check.path, check.function)
    support = assignment.folder / "checks" / "support.py"
    if "support" in source and support.exists():
        source += "\0" + support.read_text(encoding="utf-8")
    return source


@functools.cache
def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or os.environ.get("PROCESSOR_IDENTIFIER", "")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
