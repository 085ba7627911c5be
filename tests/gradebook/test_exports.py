"""Exports from stored results: what is needed is asked for, what cannot be read is said."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import exports, sync_record
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Graded
from autograder.gradebook.sync_record import Synced
from tests.gradebook import showcase
from tests.gradebook.conftest import result
from tests.gradebook.seen import stored

LATER = datetime(2026, 3, 6)  # than `stored` hands in


@pytest.fixture
def out(course, tmp_path):
    """Return the results of a class of three."""
    showcase.build(course, tmp_path / "results", students=3)
    return tmp_path / "results"


def test_a_file_that_is_not_there_is_named(course, noise, out, tmp_path):
    with pytest.raises(UsageError, match=r"none\.csv: cannot be read"):
        exports.for_lms(course, out, noise, "moodle", tmp_path / "none.csv")


def test_canvas_needs_to_know_the_column(course, noise, out, tmp_path):
    with pytest.raises(UsageError, match="--canvas needs --column"):
        exports.for_lms(course, out, noise, "canvas", tmp_path / "Grades.csv")


def test_nothing_is_written_before_it_is_saved(course, out):
    written = exports.for_spreadsheets(course, out)
    assert not (out / exports.FOLDER).exists()
    assert [path.name for path in written.save(out)] == ["marks.csv", "marks.xlsx"]
    assert all((out / exports.FOLDER / name).read_bytes() == data for name, data in written.files.items())


def test_a_grader_gets_one_file_a_student(course, noise, out):
    written = exports.for_grader(course, out, noise, "prairielearn")
    assert all(name.startswith("prairielearn/02_noise/") for name in written.files)
    assert all("gradable" in json.loads(data) for data in written.files.values())


def test_a_damaged_last_export_stops_nothing(course, noise, out):
    for written in (
        exports.for_grader(course, out, noise, "prairielearn"),
        exports.for_spreadsheets(course, out),
    ):
        for path in written.save(out):
            path.write_bytes(b"[]" if path.suffix == ".json" else b"PK\3\4\0\0")
    assert "score" in exports.for_grader(course, out, noise, "prairielearn").listing
    assert "02_noise" in exports.for_spreadsheets(course, out).listing


def test_a_mark_out_of_another_maximum_is_told_in_both_beside_it_and_in_the_listing(course, noise, tmp_path):
    store = stored(tmp_path, result(seeded="fail", blurred="fail"), student=Student("1", "Ann", lms_id="7"))
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(
        "Identifiant,Nom complet,Note,Note maximale,Dernière modification (note),Feedback par commentaires\n"
        'Participant7,Ann,"3,5",15,-,\n',
        encoding="utf-8",
    )
    written = exports.for_lms(course, store.folder, noise, "moodle", sheet, language="fr")
    cells = written.files["Notes.csv"].decode().replace("\u00a0", " ")
    assert "Participant7,Ann,10.5,15,-" in cells.replace('"', "")  # as Moodle reads it
    assert "Note : 7 points sur 10, soit 10,5 sur 15.<br>" in cells
    assert "Ann : Note : 3,5 → 10,5" in written.listing.replace("\u00a0", " ")


def test_a_student_who_waits_for_a_verdict_is_told_and_not_written(course, noise, tmp_path):
    store = stored(tmp_path, result())
    store.add(Student("2", "Bo"), "02_noise", [("tp2.py", b"new")])
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(
        "Identifier,Full name,Grade,Maximum grade,Last modified (grade)\nParticipant2,Bo,,10,-\n"
    )
    written = exports.for_lms(course, store.folder, noise, "moodle", sheet)
    assert "Bo: handed in and not yet judged" in written.listing


def test_the_mark_of_an_attempt_that_a_newer_one_replaces_is_not_written_for_it(course, noise, tmp_path):
    store = stored(tmp_path, result(), student=Student("2", "Bo", lms_id="2"))
    store.add(Student("2", "Bo", lms_id="2"), "02_noise", [("tp3.py", b"new")], submitted=LATER)
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(
        "Identifier,Full name,Grade,Maximum grade,Last modified (grade)\nParticipant2,Bo,,10,-\n"
    )
    written = exports.for_lms(replace(course, attempt="last"), store.folder, noise, "moodle", sheet)
    assert "Bo: handed in and not yet judged" in written.listing
    assert b"Participant2" not in written.files["Notes.csv"]


WORKSHEET = "Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments\nParticipant7,Ann,{},10,-,{}\n"


@pytest.fixture
def filled(course, noise, tmp_path):
    """Return a function that fills a worksheet in whose cells stand a grade and a comment."""
    store = stored(tmp_path, result(seeded="fail", blurred="fail"), student=Student("1", "Ann", lms_id="7"))

    def fill(grade="", comment="", language="en"):
        sheet = tmp_path / "Grades.csv"
        sheet.write_text(WORKSHEET.format(grade, comment), encoding="utf-8")
        return exports.for_lms(course, store.folder, noise, "moodle", sheet, language=language)

    fill.store = store
    return fill


def test_a_mark_that_a_person_set_in_the_lms_is_told_apart(filled):
    filled().save(filled.store.folder)
    listing = filled("5.00", "Set by hand").listing
    assert "Ann: Grade: 5 → 7 (set by a person in the LMS, and would be replaced)" in listing
    assert "Ann: Feedback comments: Set by hand → Score: 7 out of 10." in listing
    assert "uploading would replace: 2." in listing


def test_a_mark_that_we_wrote_is_no_persons(filled, noise):
    filled().save(filled.store.folder)
    student = Student("1", "Ann", lms_id="7")
    attempt, _ = filled.store.add(student, "02_noise", [("tp2.py", b"another")])
    filled.store.grade(attempt, Graded(result()))
    for _ in range(2):  # the first file may not have been uploaded when the second is written
        later = filled("7.00", "Score: 7 out of 10.   Public checks passed: 1 of 2.")
        assert "Ann: Grade: 7 → 10\n" in later.listing
        later.save(filled.store.folder)


def test_a_mark_that_sync_wrote_is_no_persons(filled):
    sync_record.keep(filled.store, "ann_1", "02_noise", Synced("site", "1", "7", meant=5.0, seen=5.0))
    assert "Ann: Grade: 5 → 7\n" in filled("5.00").listing


def test_a_dry_run_leaves_no_trace_of_what_it_would_write(filled):
    filled()
    assert not (filled.store.folder / exports.FOLDER).exists()
