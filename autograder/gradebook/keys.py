"""What a verdict depends on, as one number per check: equal numbers, equal verdicts."""

from __future__ import annotations

import ast
import functools
import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata, resources
from pathlib import Path

from autograder.course.model import Assignment, Check
from autograder.verdict import Outcome, Reason, Verdict

# A busy machine can cause these; another run may say something else.
NEVER_KEPT = frozenset({Reason.TIME, Reason.MEMORY, Reason.CRASH, Reason.JUDGE})
_PACKAGES = ("tensorflow", "keras", "numpy", "pandas", "pillow", "matplotlib")


def kept(verdict: Verdict) -> bool:
    """Return whether a verdict may be used again for the same key."""
    return verdict.outcome is not Outcome.JUDGE_ERROR and verdict.reason not in NEVER_KEPT


def check_versions(assignment: Assignment, environment: str, options: Mapping[str, object]) -> dict[str, str]:
    """Return for each check one number for all that its verdicts depend on but the hand-in.

    That is the check's function with everything of its module that it leads to, `support.py` where that is used,
    the limits, the extra files, the judge, the data generators, and the environment.
    """
    limits = repr(
        (assignment.limits, assignment.files, sorted((name, str(value)) for name, value in options.items()))
    )
    return {
        check.id: _digest(check.id, check_source(assignment, check), limits, judge_version(), environment)
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
    root = Path(str(resources.files("autograder")))
    sources = sorted(
        [*root.glob("judge/**/*.py"), *root.glob("data/**/*.py"), *root.glob("data.py")]
        + [
            root / name
            for name in ("expect.py", "values.py", "verdict.py", "archive.py")
            if (root / name).exists()
        ]
    )
    return _digest(*(f"{path.relative_to(root)}\0{path.read_text(encoding='utf-8')}" for path in sources))


def check_source(assignment: Assignment, check: Check) -> str:
    """Return the source that a check runs: its function and, transitively, what that names in its module."""
    text = check.path.read_text(encoding="utf-8")
    support = assignment.folder / "checks" / "support.py"
    source = _reached(text, check.function)
    if "support" in source and support.exists():
        source += "\0" + support.read_text(encoding="utf-8")
    return source


@functools.lru_cache(maxsize=4096)
def _reached(text: str, function: str) -> str:
    tree = ast.parse(text)
    defined: dict[str, list[ast.stmt]] = {}
    always = []
    for node in tree.body:
        names = list(_binds(node))
        for name in names:
            defined.setdefault(name, []).append(node)
        if not names and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            always.append(node)  # a bare call at module level may change anything
    chosen: set[int] = set()
    waiting = [*always, *defined.get(function, [])]
    while waiting:
        node = waiting.pop()
        if id(node) in chosen:
            continue
        chosen.add(id(node))
        for name in {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}:
            waiting += defined.get(name, [])
    # Unparsed: comments and line breaks change no verdict.
    return "\n".join(ast.unparse(node) for node in tree.body if id(node) in chosen)


def _binds(node: ast.stmt) -> Iterable[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield (alias.asname or alias.name).split(".")[0]
    else:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                yield inner.id


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
