"""The hostile corpus through the whole of Otter: one of each kind, kernel included, and all through its test files."""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass

import pytest

pytest.importorskip("otter")

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION
from autograder.otter.compare import regrade
from autograder.otter.package import otter_bundle, zip_name
from autograder.otter.runner import run_package
from tests.hostile.conftest import TARGET
from tests.hostile.corpus import CHECKS, HONEST, corpus

pytestmark = pytest.mark.slow

CORPUS = corpus("handins")
KINDS = {hostile.name.split("_")[0]: hostile for hostile in reversed(CORPUS)}


@dataclass(frozen=True)
class Answer:
    """A hostile hand-in as the comparison wants it."""

    name: str
    script: bytes
    checks: tuple[str, ...] = tuple(CHECKS)
    fails: tuple[str, ...] = ()

    def hand_in(self):
        return "answer.py", self.script


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The target assignment as an Otter package, with the prose a package needs and time for a busy machine."""
    folder = tmp_path_factory.mktemp("target") / "01_target"
    shutil.copytree(TARGET, folder)
    assignment = load_assignment(folder)
    for language in ("fr", "en"):
        sections = "\n\n".join(f"## {question.id} Q" for question in assignment.questions)
        (folder / f"statement.{language}.md").write_text(f"# Target\n\n{sections}\n")
        hints = [
            f"## {question} {name}\n\n- a\n- b\n- c\n" for name, question in assignment.functions.items()
        ]
        (folder / f"hints.{language}.md").write_text("\n".join(hints))
    limits = dataclasses.replace(assignment.limits, seconds_per_call=6, seconds=45)
    assignment = dataclasses.replace(load_assignment(folder), limits=limits)
    if not any(check.public for check in assignment.question("q2").checks):
        assignment = dataclasses.replace(assignment, questions=assignment.questions[:1])
    path = folder.parent / zip_name(assignment)
    path.write_bytes(otter_bundle(assignment).files[path.name])
    return path


def _points(results):
    return {each["name"]: each["score"] for each in results["tests"] if "max_score" in each}


@pytest.mark.parametrize("hostile", KINDS.values(), ids=list(KINDS))
def test_a_hostile_hand_in_earns_through_otter_what_it_earns_from_the_judge(hostile, package):
    worth = {"doubles": 1, "doubles_unseen": 2, "means": 1, "streams": 1}
    results = run_package(package, hostile.hand_in, f"{hostile.name}.py")
    assert _points(results)["q1"] == sum(worth[check] for check in hostile.passes)


def test_after_all_of_them_an_honest_hand_in_still_gets_its_points(package):
    reference = load_assignment(TARGET).master.view(SOLUTION)
    results = run_package(package, f"{reference}\n\n{HONEST}".encode(), "honest.py")
    assert _points(results)["q1"] == 5


def test_otters_test_files_give_the_judges_verdicts_on_the_whole_corpus(package):
    quick = {
        each.name: each
        for each in CORPUS
        if "time" not in each.otherwise and each.name != "stall_sleep_at_import"
    }
    answers = [Answer(name, each.hand_in) for name, each in quick.items()]
    wrong = {
        name: {check for check, verdict in found.items() if verdict.passed} ^ quick[name].passes
        for name, found in regrade(package, answers)
        if {check for check, verdict in found.items() if verdict.passed} != quick[name].passes
    }
    assert wrong == {}
