"""The master: the reference answer with its solution regions marked, and the views made from it."""

from __future__ import annotations

import ast
import enum
import io
import re
import textwrap
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ContentError

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
SETUP = "setup"
_CELL = re.compile(r"# %% (\S+)\s*$")


class View(enum.StrEnum):
    """Whom a view of the master is for."""

    STUDENT = "student"
    SOLUTION = "solution"


STUDENT, SOLUTION = View.STUDENT, View.SOLUTION


@dataclass(frozen=True)
class Region:
    """One solution region: the lines between its markers (1-based, markers included) and the function it fills."""

    first: int
    last: int
    function: str | None  # "add_noise", "EarlyStopper.on_epoch_end"; None at module level
    question: str


@dataclass(frozen=True)
class Master:
    """The parsed master."""

    path: Path
    text: str
    regions: tuple[Region, ...]

    @staticmethod
    def parse(path: Path, text: str, functions: Mapping[str, str]) -> Master:
        """Return the master in `text`. `functions` maps each graded name to its question's id.

        Raises:
            ContentError: Syntax error, markers that do not pair, a cell that is missing or belongs to no question,
                a graded function that is missing, in the wrong cell or without a solution region.
        """
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            raise ContentError(
                f"this is not Python: {error.msg}. Correct the line.", path, error.lineno
            ) from None
        cells = _cell_lines(path, text, functions)
        regions = tuple(_regions(path, text, tree, cells))
        master = Master(path, text, regions)
        _check_functions(path, tree, cells, regions, functions)
        for view in View:
            _check_view(path, master.view(view), view)
        return master

    def view(self, view: View) -> str:
        """Return the whole module for `view`: the solution without markers, or the stub."""
        return "\n".join(line for _, line in self._lines(view)).rstrip("\n") + "\n"

    def cells(self, view: View) -> dict[str, str]:
        """Return the source of each percent cell for `view`: "setup", "q1", … The module docstring is left out."""
        starts = {start: name for name, start in _cell_starts(self.text)}
        parts: dict[str, list[str]] = {}
        current = None
        for number, line in self._lines(view):
            if number in starts:
                current = starts[number]
                parts.setdefault(current, [])
            elif current is not None:
                parts[current].append(line)
        return {name: "\n".join(lines).strip("\n") for name, lines in parts.items()}

    def _lines(self, view: View) -> Iterator[tuple[int, str]]:
        lines = self.text.splitlines()
        inside = {
            number: region for region in self.regions for number in range(region.first, region.last + 1)
        }
        for number, line in enumerate(lines, start=1):
            region = inside.get(number)
            if region is None:
                yield number, line
            elif view == SOLUTION:
                if number not in (region.first, region.last):
                    yield number, line
            elif number == region.first and region.function is not None:
                indent = line[: len(line) - len(line.lstrip())]
                yield number, f'{indent}raise NotImplementedError("{region.question}: {region.function}")'


def _cell_starts(text: str) -> list[tuple[str, int]]:
    return [
        (match[1], number)
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := _CELL.match(line))
    ]


def _cell_lines(path: Path, text: str, functions: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    starts = _cell_starts(text)
    wanted = [SETUP, *dict.fromkeys(functions.values())]
    names = [name for name, _ in starts]
    for name, line in starts:
        if name not in wanted:
            raise ContentError(
                f'cell "# %% {name}" belongs to no question. Expected one of {", ".join(wanted)}.', path, line
            )
        if names.count(name) > 1:
            raise ContentError(f'cell "# %% {name}" stands twice. Keep one.', path, line)
    if names != wanted:
        missing = [name for name in wanted if name not in names]
        advice = f'Add "# %% {missing[0]}"' if missing else f"Put them in the order {', '.join(wanted)}"
        raise ContentError(
            f"expected the cells {', '.join(wanted)}, found {', '.join(names) or 'none'}. {advice}.", path, 1
        )
    ends = [start - 1 for _, start in starts[1:]] + [len(text.splitlines())]
    return {name: (start, end) for (name, start), end in zip(starts, ends)}


def _regions(
    path: Path, text: str, tree: ast.Module, cells: Mapping[str, tuple[int, int]]
) -> Iterator[Region]:
    begun = None
    for number, column, comment in _comments(text):
        if comment == BEGIN:
            if begun is not None:
                raise ContentError(
                    f"{BEGIN} inside the region begun in line {begun}. End that one first.", path, number
                )
            begun = number
        elif comment == END:
            if begun is None:
                raise ContentError(
                    f"{END} without {BEGIN}. Remove it, or mark where the solution begins.", path, number
                )
            question = _cell_of(cells, begun)
            # A marker at the margin encloses whole definitions: helpers that only the solution has.
            function = _function_of(tree, begun) if column else None
            if question is None:
                raise ContentError(
                    'a solution region must stand below a "# %% q…" cell line. Move it.', path, begun
                )
            if function is not None and question == SETUP:
                raise ContentError(
                    "the setup cell is given to students: no solution region fits there. Move it.",
                    path,
                    begun,
                )
            if _cell_of(cells, number) != question or (column and _function_of(tree, number) != function):
                raise ContentError(
                    f"the region begun in line {begun} ends in another function or cell. End it in the same one.",
                    path,
                    number,
                )
            yield Region(begun, number, function, question)
            begun = None
    if begun is not None:
        raise ContentError(f"{BEGIN} without {END}. Mark where the solution ends.", path, begun)


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield *token.start, token.string.strip()


def _cell_of(cells: Mapping[str, tuple[int, int]], line: int) -> str | None:
    return next((name for name, (first, last) in cells.items() if first <= line <= last), None)


def _function_of(tree: ast.Module, line: int) -> str | None:
    """Return the dotted name of the top-level function, or the class's method, that holds `line`."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.lineno <= line <= _end(tree, node):
            if isinstance(node, ast.FunctionDef):
                return node.name
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and inner.lineno <= line <= _end_inside(
                    node, inner, tree
                ):
                    return f"{node.name}.{inner.name}"
            return node.name
    return None


def _end(tree: ast.Module, node: ast.stmt) -> int:
    # A trailing comment (the END marker) is not part of a node: a top-level node reaches to the next one.
    later = [
        other.lineno - len(getattr(other, "decorator_list", ()))
        for other in tree.body
        if other.lineno > node.lineno
    ]
    return min(later) - 1 if later else 10**9


def _end_inside(owner: ast.ClassDef, node: ast.stmt, tree: ast.Module) -> int:
    later = [
        other.lineno - len(getattr(other, "decorator_list", ()))
        for other in owner.body
        if other.lineno > node.lineno
    ]
    return min(later) - 1 if later else _end(tree, owner)


def _check_functions(path, tree, cells, regions, functions) -> None:
    defined = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for name, question in functions.items():
        if name not in defined:
            raise ContentError(
                f'graded function "{name}" of {question} is not defined. Define it in cell "# %% {question}".',
                path,
                1,
            )
        line = defined[name].lineno
        if _cell_of(cells, line) != question:
            raise ContentError(
                f'"{name}" belongs to {question}: move it below "# %% {question}".', path, line
            )
        if not any(region.function and region.function.split(".")[0] == name for region in regions):
            raise ContentError(
                f'"{name}" has no solution region. Put its answer between {BEGIN} and {END}.', path, line
            )
        if ast.get_docstring(defined[name]) is None:
            raise ContentError(
                f'"{name}" has no docstring. It is the specification the students work from: write it.',
                path,
                line,
            )


def _check_view(path: Path, text: str, view: View) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        advice = "Check the indentation of its markers."
        raise ContentError(
            f"the {view} view of this master is not Python: {error.msg}. {advice}", path, error.lineno
        ) from None


def with_sample(master_text: str, sample_text: str) -> str:
    """Return the answer a sample stands for: the master, then the definitions the sample changes."""
    return f"{master_text.rstrip()}\n\n\n{textwrap.dedent(sample_text).strip()}\n"
