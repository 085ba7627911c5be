"""Grade a made-up class of 300 (`make bench-class`): every verdict known, a tenth hostile, killed twenty times.

    python -m benchmarks.klass [--students 300] [--kills 20] [--assignments 01 02 03] [--workers 2]

Prints a table and writes benchmarks/results/class.json. The course is copied, with limits of 8 seconds a call and
40 a hand-in, so that endless loops do not decide the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from autograder.course.load import load_course
from autograder.course.model import Course
from autograder.gradebook.attempts import Store
from autograder.gradebook.batch import Report, batch
from autograder.gradebook.marks import gradebook
from autograder.judge.run import grade_job
from benchmarks.classroom import disagreements, make

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "class.json"


def main() -> int:
    """Run every part, print the figures, and return 1 where a verdict was wrong or lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--assignments", nargs="+", default=["01", "02", "10"])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument(
        "--folder", type=Path, help="Where to work, kept afterwards [default: a temporary folder]."
    )
    parser.add_argument("--part", choices=["kill-target"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        _grade(_course(given.folder, given.assignments), given.folder, "killed", given.workers)
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-class-") as temporary:
        return _run(given, given.folder or Path(temporary))


def _run(given: argparse.Namespace, folder: Path) -> int:
    course = _course(folder, given.assignments)
    expected = make(course.assignments, folder / "download", students=given.students, seed=given.seed)
    figures: dict[str, object] = {
        "students": given.students,
        "workers": given.workers,
        "assignments": given.assignments,
    }
    problems = []

    with _Memory() as memory:
        done = _grade(course, folder, "first", given.workers)
    figures["first run"] = _told(done) | {"peak memory MiB": memory.peak}
    problems += disagreements(expected, gradebook(course, Store(folder / "first")).standings)
    _show("first run", figures["first run"])

    figures["nothing changed"] = _told(_grade(course, folder, "first", given.workers))
    _show("nothing changed", figures["nothing changed"])

    check = _changed_check(course)
    figures["one check changed"] = _told(
        _grade(_course(folder, given.assignments, copy=False), folder, "first", given.workers)
    )
    _show(f"one check changed ({check})", figures["one check changed"])
    problems += disagreements(expected, gradebook(course, Store(folder / "first")).standings)

    kills = _killed(given, folder)
    figures["killed"] = kills
    _show("killed", kills)
    book = gradebook(course, Store(folder / "killed"))
    problems += [
        f"after {given.kills} kills: {problem}" for problem in disagreements(expected, book.standings)
    ]
    problems += _differences(folder / "first", folder / "killed")

    figures["problems"] = problems
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(problems) or f"every verdict of {given.students} hand-ins as known in advance, none lost")
    return 1 if problems else 0


def _course(folder: Path, names: list[str], copy: bool = True) -> Course:
    """Return the course's copy in `folder`, with short limits."""
    target = folder / "assignments"
    if copy and not target.exists():
        shutil.copytree(ROOT / "assignments", target, ignore=shutil.ignore_patterns("__pycache__"))
        for path in target.glob("*/assignment.toml"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"(?m)^(seconds_per_call|seconds) = .*\n", "", text)
            path.write_text(text, encoding="utf-8")
        course = target / "course.toml"
        text = re.sub(
            r"(?m)^seconds_per_call = .*$", "seconds_per_call = 8", course.read_text(encoding="utf-8")
        )
        course.write_text(re.sub(r"(?m)^seconds = .*$", "seconds = 40", text), encoding="utf-8")
    return load_course(target, names)


def _grade(course: Course, folder: Path, name: str, workers: int) -> Report:
    options = {"force": True}  # also where nothing isolates: the hostile ones are ours
    return batch(course, [folder / "download"], folder / name, grade_job, workers=workers, options=options)


def _changed_check(course: Course) -> str:
    """Add a statement to one check of the first assignment, and return its id."""
    check = course.assignments[0].rubric[-1]
    text = check.path.read_text(encoding="utf-8")
    changed = re.sub(rf"(?m)^(def {check.function}\(submission\):\n)", r"\1    len('changed')\n", text)
    if changed == text:
        raise SystemExit(f"{check.path}: found no {check.function}(submission)")
    check.path.write_text(changed, encoding="utf-8")
    return check.id


def _killed(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Grade the class with kill -9 at random moments, each time taking it up again; return what it cost."""
    rng, killed, begun = random.Random(given.seed), 0, time.monotonic()
    command = [sys.executable, "-m", "benchmarks.klass", "--part", "kill-target", "--folder", str(folder)]
    command += ["--workers", str(given.workers), "--assignments", *given.assignments]
    while True:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        try:
            process.wait(rng.uniform(3, 40) if killed < given.kills else None)
        except subprocess.TimeoutExpired:
            children = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            _, alive = psutil.wait_procs(children, timeout=15)
            if alive:
                return {"kills": killed, "left behind": [" ".join(each.cmdline()[:4]) for each in alive]}
            continue
        return {
            "kills": killed,
            "exit code": process.returncode,
            "wall seconds": round(time.monotonic() - begun, 1),
        }


def _differences(one: Path, two: Path) -> list[str]:
    """Return each attempt whose verdicts differ between two results, their times and what a busy machine may cause apart."""
    problems = []
    stores = Store(one), Store(two)
    verdicts = []
    for store in stores:
        told = {}
        for attempt in store.all_attempts():
            graded = store.graded(attempt)
            told[attempt.student.key, attempt.assignment, attempt.number] = graded and [
                (verdict.check, str(verdict.outcome)) for verdict in graded.result.verdicts
            ]
        verdicts.append(told)
    for key in sorted(set(verdicts[0]) | set(verdicts[1])):
        if verdicts[0].get(key) != verdicts[1].get(key):
            problems.append(f"{key}: other verdicts after the kills")
    return problems


def _told(report: Report) -> dict[str, object]:
    seconds = max(report.seconds, 1e-6)
    return {
        "judged": report.judged,
        "reused": report.reused,
        "checks run": report.checks_run,
        "wall seconds": round(seconds, 2),
        "hand-ins per minute": round(60 * report.attempts / seconds, 1),
        "worker seconds": round(report.worker_seconds, 1),
        "workers busy": round(report.worker_seconds / seconds, 2),
        "judge errors": len(report.judge_errors),
    }


class _Memory:
    """Watches what this process and all below it hold together (proportional set size), twice a second."""

    def __enter__(self) -> _Memory:
        self.peak, self._stop = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.5):
            total = 0
            for each in [me, *me.children(recursive=True)]:
                try:
                    total += each.memory_full_info().pss
                except (psutil.Error, AttributeError):
                    continue
            self.peak = max(self.peak, round(total / 2**20))


def _show(name: str, figures: object) -> None:
    print(f"{name:<40} {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
