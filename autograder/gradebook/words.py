"""What a score and its verdicts say to the student, as plain sentences."""

from __future__ import annotations

from autograder.course.model import Assignment
from autograder.gradebook.score import Line, Score
from autograder.messages import sentence
from autograder.verdict import Outcome, Result, Verdict

_BLANK = "\n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # what is not "printable" and harmless
MAX_TEXT = 2_000  # characters of one explanation: what a student's code printed or raised may be long


def points_text(points: float, language: str) -> str:
    """Return points with at most two decimals and the language's decimal sign."""
    text = f"{points:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def explained(line: Line, language: str) -> str:
    """Return what one check has to say, a sentence a line: the teacher's word first, then the judge's."""
    parts = [
        *teachers_lines(line, language),
        *verdict_lines(line.verdict, language, public=line.check.public),
    ]
    return shortened("\n".join(parts))


def teachers_lines(line: Line, language: str) -> list[str]:
    """Return what the teacher decided and wrote about one check, labelled as such."""
    lines = []
    if line.override and line.override.points is not None:
        points = points_text(line.override.points, language)
        lines.append(sentence("feedback.overridden", language, points=points))
    if line.override and line.override.comment:
        lines.append(f"{sentence('feedback.teacher', language)} {shortened(line.override.comment)}")
    return lines


def verdict_lines(verdict: Verdict, language: str, *, public: bool) -> list[str]:
    """Return the lines of a verdict that a student may read; none for a check that passed.

    What was expected and received stays untold where the check is hidden, whatever the verdict holds.
    """
    if verdict.outcome is Outcome.PASS:
        return []
    if verdict.outcome is Outcome.JUDGE_ERROR:
        return [sentence("score.judge_error", language)]
    lines = [verdict.call] if verdict.call else []
    if verdict.message:
        lines.append(verdict.message.text(language))
    if verdict.expected and public:
        lines.append(f"{sentence('feedback.expected', language)} {verdict.expected.text(language)}")
    if verdict.received and public:
        lines.append(f"{sentence('feedback.received', language)} {verdict.received.text(language)}")
    return lines


def counts(score: Score, public: bool) -> tuple[int, int]:
    """Return how many of the public (or hidden) checks passed, and how many there are."""
    lines = [line for line in score.lines if line.check.public is public]
    return sum(line.verdict.passed for line in lines), len(lines)


def summary(assignment: Assignment, score: Score, result: Result, language: str) -> str:
    """Return the few lines at the head of every report to a student: the score, both kinds of checks, remarks."""
    lines = [score_line(score, language)]
    for public, key in ((True, "feedback.public_count"), (False, "feedback.hidden_count")):
        passed, total = counts(score, public)
        if total:
            lines.append(sentence(key, language, passed=passed, total=total))
    lines += remarks(score, result, language)
    return "\n".join(lines)


def score_line(score: Score, language: str) -> str:
    """Return "Score: 7.5 out of 10", or that it is withheld."""
    if score.points is None:
        return sentence("score.withheld", language)
    return sentence(
        "score.line",
        language,
        points=points_text(score.points, language),
        maximum=points_text(score.maximum, language),
    )


def remarks(score: Score, result: Result, language: str) -> list[str]:
    """Return what else explains the score: the cap, lateness, the teacher's word, the judge's notes."""
    lines = []
    if score.earned > score.maximum:
        lines.append(
            sentence(
                "score.capped",
                language,
                earned=points_text(score.earned, language),
                maximum=points_text(score.maximum, language),
            )
        )
    if score.too_late:
        lines.append(sentence("score.too_late", language, days=score.days_late))
    elif score.penalty:
        lines.append(
            sentence(
                "score.late", language, days=score.days_late, penalty=points_text(score.penalty, language)
            )
        )
    if score.override and score.override.points is not None:
        lines.append(sentence("score.overridden", language))
    if score.comment:
        lines.append(f"{sentence('feedback.teacher', language)} {score.comment}")
    return lines + [note.text(language) for note in result.notes]


def shortened(text: str, length: int = MAX_TEXT) -> str:
    """Return text without control characters, cut in its middle where it is longer than `length`."""
    clean = "".join(
        char if char.isprintable() or char in _BLANK else "\N{REPLACEMENT CHARACTER}" for char in text
    )
    if len(clean) <= length:
        return clean
    return f"{clean[: length * 2 // 3]}\n…\n{clean[-(length // 3) :]}"
