"""Seconds per hand-in: `otter run`, `jupyter execute` and this judge, on the same notebook and the same checks.

    python -m benchmarks.grade [--repeats 5]

Every round runs each way once, so that a machine whose load drifts treats them alike. Otter and Jupyter run the checks
in the student's own kernel; the judge runs them outside the sandboxed worker. The results go to
benchmarks/results/grade.json: seconds on the clock, and seconds of processor time, which a busy machine disturbs less.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from autograder.base.processes import follow_parent
from autograder.course.load import load_assignment
from autograder.judge.run import Judge, environment, grade_job

JOBS = Path(__file__).parent / "jobs"
RESULTS = Path(__file__).parent / "results" / "grade.json"
BESIDE = Path(sys.executable).parent
WAYS = ("otter run", "jupyter execute", "own computing", "ours, first", "ours, 1 worker", "ours, 2 workers")
_BATCH = 6  # hand-ins for the two workers to share

_PLAIN_TEST = """
OK_FORMAT = False
name = "q1"
points = None

from otter.test_files import test_case

{checks}


def _judged(check, env):
    from autograder.judge.inprocess import InProcess
    from autograder.judge.submission import Submission

    submission = Submission(InProcess(env))
    submission.reseed()
    check(submission)


{cases}
"""
_CASE = """
@test_case(points=1)
def case_{id}(env):
    _judged(test_{id}, env)
"""
_CHECK_CELL = """
from pathlib import Path
from autograder.course.load import load_assignment
from autograder.judge.run import grade_in_process
result = grade_in_process(load_assignment(Path({folder!r})), globals())
assert all(verdict.passed for verdict in result.verdicts), result
"""
_OWN = """
import os, sys, time
from pathlib import Path
from autograder.judge.sandbox.launcher import ENVIRONMENT
os.environ.update(ENVIRONMENT)
os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})
from autograder.judge.worker import arithmetic, libraries
libraries.load()
arithmetic.settle()
from autograder.course.load import load_assignment
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.checks import check_functions
from autograder.judge.run import grade_in_process
assignment = load_assignment(Path({folder!r}))
check_functions(assignment)  # the check file's own data is the judge's, and made once
start = time.perf_counter()
result = grade_in_process(assignment, read_in_this_process(Path({answer!r}), assignment))
print(time.perf_counter() - start)
assert all(verdict.passed for verdict in result.verdicts), result
"""


def notebook(*sources: str) -> str:
    """Return a notebook of these code cells."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell{i}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for i, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


class Job:
    """One assignment with its answer, and each way of grading it."""

    def __init__(self, folder: Path, scratch: Path):
        self.assignment, self.scratch = load_assignment(folder), scratch
        scratch.mkdir()
        source = (folder / "answer.py").read_text(encoding="utf-8")
        self.answer = scratch / "answer.ipynb"
        self.answer.write_text(notebook(source), encoding="utf-8")
        self.with_checks = scratch / "with_checks.ipynb"
        self.with_checks.write_text(
            notebook(source, _CHECK_CELL.format(folder=str(folder))), encoding="utf-8"
        )
        self.package = self._plain_package()

    def _plain_package(self) -> Path:
        """Return an Otter package of the same checks, without our plugin."""
        tests = self.scratch / "tests"
        tests.mkdir()
        checks = (self.assignment.folder / "checks/test_public.py").read_text(encoding="utf-8")
        cases = "".join(_CASE.format(id=check.id) for check in self.assignment.rubric)
        (tests / "q1.py").write_text(_PLAIN_TEST.format(checks=checks, cases=cases), encoding="utf-8")
        package = self.scratch / "autograder.zip"
        command = [str(BESIDE / "otter"), "generate", "-t", str(tests), "-o", str(package)]
        _quiet([*command, "--no-requirements", "--no-environment", "--no-config"], self.scratch)
        return package

    def otter(self) -> float:
        """Grade with a plain `otter run`."""
        start = time.perf_counter()
        out = self.scratch / "otter"
        out.mkdir(exist_ok=True)
        command = [
            str(BESIDE / "otter"),
            "run",
            "-a",
            str(self.package),
            "-o",
            str(out),
            "--no-logo",
            str(self.answer),
        ]
        _quiet(command, self.scratch)
        spent = time.perf_counter() - start
        results = json.loads((out / "results.json").read_text())
        scores = [test for test in results["tests"] if test.get("max_score")]
        assert sum(test["score"] for test in scores) == len(self.assignment.rubric), results
        return spent

    def jupyter(self) -> float:
        """Execute the notebook with a cell of checks at its end."""
        start = time.perf_counter()
        _quiet([str(BESIDE / "jupyter-execute"), str(self.with_checks)], self.scratch)
        return time.perf_counter() - start

    def own(self) -> float:
        """Return the seconds of the cells and the checks alone, with a worker's settings, its libraries imported.

        One processor, one thread, deterministic operations: what is left of ours is the price of the boundary.
        """
        code = _OWN.format(folder=str(self.assignment.folder), answer=str(self.answer))
        return float(_quiet([sys.executable, "-c", code], self.scratch).split()[-1])

    def first(self) -> float:
        """Grade with a judge that starts now."""
        start = time.perf_counter()
        with Judge(unisolated=True) as judge:
            self.warm(judge)
        return time.perf_counter() - start

    def warm(self, judge: Judge) -> float:
        """Grade with a judge that has graded before."""
        start = time.perf_counter()
        result = judge.grade(self.assignment, self.answer)
        assert all(verdict.passed for verdict in result.verdicts), result
        self.memory_mb = result.memory_mb
        return time.perf_counter() - start

    def two(self, pool: ProcessPoolExecutor) -> float:
        """Return the seconds a hand-in takes where two warm workers share a batch."""
        start = time.perf_counter()
        data = self.answer.read_bytes()
        jobs = [
            pool.submit(grade_job, str(self.assignment.folder), data, "answer.ipynb", unisolated=True)
            for _ in range(_BATCH)
        ]
        assert all(verdict.passed for job in jobs for verdict in job.result().verdicts)
        return (time.perf_counter() - start) / _BATCH


def main() -> None:
    """Measure, print a table, write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=5)
    chosen = options.parse_args()
    load_before = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="bench-grade-") as scratch:
        jobs = {
            folder.name[3:]: Job(folder, Path(scratch) / folder.name)
            for folder in sorted(JOBS.glob("[0-9]*"))
        }
        with (
            Judge(unisolated=True) as judge,
            ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=follow_parent) as pool,
        ):
            for job in jobs.values():
                job.warm(judge)
                job.two(pool)
            seconds = {name: {way: [] for way in WAYS} for name in jobs}
            processor = {name: {way: [] for way in WAYS} for name in jobs}
            for repeat in range(chosen.repeats):
                for name, job in jobs.items():
                    for way, measure in zip(
                        WAYS,
                        (
                            job.otter,
                            job.jupyter,
                            job.own,
                            job.first,
                            lambda j=job: j.warm(judge),
                            lambda j=job: j.two(pool),
                        ),
                    ):
                        before = _processor_seconds(judge)
                        seconds[name][way].append(round(measure(), 3))
                        processor[name][way].append(round(_processor_seconds(judge) - before, 3))
                        print(
                            f"round {repeat + 1} {name:<8} {way:<16} {seconds[name][way][-1]:8.3f} s",
                            file=sys.stderr,
                        )
            level = judge.level
    report = _report(
        seconds,
        processor,
        level,
        load_before,
        {name: job.memory_mb for name, job in jobs.items()},
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in report["rows"]:
        print(f"{row['what']['en']:<70} {row['value']}")


_NAMES = {  # of the jobs
    "trains": {"en": "three checks that train", "fr": "trois vérifications qui entraînent"},
    "builds": {"en": "three checks that build", "fr": "trois vérifications qui construisent"},
}


def rows(medians: dict, processor: dict) -> list[dict]:
    """Return the README's rows on each job: `what` in both languages, and the value."""
    table = []
    for name, found in medians.items():
        one, two, otter, own = (
            found[way] for way in ("ours, 1 worker", "ours, 2 workers", "otter run", "own computing")
        )
        spent = (statistics.median(processor[name][way]) for way in ("otter run", "ours, 1 worker"))
        for en, fr, value in (
            (
                "s a hand-in: otter run / jupyter execute / ours, first / 1 worker / 2 workers",
                "s par rendu : otter run / jupyter execute / nous, le premier / 1 processus / 2 processus",
                " / ".join(f"{found[way]:.2f}" for way in WAYS if way != "own computing"),
            ),
            (
                "times faster than otter run, 1 worker / 2 workers",
                "fois plus rapide qu’otter run, 1 processus / 2 processus",
                f"{otter / one:.1f} / {otter / two:.1f}",
            ),
            (
                "processor seconds a hand-in: otter run / ours",
                "secondes de processeur par rendu : otter run / nous",
                " / ".join(f"{each:.2f}" for each in spent),
            ),
            (
                "s beyond the hand-in’s own computing (its share of the time)",
                "s au-delà du calcul du rendu lui-même (sa part du temps)",
                f"{one - own:.2f} ({min(1, own / one):.0%})",
            ),
        ):
            title = _NAMES[name]
            table.append(
                {"what": {"en": f"{title['en']}, {en}", "fr": f"{title['fr']}, {fr}"}, "value": value}
            )
    return table


def _report(seconds, processor, level, load_before, memory) -> dict:
    medians = {
        name: {way: statistics.median(values) for way, values in ways.items()}
        for name, ways in seconds.items()
    }
    return {
        "command": "make bench-grade",
        "rows": rows(medians, processor),
        "medians": medians,
        "seconds": seconds,
        # The fork servers of "first" and of the two workers are other processes' children: not counted there.
        "processor_seconds": {
            name: {
                way: values for way, values in ways.items() if way not in ("ours, first", "ours, 2 workers")
            }
            for name, ways in processor.items()
        },
        "sandbox": level,
        "peak_mb": {name: round(value) for name, value in memory.items()},
        "cores": len(os.sched_getaffinity(0)),
        "load_before_and_after": [load_before, os.getloadavg()],
        "environment": environment(),
    }


def _processor_seconds(judge: Judge) -> float:
    """Return the processor time used so far: here, in ended child processes, in the judge's ended workers."""
    return sum(os.times()[:4]) + judge.launcher.processor_seconds


def _quiet(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
