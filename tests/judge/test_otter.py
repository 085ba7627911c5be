"""Grading through Otter: no student code in its kernel, always a results.json, and the judge's verdicts.

Whole runs of Otter take ten seconds each: one is in the default suite, the others are `slow`.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("otter")

from otter.run.run_autograder.autograder_config import AutograderConfig
from otter.test_files.abstract_test import TestCase as OtterCase
from otter.test_files.abstract_test import TestCaseResult as OtterCaseResult
from otter.test_files.exception_test import ExceptionTestFile

from autograder.course.load import load_course, load_master
from autograder.course.master import SOLUTION, STUDENT, with_sample
from autograder.judge import otter as bridge
from autograder.judge.otter import SESSION, SandboxedAnswers, Session, passes, regrade, run_package
from autograder.regrade import disagreements, known_answers
from autograder.release.otter import otter_bundle, zip_name
from autograder.verdict import Message, Outcome, Reason, Result, Verdict

TINY = Path(__file__).parents[1] / "fixtures/tiny/assignments"
WRONG = Verdict(
    "clips",
    Outcome.FAIL,
    Reason.WRONG,
    message=Message("expect.within", {"low": 0.0, "high": 1.0, "where": "[0]"}),
    call="brighten(images, 0.9)",
    detail="SECRET",
)


@pytest.fixture(scope="module")
def light():
    return load_course(TINY).assignment("01")


@pytest.fixture(scope="module")
def package(light, tmp_path_factory):
    path = tmp_path_factory.mktemp("otter") / zip_name(light)
    path.write_bytes(otter_bundle(light).files[path.name])
    return path


@pytest.fixture
def folder(package):
    with bridge.unpacked(package) as root:
        yield root


def _evil_log(target: Path) -> bytes:
    class Evil:
        def __reduce__(self):
            return (os.system, (f"touch {target}",))

    return pickle.dumps(Evil())


def _plugin(folder: Path, name="x.ipynb"):
    return SandboxedAnswers(
        str(folder / "submission" / name), {}, {"assignment": "01_light", "language": "en"}
    )


# The hand-in leaves Otter's reach


def test_everything_handed_in_is_moved_away_and_the_log_of_pickles_is_deleted(folder, tmp_path):
    submission = folder / "submission"
    (submission / "tests").mkdir()
    (submission / "tests/q1.py").write_text("")
    (submission / "__init__.py").write_text("")
    (submission / "x.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    (submission / "ipykernel_launcher.py").write_text("print('mine now')")
    (submission / "autograder").mkdir()
    (submission / "autograder/__init__.py").write_text("print('mine now')")
    (submission / ".OTTER_LOG").write_bytes(_evil_log(tmp_path / "owned"))
    plugin = _plugin(folder)
    plugin.before_grading(AutograderConfig({}))
    left = sorted(path.relative_to(submission).as_posix() for path in submission.rglob("*") if path.is_file())
    assert left == ["__init__.py", "tests/q1.py", "x.ipynb"]
    assert nbformat.read(submission / "x.ipynb", as_version=4).cells == []
    aside = sorted(path.name for path in (folder / "handed_in").iterdir())
    assert aside == ["autograder", "ipykernel_launcher.py", "x.ipynb"]


def test_a_log_that_is_a_folder_or_a_link_is_removed_too(folder, tmp_path):
    (tmp_path / "precious").write_text("kept")
    (folder / "submission/.OTTER_LOG").symlink_to(tmp_path / "precious")
    (folder / "submission/link.py").symlink_to(tmp_path / "precious")
    aside = bridge.set_aside(folder / "submission", folder / "handed_in")
    assert list(aside.iterdir()) == [] and (tmp_path / "precious").read_text() == "kept"


def test_the_kernel_executes_one_cell_of_ours(folder):
    (folder / "submission/x.ipynb").write_text("evil()")
    plugin = _plugin(folder)
    plugin.before_grading(AutograderConfig({}))
    book = plugin.before_execution(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("evil()")]))
    (cell,) = book.cells
    assert "evil" not in cell.source and "open_session" in cell.source
    assert book.metadata.kernelspec.name == "python3"


def test_otters_own_ways_of_touching_the_hand_in_are_switched_off(folder):
    config = AutograderConfig({"grade_from_log": True, "pdf": True, "seed": 3})
    (folder / "submission/x.py").write_text("")
    _plugin(folder, "x.py").before_grading(config)
    assert not config.grade_from_log and not config.pdf and config.seed is None


def test_several_files_become_one_archive_and_one_file_stays_itself(tmp_path):
    (tmp_path / "a.py").write_bytes(b"1")
    assert bridge.hand_in_bytes(tmp_path) == (b"1", "a.py")
    (tmp_path / "m.keras").write_bytes(b"2")
    data, name = bridge.hand_in_bytes(tmp_path)
    assert name == "hand-in.zip"
    (tmp_path / "out.zip").write_bytes(data)
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == ["a.py", "m.keras"]


# Verdicts in Otter's clothes


def _session(light, monkeypatch, answer):
    import types

    module = types.ModuleType("autograder.judge.run")
    module.grade_job = answer
    monkeypatch.setitem(sys.modules, "autograder.judge.run", module)
    return Session(light, b"", "x.py", language="en")


def test_a_check_passes_or_raises_the_students_sentence(light, monkeypatch):
    verdicts = (WRONG, Verdict("adds", Outcome.PASS))
    session = _session(light, monkeypatch, lambda *_, **__: Result("01_light", verdicts))
    passes({SESSION: session}, "01_light", "adds")
    with pytest.raises(AssertionError) as caught:
        passes({SESSION: session}, "01_light", "clips")
    assert str(caught.value).startswith("brighten(images, 0.9):\nvalues in [0, 1] were expected")
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("error", [SystemExit(), KeyboardInterrupt(), GeneratorExit(), RuntimeError("x")])
def test_no_base_exception_reaches_otter(light, monkeypatch, error):
    """Trap 2: a BaseException in one test wipes all questions to 0."""

    def dies(*_, **__):
        raise error

    session = _session(light, monkeypatch, dies)
    with pytest.raises(AssertionError, match="not your fault"):
        passes({SESSION: session}, "01_light", "clips")


def test_a_hand_in_is_graded_once_for_all_checks(light, monkeypatch):
    calls = []

    def counts(*_, **__):
        calls.append(1)
        return Result("01_light", tuple(Verdict(check.id, Outcome.PASS) for check in light.rubric))

    session = _session(light, monkeypatch, counts)
    for check in light.rubric:
        passes({SESSION: session}, "01_light", check.id)
    assert len(calls) == 1


def _otter_results(light, question, passed):
    cases = [
        OtterCase("", None, not check.public, check.points, None, None)
        for check in light.question(question).checks
    ]
    test_file = ExceptionTestFile(question, "", cases, False)
    line = "Error at line 7 in test q1:\n    passes(env, '01_light', 'clips')"
    test_file.test_case_results = [
        OtterCaseResult(case, "" if ok else line, ok) for case, ok in zip(cases, passed)
    ]
    return test_file


def test_a_failure_is_told_in_the_judges_words(light):
    """Trap 13: Otter quotes a line of the generated stub, not of the check."""
    mine = bridge.JudgedTestFile.of(
        _otter_results(light, "q1", (True, False, True)), light, {"clips": WRONG}, "en"
    )
    text = mine.summary()
    assert "Values stay between 0 and 1." in text and "brighten(images, 0.9)" in text
    assert "passes(env" not in text and "SECRET" not in text
    assert "checks passed: 2 of 3" in text
    assert mine.score == 2 and mine.possible == 4


def test_the_public_summary_says_nothing_of_hidden_checks(light):
    mine = bridge.JudgedTestFile.of(
        _otter_results(light, "q1", (True, False, True)), light, {"clips": WRONG}, "en"
    )
    assert "public checks passed: 1 of 1" in mine.summary(public_only=True)
    assert "Values stay" not in mine.summary(public_only=True)


def test_a_question_with_hidden_checks_only_does_not_claim_that_all_pass(light):
    """Trap 10: "All test cases passed!" is shown to the student while they fail."""
    results = _otter_results(light, "q1", (False, False, False))
    for each in results.test_case_results:
        each.test_case.hidden = True
    mine = bridge.JudgedTestFile.of(results, light, {}, "en")
    text = mine.summary(public_only=True)
    assert "passed" not in text.lower() and "hidden checks only" in text


# Always a results.json


@pytest.mark.parametrize(("trouble", "said"), [("time", "longer than"), ("otter: -9", "not your fault")])
def test_a_run_that_dies_or_hangs_leaves_results_that_say_so(folder, monkeypatch, trouble, said):
    """Trap 7: a dead kernel leaves no results.json at all."""
    (folder / "submission/x.py").write_text("")
    monkeypatch.setattr(bridge, "_run_otter", lambda *_: trouble)
    bridge.grade_folder(folder)
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
    monkeypatch.setattr(bridge, "_run_otter", otter)
    bridge.grade_folder(folder)
    results = json.loads((folder / "results/results.json").read_text(encoding="utf-8"))
    withheld = outcome is Outcome.JUDGE_ERROR
    assert ("score" not in results) is withheld
    assert ("score" not in results["tests"][0]) is withheld
    assert ("withheld" in results.get("output", "")) is withheld


def test_results_the_student_brought_along_are_not_taken_for_ours(folder, monkeypatch):
    (folder / "submission/x.py").write_text("")
    (folder / "results/results.json").write_text('{"score": 100, "tests": [{"score": 100}]}')
    monkeypatch.setattr(bridge, "_run_otter", lambda *_: "otter: 1")
    assert "score" not in bridge.grade_folder(folder)
    assert "score" not in (folder / "results/results.json").read_text()


def test_a_process_that_takes_too_long_is_stopped_with_its_children(folder, monkeypatch, tmp_path):
    child = f"import time; time.sleep(3); open({str(tmp_path / 'late')!r}, 'w')"
    code = (
        f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    )
    real = subprocess.Popen
    monkeypatch.setattr(
        bridge.subprocess, "Popen", lambda args, **rest: real([sys.executable, "-c", code], **rest)
    )
    started = time.monotonic()
    assert bridge._run_otter(folder, folder / "handed_in", seconds=1) == "time"
    assert time.monotonic() - started < 3
    time.sleep(3)
    assert not (tmp_path / "late").exists()


def test_a_module_beside_the_hand_in_is_not_imported_by_otters_process(folder, tmp_path):
    """The folder Otter works in is not on the path of its process."""
    (folder / "otter.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w')")
    bridge._run_otter(folder, folder / "handed_in", seconds=60)
    assert not (tmp_path / "owned").exists()


# With the judge behind it


@pytest.fixture(scope="module")
def answers(light):
    return {name: (data, checks) for name, (data, checks, _) in known_answers(light, True).items()}


def test_otters_verdicts_are_the_declared_ones_check_by_check(light, package):
    """Reference, stub, empty file, an accepted sample and a wrong one a question; `autograder package` takes all."""
    assert list(disagreements(light, samples=False, package=package)) == []


def test_a_disagreement_is_told_with_answer_and_check(light, package, monkeypatch):
    """The wrong sample is said to be right: the comparison must see it."""
    answer = (
        load_master(light).view(SOLUTION).replace("np.clip(brightened_images, *FLOOR_AND_CEILING)", "images")
    )
    monkeypatch.setattr(
        "autograder.regrade.known_answers",
        lambda *_: {"liar": (answer.encode(), {"adds", "unchanged"}, frozenset())},
    )
    (found,) = disagreements(light, package=package)
    assert found.startswith("liar: Otter fails adds, the judge does not.")


def _points(results: dict) -> dict[str, float]:
    return {each["name"]: each["score"] for each in results["tests"] if "max_score" in each}


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
    wrong = (light.folder / "samples/wrong/no_clip.py").read_text()
    spy = f"import sys\nif 'otter' in sys.modules or 'ipykernel' in sys.modules:\n    open({str(tmp_path / 'in_kernel')!r}, 'w')\n"
    source = spy + with_sample(load_master(light).view(SOLUTION), wrong)
    with zipfile.ZipFile(tmp_path / "hand.zip", "w") as archive:
        archive.writestr("mon devoir (1).py", source)
        archive.writestr(".OTTER_LOG", _evil_log(tmp_path / "unpickled"))
        archive.writestr("notes.txt", "x")
    results = _otter_run(package, tmp_path / "hand.zip", tmp_path)
    assert _points(results) == {"q1": 2, "q2": 2}
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
    ("name", "points", "make"),
    [
        ("renamed.ipynb", {"q1": 4, "q2": 2}, lambda right: _notebook(right)),
        ("odd_kernel.ipynb", {"q1": 4, "q2": 2}, lambda right: _notebook(right, "conda-env-of-julie")),
        ("latin.py", {"q1": 4, "q2": 2}, lambda right: ("# café\n" + right).encode("latin-1")),
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
def test_run_autograder_always_ends_with_points(light, package, name, points, make):
    """Also where plain `otter run` stops before any plugin is asked: broken notebooks, two modules, no file."""
    results = run_package(package, make(load_master(light).view(SOLUTION)), name)
    assert _points(results) == points
    assert all(each["output"] for each in results["tests"])


@pytest.mark.slow
def test_every_sample_gets_the_judges_verdicts_through_otter(light, package):
    assert list(disagreements(light, package=package)) == []


@pytest.mark.slow
def test_the_stub_earns_nothing(light, package):
    """Trap 9."""
    assert _points(run_package(package, load_master(light).view(STUDENT).encode(), "x.py")) == {
        "q1": 0,
        "q2": 0,
    }


@pytest.mark.slow
def test_the_students_own_grader_check_works_beside_their_notebook(light, tmp_path, monkeypatch):
    """In the student's kernel there is no session: the public checks run on the notebook's own answers."""
    for path, data in otter_bundle(light).files.items():
        if path.startswith("student/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
    monkeypatch.chdir(tmp_path / "student")
    space: dict = {}
    exec(compile(load_master(light).view(SOLUTION), "answers", "exec"), space)
    import otter

    grader = otter.Notebook("01_light.ipynb")
    assert "All test cases passed" in str(grader.check("q1", global_env=space))
    space["brighten"] = lambda images, amount: images
    assert "Expected" in str(grader.check("q1", global_env=space)) or "Attendu" in str(
        grader.check("q1", global_env=space)
    )


def test_the_answers_of_a_package_are_the_masters_stub_and_samples(answers):
    assert {"master", "stub", "empty file", "accepted/loops", "wrong/no_clip"} <= set(answers)
    assert len(answers) == 9


def test_regrading_tells_each_check(light, package):
    reference = load_master(light).view(SOLUTION).encode()
    ((name, verdicts),) = regrade(package, {"reference": (reference, None)})
    assert name == "reference" and all(each.passed for each in verdicts.values()) and len(verdicts) == 5
