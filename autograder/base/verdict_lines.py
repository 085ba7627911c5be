"""What a verdict says to a student, or a teacher, line by line: the one place where it is decided which lines there are."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from autograder.base.messages import capitalised, for_teacher, key_for, sentence
from autograder.base.verdict import Outcome, Reason, Verdict


class Kind(enum.StrEnum):
    """What a line of a verdict is about."""

    CALL = "call"
    MESSAGE = "message"
    EXPECTED = "expected"
    RECEIVED = "received"


@dataclass(frozen=True)
class VerdictLine:
    """One line of a verdict; `label` is the word before it ("Received:"), which a sentence of its own does not need."""

    kind: Kind
    text: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.label} {self.text}" if self.kind in (Kind.EXPECTED, Kind.RECEIVED) else self.text


def verdict_lines(
    verdict: Verdict,
    language: str,
    *,
    public: bool = True,
    broken: str = "score.judge_error",
    teacher: bool = False,
) -> tuple[VerdictLine, ...]:
    """Return what a verdict says, in the order of reading; nothing of a check that passed.

    What was expected and received stays untold where the check is hidden, whatever the verdict holds. `broken` is the
    key of the sentence about a check that could not be judged: of such a verdict nothing else is for a student. What
    never ran was not called, but for what somebody stopped. A `teacher` reads sentences that do not speak to the student.
    """
    if verdict.passed:
        return ()
    if verdict.outcome is Outcome.JUDGE_ERROR:
        key = key_for("score.judge_error" if teacher else broken, teacher=teacher)
        return (VerdictLine(Kind.MESSAGE, sentence(key, language, detail=verdict.check)),)
    lines = []
    if verdict.call and (verdict.outcome is not Outcome.NOT_RUN or verdict.reason is Reason.STOPPED):
        lines.append(VerdictLine(Kind.CALL, verdict.call, sentence("check.call", language)))
    if verdict.message:
        said = for_teacher(verdict.message) if teacher else verdict.message
        lines.append(VerdictLine(Kind.MESSAGE, capitalised(said, language)))
    if public and verdict.expected:
        label = sentence("check.expected", language)
        lines.append(VerdictLine(Kind.EXPECTED, verdict.expected.text(language), label))
    if public and verdict.received:
        label = sentence("check.received", language)
        lines.append(VerdictLine(Kind.RECEIVED, verdict.received.text(language), label))
    return tuple(lines)


def said_before(reasons: Sequence[Hashable]) -> list[int | None]:
    """Return for each of several verdicts below each other where its reason was last given above; None: nowhere.

    `reasons` are compared as they are; an empty one says nothing.
    """
    last: dict[Hashable, int] = {}
    before = []
    for place, reason in enumerate(reasons):
        before.append(last.get(reason))
        if reason:
            last[reason] = place
    return before
