"""The whole of Otter on one hand-in, in a process of its own: what a package's `run_autograder` calls."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.base.files import write_bytes
from autograder.base.messages import sentence
from autograder.base.processes import end
from autograder.base.verdict import Outcome
from autograder.base.zips import read_archive
from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.otter.aside import (
    RECORD,
    SECONDS_BESIDE,
    SET_ASIDE,
    recorded,
    set_aside,
    write_placeholder,
)


def grade_folder(autograder: Path) -> dict[str, Any]:
    """Grade what lies in `autograder`/submission through Otter, write results/results.json whatever happens, return it.

    Where the judge or Otter broke, or a check could not be judged, it holds no score: Gradescope then says that the
    autograder failed, which somebody looks into, as nobody would into a zero.

    `autograder` has Gradescope's layout: source/ (the unpacked zip), submission/, results/. Otter runs in a process
    of its own that is stopped with everything it started when it takes too long.
    """
    autograder = Path(autograder).resolve()
    results = autograder / "results/results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    record = results.with_name(RECORD)
    assignment = packaged_assignment(autograder)
    for stale in (results, results.with_name("results.pkl"), record):
        stale.unlink(missing_ok=True)
    submission = autograder / "submission"
    aside = set_aside(submission, autograder / "handed_in", otter_began=False)
    write_placeholder(submission / f"{assignment.id}.ipynb")
    if not (autograder / "submission_metadata.json").is_file():
        (autograder / "submission_metadata.json").write_text("{}", encoding="utf-8")
    seconds = assignment.limits.seconds + SECONDS_BESIDE
    trouble = _run_otter(autograder, aside, seconds)
    output = _read_results(results)
    if output is None:
        output = _broken(assignment, trouble, int(seconds))
    elif _owes_a_verdict(record):
        output = _without_scores(assignment, output)
    write_bytes(results, json.dumps(output, indent=2).encode())
    return output


def _broken(assignment: Assignment, trouble: str, seconds: int) -> dict[str, Any]:
    """Return the results of a run that left none."""
    if trouble == "time":
        text = _sentences(assignment, "otter.time", seconds=seconds)
    else:
        text = _sentences(assignment, "otter.broken", detail=trouble or "results.json")
    return {"output": text, "output_format": "text", "stdout_visibility": "hidden"}


def _without_scores(assignment: Assignment, output: dict[str, Any]) -> dict[str, Any]:
    tests = [{name: value for name, value in test.items() if name != "score"} for test in output["tests"]]
    kept = {name: value for name, value in output.items() if name != "score"}
    return {**kept, "output": _sentences(assignment, "score.withheld"), "tests": tests}


def _sentences(assignment: Assignment, key: str, **values: Any) -> str:
    return " / ".join(sentence(key, language, **values) for language in assignment.languages)


def packaged_assignment(autograder: Path) -> Assignment:
    """Return the assignment of the package that is unpacked in `autograder`/source."""
    (folder,) = (path for path in (autograder / "source/assignment").iterdir() if path.is_dir())
    return load_assignment(folder)


def _owes_a_verdict(path: Path) -> bool:
    verdicts, _ = recorded(path)
    return not verdicts or any(each.outcome is Outcome.JUDGE_ERROR for each in verdicts.values())


def _run_otter(autograder: Path, aside: Path, seconds: float) -> str:
    """Run Otter's own grading; return "" or the kind of trouble. Its output goes to this process's own."""
    # What is imported stays: no garbage is looked for in it, then and later.
    code = (
        "import gc, sys; gc.disable(); from otter.run.run_autograder import main; gc.freeze(); gc.enable(); "
        "main(sys.argv[1], otter_run=True)"
    )
    environment = {**os.environ, SET_ASIDE: str(aside)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            # -P: the folder Otter works in is never searched for modules.
            [sys.executable, "-P", "-c", code, str(autograder)],
            cwd=autograder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return "time"
        finally:
            end(process)
            output.seek(0)
            sys.stdout.write(output.read()[-20_000:].decode("utf-8", errors="replace"))
            sys.stdout.flush()
    return "" if status == 0 else f"otter: {status}"


def _read_results(path: Path) -> dict[str, Any] | None:
    try:
        output = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return output if isinstance(output, dict) and output.get("tests") else None


@contextlib.contextmanager
def unpacked(package: Path) -> Iterator[Path]:
    """Give a fresh folder in Gradescope's layout with the package unpacked in source/."""
    with tempfile.TemporaryDirectory(prefix="autograder-otter-") as name:
        root = Path(name).resolve()
        for folder in ("source", "submission", "results"):
            (root / folder).mkdir()
        for inside, data in read_archive(package.read_bytes()).items():
            (root / "source" / inside).parent.mkdir(parents=True, exist_ok=True)
            (root / "source" / inside).write_bytes(data)
        yield root


def run_package(package: Path, data: bytes, name: str) -> dict[str, Any]:
    """Return the results.json of one hand-in graded as `run_autograder` does it: the whole of Otter,
    kernel included.
    """
    with unpacked(package) as root:
        (root / "submission" / Path(name).name).write_bytes(data)
        return grade_folder(root)
