"""What a class's standings say about an assignment and its checks."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.base.verdict import Message, Outcome, Reason
from autograder.course.model import Assignment, Check
from autograder.gradebook.roster import Student
from autograder.gradebook.score import Line
from autograder.gradebook.standings import Standing
from autograder.gradebook.teams import teams


@dataclass(frozen=True)
class CheckFigures:
    """How a check fared: `discrimination` is None where it or the other points do not vary."""

    check: Check
    passed: int
    judged: int
    discrimination: float | None

    @property
    def difficulty(self) -> float | None:
        """The share of judged hand-ins that do not pass."""
        return 1 - self.passed / self.judged if self.judged else None


@dataclass(frozen=True)
class Cluster:
    """Verdicts of one check whose messages differ only in numbers and names: an `example`, and whose they are."""

    check: Check
    reason: Reason | None
    example: Message | None
    call: str
    students: tuple[Student, ...]

    @property
    def unanswered(self) -> bool:
        """Whether it says no more than that there is no such function."""
        return self.reason in (Reason.NOT_ATTEMPTED, Reason.MISSING_NAME)


def same_files(standings: Sequence[Standing]) -> list[tuple[Student, ...]]:
    """Return the students of an assignment whose hand-ins are the same, byte for byte, in groups of two or more; but for
    those who handed in together.
    """
    found: dict[str, list[Student]] = {}
    together = teams([(each.student, each.attempt.delivered) for each in standings])
    for standing in standings:
        found.setdefault(standing.attempt.sha256, []).append(standing.student)
    return [tuple(each) for each in found.values() if len({together[student.key] for student in each}) > 1]


def check_figures(assignment: Assignment, standings: Sequence[Standing]) -> list[CheckFigures]:
    """Return one record per check of the rubric. What could not be judged is left out of its check's figures.

    Discrimination is the point-biserial correlation of passing with the points of all *other* checks
    (the "corrected item-total correlation").
    """
    found = []
    for check in assignment.rubric:
        passes, others = [], []
        for standing in standings:
            line = next(line for line in standing.score.lines if line.check.id == check.id)
            if line.verdict.outcome is Outcome.JUDGE_ERROR:
                continue
            passes.append(float(line.verdict.passed))
            others.append(
                float(
                    sum(
                        each.check.points
                        for each in standing.score.lines
                        if each is not line and each.verdict.passed
                    )
                )
            )
        found.append(CheckFigures(check, int(sum(passes)), len(passes), correlation(passes, others)))
    return found


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's correlation, None where one of the two does not vary (or there are fewer than three)."""
    if len(first) < 3 or len(set(first)) < 2 or len(set(second)) < 2:
        return None
    return statistics.correlation(first, second)


def clusters(assignment: Assignment, standings: Sequence[Standing]) -> list[Cluster]:
    """Return the failures in clusters, the largest first."""
    found: dict[tuple[str, Reason | None, str | None, str], list[tuple[Standing, Line]]] = {}
    for standing in standings:
        for line in standing.score.lines:
            verdict = line.verdict
            if verdict.outcome in (Outcome.FAIL, Outcome.NOT_RUN):
                key = (
                    line.check.id,
                    verdict.reason,
                    verdict.message.key if verdict.message else None,
                    _gist(verdict.message),
                )
                found.setdefault(key, []).append((standing, line))
    order = {check.id: place for place, check in enumerate(assignment.rubric)}
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), order[item[0][0]], str(item[0])))
    return [
        Cluster(
            assignment.check(key[0]),
            key[1],
            members[0][1].verdict.message,
            members[0][1].verdict.call or "",
            tuple(standing.student for standing, _ in members),
        )
        for key, members in ranked
    ]


def reasons(standings: Sequence[Standing]) -> Counter[Reason]:
    """Return how often each reason kept a check from passing."""
    return Counter(
        line.verdict.reason
        for standing in standings
        for line in standing.score.lines
        if line.verdict.reason and not line.verdict.passed
    )


def _gist(message: Message | None) -> str:
    """Return what tells messages of one key apart, without their numbers, quoted names and places."""
    if message is None:
        return ""
    text = " ".join(str(message.values[name]) for name in sorted(message.values))
    text = re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`", "'…'", text)
    text = re.sub(r"0x[0-9a-fA-F]+|[-+]?\d[\d.,]*(?:e[-+]?\d+)?", "#", text)
    return re.sub(r"\(?#(?:,? #)*,?\)?", "#", text)[:300]
