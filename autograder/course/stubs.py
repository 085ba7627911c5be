"""What of a source is still to be written: functions as they were released, and texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.course.text_answers import is_unwritten

_RELEASED = re.compile(r"q\d+\b")  # "q1: add_noise": how the line begins that a released function raises
_CHOOSES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.Match)
_DEEPEST = 5  # `if` in `if`, at whose ends a function may return


def is_stub(node: ast.AST) -> bool:
    """Return whether a statement, or one inside it, raises NotImplementedError, or is a text still to be written.

    The line that came with a function may have been left below its `return`, and an answer may refuse some cases in
    words of its own: neither makes it a stub.
    """
    return is_unwritten(node) or any(_is_released(each, chosen) for each, chosen in _raised(node))


def _raised(node: ast.AST) -> Iterator[tuple[ast.Raise, bool]]:
    """Yield what a statement raises as far as it can be reached, and whether only in some cases."""
    waiting: list[tuple[Sequence[ast.AST], bool]] = [([node], False)]
    while waiting:
        block, chosen = waiting.pop()
        for each in block:
            if isinstance(each, ast.Raise):
                yield each, chosen
            inside = chosen or isinstance(each, _CHOOSES)
            waiting += [(inner, inside) for inner in _blocks(each)]
            if _ends(each):
                break


def _blocks(node: ast.AST) -> Iterator[Sequence[ast.AST]]:
    if not isinstance(node, (ast.stmt, ast.Module)):
        return
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for each in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield each.body


def _ends(node: ast.AST, depth: int = _DEEPEST) -> bool:
    """Return whether nothing that follows a statement in its block is reached, as far as it is easily told."""
    match node:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return True
        case ast.With(body=body) | ast.AsyncWith(body=body):
            return depth > 0 and _ends(body[-1], depth - 1)
        case ast.If(body=body, orelse=[*_, other]):
            return depth > 0 and _ends(body[-1], depth - 1) and _ends(other, depth - 1)
    return False


def _is_released(node: ast.Raise, chosen: bool) -> bool:
    """Return whether a `raise` is that of a released function; `chosen`: it is one of several ways to go on."""
    call = node.exc if isinstance(node.exc, ast.Call) else None
    name = call.func if call else node.exc
    if not (isinstance(name, ast.Name) and name.id == "NotImplementedError"):
        return False
    if not chosen or call is None or not call.args:
        return True
    text = call.args[0]
    return isinstance(text, ast.Constant) and _RELEASED.match(str(text.value)) is not None
