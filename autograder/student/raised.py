"""Which cells of this notebook raised an error, and what therefore is not defined, or as an earlier run left it."""

from __future__ import annotations

import inspect
import linecache
from dataclasses import dataclass
from typing import Any

from autograder.base.cleaning import clean_line
from autograder.base.messages import Message
from autograder.base.progress import shell
from autograder.course.source import bound_names
from autograder.judge.magics import without_magics

_KEPT = 500  # cells that were run


@dataclass(frozen=True)
class Run:
    """One run of a cell: its number, the names it binds, and what it raised (None: nothing)."""

    number: int
    binds: frozenset[str]
    error: Message | None = None


class Runs:
    """What a kernel ran since it was watched, the oldest first."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    # Any: IPython's own.
    def note(self, result: Any) -> None:
        """Take what IPython says of a cell that was run."""
        info, number = getattr(result, "info", None), getattr(result, "execution_count", None)
        source = getattr(info, "raw_cell", None)
        if not isinstance(source, str) or not isinstance(number, int):
            return
        error = result.error_before_exec or result.error_in_exec
        self._runs.append(Run(number, bound_names(without_magics(source)), error and _message(error, number)))
        del self._runs[:-_KEPT]

    def error_of(self, name: str, value: object = None) -> Message | None:
        """Return the error of the cell that should have defined `name` last; None where that did.

        `value` is what the name stands for now: where that comes from the very cell, the error came after it.
        """
        last = next((run for run in reversed(self._runs) if name in run.binds), None)
        if last is None or last.error is None:
            return None
        place = defined_in(value)
        if value is not None and (place is None or place[0] == f"In[{last.number}]"):
            return None
        return last.error


def _message(error: BaseException, number: int) -> Message:
    line, source = _place(error)
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    values = {
        "cell": f"In[{number}]",
        "type": type(error).__name__,
        "text": clean_line(" ".join(text.split()), 300),
        "line": line,
        "source": clean_line(source, 120),
    }
    return Message("causes.cell" if line else "causes.cell_nowhere", values)


def _place(error: BaseException) -> tuple[int, str]:
    """Return the line of the cell that raised, and its code."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0, (error.text or "").strip()
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if trace.tb_frame.f_code.co_name == "<module>" and "ipykernel" in filename:
            return trace.tb_lineno, linecache.getline(filename, trace.tb_lineno).strip()
        trace = trace.tb_next
    return 0, ""


def defined_in(answer: object) -> tuple[str, int] | None:
    """Return the cell ("In [5]") and the line in it where a function or class was defined; None outside of IPython."""
    ipython = shell()
    code = getattr(answer, "__code__", None)
    if isinstance(answer, type):
        methods = (getattr(each, "__code__", None) for each in vars(answer).values())
        code = next((each for each in methods if each), None)
    if ipython is None or not inspect.iscode(code):
        return None
    named = ipython.compile.format_code_name(code.co_filename)
    return (str(named[1]), code.co_firstlineno) if named else None
