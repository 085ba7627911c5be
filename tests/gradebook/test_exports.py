"""Exports from stored results: what is needed is asked for, what cannot be read is said."""

import json

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import exports
from tests.gradebook import showcase


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
