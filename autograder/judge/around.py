"""What lies around an answer in an archive: the files it finds beside it, and under which names. Nothing is run."""

from __future__ import annotations

import ast
import json
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePosixPath

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.verdict import Message
from autograder.course.source import parse
from autograder.judge.cells import Code, code_in

# Files of our own that students hand in along with their answer.
OURS = frozenset({"conftest.py", "setup.py", "__init__.py", "test_public.py", "support.py", "hints.py"})


@dataclass(frozen=True)
class Answer:
    """One file of an archive that may be the answer, and which of the wanted functions it answers."""

    path: str
    code: Code
    answered: frozenset[str]

    @property
    def text(self) -> str:
        return "\n\n".join(self.code.sources.values())


def beside(
    members: Mapping[str, bytes], answer: Answer, asked_for: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield what lies beside the answer, each file under the paths that lead to it from there (see `_Ways`).

    A module above the answer's folder also lies right beside the answer; so does, wherever it lay, a file that the
    assignment asks for. A notebook lies there, as plain Python, only where the answer runs it.
    """
    folder = PurePosixPath(answer.path).parent
    ways, runs = _Ways(folder, answer.text), _run_by(answer)
    found: dict[str, bytes] = {}
    flat: dict[str, bytes] = {}
    for path, content in members.items():
        pure = PurePosixPath(path)
        if path == answer.path or "checks" in pure.parts[:-1]:
            continue
        if pure.suffix.lower() == ".ipynb":
            if not runs(pure):
                continue
            content = _plain_notebook(content, pure.name)
        inside = pure.is_relative_to(folder)
        found |= dict.fromkeys(ways.to(pure), content)
        if pure.name in asked_for or (not inside and pure.suffix == ".py" and pure.name not in OURS):
            flat.setdefault(pure.name, content)
    yield from ({**flat, **found}).items()


def _run_by(answer: Answer) -> Callable[[PurePosixPath], bool]:
    """Return what tells whether the answer runs a notebook that lies beside it (%run), or imports it as a module."""
    source = "\n".join(cell.source for cell in answer.code.cells)
    run = {PurePosixPath(match[1]).name for match in re.finditer(r"'([^'\n]{1,300}\.ipynb)'", source)}
    modules = imported(source) if IMPORTS_NOTEBOOKS.search(source.encode("utf-8", "replace")) else set()
    return lambda notebook: notebook.name in run or notebook.stem in modules


# After one of these, a notebook is a module.
IMPORTS_NOTEBOOKS = re.compile(
    rb"(?:\b|\\n)(?:import|from)\s+(?:import_ipynb|nbimporter|importnb|ipynb\.fs)\b"
)

# How an answer climbs out of its folder: "../data", Path(".."), Path(__file__).parents[1], os.pardir.
_CLIMBS = re.compile(r"""\.\.[/\\"']|\bparents\[|\.parent\.parent|\bpardir\b|dirname\(.*dirname\(""")


class _Ways:
    """The paths by which an answer that lies in `folder` may ask for files.

    It may be run in its own folder, or from one above (`python src/answer.py`, with "src/data.csv" in it).
    """

    def __init__(self, folder: PurePosixPath, text: str):
        self._own = folder.parts
        self._climbs = _CLIMBS.search(text) is not None
        named = (rf"(?<![\w.]){re.escape(part)}[./\\\"']" for part in self._own)
        self._named = [re.search(each, text) is not None for each in named]

    def to(self, path: PurePosixPath) -> Iterator[str]:
        """Yield the paths by which the answer may ask for a file."""
        own, parts = self._own, path.parts
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, parts[:-1])))
        yield "/".join(parts[common:])
        yield from ("/".join(parts[depth:]) for depth in range(common) if self._named[depth])
        if common < len(own) and self._climbs:
            yield "../" * (len(own) - common) + "/".join(parts[common:])


def _plain_notebook(content: bytes, name: str) -> bytes:
    """Return a notebook without anything but Python in its cells; empty where it cannot be read."""
    try:
        sources = code_in(content, name).sources.values()
    except HandInError:
        return b""
    return json.dumps({"cells": [{"cell_type": "code", "source": each} for each in sources]}).encode()


def named_elsewhere(files: Mapping[str, bytes], text: str) -> Iterator[tuple[str, bytes]]:
    """Yield files again under the names that an answer has for them where it was written.

    Windows separates folders by backslashes, and neither Windows nor macOS tells capitals apart. The grader does. It
    takes colons and question marks as well, of which archives are rid when they are read. A Mac's own names have their
    accents behind the letters, and code may have them from there: names in archives are composed.
    """
    text = text.replace("\\\\", "\\")
    apart = (
        [path for path in files if not path.isascii()] if not unicodedata.is_normalized("NFC", text) else []
    )
    yield from ((unicodedata.normalize("NFD", path), files[path]) for path in apart)
    ends = [end for match in _QUOTED.finditer(text) for end in _ends(match[1] or match[2])]
    asked = {end.lower(): end for end in ends}
    if os.name != "nt":
        asked = {_NOT_ON_WINDOWS.sub("_", end.lower()): end for end in ends} | asked
    for path, content in files.items():
        for name in dict.fromkeys((path, path.replace("/", "\\"))):
            found = asked.get(name.lower())
            if found and found not in files:
                yield found, content


_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
# Each text between two quotes of a kind in a line, whether or not it is one.
_QUOTED = re.compile(r"""(?<=")([^"\n]{1,300})(?=")|(?<=')([^'\n]{1,300})(?=')""")


def _ends(path: str) -> Iterator[str]:
    """Yield a path, and what follows each of its slashes."""
    yield path
    yield from (path[match.end() :] for match in re.finditer(r"[/\\]", path))


def imported(source: str) -> set[str]:
    tree = parse(source)
    found: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[-1] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").split(".")[-1], *(alias.name for alias in node.names)}
    return found


# A file or a folder of another machine: C:\\Users\\…, \\\\server\\…, ~/…, /content/drive/…, /kaggle/input/… Where a
# text is put behind another one (`here + "/data/x.csv"`), it is no path of its own.
_ELSEWHERE = re.compile(
    r"""(?<!\+)(?<!\+[ ])(?P<quote>["'])(?P<path>(?:(?P<foreign>"""
    r"""[A-Za-z]:[\\/]|\\{2,4}(?=\w)|~[\\/]|/content(?=["'/])|"""
    r"""/(?:kaggle|home|Users|mnt|media|root|Volumes|workspaces?|dbfs|teamspace)/"""
    r""")|/(?!(?:etc|usr|proc|sys|dev|bin|lib|run)/)(?=[^"'\n/]+/))[^"'\n]{0,300})(?P=quote)"""
)
# Where a drive is put: said to Colab's own functions, and to nothing that reads a file.
_MOUNTED = re.compile(r"/content/g?drive/?$")


def may_lead_elsewhere(source: str) -> bool:
    """Return whether a path of another machine may stand in some code."""
    return _ELSEWHERE.search(source) is not None


def found_here(
    code: Code, files: Collection[str], there: Callable[[str], bool] = lambda path: False
) -> tuple[Code, tuple[Message, ...]]:
    """Return the code with paths of another machine replaced by those of the files that lie beside, and remarks on it.

    Such a path leads nowhere here. It is replaced where it ends like a file or a folder that was handed in; and where
    it can be of no machine but another one, by what lies beside in any case: its last name, or the folder itself.

    Args:
        there: Whether a path leads somewhere on this machine, and stays as it is.
    """
    folders = {
        "/".join(parts[:end]) for parts in (name.split("/") for name in files) for end in range(1, len(parts))
    }
    known = {*files, *folders}
    found: dict[str, str] = {}

    def here(match: re.Match[str]) -> str:
        path = match["path"]
        name = _ending(path, known, folders, match["foreign"] is not None)
        if not name or there(path):
            return match[0]
        found.setdefault(path, name)
        slash = "/" if path.endswith(("/", "\\")) else ""
        return f"{match['quote']}{name}{slash}{match['quote']}"

    cells = (
        tuple(replace(cell, source=_ELSEWHERE.sub(here, cell.source)) for cell in code.cells)
        if known
        else code.cells
    )
    if not found:
        return code, ()
    sources = {where: _ELSEWHERE.sub(here, text) for where, text in code.sources.items()}
    remarks = (
        Message("handin.moved_path", {"path": clean_line(path, 80), "name": clean_line(name, 60)})
        for path, name in found.items()
    )
    return Code(cells, sources, code.remarks), tuple(remarks)[:10]


def _ending(path: str, known: Collection[str], folders: Collection[str], foreign: bool) -> str:
    """Return what of a path leads somewhere from the answer; nothing where nobody can tell."""
    parts = [part for part in re.split(r"[\\/]+", path) if part]
    ends = ["/".join(parts[at:]) for at in range(1, len(parts))]
    if name := next((end for end in ends if end in known), ""):
        return name
    if not foreign or _MOUNTED.match(path):
        return ""
    inside = next((end for end in ends if end.rpartition("/")[0] in folders), "")
    is_file = bool(ends) and ("." in ends[-1] or "{" in ends[-1]) and not path.endswith(("/", "\\"))
    return inside or (ends[-1] if is_file else ".")
