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

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from autograder.base.messages import default_language, sentence

SECONDS = 10.0  # until a log is told something, and between two lines at first
_LOG_SECONDS = 30  # between two lines of what is only named


class Advance(Protocol):
    """What moves a bar."""

    def __call__(self, done: int, total: int, what: str = ...) -> None:
        """Show `done` of `total`, and `what` in place of the bar's name."""


@contextlib.contextmanager
def bar(what: str, *, quiet: bool = False) -> Iterator[Advance]:
    """Give `advance(done, total, what=…)` for a bar of `what`, with the time gone and an estimate of what is left."""
    console = Console(stderr=True)
    if quiet:
        yield lambda done, total, what=what: None
    elif not (in_notebook() or console.is_terminal):
        yield _now_and_then(what)
    elif in_notebook():
        with _cell() as show:
            yield lambda done, total, what=what: show(f"{what}: {done}/{total}", done / max(total, 1))
    else:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn(sentence("progress.left", default_language())),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as shown:
            task = shown.add_task(what, total=None)
            yield lambda done, total, what=what: shown.update(
                task, completed=done, total=total, description=what
            )


def _now_and_then(what: str) -> Advance:
    """Return what writes a line for a log at the first step, and then the more seldom, the longer it goes on."""
    begun, last = math.inf, -math.inf

    def advance(done: int, total: int, what: str = what) -> None:
        nonlocal begun, last
        now = time.monotonic()
        begun = min(begun, now)
        if total == 0 or now - last < max(SECONDS, (now - begun) / 20):
            return
        last, gone = now, now - begun
        unit = f"{gone:.0f}\N{NO-BREAK SPACE}s" if gone < 100 else f"{gone / 60:.0f}\N{NO-BREAK SPACE}min"
        text = sentence("progress.log", default_language(), what=what, done=done, total=total, gone=unit)
        print(text, file=sys.stderr, flush=True)

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
    with bar(sentence("batch.grading", default_language())) as advance:

        def listen(event: Mapping[str, Any]) -> None:
            if event["event"] == "planned":
                advance(0, event["to_judge"])
            elif event["event"] == "judged":
                # Not the student's name: whoever stands behind the teacher need not read it.
                advance(event["done"], event["total"], event["assignment"])

        yield listen


def in_notebook() -> bool:
    """Whether this process is a Jupyter kernel."""
    module = sys.modules.get("IPython")
    return module is not None and hasattr(module.get_ipython(), "kernel")


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
