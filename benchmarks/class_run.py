"""Grade a made-up class (`make bench-class`), every verdict known in advance, a tenth hostile, and tell what takes time.

    python -m benchmarks.class_run [--help]

The class, the class again with nothing changed and with a check of each assignment changed, and an assignment of ten equal
checks of which one changes. Figures go to benchmarks/results/class_run.json. `class_proof` grades such a class otherwise.

The course is copied, with limits of 10 seconds a call and 40 a hand-in, so that endless loops do not decide the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.course.load import load_course
from autograder.course.model import Course
from autograder.gradebook.batch import batch
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.batch_run import BatchRun, Event
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from autograder.judge.run import grade_job
from benchmarks.classroom import Expected, disagreements, make
from benchmarks.memory import PeakMemory

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "class_run.json"
LIMITS = {"seconds_per_call": 10, "seconds": 40}

_EQUAL_TOML = """
title = {{ en = "Ten equal checks", fr = "Dix vérifications égales" }}
[[questions]]
id = "q1"
title = {{ en = "Compute", fr = "Calculer" }}
functions = ["compute"]
checks = [{checks}]
"""
_EQUAL_CHECK = '{{ id = "c{n}", title = {{ en = "Check {n}.", fr = "Vérification {n}." }}, points = 1 }},'
_EQUAL_TEST = "def test_c{n}(submission):\n    assert submission.compute({n}) > 0\n\n\n"
_EQUAL_ANSWER = """
import time
import numpy as np

def compute(number):
    end = time.process_time() + 0.5
    while time.process_time() < end:
        np.linalg.svd(np.eye(60))
    return 1.0
"""


def main() -> int:
    """Run every part, print the figures, and return 1 where a verdict was wrong."""
    given = class_options(__doc__ or "").parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-class-") as temporary:
        return _run(given, given.folder or Path(temporary))


def class_options(about: str, students: int = 300) -> argparse.ArgumentParser:
    """Return the options that make a class."""
    parser = argparse.ArgumentParser(
        description=about.split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--students", type=int, default=students, help="how many hand in")
    parser.add_argument("--assignments", nargs="+", default=["01", "02", "10"], help="what they hand in")
    parser.add_argument("--workers", type=int, default=2, help="hand-ins graded at once")
    parser.add_argument("--seed", type=int, default=11, help="of the class, and of what happens to it")
    parser.add_argument(
        "--folder", type=Path, help="where to work, and what to keep; else a temporary folder"
    )
    return parser


def _run(given: argparse.Namespace, folder: Path) -> int:
    course = course_with_short_limits(folder, given.assignments)
    expected = make(course.assignments, folder / "download", students=given.students, seed=given.seed)
    honest = [each.number for each in expected if each.fails is not None]
    figures: dict[str, dict] = {}
    load = round(os.getloadavg()[0], 1)

    def record(name: str, measured: dict) -> None:
        figures[name] = measured
        print(f"{name:<28} {measured}", flush=True)

    with PeakMemory() as memory:
        done = graded(course, folder, "first", given.workers)
    record("first run", run_figures(done, given.workers) | {"peak memory MiB": memory.mib})
    first = _honest_seconds(folder / "first", set(honest))
    problems = wrong_verdicts("first run", expected, course, folder / "first")

    record(
        "nothing changed",
        run_figures(graded(course, folder, "first", given.workers, only=honest), given.workers),
    )
    checks = _changed_checks(course)
    course = load_course(folder / "assignments", given.assignments)
    again = run_figures(graded(course, folder, "first", given.workers, only=honest), given.workers)
    share = round(again["worker seconds"] / first, 3)
    record("one check changed", again | {"checks": checks, "share of first run": share})
    problems += wrong_verdicts("one check changed", expected, course, folder / "first")
    record("1 of 10 equal checks changed", _ten_equal_checks(folder / "equal", given.workers))

    facts = {name: getattr(given, name) for name in ("students", "workers", "assignments", "seed")}
    _write(
        facts | {"honest": len(honest), "load before": load, "processors": _processors()},
        figures,
        problems,
    )
    print("\n".join(problems) or f"every verdict of {given.students} hand-ins as known in advance")
    return 1 if problems else 0


def course_with_short_limits(folder: Path, names: Sequence[str]) -> Course:
    """Return the course, copied into `folder` with short limits."""
    target = folder / "assignments"
    shutil.copytree(ROOT / "assignments", target, ignore=shutil.ignore_patterns("__pycache__"))
    for path in target.glob("*/assignment.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^(seconds_per_call|seconds) = .*\n", "", text), encoding="utf-8")
    path = target / "course.toml"
    text = path.read_text(encoding="utf-8")
    for key, seconds in LIMITS.items():
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {seconds}", text)
    path.write_text(text, encoding="utf-8")
    return load_course(target, names)


def graded(
    course: Course,
    folder: Path,
    name: str,
    workers: int,
    only: Sequence[str] = (),
    tell: Callable[[Event], None] = lambda event: None,
    **engine: str,
) -> BatchRun:
    isolation = {"unisolated": True}  # also where nothing isolates: the hostile ones are ours
    judging = Judging(grade_job, isolation, workers, **engine)
    return batch(course, folder / name, Order([folder / "download"], only=only), judging, tell)


def _changed_checks(course: Course) -> list[str]:
    """Add a statement to the last check of each assignment, and return their ids."""
    changed = []
    for assignment in course.assignments:
        check = assignment.rubric[-1]
        text = check.path.read_text(encoding="utf-8")
        head = f"def {check.function}(submission):\n"
        assert head in text, check
        check.path.write_text(text.replace(head, f"{head}    len('changed')\n"), encoding="utf-8")
        changed.append(f"{assignment.id} {check.id}")
    return changed


def _ten_equal_checks(folder: Path, workers: int) -> dict:
    """Grade 40 hand-ins by ten checks of half a second each, change one of these, and return what grading again costs."""
    assignment = folder / "assignments" / "01_equal"
    (assignment / "checks").mkdir(parents=True)
    (folder / "assignments" / "course.toml").write_text(
        'title = { en = "Equal", fr = "Égal" }\n', encoding="utf-8"
    )
    checks = "".join(_EQUAL_CHECK.format(n=number) for number in range(10))
    (assignment / "assignment.toml").write_text(_EQUAL_TOML.format(checks=checks), encoding="utf-8")
    tests = assignment / "checks" / "test_public.py"
    tests.write_text("".join(_EQUAL_TEST.format(n=number) for number in range(10)), encoding="utf-8")
    for number in range(40):
        answer = folder / "download" / f"student{number}" / "answer.py"
        answer.parent.mkdir(parents=True)
        answer.write_text(f"{_EQUAL_ANSWER}\nNUMBER = {number}\n", encoding="utf-8")
    first = graded(load_course(folder / "assignments"), folder, "results", workers)
    tests.write_text(tests.read_text(encoding="utf-8").replace("compute(3)", "compute(33)"), encoding="utf-8")
    again = graded(load_course(folder / "assignments"), folder, "results", workers)
    return {
        "checks run": [first.checks_run, again.checks_run],
        "worker seconds": [round(first.worker_seconds, 2), round(again.worker_seconds, 2)],
        "share": round(again.worker_seconds / first.worker_seconds, 3),
    }


def wrong_verdicts(name: str, expected: Sequence[Expected], course: Course, results: Path) -> list[str]:
    standings = gradebook(course, Store(results)).standings
    return [f"{name}: {problem}" for problem in disagreements(expected, standings)]


def _honest_seconds(results: Path, honest: set[str]) -> float:
    store = Store(results)
    graded = [store.graded(attempt) for attempt in store.all_attempts() if attempt.student.id in honest]
    return sum(each.result.seconds for each in graded if each is not None)


def run_figures(report: BatchRun, workers: int) -> dict:
    seconds = max(report.seconds, 1e-6)
    return {
        "judged": report.judged,
        "reused": report.reused,
        "checks run": report.checks_run,
        "wall seconds": round(seconds, 2),
        "hand-ins per minute": round(60 * report.attempts / seconds, 1),
        "worker seconds": round(report.worker_seconds, 1),
        "workers busy": round(report.worker_seconds / seconds / workers, 2),
        "judge errors": len(report.judge_errors),
    }


def _write(facts: dict, figures: dict[str, dict], problems: Sequence[str]) -> None:
    first, changed, equal = (
        figures[name] for name in ("first run", "one check changed", "1 of 10 equal checks changed")
    )
    honest, class_of = facts["honest"], facts["students"]
    workers, cores = facts["workers"], facts["processors"]
    rows = [
        _row(
            f"a class of {class_of}, {class_of - honest} of them hostile or broken: hand-ins a minute (workers: {workers}, processors: {cores})",
            f"une classe de {class_of}, dont {class_of - honest} rendus hostiles ou cassés : rendus par minute (processus : {workers}, cœurs : {cores})",
            round(first["hand-ins per minute"]),
        ),
        _row(
            "the same: share of the time in which workers judge",
            "de même : part du temps où les processus jugent",
            first["workers busy"],
        ),
        _row(
            "the same: memory at its peak, a memory bomb included (MiB)",
            "de même : mémoire au plus haut, une bombe à mémoire comprise (Mio)",
            first["peak memory MiB"],
        ),
        _row(
            "the same: verdicts wrong or lost",
            "de même : verdicts faux ou perdus",
            len(problems),
        ),
        _row(
            "regrade of the honest ones after a check of each assignment changed: hand-ins a minute",
            "nouvelle notation des rendus honnêtes, une vérification de chaque devoir ayant changé : rendus par minute",
            round(changed["hand-ins per minute"]),
        ),
        _row(
            "regrade after 1 of 10 equal checks changed: share of the first time",
            "nouvelle notation, 1 vérification sur 10 égales ayant changé : part du premier temps",
            equal["share"],
        ),
    ]
    data = {
        "command": f"python -m benchmarks.class_run --students {class_of}",
        "rows": rows,
        "facts": facts,
        "figures": figures,
        "problems": problems,
    }
    RESULTS.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _row(english: str, french: str, value: float) -> dict:
    return {"what": {"en": english, "fr": french}, "value": value}


if __name__ == "__main__":
    sys.exit(main())
