"""Hints, one at a time, the gentlest first."""

from __future__ import annotations

from pathlib import Path

from autograder.base.messages import sentence
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.student.display import Note
from autograder.student.find import find, questions_asked_for


def hint_text(folder: Path, name: str, question: str, number: int, language: str) -> str:
    """Return hint `number` (from 1) of a question or function, as the command line shows it.

    Raises:
        UsageError: There is no such assignment or question.
    """
    assignment = load_assignment(find(name, folder, language))
    following = f"autograder hint {assignment.id[:2]} {question} -n {number + 1}"
    return str(hint_note(assignment, question, number, language, following))


def hint_note(assignment: Assignment, question: str, number: int, language: str, following: str = "") -> Note:
    """Return hint `number` (from 1) of a question or function; all of them where `number` is past the last.

    Instead of a question, a failed check may be named: then it is the hint that fits it, if there is one.

    Args:
        following: What a student types for the next hint ("": the call in a notebook).

    Raises:
        UsageError: There is no such question.
    """
    hints = fitting(assignment, question, language) or _hints(assignment, question, language)
    if number > len(hints):
        lines = [line for each in hints for line in each.split("\n")]
        return Note((sentence("hint.again", language), *lines), language)
    following = following or f'autograder.hint("{question}")'
    if number == len(hints):
        what_next = sentence("hint.last", language)
    else:
        what_next = sentence("hint.more", language, call=f"`{following}`")
    return Note((*hints[number - 1].split("\n"), what_next), language)


def fitting(assignment: Assignment, check: str, language: str) -> list[str]:
    """Return the hints that help with a failed check: each a title, and below it the hint; none where it is no check."""
    return [
        f"{_title(position, len(hints), function, language)}\n{hint.text}"
        for function, hints in assignment.hints(language).items()
        for position, hint in enumerate(hints, start=1)
        if check in hint.checks
    ]


def _hints(assignment: Assignment, question: str, language: str) -> list[str]:
    """Return the hints of a question, or of one function of it: each a title, and below it the hint."""
    (found,) = questions_asked_for(assignment, question, language)
    if found.manual:
        return [sentence("manual.no_hint", language)]
    by_function = assignment.hints(language)
    functions = (question,) if question in found.functions else found.functions
    return [
        f"{_title(position, len(by_function[function]), function, language)}\n{hint.text}"
        for function in functions
        for position, hint in enumerate(by_function[function], start=1)
    ]


def _title(number: int, total: int, function: str, language: str) -> str:
    return sentence("hint.title", language, number=number, total=total, function=f"`{function}`")
