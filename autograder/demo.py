"""`autograder demo`: the whole path on a small class, from masters to a page of marks, on this machine."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.base.messages import sentence
from autograder.course.load import load_course
from autograder.course.model import Assignment, Course
from autograder.proof import answers
from autograder.release.bundle import assignment_toml

# One of each that is quick to grade, and one that trains.
ASSIGNMENTS = ("01", "02", "08")
# Processor seconds that the assignment of the endless hand-in allows here, for a call and for all: nobody waits for
# 120.
SHORT = {"02": (2, 6)}
_EACH = 5.0  # seconds between two lines of progress where no terminal shows a bar

_FOLDERS = ("results", "course", "class")  # what it writes that may be somebody's; `trees` knows its own
_MARK = ".demo"

_CRASH = "import os\nos._exit(3)\n"
_LOOP = "\n\ndef {function}(*args, **kwargs):\n    while True:\n        pass\n"
_SYNTAX = "def answer(:\n"


@dataclass(frozen=True)
class Pupil:
    """A made-up student, and what they hand in for each of the demo's assignments, in order ("" = nothing)."""

    name: str
    hand_ins: tuple[str, str, str]


# Models are trained for each whole answer to 08, 15 s of a processor: a few are enough to show it.
# "master", "notebook", "stub", "crash", "loop", "syntax", "wrong N" and "right N" (the assignment's N-th sample).
CLASS = (
    Pupil("Élodie Dupont", ("master", "master", "master")),
    Pupil("Jean-Baptiste Lefèvre", ("notebook", "right 0", "right 0")),
    Pupil("Aïcha Benali", ("right 0", "notebook", "wrong 0")),
    Pupil("Noël O’Connor", ("wrong 0", "wrong 1", "")),
    Pupil("Inès García", ("wrong 2", "wrong 3", "syntax")),
    Pupil("Łukasz Nowak", ("wrong 4", "wrong 5", "")),
    Pupil("Chloé Martin", ("stub", "master", "wrong 3")),
    Pupil("Hugo Martin", ("master", "loop", "")),
    Pupil("Zoé Petit", ("crash", "wrong 7", "stub")),
    Pupil("Mathis Roux", ("syntax", "right 1", "")),
    Pupil("Fatou Diallo", ("right 1", "crash", "")),
    Pupil("Þóra Jónsdóttir", ("wrong 6", "stub", "stub")),
)


def run(course: Course, out: Path, *, language: str, otter: bool = True) -> Path:
    """Build, package, grade the class of `CLASS`, print a table, and return the page to open."""
    from autograder import data
    from autograder.base import progress
    from autograder.gradebook import report
    from autograder.gradebook.batch import batch
    from autograder.gradebook.batch_order import Judging, Order
    from autograder.judge.run import grade_job
    from autograder.release import bundle, trees

    _claim(out)
    console, begun = Console(), time.monotonic()

    def say(key: str, **values: Any) -> None:
        console.print(f"[bold]{time.monotonic() - begun:5.0f} s[/]  ", end="")
        console.print(
            sentence(f"demo.{key}", language, **values), markup=False, highlight=False, soft_wrap=True
        )

    say("duration")
    assignments = [course.assignment(number) for number in ASSIGNMENTS]
    for name in sorted({name for assignment in assignments for name in assignment.data}):
        say("data", name=name, origin=data.available(name))
    for each in (bundle.student_bundle(course), bundle.solution_bundle(course)):
        trees.write_bundle(each, out / each.name)
        say("built", folder=str(out / each.name), count=len(each.files))
    if otter:
        from autograder.otter.package import package

        for assignment in assignments:
            say("packaged", path=str(package(assignment, out / "otter" / assignment.id)))
    folder = out / "class"
    count = _write_class(folder, assignments)
    say("class", count=count, students=len(CLASS))
    results = out / "results"
    with progress.listener() as listen:
        done = batch(
            _hurried(course, assignments, out / "course"),
            results,
            Order([folder], [each.id for each in assignments], again=True),
            Judging(grade_job),
            listen if console.is_terminal else _lines(say),
        )
    say("graded", count=done.judged, seconds=round(done.seconds, 1), errors=len(done.judge_errors))
    page = report.write(course, results, language=language)
    console.print(_table(course, results, assignments, language))
    say("open", path=str(page))
    return page


def _claim(out: Path) -> None:
    """Mark a folder as the demo's, which is written over the next time.

    Raises:
        UsageError: Somebody's own results, course or class lie in it.
    """
    theirs = next((out / name for name in _FOLDERS if (out / name).exists()), None)
    if theirs and not (out / _MARK).exists():
        raise UsageError("usage.demo_folder", folder=theirs)
    files.write_bytes(out / _MARK, b"Written by autograder demo.\n")


def _lines(say: Callable[..., None]) -> Callable[[Mapping[str, Any]], None]:
    """Return a listener for `batch` that says every few seconds how far it is."""
    last = time.monotonic()

    def listen(event: Mapping[str, Any]) -> None:
        nonlocal last
        if event["event"] == "judged" and time.monotonic() - last > _EACH:
            last = time.monotonic()
            say("progress", done=event["done"], total=event["total"])

    return listen


def _hurried(course: Course, assignments: list[Assignment], folder: Path) -> Course:
    """Return the course with these assignments alone, copied to `folder` with the limits of `SHORT`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(course.folder / "course.toml", folder)
    for each in assignments:
        target = folder / each.id
        shutil.copytree(each.folder, target, ignore=shutil.ignore_patterns("__pycache__"))
        call, all_calls = SHORT.get(each.id[:2], (each.limits.seconds_per_call, each.limits.seconds))
        limits = replace(each.limits, seconds_per_call=call, seconds=all_calls)
        text = assignment_toml(replace(each, limits=limits), hidden=True)
        (target / "assignment.toml").write_text(text, encoding="utf-8")
    return load_course(folder)


def _table(course: Course, results: Path, assignments: list[Assignment], language: str) -> Table:
    from autograder.gradebook.sentences import short_score
    from autograder.gradebook.standings import gradebook
    from autograder.gradebook.store import Store

    table = Table(title=course.title[language])
    table.add_column(sentence("demo.student", language))
    for assignment in assignments:
        table.add_column(f"{assignment.id} /{assignment.maximum}", justify="right")
    points: dict[str, dict[str, str]] = {}
    for standing in gradebook(course, Store(results)).standings:
        score = standing.score
        points.setdefault(standing.student.shown, {})[score.assignment] = short_score(score, language)
    for name, row in sorted(points.items()):
        table.add_row(name, *(row.get(assignment.id, "–") for assignment in assignments))
    return table


def _write_class(folder: Path, assignments: list[Assignment]) -> int:
    count = 0
    for pupil in CLASS:
        for assignment, kind in zip(assignments, pupil.hand_ins):
            if kind:
                name, text = _hand_in(assignment, kind)
                path = folder / pupil.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                count += 1
    return count


def _hand_in(assignment: Assignment, kind: str) -> tuple[str, str]:
    """Return the name and the text of a hand-in of this kind."""
    name = f"{assignment.id}.py"
    right = answers.master(assignment).source
    first = next(iter(assignment.functions))
    match kind.split():
        case ["master"]:
            return name, right
        case ["stub"]:
            return name, answers.stub(assignment).source
        case ["crash"]:
            return name, right + _CRASH
        case ["loop"]:
            return name, right + _LOOP.format(function=first)
        case ["syntax"]:
            return name, _SYNTAX
        case ["notebook"]:
            return _notebook(assignment)
        case [("right" | "wrong") as word, number]:
            return name, _sample(assignment, answers.Kind(word), int(number))
    raise ValueError(kind)


def _notebook(assignment: Assignment) -> tuple[str, str]:
    from autograder.release.bundle import solution_files

    files = solution_files(assignment).files
    name = next(path for path in files if path.endswith(f".{assignment.languages[0]}.ipynb"))
    return name, json.dumps(json.loads(files[name]), ensure_ascii=False)


def _sample(assignment: Assignment, kind: answers.Kind, number: int) -> str:
    found = [each for each in answers.samples(assignment, full=True) if each.kind is kind]
    if not found:
        raise UsageError("usage.demo_samples", kind=str(kind), folder=assignment.folder)
    return found[number % len(found)].source
