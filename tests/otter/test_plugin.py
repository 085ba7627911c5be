"""What runs inside Otter: the hand-in leaves its reach, and verdicts are the judge's in the judge's words."""

from __future__ import annotations

import sys
import types
import zipfile
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("otter")

from otter.run.run_autograder.autograder_config import AutograderConfig
from otter.test_files.abstract_test import TestCase as OtterCase
from otter.test_files.abstract_test import TestCaseResult as OtterCaseResult
from otter.test_files.exception_test import ExceptionTestFile

from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.master import SOLUTION
from autograder.otter.aside import set_aside
from autograder.otter.package import otter_bundle
from autograder.otter.plugin import (
    GRADING,
    Grading,
    JudgedTestFile,
    SandboxedAnswers,
    hand_in_bytes,
    passes,
)
from tests.otter.conftest import evil_log

WRONG = Verdict(
    "clips",
    Outcome.FAIL,
    Reason.WRONG,
    message=Message("expect.within", {"low": 0.0, "high": 1.0, "where": "[0]"}),
    call="brighten(images, 0.9)",
    detail="SECRET",
)


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
    (submission / ".OTTER_LOG").write_bytes(evil_log(tmp_path / "owned"))
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
    aside = set_aside(folder / "submission", folder / "handed_in")
    assert list(aside.iterdir()) == [] and (tmp_path / "precious").read_text() == "kept"


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_before_otter_begins_what_is_called_tests_is_the_students(kind, tmp_path):
    submission = tmp_path / "submission"
    submission.mkdir()
    match kind:
        case "file":
            (submission / "tests").write_text("x")
        case "link":
            (submission / "tests").symlink_to("/etc")
        case "folder":
            (submission / "tests").mkdir()

    aside = set_aside(submission, tmp_path / "handed_in", otter_began=False)

    # Otter copies its own there, and falls over a file or a link of that name.
    assert not list(submission.iterdir())
    assert (aside / "tests").exists() == (kind != "link")


def test_the_kernel_executes_one_cell_of_ours(folder):
    (folder / "submission/x.ipynb").write_text("evil()")
    plugin = _plugin(folder)
    plugin.before_grading(AutograderConfig({}))
    book = plugin.before_execution(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("evil()")]))
    (cell,) = book.cells
    assert "evil" not in cell.source and "open_grading" in cell.source
    assert book.metadata.kernelspec.name == "python3"


def test_otters_own_ways_of_touching_the_hand_in_are_switched_off(folder):
    config = AutograderConfig({"grade_from_log": True, "pdf": True, "seed": 3})
    (folder / "submission/x.py").write_text("")
    _plugin(folder, "x.py").before_grading(config)
    assert not config.grade_from_log and not config.pdf and config.seed is None


def test_several_files_become_one_archive_and_one_file_stays_itself(tmp_path):
    (tmp_path / "a.py").write_bytes(b"1")
    assert hand_in_bytes(tmp_path) == (b"1", "a.py")
    (tmp_path / "m.keras").write_bytes(b"2")
    data, name = hand_in_bytes(tmp_path)
    assert name == f"{tmp_path.name}.zip"
    (tmp_path / "out.zip").write_bytes(data)
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == ["a.py", "m.keras"]


# Verdicts in Otter's clothes


def _grading(light, monkeypatch, answer):
    module = types.ModuleType("autograder.judge.run")
    module.grade_job = answer
    monkeypatch.setitem(sys.modules, "autograder.judge.run", module)
    return Grading(light, b"", "x.py", language="en")


def test_a_check_passes_or_raises_the_students_sentence(light, monkeypatch):
    verdicts = (WRONG, Verdict("adds", Outcome.PASS))
    grading = _grading(light, monkeypatch, lambda *_, **__: Result("01_light", verdicts))
    passes({GRADING: grading}, "01_light", "adds")
    with pytest.raises(AssertionError) as caught:
        passes({GRADING: grading}, "01_light", "clips")
    assert str(caught.value).startswith("brighten(images, 0.9):\nValues in [0, 1] were expected")
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("error", [SystemExit(), KeyboardInterrupt(), GeneratorExit(), RuntimeError("x")])
def test_no_base_exception_reaches_otter(light, monkeypatch, error):
    """Trap 2: a BaseException in one test wipes all questions to 0."""

    def dies(*_, **__):
        raise error

    grading = _grading(light, monkeypatch, dies)
    with pytest.raises(AssertionError, match="not your fault"):
        passes({GRADING: grading}, "01_light", "clips")


def test_a_hand_in_is_graded_once_for_all_checks(light, monkeypatch):
    calls = []

    def counts(*_, **__):
        calls.append(1)
        return Result("01_light", tuple(Verdict(check.id, Outcome.PASS) for check in light.rubric))

    grading = _grading(light, monkeypatch, counts)
    for check in light.rubric:
        passes({GRADING: grading}, "01_light", check.id)
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


def test_a_failure_is_said_in_the_judges_words(light):
    """Trap 13: Otter quotes a line of the generated stub, not of the check."""
    mine = JudgedTestFile.of(_otter_results(light, "q1", (True, False, True)), light, {"clips": WRONG}, "en")
    text = mine.summary()
    assert "Values stay between 0 and 1." in text and "brighten(images, 0.9)" in text
    assert "passes(env" not in text and "SECRET" not in text
    assert "checks passed: 2 of 3" in text
    assert mine.score == 2 and mine.possible == 4


def test_the_public_summary_says_nothing_of_hidden_checks(light):
    mine = JudgedTestFile.of(_otter_results(light, "q1", (True, False, True)), light, {"clips": WRONG}, "en")
    assert "public checks passed: 1 of 1" in mine.summary(public_only=True)
    assert "Values stay" not in mine.summary(public_only=True)


def test_a_question_with_hidden_checks_only_does_not_claim_that_all_pass(light):
    """Trap 10: "All test cases passed!" is shown to the student while they fail."""
    results = _otter_results(light, "q1", (False, False, False))
    for each in results.test_case_results:
        each.test_case.hidden = True
    mine = JudgedTestFile.of(results, light, {}, "en")
    text = mine.summary(public_only=True)
    assert "passed" not in text.lower() and "hidden checks only" in text


def test_a_check_that_was_not_asked_for_has_no_verdict(light, monkeypatch):
    grading = _grading(light, monkeypatch, lambda *_, **__: Result("01_light", (WRONG,)))
    assert grading.verdict("adds") is None and grading.verdict("clips") == WRONG


@pytest.mark.slow
def test_the_students_own_grader_check_works_beside_their_notebook(light, tmp_path, monkeypatch):
    """In the student's kernel there is no session: the public checks run on the notebook's own answers."""
    for path, data in otter_bundle(light).files.items():
        if path.startswith("student/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
    monkeypatch.chdir(tmp_path / "student")
    space: dict = {}
    exec(compile(light.master.view(SOLUTION), "answers", "exec"), space)
    import otter

    grader = otter.Notebook("01_light.ipynb")
    assert "All test cases passed" in str(grader.check("q1", global_env=space))
    space["brighten"] = lambda images, amount: images
    assert "Expected" in str(grader.check("q1", global_env=space)) or "Attendu" in str(
        grader.check("q1", global_env=space)
    )
