"""The fast part of the proof of every assignment: all that needs no grading. `make verify` does the rest."""

from pathlib import Path

import pytest

from autograder.course.load import FOLDER, load_course
from autograder.proof.rules import Evidence, findings

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(
    each for each in (ROOT / "assignments").iterdir() if each.is_dir() and FOLDER.match(each.name)
)

each_assignment = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each_assignment
def test_an_assignment_keeps_the_rules_that_need_no_grading(folder):
    # The master can be read; samples, languages, files, figures, texts: what these find without a graded answer.
    assert _problems(folder, 1, 5, 6, 9, 12, 13, 14, 15) == []


@each_assignment
def test_nothing_leaks_into_what_students_receive(folder):
    assert _problems(folder, 7) == []


@each_assignment
def test_the_generated_trees_are_what_would_be_built(folder):
    assert _problems(folder, 8) == []


def _problems(folder: Path, *rules: int) -> list[str]:
    return [str(each.problem) for each in findings(Evidence(_loaded(folder), ROOT), rules)]


def _loaded(folder: Path):
    """Return the assignment as the course knows it, with the course's limits."""
    return load_course(folder.parent, [folder.name]).assignments[0]
