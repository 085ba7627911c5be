"""The folder that a teacher sends holds nobody else's pages."""

from __future__ import annotations

import shutil

from autograder.gradebook import report
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store
from tests.gradebook.conftest import result
from tests.gradebook.seen import ANN, stored


def test_pages_that_are_nobodys_any_more_go(course, tmp_path):
    stored(tmp_path, result(), student=Student("8", "Bo"))
    stored(tmp_path, result(), student=Student("9", "Cy"))
    stored(tmp_path, result())
    report.write(course, tmp_path)
    shutil.rmtree(tmp_path / "students" / "bo_8")
    shutil.rmtree(tmp_path / "students" / "cy_9" / "02_noise")
    said = []
    report.write(course, tmp_path, say=said.append)
    assert [path.name for path in (tmp_path / "feedback").iterdir()] == [f"{ANN.key}.html"]
    assert any("bo_8.html, cy_9.html" in str(each) for each in said)


def test_what_we_did_not_write_stays(course, tmp_path):
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "index.html").write_text("<!doctype html><p>The teacher's own</p>")
    (tmp_path / "feedback" / "notes.txt").write_text("x")
    stored(tmp_path, result())
    report.write(course, tmp_path)
    assert {"index.html", "notes.txt", f"{ANN.key}.html"} == {
        path.name for path in (tmp_path / "feedback").iterdir()
    }


def test_a_report_on_one_assignment_leaves_the_pages_of_others(course, course_folder, tmp_path):
    from autograder.course.load import load_course

    stored(tmp_path, result())
    store = stored(tmp_path, result(), student=Student("8", "Bo"), assignment="03_model")
    assert Store(tmp_path).assignments() == store.assignments() == ("02_noise", "03_model")
    report.write(course, tmp_path)
    report.write(load_course(course_folder, ["02"]), tmp_path, whole=course)
    assert (tmp_path / "feedback" / "bo_8.html").exists()
