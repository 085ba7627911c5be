"""The rubric applied to verdicts, then the teacher's overrides, then the late policy."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from autograder.base.errors import UsageError
from autograder.base.messages import in_a_row
from autograder.base.verdict import Outcome, Result, Verdict
from autograder.course.model import Assignment, Check, Criterion, LatePolicy, Manual, Question

NO_PENALTY = LatePolicy()
_SEVERAL = 3
_NEAR = 0.5  # of difflib: "uniform_rnage" and "range" are near uniform_range, "nothing" is near nothing
LATE = "late"  # an override of this "check" sets how many days late count


@dataclass(frozen=True)
class Override:
    """What a teacher decided about one check or question of one hand-in, or, with an empty `check`, about all of it.

    `points` replace the check's (the whole score's) points; None leaves them, for a comment alone. A `check` of
    "late" makes `points` the number of days late that count: 0 for a student who was given more time. Where `check` is
    a question, it is a comment on it; a question that a person marks has its points here, or from the `criteria` met.
    """

    check: str = ""
    points: float | None = None
    comment: str = ""
    criteria: tuple[str, ...] = ()


def written_points(text: str) -> float | None:
    """Return the points that a person wrote, with a comma or a point; None where nothing is written.

    Raises:
        UsageError: It is no number from 0 to 9999.
    """
    if not text:
        return None
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = -1.0
    if not 0 <= points < 10_000:
        raise UsageError("override.points", received=text[:40])
    return int(points) if points == int(points) else points


def written_criteria(text: str) -> tuple[str, ...]:
    """Return the ids of criteria that a person wrote, with commas or spaces between them."""
    return tuple(text.replace(",", " ").split())


@dataclass(frozen=True)
class Line:
    """One check of a score: the points it gives (None while withheld), and what a teacher changed."""

    check: Check
    verdict: Verdict
    points: float | None
    bonus: bool = False
    override: Override | None = None


@dataclass(frozen=True)
class Marked:
    """A question that a person marks: the points it gives (None while it is still to mark), and for what."""

    question: Question
    points: float | None
    criteria: tuple[Criterion, ...] = ()
    override: Override | None = None


@dataclass(frozen=True)
class Score:
    """The points of one hand-in.

    `points` is None while the score is withheld: a check we could not judge, and no teacher decided about, must
    not become a zero, nor must an answer that nobody has read yet. `so_far` is then what is certain, `at_most` what it may
    become. `earned` are the points before the cap at `maximum` and before the `penalty` for lateness.
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
    marked: tuple[Marked, ...] = ()
    so_far: float = 0.0
    at_most: float = 0.0
    about_questions: Mapping[str, str] = field(default_factory=dict)  # what the teacher wrote about each

    @property
    def withheld(self) -> tuple[str, ...]:
        """The checks whose verdict we owe the student."""
        return tuple(line.check.id for line in self.lines if line.points is None)

    @property
    def to_mark(self) -> tuple[Question, ...]:
        """The questions that a person has still to mark; none where a teacher set the whole score."""
        return () if self.points is not None else tuple(m.question for m in self.marked if m.points is None)

    @property
    def known(self) -> float | None:
        """The points, or, where only a person is waited for, those that are certain; None while a verdict is owed."""
        return self.so_far if self.waits_for_marker else self.points

    @property
    def open_points(self) -> int:
        """The points of the questions still to mark that count towards the maximum."""
        return sum(question.points for question in self.to_mark if not question.bonus)

    @property
    def waits_for_marker(self) -> bool:
        """Whether the score is withheld for the only reason that a person has not read everything."""
        return bool(self.to_mark) and not self.withheld


def score(
    assignment: Assignment,
    result: Result,
    *,
    late: LatePolicy = NO_PENALTY,
    days: int = 0,
    overrides: Iterable[Override] = (),
) -> Score:
    """Return the score of a result.

    Bonus questions count on top, and the sum is capped at the assignment's maximum. Lateness then takes
    `late.percent_per_day` of the maximum for each of the `days` late, and everything after `late.max_days`. The
    teacher's override of the whole score comes last. A check without a verdict is withheld, like a judge error; so is a
    question that a person marks, until one has.

    Raises:
        UsageError: An override names a check, question or criterion the assignment does not have.
    """
    chosen = _by_check(assignment, overrides)
    verdicts = {verdict.check: verdict for verdict in result.verdicts}
    bonus = {question.id for question in assignment.questions if question.bonus}
    lines = tuple(
        _line(check, verdicts.get(check.id), chosen.get(check.id), check.question in bonus)
        for check in assignment.rubric
    )
    marked = tuple(
        _marked(each, each.manual, chosen.get(each.id)) for each in assignment.questions if each.manual
    )
    given = [*(line.points for line in lines), *(each.points for each in marked)]
    earned = _tidy(sum(points or 0 for points in given))
    owed = sum(line.check.points for line in lines if line.points is None)
    owed += sum(each.question.points for each in marked if each.points is None)
    granted = chosen.get(LATE)
    if granted and granted.points is not None:
        days = round(granted.points)
    too_late = days > late.max_days

    def lost(earned: float) -> float:
        per_days = assignment.maximum * late.percent_per_day * days / 100
        return earned if too_late else min(earned, per_days)

    capped, most = (min(each, assignment.maximum) for each in (earned, earned + owed))
    so_far, at_most = (_tidy(each - lost(each)) for each in (capped, most))
    points = None if None in given else so_far
    whole = chosen.get("")
    if whole and whole.points is not None:
        points = at_most = whole.points
    return Score(
        assignment=assignment.id,
        lines=lines,
        maximum=assignment.maximum,
        earned=earned,
        points=points,
        penalty=_tidy(lost(capped)),
        days_late=days,
        too_late=too_late,
        override=whole,
        comment=whole.comment if whole else "",
        marked=marked,
        so_far=so_far,
        at_most=at_most,
        about_questions={
            question.id: chosen[question.id].comment
            for question in assignment.questions
            if question.id in chosen and chosen[question.id].comment
        },
    )


def scaled(points: float, maximum: float, top: float | None) -> float:
    """Return points of `maximum` as points of `top`, the maximum of an LMS; unchanged where it tells none."""
    return points * top / maximum if top and maximum and top != maximum else points


def days_late(submitted: datetime | None, due: datetime | None, late: LatePolicy) -> int:
    """Return the number of days begun between `due` plus the grace minutes and `submitted`;
    0 where either is unknown.
    """
    if submitted is None or due is None:
        return 0
    if (submitted.tzinfo is None) != (due.tzinfo is None):  # one of them is local time
        submitted, due = submitted.astimezone(), due.astimezone()
    over = submitted - due - timedelta(minutes=late.grace_minutes)
    return max(0, math.ceil(over / timedelta(days=1)))


def _by_check(assignment: Assignment, overrides: Iterable[Override]) -> dict[str, Override]:
    chosen = {}
    for override in overrides:
        refuse_unknown(assignment, override)
        chosen[override.check] = override
    return chosen


def refuse_unknown(assignment: Assignment, override: Override) -> None:
    """Raise UsageError where an override names what the assignment does not have, or gives points to what has none."""
    about, manual = override.check, assignment.manual.get(override.check)
    questions = {question.id for question in assignment.questions}
    known = {check.id for check in assignment.rubric} | questions | {"", LATE}
    if about not in known:
        raise _unknown_check(assignment, about)
    if about in questions and not manual and override.points is not None:
        raise UsageError("override.of_checks", about=about)
    if manual and override.points is not None and override.points > manual.points:
        raise UsageError("override.worth", about=about, points=manual.points, received=override.points)
    criteria = {each.id for each in manual.criteria} if manual else set()
    if wrong := [each for each in override.criteria if each not in criteria]:
        there = ", ".join(sorted(criteria)) or "–"
        raise UsageError("override.no_criterion", about=about or assignment.id, wrong=wrong[0], known=there)


def _unknown_check(assignment: Assignment, about: str) -> UsageError:
    """Return the error that suggests the nearest check, and names those of its question at most."""
    of_question = {each.id: [check.id for check in each.checks] for each in assignment.questions}
    of_check = {check: question for question, checks in of_question.items() for check in checks}
    values = {"assignment": assignment.id, "about": about}
    word = about.casefold()
    holding = [check for check in of_check if word in check]
    if len(holding) > 1:  # "clipped", of each question
        near = in_a_row(holding[:_SEVERAL], "or")
        return UsageError("override.near_several", **values, near=near)
    close = difflib.get_close_matches(word, [*of_check, LATE], 1, _NEAR)
    if close == [LATE]:
        return UsageError("override.near_several", **values, near=LATE)
    if close:
        question = of_check[close[0]]
        checks = ", ".join(of_question[question])
        return UsageError("override.near_check", **values, near=close[0], question=question, checks=checks)
    for question, ids in of_question.items():  # "q1: clipped", "q1_clip"
        if ids and word.startswith(question):
            checks = ", ".join(ids)
            return UsageError("override.checks_of_question", **values, question=question, checks=checks)
    return UsageError("override.no_check", **values, questions=", ".join(of_question))


def _marked(question: Question, manual: Manual, override: Override | None) -> Marked:
    """Return what a person gave for a question: the points written, or else those of the criteria met."""
    criteria = override.criteria if override else ()
    points = override.points if override else None
    if points is None and criteria:
        points = manual.earned(criteria)
    met = tuple(each for each in manual.criteria if each.id in criteria)
    return Marked(question, points, met, override)


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
