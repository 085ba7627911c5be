"""Looks into hand-ins: their code with colours, their shape, their differences. Each is computed apart, never here.

What a student wrote can make a parser or a highlighter slow, large or dead. So the functions below are called through
`judge.reader.helper.apart`, in a process with limits of time and memory that may die alone.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import html
from dataclasses import dataclass, field

from autograder.base.cleaning import clean
from autograder.course import source
from autograder.course.model import Assignment
from autograder.course.stubs import is_stub
from autograder.course.text_answers import last_written, written
from autograder.gradebook.review.pictures import pictures
from autograder.judge.hand_in import read_in_this_process

_LONGEST = 20_000  # lines of one hand-in that are shown
# Characters of a text that is coloured and compared by what it does: the course's longest answer has a tenth of them,
# and what is longer was not written for a reader.
_READ = 200_000


@dataclass(frozen=True)
class Source:
    """One text of a hand-in: a notebook's cell (`where` is its number) or a whole file (""); its lines as HTML."""

    where: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """Where a top-level name is defined last: in which text, from which line to which."""

    where: str
    first: int
    last: int


@dataclass(frozen=True)
class Code:
    """A hand-in to be looked at. `texts` are the answers in words, `pictures` what their cells showed (PNG)."""

    sources: tuple[Source, ...] = ()
    definitions: dict[str, Definition] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[bytes, ...]] = field(default_factory=dict)


def code(name: str, data: bytes, assignment: Assignment | None) -> Code:
    """Return the texts of a hand-in, highlighted line by line, and where each top-level name is defined last.

    Of several files they are those that were judged: it is read as an answer to `assignment`, as the judge reads it.
    """
    sources, definitions = [], {}
    texts: list[tuple[str, str]] = []
    hand_in = read_in_this_process(data, assignment, name)
    for where, text in hand_in.sources.items():
        texts += source.texts_in(text).items()
        sources.append(Source(where, _lines(text)))
    for (
        cell
    ) in hand_in.cells:  # a file with a mistake in it is several: what stands around the mistake was judged
        tree, above = source.parse(cell.source), cell.line - 1
        for node in tree.body if tree else ():
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                last = node.end_lineno or first
                definitions[node.name] = Definition(cell.where, first + above, last + above)
    shown = pictures(name, data, hand_in.name) if texts else {}
    return Code(tuple(sources), definitions, last_written(texts), shown)


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as HTML, coloured unless it is very long. What turns writing round is seen, not
    obeyed: a teacher must read what Python reads."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"), len(text))
    if len(text) <= _READ:
        formatter = HtmlFormatter(nowrap=True, classprefix="y-")
        text = highlight(text, PythonLexer(stripnl=False, ensurenl=False), formatter)
    else:
        text = html.escape(text)
    return tuple(text.split("\n")[:_LONGEST])


def shape(name: str, data: bytes, assignment: Assignment | None, functions: tuple[str, ...]) -> str:
    """Return what is left of some functions, and of all they lead to, without names, comments and formatting: a digest.

    Two answers with the same digest do the same things in the same order, or are the same words. "" where none of the
    functions is defined, or nothing was written.
    """
    hand_in = read_in_this_process(data, assignment, name)
    text = hand_in.text
    words = source.texts_in(text)
    if said := " ".join(written(words[each]) for each in functions if each in words).casefold().split():
        return hashlib.sha256(" ".join(said).encode()).hexdigest()
    if len(text) > _READ:
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()
    trees = (source.parse(cell.source) for cell in hand_in.cells)
    tree = ast.Module([node for each in trees if each for node in each.body], [])
    bodies: dict[str, ast.stmt] = {}
    for node in tree.body:
        for bound in source.binds(node):
            bodies[bound] = node
    if not any(each in bodies and not is_stub(bodies[each]) for each in functions):
        return ""
    reached = sorted(source.uses(tree).reached(set(functions)) & bodies.keys())
    wanted = {id(bodies[each]): bodies[each] for each in reached}
    parts = [ast.dump(_Nameless().visit(each)) for each in wanted.values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def difference(
    before: tuple[str, bytes], after: tuple[str, bytes], assignment: Assignment | None
) -> tuple[str, ...]:
    """Return the lines of a unified diff between two hand-ins (name, bytes), without its head."""
    texts = [
        read_in_this_process(data, assignment, name).text.splitlines()[:_LONGEST]
        for name, data in (before, after)
    ]
    return tuple(list(difflib.unified_diff(texts[0], texts[1], lineterm=""))[2:][:_LONGEST])


class _Nameless(ast.NodeTransformer):
    """Numbers the names a function chose itself, and leaves out what a reader would not count: docstrings,
    annotations.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return self._numbers.setdefault(name, f"n{len(self._numbers)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        is_ours = isinstance(node.ctx, ast.Store) or node.id in self._numbers
        return ast.Name(self._number(node.id) if is_ours else node.id, node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg(self._number(node.arg))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.visit(ast.Assign([node.target], node.value, lineno=0))  # type: ignore[no-any-return]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        if node.body and source.is_text(node.body[0]):
            node.body = node.body[1:] or [ast.Pass()]
        # Arguments first: a body may use them before it assigns anything.
        node.args = self.visit(node.args)
        node.body = [each for each in map(self.visit, node.body) if each is not None]
        node.decorator_list = list(map(self.visit, node.decorator_list))
        return node
