"""Seconds per hand-in: `otter run`, `jupyter execute` and this judge, on the same notebook and the same checks.

    python -m benchmarks.grade [--repeats 5] [--determinism 50]

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
import sys, time
from pathlib import Path
from autograder.judge import libraries
libraries.load()
from autograder.course.load import load_assignment
from autograder.judge.handin import read_hand_in
from autograder.judge.checks import check_functions
from autograder.judge.run import grade_in_process
assignment = load_assignment(Path({folder!r}))
check_functions(assignment)  # the check file's own data is the judge's, and made once
start = time.perf_counter()
result = grade_in_process(assignment, read_hand_in(Path({answer!r}), assignment))
print(time.perf_counter() - start)
assert all(verdict.passed for verdict in result.verdicts), result
"""
_PRIVATE = b"""
def private_mb():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024
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
        """Return the seconds of the cells and the checks alone, in a process that has its libraries."""
        code = _OWN.format(folder=str(self.assignment.folder), answer=str(self.answer))
        return float(_quiet([sys.executable, "-c", code], self.scratch).split()[-1])

    def first(self) -> float:
        """Grade with a judge that starts now."""
        start = time.perf_counter()
        with Judge(force=True) as judge:
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
            pool.submit(grade_job, str(self.assignment.folder), data, "answer.ipynb", force=True)
            for _ in range(_BATCH)
        ]
        assert all(verdict.passed for job in jobs for verdict in job.result().verdicts)
        return (time.perf_counter() - start) / _BATCH


def main() -> None:
    """Measure, print a table, write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--determinism", type=int, default=50)
    chosen = options.parse_args()
    load_before = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="bench-grade-") as scratch:
        jobs = {
            folder.name[3:]: Job(folder, Path(scratch) / folder.name)
            for folder in sorted(JOBS.glob("[0-9]*"))
        }
        with (
            Judge(force=True) as judge,
            ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool,
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
            equal = _equal_repeats(judge, chosen.determinism)
            private = _private_mb(judge)
            level = judge.level
    report = _report(
        seconds,
        processor,
        level,
        load_before,
        equal,
        private,
        {name: job.memory_mb for name, job in jobs.items()},
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in report["rows"]:
        print(f"{row['what']['en']:<70} {row['value']}")


def _report(seconds, processor, level, load_before, equal, private, memory) -> dict:
    medians = {
        name: {way: statistics.median(values) for way, values in ways.items()}
        for name, ways in seconds.items()
    }
    names = {"trains": {"en": "three checks that train", "fr": "trois vérifications qui entraînent"},
             "builds": {"en": "three checks that build", "fr": "trois vérifications qui construisent"}}  # fmt: skip
    rows = []
    for name, found in medians.items():
        one, two, otter = found["ours, 1 worker"], found["ours, 2 workers"], found["otter run"]
        own = found["own computing"]
        title = names[name]
        for way in WAYS:
            french = {"own computing": "calcul du rendu seul", "ours, first": "nous, premier rendu",
                      "ours, 1 worker": "nous, 1 processus", "ours, 2 workers": "nous, 2 processus"}.get(way, way)  # fmt: skip
            rows.append({"what": {"en": f"{title['en']}: {way} (s per hand-in)", "fr": f"{title['fr']} : {french} (s par rendu)"},
                         "value": round(found[way], 2)})  # fmt: skip
        rows.append({"what": {"en": f"{title['en']}: times faster than otter run, 1 / 2 workers",
                              "fr": f"{title['fr']} : fois plus rapide qu’otter run, 1 / 2 processus"},
                     "value": f"{otter / one:.1f} / {otter / two:.1f}"})  # fmt: skip
        spent = {way: statistics.median(processor[name][way]) for way in ("otter run", "ours, 1 worker")}
        rows.append({"what": {"en": f"{title['en']}: processor seconds, otter run / ours",
                              "fr": f"{title['fr']} : secondes de processeur, otter run / nous"},
                     "value": f"{spent['otter run']:.2f} / {spent['ours, 1 worker']:.2f}"})  # fmt: skip
        rows.append({"what": {"en": f"{title['en']}: share of the warm time that is the hand-in's own computing",
                              "fr": f"{title['fr']} : part du calcul du rendu dans le temps à chaud"},
                     "value": f"{min(1, own / one):.0%}"})  # fmt: skip
    return {
        "command": "make bench-grade",
        "rows": rows,
        "medians": medians,
        "seconds": seconds,
        # The fork servers of "first" and of the two workers are other processes' children: not counted there.
        "processor_seconds": {
            name: {
                way: values for way, values in ways.items() if way not in ("ours, first", "ours, 2 workers")
            }
            for name, ways in processor.items()
        },
        "overhead": {
            name: round(found["ours, 1 worker"] - found["own computing"], 3)
            for name, found in medians.items()
        },
        "sandbox": level,
        "private_mb_a_worker": round(private, 1),
        "peak_mb": {name: round(value) for name, value in memory.items()},
        "equal_repeats": equal,
        "cores": len(os.sched_getaffinity(0)),
        "load_before_and_after": [load_before, os.getloadavg()],
        "environment": environment(),
    }


def _processor_seconds(judge: Judge) -> float:
    """Return the processor time used so far: here, in ended child processes, in the judge's ended workers."""
    return sum(os.times()[:4]) + judge.launcher.processor_seconds


def _equal_repeats(judge: Judge, count: int) -> str:
    """Return how many of `count` workers train bit-equal weights, half of them beside a busy neighbour."""
    from autograder.course.model import Limits
    from autograder.judge.handin import read_hand_in
    from autograder.judge.session import Session
    from autograder.judge.submission import Submission

    source = (JOBS / "01_trains/answer.py").read_bytes() + b"\n\ndef weights(x, y):\n" \
        b"    model = dense()\n    model.fit(x, y, epochs=1, verbose=0)\n    return model.get_weights()\n"  # fmt: skip
    import numpy as np

    x, y = np.random.default_rng(1).random((512, 784)).astype("float32"), np.arange(512) % 10
    hand_in = read_hand_in(source, name="a.py")
    found, busy = [], None
    for number in range(count):
        if number == count // 2:
            busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        session = Session(judge.launcher, hand_in, Limits(seconds_per_call=120))
        try:
            found.append(b"".join(each.tobytes() for each in Submission(session).weights(x, y)))
        finally:
            session.close()
    if busy:
        busy.kill()
        busy.wait()
    return f"{found.count(found[0])} of {count}"


def _private_mb(judge: Judge) -> float:
    from autograder.course.model import Limits
    from autograder.judge.handin import read_hand_in
    from autograder.judge.session import Session
    from autograder.judge.submission import Submission

    source = (JOBS / "02_builds/answer.py").read_bytes() + _PRIVATE
    session = Session(judge.launcher, read_hand_in(source, name="a.py"), Limits())
    try:
        submission = Submission(session)
        submission.build()
        return submission.private_mb()
    finally:
        session.close()


def _quiet(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
