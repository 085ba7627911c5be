"""The rubric applied to verdicts, then the teacher's overrides, then the late policy."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograder.course.model import Assignment, Check, Late
from autograder.verdict import Outcome, Result, Verdict

NO_PENALTY = Late()
LATE = "late"  # an override of this "check" sets how many days late count


@dataclass(frozen=True)
class Override:
    """What a teacher decided about one check of one hand-in, or, with an empty `check`, about all of it.

    `points` replace the check's (the whole score's) points; None leaves them, for a comment alone. A `check` of
    "late" makes `points` the number of days late that count: 0 for a student who was given more time.
    """

    check: str = ""
    points: float | None = None
    comment: str = ""


@dataclass(frozen=True)
class Line:
    """One check of a score: the points it gives (None while withheld), and what a teacher changed."""

    check: Check
    verdict: Verdict
    points: float | None
    bonus: bool = False
    override: Override | None = None


@dataclass(frozen=True)
class Score:
    """The points of one hand-in.

    `points` is None while the score is withheld: a check we could not judge, and no teacher decided about, must
    not become a zero. `earned` are the points before the cap at `maximum` and before the `penalty` for lateness.
    """

    assignment: str
    lines: tuple[Line, ...]
    maximum: float
    earned: float
    points: float | None
    penalty: float = 0.0
    days_late: int = 0
    too_late: bool = False
    override: Override | None = None
    comment: str = ""

    @property
    def withheld(self) -> tuple[str, ...]:
        """The checks whose verdict we owe the student."""
        return tuple(line.check.id for line in self.lines if line.points is None)


def score(
    assignment: Assignment,
    result: Result,
    *,
    late: Late = NO_PENALTY,
    days: int = 0,
    overrides: Iterable[Override] = (),
) -> Score:
    """Return the score of a result.

    Bonus questions count on top, and the sum is capped at the assignment's maximum. Lateness then takes
    `late.percent_per_day` of the maximum for each of the `days` late, and everything after `late.max_days`. The
    teacher's override of the whole score comes last. A check without a verdict is withheld, like a judge error.

    Raises:
        ValueError: An override names a check the assignment does not have.
    """
    chosen = _by_check(assignment, overrides)
    verdicts = {verdict.check: verdict for verdict in result.verdicts}
    bonus = {question.id for question in assignment.questions if question.bonus}
    lines = tuple(
        _line(check, verdicts.get(check.id), chosen.get(check.id), check.question in bonus)
        for check in assignment.rubric
    )
    earned = _tidy(sum(line.points or 0 for line in lines))
    capped = min(earned, assignment.maximum)
    if LATE in chosen and chosen[LATE].points is not None:
        days = round(chosen[LATE].points)
    too_late = days > late.max_days
    penalty = capped if too_late else min(capped, assignment.maximum * late.percent_per_day * days / 100)
    points = None if any(line.points is None for line in lines) else _tidy(capped - penalty)
    whole = chosen.get("")
    if whole and whole.points is not None:
        points = whole.points
    return Score(
        assignment=assignment.id,
        lines=lines,
        maximum=assignment.maximum,
        earned=earned,
        points=points,
        penalty=_tidy(penalty),
        days_late=days,
        too_late=too_late,
        override=whole,
        comment=whole.comment if whole else "",
    )


def days_late(submitted: datetime | None, due: datetime | None, late: Late) -> int:
    """Return the number of days begun between `due` plus the grace minutes and `submitted`; 0 where either is unknown."""
    if submitted is None or due is None:
        return 0
    if (submitted.tzinfo is None) != (due.tzinfo is None):  # one of them is local time
        submitted, due = submitted.astimezone(), due.astimezone()
    over = submitted - due - timedelta(minutes=late.grace_minutes)
    return max(0, math.ceil(over / timedelta(days=1)))


def _by_check(assignment: Assignment, overrides: Iterable[Override]) -> dict[str, Override]:
    known = {check.id for check in assignment.rubric} | {"", LATE}
    chosen = {}
    for override in overrides:
        if override.check not in known:
            raise ValueError(
                f"{assignment.id} has no check {override.check!r}; it has {', '.join(sorted(known - {''}))}"
            )
        chosen[override.check] = override
    return chosen


def _line(check: Check, verdict: Verdict | None, override: Override | None, bonus: bool) -> Line:
    verdict = verdict or Verdict(
        check.id, Outcome.JUDGE_ERROR, detail="the judge returned no verdict for this check"
    )
    if override and override.points is not None:
        points = override.points
    elif verdict.outcome is Outcome.JUDGE_ERROR:
        points = None
    else:
        points = check.points if verdict.passed else 0
    return Line(check, verdict, points, bonus, override)


def _tidy(points: float) -> float:
    """Return points to the hundredth, whole ones as int, so that 0.1 + 0.2 never shows."""
    rounded = round(points + 1e-9, 2)
    return int(rounded) if rounded == int(rounded) else rounded
