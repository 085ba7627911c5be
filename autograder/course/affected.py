"""Which checks can see a changed function: verify re-runs these alone, unless asked for all."""

from __future__ import annotations

import ast
import functools

from autograder.course.check_functions import reached_text
from autograder.course.model import Assignment
from autograder.course.source import Uses, binds, is_text, uses

# What a check calls to see the files handed in beside the answer.
_FILES = frozenset({"load_model", "handed_in"})


def affected(
    assignment: Assignment, answer: str, sample: str, *, other_files: bool = False
) -> frozenset[str] | None:
    """Return the ids of the checks that reach a definition of `sample`, or None where only running can tell.

    A check reaches a definition if it, or a helper it calls, names it, or names something of the answer
    that leads to it. `other_files`: the sample hands in other files than the master, too.

    Raises:
        SyntaxError: The answer or the sample is not Python.
        ContentError: A check file is not.
    """
    tree = ast.parse(sample)
    changed = _definitions(tree)
    if changed is None:
        return None
    changed |= _FILES if other_files else frozenset()
    answer_uses = _uses(answer) + uses(tree)
    touched: set[str] = set()
    for check in assignment.rubric:
        names = _named(reached_text(check.path, check.function), check.function)
        if answer_uses.reached(names) & changed:
            touched.add(check.id)
    return frozenset(touched) or None


@functools.lru_cache(maxsize=4096)
def _named(text: str, function: str) -> frozenset[str]:
    """Return what a check function names, and what that leads to, in the text that it runs."""
    return uses(ast.parse(text)).reached({function})


@functools.lru_cache(maxsize=32)
def _uses(text: str) -> Uses:
    return uses(ast.parse(text))


def _definitions(tree: ast.Module) -> frozenset[str] | None:
    """Return the names a sample defines, or None if it does anything else on import."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
            names |= binds(node)
        elif not isinstance(node, (ast.Import, ast.ImportFrom)) and not is_text(node):
            return None
    return frozenset(names)
