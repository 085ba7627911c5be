"""Which of our modules a verdict depends on: what the judge, its worker and the checks import, however far round.

Nothing is listed by a pattern, so that no module comes or goes unseen: `ROOTS` are where judging begins, `OUTSIDE` is
what they import that cannot change a verdict, each with its reason. A root or an exception that is no module any more
stops the program, rather than leave every key in silence.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

# Where judging begins: the judge, the processes it starts by name, and what checks import.
ROOTS = (
    "autograder.judge.run",
    "autograder.judge.worker.__main__",
    "autograder.judge.reader",
    "autograder.judge.reader.__main__",
    "autograder.judge.sandbox.forkserver_main",
    "autograder.expect",
    "autograder.data",
)
OUTSIDE = {
    "autograder": "names that notebooks import, each from a module of its own",
    "autograder.base.messages": "the words of a verdict, which holds their keys alone",
    "autograder.base.numbers": "how numbers stand in these words",
    "autograder.base.progress": "bars on a terminal",
    "autograder.base.at_work": "whom they wait for",
    "autograder.base.processes": "who ends with whom",
    "autograder.course.statement": "what students read; the judge loads the assignment's checks and limits alone",
    "autograder.course.master": "the reference answer, which is not in the judge",
    "autograder.course.docstrings": "what it tells students, each language whole",
}


@functools.cache
def judge_sources() -> dict[str, Path]:
    """Return the modules that a verdict depends on, by name, in order.

    Raises:
        LookupError: A root, or a module named in `OUTSIDE`, does not exist.
    """
    modules = _modules()
    lost = sorted({*ROOTS, *OUTSIDE} - modules.keys())
    if lost:
        raise LookupError(f"judge_sources names {', '.join(lost)}, and there is no such module.")
    found: set[str] = set()
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name not in found and name not in OUTSIDE:
            found.add(name)
            waiting += _imported(modules[name], modules)
    return {name: modules[name] for name in sorted(found)}


def _modules() -> dict[str, Path]:
    root = Path(str(resources.files("autograder")))
    return {
        ".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(root.rglob("*.py"))
    }


def _imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield our modules that a file names in an import, wherever the statement stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (name for name in names if name in modules)
