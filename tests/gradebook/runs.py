"""A batch over a folder of hand-ins, with a judge that believes them."""

from __future__ import annotations

from dataclasses import fields

from autograder.gradebook.batch import batch
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.fakes import grade

FUNCTION = "def add_noise(x):\n    pass\ndef add_salt(x):\n    pass\n"


def points(course, out):
    return {
        (each.student.name, each.assignment.id): each.score.points
        for each in gradebook(course, Store(out)).standings
    }


def graded_class(course, sources, out, tell=lambda event: None, **options):
    """Return what a batch did. `options` are those of its `Order`, and of its `Judging`."""
    names = {each.name for each in fields(Judging)}
    judging = {name: value for name, value in options.items() if name in names}
    order = {name: value for name, value in options.items() if name not in names}
    judging = {"grade": grade, "workers": 1, "environment": "test", **judging}
    return batch(course, out, Order(sources, **order), Judging(**judging), tell)


def run(course, add, out, **options):
    return graded_class(course, [add.folder], out, **options)


def logged(path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
