"""Exports from stored results: what is needed is asked for, what cannot be read is said."""

import json

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import exports
from autograder.gradebook.roster import Student
from tests.gradebook import showcase
from tests.gradebook.conftest import result
from tests.gradebook.seen import stored


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
