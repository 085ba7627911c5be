"""Grade a large class of which nothing changed: how long `batch` takes to see it. `python -m benchmarks.regrade`.

A class of 1000 is graded by a judge that lets everything pass, for who judges makes no difference to what is measured,
and then again. Figures go to benchmarks/results/regrade.json.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from autograder.base.files import write_json
from autograder.base.verdict import Outcome, Result, Verdict
from autograder.course.load import load_assignment, load_course
from autograder.gradebook.batch import batch
from autograder.gradebook.batch_order import Judging, Order
from benchmarks.classroom import make

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results/regrade.json"
ASSIGNMENTS = ("01", "02", "10")
STUDENTS = 1000


def pass_all(folder: str, data: bytes, name: str, *, checks: Sequence[str]) -> Result:
    """Return verdicts without judging. Importable, since workers pickle it by name."""
    assignment = load_assignment(Path(folder))
    return Result(assignment.id, tuple(Verdict(check, Outcome.PASS) for check in checks), "none")


def main() -> None:
    """Measure, print, write the results."""
    course, load = load_course(ROOT / "assignments", ASSIGNMENTS), os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="bench-regrade-") as temporary:
        folder = Path(temporary)
        make(course.assignments, folder / "download", students=STUDENTS, seed=1, hostile=0)
        runs = [
            batch(course, folder / "results", Order([folder / "download"]), Judging(pass_all, workers=2))
            for _ in range(2)
        ]
    assert runs[1].reused == STUDENTS and not runs[1].judged, runs[1]
    seconds = round(runs[1].seconds, 2)
    row = {
        "what": {
            "en": f"regrade of {STUDENTS} with nothing changed (s)",
            "fr": f"nouvelle notation de {STUDENTS} rendus sans changement (s)",
        },
        "value": seconds,
    }
    write_json(RESULTS, {"command": "python -m benchmarks.regrade", "rows": [row], "load_before": load})
    print(f"{row['what']['en']:<60} {seconds}")


if __name__ == "__main__":
    main()
