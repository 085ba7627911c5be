"""Where in the student's code another thread stands right now: what to look at while something takes long."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from types import FrameType

from autograder.base.cleaning import clean_line
from autograder.base.messages import sentence
from autograder.base.progress import shell
from autograder.judge.worker import host
from autograder.judge.worker.trace import cell_of

_MOST_FRAMES = 2_000
_SOURCE = 80  # characters of a line of code
_NAME = 60


def standing(thread: int, language: str) -> str:
    """Return the function, the line and its code at which the student's code stands in a thread; "" where it does not run."""
    for frame in _frames(sys._current_frames().get(thread)):
        if frame.f_globals is vars(host):
            return ""  # a check computes, or what it asked for is being put away
        if _is_theirs(frame):
            return sentence("running.stands", language, place=_place(frame, language))
    return ""


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield frames, the innermost first."""
    for _ in range(_MOST_FRAMES):
        if frame is None:
            return
        yield frame
        frame = frame.f_back


def _is_theirs(frame: FrameType) -> bool:
    if frame.f_code.co_filename.startswith("<answer"):
        return True
    ipython = shell()
    return ipython is not None and frame.f_globals is ipython.user_ns


def _place(frame: FrameType, language: str) -> str:
    code = frame.f_code
    name = "" if code.co_name == "<module>" else code.co_qualname.replace(".<locals>", "")
    values = {"line": frame.f_lineno, "where": _cell(code.co_filename)}
    source = clean_line(linecache.getline(code.co_filename, frame.f_lineno).strip(), _SOURCE)
    place = [clean_line(name, _NAME), sentence("running.cell", language, **values) if values["where"] else ""]
    return ", ".join(filter(None, [*place, sentence("running.line", language, source=source, **values)]))


def _cell(filename: str) -> str:
    """Return the cell that a file name stands for; "" for a file."""
    ipython = shell()
    named = ipython.compile.format_code_name(filename) if ipython else None
    return str(named[1]) if named else cell_of(filename)
