"""How `autograder grade` shows one hand-in, or one sample: by question, failures first, then the score."""

from __future__ import annotations

from autograder.base.messages import sentence
from autograder.base.verdict import Outcome, Result
from autograder.course.model import Assignment, Question, Sample
from autograder.gradebook.score import score
from autograder.gradebook.sentences import summary
from autograder.student.display import Note, Row, VerdictTable, show

_ORDER = (Outcome.JUDGE_ERROR, Outcome.FAIL, Outcome.NOT_RUN, Outcome.PASS)


def undeclared(sample: Sample, result: Result) -> dict[str, str]:
    """Return the checks whose verdict is not the one `sample` declares, each with how: passes, fails or breaks."""
    how = {}
    for verdict in result.verdicts:
        if verdict.outcome is Outcome.JUDGE_ERROR:
            how[verdict.check] = "breaks"
        elif verdict.passed is (verdict.check in sample.fails):
            how[verdict.check] = "passes" if verdict.passed else "fails"
    return how


def show_result(assignment: Assignment, result: Result, language: str, sample: Sample | None = None) -> None:
    """Print the verdicts of `result` by question and the score they give;
    the instructor also reads why the judge broke.

    Questions with a check that did not pass come first, and in each what did not pass. After those of a `sample` it
    says whether they are the declared ones.
    """
    unread = any(all(verdict.message == note for verdict in result.verdicts) for note in result.notes)
    remarks: tuple[str, ...] = ()
    if {verdict.check for verdict in result.verdicts} == {check.id for check in assignment.rubric}:
        remarks = tuple(
            summary(assignment, score(assignment, result), result, language, teacher=True).splitlines()
        )
    breaks = tuple(
        f"{each.check}: {each.detail}" for each in result.verdicts if each.outcome is Outcome.JUDGE_ERROR
    )
    show(Note((f"{assignment.id} · {assignment.title[language]} · {_how(result, language)}",), language))
    tables = [_table(assignment, question, result, language) for question in assignment.questions]
    for table in sorted(tables, key=lambda table: table.passed):
        if table.rows and not unread:  # the remarks tell once what holds for every check
            show(table)
    if lines := (
        *remarks,
        *_in_full(result, language),
        *breaks,
        *(_declared(sample, result, language) if sample else ()),
    ):
        show(Note(lines, language))


def _in_full(result: Result, language: str) -> tuple[str, ...]:
    """Return what students do not read of the hidden checks that failed: the call, and every word of what was found."""
    failed = [each for each in result.verdicts if each.outcome is Outcome.FAIL and each.detail]
    lines = (f"  {each.check}: {line}" for each in failed for line in each.detail.splitlines())
    return (sentence("grade.hidden_in_full", language), *lines) if failed else ()


def _table(assignment: Assignment, question: Question, result: Result, language: str) -> VerdictTable:
    verdicts = [each for each in result.verdicts if assignment.check(each.check).question == question.id]
    verdicts.sort(key=lambda verdict: _ORDER.index(verdict.outcome))
    rows = tuple(Row(_fact(assignment, each.check, language), each, teacher=True) for each in verdicts)
    return VerdictTable(f"{question.id} · {question.title[language]}", rows, language)


def _declared(sample: Sample, result: Result, language: str) -> tuple[str, ...]:
    about = sentence(
        f"grade.{sample.kind}_sample", language, place=sample.place, name=sample.name, about=sample.about
    )
    surprises = undeclared(sample, result)
    if not surprises:
        return about, sentence("grade.sample_as_declared", language)
    lines = (
        f"  {sentence(f'grade.sample_{how}', language, check=check)}" for check, how in surprises.items()
    )
    return about, sentence("grade.sample_differs", language), *lines


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
