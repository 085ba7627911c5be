"""Grade a made-up class in every way that must make no difference to a verdict. `python -m benchmarks.class_proof [--help]`.

The class by two workers; then by one in another order, by a dask cluster of which a worker is killed, and with kill -9 at
random moments and resumption. Every honest hand-in must get the verdicts its sample declares, each time the same. Figures
go to benchmarks/results/class_proof.json. It takes no care of time: other programs may run beside it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from autograder.base.files import write_json
from autograder.course.load import load_course
from autograder.course.model import Course
from autograder.gradebook.store import Store
from benchmarks.class_run import class_options, course_with_short_limits, graded, run_figures, wrong_verdicts
from benchmarks.classroom import make

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "class_proof.json"
EN = "verdicts wrong, different or lost in a class of {}: other order, dask with a worker killed, {} kills"
FR = "verdicts faux, différents ou perdus dans une classe de {} : autre ordre, dask avec un processus tué, {} arrêts brutaux"


def main() -> int:
    """Run every part, print the figures, and return 1 where a verdict was wrong, different or lost."""
    parser = class_options(__doc__ or "", students=120)
    parser.add_argument("--kills", type=int, default=20, help="how often the grading is killed")
    parser.add_argument("--kill-target", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.kill_target:
        course = load_course(given.folder / "assignments", given.assignments)
        graded(course, given.folder, "killed", given.workers)
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-class-") as temporary:
        return _run(given, given.folder or Path(temporary))


def _run(given: argparse.Namespace, folder: Path) -> int:
    course = course_with_short_limits(folder, given.assignments)
    expected = make(course.assignments, folder / "download", students=given.students, seed=given.seed)
    honest = [each.number for each in expected if each.fails is not None]
    figures: dict[str, dict] = {}

    def record(name: str, measured: dict) -> None:
        figures[name] = measured
        print(f"{name:<28} {measured}", flush=True)

    done = graded(course, folder, "first", given.workers)
    record("first run", run_figures(done, given.workers))
    record("one worker, other order", _other_order(course, folder, honest, given.seed))
    record("dask, a worker killed", _clustered(course, folder, given.workers))
    record("killed", _killed(given, folder, done.seconds))
    problems = wrong_verdicts("first run", expected, course, folder / "first")
    for name in ("shuffled", "clustered", "killed"):
        problems += wrong_verdicts(name, expected, course, folder / name)
        problems += _differences(folder / "first", folder / name, set(honest))
    problems += figures["killed"].get("left behind", [])
    if figures["killed"]["kills"] < given.kills:
        problems.append(f"the class was done after {figures['killed']['kills']} of {given.kills} kills")
    what = {language: text.format(given.students, given.kills) for language, text in (("en", EN), ("fr", FR))}
    facts = {name: getattr(given, name) for name in ("students", "workers", "assignments", "kills", "seed")}
    data = {
        "command": f"python -m benchmarks.class_proof --students {given.students}",
        "rows": [{"what": what, "value": len(problems)}],
        "facts": facts | {"honest": len(honest)},
        "figures": figures,
        "problems": problems,
    }
    write_json(RESULTS, data)
    print("\n".join(problems) or f"every verdict of {given.students} hand-ins as known in advance, none lost")
    return 1 if problems else 0


def _other_order(course: Course, folder: Path, honest: Sequence[str], seed: int) -> dict:
    """Grade the class with one worker, in three shuffled parts: hand-ins come in another order."""
    order = random.Random(seed).sample(honest, len(honest))
    parts = [order[: len(order) // 2], order[len(order) // 2 :], ()]  # the hostile ones last
    done = [graded(course, folder, "shuffled", 1, only=part) for part in parts]
    return {
        "judged": sum(each.judged for each in done),
        "wall seconds": round(sum(each.seconds for each in done), 2),
    }


def _clustered(course: Course, folder: Path, workers: int) -> dict:
    """Grade the class on a dask cluster, and kill one of its workers in mid-task."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        victims = []

        def listen(event) -> None:
            if event["event"] == "judged" and event["done"] == event["total"] // 3:
                victims.append(next(iter(cluster.workers.values())).process.pid)
                os.kill(victims[0], signal.SIGKILL)

        address = cluster.scheduler_address
        done = graded(course, folder, "clustered", workers, engine="dask", scheduler=address, tell=listen)
    return run_figures(done, workers) | {"workers killed": len(victims)}


def _killed(given: argparse.Namespace, folder: Path, seconds: float) -> dict:
    """Grade the class with kill -9 at random moments, each time taking it up again; return what it cost.

    `seconds` are those of a run that nobody kills: the kills are to be spread over it.
    """
    rng, killed, begun = random.Random(given.seed), 0, time.monotonic()
    command = [sys.executable, "-m", "benchmarks.class_proof", "--kill-target", "--folder", str(folder)]
    command += ["--workers", str(given.workers), "--assignments", *given.assignments]
    while True:
        process = subprocess.Popen(command, cwd=ROOT)
        try:
            code = process.wait(rng.uniform(2, max(15, seconds / 8)) if killed < given.kills else None)
        except subprocess.TimeoutExpired:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait()
            killed += 1
            _, alive = psutil.wait_procs(children, timeout=15)
            if alive:
                return {"kills": killed, "left behind": [" ".join(each.cmdline()[:4]) for each in alive]}
        else:
            return {"kills": killed, "exit code": code, "wall seconds": round(time.monotonic() - begun, 1)}


def _differences(one: Path, two: Path, honest: set[str]) -> list[str]:
    """Return each attempt whose verdicts differ between two results.

    Of honest hand-ins everything but the time must be equal. A hostile one may be stopped by another limit, and what
    it had no time left for is not run: of these, only what passes must be equal.
    """
    first, second = _verdicts(one, honest), _verdicts(two, honest)
    keys = sorted(set(first) | set(second))
    return [f"{two.name}: other verdicts for {key}" for key in keys if first.get(key) != second.get(key)]


def _verdicts(results: Path, honest: set[str]) -> dict[tuple, list]:
    store, found = Store(results), {}
    for attempt in store.all_attempts():
        graded = store.graded(attempt)
        found[attempt.student.key, attempt.assignment, attempt.number, attempt.sha256] = [
            (each.check, each.outcome, each.reason, each.message, each.call)
            if attempt.student.id in honest
            else (each.check, each.passed)
            for each in (graded.result.verdicts if graded else ())
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
