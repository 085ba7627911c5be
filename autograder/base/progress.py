"""What shows that something is at work: a bar where steps are counted, a line where they are named.

Both stand on a terminal's standard error or below a notebook's cell and vanish at the end. In a pipe or a log, a bar is
a line on standard error now and then; what is only named is not shown, but for what may take minutes.
"""

from __future__ import annotations

import contextlib
import html
import json
import math
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TextIO

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from autograder.base.at_work import long_text
from autograder.base.messages import default_language, sentence

SECONDS = 10.0  # until a log is told something, and between two lines at first
_LOG_SECONDS = 30  # between two lines of what is only named


class Advance(Protocol):
    """What moves a bar."""

    def __call__(self, done: int, total: int, what: str = ..., note: str = ...) -> None:
        """Show `done` of `total`, `what` in place of the bar's name, and below it a `note`."""


@contextlib.contextmanager
def bar(what: str, *, quiet: bool = False) -> Iterator[Advance]:
    """Give `advance(done, total, what=…)` for a bar of `what`, with the time gone and an estimate of what is left."""
    console = Console(stderr=True)
    if quiet:
        yield lambda done, total, what=what, note="": None
    elif not (in_notebook() or console.is_terminal):
        yield _now_and_then(what)
    elif in_notebook():
        with _cell() as show:
            yield lambda done, total, what=what, note="": show(
                f"{what}: {done}/{total}" + (f"\n{note}" if note else ""), done / max(total, 1)
            )
    else:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn(sentence("progress.left", default_language())),
            TimeRemainingColumn(),
        )
        with _NotedProgress(*columns, console=console, transient=True) as shown:
            task = shown.add_task(what, total=None)

            def advance(done: int, total: int, what: str = what, note: str = "") -> None:
                shown.note = note
                shown.update(task, completed=done, total=total, description=what)

            yield advance


class _NotedProgress(Progress):
    """A bar with a line of words below it."""

    note = ""

    def get_renderables(self) -> Iterator[RenderableType]:
        yield from super().get_renderables()
        if self.note:
            yield Text(self.note)


def _now_and_then(what: str) -> Advance:
    """Return what writes a line for a log at the first step, and then the more seldom, the longer it goes on."""
    begun, last = math.inf, -math.inf

    def advance(done: int, total: int, what: str = what, note: str = "") -> None:
        nonlocal begun, last
        now = time.monotonic()
        begun = min(begun, now)
        if total == 0 or now - last < max(SECONDS, (now - begun) / 20):
            return
        last, gone = now, now - begun
        unit = f"{gone:.0f}\N{NO-BREAK SPACE}s" if gone < 100 else f"{gone / 60:.0f}\N{NO-BREAK SPACE}min"
        text = sentence("progress.log", default_language(), what=what, done=done, total=total, gone=unit)
        print(f"{text} · {note}" if note else text, file=sys.stderr, flush=True)

    return advance


@contextlib.contextmanager
def line(*, now_and_then: bool = False) -> Iterator[Callable[[str], None]]:
    """Give `say(text)` for one line that says what is being done; `text` replaces what was said before.

    `now_and_then`: without a terminal and a notebook, every half a minute of it is written to standard error.
    """
    # The stream of now: what runs meanwhile may be given another one.
    console = Console(file=sys.stderr)
    if in_notebook():
        with _cell() as show:
            yield show
    elif console.is_terminal:
        # Drawn by `say` alone: a thread of its own would write between the lines of what runs meanwhile.
        with Progress(
            TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=False)),
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        ) as shown:
            task = shown.add_task("", total=None)
            yield lambda text: shown.update(task, description=text, refresh=True)
    elif now_and_then:
        yield _log(sys.stderr)
    else:
        yield lambda text: None


def _log(stream: TextIO) -> Callable[[str], None]:
    written = time.monotonic() + SECONDS - _LOG_SECONDS

    def say(text: str) -> None:
        nonlocal written
        if time.monotonic() - written >= _LOG_SECONDS:
            written = time.monotonic()
            with contextlib.suppress(OSError, ValueError):  # a pipe that nobody reads any more
                print(text, file=stream, flush=True)

    return say


@contextlib.contextmanager
def listener(as_json: bool = False) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Give a listener for `gradebook.batch`: JSON lines on standard output, or a bar."""
    if as_json:
        yield lambda event: print(json.dumps(event, ensure_ascii=False), flush=True)
        return
    language = default_language()
    with bar(sentence("batch.grading", language)) as advance:
        done, total, what, note = 0, 0, sentence("batch.grading", language), ""

        def listen(event: Mapping[str, Any]) -> None:
            nonlocal done, total, what, note
            if event["event"] == "planned":
                total = event["to_judge"]
            elif event["event"] == "judged":
                # Not the student's name: whoever stands behind the teacher need not read it.
                done, total, what = event["done"], event["total"], event["assignment"]
            elif event["event"] == "long":  # but whom everybody waits for, the teacher must know
                note = long_text(event["hand_ins"], language)
            else:
                return
            advance(done, total, what, note)

        yield listen


def shell() -> Any | None:
    """Return the IPython shell this runs in, or None."""
    # Another thread may be importing IPython at this moment: then it has no get_ipython yet.
    return getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()


def in_notebook() -> bool:
    """Whether this process is a Jupyter kernel."""
    return hasattr(shell(), "kernel")


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


class _Show(Protocol):
    def __call__(self, text: str, share: float | None = ..., /) -> None: ...


@contextlib.contextmanager
def _cell() -> Iterator[_Show]:
    """Give what shows a text, and a bar of a share in [0, 1] where one is given, below the cell that runs."""
    from IPython.display import publish_display_data

    handle, shown = uuid.uuid4().hex, False

    def publish(text: str, markup: str) -> None:
        nonlocal shown
        data = {"text/plain": text, "text/html": markup}
        publish_display_data(data, transient={"display_id": handle}, update=shown)  # type: ignore[no-untyped-call]
        shown = True

    def show(text: str, share: float | None = None, /) -> None:
        meter = "" if share is None else f' <progress value="{share:.3f}"></progress>'
        publish(text, f'<div role="status" style="opacity:.8">⏳ {_lines(text)}{meter}</div>')

    try:
        yield show
    finally:
        if shown:
            publish("", "")
