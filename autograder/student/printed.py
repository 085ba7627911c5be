"""What the student's code prints while it is checked: the first lines are kept, the others counted,
the verdicts stay readable.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from autograder.base.cleaning import beginning, clean_line
from autograder.base.progress import shell

_MOST_LINES = 10  # of a question; fewer where several questions print
_MOST_COLUMNS = 120
_LONG = 4_000  # characters of a line that never ends
# Keras' own, as where an .h5 is saved that the assignment asks for.
_LOGGED = re.compile(r"(?:INFO|WARNING):absl:")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x08")  # ECMA-48: colours, and what moves the cursor


class Recorder:
    """Keeps the first lines that are printed, section by section, and counts them all. `section` is the current one."""

    def __init__(self) -> None:
        self.section = ""
        self._lines: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._begun: dict[str, str] = {}

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that printed anything, in their order."""
        return tuple(dict.fromkeys([*self._counts, *(name for name, text in self._begun.items() if text)]))

    def count(self, section: str) -> int:
        """Return how many lines a section printed; the last one need not be ended."""
        return self._counts.get(section, 0) + bool(self._begun.get(section))

    def lines(self, section: str) -> tuple[str, ...]:
        """Return the first lines of a section, each fit for a terminal, as many as are shown beside other sections."""
        begun = self._begun.get(section)
        kept = [*self._lines.get(section, ()), *([_line(begun)] if begun else ())]
        several = len(self.sections) > 2
        return tuple(kept[: _MOST_LINES // 2 if several else _MOST_LINES])

    def write(self, text: str) -> None:
        """Take what is printed now."""
        *whole, begun = (self._begun.get(self.section, "") + text).split("\n")
        self._begun[self.section] = _rewritten(begun)[:_LONG]
        whole = [each for each in whole if not _LOGGED.match(each)]
        if not whole:
            return
        self._counts[self.section] = self._counts.get(self.section, 0) + len(whole)
        kept = self._lines.setdefault(self.section, [])
        kept += map(_line, whole[: _MOST_LINES - len(kept)])

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Take what is printed in this block to both of Python's streams, and what is displayed in a notebook."""
        with (
            _displays(self),
            contextlib.redirect_stdout(_stream(self, sys.stdout)),
            contextlib.redirect_stderr(_stream(self, sys.stderr)),
        ):
            yield


@contextlib.contextmanager
def _displays(recorder: Recorder) -> Iterator[None]:
    """Take what this thread displays below a notebook's cell, a text for each picture or table."""
    publisher: Any = getattr(shell(), "display_pub", None)
    if not hasattr(publisher, "register_hook"):  # ipykernel's alone
        yield
        return

    # Any: a message of Jupyter's.
    def take(message: dict[str, Any]) -> None:
        data = message.get("content", {}).get("data", {})
        recorder.write(f"{data.get('text/plain', '…')}\n")

    publisher.register_hook(take)  # what a hook gives back is sent: nothing
    try:
        yield
    finally:
        publisher.unregister_hook(take)


class _Sink(io.RawIOBase):
    """The bytes end of a stream whose text goes to a recorder: what is run finds `buffer` and `reconfigure`, too."""

    def __init__(self, recorder: Recorder, instead_of: TextIO):
        self._recorder, self._instead_of = recorder, instead_of

    name = "<printed>"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._instead_of.fileno()  # for programs that the answer starts

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._recorder.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


def _stream(recorder: Recorder, instead_of: TextIO) -> io.TextIOWrapper:
    sink = _Sink(recorder, instead_of)
    return io.TextIOWrapper(sink, encoding="utf-8", errors="replace", newline="", write_through=True)


def _rewritten(text: str) -> str:
    """Return what is left of a line whose beginning was written over, as progress bars do."""
    shown = text.rstrip("\r").rpartition("\r")[2]
    return shown + "\r" * text.endswith("\r")


def _line(text: str) -> str:
    shown = _ESCAPES.sub("", _rewritten(text).rstrip("\r")).expandtabs().rstrip()
    return clean_line(beginning(shown, _MOST_COLUMNS), _LONG)
