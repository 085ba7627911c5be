"""How `autograder grade` shows one hand-in: a line a check, worst last, then the score."""

from __future__ import annotations

from autograder.course.model import Assignment
from autograder.display import Report, Row, show
from autograder.gradebook.score import score
from autograder.gradebook.words import summary
from autograder.messages import sentence
from autograder.verdict import Outcome, Result

_ORDER = (Outcome.PASS, Outcome.NOT_RUN, Outcome.FAIL, Outcome.JUDGE_ERROR)


def show_result(assignment: Assignment, result: Result, language: str) -> None:
    """Print the verdicts of `result` and the score they give; the instructor also reads why the judge broke."""
    told = {verdict.check for verdict in result.verdicts}
    unread = any(all(verdict.message == note for verdict in result.verdicts) for note in result.notes)
    rows = tuple(
        Row(_fact(assignment, verdict.check, language), verdict)
        for verdict in sorted(result.verdicts, key=lambda verdict: _ORDER.index(verdict.outcome))
        if not unread  # the remarks tell once what holds for every check
    )
    remarks = ()
    if told == {check.id for check in assignment.rubric}:
        remarks = tuple(summary(assignment, score(assignment, result), result, language).splitlines())
    breaks = tuple(
        f"{each.check}: {each.detail}" for each in result.verdicts if each.outcome is Outcome.JUDGE_ERROR
    )
    title = f"{assignment.id} · {assignment.title[language]} · {_how(result, language)}"
    show(Report(title, rows, language, (*remarks, *breaks)))


def _fact(assignment: Assignment, id: str, language: str) -> str:
    check = assignment.check(id)
    kind = sentence("feedback.public_check" if check.public else "feedback.hidden_check", language)
    points = sentence("grade.points", language, points=check.points)
    return f"{check.title[language]} ({kind}, {points})"


def _how(result: Result, language: str) -> str:
    return sentence(
        "grade.how",
        language,
        seconds=round(result.seconds, 1),
        sandbox=result.sandbox,
        memory=round(result.memory_mb),
    )
