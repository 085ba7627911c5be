"""What a teacher writes in a form of the page: read, refused where it cannot be points,
asked about where it may be a slip.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.base.errors import UsageError
from autograder.base.messages import sentence
from autograder.base.numbers import points_text
from autograder.course.model import Assignment
from autograder.gradebook.review.decisions import Decision
from autograder.gradebook.score import Override, written_points
from autograder.gradebook.standings import Standing


def decision(form: Mapping[str, str]) -> Decision:
    """Return the points, the comment and the criteria of a form."""
    criteria = tuple(form.get("criteria", "").split())
    return Decision(form.get("points", "").strip(), form.get("comment", "").strip(), criteria)


def override(check: str, decision: Decision) -> Override:
    """Return what a decision about a check (a question, or "": the whole) counts as. Raises UsageError: no number."""
    return Override(check, written_points(decision.points), decision.comment, decision.criteria)


def refusal(assignment: Assignment, check: str, new: Decision, language: str) -> str:
    """Return why points cannot be written: they are no number, or more than a question is worth that a person marks."""
    try:
        points = override(check, new).points
    except UsageError:
        return sentence("review.no_points", language, points=new.points)
    manual = assignment.manual.get(check)
    if manual and points is not None and points > manual.points:
        return sentence("review.worth", language, question=check, maximum=manual.points, points=new.points)
    return ""


def doubt(standing: Standing, check: str, new: Decision, language: str) -> str:
    """Return what is asked before points are written that may be a slip of the keyboard; else ""."""
    points = override(check, new).points
    if points is None:
        return ""
    machine = _machine_points(standing, check)
    if machine is not None and points < machine:
        return sentence("review.sure", language, machine=points_text(machine, language), points=new.points)
    most = next(
        (each.points for each in standing.assignment.rubric if each.id == check), standing.score.maximum
    )
    if points > most:
        return sentence("review.sure_more", language, maximum=points_text(most, language), points=new.points)
    return ""


def _machine_points(standing: Standing, check: str) -> float | None:
    """Return what the machine gave for a check or, without one, for the whole; None where it owes a verdict."""
    if check:
        for line in standing.score.lines:
            if line.check.id == check:
                return float(line.check.points) if line.verdict.passed else 0.0
        return None
    if standing.score.override and standing.score.override.points is not None:
        return None
    return standing.score.points
