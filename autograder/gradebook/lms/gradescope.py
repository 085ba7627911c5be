"""Gradescope: the export of submissions, and results.json for its autograder.

Formats: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from autograder.base.messages import Message, sentence
from autograder.base.verdict import Result
from autograder.course.model import Assignment
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import Delivery, File, Intake, Participant, Place, Who, grouped
from autograder.gradebook.score import Marked, Score
from autograder.gradebook.sentences import explained, marked_lines, summary

METADATA = "submission_metadata.yml"
# Gradescope keeps no limit in its documentation; PrairieLearn's is 1 MB, and pages of that size help nobody.
MAX_OUTPUT = 8_000
MAX_TESTS_OUTPUT = 400_000
# The outermost folder of this name: what lies below it is the student's, and may be called so too.
_SUBMISSION = re.compile(r"(?:.*?/)??(?P<folder>submission_(?P<id>\d+))/(?P<file>.+)$")


class Gradescope:
    """Gradescope: folders `submission_123` named by one file of metadata, and results.json for its autograder."""

    name = "gradescope"
    school_numbers = True
    free_names = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of a Gradescope export."""
        # One that a student handed in says nothing of whose anything is.
        own = [path for path in files if path.rsplit("/", 1)[-1] == METADATA and not _SUBMISSION.match(path)]
        known = _metadata(files[own[0]].content()) if own else {}
        hand_ins = {path: file for path, file in files.items() if path not in own}
        intake = grouped(self.name, hand_ins, _place, Message.of("intake.foreign", system="Gradescope"))
        deliveries = tuple(_named(delivery, known.get(delivery.folder)) for delivery in intake.deliveries)
        return replace(intake, deliveries=deliveries)

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the export itself tells who and when."""
        return None

    def results(
        self, assignment: Assignment, score: Score, result: Result, *, language: str = "en"
    ) -> dict[str, Any]:
        """Return Gradescope's results.json as data."""
        return results(assignment, score, result, language=language)


def results(assignment: Assignment, score: Score, result: Result, *, language: str = "en") -> dict[str, Any]:
    """Return Gradescope's results.json as data: only fields it knows, texts shortened, plain text throughout.

    What a person has still to mark is a test without a score. While the score is withheld no `score` appears anywhere,
    which Gradescope reports as a failed autograder: a missing mark is seen, a zero would not be.
    """
    withheld = score.points is None and not score.waits_for_marker
    tests, left = [], MAX_TESTS_OUTPUT
    for index, question in enumerate(assignment.questions, start=1):
        lines = [line for line in score.lines if line.check.question == question.id]
        for place, line in enumerate(lines, start=1):
            kind = sentence(
                "feedback.public_check" if line.check.public else "feedback.hidden_check", language
            )
            output = explained(line, language)[: min(MAX_OUTPUT, max(0, left))]
            left -= len(output)
            test: dict[str, Any] = {
                "name": f"{question.id.upper()}: {line.check.title[language]} ({kind})",
                "number": f"{index}.{place}",
                "max_score": 0 if line.bonus else line.check.points,
                "output": output,
                "output_format": "text",
                "visibility": "visible" if line.check.public else "after_published",
            }
            if not withheld:
                test |= {"score": line.points, "status": "passed" if line.verdict.passed else "failed"}
            tests.append(test)
        tests += [_marked(each, index, score, language) for each in score.marked if each.question is question]
    data: dict[str, Any] = {
        # Seen at once, while hidden tests may not be yet: it must not tell what they found.
        "output": summary(assignment, score, result, language, hidden=False)[:MAX_OUTPUT],
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"assignment": assignment.id, "sandbox": result.sandbox},
    }
    if not withheld:
        # Gradescope's manual grading adds what a person gives, out of points of its own.
        data["score"] = score.so_far if score.points is None else score.points
    return data


def _marked(marked: Marked, index: int, score: Score, language: str) -> dict[str, Any]:
    about = score.about_questions.get(marked.question.id, "")
    test: dict[str, Any] = {
        "name": f"{marked.question.id.upper()}: {marked.question.title[language]}",
        "number": f"{index}.1",
        "output": "\n".join(marked_lines(marked, about, language))[:MAX_OUTPUT],
        "output_format": "text",
        "visibility": "visible",
    }
    if marked.points is not None:
        test |= {"score": marked.points, "max_score": 0 if marked.question.bonus else marked.question.points}
    return test


def _place(path: str) -> Place | None:
    match = _SUBMISSION.match(path)
    # Whose it is the metadata say; the number is the submission's, and may be some student's at the school.
    return match and Place(match["folder"], match["file"], Who(name=match["folder"].replace("_", " ")))


def _metadata(data: bytes) -> Mapping[str, Any]:
    import yaml  # Jupyter brings it; Gradescope writes Ruby symbols, which safe_load reads as text ":name"

    try:
        read = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _named(delivery: Delivery, known: object) -> Delivery:
    """Return a delivery with what the metadata know of it; they come from outside, and may hold anything."""
    if not isinstance(known, Mapping):
        return delivery
    people = [each for each in known.get(":submitters") or () if isinstance(each, Mapping)]
    who = tuple(
        Who(str(each.get(":name") or ""), str(each.get(":sid") or ""), str(each.get(":email") or ""))
        for each in people
    )
    when = known.get(":created_at")
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when.replace(" UTC", "+00:00"))
        except ValueError:
            when = None
    return replace(delivery, who=who or delivery.who, submitted=when if isinstance(when, datetime) else None)
