"""What a notebook says, instead of a red traceback, when a cell needs an answer or a cell that has not been run yet."""

from __future__ import annotations

import builtins
import difflib
import re
from collections.abc import Collection
from types import TracebackType
from typing import Any

from autograder.base.errors import ContentError, PlotError
from autograder.base.messages import sentence
from autograder.course.model import Assignment
from autograder.course.source import bound_names
from autograder.student.display import Note, show

_STUB = re.compile(r"q(\d+): ([\w.]+)$")
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def waiting_for(error: BaseException, assignment: Assignment, language: str) -> str | None:
    """Return the sentence that tells what a cell waits for, or cannot draw; None where the error is another one."""
    if isinstance(error, PlotError):
        return str(error)
    if isinstance(error, NotImplementedError) and (match := _STUB.match(str(error))):
        return sentence("waiting.answer", language, question=match[1], function=f"`{match[2]}`")
    name = undefined(error)
    if name in assignment.functions:
        number = assignment.functions[name][1:]
        return sentence("waiting.function", language, question=number, function=f"`{name}`")
    if name and (heading := _maker(assignment, name, language)):
        return sentence("waiting.name", language, name=f"`{name}`", heading=heading)
    return None


def undefined(error: BaseException) -> str:
    """Return the name that an error misses, or ""."""
    if not isinstance(error, NameError) or isinstance(error, UnboundLocalError):
        return ""
    match = _UNDEFINED.match(str(error))
    return match[1] if match else ""


def undefined_advice(
    name: str, defined: Collection[str], written: Collection[str], assignment: Assignment, language: str
) -> str:
    """Return what to do about a name that an answer uses and nothing defines.

    Args:
        defined: The names that the notebook has now.
        written: Those that its cells would define if they were run.
    """
    if name in written:
        return sentence("waiting.not_run", language, name=f"`{name}`")
    if heading := _maker(assignment, name, language):
        return sentence("waiting.name", language, name=f"`{name}`", heading=heading)
    known = [each for each in {*defined, *dir(builtins)} if not each.startswith("_")]
    if near := difflib.get_close_matches(name, known, 1, 0.75):
        return sentence("waiting.similar", language, name=f"`{name}`", similar=f"`{near[0]}`")
    return sentence("waiting.undefined", language, name=f"`{name}`")


def install(shell: Any, assignment: Assignment, language: str) -> None:
    """Let IPython say what a cell waits for; every other error is shown as always."""

    def handle(
        shell: Any,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        tb_offset: int | None = None,
    ) -> None:
        text = waiting_for(error, assignment, language)
        if text is None:
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        else:
            show(Note((text,), language))

    shell.set_custom_exc((NotImplementedError, NameError, PlotError), handle)


def _maker(assignment: Assignment, name: str, language: str) -> str:
    """Return the heading of the section whose cells make a name, or ""."""
    try:
        statement = assignment.statement(language)
    except ContentError:  # a folder without its statement
        return ""
    questions = {question.id for question in assignment.questions}
    for section in statement.sections:
        for block in section.blocks:
            if block.run and name in bound_names(block.text):
                title = section.title or statement.title
                return f"Question {section.name[1:]} · {title}" if section.name in questions else title
    stub = assignment.folder / f"{assignment.id}.py"
    if stub.is_file() and name in bound_names(stub.read_text(encoding="utf-8", errors="replace")):
        setup = statement.section("setup")
        return setup.title if setup and setup.title else sentence("notebook.setup_title", language)
    return ""
