"""What is at work for long, in words: the same below a bar, in a log and on the teacher's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.base.cleaning import clean_line
from autograder.base.messages import sentence

LONG = 30.0  # seconds until a hand-in is named: most are judged sooner
_MOST = 3  # named at once
_NAME = 60  # characters


def duration_text(seconds: float, language: str) -> str:
    """Return a duration as one reads it off a clock: "40 s", "1 min 20 s", "1 h 05 min"; in French "1 min 20"."""
    minutes, left = divmod(int(seconds), 60)
    if not minutes:
        return sentence("progress.seconds", language, seconds=left)
    if minutes < 60:
        return sentence("progress.minutes", language, minutes=minutes, seconds=f"{left:02}")
    hours, minutes = divmod(minutes, 60)
    return sentence("progress.hours", language, hours=hours, minutes=f"{minutes:02}")


# Any: events are plain data.
def long_text(hand_ins: Sequence[Mapping[str, Any]], language: str) -> str:
    """Return who has been judged for long, the longest first: "in progress for 1 min 20 s: Durand, 02_noise"; "" for nobody.

    `hand_ins` are records with `name`, `assignment`, `seconds`, and `again` where they are judged for the second time.
    """
    parts: list[str] = []
    for each in sorted(hand_ins, key=lambda each: -each["seconds"])[:_MOST]:
        who = f"{clean_line(str(each['name']), _NAME)}, {each['assignment']}"
        if each.get("again"):
            who = sentence("progress.again", language, who=who)
        duration = duration_text(each["seconds"], language)
        key = "progress.long_too" if parts else "progress.long"
        parts.append(sentence(key, language, duration=duration, who=who))
    if len(hand_ins) > _MOST:
        parts.append(sentence("progress.long_more", language, count=len(hand_ins) - _MOST))
    return " · ".join(parts)
