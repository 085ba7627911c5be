"""One damaged record costs one hand-in its mark, is told with its path, and stops nobody."""

from __future__ import annotations

import json
import shutil

import pytest

from autograder.gradebook import report
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.gradebook.conftest import result
from tests.gradebook.runs import run
from tests.gradebook.seen import stored

DAMAGED = ["", "[]", "7", "null", "{}", '"x"', "{", '{"schema": "autograder/attempt/9"}']
BO, CY = Student("8", "Bo"), Student("9", "Cy")


@pytest.fixture(params=[*DAMAGED, "files"])
def damaged(request, tmp_path):
    """Return a store of Bo's two attempts and Cy's one, and the path of Bo's second record, which is damaged."""
    stored(tmp_path, result(), result(), student=BO)
    store = stored(tmp_path, result(), student=CY)
    path = tmp_path / "students/bo_8/02_noise/002/attempt.json"
    text = request.param
    if text == "files":
        text = json.dumps({**json.loads(path.read_text()), "files": [3]})
    path.write_text(text)
    return store, path


def test_whoever_has_a_damaged_attempt_waits_and_the_others_do_not(course, damaged):
    store, path = damaged
    book = gradebook(course, store)
    assert [each.student for each in book.standings] == [CY]
    assert book.waiting(course.assignment("02")) == [BO]
    (problem,) = book.damaged
    assert str(path) in str(problem) and "Bo (8) has no mark for 02_noise" in str(problem)
    assert {mark.student: mark.points for mark in book.marks()}[BO] is None
    assert str(path) in report.class_page(course, book, language="en")


def test_the_download_taken_in_again_brings_the_attempt_back(damaged):
    store, path = damaged
    _, new = store.add(BO, "02_noise", [("tp<2>1.py", b"x1")])
    assert new and [each.number for each in store.attempts(BO, "02_noise")] == [1, 3]
    shutil.rmtree(path.parent)
    assert store.read(BO, "02_noise")[1] == ()


def test_a_batch_goes_on_with_the_others_and_tells(course, hand_ins, tmp_path):
    out = tmp_path / "out"
    run(course, hand_ins, out)
    for student in Store(out).students():
        (out / "students" / student.key / "02_noise/001/result.json").unlink()
    path = next((out / "students").glob("*ann*")) / "02_noise/001/attempt.json"
    path.write_text("[]")
    shutil.rmtree(hand_ins.folder / "ann")
    done = run(course, hand_ins, out)
    assert done.judged == 2
    assert any(str(path) in str(each) for each in done.problems)
