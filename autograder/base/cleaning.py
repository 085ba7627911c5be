"""The one way to make a text of a stranger's fit for a person's eyes: terminal, table, page."""

from __future__ import annotations

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # what is not "printable" and harmless
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def clean(text: str, length: int) -> str:
    """Return `text` with a mark in place of what moves a cursor, turns writing round or hides, and its middle cut out.

    That is every control character (ESC, C0, C1), every format character (bidi among them), lone halves of surrogate
    pairs, and what is no character. Line breaks and tabs stay.

    Args:
        length: The most characters that are left.
    """
    return _cleaned(text, length, f"\n\t{_SPACES}")


def clean_line(text: str, length: int = 80) -> str:
    """Return `text` as `clean` does, in one line: a name, or a value within a sentence."""
    return _cleaned(text, length, _SPACES)


def beginning(text: str, length: int) -> str:
    """Return `text`; of a longer one the beginning, and in the place of its last character an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _cleaned(text: str, length: int, kept: str) -> str:
    if len(text) > length:  # cut first: what is thrown away need not be looked at
        head = length * 2 // 3
        text = f"{text[:head]}…{text[len(text) - (length - head - 1) :]}" if length > 2 else text[:length]
    return "".join(char if char.isprintable() or char in kept else _INSTEAD for char in text)
