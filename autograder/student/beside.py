"""What an answer needs of what lies beside it: the modules it imports, the files it names. Nothing is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.base.files import LITTER
from autograder.course.model import Assignment
from autograder.course.source import readable

MOST_BYTES = 20 * 2**20  # of data files: an archive is for answers
_MOST_FILES = 200
# What a name in quotes never asks for: archives, what belongs to the assignment. A notebook may be run (%run).
_NO_DATA = {".zip", ".toml", ".md"}
_NOT_THEIRS = LITTER | {"checks", "autograder"}
_FOREIGN = re.compile(r"[A-Za-z]:[\\/]|[~\\/]")
_IMPORTERS = {"import_module", "__import__", "run_module"}


@dataclass
class Beside:
    """The files an answer needs, by the name they have beside it, and those it names that cannot be packed."""

    modules: dict[str, Path] = field(default_factory=dict)
    data: dict[str, Path] = field(default_factory=dict)
    too_large: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def needed(source: str, folder: Path, assignment: Assignment) -> Beside:
    """Return what an answer with this code, working in `folder`, needs of it, and what its modules need in turn."""
    folder, found = folder.resolve(), Beside()
    own = {*assignment.files, f"{assignment.id}.zip", f"{assignment.id}.py"}
    waiting, room = [source], MOST_BYTES
    while waiting:
        tree = readable(waiting.pop())
        named = [file for text in _texts(tree) for file in _files(folder, text, found.outside)]
        for path in [*_modules(tree, folder), *(file for file in named if file.suffix.lower() == ".py")]:
            name = path.relative_to(folder).as_posix()
            if name not in found.modules and name not in own and len(found.modules) < _MOST_FILES:
                found.modules[name] = path
                waiting.append(path.read_text(encoding="utf-8", errors="replace"))
        for file in named:
            name = file.relative_to(folder).as_posix()
            if file.suffix.lower() in {".py", *_NO_DATA} or name in found.data or name in own:
                continue
            size = file.stat().st_size
            if size > room or len(found.data) >= _MOST_FILES:
                found.too_large += [name] if name not in found.too_large else []
            else:
                room -= size
                found.data[name] = file
    return found


def _modules(tree: ast.Module, folder: Path) -> Iterator[Path]:
    """Yield the files of the folder that a module imports; of a package, all of them."""
    for name in _imported(tree):
        top = name.split(".")[
            -1 if name.startswith("ipynb.fs.") else 0
        ]  # the notebook's own name stands last
        if top in _NOT_THEIRS:
            continue
        if (folder / f"{top}.py").is_file():
            yield (folder / f"{top}.py").resolve()
        elif (folder / f"{top}.ipynb").is_file():  # imported as a module (import_ipynb)
            yield (folder / f"{top}.ipynb").resolve()
        elif (folder / top).is_dir():
            yield from (path for path in _inside(folder / top) if path.suffix == ".py")


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module
            case ast.ImportFrom(names=names):
                yield from (alias.name for alias in names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called), args=[ast.Constant(value=str(module))]
            ) if called in _IMPORTERS:
                yield module


def _texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) <= 200:
            yield node.value


def _files(folder: Path, text: str, outside: list[str]) -> Iterator[Path]:
    """Yield the files that a text names, seen from the folder: one, or those of a folder. Others go to `outside`."""
    if "\n" in text or "\0" in text or text.strip(". /\\") == "":
        return
    try:
        path = (folder / text).resolve()
        if path.is_relative_to(folder) and path.exists():
            if not _NOT_THEIRS & set(path.relative_to(folder).parts):
                yield from [path] if path.is_file() else _inside(path) if path.is_dir() else ()
        elif path.is_file():
            outside += [text] if text not in outside else []
        elif _FOREIGN.match(text):  # where it was written, and read here as what lies beside: `judge.around`
            parts = [part for part in re.split(r"[\\/]+", text) if part]
            tails = (folder.joinpath(*parts[at:]) for at in range(1, len(parts)))
            yield from [each.resolve() for each in tails if each.is_file()][:1]
    except (OSError, ValueError, RuntimeError):
        return


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _NOT_THEIRS for part in parts)
        if not hidden and path.is_file() and not path.is_symlink():
            yield path.resolve()
