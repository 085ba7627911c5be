"""Which checks can see a changed function: verify re-runs these alone, unless asked for all."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from autograder.course.model import Assignment

# What a check calls to see the files handed in beside the answer.
_FILES = frozenset({"load_model", "handed_in"})


def affected(
    assignment: Assignment, answer: str, sample: str, *, other_files: bool = False
) -> frozenset[str] | None:
    """Return the ids of the checks that reach a definition of `sample`, or None where only running can tell.

    A check reaches a definition if it, or a helper of its module, names it, or names something of the answer
    that leads to it. Names count however they are used, so the set may be too large but not too small.
    `other_files`: the sample hands in other files than the master, too.
    """
    changed = _definitions(ast.parse(sample))
    if changed is None:
        return None
    changed |= _FILES if other_files else frozenset()
    answer_uses = _uses(ast.parse(answer + "\n" + sample))
    touched: set[str] = set()
    for path in {check.path for check in assignment.rubric}:
        uses = _uses(ast.parse(path.read_text(encoding="utf-8")))
        for check in assignment.rubric:
            if check.path == path and _closure(_closure({check.function}, uses), answer_uses) & changed:
                touched.add(check.id)
    return frozenset(touched) or None


def _definitions(tree: ast.Module) -> frozenset[str] | None:
    """Return the names a sample defines, or None if it does anything else on import."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
            names.update(target.id for target in node.targets)
        elif not isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_text(node):
            return None
    return frozenset(names)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _uses(tree: ast.Module) -> Mapping[str, frozenset[str]]:
    """Return, for each top-level name, every identifier, attribute and text that its definitions contain."""
    uses: dict[str, set[str]] = {}
    for node in tree.body:
        names = _defined(node)
        words = {word for inner in ast.walk(node) for word in _words(inner)}
        for name in names:
            uses.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in uses.items()}


def _defined(node: ast.stmt) -> Iterable[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    return [
        inner.id
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    ]


def _words(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _closure(names: set[str], uses: Mapping[str, frozenset[str]]) -> set[str]:
    reached, waiting = set(names), list(names)
    while waiting:
        for word in uses.get(waiting.pop(), ()):
            if word not in reached:
                reached.add(word)
                waiting.append(word)
    return reached
