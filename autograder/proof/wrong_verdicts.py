"""How the verdicts on a known answer differ from those it must get, in words for the author of the checks."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.base.messages import Message, Said
from autograder.base.verdict import Outcome, Result, Verdict
from autograder.proof.answers import KnownAnswer

_DETAIL = 600  # characters


def wrong_verdicts(answer: KnownAnswer, result: Result) -> Iterator[Message]:
    """Yield how an answer's verdicts differ from those it must get."""
    for verdict in result.verdicts:
        if verdict.outcome is Outcome.JUDGE_ERROR:
            detail = verdict.detail.strip().splitlines()[-1:] or [""]
            yield Message.of("rule.breaks", check=verdict.check, why=detail[0])
        elif verdict.passed and verdict.check in answer.fails:
            yield Message.of("rule.passes", check=verdict.check)
        elif answer.exactly and not verdict.passed and verdict.check not in answer.fails:
            yield Message.of("rule.fails", check=verdict.check, why=_reason(verdict))
    for missing in sorted(answer.seen_by - {each.check for each in result.verdicts}):
        yield Message.of("rule.no_verdict", check=missing)


def _reason(verdict: Verdict) -> Message:
    said = _said_to_students(verdict)
    return Message.of("rule.in_full", what=said, detail=_detail(verdict)) if verdict.detail else said


def _detail(verdict: Verdict) -> str:
    """Return in a line what only instructors may read: of a hidden check, the call and every word; of a trace,
    its end.
    """
    said, trace, frames = verdict.detail.partition("Traceback (")
    lines = [*said.splitlines(), *(frames.splitlines()[-1:] if trace else ())]
    return " · ".join(line.strip() for line in lines if line.strip())[:_DETAIL]


def _said_to_students(verdict: Verdict) -> Message:
    reason: Said = verdict.message or str(verdict.reason)
    call = f"{verdict.call} " if verdict.call else ""
    values = {"call": call, "reason": reason, "expected": verdict.expected, "received": verdict.received}
    if verdict.expected and verdict.received:
        return Message("rule.expected_received", values)
    if verdict.expected or verdict.received:
        return Message("rule.expected" if verdict.expected else "rule.received", values)
    return Message("rule.reason", values)
