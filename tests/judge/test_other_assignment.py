"""The file of another assignment is told as such, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_assignment
from autograder.judge.hand_in import Cell, HandIn
from autograder.judge.other_assignment import REMARK, other_assignment, with_remark

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
FUNCTIONS = {
    "02_noise": ("add_uniform_noise", "add_gaussian_noise"),
    "05_training": ("StopAtBest", "train_denoiser"),
    "08_photo_denoiser": ("build_denoiser", "train_denoiser", "evaluate_denoiser", "load_photo"),
    "11_fashion_denoiser": ("build_denoiser", "train_denoiser", "evaluate_denoiser"),
}


@pytest.fixture(scope="module")
def noise():
    """Return 02_noise of the course."""
    return load_assignment(ASSIGNMENTS / "02_noise")


def asked(noise, *bound: str):
    return other_assignment("tp.py", bound, noise, FUNCTIONS)


def test_functions_of_another_assignment_and_none_of_this_one_are_told(noise):
    remark = asked(noise, "np", "load_photo", "build_denoiser")
    assert remark.key == REMARK
    assert remark.values == {
        "name": "tp.py",
        "names": "build_denoiser, load_photo",
        "other": "08_photo_denoiser",
    }
    assert "08_photo_denoiser" in remark.text("fr")


def test_the_assignment_of_which_most_is_there_is_named_and_several_where_nobody_can_tell(noise):
    assert asked(noise, "build_denoiser", "train_denoiser", "evaluate_denoiser").values["other"] == (
        "11_fashion_denoiser"
    )
    assert asked(noise, "StopAtBest", "train_denoiser").values["other"] == "05_training"
    same = {"03_a": ("f", "g"), "04_b": ("f", "h")}
    assert other_assignment("tp.py", ["f"], noise, same).values["other"] == "03_a, 04_b"


@pytest.mark.parametrize("bound", [(), ("np", "helper"), ("add_uniform_noise", "build_denoiser")])
def test_one_function_of_this_assignment_or_none_at_all_says_nothing(noise, bound):
    assert asked(noise, *bound) is None


def test_a_hand_in_gets_the_remark_from_what_lies_beside_the_assignment(noise):
    cells = (Cell("", binds=("build_classifier",)), Cell("", binds=("np",)))
    (remark,) = with_remark(HandIn("tp.py", cells, {}), noise).remarks
    assert remark.values["other"] == "03_classifier"
    own = HandIn("tp.py", (*cells, Cell("", binds=("add_gaussian_noise",))), {})
    assert with_remark(own, noise) is own
