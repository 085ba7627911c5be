"""`autograder demo`: the whole path on a small class, from masters to a page of marks, on this machine."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import load
from autograder.course.master import SOLUTION, STUDENT, with_sample
from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.messages import sentence

# One of each that is quick to grade, and one that trains.
ASSIGNMENTS = ("01", "02", "04")

_CRASH = "import os\nos._exit(3)\n"
_LOOP = "\n\ndef {function}(*args, **kwargs):\n    while True:\n        pass\n"
_SYNTAX = "def answer(:\n"


@dataclass(frozen=True)
class Pupil:
    """A made-up student, and what they hand in for each of the demo's assignments, in order ("" = nothing)."""

    name: str
    hand_ins: tuple[str, str, str]


# "right", "notebook", "stub", "crash", "loop", "syntax", "wrong N" and "accepted N" (the assignment's N-th sample).
CLASS = (
    Pupil("Élodie Dupont", ("right", "right", "right")),
    Pupil("Jean-Baptiste Lefèvre", ("notebook", "accepted 0", "accepted 0")),
    Pupil("Aïcha Benali", ("accepted 0", "notebook", "wrong 0")),
    Pupil("Noël O’Connor", ("wrong 0", "wrong 1", "right")),
    Pupil("Inès García", ("wrong 2", "wrong 3", "accepted 1")),
    Pupil("Łukasz Nowak", ("wrong 4", "wrong 5", "wrong 2")),
    Pupil("Chloé Martin", ("stub", "right", "wrong 3")),
    Pupil("Hugo Martin", ("right", "loop", "")),
    Pupil("Zoé Petit", ("crash", "wrong 7", "stub")),
    Pupil("Mathis Roux", ("syntax", "accepted 1", "crash")),
    Pupil("Fatou Diallo", ("accepted 1", "crash", "")),
    Pupil("Þóra Jónsdóttir", ("wrong 6", "stub", "wrong 5")),
)


def run(course: Course, out: Path, *, language: str, otter: bool = True) -> Path:
    """Build, package, grade the class of `CLASS`, print a table, and return the page to open."""
    from autograder import data, progress
    from autograder.gradebook import report
    from autograder.gradebook.batch import batch
    from autograder.judge.run import grade_job
    from autograder.release import bundle

    console, begun = Console(), time.monotonic()

    def say(key: str, **values) -> None:
        console.print(f"[bold]{time.monotonic() - begun:5.0f} s[/]  ", end="")
        console.print(sentence(f"demo.{key}", language, **values), markup=False, highlight=False)

    assignments = [course.assignment(number) for number in ASSIGNMENTS]
    for name in sorted({name for assignment in assignments for name in assignment.data}):
        say("data", name=name, origin=data.available(name))
    for each in (bundle.student_bundle(course), bundle.solution_bundle(course)):
        bundle.write_bundle(each, out / each.name)
        say("built", folder=str(out / each.name), count=len(each.files))
    if otter:
        from autograder.release.otter import package

        for assignment in assignments:
            say("packaged", path=str(package(assignment, out / "otter" / assignment.id)))
    folder = out / "class"
    count = _write_class(folder, assignments)
    say("class", count=count, students=len(CLASS))
    results = out / "results"
    with progress.listener() as listen:
        done = batch(
            course,
            [folder],
            results,
            grade_job,
            assignments=[each.id for each in assignments],
            force=True,
            on_event=listen,
        )
    say("graded", count=done.judged, seconds=round(done.seconds, 1), errors=len(done.judge_errors))
    page = report.write(course, results, language=language)
    console.print(_table(course, results, assignments, language))
    say("open", path=str(page))
    return page


def _table(course: Course, results: Path, assignments: list[Assignment], language: str) -> Table:
    from autograder.gradebook.attempts import Store
    from autograder.gradebook.marks import gradebook

    table = Table(title=course.title[language])
    table.add_column(sentence("demo.student", language))
    for assignment in assignments:
        table.add_column(f"{assignment.id} /{assignment.maximum}", justify="right")
    points: dict[str, dict[str, str]] = {}
    for standing in gradebook(course, Store(results)).standings:
        score = standing.score
        told = "?" if score.points is None else f"{score.points:g}"
        points.setdefault(standing.student.shown, {})[score.assignment] = told
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
    master = load.load_master(assignment)
    right = master.view(SOLUTION)
    first = next(iter(assignment.functions))
    texts = {
        "right": right,
        "stub": master.view(STUDENT),
        "crash": right + _CRASH,
        "loop": right + _LOOP.format(function=first),
        "syntax": _SYNTAX,
    }
    name = f"{assignment.id}.py"
    if kind in texts:
        return name, texts[kind]
    if kind == "notebook":
        from autograder.release.bundle import solution_files

        name = f"{assignment.id}.fr.ipynb"
        return name, json.dumps(json.loads(solution_files(assignment).files[name]), ensure_ascii=False)
    word, number = kind.split()
    samples = list(_samples(assignment, accepted=word == "accepted"))
    return name, with_sample(right, samples[int(number) % len(samples)])


def _samples(assignment: Assignment, accepted: bool) -> Iterator[str]:
    for sample in assignment.samples:
        if sample.accepted is accepted:
            yield sample.path.read_text(encoding="utf-8")
    if not assignment.samples:
        raise UsageError(f"expected samples in {assignment.folder}. The demo takes its class from them.")
