"""Answers to a question in groups: alike in what they are and in how they fail, the largest group first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.base.messages import sentence
from autograder.course.model import Question
from autograder.course.text_answers import written
from autograder.gradebook.review import looker
from autograder.gradebook.review.views import function_lines
from autograder.gradebook.roster import distinct_names
from autograder.gradebook.score import Marked
from autograder.gradebook.sentences import shortened
from autograder.gradebook.standings import Standing

_MOST_WRITTEN = 5_000  # characters of an answer in words


def alike_view(standings: Sequence[Standing], question: Question, language: str) -> list[dict[str, Any]]:
    """Return the answers to a question in groups: the same code but for names, failing the same; or the same words.

    Each says whose they are, what they look like, and how many of them a person has decided about.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Standing]] = {}
    for standing in standings:
        failed = tuple(
            line.check.id
            for line in standing.score.lines
            if line.check.question == question.id and not line.verdict.passed
        )
        groups.setdefault((_shape(standing, question), failed), []).append(standing)
    names = distinct_names(each.student for each in standings)
    found = []
    for (digest, failed), members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        code = looker.code(members[0].attempt, members[0].assignment) if digest else None
        marks = [_marked(each, question) for each in members]
        texts = code.texts if code else {}
        found.append(
            {
                "members": [(names[each.student], each.student.key) for each in members],
                "failed": failed,
                "empty": not digest,
                "code": [
                    line
                    for name in question.functions
                    for line in (function_lines(code, name, set()) if code else [])
                ],
                "text": shortened(written(texts.get(question.answers[0], "")), _MOST_WRITTEN),
                "word": sentence("review.no_answer", language) if not digest else "",
                "decided": sum(mark is not None and mark.points is not None for mark in marks),
            }
        )
    return found


def _shape(standing: Standing, question: Question) -> str:
    return looker.shape(standing.attempt, standing.assignment, question.answers)


def _marked(standing: Standing, question: Question) -> Marked | None:
    return next((each for each in standing.score.marked if each.question is question), None)
