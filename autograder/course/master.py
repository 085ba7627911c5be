"""The master: the reference answer with its solution regions marked, and the views made from it.

A docstring holds each of the course's languages whole (see `docstrings`). A view is in one, and shows that part alone.
"""

from __future__ import annotations

import ast
import enum
import io
import re
import textwrap
import tokenize
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.base.messages import Message
from autograder.course.docstrings import Docstring, docstrings_in
from autograder.course.source import first_line, parse_file, percent_cells
from autograder.course.text_answers import stub_text, text_cell

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
SETUP = "setup"
SAMPLE_BEGINS_BELOW = 3  # lines below the master's last one: two blank lines stand between
_NAME = re.compile(r"\S+$")
# Comments that speak to tools, not to readers.
_TO_TOOLS = re.compile(r"#\s*(%%|noqa\b|type:|fmt:|pragma\b|pylint:|ruff:|mypy:)")


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
    """The parsed master, in all `languages` of its course, the first of which is that of plain modules.

    `texts` are the model answers to the questions that a person marks: their cells stand in no master.py, they are made
    (question -> language -> text).
    """

    path: Path
    text: str
    regions: tuple[Region, ...]
    docstrings: tuple[Docstring, ...] = ()
    languages: tuple[str, ...] = ("fr", "en")
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @staticmethod
    def parse(
        path: Path,
        text: str,
        functions: Mapping[str, str],
        languages: Sequence[str] = ("fr", "en"),
        texts: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Master:
        """Return the master in `text`. `functions` maps each graded name to its question's id.

        Raises:
            ContentError: Syntax error, markers that do not pair, a cell that is missing or belongs to no question,
                a graded function that is missing, in the wrong cell or without a solution region, a docstring that
                announces a language and leaves its part empty.
        """
        tree = parse_file(path, text)
        cells = _cell_lines(path, text, functions)
        regions = tuple(_regions(path, text, tree, cells))
        solution = [(each.first, each.last) for each in regions]
        docstrings = tuple(docstrings_in(path, text, tree, solution, languages))
        master = Master(path, text, regions, docstrings, tuple(languages), texts or {})
        _check_functions(path, tree, cells, regions, functions)
        for view in View:
            for language in languages:
                _check_view(path, master.view(view, language), view)
        return master

    def in_language(self, language: str) -> Master:
        """Return the master whose docstrings say the part in `language` alone.

        A docstring that says nothing in it stays whole: `translation.master_differences` tells of it.
        """
        lines = self.text.splitlines()
        kept: list[str] = []
        done = 0
        shifts: list[tuple[int, int]] = []  # from this line on, so many lines fewer
        for each in self.docstrings:
            if language not in each.parts:
                continue
            kept += [*lines[done : each.first - 1], *each.source(lines[each.first - 1], language)]
            done = each.last
            shifts.append((each.last, done - len(kept)))
        kept += lines[done:]

        def moved(line: int) -> int:
            return line - next((fewer for start, fewer in reversed(shifts) if line > start), 0)

        regions = tuple(
            replace(each, first=moved(each.first), last=moved(each.last)) for each in self.regions
        )
        return replace(self, text="\n".join(kept) + "\n", regions=regions, docstrings=())

    def view(self, view: View, language: str | None = None) -> str:
        """Return the whole module for `view`: the solution without markers, or the stub.

        `language` is that of its docstrings; without one, the course's first.
        """
        language = language or self.languages[0]
        master = self.in_language(language)
        starts = {start: name for name, start in _cell_starts(master.text)}
        waiting = self._text_cells(view, language)
        lines: list[str] = []
        for number, line in master._lines(view):
            if starts.get(number, SETUP) != SETUP:
                for id in [id for id in waiting if _number(id) < _number(starts[number])]:
                    lines += [f"# %% {id}", *waiting.pop(id).split("\n"), "", ""]
            lines.append(line)
        for id, cell in waiting.items():
            lines = ["\n".join(lines).rstrip("\n"), "", "", f"# %% {id}", cell]
        return "\n".join(lines).rstrip("\n") + "\n"

    def cells(self, view: View, language: str | None = None) -> dict[str, str]:
        """Return the source of each percent cell for `view`: "setup", "q1", … The module docstring is left out.

        `language` is that of the docstrings; without one, the course's first.
        """
        language = language or self.languages[0]
        master = self.in_language(language)
        starts = {start: name for name, start in _cell_starts(master.text)}
        parts: dict[str, list[str]] = {}
        current = None
        for number, line in master._lines(view):
            if number in starts:
                current = starts[number]
                parts.setdefault(current, [])
            elif current is not None:
                parts[current].append(line)
        cells = {name: "\n".join(lines).strip("\n") for name, lines in parts.items()}
        return {**cells, **self._text_cells(view, language)}

    def _text_cells(self, view: View, language: str) -> dict[str, str]:
        """Return the cells of the questions that a person marks, in order."""
        return {
            id: text_cell(id, model.get(language, "") if view == SOLUTION else stub_text(language))
            for id, model in sorted(self.texts.items(), key=lambda text: _number(text[0]))
        }

    def comments(self) -> Iterator[tuple[int, str]]:
        """Yield line and text of the comments students read: those outside the solution, and not for tools."""
        for number, _, comment in _comments(self.text):
            inside = any(region.first <= number <= region.last for region in self.regions)
            if not inside and not _TO_TOOLS.match(comment):
                yield number, comment

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


def _number(question: str) -> int:
    return int(question[1:])


def _cell_starts(text: str) -> list[tuple[str, int]]:
    return [(cell.head, cell.line) for cell in percent_cells(text) if _NAME.match(cell.head)]


def _cell_lines(path: Path, text: str, functions: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    starts = _cell_starts(text)
    wanted = [SETUP, *dict.fromkeys(functions.values())]
    names = [name for name, _ in starts]
    for name, line in starts:
        if name not in wanted:
            raise ContentError("content.stray_cell", path, line, name=name, wanted=", ".join(wanted))
        if names.count(name) > 1:
            raise ContentError("content.cell_twice", path, line, name=name)
    if names != wanted:
        missing = [name for name in wanted if name not in names]
        order = ", ".join(wanted)
        advice = (
            Message.of("content.add_cell", name=missing[0])
            if missing
            else Message.of("content.cells_in_order", order=order)
        )
        raise ContentError(
            "content.other_cells", path, 1, wanted=order, found=", ".join(names) or "–", advice=advice
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
                raise ContentError("content.region_inside", path, number, begin=BEGIN, at=begun)
            begun = number
        elif comment == END:
            if begun is None:
                raise ContentError("content.end_alone", path, number, end=END, begin=BEGIN)
            question = _cell_of(cells, begun)
            # A marker at the margin encloses whole definitions: helpers that only the solution has.
            function = _function_of(tree, begun) if column else None
            if question is None:
                raise ContentError("content.region_without_cell", path, begun)
            if function is not None and question == SETUP:
                raise ContentError("content.region_in_setup", path, begun)
            if _cell_of(cells, number) != question or (column and _function_of(tree, number) != function):
                raise ContentError("content.region_across", path, number, at=begun)
            yield Region(begun, number, function, question)
            begun = None
    if begun is not None:
        raise ContentError("content.begin_alone", path, begun, begin=BEGIN, end=END)


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
    return _before_next(tree.body, node) or 10**9


def _end_inside(owner: ast.ClassDef, node: ast.stmt, tree: ast.Module) -> int:
    return _before_next(owner.body, node) or _end(tree, owner)


def _before_next(body: Sequence[ast.stmt], node: ast.stmt) -> int | None:
    return min((first_line(other) - 1 for other in body if other.lineno > node.lineno), default=None)


def _check_functions(
    path: Path,
    tree: ast.Module,
    cells: Mapping[str, tuple[int, int]],
    regions: Collection[Region],
    functions: Mapping[str, str],
) -> None:
    defined = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for name, question in functions.items():
        if name not in defined:
            raise ContentError("content.undefined", path, 1, name=name, question=question)
        line = defined[name].lineno
        if _cell_of(cells, line) != question:
            raise ContentError("content.misplaced", path, line, name=name, question=question)
        if not any(region.function and region.function.split(".")[0] == name for region in regions):
            raise ContentError("content.no_region", path, line, name=name, begin=BEGIN, end=END)
        if ast.get_docstring(defined[name]) is None:
            raise ContentError("content.no_docstring", path, line, name=name)


def _check_view(path: Path, text: str, view: View) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise ContentError("content.view", path, error.lineno, view=str(view), why=error.msg) from None


def with_sample(master_text: str, sample_text: str) -> str:
    """Return the answer a sample stands for: the master, then the definitions the sample changes."""
    between = "\n" * SAMPLE_BEGINS_BELOW
    return f"{master_text.rstrip()}{between}{textwrap.dedent(sample_text).strip()}\n"
