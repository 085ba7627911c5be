"""What a notebook's student is told beside the verdicts: cells that were not run, a stale kernel,
names nobody defines.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from autograder.base.messages import sentence
from autograder.base.verdict import Reason, Verdict
from autograder.course.model import Assignment, Question
from autograder.course.source import bound_names
from autograder.student.kernel import Freshness, freshness, history, saved_notebook, saved_source
from autograder.student.raised import Runs, defined_in
from autograder.student.waiting import undefined, undefined_advice

_CHANGED = "expect.unchanged"  # the answer wrote into its argument
# The answer ran, so it matters which one it was.
_RAN = (Reason.WRONG, Reason.EXCEPTION)


def advice(
    assignment: Assignment,
    question: Question,
    verdicts: Sequence[Verdict],
    environment: Mapping[str, object],
    language: str,
) -> Iterator[str]:
    """Yield sentences about what was judged: where it stands, and why it may not be what the student means.

    `environment` are the notebook's globals.
    """
    path = saved_notebook(environment, assignment)
    missing = any(each.reason in (Reason.MISSING_NAME, Reason.NOT_ATTEMPTED) for each in verdicts)
    for name in question.functions:
        state = freshness(environment, path, name, assignment) if path else Freshness.SAME
        shown = f"`{name}`"
        if missing and state in (Freshness.STALE, Freshness.NOT_RUN):
            yield sentence("check.not_run_yet", language, function=shown)
        elif state is Freshness.STALE:
            yield sentence("check.stale", language, function=shown)
        if any(each.reason in _RAN for each in verdicts) and (place := defined_in(environment.get(name))):
            cell, line = place
            yield sentence("check.place", language, function=shown, cell=cell, line=line)
    if any(each.message and each.message.key == _CHANGED for each in verdicts):
        names = ", ".join(f"`{name}`" for name in question.functions)
        yield sentence("check.argument_changed", language, function=names)
    yield from _undefined(assignment, question, verdicts, environment, path, language)


def older(
    questions: Iterable[Question], environment: Mapping[str, object], language: str, runs: Runs
) -> Iterator[str]:
    """Yield a sentence about each function whose cell has stopped since: what is judged is the one before."""
    for name in (name for question in questions for name in question.functions if name in environment):
        if error := runs.error_of(name, environment[name]):
            yield sentence("causes.older", language, function=f"`{name}`", error=error)


def unsaved(assignment: Assignment, environment: Mapping[str, object], language: str) -> str:
    """Return a sentence about the questions whose answers, as they were run, are not in the saved notebook; or ""."""
    path = saved_notebook(environment, assignment)
    if path is None:
        return ""
    found = [
        question.id
        for question in assignment.questions
        if any(
            freshness(environment, path, name, assignment) is Freshness.UNSAVED for name in question.functions
        )
    ]
    return sentence("check.unsaved", language, questions=", ".join(found)) if found else ""


def _undefined(
    assignment: Assignment,
    question: Question,
    verdicts: Sequence[Verdict],
    environment: Mapping[str, object],
    path: Path | None,
    language: str,
) -> Iterator[str]:
    """Yield what to do about each name that the answer used and nothing defined."""
    names = {
        undefined(NameError(verdict.message.values.get("text", "")))
        for verdict in verdicts
        if verdict.message and verdict.message.values.get("type") == "NameError"
    } - {""}
    codes = (getattr(environment.get(name), "__code__", None) for name in question.functions)
    own = {each for code in codes if inspect.iscode(code) for each in code.co_varnames}
    for name in sorted(names):
        texts = [*history(environment), saved_source(path) if path else ""]
        written = {each for text in texts for each in bound_names(text)}
        yield undefined_advice(name, {*environment, *own}, written, assignment, language)
