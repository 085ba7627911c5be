"""Hints, one at a time, the gentlest first."""

from __future__ import annotations

from pathlib import Path

from autograder.base.messages import sentence
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.student.display import Note
from autograder.student.find import find, meant, questions_asked_for


def hint_text(folder: Path, name: str, question: str, number: int, language: str) -> str:
    """Return hint `number` (from 1) of a question or function, as the command line shows it.

    Raises:
        UsageError: There is no such assignment or question.
    """
    assignment = load_assignment(find(name, folder, language))
    return str(
        hint_note(assignment, question, number, language, f"autograder hint {assignment.id[:2]} {{question}}")
    )


def hint_note(
    assignment: Assignment,
    question: str,
    number: int,
    language: str,
    call: str = 'autograder.hint("{question}")',
) -> Note:
    """Return hint `number` (from 1) of a question or function; all of them where `number` is past the last.

    Instead of a question, a failed check may be named: then it is the hint that fits it, if there is one.

    Args:
        call: What a student types for a hint of "{question}": in a notebook the same again for the next one; in a
            terminal with its number.

    Raises:
        UsageError: There is no such question.
    """
    question = meant(assignment, question) or question
    fits = fitting(assignment, question, language)
    hints = fits or _hints(assignment, question, language)
    if number > len(hints):
        lines = [line for each in hints for line in each.split("\n")]
        return Note((sentence("hint.again", language), *lines), language)
    if number < len(hints):
        again = call if call.endswith(")") else f"{call} -n {number + 1}"
        what_next = sentence("hint.more", language, call=f"`{again.format(question=question)}`")
    elif fits:
        whole = _question_of(assignment, question, language)
        what_next = sentence("hint.whole", language, question=whole, call=f"`{call.format(question=whole)}`")
    else:
        what_next = sentence("hint.last", language)
    return Note((*hints[number - 1].split("\n"), what_next), language)


def fitting(assignment: Assignment, check: str, language: str) -> list[str]:
    """Return the hints that help with a failed check: each a title, and below it the hint;
    none where it is no check.
    """
    return [
        f"{_title(position, len(hints), function, language)}\n{hint.text}"
        for function, hints in assignment.hints(language).items()
        for position, hint in enumerate(hints, start=1)
        if check in hint.checks
    ]


def _question_of(assignment: Assignment, check: str, language: str) -> str:
    """Return the id of the question whose hints fit a check."""
    hints = assignment.hints(language)
    function = next(name for name, found in hints.items() if any(check in each.checks for each in found))
    return assignment.functions[function]


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
