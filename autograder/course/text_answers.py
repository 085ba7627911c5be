"""Answers that a person reads: a text bound to a name, `answer_q3 = r\"""…\"""`, the same in a notebook and a module.

A text in code passes every door that code passes: notebook, .py, zip, every LMS, Otter. It is raw, so that a formula's
backslashes stay as they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from autograder.base.messages import LANGUAGES, sentence

_NAME = re.compile(r"answer_q[1-9]\d*$")
# A text answer, for a source that is not Python.
_TEXT = re.compile(
    r"^(?P<name>answer_q[1-9]\d*)[ \t]*=[ \t]*[rR]?(?P<quote>\"{3}|'{3}|[\"'])(?P<text>.*?)(?:(?P=quote)|\Z)",
    re.M | re.S,
)


def text_name(question: str) -> str:
    """Return the name that the answer to a question is bound to: "answer_q3"."""
    return f"answer_{question}"


def text_cell(question: str, text: str) -> str:
    """Return the source of the cell that answers a question with `text`."""
    return f'{text_name(question)} = r"""\n{text.strip()}\n"""'


def stub_text(language: str) -> str:
    """Return what stands where students are to write."""
    return sentence("manual.stub", language)


def written(text: str) -> str:
    """Return what a student wrote: the text without the words it came with; "" where nothing was written."""
    for language in LANGUAGES:
        text = text.replace(stub_text(language), "")
    return text.strip()


def text_of(node: ast.AST) -> tuple[str, str] | None:
    """Return the name and the text of a statement that answers in words; None for any other statement.

    What is bound to the name and is no text (an f-string, a call) is told as it stands in the source.
    """
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if _NAME.match(name):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if _NAME.match(name):
            pass
        case _:
            return None
    match value:
        case ast.Constant(value=str(text)):
            return name, text
        case ast.Constant(value=None):
            return name, ""
    return name, ast.unparse(value)


def texts_in_lines(source: str) -> dict[str, str]:
    """Return the text answers of a source that is not Python, each up to its closing quotes, or else to the end."""
    return last_written((match["name"], match["text"].strip()) for match in _TEXT.finditer(source))


def last_written(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the last text of each name in which something was written; one still to be where there is no other."""
    found: dict[str, str] = {}
    for name, text in texts:
        if name not in found or written(text):
            found[name] = text
    return found


def is_text_name(name: str) -> bool:
    """Return whether answers in words are bound to such a name."""
    return _NAME.match(name) is not None


def is_unwritten(node: ast.AST) -> bool:
    """Return whether a statement is a text answer in which nothing was written."""
    found = text_of(node)
    return found is not None and not written(found[1])
