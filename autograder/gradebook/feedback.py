"""One page per student: the score, every check with its verdict in words, hints. Self-contained HTML, no network."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from autograder.archive import shown
from autograder.course.model import Course, Question
from autograder.gradebook.marks import Standing
from autograder.gradebook.pages import rendered
from autograder.gradebook.roster import Student
from autograder.gradebook.score import Line
from autograder.gradebook.words import counts, points_text, remarks, shortened, teachers_lines
from autograder.messages import sentence
from autograder.verdict import Outcome, Reason

Hints = Mapping[str, Mapping[str, Sequence[str]]]  # assignment -> function -> hints, the gentlest first

SIGNS = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.NOT_RUN: "–", Outcome.JUDGE_ERROR: "?"}
MAX_CALL, MAX_MESSAGE = 300, 900


def page(
    course: Course,
    student: Student,
    standings: Iterable[Standing],
    *,
    language: str,
    hints: Hints | None = None,
) -> str:
    """Return the HTML page of one student about the given standings.

    Everything from outside (names, messages, file names) is escaped and shortened. Of a hidden check it tells the
    title, the verdict and its message, and neither what was expected or received nor a picture.
    """
    sections = [_section(each, language, (hints or {}).get(each.assignment.id, {})) for each in standings]
    return rendered(
        "feedback.html.j2",
        language,
        "feedback",
        course=course.title[language],
        student=shortened(student.shown, 120),
        sections=sections,
    )


def _section(standing: Standing, language: str, hints: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    assignment, counted, attempt = standing.assignment, standing.score, standing.attempt
    outcomes = [line.verdict.outcome for line in counted.lines]
    passed, held = outcomes.count(Outcome.PASS), outcomes.count(Outcome.JUDGE_ERROR)
    lines = [_check(line, language) for line in counted.lines]
    told_once = _told_once(counted.lines, language)
    if told_once:
        for each in lines:
            each["message"] = ""
    by_question = {
        question.id: [
            told
            for told, line in zip(lines, counted.lines, strict=True)
            if line.check.question == question.id
        ]
        for question in assignment.questions
    }
    return {
        "id": assignment.id,
        "number": f"{assignment.number:02}",
        "title": assignment.title[language],
        "points": None if counted.points is None else points_text(counted.points, language),
        "maximum": points_text(counted.maximum, language),
        "bar": sentence(
            "feedback.bar", language, passed=passed, failed=len(outcomes) - passed - held, other=held
        ),
        "checks": lines,
        "counts": [
            (
                sentence(f"feedback.{kind}_checks", language),
                sentence("feedback.of", language, passed=good, total=total),
            )
            for kind, (good, total) in (("public", counts(counted, True)), ("hidden", counts(counted, False)))
            if total
        ],
        "remarks": list(dict.fromkeys([*_remarks(standing, language), *told_once])),
        "questions": [
            _question(question, by_question[question.id], counted.lines, language, hints)
            for question in assignment.questions
        ],
        "attempt": sentence("feedback.attempt", language, number=attempt.number, count=standing.attempts),
        "submitted": attempt.submitted
        and sentence("feedback.submitted", language, when=date_text(attempt.submitted, language)),
        "files": [
            {
                "name": shown(file.name),
                "size": sentence("feedback.size", language, size=file.size),
                "sha256": file.sha256 or "—",
            }
            for file in attempt.files
        ],
    }


def _remarks(standing: Standing, language: str) -> list[str]:
    told = remarks(standing.score, standing.graded.result, language)
    if standing.score.points is None:
        told.insert(0, sentence("score.withheld", language))
    return list(dict.fromkeys(told))


def _told_once(lines: Sequence[Line], language: str) -> list[str]:
    """Return the one message of a hand-in that could not be read at all, which need not stand at every check."""
    if not lines or any(
        line.verdict.reason is not Reason.BAD_FILE or not line.verdict.message for line in lines
    ):
        return []
    messages = {line.verdict.message.text(language) for line in lines}
    return list(messages) if len(messages) == 1 else []


def _question(
    question: Question,
    checks: list[dict],
    lines: Sequence[Line],
    language: str,
    hints: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    mine = [line for line in lines if line.check.question == question.id]
    missed = any(line.verdict.outcome in (Outcome.FAIL, Outcome.NOT_RUN) for line in mine)
    named = [name for name in question.functions if any(_names(line, name) for line in mine)]
    wanted = (named or question.functions) if missed else ()
    return {
        "id": question.id,
        "title": question.title[language],
        "bonus": question.bonus,
        "checks": list(_condensed(checks, language)),
        **_points(sum(line.points or 0 for line in mine), question.points, language),
        "hints": [(name, hints[name][0]) for name in wanted if hints.get(name)],
    }


def _condensed(checks: list[dict], language: str) -> Iterator[dict]:
    """Yield the checks, of which only the first tells a reason that several of a question share."""
    told = set()
    for check in checks:
        if check["message"] in told and not (check["expected"] or check["received"] or check["picture"]):
            check = {**check, "call": "", "message": sentence("feedback.as_above", language)}
        elif check["message"]:
            told.add(check["message"])
        yield check


def _names(line: Line, function: str) -> bool:
    """Return whether a check that did not pass says that this function was called."""
    return not line.verdict.passed and (line.verdict.call or "").startswith(f"{function}(")


def _check(line: Line, language: str) -> dict[str, Any]:
    verdict, public = line.verdict, line.check.public
    passed, ours = verdict.passed, verdict.outcome is Outcome.JUDGE_ERROR
    message = verdict.message.text(language) if verdict.message and not passed and not ours else ""
    if ours:
        message = sentence("score.judge_error", language)
    picture = verdict.picture if public and not passed else None
    return {
        "outcome": str(verdict.outcome),
        "sign": SIGNS[verdict.outcome],
        "told": sentence(f"feedback.{verdict.outcome}", language),
        "kind": sentence("feedback.public_check" if public else "feedback.hidden_check", language),
        "title": line.check.title[language],
        "weight": line.check.points,
        **_points(line.points, line.check.points, language),
        "teacher": teachers_lines(line, language),
        "call": shortened(verdict.call, MAX_CALL) if verdict.call and not passed and not ours else "",
        "message": shortened(message[:1].upper() + message[1:], MAX_MESSAGE),
        "expected": verdict.expected.text(language) if public and verdict.expected and not passed else "",
        "received": verdict.received.text(language) if public and verdict.received and not passed else "",
        "picture": base64.b64encode(picture.png).decode("ascii") if picture else "",
        "picture_about": picture.about.text(language) if picture else "",
    }


def _points(points: float | None, maximum: float, language: str) -> dict[str, str]:
    given = "–" if points is None else points_text(points, language)
    top = points_text(maximum, language)
    return {
        "points": sentence("feedback.points", language, points=given, maximum=top),
        "points_label": sentence("feedback.points_label", language, points=given, maximum=top),
    }


def date_text(when: datetime, language: str) -> str:
    """Return a date and time as numbers, in the order of the language."""
    return when.strftime("%d/%m/%Y, %H:%M" if language == "fr" else "%Y-%m-%d, %H:%M")
