"""What the page of one hand-in shows, as plain data: code beside verdicts, what a person decided, its neighbours."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.base.messages import Message, for_teacher, sentence, words
from autograder.base.moments import moment_text
from autograder.base.numbers import points_text
from autograder.base.verdict import Outcome
from autograder.base.verdict_lines import verdict_lines
from autograder.course.model import Assignment, Question
from autograder.course.text_answers import written
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.feedback import SIGNS
from autograder.gradebook.line_comments import LineComment
from autograder.gradebook.review import looker
from autograder.gradebook.review.decisions import NOTHING, Decision, decisions
from autograder.gradebook.review.looks import Code
from autograder.gradebook.review.part import neighbours, states
from autograder.gradebook.score import Line
from autograder.gradebook.sentences import short_score, shortened
from autograder.gradebook.standings import Gradebook, Standing
from autograder.gradebook.to_look_at import why_look

_LONGEST = 500  # characters of a message
_MOST_SHOWN = 400  # lines of a function
_MOST_WRITTEN = 20_000  # characters of an answer in words


def of(book: Gradebook, key: str, assignment: str) -> Standing | None:
    """Return a student's standing in an assignment."""
    for each in book.standings:
        if each.student.key == key and each.assignment.id == assignment:
            return each
    return None


def hand_in_view(
    out: Path, standing: Standing, attempts: Sequence[Attempt], among: Sequence[Standing], language: str
) -> dict[str, Any]:
    """Return one hand-in: each question's code beside its verdicts, what the teacher decided, and its neighbours."""
    code = looker.code(standing.attempt, standing.assignment)
    decided = decisions(out, standing.student, standing.assignment.id)
    keys = [each.student.key for each in among]
    previous, following = neighbours(list(among), standing)

    def say(said: Message) -> str:
        return words(for_teacher(said), language)

    look_at = [why.text(language) for why in why_look(standing)]
    notes = [
        note for note in map(say, standing.graded.result.notes) if not any(note in why for why in look_at)
    ]
    return {
        "student": standing.student.shown,
        "key": standing.student.key,
        "id": standing.assignment.id,
        "title": standing.assignment.title[language],
        "points": short_score(standing.score, language),
        "maximum": points_text(standing.score.maximum, language),
        "states": [(each, sentence(f"review.{each}", language)) for each in states(standing)],
        "look_at": look_at,
        "notes": notes,
        "when": moment_text(standing.attempt.submitted, language) if standing.attempt.submitted else "",
        "attempt": standing.attempt.number,
        "attempts": [each.number for each in attempts],
        "files": [shortened(each.name, 120) for each in standing.attempt.files],
        "unreadable": code is None,
        "questions": [
            _manual(standing, question, code, decided, language)
            if question.manual
            else _question(standing, question, code, decided, language)
            for question in standing.assignment.questions
        ],
        "whole": decided.get("", NOTHING),
        "sources": _whole_sources(code),
        "previous": previous,
        "next": following,
        "place": keys.index(standing.student.key) + 1 if standing.student.key in keys else 0,
        "count": len(among),
    }


def line_of(attempt: Attempt, assignment: Assignment, function: str, line: int) -> str | None:
    """Return line `line` (from 1) of a function of an attempt, as it was written; None where there is none."""
    code = looker.code(attempt, assignment)
    found = code.definitions.get(function) if code else None
    source = next(
        (each for each in (code.sources if code else ()) if found and each.where == found.where), None
    )
    if found is None or source is None or not 1 <= line <= found.last - found.first + 1:
        return None
    return html.unescape(re.sub(r"<[^>]*>", "", source.lines[found.first + line - 2])).strip()


def _question(
    standing: Standing,
    question: Question,
    code: Code | None,
    decided: Mapping[str, Decision],
    language: str,
) -> dict[str, Any]:
    lines = [line for line in standing.score.lines if line.check.question == question.id]
    failing = {(str(each.get("where", "")), each.get("line")) for each in map(_values, lines)}
    verdicts = [_verdict(line, decided.get(line.check.id, NOTHING), language) for line in lines]
    words_of_all = _shared_words(verdicts)
    return {
        "id": question.id,
        "title": question.title[language],
        "manual": None,
        "shared": words_of_all,
        "decided": decided.get(question.id, NOTHING),
        "functions": [
            {
                "name": name,
                "lines": function_lines(code, name, failing) if code else [],
                "comments": _comments(standing, name),
            }
            for name in question.functions
        ],
        "verdicts": [{**each, "lines": []} if each["lines"] == [words_of_all] else each for each in verdicts],
    }


def _shared_words(verdicts: Sequence[Mapping[str, Any]]) -> str:
    """Return the one sentence that is all there is to say of every check that did not pass ("not defined", say);
    else "".
    """
    said = [each["lines"] for each in verdicts if each["lines"] or each["picture"]]
    alike = len(said) > 1 and all(lines == said[0] for lines in said) and len(said[0]) == 1
    return str(said[0][0]) if alike else ""


def _manual(
    standing: Standing,
    question: Question,
    code: Code | None,
    decided: Mapping[str, Decision],
    language: str,
) -> dict[str, Any]:
    """Return a question that a person marks: the words and pictures, the criteria, what was decided."""
    assert question.manual is not None
    (name,) = question.answers
    (marked,) = (each for each in standing.score.marked if each.question is question)
    mine = decided.get(question.id, NOTHING)
    text = written(code.texts.get(name, "")) if code else ""
    return {
        "id": question.id,
        "title": question.title[language],
        "manual": {
            "text": shortened(text, _MOST_WRITTEN),
            "words": len(text.split()),
            "pictures": [
                base64.b64encode(each).decode("ascii")
                for each in (code.pictures.get(name, ()) if code else ())
            ],
            "criteria": [
                {
                    "id": each.id,
                    "points": f"{each.points:+d}".replace("-", "−"),
                    "title": each.title[language],
                    "met": each.id in mine.criteria,
                }
                for each in question.manual.criteria
            ],
            "points": "?" if marked.points is None else points_text(marked.points, language),
            "maximum": question.points,
            "todo": marked.points is None,
            "model": question.manual.model.get(language, "") if question.manual.model else "",
        },
        "decided": mine,
        "functions": [],
        "verdicts": [],
    }


def _comments(standing: Standing, function: str) -> list[LineComment]:
    return [each for each in standing.line_comments if each.function == function]


def _values(line: Line) -> Mapping[str, Any]:
    message = line.verdict.message
    return message.values if message and not line.verdict.passed else {}


def function_lines(code: Code, name: str, failing: set[tuple[str, Any]]) -> list[tuple[int, Markup, bool]]:
    """Return the lines of a function: number, highlighted text, and whether a check stopped there."""
    found = code.definitions.get(name)
    source = next((each for each in code.sources if found and each.where == found.where), None)
    if found is None or source is None:
        return []
    last = min(found.last, found.first + _MOST_SHOWN, len(source.lines))
    # The markup is Pygments' own; it escapes what it was given.
    return [
        (number, Markup(source.lines[number - 1]), (found.where, number) in failing)
        for number in range(found.first, last + 1)
    ]


def _whole_sources(code: Code | None) -> list[dict[str, Any]]:
    return [
        {"where": each.where, "lines": [(number, Markup(line)) for number, line in enumerate(each.lines, 1)]}
        for each in (code.sources if code else ())
    ]


def _verdict(line: Line, decided: Decision, language: str) -> dict[str, Any]:
    verdict = line.verdict
    picture = verdict.picture
    return {
        "check": line.check.id,
        "title": line.check.title[language],
        "kind": sentence("report.public" if line.check.public else "report.hidden", language),
        "outcome": str(verdict.outcome),
        "sign": SIGNS[verdict.outcome],
        "word": sentence(f"feedback.{verdict.outcome}", language),
        "points": "–" if line.points is None else points_text(line.points, language),
        "maximum": line.check.points,
        "lines": [shortened(str(each), _LONGEST) for each in verdict_lines(verdict, language, teacher=True)],
        "detail": shortened(verdict.detail, 2000) if verdict.outcome is Outcome.JUDGE_ERROR else "",
        "picture": base64.b64encode(picture.png).decode("ascii") if picture else "",
        "about": picture.about.text(language) if picture else "",
        "decided": decided,
    }
