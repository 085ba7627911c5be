"""The notebook that calls us: which file holds it, where it works, and whether what it ran is what that file holds."""

from __future__ import annotations

import ast
import copy
import enum
import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.base.errors import HandInError
from autograder.course.model import Assignment
from autograder.course.source import is_text, parse, readable
from autograder.course.stubs import is_stub
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.magics import without_magics


@dataclass(frozen=True)
class Notebook:
    """The file that holds a notebook, and the folder in which it works.

    `page`: the file was written just now and holds what the browser's page shows, saved or not.
    """

    path: Path
    folder: Path
    page: bool = False


def this_notebook(
    environment: Mapping[str, object], assignment: Assignment, scratch: Path
) -> Notebook | None:
    """Return the notebook whose globals these are; None in a script, or where it cannot be known.

    VS Code names it among the globals, Jupyter in the environment; Colab hands over what its page holds, which is then
    written into `scratch`. A notebook that was saved under another name goes on with the old one's kernel, and other
    systems name none: then it is the notebook of the folder that holds what was run.
    """
    if "In" not in environment:
        return None
    if "google.colab" in sys.modules and (page := _colab_page(assignment, scratch)):
        return Notebook(page, Path.cwd(), page=True)
    saved = saved_notebook(environment, assignment)
    return Notebook(saved, saved.parent) if saved else None


def saved_notebook(environment: Mapping[str, object], assignment: Assignment) -> Path | None:
    """Return the file of the notebook whose globals these are; None in a script, or where it cannot be known."""
    if "In" not in environment:
        return None
    named = _named(environment)
    if named and not changed(environment, named, assignment):
        return named
    alike = _alike(environment, assignment)
    return named if named and (alike is None or changed(environment, alike, assignment)) else alike


def changed(environment: Mapping[str, object], path: Path, assignment: Assignment) -> tuple[str, ...]:
    """Return the questions of which the notebook last ran another answer than the one saved in `path`.

    An answer is the question's functions, or its text, and the functions, classes and variables they use.
    """
    try:
        saved = _definitions([read_in_this_process(path, assignment).text])
    except HandInError:
        return ()
    ran = _definitions(without_magics(text) for text in history(environment))
    return tuple(
        question.id
        for question in assignment.questions
        if any(
            name in ran and _code(ran[name]) != _code(saved.get(name))
            for name in _used({**saved, **ran}, question.answers)
        )
    )


class Freshness(enum.StrEnum):
    """Whether the answer that a notebook ran last is the one that is saved."""

    SAME = "same"  # or nobody can tell
    UNSAVED = "unsaved"  # run, and not saved since
    STALE = "stale"  # changed and saved, but not run since
    NOT_RUN = "not_run"  # saved, and never run in this kernel


def freshness(environment: Mapping[str, object], path: Path, name: str, assignment: Assignment) -> Freshness:
    """Return how the definition of `name` that was run last stands to that in the notebook saved at `path`."""
    saved = _last(saved_source(path), name)
    ran = [text for source in history(environment) if (text := _last(without_magics(source), name))]
    if not saved or is_stub_text(saved):
        return Freshness.UNSAVED if ran and not is_stub_text(ran[-1]) else Freshness.SAME
    if not ran:
        return Freshness.NOT_RUN
    if ran[-1] == saved:
        return Freshness.SAME
    return Freshness.UNSAVED if saved in ran else Freshness.STALE


def saved_source(path: Path) -> str:
    """Return the code of a saved notebook; "" where it cannot be read."""
    try:
        return read_in_this_process(path).text
    except HandInError:
        return ""


def is_stub_text(definition: str) -> bool:
    """Return whether the source of one definition is as released: it raises NotImplementedError and nothing else."""
    tree = parse(definition)
    return bool(tree and tree.body and is_stub(tree.body[0]))


def history(environment: Mapping[str, object]) -> list[str]:
    """Return the cells that were run, as IPython keeps them, the oldest first."""
    ran = environment.get("In")
    return [each for each in ran if isinstance(each, str)] if isinstance(ran, list) else []


def _named(environment: Mapping[str, object]) -> Path | None:
    """Return the file that VS Code or Jupyter says this notebook is saved in."""
    for name in (environment.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        if isinstance(name, str) and name.lower().endswith(".ipynb"):
            for path in (Path(name), Path.cwd() / Path(name).name):
                if path.is_file():
                    return path.resolve()
    return None


def _alike(environment: Mapping[str, object], assignment: Assignment) -> Path | None:
    """Return the notebook, here or in the assignment's folder, that holds more of what was run than any other."""
    ran = {text.strip() for text in history(environment) if text.strip()}
    folders = {Path.cwd().resolve(), assignment.folder.resolve()}
    shared = {path: len(ran & _cells(path)) for folder in folders for path in sorted(folder.glob("*.ipynb"))}
    most = max(shared.values(), default=0)
    best = [path for path, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else None


_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign


def _definitions(sources: Iterable[str]) -> dict[str, _Definition]:
    """Return the last definition of each function, class and variable at the top level of these sources."""
    found: dict[str, _Definition] = {}
    for node in (node for source in sources for node in readable(source).body):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found[node.name] = node
            case ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = node
    return found


def _last(source: str, name: str) -> str:
    """Return the code of the last definition of `name` at the top level; "" where there is none."""
    return _code(_definitions([source]).get(name))


def _used(definitions: Mapping[str, _Definition], names: Iterable[str]) -> Iterator[str]:
    """Yield `names`, and what they lead to among the definitions; a function's own variables lead nowhere."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        nodes = list(ast.walk(definitions[name])) if name in definitions else []
        own = {each.arg for each in nodes if isinstance(each, ast.arg)}
        own |= {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
        waiting += [each.id for each in nodes if isinstance(each, ast.Name) and each.id not in own]


def _code(node: _Definition | None) -> str:
    """Return a definition as Python itself would write it, without comments and docstring;
    empty where it is too deep.
    """
    if node is None:
        return ""
    try:
        if isinstance(node, ast.Assign) or len(node.body) == 1 or not is_text(node.body[0]):
            return ast.unparse(node)
        node = copy.copy(node)
        node.body = node.body[1:]
        return ast.unparse(node)
    except RecursionError:
        return ""


def _cells(path: Path) -> set[str]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return {"".join(cell["source"]).strip() for cell in cells if cell["cell_type"] == "code"}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def _colab_page(assignment: Assignment, scratch: Path) -> Path | None:
    """Write what the Colab page holds, saved or not, into `scratch`, under the name it has there."""
    try:
        reply = importlib.import_module("google.colab._message").blocking_request(
            "get_ipynb", request="", timeout_sec=60
        )
        book = reply["ipynb"]
        path = scratch / _page_name(book, assignment)
        path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    except Exception:  # a private door of theirs: it may change, and the saved file is still there
        return None
    return path


def _page_name(book: Mapping[str, Any], assignment: Assignment) -> str:
    name = book.get("metadata", {}).get("colab", {}).get("name")
    name = PurePosixPath(name.replace("\\", "/")).name if isinstance(name, str) else ""
    return name if name.lower().endswith(".ipynb") else f"{assignment.id}.ipynb"
