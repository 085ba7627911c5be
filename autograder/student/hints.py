"""Hints, one at a time, the gentlest first."""

from __future__ import annotations

from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.messages import sentence
from autograder.course.model import Assignment
from autograder.student.display import Note
from autograder.student.find import assignment_and_question, meant, questions_asked_for, sentence_here
from autograder.student.progress import remember_hint, shown_hints


def hint_text(
    folder: Path,
    name: str | None,
    question: str | None,
    number: int | None,
    language: str,
    *,
    everything: bool = False,
) -> str:
    """Return hint `number` (from 1) of a question, function or check, as the command line shows it.

    Args:
        number: None: the one after that which was shown last.
        everything: Return all its hints instead.

    Raises:
        UsageError: There is no such assignment or question.
    """
    assignment, question = assignment_and_question(name, question, folder, language)
    if question is None:
        values = {"number": assignment.id[:2], "known": ", ".join(each.id for each in assignment.questions)}
        raise UsageError(sentence("hint.which_terminal", language, **values))
    question = meant(assignment, question) or question
    if everything:
        hints = _fitting_or_all(assignment, question, language)
        return str(Note(tuple(line for each in hints for line in each.split("\n")), language))
    number = number or shown_hints(assignment, question) + 1
    call = f"autograder hint {assignment.id[:2]} {{question}}"
    note = hint_note(
        assignment, question, number, language, call
    )  # before it is written down: there may be none
    if not remember_hint(assignment, question, number):
        note = hint_note(assignment, question, number, language, call, counted=False)
    return str(note)


def hint_note(
    assignment: Assignment,
    question: str,
    number: int,
    language: str,
    call: str = 'autograder.hint("{question}")',
    *,
    counted: bool = True,
) -> Note:
    """Return hint `number` (from 1) of a question or function; all of them where `number` is past the last.

    Instead of a question, a failed check may be named: then it is the hint that fits it, if there is one.

    Args:
        call: What a student types for a hint of "{question}".
        counted: Whether the same again gives the next one; else it is asked for by its number.

    Raises:
        UsageError: There is no such question.
    """
    question = meant(assignment, question) or question
    fits = fitting(assignment, question, language)
    hints = _fitting_or_all(assignment, question, language)
    if number > len(hints):
        lines = [line for each in hints for line in each.split("\n")]
        return Note((sentence("hint.again", language), *lines), language)
    if number < len(hints):
        again = call if counted else f"{call} -n {number + 1}"
        what_next = sentence_here("hint.more", language, call=f"`{again.format(question=question)}`")
    elif fits:
        whole = _question_of(assignment, question, language)
        what_next = sentence("hint.whole", language, question=whole, call=f"`{call.format(question=whole)}`")
    else:
        what_next = sentence("hint.last", language)
    return Note((*hints[number - 1].split("\n"), what_next), language)


def _fitting_or_all(assignment: Assignment, question: str, language: str) -> list[str]:
    return fitting(assignment, question, language) or _hints(assignment, question, language)


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
