"""How a date with its time is written for people: everywhere the same in one language."""

from __future__ import annotations

from datetime import datetime

from autograder.base.messages import sentence


def moment_text(when: datetime, language: str) -> str:
    """Return a date and time as numbers, in the order of the language: 20/11/2026 à 23:59; 2026-11-20 23:59.

    The time zone stands behind, where it is told: 2026-11-20 23:59 UTC+01:00.
    """
    zone = f" {when.tzname()}" if when.tzinfo else ""
    return when.strftime(sentence("words.moment", language)) + zone
