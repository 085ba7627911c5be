"""The docstrings that students read: each holds every language of its course whole.

English stands first (in a course without it, the course's first language). Each other part follows a line that says its
language: `En français :` for French, `[de]` with the language's two letters for any.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import ContentError
from autograder.base.messages import Message, Said, in_a_row

_MARK = re.compile(r"\s*(?:(?P<french>En français\s?:)|\[(?P<code>[a-z]{2})\])\s*$")
_QUOTES = re.compile(r"""\s*[rR]?(?:\"{3}|'{3})""")


@dataclass(frozen=True)
class Docstring:
    """One docstring that students read: its lines (1-based, quotes included) and what it says in each language."""

    first: int
    last: int
    owner: str  # "add_noise", "StopAtBest.on_train_end"; "" for the module
    # language -> its lines as they stand, the first one without its indent; empty where the languages are not told
    # apart
    parts: Mapping[str, tuple[str, ...]]

    def text(self, language: str) -> tuple[str, ...]:
        """Return the lines in `language`, without the indent that the docstring has as a whole."""
        first, *others = self.parts[language]
        return (first, *textwrap.dedent("\n".join(others)).split("\n")) if others else (first,)

    def source(self, line: str, language: str) -> list[str]:
        """Return the lines of a docstring, begun as `line` is, that says only the part in `language`."""
        match = _QUOTES.match(line)
        opening = match[0] if match else '"""'
        first, *others = self.parts[language]
        closing = opening[-3:]
        if not others:
            return [f"{opening}{first}{closing}"]
        return [f"{opening}{first}", *others, _indent(line) + closing]


def mark(language: str) -> str:
    """Return the line above the part in `language`."""
    return "En français :" if language == "fr" else f"[{language}]"


def called(language: str) -> Said:
    """Return a language's name, where the program knows it."""
    return Message(f"translation.{language}") if language in ("en", "fr") else f'"{language}"'


def named(owner: str) -> Message:
    """Return how one speaks of the docstring of `owner`, "" for the module."""
    return Message.of("translation.docstring", owner=owner) if owner else Message("translation.module")


def below(others: Iterable[str]) -> Said:
    """Return where the parts of further languages stand."""
    row = (Message.of("translation.below", mark=mark(each), language=called(each)) for each in others)
    return in_a_row(row, "and")


def docstrings_in(
    path: Path, text: str, tree: ast.Module, solution: Sequence[tuple[int, int]], languages: Sequence[str]
) -> Iterator[Docstring]:
    """Yield the docstrings outside the solution (its first and last lines), in the order of the file.

    Raises:
        ContentError: A docstring has a language twice, or announces one and leaves its part empty.
    """
    lines = text.splitlines()
    for owner, node in _documented(tree, ""):
        first, last = node.lineno, node.end_lineno or node.lineno
        if any(begin <= first <= end for begin, end in solution):
            continue
        quotes = _QUOTES.match(lines[first - 1])
        inside = "\n".join(lines[first - 1 : last])[quotes.end() :].rstrip()[:-3] if quotes else ""
        yield Docstring(first, last, owner, _parts(path, first, owner, inside.split("\n"), languages))


def _parts(
    path: Path, first: int, owner: str, lines: Sequence[str], languages: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the part in each language; nothing where no line tells them apart."""
    marks = {
        number: "fr" if match["french"] else match["code"]
        for number, line in enumerate(lines)
        if (match := _MARK.match(line))
    }
    if not marks:
        return {}
    leading = next((each for each in languages if each not in marks.values()), "en")
    starts = {-1: leading} | marks
    parts: dict[str, tuple[str, ...]] = {}
    for (start, language), end in zip(starts.items(), (*marks, len(lines))):
        if language in parts:
            raise ContentError("content.mark_twice", path, first + start, mark=mark(language))
        parts[language] = _trimmed(lines[start + 1 : end])
        if not any(parts[language]):
            raise ContentError(
                "translation.no_part",
                path,
                first + max(start, 0),
                name=named(owner),
                language=called(language),
                first=called(leading),
                below=below(marks.values()),
            )
    return parts


def _documented(
    node: ast.Module | ast.ClassDef | ast.FunctionDef, owner: str
) -> Iterator[tuple[str, ast.stmt]]:
    if ast.get_docstring(node, clean=False) is not None:
        yield owner, node.body[0]
    for inner in node.body:
        if isinstance(inner, (ast.ClassDef, ast.FunctionDef)):
            yield from _documented(inner, f"{owner}.{inner.name}".lstrip("."))


def _trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines without the empty ones around them, and the first one without its indent."""
    first, *others = "\n".join(lines).strip().split("\n")
    return (first, *(line.rstrip() for line in others))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
