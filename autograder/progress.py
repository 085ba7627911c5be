"""Progress on standard error, where that is a terminal; nothing anywhere else."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


@contextlib.contextmanager
def bar(what: str, *, quiet: bool = False) -> Iterator[Callable[..., None]]:
    """Give `tell(done, total, what=…)` for a bar of `what`, with the time gone and an estimate of what is left."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, total, what=what: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total, what=what: shown.update(task, completed=done, total=total, description=what)


@contextlib.contextmanager
def listener(as_json: bool = False) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Give a listener for `gradebook.batch`: JSON lines on standard output, or a bar."""
    if as_json:
        yield lambda event: print(json.dumps(event, ensure_ascii=False), flush=True)
        return
    with bar("grading") as tell:

        def listen(event: Mapping[str, Any]) -> None:
            if event["event"] == "planned":
                tell(0, event["to_judge"])
            elif event["event"] == "judged":
                # Not the student's name: rich would read its brackets as markup.
                tell(event["done"], event["total"], event["assignment"])

        yield listen
