"""Rows as Moodle 4.5 and 5.1 answered them, cut to what is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.gradebook.lms.sites import moodle_rows

FILE = {"filename": "tp2.py", "filepath": "/src/", "filesize": 9, "fileurl": "https://x/tp2.py"}
COMMENTS = {"type": "comments", "editorfields": [{"text": "<p>Bravo</p>"}]}


def _files(*each):
    return {"type": "file", "fileareas": [{"area": "feedback_files", "files": list(each)}]}


def _setting(plugin, subtype="assignfeedback", name="enabled", value="1"):
    return {"plugin": plugin, "subtype": subtype, "name": name, "value": value}


def test_an_assignment_takes_the_feedback_that_its_teacher_ticked():
    settings = [
        _setting("file", "assignsubmission"),
        _setting("comments"),
        _setting("comments", name="commentinline"),
    ]
    assert moodle_rows.feedback_types({"configs": settings}) == {"comments"}
    assert moodle_rows.feedback_types({"configs": [*settings, _setting("file")]}) == {"comments", "file"}
    assert moodle_rows.feedback_types({"configs": [_setting("file", value="0")]}) == set()
    assert moodle_rows.feedback_types({}) == {"comments", "file"}


def test_a_file_is_named_with_its_folder():
    (file,) = moodle_rows.files({"plugins": [COMMENTS, _files(FILE)]})
    assert (file.name, file.size, file.url) == ("src/tp2.py", 9, "https://x/tp2.py")


def test_a_persons_files_are_all_but_our_page():
    page = {**FILE, "filename": moodle_rows.PAGE, "filepath": "/"}
    assert [each.name for each in moodle_rows.others({"plugins": [_files(page, FILE)]})] == ["src/tp2.py"]


def test_a_row_that_moodle_made_by_itself_was_saved_by_nobody():
    assert moodle_rows.saved({"timemodified": 1790000000, "grader": -1}) == ""
    assert moodle_rows.saved({"timemodified": 1790000000, "grader": 17}) == "1790000000"
    assert moodle_rows.saved({}) == ""


def test_the_feedback_of_an_attempt_is_found_among_the_former_ones():
    latest = {"grade": {"attemptnumber": 1, "grade": "5.00000"}, "plugins": [COMMENTS]}
    former = {"attemptnumber": 0, "grade": {"grade": "3.00000"}, "feedbackplugins": []}
    status = {"feedback": latest, "previousattempts": [former]}
    assert moodle_rows.comment(moodle_rows.feedback(status, 1)) == "<p>Bravo</p>"
    assert moodle_rows.feedback(status, 0)["grade"] == {"grade": "3.00000"}
    assert moodle_rows.feedback(status, 2) == {}


def test_the_state_of_grading_may_be_missing():
    assert moodle_rows.state({"lastattempt": {"gradingstatus": "inreview"}}) == "inreview"
    assert moodle_rows.state({}) == ""


@pytest.mark.parametrize(
    ("text", "grade"), [("14.00000", 14.0), ("0.00000", 0.0), ("-1.00000", None), (None, None)]
)
def test_minus_one_is_no_grade(text, grade):
    assert moodle_rows.grade(text) == grade


def test_zero_is_no_moment():
    assert moodle_rows.moment(0) is None
    assert moodle_rows.moment(1790000000) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
