"""Progress: what checks said, kept beside the assignments; nothing is graded to tell it."""

import json
import os

from autograder.base.verdict import Outcome, Verdict
from autograder.base.zips import zip_bytes
from autograder.course.load import load_assignment
from autograder.student.progress import RECORD, lines, progress, record
from tests.student.conftest import RIGHT


def _record(student, **outcomes):
    assignment = load_assignment(student / "01_light")
    record(assignment, {name: Verdict(name, outcome) for name, outcome in outcomes.items()})
    return assignment


def _public(assignment, question):
    return [check for check in assignment.question(question).checks if check.public]


def test_what_was_never_checked_is_a_dash(student):
    (light,) = progress(student, "en")
    assert [each.earned for each in light.questions] == [None, None]
    assert "q1 –/" in next(lines((light,), "en"))


def test_points_of_the_last_check_are_kept_by_question(student):
    assignment = load_assignment(student / "01_light")
    checks = _public(assignment, "q1")
    _record(student, **{check.id: Outcome.PASS for check in checks})
    (light,) = progress(student / "01_light", "en")  # from the folder of the assignment, too
    assert light.questions[0].earned == light.questions[0].possible == sum(check.points for check in checks)
    assert light.questions[1].earned is None

    _record(student, **{check.id: Outcome.FAIL for check in checks})
    (student / "01_light/01_light.py").write_text(
        RIGHT, encoding="utf-8"
    )  # else there is no answer to be wrong
    assert progress(student, "en")[0].questions[0].earned == 0
    *_, last = lines(progress(student, "fr"), "fr")
    assert last.startswith("En tout")


def test_an_archive_older_than_the_answers_is_told(student):
    folder = student / "01_light"
    (folder / "01_light.py").write_text(RIGHT, encoding="utf-8")
    archive = folder / "01_light.zip"
    archive.write_bytes(b"PK")
    os.utime(folder / "01_light.py", (1_700_000_000, 1_700_000_000))
    os.utime(archive, (1_700_000_600, 1_700_000_600))
    (light,) = progress(student, "en")
    assert light.exported and not light.changed and "exported on 2023-11-14" in next(lines((light,), "en"))

    os.utime(folder / "01_light.py", (1_700_001_000, 1_700_001_000))
    assert "export again" in next(lines(progress(student, "en"), "en"))


def test_a_notebook_that_was_run_again_is_no_other_answer(student):
    folder = student / "01_light"
    notebook = folder / "01_light.en.ipynb"
    cells = [{"cell_type": "code", "source": [RIGHT], "outputs": [], "metadata": {}, "execution_count": None}]
    text = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    archive = folder / "01_light.zip"
    archive.write_bytes(zip_bytes({notebook.name: json.dumps(text).encode()}))
    for moment, source, changed in ((1, RIGHT, False), (2, RIGHT + "\n# better", True)):
        cells[0] |= {"source": source, "execution_count": moment}
        notebook.write_text(json.dumps(text), encoding="utf-8")
        os.utime(archive, (1_700_000_000, 1_700_000_000))
        os.utime(notebook, (1_700_000_000 + moment, 1_700_000_000 + moment))
        (light,) = progress(student, "en")
        assert light.exported and light.changed is changed


def test_a_damaged_record_is_begun_anew(student):
    (student / RECORD).write_text("{")
    assert progress(student, "en")[0].questions[0].earned is None
    assignment = load_assignment(student / "01_light")
    _record(student, **{check.id: Outcome.PASS for check in _public(assignment, "q2")})
    assert progress(student, "en")[0].questions[1].earned


def test_nothing_is_written_beside_masters_and_generated_trees(student):
    (student / ".generated").touch()
    assignment = load_assignment(student / "01_light")
    _record(student, **{check.id: Outcome.PASS for check in _public(assignment, "q1")})
    assert not (student / RECORD).exists()
