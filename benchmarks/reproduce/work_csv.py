"""The tables of Fashion-MNIST: writing them from the published files, and reading 60 000 rows of 785 columns.

Each step in a process of its own, whose seconds and peak of memory are measured. A step that needs more than 1 GB fails.
"student": what assignment 07's answer does, with TensorFlow in the process as in a notebook: what was there before is
counted apart.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from autograder import data
from autograder.base.errors import MachineError
from benchmarks.reproduce.run import ROOT, Run, master, row, say

SETTINGS = {"rows": 60_000, "most_memory_mb": 1000}
STEPS = ("write", "read", "student")


def reproduce(quick: bool, results: Path, scratch: Path, **changed) -> None:
    """Measure the three steps, and write the results."""
    settings = {**SETTINGS, "rows": 500, "quick": True} if quick else SETTINGS
    run = Run("csv", settings | changed, results, scratch)
    table = run.path("fashion-mnist_train.csv")
    figures = {}
    for name in STEPS:
        say(f"{name} …")
        command = [
            sys.executable,
            "-m",
            "benchmarks.reproduce.work_csv",
            name,
            str(table),
            str(settings["rows"]),
        ]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        figures[name] = json.loads(done.stdout.strip().splitlines()[-1])
    figures["table_mb"] = round(table.stat().st_size / 1e6)
    table.unlink()
    greatest = max(figures[name]["peak_mb"] - figures[name]["before_mb"] for name in STEPS)
    before = figures["student"]["before_mb"]
    rows = [
        row({"en": f"{what_en}, in seconds (peak of memory in MB)", "fr": f"{what_fr}, en secondes (mémoire au plus, en Mo)"},
            f"{figures[name]['seconds']:.1f} ({figures[name]['peak_mb']})")
        for name, what_en, what_fr in (
            ("write", f"{settings['rows']:,} images as a CSV table: written".replace(",", " "),
             f"{settings['rows']:,} images en table CSV : écrites".replace(",", " ")),
            ("read", "read by the toolkit", "lues par les outils"),
            ("student", f"read by the answer of 07, {before} MB of TensorFlow included",
             f"lues par la réponse du 07, dont {before} Mo de TensorFlow"),
        )
    ]  # fmt: skip
    run.finish(figures, {"set": "generated" if quick else "fashion_mnist", "rows": settings["rows"]}, rows)
    if greatest > settings["most_memory_mb"]:
        raise MachineError(f"a step needed {greatest} MB, more than {settings['most_memory_mb']}")


def _step(name: str, table: Path, rows: int) -> None:
    import time

    if name == "write":
        if rows < SETTINGS["rows"]:
            images, labels = data.garments(rows, seed=1)
        else:
            clothes = data.load("fashion_mnist", generated=False)
            images, labels = clothes.train_images, clothes.train_labels
    elif name == "student":
        answer = master("07")
    before, start = _peak_mb(), time.perf_counter()
    if name == "write":
        data.write_csv(images, labels, table)
    else:
        images, labels = data.read_csv(table) if name == "read" else answer.load_csv(table)
    seconds = time.perf_counter() - start
    if len(images) != rows or len(labels) != rows:
        raise MachineError(f"{table}: expected {rows} rows, received {len(images)}")
    print(json.dumps({"seconds": round(seconds, 2), "before_mb": before, "peak_mb": _peak_mb()}))


def _peak_mb() -> int:
    import resource  # Unix only

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3))  # macOS counts bytes, Linux kilobytes


if __name__ == "__main__":
    _step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
