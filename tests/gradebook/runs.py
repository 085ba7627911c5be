"""A batch over a folder of hand-ins, with a judge that believes them."""

from __future__ import annotations

from autograder.gradebook.batch import batch
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.fakes import grade

FUNCTION = "def add_noise(x):\n    pass\ndef add_salt(x):\n    pass\n"


def points(course, out):
    return {
        (each.student.name, each.assignment.id): each.score.points
        for each in gradebook(course, Store(out)).standings
    }


def run(course, add, out, **options):
    options = {"workers": 1, "environment": "test", **options}
    return batch(course, [add.folder], out, grade, **options)


def logged(path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
