"""The specification of an answer, taken out of its docstrings: the cell to fill in stays short,
the text is set as text.
"""

from __future__ import annotations

import ast
import html
import re
import textwrap
from dataclasses import dataclass

from autograder.base.messages import sentence
from autograder.course.source import parse

_LISTING = re.compile(r"^([A-ZÉ][\w ]*?)\s?:$")
_ENTRY = re.compile(r"^ {4}(\*{0,2}\w+)\s?: (.*)$")


@dataclass(frozen=True)
class Contract:
    """What a docstring promises: of `name` ("add_noise", "StopAtBest.on_epoch_end"),
    the whole text without its indent.
    """

    name: str
    text: str


def abridged(source: str) -> tuple[str, tuple[Contract, ...]]:
    """Return a cell's source whose docstrings keep their first paragraph, and the contracts that were longer."""
    tree = parse(source)
    lines = source.split("\n")
    contracts: list[Contract] = []
    for name, node in reversed(list(_documented(tree, ""))) if tree else ():
        text = ast.get_docstring(node, clean=True) or ""
        first, rest, _ = text.partition("\n\n")
        if not rest:
            continue
        contracts.append(Contract(name, text))
        place = node.body[0]
        opening = lines[place.lineno - 1]
        indent = opening[: len(opening) - len(opening.lstrip())]
        mark = opening.strip()[:3] if not opening.strip().startswith("r") else opening.strip()[:4]
        short = textwrap.indent(f"{mark}{first}{mark[-3:]}", indent)
        lines[place.lineno - 1 : place.end_lineno] = short.split("\n")
    return "\n".join(lines), tuple(reversed(contracts))


def contract_text(contracts: tuple[Contract, ...], language: str) -> str:
    """Return the contracts as a part of the statement that is folded until one clicks on it; "" where there is none."""
    if not contracts:
        return ""
    names = ", ".join(f"<code>{html.escape(each.name)}</code>" for each in contracts)
    summary = sentence("notebook.contract", language, names=names)
    parts = [f"<details>\n<summary>{summary}</summary>"]
    for each in contracts:
        parts += [f"**`{each.name}`**"] * (len(contracts) > 1) + [_markdown(each.text, language)]
    return "\n\n".join([*parts, "</details>"])


def _documented(
    node: ast.Module | ast.ClassDef, owner: str
) -> list[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    found: list[tuple[str, ast.FunctionDef | ast.ClassDef]] = []
    for inner in node.body:
        if isinstance(inner, (ast.FunctionDef, ast.ClassDef)):
            name = f"{owner}.{inner.name}".lstrip(".")
            if ast.get_docstring(inner) is not None:
                found.append((name, inner))
            if isinstance(inner, ast.ClassDef):
                found += _documented(inner, name)
    return found


def _markdown(text: str, language: str) -> str:
    """Return a docstring as Markdown: "Args:" becomes a list with a heading in bold."""
    lines: list[str] = []
    colon = " :" if language == "fr" else ":"
    before, entries = "", True
    for line in text.split("\n"):
        listing, entry = _LISTING.match(line), _ENTRY.match(line)
        if _LISTING.match(
            before
        ):  # what begins with a sentence has no entries: a line of it may look like one
            entries = entry is not None
        before, entry = line, entry if entries else None
        if listing:
            lines += [f"**{listing[1]}**", ""]
        elif entry:
            lines.append(f"- `{entry[1]}`{colon} {entry[2]}")
        elif line.startswith("    "):  # goes on with the entry, or is the text below "Returns:"
            lines.append(
                line.strip() if not lines or not lines[-1].startswith(("- ", "  ")) else f"  {line.strip()}"
            )
        else:
            lines.append(line)
    return "\n".join(lines)
