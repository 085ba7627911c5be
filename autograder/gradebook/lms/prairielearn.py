"""PrairieLearn: results.json for its external grader (at most 1 MB).

Format: https://prairielearn.readthedocs.io/en/latest/externalGrading/
"""

from __future__ import annotations

import json

from autograder.course.model import Assignment
from autograder.gradebook.score import Score
from autograder.gradebook.words import explained, summary
from autograder.messages import sentence
from autograder.verdict import Reason, Result

MAX_BYTES = 1_000_000


def results(assignment: Assignment, score: Score, result: Result, *, language: str = "en") -> dict:
    """Return PrairieLearn's results.json as data, never above its size limit.

    A hand-in that cannot be read is not gradable and takes no attempt away. Neither is one whose score is withheld.
    """
    unreadable = [line for line in score.lines if line.verdict.reason is Reason.BAD_FILE]
    withheld = score.points is None
    message = summary(assignment, score, result, language)
    if withheld or (unreadable and len(unreadable) == len(score.lines)):
        why = sentence("score.withheld", language) if withheld else explained(unreadable[0], language)
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
    data = {
        "gradable": True,
        "score": score.points / score.maximum if score.maximum else 0.0,
        "message": message,
        "tests": tests,
    }
    limit = 4_000
    while len(json.dumps(data).encode()) > MAX_BYTES and limit:
        limit //= 2
        for test in tests:
            test["message"] = test["message"][:limit]
    return data
