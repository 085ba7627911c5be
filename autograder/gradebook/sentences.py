"""What a score and its verdicts say to the student, as plain sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.base.cleaning import clean
from autograder.base.messages import Message, for_teacher, key_for, sentence, words
from autograder.base.numbers import points_text
from autograder.base.verdict import Outcome, Reason, Result
from autograder.base.verdict_lines import verdict_lines
from autograder.course.model import Assignment
from autograder.gradebook.score import Line, Marked, Score, scaled

MAX_TEXT = 2_000  # characters of one explanation: what a student's code printed or raised may be long


def explained(line: Line, language: str) -> str:
    """Return what one check has to say, a sentence a line: the teacher's word first, then the judge's."""
    parts = [
        *teachers_lines(line, language),
        *map(str, verdict_lines(line.verdict, language, public=line.check.public)),
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


def counts(score: Score, public: bool) -> tuple[int, int]:
    """Return how many of the public (or hidden) checks passed, and how many there are."""
    lines = [line for line in score.lines if line.check.public is public]
    return sum(line.verdict.passed for line in lines), len(lines)


def summary(
    assignment: Assignment,
    score: Score,
    result: Result,
    language: str,
    *,
    hidden: bool = True,
    teacher: bool = False,
    top: float | None = None,
) -> str:
    """Return the few lines at the head of every report to a student: the score, both kinds of checks, remarks.

    `hidden` False leaves out what tells how many hidden checks passed, the score among it (not that it is withheld). To a
    `teacher` they do not speak as to the student. `top` is the maximum of the LMS that shows them beside a mark out of it.
    """
    lines: list[str] = []
    if hidden or score.withheld:
        lines.append(score_line(score, language, teacher=teacher, top=top))
    elif score.to_mark:
        lines.append(to_mark_line(score, language, teacher=teacher))
    for public, key in ((True, "feedback.public_count"), (False, "feedback.hidden_count")):
        passed, total = counts(score, public)
        if total and (public or hidden):
            lines.append(sentence(key, language, passed=passed, total=total))
    lines += remarks(score, result, language, earned=hidden, teacher=teacher)
    if hidden and not teacher:
        lines += [why.text(language) for why in nothing_judged(score, result)]
    return "\n".join(lines)


def score_line(score: Score, language: str, *, teacher: bool = False, top: float | None = None) -> str:
    """Return "Score: 7.5 out of 10", or that it is withheld; of one that waits for a person, what is certain so far.

    Where the LMS's mark is out of another maximum, `top`, it tells both.
    """
    if score.waits_for_marker:
        so_far = sentence(
            "score.so_far",
            language,
            points=points_text(score.so_far, language),
            maximum=points_text(score.maximum, language),
        )
        return f"{so_far} {to_mark_line(score, language, teacher=teacher)}"
    if score.points is None:
        return sentence(key_for("score.withheld", teacher=teacher), language)
    points, maximum = points_text(score.points, language), points_text(score.maximum, language)
    in_theirs = scaled(score.points, score.maximum, top)
    if top and points_text(top, language) != maximum:
        whole = language == "fr" or score.points == int(score.points)  # « 1,5 point », "1.5 points"
        return sentence(
            "score.line_scaled",
            language,
            points=points,
            count=int(score.points) if whole else 2,
            maximum=maximum,
            scaled=points_text(in_theirs, language),
            top=points_text(top, language),
        )
    return sentence("score.line", language, points=points, maximum=maximum)


def short_score(score: Score, language: str) -> str:
    """Return the points for a cell: "7.5"; "18 + ?" while a person has still to mark; "?" while they are withheld."""
    if score.points is not None:
        return points_text(score.points, language)
    return f"{points_text(score.so_far, language)} + ?" if score.waits_for_marker else "?"


@dataclass(frozen=True)
class Sign:
    """What stands in a cell that has no points, and what it means: for a legend, and for whoever has it read aloud."""

    text: str
    words: str


def no_score(*, waiting: bool, language: str) -> Sign:
    """Return the sign of a student without a score: she handed in and waits for her verdicts, or she handed nothing in."""
    key = "waiting" if waiting else "missing"
    return Sign(_SIGNS[key], sentence(f"signs.{key}", language))


def legend(cells: Iterable[str], language: str) -> str:
    """Return what the signs in these cells mean; "" where there are none."""
    texts = set(cells)
    used = [key for key, sign in _SIGNS.items() if sign in texts]
    if any(each.endswith(" + ?") for each in texts):
        used.append("to_mark")
    return " · ".join(f"{_SIGNS[key]} {sentence(f'signs.{key}', language)}" for key in used)


_SIGNS = {"missing": "–", "waiting": "…", "withheld": "?", "to_mark": "+ ?"}


def to_mark_line(score: Score, language: str, *, teacher: bool = False) -> str:
    """Return which questions a person has still to mark, and their points."""
    questions = sentence("notebook.between_titles", language).join(
        sentence("score.question", language, title=question.title[language], points=question.points)
        for question in score.to_mark
    )
    return sentence(key_for("score.to_mark", teacher=teacher), language, questions=questions)


def marked_lines(marked: Marked, about: str, language: str) -> list[str]:
    """Return what a person says of a question: the criteria met, with their points, and the comment (`about`)."""
    lines = []
    if marked.points is None:
        lines.append(sentence("manual.to_mark", language))
    for each in marked.criteria:
        points = f"{'+' if each.points > 0 else '−' if each.points < 0 else ''}{abs(each.points)}"
        lines.append(sentence("manual.criterion", language, points=points, title=each.title[language]))
    if about:
        lines.append(f"{sentence('feedback.teacher', language)} {shortened(about)}")
    return lines


def remarks(
    score: Score, result: Result, language: str, *, earned: bool = True, teacher: bool = False
) -> list[str]:
    """Return what else explains the score: the cap (which tells what was `earned`), lateness, the teacher's word, notes."""
    lines = []
    if earned and score.earned > score.maximum:
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
        lines.append(sentence(key_for("score.overridden", teacher=teacher), language))
    if score.comment:
        lines.append(f"{sentence('feedback.teacher', language)} {score.comment}")
    return lines + [words(for_teacher(note) if teacher else note, language) for note in result.notes]


# Nothing ran, and each check has the same to say: that it has is said once, in these words.
SAID_ONCE = {Reason.MISSING_NAME: "score.defines_nothing", Reason.NOT_ATTEMPTED: "score.as_released"}


def nothing_judged(score: Score, result: Result) -> list[Message]:
    """Return why nothing of a hand-in could be judged, for its student; nothing where something was, where a remark says it
    already, or where the teacher has set the score.

    Only public checks are heard: what stops a hidden one may be chosen by the student's code.
    """
    verdicts = [line.verdict for line in score.lines]
    if any(each.outcome is not Outcome.NOT_RUN for each in verdicts) or (
        score.override and score.override.points is not None
    ):
        return []
    reasons = {each.reason for each in verdicts if each.reason}
    if len(reasons) == 1 and (key := SAID_ONCE.get(next(iter(reasons)))):
        return [Message(key)]
    why = next(
        (each.verdict.message for each in score.lines if each.check.public and each.verdict.message), None
    )
    return [Message.of("score.nothing_judged", why=why)] if why and why not in result.notes else []


def shortened(text: str, length: int = MAX_TEXT) -> str:
    """Return text without control characters, cut in its middle where it is longer than `length`."""
    return clean(text, length)
