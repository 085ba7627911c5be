"""The one reader of Python that is not run: what it binds, what it leaves unanswered, its pieces, what reaches what.

A stranger's source is read as well as the course's own: nothing here raises for what it finds, except `parse_file`, and
each function takes time in proportion to the length of the source.
"""

from __future__ import annotations

import ast
import contextlib
import io
import itertools
import re
import sys
import tokenize
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.course.stubs import is_stub
from autograder.course.text_answers import last_written, text_of, texts_in_lines

# What parsing raises: bad syntax, a null byte, and nesting deeper than Python's own parser goes.
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
# "# %%" as editors write it; "# In[3]:" as nbconvert does.
_CELL = re.compile(r"# ?%%(?P<head>.*)$|# In ?\[[ \d]*\]:?\s*$")
# A line in the first column at which a statement may begin: no end of a bracket, no second half of one.
_BEGINS = re.compile(r"(?!(?:else|elif|except|finally|case)\b)[^\s#)\]},.:]")
_FARTHEST = 60  # lines in the first column that one statement may go on for
_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def parse(source: str) -> ast.Module | None:
    """Return the tree of `source`, or None where it is not Python or nested too deeply to be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about "\d" and the like: not ours to say
            return ast.parse(source)
    except _UNREADABLE:
        return None


def parse_file(path: Path, text: str) -> ast.Module:
    """Return the tree of a file of the course, whose text is `text`.

    Raises:
        ContentError: It is not Python; with the line.
    """
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise ContentError("content.no_python", path, error.lineno, why=error.msg) from None
    except _UNREADABLE as error:
        raise ContentError("content.unreadable_python", path, why=str(error)) from None


def bound_names(source: str) -> frozenset[str]:
    """Return every name that running `source` would bind in its module.

    Where it cannot be parsed: the names of lines that begin a definition.
    """
    tree = parse(source)
    if tree is None:
        return frozenset(_DEFINITION.findall(source))
    return frozenset(name for node in tree.body for name in binds(node))


def defined_names(source: str) -> frozenset[str]:
    """Return the names of the functions and classes at the top level of `source`, as far as it can be read."""
    tree = parse(source)
    if tree is None:
        return frozenset(_DEFINITION.findall(source))
    return frozenset(node.name for node in tree.body if isinstance(node, _DEFINES))


def inner_names(source: str) -> dict[str, tuple[str, str]]:
    """Return the functions and classes that `source` defines where nobody outside finds them, and where that is.

    The place is ("class", its name), ("function", its name), or ("if", the condition) for what only stands behind a
    condition such as `__name__ == "__main__"`.
    """
    tree = parse(source)
    found: dict[str, tuple[str, str]] = {}
    waiting: list[tuple[ast.AST, tuple[str, str] | None]] = [(tree, None)] if tree else []
    while waiting:
        node, place = waiting.pop()
        for child in ast.iter_child_nodes(node):
            inside = place
            if isinstance(child, _DEFINES):
                if place:
                    found.setdefault(child.name, place)
                inside = ("class" if isinstance(child, ast.ClassDef) else "function", child.name)
            elif isinstance(child, ast.If) and place is None:
                inside = ("if", ast.unparse(child.test)[:60])
            waiting.append((child, inside))
    return found


def answered_names(source: str) -> frozenset[str] | None:
    """Return the names that a statement binds which is no stub (see `stubs`); None: not Python."""
    tree = parse(source)
    if tree is None:
        return None
    return frozenset(name for node in tree.body if not is_stub(node) for name in binds(node))


def texts_in(source: str) -> dict[str, str]:
    """Return the answers in words: the text last written to each name such as `answer_q3`, and not one still to be.

    Where the source is not Python (a quote too few), a text goes on to its closing quotes, or else to the end.
    """
    tree = parse(source)
    if tree is not None:
        return last_written(text for node in tree.body if (text := text_of(node)))
    return texts_in_lines(source)


def untouched_name(source: str) -> str:
    """Return the name of the function that a source is, as released: a text and `raise NotImplementedError`; or of the
    class whose methods are, but for `__init__`, which may have come with code.
    """
    tree = parse(source) if "NotImplementedError" in source else None
    node = tree.body[0] if tree and len(tree.body) == 1 else None
    if isinstance(node, ast.ClassDef):
        methods = [
            each for each in node.body if isinstance(each, ast.FunctionDef) and each.name != "__init__"
        ]
        return node.name if methods and all(map(_is_untouched, methods)) else ""
    return node.name if isinstance(node, ast.FunctionDef) and _is_untouched(node) else ""


def _is_untouched(node: ast.FunctionDef) -> bool:
    rest = [each for each in node.body if not is_text(each)]
    return len(rest) == 1 and isinstance(rest[0], ast.Raise) and is_stub(rest[0])


def binds(node: ast.stmt) -> frozenset[str]:
    """Return the names that a top-level statement binds in its module, those a function declares global included."""
    return frozenset(_bound(node))


def first_line(node: ast.stmt) -> int:
    """Return the number of the line in which a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def is_text(node: ast.stmt) -> bool:
    """Return whether a statement is a constant standing alone, such as a docstring: running it does nothing."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def public_functions(path: Path) -> tuple[str, ...]:
    """Return the functions a file defines at its top level, in order, private ones left out. Raises ContentError."""
    tree = parse_file(path, path.read_text(encoding="utf-8"))
    return tuple(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )


class Uses:
    """Which names of a module lead to which, however they are used: as a name, an attribute or a text.

    So what `reached` returns may be too large, but not too small.
    """

    def __init__(self, bound: Sequence[frozenset[str]], words: Sequence[frozenset[str]]):
        """Take what each top-level statement binds, and every word in it."""
        self.bound, self.words = tuple(bound), tuple(words)
        self._statements: dict[str, list[int]] = {}
        for position, names in enumerate(self.bound):
            for name in names:
                self._statements.setdefault(name, []).append(position)

    def __add__(self, other: Uses) -> Uses:
        """Return the uses of this module with the other one's statements after its own."""
        return Uses((*self.bound, *other.bound), (*self.words, *other.words))

    def reached(self, names: Iterable[str]) -> frozenset[str]:
        """Return `names`, and all that the statements which bind them contain, and so on."""
        reached = set(names)
        waiting, visited = list(reached), set[int]()
        while waiting:
            for position in self._statements.get(waiting.pop(), ()):
                if position not in visited:
                    visited.add(position)
                    fresh = self.words[position] - reached
                    reached |= fresh
                    waiting += fresh
        return frozenset(reached)


def uses(tree: ast.Module) -> Uses:
    """Return which names of a module lead to which."""
    return Uses([binds(node) for node in tree.body], [frozenset(_words(node)) for node in tree.body])


@dataclass(frozen=True)
class Piece:
    """A part of a source: its text and the number of its first line, from 1.

    `head` is what follows "# %%" in that line.
    """

    text: str
    line: int
    head: str = ""


def statements(source: str) -> tuple[Piece, ...] | None:
    """Return the top-level statements of `source`, decorators included, or None where it is not Python."""
    tree = parse(source)
    if tree is None:
        return None
    # Columns are counted in bytes of UTF-8.
    lines = [line.encode("utf-8", "surrogatepass") for line in source.split("\n")]
    return tuple(_statement(lines, node) for node in tree.body)


def whole_statements(source: str) -> tuple[Piece, ...]:
    """Return the top-level statements of a source that is not Python as a whole: those that are, and what lies between.

    A line in the first column begins a statement; where it is none by itself, the lines below are added until it is
    (brackets, texts of several lines), as long as that takes time in proportion to the source.
    """
    lines = source.split("\n")
    begins = [number for number, line in enumerate(lines) if _BEGINS.match(line)]
    bounds = [*begins, len(lines)]
    pieces: list[Piece] = []
    left = 100_000 + 20 * len(source)  # characters that may be parsed
    at = 0
    while at < len(begins):
        end = at + 1
        for until in range(at + 1, min(at + _FARTHEST, len(begins)) + 1):
            text = "\n".join(lines[bounds[at] : bounds[until]])
            left -= len(text)
            if left < 0:
                break
            if (found := statements(text)) is not None:
                pieces += [Piece(each.text, each.line + bounds[at]) for each in found]
                end = until
                break
        else:
            until = 0
        if left < 0 or until == 0:
            pieces.append(Piece("\n".join(lines[bounds[at] : bounds[end]]).rstrip(), bounds[at] + 1))
        at = end
    return tuple(pieces)


def readable(source: str) -> ast.Module:
    """Return the tree of the top-level statements of `source` that are Python, whatever lies between."""
    pieces = statements(source) or whole_statements(source)
    bodies = [tree.body for piece in pieces if (tree := parse(piece.text))]
    return ast.Module([node for body in bodies for node in body], [])


def answer_text(source: str, names: Collection[str]) -> str:
    """Return what `names` are made of in `source`, written alike for equal code: no comments,
    docstrings or blank lines.

    Empty where the source defines none of them.
    """
    module = readable(source)
    reached = uses(module).reached(names)
    return "\n".join(
        ast.unparse(_WithoutDocstrings().visit(node))
        for node in module.body
        if binds(node) & reached and not is_stub(node)
    )


class _WithoutDocstrings(ast.NodeTransformer):
    def visit(self, node: ast.AST) -> ast.AST:
        """Visit a node, without the text that its body begins with."""
        body = getattr(node, "body", None)
        if isinstance(node, _DEFINES) and isinstance(body, list) and len(body) > 1 and is_text(body[0]):
            node.body = body[1:]
        return self.generic_visit(node)


def percent_cells(source: str) -> tuple[Piece, ...]:
    """Return the cells of `source`, each from its "# %%" line on; what stands before the first is one with no head."""
    lines = source.split("\n")
    heads = {
        number: (match["head"] or "").strip()
        for number, line in enumerate(lines)
        if (match := _CELL.match(line))
    }
    bounds = sorted({0, *heads, len(lines)})
    return tuple(
        Piece("\n".join(lines[start:end]), start + 1, heads.get(start, ""))
        for start, end in itertools.pairwise(bounds)
    )


def lines_newer_than(source: str, version: tuple[int, int]) -> tuple[int, ...]:
    """Return the lines that this Python reads and that of `version` cannot, as far as can be told.

    What Python 3.12 added inside the braces of f-strings (the same quotes, a backslash) is seen from 3.12 on.
    """
    found: set[int] = set()
    for piece in statements(source) or ():
        try:
            ast.parse(piece.text, feature_version=version)
        except SyntaxError as error:
            found.add(piece.line + (error.lineno or 1) - 1)
        except _UNREADABLE:
            continue
    if version < (3, 12) <= sys.version_info:
        found |= set(_new_fstrings(source))
    return tuple(sorted(found))


def _new_fstrings(source: str) -> Iterator[int]:
    """Yield the lines with quotes or a backslash inside an f-string's braces, which tokens tell from Python 3.12 on."""
    start = getattr(tokenize, "FSTRING_START", -1)
    end = getattr(tokenize, "FSTRING_END", -1)
    around: list[str] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            quote = token.string.lstrip("rRbBuUfF")[:3]
            if (
                around
                and token.type in (start, tokenize.STRING)
                and (quote[:1] == around[-1][:1] or "\\" in token.string)
            ):
                yield token.start[0]
            if token.type == start:
                around.append(quote)
            elif token.type == end and around:
                around.pop()


def _bound(node: ast.stmt) -> Iterator[str]:
    for inner in _in_scope(node):
        match inner:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield inner.name
                for deeper in ast.walk(inner):
                    if isinstance(deeper, ast.Global):
                        yield from deeper.names
            case ast.Name(ctx=ast.Store()):
                yield inner.id
            case ast.alias():
                if inner.name != "*":
                    yield (inner.asname or inner.name).split(".")[0]
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
            ):
                yield name
            case ast.MatchMapping(rest=str(name)):
                yield name


def _in_scope(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what lies in a statement, but not what has names of its own: functions' bodies, comprehensions' targets."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        yield inner
        if isinstance(inner, ast.comprehension):
            waiting += [inner.iter, *inner.ifs]
        elif not isinstance(inner, (*_DEFINES, ast.Lambda)):
            waiting += ast.iter_child_nodes(inner)


def _words(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Name():
                yield inner.id
            case ast.Attribute():
                yield inner.attr
            case ast.Constant(value=str(text)):
                yield text
            case ast.alias():
                yield inner.name.split(".")[0]


def _statement(lines: list[bytes], node: ast.stmt) -> Piece:
    first = first_line(node)
    last = node.end_lineno or node.lineno
    begin = node.col_offset if first == node.lineno else 0
    # What follows on the line, or stands before, is another statement.
    if first == last:  # cut at once: there may be thousands of statements on a long line
        text = [lines[first - 1][begin : node.end_col_offset]]
    else:
        text = list(lines[first - 1 : last])
        text[-1] = text[-1][: node.end_col_offset]
        text[0] = text[0][begin:]
    return Piece(b"\n".join(text).decode("utf-8", "surrogatepass"), first)
