"""Files whose Python stands in something else: marimo's and Databricks' notebooks, Markdown, reStructuredText. Nothing is run.

Each becomes plain Python with every line where it was.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from autograder.course.source import Piece, parse

MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
RST = (".rst", ".rest")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:code|code-block|code-cell|sourcecode)::[ \t]*(?P<language>\S*)[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>(?:[^`\s][^`\n]*)?)$")
_PYTHON = re.compile(r"\{?\s*\.?(?:python3?|py|ipython3?|code-cell)\b", re.I)
# What MyST writes between a fence and the code.
_OPTION = re.compile(r":[\w-]+:.*$")
_MARIMO = re.compile(r"^(?:import marimo\b|@app\.|with app\.setup)", re.M)
_DATABRICKS = re.compile(r"# MAGIC ?(?P<code>.*)$")

_PARTS = ("cell", "function", "class_definition", "setup")


def is_markdown(name: str) -> bool:
    """Return whether a file's name says that it is Markdown (jupytext's MyST, R Markdown, Quarto)."""
    return PurePosixPath(name.lower()).suffix in MARKDOWN


def fenced(text: str) -> str:
    """Return the Python between the fences of a Markdown text, all other lines blank."""
    lines, marks, python, head = [], "", False, False
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if fence and not marks:
            marks, python, head = fence["marks"], bool(_PYTHON.match(fence["language"])), True
        elif fence and fence["marks"].startswith(marks) and not fence["language"].strip():
            marks, python = "", False
        elif python and not (head and _OPTION.match(line)):
            lines.append(line)
            head = False
            continue
        lines.append("")
    return "\n".join(lines)


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
    """Return a Databricks notebook with its %run lines and %python cells out of their comments; another text as it is."""
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
