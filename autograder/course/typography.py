"""Spaces that must not break, put into prose as it is built: authors type plain ones, which nobody can tell apart."""

from __future__ import annotations

import re
from collections.abc import Callable

_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_ASIDE = "\ue000"  # stands for a piece of code meanwhile: a character of nobody's
# What is no prose: fenced code, code spans, comments, links' targets, HTML tags, the rule below a table's head.
_VERBATIM = re.compile(
    r"^```.*?^```\s*$|(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->|\]\([^)]*\)|</?[a-z][^>\n]*>|^[ |:-]+$",
    re.M | re.S,
)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_PRODUCT = re.compile(
    r"(?<=[\w\])\ue000]) ?× ?(?=[\w(\[\ue000])|(?<=[\w\])\ue000]) · (?=(?:[a-z]|\d[\d.,]*)(?!\w))"
)
_UNIT = re.compile(r"(?<=\d) (?=(?:%|dB|px|s|ms|min|Mo|Go|Ko|MB|GB|KB|MiB)(?!\w))")
_HIGH = re.compile(r"(?<=\S) (?=[;!?](?:\s|$|[*_)»]))", re.M)
_COLON = re.compile(r"(?<=\S) (?=:(?:\s|$|[*_)]))|(?<=«) (?=\S)|(?<=\S) (?=»)", re.M)


def typeset(text: str, language: str) -> str:
    """Return Markdown prose with its breaking spaces replaced where a line must not break; code stays as it is.

    In every language inside of numbers and products, and before units ("28 × 28", "10 s"); in French also before high
    punctuation and inside of guillemets.
    """
    return _outside_code(text, _french if language == "fr" else _any)


def _any(text: str) -> str:
    text = _THOUSANDS.sub(_NARROW, text)
    text = _PRODUCT.sub(lambda match: _NO_BREAK + match[0].strip() + _NO_BREAK, text)
    return _UNIT.sub(_NO_BREAK, text)


def _french(text: str) -> str:
    return _COLON.sub(_NO_BREAK, _HIGH.sub(_NARROW, _any(text)))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match[0])
        return _ASIDE

    pieces = change(_VERBATIM.sub(put_aside, text)).split(_ASIDE)
    return "".join(f"{piece}{code}" for piece, code in zip(pieces, [*kept, ""]))
