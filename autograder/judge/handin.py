"""Reading a hand-in: a .py, a notebook, or a zip of one of these with model files. Nothing is run."""

from __future__ import annotations

import ast
import io
import itertools
import json
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.archive import ArchiveLimits, is_archive, read_archive, shown
from autograder.course.model import Assignment
from autograder.errors import HandInError

IGNORED_TAG = "otter_ignore"
_MAX_SOURCE = 16 * 2**20  # a notebook with its outputs
_MAX_CODE = 2**20  # parsing takes a thousand times a source's size
_ZIP = ArchiveLimits(nested=1)
# Files of our own that students hand in along with their answer.
_OURS = {"conftest.py", "setup.py", "__init__.py", "test_public.py", "support.py", "hints.py"}
_OUR_FOLDERS = {"checks", "tests", "samples", "hints"}
_MAGIC_LINE = re.compile(r"^(\s*)([%!?]|\w[\w.]*\?{1,2}\s*$)")
_MAGIC_VALUE = re.compile(r"^(\s*[\w, ]+=\s*)([%!])")
_TIMED = re.compile(r"^(\s*)%{1,2}(?:time|timeit|prun)\s+(?:-\w+\s*\d*\s+)*(?=\S)(?P<code>.*)$")
_KEPT_CELL_MAGICS = {"%%time", "%%timeit", "%%capture", "%%prun"}


@dataclass(frozen=True)
class Cell:
    """A piece of source that is run as one: a notebook's cell, or a statement of a .py.

    `where` names the cell for the student ("3"), and is empty for a .py; `line` is the first line's number.
    """

    source: str
    where: str = ""
    line: int = 1


@dataclass(frozen=True)
class HandIn:
    """What was handed in: the answer's cells, its whole text by `where`, and the other files."""

    name: str
    cells: tuple[Cell, ...]
    sources: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The code of all cells."""
        return "\n\n".join(self.sources.values())


def read_hand_in(
    source: Path | bytes, assignment: Assignment | None = None, name: str | None = None
) -> HandIn:
    """Return the hand-in in a file, or in the bytes of one called `name`.

    Raises:
        HandInError: It cannot be read, holds no answer, or two answers.
    """
    if isinstance(source, bytes):
        data, name = source, name or "hand-in"
    else:
        data, name = _file(Path(source)), name or Path(source).name
    if is_archive(data):
        return _from_archive(data, name, assignment)
    if len(data) > _MAX_SOURCE:
        raise HandInError("handin.too_large", name=shown(name), limit=_MAX_SOURCE // 2**20)
    return _from_text(data, name)


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _ZIP.archive_mb * 2**20:
            raise HandInError("handin.too_large", name=shown(path.name), limit=_ZIP.archive_mb)
        return path.read_bytes()
    except OSError as error:
        raise HandInError("handin.unreadable", name=shown(path.name), why=str(error.strerror)) from None


def _from_text(data: bytes, name: str, files: Mapping[str, bytes] | None = None) -> HandIn:
    if _looks_like_a_notebook(data, name):
        cells = tuple(_notebook_cells(data, name))
    elif len(data) > _MAX_CODE:
        raise HandInError("handin.too_large", name=shown(name), limit=_MAX_CODE // 2**20)
    else:
        if not name.lower().endswith((".py", ".txt")) and b"\0" in data[:4096]:
            raise HandInError("handin.unknown_kind", name=shown(name))
        cells = tuple(_script_cells(_decoded(data, name)))
    sources = (
        {cell.where: cell.source for cell in cells}
        if cells and cells[0].where
        else {"": _decoded(data, name)}
    )
    return HandIn(name, cells, sources if cells else {}, dict(files or {}))


def _from_archive(data: bytes, name: str, assignment: Assignment | None) -> HandIn:
    try:
        members = read_archive(data, _ZIP)
    except RecursionError:
        raise HandInError("archive.damaged") from None
    answers = {path: content for path, content in members.items() if _may_be_an_answer(path)}
    if not answers:
        raise HandInError("handin.no_answer", name=shown(name))
    chosen = _chosen(answers, assignment)
    taken = _OURS | {PurePosixPath(path).name for path in answers}
    files: dict[str, bytes] = {}
    for path, content in members.items():
        short = PurePosixPath(path).name
        if path != chosen and (short not in taken) and not _is_ours(path):
            files.setdefault(short, content)
    for path, content in answers.items():  # modules the answer may import
        if path != chosen and path.endswith(".py"):
            files.setdefault(PurePosixPath(path).name, content)
    return _from_text(answers[chosen], PurePosixPath(chosen).name, files)


def _may_be_an_answer(path: str) -> bool:
    return path.lower().endswith((".py", ".ipynb")) and not _is_ours(path)


def _is_ours(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.name in _OURS or bool(_OUR_FOLDERS & set(pure.parts[:-1])) or pure.name.startswith(".")


def _chosen(answers: Mapping[str, bytes], assignment: Assignment | None) -> str:
    """Return the file that answers most functions: students hand in the untouched notebook of the other language too."""
    if len(answers) == 1:
        return next(iter(answers))
    wanted = set(assignment.functions) if assignment else set()
    attempted: dict[str, int] = {}
    for path, content in answers.items():
        try:
            attempted[path] = _attempted(_from_text(content, path), wanted)
        except HandInError:
            attempted[path] = 0
    most = max(attempted.values())
    best = [path for path, count in attempted.items() if count == most]
    if len(best) > 1 and most > 0:
        raise HandInError("handin.two_answers", names=", ".join(shown(each, 40) for each in sorted(best)[:4]))
    return min(best, key=lambda path: (not path.endswith(".ipynb"), len(path), path))


def _attempted(hand_in: HandIn, wanted: set[str]) -> int:
    """Return how many of the wanted functions are defined and are not the stub any more."""
    done = set()
    for cell in hand_in.cells:
        tree = _parsed(cell.source)
        for node in tree.body if tree else ():
            named = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (not wanted or node.name in wanted)
            if named and not any(map(_is_stub, ast.walk(node))):
                done.add(node.name)
    return len(done)


def _is_stub(node: ast.AST) -> bool:
    raised = node.exc if isinstance(node, ast.Raise) else None
    raised = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return _lines(data.decode(encoding), name)
            except UnicodeDecodeError:
                raise HandInError("handin.encoding", name=shown(name)) from None
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return _lines(data.decode(encoding), name)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        pass
    try:
        return _lines(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        return _lines(data.decode("latin-1"), name)


def _lines(text: str, name: str) -> str:
    if "\0" in text:
        raise HandInError("handin.unknown_kind", name=shown(name))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks_like_a_notebook(data: bytes, name: str) -> bool:
    if name.lower().endswith(".ipynb"):
        return True
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start == b"{" and b'"cells"' in data and b'"nbformat"' in data and not name.lower().endswith(".py")


def _notebook_cells(data: bytes, name: str) -> Iterable[Cell]:
    try:
        notebook = json.loads(_decoded(data, name))
    except (ValueError, RecursionError, MemoryError):
        raise HandInError("handin.not_a_notebook", name=shown(name)) from None
    room = _MAX_CODE
    for number, cell in enumerate(_raw_cells(notebook, name), start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        metadata = cell.get("metadata")
        tags = metadata.get("tags") if isinstance(metadata, dict) else None
        if isinstance(tags, list) and IGNORED_TAG in tags:
            continue
        source = _source(cell)
        room -= len(source)
        if room < 0:
            raise HandInError("handin.too_large", name=shown(name), limit=_MAX_CODE // 2**20)
        if source.strip():
            yield Cell(without_magics(source), str(number))


def _raw_cells(notebook: Any, name: str) -> list:
    if isinstance(notebook, dict):
        cells = notebook.get("cells")
        if isinstance(cells, list):
            return cells
        worksheets = notebook.get("worksheets")  # notebook format 3
        if isinstance(worksheets, list) and worksheets and isinstance(worksheets[0], dict):
            cells = worksheets[0].get("cells")
            if isinstance(cells, list):
                return cells
    raise HandInError("handin.not_a_notebook", name=shown(name))


def _source(cell: Mapping) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    return source.replace("\r\n", "\n").replace("\0", "") if isinstance(source, str) else ""


def without_magics(source: str) -> str:
    """Return a cell's source as plain Python: IPython's magics and shell lines do nothing, timed code runs untimed."""
    if _parsed(source) is not None:
        return source
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if lines[first].split()[0] not in _KEPT_CELL_MAGICS:
            return ""
        lines[first] = ""
    return "\n".join(map(_without_magic, lines))


def _without_magic(line: str) -> str:
    if timed := _TIMED.match(line):
        return timed[1] + timed["code"]
    if assigned := _MAGIC_VALUE.match(line):
        return assigned[1] + ("[]" if assigned[2] == "!" else "None")
    if magic := _MAGIC_LINE.match(line):
        return magic[1] + "pass"
    return line


def _script_cells(text: str) -> Iterable[Cell]:
    """Yield each statement of a script, so that one that fails costs only itself."""
    tree = _parsed(text)
    if tree is None:
        yield from _percent_cells(text)
        return
    lines = text.split("\n")
    for node in tree.body:
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        if node.col_offset:  # a second statement of the same line
            yield Cell(ast.unparse(node), "", first)
        else:
            yield Cell(_segment(lines, node, first), "", first)


def _segment(lines: list[str], node: ast.stmt, first: int) -> str:
    last = list(lines[first - 1 : node.end_lineno])
    # Columns are counted in bytes of UTF-8; what follows on the line belongs to the next statement.
    last[-1] = last[-1].encode("utf-8")[: node.end_col_offset].decode("utf-8")
    return "\n".join(last)


def _percent_cells(text: str) -> Iterable[Cell]:
    """Yield the cells of a script that is not Python as a whole; where it has no cells, the whole of it."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("# %%")]
    bounds = sorted({0, *starts, len(lines)})
    for start, end in itertools.pairwise(bounds):
        source = without_magics("\n".join(lines[start:end]))
        tree = _parsed(source)
        if tree is None:
            yield Cell(source, "", start + 1)
            continue
        for cell in _script_cells(source):
            yield Cell(cell.source, "", cell.line + start)


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
