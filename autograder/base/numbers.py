"""How numbers are written for people and tables: the decimal sign of a language, no digits that say nothing."""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"


def significant(value: float, language: str) -> str:
    """Return `value` with at most four significant digits, the decimal sign of `language` and no trailing zeros."""
    return decimal_sign(f"{value:.4g}", language)


def decimals(value: float, language: str, places: int = 2) -> str:
    """Return `value` with exactly `places` decimals, the decimal sign of `language` and a minus as wide as a plus."""
    return decimal_sign(f"{value:.{places}f}", language).replace("-", MINUS)


def points_text(points: float, language: str = "en") -> str:
    """Return points with at most two decimals and the decimal sign of `language`.

    English ones are what Moodle and Canvas accept in every language.
    """
    return decimal_sign(f"{points:.2f}".rstrip("0").rstrip("."), language)


def number_text(text: str, language: str) -> str:
    """Return what stands in a system's cell as its reader writes it: 11,33 for "11.33" in French; what is no number stays."""
    number = parsed(text)
    return text if number is None else points_text(number, language)


def percent(share: float, language: str) -> str:
    """Return a share of 1 in whole per cent, with the space that French sets before the sign."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%" if language == "fr" else f"{100 * share:.0f}%"


def parsed(cell: str) -> float | None:
    """Return the number in a cell, with whichever decimal sign; None where there is none, or one without end."""
    try:
        number = float(cell.replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def decimal_sign(text: str, language: str) -> str:
    """Return a number's text with the decimal sign of `language`."""
    return text.replace(".", ",") if language == "fr" else text
