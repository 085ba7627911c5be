"""An answer's text as the pieces that are run one by one: statements, so that one that fails costs only itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.verdict import Message
from autograder.course.source import (
    Piece,
    answered_names,
    parse,
    percent_cells,
    statements,
    whole_statements,
)
from autograder.course.stubs import is_stub
from autograder.judge.dialects import databricks, directed, fenced, is_markdown, is_rst, marimo
from autograder.judge.kinds import damaged_notebook, decoded, foreign, in_conflict, notebook_in, raw_cells
from autograder.judge.magics import foreign_magic, without_magics

IGNORED_TAG = "otter_ignore"
MAX_CODE = 2**20  # parsing takes a thousand times a source's size


@dataclass(frozen=True)
class Cell:
    """A piece of source that is run as one: a statement.

    `where` names the notebook's cell for the student ("3"), and is empty for a .py; `line` is the first line's number.
    `binds` are the names it would bind, where somebody found out, and `inner` those it defines elsewhere: (name, kind
    of place, place).
    """

    source: str
    where: str = ""
    line: int = 1
    binds: tuple[str, ...] | None = None
    inner: tuple[tuple[str, str, str], ...] | None = None


@dataclass(frozen=True)
class Code:
    """The code of one file: its cells, its whole text by `where`, and what the student should know of it."""

    cells: tuple[Cell, ...]
    sources: Mapping[str, str]
    remarks: tuple[Message, ...] = ()


def code_in(data: bytes, name: str) -> Code:
    """Return the code in a script or notebook, whichever it is.

    Raises:
        HandInError: It is neither, or too large.
    """
    notebook = notebook_in(data, name)
    if notebook is not None:
        return _of_notebook(notebook, name)
    if problem := foreign(data, name):
        raise problem
    if damaged_notebook(data, name):
        raise HandInError(
            "handin.conflict" if in_conflict(data) else "handin.not_a_notebook", name=clean_line(name)
        )
    if len(data) > MAX_CODE:
        raise HandInError("handin.too_large", name=clean_line(name), limit=MAX_CODE // 2**20)
    text = _python_in(decoded(data, name), name)
    if name.lower().endswith(".ipynb") and not _is_python(text):
        raise HandInError("handin.not_a_notebook", name=clean_line(name))
    cells = tuple(_of_script(text))
    if PurePosixPath(name.lower()).suffix in _OTHER_LANGUAGES and not any(
        answered_names(cell.source) for cell in cells
    ):
        raise HandInError("handin.unknown_kind", name=clean_line(name))
    return Code(cells, {"": text} if cells else {}, tuple(_remarks(cells)))


def _python_in(text: str, name: str) -> str:
    if is_markdown(name):
        return fenced(text)
    return directed(text) if is_rst(name) else databricks(text)


# Python under such a name is Python; what is not says so better than a function that is missing.
_OTHER_LANGUAGES = {
    ".java",
    ".c",
    ".h",
    ".cpp",
    ".js",
    ".ts",
    ".m",
    ".mlx",
    ".r",
    ".jl",
    ".sql",
    ".icloud",
    ".tex",
    ".diff",
    ".patch",
    ".csv",
}


def _is_python(text: str) -> bool:
    return any(parse(piece.text) is not None for piece in statements(text) or whole_statements(text))


def _of_notebook(notebook: dict[str, Any], name: str) -> Code:
    cells: list[Cell] = []
    sources: dict[str, str] = {}
    remarks: list[Message] = []
    room = MAX_CODE
    for number, cell in enumerate(raw_cells(notebook) or (), start=1):
        if not isinstance(cell, dict):
            continue
        if cell.get("cell_type") != "code":
            remarks += _answer_in_text(cell, str(number))
            continue
        metadata = cell.get("metadata")
        tags = metadata.get("tags") if isinstance(metadata, dict) else None
        if isinstance(tags, list) and IGNORED_TAG in tags:
            continue
        source = _source(cell)
        room -= len(source)
        if room < 0:
            raise HandInError("handin.too_large", name=clean_line(name), limit=MAX_CODE // 2**20)
        if not source.strip():
            continue
        where = str(number)
        sources[where] = without_magics(source)
        cells += [Cell(piece.text, where, piece.line) for piece in _pieces(source)]
        if magic := foreign_magic(source):
            remarks.append(Message("handin.cell_magic", {"where": where, "magic": clean_line(magic, 40)}))
    return Code(tuple(cells), sources, (*remarks, *_remarks(cells)))


def _answer_in_text(cell: Mapping[str, Any], where: str) -> Iterator[Message]:
    """Yield a remark where a cell of text holds nothing but Python that defines something: its type was changed."""
    source = _source(cell)
    if "def " not in source or len(source) > MAX_CODE or (tree := parse(without_magics(source))) is None:
        return
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not is_stub(node)]
    if names:
        yield Message("handin.text_cell", {"where": where, "names": clean_line(", ".join(names), 60)})


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    if not isinstance(source, str):
        return ""
    # Half a character (of a picture cut in two) is no text: in an answer's docstring it would cost the answer.
    whole = source.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")


def _of_script(text: str) -> Iterator[Cell]:
    """Yield each statement of a script; where it is not Python as a whole, cell by cell as its markers say."""
    if (pieces := marimo(text)) is not None:
        yield from (Cell(each.text, "", each.line) for each in pieces)
        return
    cells = (Piece(text, 1),) if parse(text) is not None else percent_cells(text)
    for cell in cells:
        yield from (Cell(each.text, "", each.line + cell.line - 1) for each in _pieces(cell.text))


def _pieces(source: str) -> Iterable[Piece]:
    """Return the statements of a cell: all of them, or those that can be read and what lies between."""
    plain = source if parse(source) is not None else without_magics(source)
    found = statements(plain)
    pieces = whole_statements(plain) if found is None else found
    return [each for piece in pieces for each in _statement(piece, found is None)]


def _statement(piece: Piece, doubtful: bool) -> Iterable[Piece]:
    if relative := _RELATIVE.match(piece.text):
        # Of a package that its author runs from outside; here its folder is where the answer lies.
        rest = piece.text[relative.end() :]
        return (Piece(rest if re.match(r"import\b", rest) else f"from {rest}", piece.line),)
    if not doubtful and "get_ipython" not in piece.text:
        return (piece,)
    plain = without_magics(piece.text)
    found = statements(plain)
    if found is None:
        return (piece,)
    return tuple(Piece(each.text, each.line + piece.line - 1) for each in found)


_RELATIVE = re.compile(r"from[ \t]+\.+[ \t]*")

# What changes how everything after it is computed, and the sentence that says so.
_SWITCHES = {
    "disable_eager_execution": "handin.no_eager",
    "disable_v2_behavior": "handin.no_eager",
    "set_dtype_policy": "handin.float_policy",
    "set_global_policy": "handin.float_policy",
    "set_floatx": "handin.float_policy",
}


def _remarks(cells: Iterable[Cell]) -> Iterator[Message]:
    """Yield a remark for each call that switches TensorFlow or Keras to another way of computing."""
    for cell in cells:
        if not any(name in cell.source for name in _SWITCHES):
            continue
        tree = parse(cell.source)
        for node in ast.walk(tree) if tree else ():
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if name in _SWITCHES and given != ["float32"]:
                line = cell.line + node.lineno - 1
                value = clean_line(str(given[0]), 30) if given else ""
                yield Message(_SWITCHES[name], {"call": f"{name}({value})", "line": line})
