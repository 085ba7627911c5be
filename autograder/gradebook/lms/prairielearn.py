"""PrairieLearn: results.json for its external grader (at most 1 MB).

Format: https://prairielearn.readthedocs.io/en/latest/externalGrading/
"""

from __future__ import annotations

import json
from typing import Any

from autograder.base.messages import sentence
from autograder.base.verdict import Reason, Result
from autograder.course.model import Assignment
from autograder.gradebook.score import Score
from autograder.gradebook.sentences import explained, marked_lines, summary

MAX_BYTES = 1_000_000


class PrairieLearn:
    """PrairieLearn: its external grader runs ours, and reads results.json."""

    name = "prairielearn"

    def results(
        self, assignment: Assignment, score: Score, result: Result, *, language: str = "en"
    ) -> dict[str, Any]:
        """Return PrairieLearn's results.json as data."""
        return results(assignment, score, result, language=language)


def results(assignment: Assignment, score: Score, result: Result, *, language: str = "en") -> dict[str, Any]:
    """Return PrairieLearn's results.json as data, never above its size limit.

    A hand-in that cannot be read is not gradable and takes no attempt away. Neither is one whose score is withheld; one
    that only waits for a person to read an answer has the machine's share for score.
    """
    unreadable = [line for line in score.lines if line.verdict.reason is Reason.BAD_FILE]
    message = summary(assignment, score, result, language)
    if score.points is None and not score.waits_for_marker:
        why = sentence("score.withheld", language)
        return {"gradable": False, "message": message, "format_errors": [why]}
    if unreadable and len(unreadable) == len(score.lines):
        why = explained(unreadable[0], language)
        return {"gradable": False, "message": message, "format_errors": [why]}
    tests = [
        {
            "name": f"{line.check.question.upper()}: {line.check.title[language]}",
            "description": sentence(
                "feedback.public_check" if line.check.public else "feedback.hidden_check", language
            ),
            "points": line.points,
            # PrairieLearn reckons its own percentage from these where no score is given.
            "max_points": line.check.points,
            "message": explained(line, language),
        }
        for line in score.lines
    ]
    for marked in score.marked:
        if marked.points is not None:
            about = score.about_questions.get(marked.question.id, "")
            tests.append(
                {
                    "name": f"{marked.question.id.upper()}: {marked.question.title[language]}",
                    "description": sentence("manual.by_a_person", language),
                    "points": marked.points,
                    "max_points": marked.question.points,
                    "message": "\n".join(marked_lines(marked, about, language)),
                }
            )
    # What a person marks is PrairieLearn's own (max_manual_points): the machine's share is of the machine's points.
    points, maximum = (
        (score.so_far, score.maximum - score.open_points)
        if score.points is None
        else (score.points, score.maximum)
    )
    data = {
        "gradable": True,
        "score": min(1.0, points / maximum) if maximum else 0.0,
        "message": message,
        "tests": tests,
    }
    limit = 4_000
    while len(json.dumps(data).encode()) > MAX_BYTES and limit:
        limit //= 2
        for test in tests:
            test["message"] = str(test["message"])[:limit]
    return data
