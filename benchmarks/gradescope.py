"""One grading in Gradescope's layout, nothing running before: what `run_autograder` starts, Otter and the judge.

    python -m benchmarks.gradescope [--repeats 3]

The package of an assignment is unpacked as Gradescope does it, its master handed in as a notebook. Every repeat begins
with no process of ours: Otter's imports, its kernel, the judge's fork server and its libraries are all in it. The disk's
cache is left as it is. Results: benchmarks/results/gradescope.json.
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
from pathlib import Path

from autograder.base.files import write_json
from autograder.base.verdict import Result
from autograder.course.load import load_course
from autograder.judge.run import environment
from autograder.otter.aside import RECORD
from autograder.otter.package import package
from autograder.otter.runner import unpacked
from autograder.proof.answers import master

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results/gradescope.json"
ASSIGNMENTS = {
    "02_noise": {"en": "a hand-in that computes (02)", "fr": "un rendu qui calcule (02)"},
    "03_classifier": {"en": "a hand-in that trains (03)", "fr": "un rendu qui entraîne (03)"},
}


def graded(archive: Path, data: bytes, name: str) -> tuple[float, Result, dict]:
    """Return the seconds of one grading, what the judge recorded in it, and the results."""
    with unpacked(archive) as root:
        (root / "submission" / name).write_bytes(data)
        start = time.perf_counter()
        # As `run_autograder` does it, once its environment is activated.
        subprocess.run(
            [sys.executable, str(root / "source/run_otter.py"), str(root)],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        seconds = time.perf_counter() - start
        recorded, results = (
            json.loads((root / "results" / each).read_text(encoding="utf-8"))
            for each in (RECORD, "results.json")
        )
        return seconds, Result.from_json(recorded), results


def rows(medians: dict[str, tuple[float, float]]) -> list[dict]:
    """Return the README's rows: `what` in both languages, and the value."""
    en = "a grading in Gradescope’s layout, nothing running before, {}: seconds / those of processor time that the hand-in computes"
    fr = "une notation dans la disposition de Gradescope, sans rien qui tourne avant, {} : secondes / celles de processeur où le rendu calcule"
    return [
        {
            "what": {"en": en.format(ASSIGNMENTS[name]["en"]), "fr": fr.format(ASSIGNMENTS[name]["fr"])},
            "value": f"{seconds:.1f} / {processor:.1f}",
        }
        for name, (seconds, processor) in medians.items()
    ]


def main() -> None:
    """Measure, print, write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=3)
    chosen = options.parse_args()
    load_before, found = os.getloadavg(), {}
    with tempfile.TemporaryDirectory(prefix="bench-gradescope-") as scratch:
        for assignment in load_course(ROOT / "assignments", tuple(ASSIGNMENTS)).assignments:
            archive = package(assignment, Path(scratch) / assignment.id)
            name, data = master(assignment).hand_in()
            found[assignment.id] = []
            for _ in range(chosen.repeats):
                seconds, recorded, results = graded(archive, data, name)
                processor = recorded.processor_seconds
                missed = [each for each in results["tests"] if each.get("score") != each.get("max_score")]
                assert not missed, results
                found[assignment.id].append((round(seconds, 2), round(processor, 2)))
                print(f"{assignment.id} {seconds:8.2f} s, the hand-in {processor:8.2f} s", file=sys.stderr)
    medians = {
        name: (statistics.median(each[0] for each in runs), statistics.median(each[1] for each in runs))
        for name, runs in found.items()
    }
    report = {
        "command": "make bench-gradescope",
        "rows": rows(medians),
        "seconds_and_processor_seconds_of_the_hand_in": found,
        "cores": len(os.sched_getaffinity(0)),
        "load_before_and_after": [load_before, os.getloadavg()],
        "environment": environment(),
    }
    write_json(RESULTS, report)
    for row in report["rows"]:
        print(f"{row['what']['en']:<90} {row['value']}")


if __name__ == "__main__":
    main()
