"""The functions in checks/, and the source that each of them runs: read and not run."""

from __future__ import annotations

import ast
import functools
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.course.model import HIDDEN, PUBLIC
from autograder.course.source import Uses, is_text, parse_file, uses
from autograder.course.text import read_text


def check_functions(folder: Path) -> dict[str, tuple[Path, int]]:
    """Return every check function's file and line, read without running anything."""
    found: dict[str, tuple[Path, int]] = {}
    for name in (PUBLIC, HIDDEN):
        path = folder / name
        if not path.is_file():
            if name == PUBLIC:
                raise ContentError("content.no_checks", path)
            continue
        tree = parse_file(path, read_text(path))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                if [argument.arg for argument in node.args.args] != ["submission"]:
                    raise ContentError(
                        "content.check_arguments",
                        path,
                        node.lineno,
                        name=node.name,
                        arguments=ast.unparse(node.args) or "–",
                    )
                if node.name in found:
                    raise ContentError("content.check_function_twice", path, node.lineno, name=node.name)
                found[node.name] = (path, node.lineno)
    return found


def reached_text(path: Path, function: str) -> str:
    """Return the source that a function of a check file runs: its own and, transitively, what it names.

    That is in its own file, and in test_public.py beside it where the file imports that from there.

    Raises:
        ContentError: A check file is missing or is not Python.
    """
    public = path.with_name(Path(PUBLIC).name)
    return _reached_text(
        path, read_text(path), public, read_text(public) if public.is_file() else "", function
    )


def reached_source(tree: ast.Module, names: Collection[str]) -> str:
    """Return the statements of a module that `names` lead to, without comments and as Python itself would write them.

    A statement that binds nothing, such as a bare call, may change anything: it and what it leads to always belong.
    A check file is asked for each of its functions, so what leads to what is found once for a tree.
    """
    found = _kept_uses(tree)
    always = {
        word
        for node, own, words in zip(tree.body, found.bound, found.words, strict=True)
        if not own and not is_text(node)
        for word in words
    }
    reached = found.reached({*names, *always})
    return "\n".join(
        ast.unparse(node)
        for node, own in zip(tree.body, found.bound, strict=True)
        if own & reached or not (own or is_text(node))
    )


@functools.lru_cache(maxsize=4096)
def _reached_text(path: Path, text: str, public: Path, public_text: str, function: str) -> str:
    source = reached_source(_one_name_a_line(path, text), [function])
    taken = list(_taken(ast.parse(source), public.stem))
    if not taken:
        return source
    shared = _parsed(public, public_text)
    return f"{source}\n{ast.unparse(shared) if '*' in taken else reached_source(shared, taken)}"


def _taken(tree: ast.Module, module: str) -> Iterator[str]:
    """Yield the names that a module imports from another; "*" where that may be all of them."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import) and any(alias.name == module for alias in node.names):
            yield "*"


@functools.lru_cache(maxsize=64)
def _parsed(path: Path, text: str) -> ast.Module:
    return parse_file(path, text)


@functools.lru_cache(maxsize=64)
def _one_name_a_line(path: Path, text: str) -> ast.Module:
    """Return a module in which each `from … import a, b` is as many statements, so that `a` does not lead to `b`."""
    return ast.Module([each for node in _parsed(path, text).body for each in _separated(node)], [])


def _separated(node: ast.stmt) -> list[ast.stmt]:
    if not isinstance(node, ast.ImportFrom):
        return [node]
    return [ast.copy_location(ast.ImportFrom(node.module, [alias], node.level), node) for alias in node.names]


@functools.lru_cache(maxsize=64)
def _kept_uses(tree: ast.Module) -> Uses:
    return uses(tree)
