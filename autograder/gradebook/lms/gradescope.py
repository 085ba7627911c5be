"""Gradescope: the export of submissions, and results.json for its autograder.

Formats: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from autograder.course.model import Assignment
from autograder.gradebook.lms import Delivery, File, Intake, Place, Who, grouped
from autograder.gradebook.score import Score
from autograder.gradebook.words import explained, summary
from autograder.messages import sentence
from autograder.verdict import Result

METADATA = "submission_metadata.yml"
# Gradescope keeps no limit in its documentation; PrairieLearn's is 1 MB, and pages of that size help nobody.
MAX_OUTPUT = 8_000
MAX_TESTS_OUTPUT = 400_000
_SUBMISSION = re.compile(r"(?:.*/)?(?P<folder>submission_(?P<id>\d+))/(?P<file>.+)$")


def recognised(files: Mapping[str, File]) -> Intake:
    """Return the deliveries of a Gradescope export: folders `submission_123`, named by submission_metadata.yml."""
    metadata = next((file for path, file in files.items() if path.rsplit("/", 1)[-1] == METADATA), None)
    told = _metadata(metadata.content()) if metadata else {}
    hand_ins = {path: file for path, file in files.items() if path.rsplit("/", 1)[-1] != METADATA}
    intake = grouped("gradescope", hand_ins, _place)
    deliveries = tuple(_named(delivery, told.get(delivery.folder)) for delivery in intake.deliveries)
    return replace(intake, deliveries=deliveries)


def results(
    assignment: Assignment,
    score: Score,
    result: Result,
    *,
    language: str = "en",
    hidden: str = "after_published",
    execution_time: float | None = None,
) -> dict:
    """Return Gradescope's results.json as data: only fields it knows, texts shortened, plain text throughout.

    `hidden` is the visibility of hidden checks. While the score is withheld no `score` appears anywhere, which
    Gradescope reports as a failed autograder: a missing mark is seen, a zero would not be.
    """
    if hidden not in ("visible", "hidden", "after_due_date", "after_published"):
        raise ValueError(f"expected a Gradescope visibility, received {hidden!r}")
    withheld = score.points is None
    tests, left = [], MAX_TESTS_OUTPUT
    for index, question in enumerate(assignment.questions, start=1):
        lines = [line for line in score.lines if line.check.question == question.id]
        for place, line in enumerate(lines, start=1):
            kind = sentence(
                "feedback.public_check" if line.check.public else "feedback.hidden_check", language
            )
            output = explained(line, language)[: min(MAX_OUTPUT, max(0, left))]
            left -= len(output)
            test = {
                "name": f"{question.id.upper()}: {line.check.title[language]} ({kind})",
                "number": f"{index}.{place}",
                "max_score": 0 if line.bonus else line.check.points,
                "output": output,
                "output_format": "text",
                "visibility": "visible" if line.check.public else hidden,
            }
            if not withheld:
                test |= {"score": line.points, "status": "passed" if line.verdict.passed else "failed"}
            tests.append(test)
    data = {
        "output": summary(assignment, score, result, language)[:MAX_OUTPUT],
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"assignment": assignment.id, "sandbox": result.sandbox},
    }
    if not withheld:
        data["score"] = score.points
    if execution_time is not None:
        data["execution_time"] = round(execution_time)
    return data


def _place(path: str) -> Place | None:
    match = _SUBMISSION.match(path)
    return match and Place(
        match["folder"], match["file"], Who(name=match["folder"].replace("_", " "), lms_id=match["id"])
    )


def _metadata(data: bytes) -> Mapping[str, Mapping]:
    import yaml  # Jupyter brings it; Gradescope writes Ruby symbols, which safe_load reads as text ":name"

    try:
        told = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _named(delivery: Delivery, told: Mapping | None) -> Delivery:
    if not isinstance(told, Mapping):
        return delivery
    people = [each for each in told.get(":submitters") or () if isinstance(each, Mapping)]
    who = tuple(
        Who(str(each.get(":name") or ""), str(each.get(":sid") or ""), str(each.get(":email") or ""))
        for each in people
    )
    when = told.get(":created_at")
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when.replace(" UTC", "+00:00"))
        except ValueError:
            when = None
    return replace(delivery, who=who or delivery.who, submitted=when if isinstance(when, datetime) else None)
