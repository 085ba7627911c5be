"""The one way to make a text of a stranger's fit for a person's eyes: terminal, table, page."""

from __future__ import annotations

_BLANK = "\n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # what is not "printable" and harmless
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def clean(text: str, length: int, *, lines: bool = True) -> str:
    """Return `text` with a mark in place of what moves a cursor, turns writing round or hides, and its middle cut out.

    That is every control character (ESC, C0, C1), every format character (bidi among them), lone halves of surrogate
    pairs, and what is no character. `lines`: line breaks and tabs stay.

    Args:
        length: The most characters that are left.
    """
    if len(text) > length:  # cut first: what is thrown away need not be looked at
        head = length * 2 // 3
        text = f"{text[:head]}…{text[len(text) - (length - head - 1) :]}" if length > 2 else text[:length]
    kept = _BLANK if lines else _BLANK[2:]
    return "".join(char if char.isprintable() or char in kept else _INSTEAD for char in text)
