"""One page per student: the score, every check with its verdict in words, hints. Self-contained HTML, no network."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from markupsafe import Markup

from autograder.base.cleaning import clean_line
from autograder.base.errors import ContentError
from autograder.base.messages import capitalised, sentence
from autograder.base.moments import moment_text
from autograder.base.numbers import points_text
from autograder.base.verdict import Outcome, Reason
from autograder.base.verdict_lines import Kind, said_before, verdict_lines
from autograder.course.model import Assignment, Course, Question
from autograder.course.outline import PICTURE
from autograder.course.statement import Hint
from autograder.course.typography import typeset
from autograder.gradebook.pages import prose, rendered
from autograder.gradebook.roster import Student
from autograder.gradebook.score import Line, Score
from autograder.gradebook.sentences import (
    counts,
    marked_lines,
    remarks,
    score_line,
    shortened,
    teachers_lines,
)
from autograder.gradebook.standings import Standing

Hints = Mapping[str, Mapping[str, Sequence[Hint]]]  # assignment -> function -> hints, the gentlest first

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

    Everything from outside (names, messages, file names) is escaped and shortened. Of a hidden check it shows the
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


def all_hints(course: Course, language: str) -> Hints:
    """Return the hints of each assignment; none where they cannot be read."""
    hints: dict[str, Mapping[str, Sequence[Hint]]] = {}
    for assignment in course.assignments:
        try:
            hints[assignment.id] = assignment.hints(language)
        except ContentError:  # a page without hints is better than none; verify tells the author
            hints[assignment.id] = {}
    return hints


def _section(standing: Standing, language: str, hints: Mapping[str, Sequence[Hint]]) -> dict[str, Any]:
    assignment, counted, attempt = standing.assignment, standing.score, standing.attempt
    outcomes = [line.verdict.outcome for line in counted.lines]
    passed, held = outcomes.count(Outcome.PASS), outcomes.count(Outcome.JUDGE_ERROR)
    lines = [_check(line, language) for line in counted.lines]
    same_everywhere = _same_everywhere(counted.lines, language)
    if same_everywhere:
        for each in lines:
            each["message"] = ""
    by_question = {
        question.id: [
            shown
            for shown, line in zip(lines, counted.lines, strict=True)
            if line.check.question == question.id
        ]
        for question in assignment.questions
    }
    return {
        "id": assignment.id,
        "number": f"{assignment.number:02}",
        "title": assignment.title[language],
        "points": None if counted.points is None else points_text(counted.points, language),
        "held": sentence(
            "feedback.to_mark_score" if counted.waits_for_marker else "feedback.withheld_score", language
        ),
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
        "remarks": list(dict.fromkeys([*_remarks(standing, language), *same_everywhere])),
        "questions": [
            _manual(standing, question, language)
            if question.manual
            else _question(question, by_question[question.id], standing, language, hints)
            for question in assignment.questions
        ],
        "attempt": sentence("feedback.attempt", language, number=attempt.number, count=standing.attempts),
        "submitted": attempt.submitted
        and sentence("feedback.submitted", language, when=moment_text(attempt.submitted, language)),
        "files": [
            {
                "name": clean_line(file.name),
                "size": sentence("feedback.size", language, size=file.size),
                "sha256": file.sha256 or "—",
            }
            for file in attempt.files
        ],
    }


def _remarks(standing: Standing, language: str) -> list[str]:
    found = remarks(standing.score, standing.graded.result, language)
    if standing.score.points is None:
        found.insert(0, score_line(standing.score, language))
    return list(dict.fromkeys(found))


def _same_everywhere(lines: Sequence[Line], language: str) -> list[str]:
    """Return the one message of a hand-in that could not be read at all, which need not stand at every check."""
    messages = {
        capitalised(line.verdict.message, language)
        if line.verdict.reason is Reason.BAD_FILE and line.verdict.message
        else ""
        for line in lines
    }
    return [] if len(messages) != 1 or "" in messages else list(messages)


def _question(
    question: Question,
    checks: list[dict[str, Any]],
    standing: Standing,
    language: str,
    hints: Mapping[str, Sequence[Hint]],
) -> dict[str, Any]:
    score = standing.score
    mine = [line for line in score.lines if line.check.question == question.id]
    missed = any(line.verdict.outcome in (Outcome.FAIL, Outcome.NOT_RUN) for line in mine)
    named = [name for name in question.functions if any(_names(line, name) for line in mine)]
    wanted = (named or question.functions) if missed else ()
    failed = {line.check.id for line in mine if line.verdict.outcome is Outcome.FAIL}
    shared = _shared_reason(checks)
    if shared:
        checks = [
            {**each, "message": "", "call": ""} if each["message"] == shared else each for each in checks
        ]
    return {
        "id": question.id,
        "title": question.title[language],
        "bonus": question.bonus,
        "person": _about(score, question, language),
        "shared": shared,
        "lines": _about_lines(standing, question, language),
        "statement": _statement(standing.assignment, question, language) if missed else "",
        "checks": list(_condensed(checks, language)),
        **_points(sum(line.points or 0 for line in mine), question.points, language),
        "hints": [(name, _hint(hints[name], failed)) for name in wanted if hints.get(name)],
    }


def _hint(hints: Sequence[Hint], failed: Set[str]) -> str:
    """Return the first hint that fits a check that failed, else the gentlest."""
    return next((each.text for each in hints if not failed.isdisjoint(each.checks)), hints[0].text)


def _shared_reason(checks: Sequence[Mapping[str, Any]]) -> str:
    """Return the one reason of all the checks of a question that did not pass, if there are several; else ""."""
    reasons = [each["message"] for each in checks if each["outcome"] in (Outcome.FAIL, Outcome.NOT_RUN)]
    told_apart = any(each["expected"] or each["received"] or each["picture"] for each in checks)
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 and not told_apart else ""


def _about_lines(standing: Standing, question: Question, language: str) -> list[dict[str, str]]:
    """Return what the teacher wrote about single lines: where, the line as it stood, the words."""
    return [
        {
            "where": sentence("feedback.line", language, function=each.function, line=each.line),
            "code": shortened(each.code, MAX_CALL),
            "comment": shortened(each.comment),
        }
        for each in standing.line_comments
        if each.function in question.functions
    ]


def _statement(assignment: Assignment, question: Question, language: str) -> Markup | str:
    """Return what the statement says of the question above its answer, as HTML; "" where it cannot be read.

    Pictures would make each page many times larger: what they show is said instead.
    """
    try:
        section = assignment.statement(language)[question.id]
    except (ContentError, KeyError):  # a page without it is better than none; verify tells the author
        return ""
    lines = "\n\n".join(block.text for block in section.before).replace("{points}", str(question.points))
    text = "\n".join(
        sentence("feedback.figure", language, shows=picture["alt"])
        if (picture := PICTURE.match(line))
        else line
        for line in lines.split("\n")
    )
    return prose(typeset(text, language))


def _manual(standing: Standing, question: Question, language: str) -> dict[str, Any]:
    """Return a question that a person marks: the points, the criteria met, the comment; or that it is still to mark."""
    score = standing.score
    (marked,) = (each for each in score.marked if each.question is question)
    return {
        "id": question.id,
        "title": question.title[language],
        "bonus": question.bonus,
        "person": marked_lines(marked, score.about_questions.get(question.id, ""), language),
        "shared": "",
        "lines": [],
        "statement": _statement(standing.assignment, question, language)
        if marked.points != question.points
        else "",
        "checks": [],
        **_points(marked.points, question.points, language),
        "hints": [],
    }


def _about(score: Score, question: Question, language: str) -> list[str]:
    """Return what the teacher wrote about a question."""
    about = score.about_questions.get(question.id, "")
    return [f"{sentence('feedback.teacher', language)} {shortened(about)}"] if about else []


def _condensed(checks: list[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    """Yield the checks, of which only the first gives a reason that several of a question share; where another reason stands
    between, they name that first one.
    """
    reasons = [each["message"] for each in checks]
    said, last = said_before(reasons), ""
    for check, before in zip(checks, said, strict=True):
        reason, between = check["message"], last not in ("", check["message"])
        last = reason or last
        if before is not None and not (check["expected"] or check["received"] or check["picture"]):
            first = checks[reasons.index(reason)]["title"]
            key = "feedback.as_at" if between else "feedback.as_above"
            check = {**check, "call": "", "message": sentence(key, language, title=first)}
        yield check


def _names(line: Line, function: str) -> bool:
    """Return whether a check that did not pass says that this function was called."""
    return not line.verdict.passed and (line.verdict.call or "").startswith(f"{function}(")


def _check(line: Line, language: str) -> dict[str, Any]:
    verdict, public = line.verdict, line.check.public
    parts = {part.kind: part.text for part in verdict_lines(verdict, language, public=public)}
    message = parts.get(Kind.MESSAGE, "")
    picture = verdict.picture if public and not verdict.passed else None
    return {
        "outcome": str(verdict.outcome),
        "sign": SIGNS[verdict.outcome],
        "verdict": sentence(f"feedback.{verdict.outcome}", language),
        "kind": sentence("feedback.public_check" if public else "feedback.hidden_check", language),
        "title": line.check.title[language],
        "weight": line.check.points,
        **_points(line.points, line.check.points, language),
        "teacher": teachers_lines(line, language),
        "call": shortened(parts.get(Kind.CALL, ""), MAX_CALL),
        "message": shortened(message, MAX_MESSAGE),
        "expected": parts.get(Kind.EXPECTED, ""),
        "received": parts.get(Kind.RECEIVED, ""),
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
