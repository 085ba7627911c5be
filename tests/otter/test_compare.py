"""Otter's verdicts, check by check, against those that are known in advance."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

pytest.importorskip("otter")

from autograder.course.load import load_assignment
from autograder.otter.compare import disagreements, regrade
from autograder.proof.answers import answers_for_otter, master
from tests.manual import with_manual_question


def test_otters_verdicts_are_the_declared_ones_check_by_check(light, package):
    """Reference, stub, empty file, a right sample and a wrong one a question; `autograder package` takes all."""
    answers = answers_for_otter(light, every_sample=False)
    assert list(disagreements(light, answers, package=package)) == []


@dataclass(frozen=True)
class Liar:
    """A wrong answer that says that it fails nothing."""

    source: str
    name: str = "liar"
    checks: tuple[str, ...] = ("adds", "unchanged")
    fails: tuple[str, ...] = ()

    def hand_in(self):
        return "answer.py", self.source.encode()


def test_a_disagreement_names_answer_and_check(light, package):
    """The wrong sample claims to be right: the comparison must see it."""
    wrong = master(light).source.replace("np.clip(brightened_images, *FLOOR_AND_CEILING)", "images")
    (found,) = disagreements(light, [Liar(wrong)], package=package)
    assert str(found).startswith("liar: Otter fails adds, the judge does not.")


def test_a_check_that_passes_and_must_fail_is_a_disagreement(light, package):
    right = Liar(master(light).source, checks=("adds",), fails=("adds",))
    assert [str(each) for each in disagreements(light, [right], package=package)] == [
        "liar: Otter passes adds, the judge does not."
    ]


def test_regrading_has_a_verdict_for_each_check(light, package):
    ((name, verdicts),) = regrade(package, [master(light)])
    assert name == "master" and all(each.passed for each in verdicts.values()) and len(verdicts) == 5


def test_a_question_that_a_person_marks_has_no_test_file_to_compare(light, tmp_path):
    with_manual_question(light.folder, tmp_path / "01_light")
    asked = load_assignment(tmp_path / "01_light")
    assert list(disagreements(asked, [master(asked)])) == []


@pytest.mark.slow
def test_every_sample_gets_the_judges_verdicts_through_otter(light, package):
    answers = answers_for_otter(light, every_sample=True)
    assert list(disagreements(light, answers, package=package)) == []
