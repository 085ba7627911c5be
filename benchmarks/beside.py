"""What three graders make of the same four hand-ins: Otter-Grader, nbgrader and this judge.

    NBGRADER=/path/to/venv/bin/nbgrader python -m benchmarks.beside

The assignment is the small one that `autograder init` writes, with the same hidden facts in each grader's own form. Handed in
are an honest answer, one that never ends, one that patches NumPy until every comparison holds, and one that looks for the
hidden checks among what it can open and print. Each grader is run as its manual says, with its own defaults, one hand-in
at a time; nobody else's machine, no container. The results go to benchmarks/results/beside.json.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.base.files import write_json
from autograder.course.load import load_assignment
from autograder.release.starter import start

RESULTS = Path(__file__).parent / "results/beside.json"
BESIDE = Path(sys.executable).parent
LONGEST = 240.0  # seconds after which a grader that still runs is stopped
SECRET = "HIDDEN-52301"  # stands in the hidden checks alone

_RIGHT = "import numpy as np\n\n\ndef brighten(images, amount):\n    return np.clip(images + amount, 0, 1)\n"
_ENDLESS = "def brighten(images, amount):\n    while True:\n        pass\n"
_PATCHED = """\
import numpy as np


class Equal:
    shape, dtype = (3, 5, 7), np.dtype("float64")

    def __eq__(self, other):
        return True


np.allclose = np.array_equal = lambda *arguments, **named: True


def brighten(images, amount):
    return Equal()
"""
# Looks into every file it may open below its own folder and the graders' places, and says what it found.
_CURIOUS = f"""\
import os

import numpy as np


def brighten(images, amount):
    return np.clip(images + amount, 0, 1)


word = "{SECRET[:6]}" + "{SECRET[6:]}"
for place in (os.getcwd(), "/autograder", "/checks"):
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                if word in open(os.path.join(folder, name), errors="replace").read():
                    print("FOUND", word)
            except OSError:
                pass
"""
HAND_INS = {"honest": _RIGHT, "endless": _ENDLESS, "patched": _PATCHED, "curious": _CURIOUS}
_FACTS = f"""\
secret = np.random.default_rng(52301).random((3, 5, 7))  # {SECRET}
before = secret.copy()
darker = brighten(secret, -0.3)
assert darker.shape == (3, 5, 7)
assert np.allclose(darker, np.maximum(before - 0.3, 0))
assert np.array_equal(secret, before)
"""


@dataclass(frozen=True)
class Outcome:
    """What a grader said of a hand-in: the share of the points (None: it said nothing in `LONGEST`), and how long it took."""

    share: float | None
    seconds: float
    found: bool  # whether the hidden checks reached the hand-in


class OurJudge:
    """`autograder grade`."""

    def __init__(self, folder: Path):
        start(folder, ("en",))
        self.folder = folder
        self.assignment = load_assignment(folder / "assignments/01_brightness")
        hidden = self.assignment.folder / "checks/test_hidden.py"
        hidden.write_text(hidden.read_text(encoding="utf-8") + f"# {SECRET}\n", encoding="utf-8")

    def grade(self, source: str) -> Outcome:
        answer = self.folder / "answer.py"
        answer.write_text(source, encoding="utf-8")
        command = [sys.executable, "-m", "autograder", "grade", str(answer), "-a", "01", "--json"]
        said, seconds = run([*command, "--course", str(self.folder / "assignments")], self.folder)
        points = {check.id: check.points for check in self.assignment.rubric}
        verdicts = json.loads(said[said.index("{") :])["verdicts"]
        got = sum(points[each["check"]] for each in verdicts if each["outcome"] == "pass")
        return Outcome(got / sum(points.values()), seconds, "FOUND " + SECRET in said)


class Otter:
    """`otter run` with a zip of `otter generate`."""

    def __init__(self, folder: Path):
        self.folder = folder
        tests = folder / "tests"
        tests.mkdir(parents=True)
        body = "".join(f"    {line}\n" for line in _FACTS.splitlines())
        (tests / "q1.py").write_text(
            "OK_FORMAT = False\nname = 'q1'\npoints = 1\n\nfrom otter.test_files import test_case\n\n\n"
            f"@test_case(points=1, hidden=True)\ndef test_facts(brighten):\n    import numpy as np\n{body}",
            encoding="utf-8",
        )
        options = ["--no-requirements", "--no-environment", "--no-config"]
        run(
            [str(BESIDE / "otter"), "generate", "-t", str(tests), "-o", str(folder / "a.zip"), *options],
            folder,
        )

    def grade(self, source: str) -> Outcome:
        answer, out = self.folder / "answer.ipynb", self.folder / "out"
        nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=_KERNEL), answer)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        command = [str(BESIDE / "otter"), "run", "-a", str(self.folder / "a.zip"), "-o", str(out), "--debug"]
        said, seconds = run([*command, "--no-logo", str(answer)], self.folder)
        results = out / "results.json"
        if not results.is_file():
            return Outcome(None, seconds, False)
        tests = [each for each in json.loads(results.read_text())["tests"] if each.get("max_score")]
        share = sum(each["score"] for each in tests) / sum(each["max_score"] for each in tests)
        return Outcome(share, seconds, "FOUND " + SECRET in said + answer.read_text() + results.read_text())


class Nbgrader:
    """`nbgrader autograde` after `nbgrader generate_assignment`."""

    def __init__(self, folder: Path, program: str):
        self.folder, self.program = folder, program
        cells = [
            _cell("q1", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n", solution=True, grade=False),
            _cell("q1_test", f"import numpy as np\n### BEGIN HIDDEN TESTS\n{_FACTS}### END HIDDEN TESTS\n"),
        ]
        source = folder / "source/ps1"
        source.mkdir(parents=True)
        nbformat.write(new_notebook(cells=cells, metadata=_KERNEL), source / "p.ipynb")
        run([program, "generate_assignment", "ps1", "--force"], folder)

    def grade(self, source: str) -> Outcome:
        handed_in = self.folder / "submitted/alice/ps1"
        handed_in.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.read(self.folder / "release/ps1/p.ipynb", as_version=4)
        notebook.cells[0].source = source
        nbformat.write(notebook, handed_in / "p.ipynb")
        shutil.rmtree(self.folder / "autograded", ignore_errors=True)
        said, seconds = run([self.program, "autograde", "ps1", "--student", "alice", "--force"], self.folder)
        run([self.program, "export", "--to", "grades.csv"], self.folder)
        graded = self.folder / "autograded/alice/ps1/p.ipynb"
        rows = (self.folder / "grades.csv").read_text().splitlines()
        row = dict(zip(rows[0].split(","), rows[-1].split(",")))
        text = said + (graded.read_text() if graded.is_file() else "")
        share = float(row["raw_score"]) / float(row["max_score"]) if graded.is_file() else None
        return Outcome(share, seconds, "FOUND " + SECRET in text)


_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def _cell(name: str, source: str, *, solution: bool = False, grade: bool = True) -> nbformat.NotebookNode:
    known = {"grade_id": name, "grade": grade, "solution": solution, "locked": grade, "schema_version": 3}
    extra = {"points": 1} if grade else {}
    return new_code_cell(source, metadata={"nbgrader": {**known, **extra, "task": False}})


def run(command: list[str], folder: Path) -> tuple[str, float]:
    """Return what a command says, its seconds; it is killed with all it started after `LONGEST`."""
    # What a grader starts by name lies beside it.
    environment = {**os.environ, "PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=LONGEST)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            said = process.communicate()[0]
    return said, time.perf_counter() - begun


def as_json(outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, float | bool | None]]:
    """Return outcomes as they are kept."""
    return {
        name: {
            "share": each.share,
            "seconds": round(each.seconds, 2),
            "found": each.found,
        }
        for name, each in outcomes.items()
    }


def main() -> int:
    """Measure, print, write."""
    program = os.environ.get("NBGRADER") or shutil.which("nbgrader")
    if program is None:
        print(
            "expected nbgrader. Install it into an environment of its own, and name it: NBGRADER=…",
            file=sys.stderr,
        )
        return 4
    with tempfile.TemporaryDirectory(prefix="beside-") as work:
        graders = {
            "otter": Otter(Path(work, "otter")),
            "nbgrader": Nbgrader(Path(work, "nbgrader"), program),
            "autograder": OurJudge(Path(work, "ours")),
        }
        found = {
            name: as_json({kind: each.grade(source) for kind, source in HAND_INS.items()})
            for name, each in graders.items()
        }
    version, _ = run([program, "--version"], Path())
    versions = {"otter": metadata.version("otter-grader"), "nbgrader": version.split()[-1]}
    write_json(RESULTS, {"command": "python -m benchmarks.beside", "graders": found, "versions": versions})
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
