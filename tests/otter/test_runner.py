"""The whole of Otter on one hand-in: no student code in its kernel, and always a results.json.

Whole runs of Otter take ten seconds each: one is in the default suite, the others are `slow`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("otter")

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.otter import runner
from autograder.otter.runner import run_package
from autograder.proof import answers
from tests.doors import content
from tests.kinds import KINDS
from tests.otter.conftest import evil_log, points
from tests.processes import left_running


@pytest.mark.parametrize(("trouble", "said"), [("time", "longer than"), ("otter: -9", "not your fault")])
def test_a_run_that_dies_or_hangs_leaves_results_that_say_so(folder, monkeypatch, trouble, said):
    """Trap 7: a dead kernel leaves no results.json at all."""
    (folder / "submission/x.py").write_text("")
    monkeypatch.setattr(runner, "_run_otter", lambda *_: trouble)
    runner.grade_folder(folder)
    results = json.loads((folder / "results/results.json").read_text(encoding="utf-8"))
    assert said in results["output"]
    assert "score" not in results and "tests" not in results  # withheld: never a silent zero


@pytest.mark.parametrize("outcome", [Outcome.JUDGE_ERROR, Outcome.FAIL])
def test_a_check_that_could_not_be_judged_withholds_the_score(folder, monkeypatch, outcome):
    def otter(autograder, *_):
        verdict = Verdict("adds", outcome)
        record = Result("01_light", (verdict,), "A", 1.0, 100.0).to_json()
        (autograder / "results/verdicts.json").write_text(json.dumps(record))
        tests = [{"name": "q1", "score": 0, "max_score": 4}]
        (autograder / "results/results.json").write_text(json.dumps({"score": 0, "tests": tests}))
        return ""

    (folder / "submission/x.py").write_text("")
    monkeypatch.setattr(runner, "_run_otter", otter)
    runner.grade_folder(folder)
    results = json.loads((folder / "results/results.json").read_text(encoding="utf-8"))
    withheld = outcome is Outcome.JUDGE_ERROR
    assert ("score" not in results) is withheld
    assert ("score" not in results["tests"][0]) is withheld
    assert ("withheld" in results.get("output", "")) is withheld


def test_results_the_student_brought_along_are_not_taken_for_ours(folder, monkeypatch):
    (folder / "submission/x.py").write_text("")
    (folder / "results/results.json").write_text('{"score": 100, "tests": [{"score": 100}]}')
    monkeypatch.setattr(runner, "_run_otter", lambda *_: "otter: 1")
    assert "score" not in runner.grade_folder(folder)
    assert "score" not in (folder / "results/results.json").read_text()


def test_a_process_that_takes_too_long_is_stopped_with_its_children(folder, monkeypatch, tmp_path):
    code = (
        "import pathlib, subprocess, time; child = subprocess.Popen(['sleep', '600']); "
        f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid)); time.sleep(600)"
    )
    real = subprocess.Popen
    monkeypatch.setattr(
        runner.subprocess, "Popen", lambda args, **rest: real([sys.executable, "-c", code], **rest)
    )
    assert runner._run_otter(folder, folder / "handed_in", seconds=5) == "time"
    assert left_running([int((tmp_path / "child").read_text())]) == []


def test_a_module_beside_the_hand_in_is_not_imported_by_otters_process(folder, tmp_path):
    """The folder Otter works in is not on the path of its process."""
    (folder / "otter.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w')")
    runner._run_otter(folder, folder / "handed_in", seconds=60)
    assert not (tmp_path / "owned").exists()


def _otter_run(package: Path, hand_in: Path, work: Path) -> dict:
    (work / "out").mkdir()
    command = [
        sys.executable,
        "-m",
        "otter",
        "run",
        str(hand_in),
        "-a",
        str(package),
        "-o",
        str(work / "out"),
    ]
    subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=240)
    return json.loads((work / "out/results.json").read_text(encoding="utf-8"))


def test_otter_run_itself_gives_the_judges_points_and_runs_nothing_of_the_student(light, package, tmp_path):
    """A renamed script (trap 3), a log of pickles, and code that tells where it runs: the worker, not Otter's kernel."""
    (wrong,) = (each.source for each in answers.samples(light) if each.fails and "no_clip" in each.name)
    spy = f"import sys\nif 'otter' in sys.modules or 'ipykernel' in sys.modules:\n    open({str(tmp_path / 'in_kernel')!r}, 'w')\n"
    source = spy + wrong
    with zipfile.ZipFile(tmp_path / "hand.zip", "w") as archive:
        archive.writestr("mon devoir (1).py", source)
        archive.writestr(".OTTER_LOG", evil_log(tmp_path / "unpickled"))
        archive.writestr("notes.txt", "x")
    results = _otter_run(package, tmp_path / "hand.zip", tmp_path)
    assert points(results) == {"q1": 2, "q2": 2}
    (q1,) = (each["output"] for each in results["tests"] if each["name"] == "q1")
    assert "Les valeurs restent entre 0 et 1." in q1 and "passes(env" not in q1
    assert not (tmp_path / "unpickled").exists()
    assert not (tmp_path / "in_kernel").exists()


def _notebook(source: str, kernel="python3") -> bytes:
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    book.metadata.kernelspec = {"name": kernel, "display_name": kernel, "language": "python"}
    return nbformat.writes(book).encode()


def _zip(**files: str) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "earned", "make"),
    [
        ("renamed.ipynb", {"q1": 4, "q2": 2}, lambda right: _notebook(right)),
        ("odd_kernel.ipynb", {"q1": 4, "q2": 2}, lambda right: _notebook(right, "conda-env-of-julie")),
        ("windows.py", {"q1": 4, "q2": 2}, lambda right: ("# café\n" + right).encode("cp1252")),
        ("two_modules.zip", {"q1": 4, "q2": 2}, lambda right: _zip(answer__py=right, helper__py="X = 1")),
        ("exits.py", {"q1": 4, "q2": 2}, lambda right: (right + "\nimport sys\nsys.exit()\n").encode()),
        ("broken.ipynb", {"q1": 0, "q2": 0}, lambda right: b'{"cells": ['),
        ("empty.zip", {"q1": 0, "q2": 0}, lambda right: _zip()),
        ("nothing.py", {"q1": 0, "q2": 0}, lambda right: b""),
        (
            "kills.py",
            {"q1": 0, "q2": 0},
            lambda right: b"import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos._exit(0)",
        ),
        ("loops.py", {"q1": 0, "q2": 0}, lambda right: b"while True: pass"),
    ],
)
def test_run_autograder_always_ends_withpoints(light, package, name, earned, make):
    """Also where plain `otter run` stops before any plugin is asked: broken notebooks, two modules, no file."""
    results = run_package(package, make(answers.master(light).source), name)
    assert points(results) == earned
    assert all(each["output"] for each in results["tests"])


@pytest.mark.slow
def test_the_stub_earns_nothing(light, package):
    """Trap 9."""
    assert points(run_package(package, answers.stub(light).source.encode(), "x.py")) == {
        "q1": 0,
        "q2": 0,
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "module in a folder",
        "data file in a folder",
        "answer in its folder",
        "%run of a notebook",
        "a zip with a link",
        "marimo's notebook",
        "the stub left below the answer",
        "macOS's shadows",
    ],
)
def test_what_gradescope_unpacks_earns_by_the_whole_of_otter_what_it_earns_elsewhere(folder, name):
    """The files as students hand them in: an archive is unpacked by Gradescope, with its folders."""
    for path, data in content(KINDS[name].files).items():
        (folder / "submission" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "submission" / path).write_bytes(data)
    results = runner.grade_folder(folder)
    assert points(results) == {"q1": 4.0, "q2": 2.0}, results
