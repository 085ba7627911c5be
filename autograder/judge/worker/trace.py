"""What the student learns of an exception: the reason, the text, and the student's own line."""

from __future__ import annotations

import errno
import linecache
import os
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from autograder.base.cleaning import beginning
from autograder.base.verdict import Reason
from autograder.judge.wire.protocol import Failure

# Characters of an exception's text: a check may look for a size or a name in it. Fewer are shown.
_LONG = 2000
# Of urllib, socket, ssl and of libraries that need not be installed: by name.
_NETWORK = {
    *("URLError", "HTTPError", "gaierror", "herror", "ConnectionError", "ConnectionRefusedError"),
    *("NewConnectionError", "MaxRetryError", "RemoteDisconnected", "SSLError"),
}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # Keras writes what is wrong in bold
_STUB = re.compile(r"q\d+: ")


def failure(error: BaseException, namespace: dict[str, Any]) -> Failure:
    """Return the record of an exception that came out of code whose globals are `namespace`."""
    frame_line, filename, own = _place(error.__traceback__, namespace)
    if isinstance(error, SyntaxError) and error.filename and error.filename.startswith("<answer"):
        frame_line, filename = error.lineno or 0, error.filename
    source = linecache.getline(filename, frame_line).strip() if filename else ""
    if isinstance(error, SyntaxError) and error.text and not source:
        source = error.text.strip()
    return Failure(
        reason=_reason(error, own),
        text=_text(error),
        types=tuple(each.__name__ for each in type(error).__mro__ if each is not object),
        line=frame_line,
        source=beginning(source, 120),
        where=cell_of(filename),
    )


def filename_of(where: str) -> str:
    """Return the file name under which a cell is compiled; `where` is empty for a .py."""
    return f"<answer {where}>" if where else "<answer>"


def cell_of(filename: str) -> str:
    """Return the cell that a compiled file name stands for, or nothing."""
    match = re.fullmatch(r"<answer (.+)>", filename or "")
    return match[1] if match else ""


def remember_source(filename: str, text: str) -> None:
    """Let tracebacks, inspect and autograph find the text of what is compiled as `filename`."""
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)


def _place(trace: TracebackType | None, namespace: dict[str, Any]) -> tuple[int, str, bool]:
    """Return the last line of the student's own in a traceback, its file, and whether it is the very last."""
    line, filename, own = 0, "", False
    for _ in range(2000):
        if trace is None:
            break
        own = trace.tb_frame.f_globals is namespace
        if own:
            line, filename = trace.tb_lineno, trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return line, filename, own


def _reason(error: BaseException, own: bool) -> Reason:
    if isinstance(error, NotImplementedError) and own and (not error.args or _STUB.match(str(error.args[0]))):
        return Reason.NOT_ATTEMPTED
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return Reason.MEMORY
    if any(_is_network(each) for each in _chain(error)):
        return Reason.NETWORK
    return Reason.EXCEPTION


def _is_network(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH):
        return True
    named = {each.__name__ for each in type(error).__mro__}
    return bool(named & _NETWORK) and not isinstance(error, BrokenPipeError)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(8):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _text(error: BaseException) -> str:
    try:
        own = isinstance(error, SyntaxError) and str(error.filename).startswith("<answer")
        text = str(error.msg if own and isinstance(error, SyntaxError) else error)
    except BaseException as second:
        text = f"<its text raised {type(second).__name__}>"
    text = text.replace(os.getcwd() + os.sep, "") if text else ""
    text = " ".join(_COLOUR.sub("", text).split())
    # The middle goes: Keras prints the whole input first, and then says what is wrong with its shape.
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]}…{text[1 - _LONG // 2 :]}"
