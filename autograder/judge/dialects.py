"""Files whose Python stands in something else: marimo's and Databricks' notebooks, Markdown, reStructuredText.

Nothing is run.

Each becomes plain Python with every line where it was.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.course.source import Piece, parse

MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
RST = (".rst", ".rest")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:code|code-block|code-cell|sourcecode)::[ \t]*(?P<language>\S*)[ \t]*$")
# As far to the right as the list in which it stands.
_FENCE = re.compile(r"(?P<margin>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>(?:[^`\s][^`\n]*)?)$")
_PYTHON = re.compile(r"\{?\s*\.?(?:python3?|py3?|pycon|ipython3?|code-cell)\b", re.I)
_PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)")
_DEFINITION = re.compile(r"^def[ \t]+\w", re.M)
# What MyST writes between a fence and the code.
_OPTION = re.compile(r":[\w-]+:.*$")
_MARIMO = re.compile(r"^(?:import marimo\b|@app\.|with app\.setup)", re.M)
_DATABRICKS = re.compile(r"# MAGIC ?(?P<code>.*)$")

_PARTS = ("cell", "function", "class_definition", "setup")


def is_markdown(name: str) -> bool:
    """Return whether a file's name says that it is Markdown (jupytext's MyST, R Markdown, Quarto)."""
    return PurePosixPath(name.lower()).suffix in MARKDOWN


def fenced(text: str) -> str:
    """Return the Python between the fences of a Markdown text, all other lines blank;
    the text itself where it has none.

    Where no fence names a language of ours, those that name none at all hold the Python, if it can be read as such.
    """
    lines = text.split("\n")
    blocks = list(_blocks(lines))
    named = [each for each in blocks if _PYTHON.match(each.language)]
    unnamed = [
        each for each in blocks if not each.language and parse("\n".join(each.code(lines))) is not None
    ]
    found = [""] * len(lines)
    for each in named or unnamed:
        found[each.begin : each.end] = each.code(lines)
    return "\n".join(found) if blocks or not _DEFINITION.search(text) else text


@dataclass(frozen=True)
class _Block:
    """What stands between two fences: lines, as far to the right as `margin`."""

    language: str
    margin: int
    begin: int
    end: int

    def code(self, lines: Sequence[str]) -> list[str]:
        """Return the lines without MyST's options, and of a dialogue only what was typed."""
        own = [_moved(each, self.margin) for each in lines[self.begin : self.end]]
        head = next((at for at, line in enumerate(own) if not _OPTION.match(line)), len(own))
        own[:head] = [""] * head
        if not any(line.startswith(">>>") for line in own):
            return own
        return [_PROMPT.sub("", line, count=1) if _PROMPT.match(line) else "" for line in own]


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    open_: re.Match[str] | None = None
    begin = 0
    for number, line in enumerate(lines, start=1):
        fence = _FENCE.match(line)
        if fence and open_ is None:
            open_, begin = fence, number
        elif fence and open_ and fence["marks"].startswith(open_["marks"]) and not fence["language"].strip():
            yield _Block(open_["language"].strip(), len(open_["margin"]), begin, number - 1)
            open_ = None
    if open_:
        yield _Block(open_["language"].strip(), len(open_["margin"]), begin, len(lines))


def _moved(line: str, margin: int) -> str:
    """Return a line moved to the left by `margin`, as far as it is blank there."""
    return line[min(margin, len(line) - len(line.lstrip(" \t"))) :]


def is_rst(name: str) -> bool:
    """Return whether a file's name says that it is reStructuredText (as notebooks are exported)."""
    return PurePosixPath(name.lower()).suffix in RST


def directed(text: str) -> str:
    """Return the Python in the code directives of a reStructuredText, moved to the left; all other lines blank."""
    lines: list[str] = []
    python, margin = False, 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if directive := _DIRECTIVE.match(line):
            python, margin = bool(_PYTHON.match(directive["language"])), 0
        elif line.strip() and not indent:
            python = False
        elif python and line.strip() and not (not margin and _OPTION.match(line.strip())):
            margin = margin or indent
            lines.append(line[min(indent, margin) :])
            continue
        lines.append("")
    return "\n".join(lines)


def databricks(text: str) -> str:
    """Return a Databricks notebook with its %run lines and %python cells out of their comments;
    another text as it is.
    """
    if not text.startswith("# Databricks notebook source"):
        return text
    lines, python = [], False
    for line in text.split("\n"):
        magic = _DATABRICKS.match(line)
        code = magic["code"] if magic else ""
        runs = code.startswith("%run ")
        if head := re.match(r"%\w+", code):
            python = head.group() == "%python"
            code = code if runs else code.removeprefix("%python").lstrip()
        python = python and magic is not None
        lines.append(code if runs or python else line)
    return "\n".join(lines)


def marimo(text: str) -> tuple[Piece, ...] | None:
    """Return the statements of a marimo notebook's cells, which it keeps in functions; None where it is none."""
    tree = parse(text) if _MARIMO.search(text) else None
    if tree is None or not any(_part(node) in _PARTS for node in tree.body):
        return None
    lines = text.split("\n")
    return tuple(piece for node in tree.body for piece in _pieces(node, lines))


def _part(node: ast.stmt) -> str:
    """Return what of `app` a statement is: "cell", "function", "class_definition", "setup", or nothing."""
    found: list[ast.expr] = []
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        found = node.decorator_list
    elif isinstance(node, ast.With):
        found = [item.context_expr for item in node.items]
    for each in found:
        target = each.func if isinstance(each, ast.Call) else each
        if (
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id == "app"
        ):
            return target.attr
    return ""


def _pieces(node: ast.stmt, lines: list[str]) -> Iterator[Piece]:
    part = _part(node)
    if part in ("function", "class_definition"):
        yield Piece("\n".join(lines[node.lineno - 1 : node.end_lineno]), node.lineno)
    elif part and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.With)):
        for inner in node.body:
            first = min([inner.lineno, *(each.lineno for each in getattr(inner, "decorator_list", ()))])
            if not isinstance(inner, ast.Return) and first > node.lineno:
                # As indented as it is: a text of several lines in it must stay what it was.
                body = "\n".join(lines[first - 1 : inner.end_lineno])
                yield Piece(f"if True:\n{body}", first - 1)
