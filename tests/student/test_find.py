"""An assignment is found by any of its names, wherever in the course one works."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.course.load import load_assignment
from autograder.student.find import assignment_and_question, file_meant, find, near, questions_asked_for


@pytest.mark.parametrize("name", ["01_light", "01", "1", "light"])
@pytest.mark.parametrize("where", [".", "..", "checks"])
def test_an_assignment_is_found_by_any_of_its_names_here_above_or_below(student, name, where):
    assert find(name, Path(where), "en") == (student / "01_light").resolve()


def test_without_a_name_only_the_folder_one_is_in_counts(student):
    assert find(None, student / "01_light/checks", "en") == (student / "01_light").resolve()
    with pytest.raises(UsageError):
        find(None, student, "en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_assignment_that_is_nowhere_is_named_with_those_that_are_there(student, language):
    with pytest.raises(UsageError) as error:
        find("07_absent", student, language)
    assert "07_absent" in str(error.value) and "01_light" in str(error.value)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_there_is_none_the_folder_looked_in_is_named(tmp_path, language):
    with pytest.raises(UsageError) as error:
        find("07_absent", tmp_path, language)
    assert "07_absent" in str(error.value) and str(tmp_path.resolve()) in str(error.value)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_folder_without_its_checks_is_told_to_be_unzipped_again(student, language):
    public, support = student / "01_light/checks/test_public.py", student / "01_light/checks/support.py"
    with_support = public.read_text() + "\n\ndef test_more(submission):\n    submission.support.more()\n"
    public.write_text(with_support)
    support.write_text("def more():\n    pass\n")
    assert find("01", student, language).name == "01_light"
    for path in (support, public):
        path.unlink()
        with pytest.raises(UsageError) as error:
            find("01", student, language)
        assert "01_light" in str(error.value) and f"checks/{path.name}" in str(error.value)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("renamed", ["", "assignment.toml.txt", "assignment (1).toml", "Assignment.toml"])
@pytest.mark.parametrize(
    ("name", "where"),
    [("01", "."), ("01_light", "01_light/checks"), (None, "01_light"), (None, "01_light/checks")],
)
def test_a_folder_that_lost_its_assignment_toml_is_told_what_is_missing_and_where(
    student, language, renamed, name, where
):
    path = student / "01_light/assignment.toml"
    if renamed:
        path.rename(path.with_name(renamed))
    else:
        path.unlink()
    with pytest.raises(UsageError) as error:
        find(name, student / where, language)
    assert "01_light" in str(error.value) and "assignment.toml" in str(error.value)
    assert renamed in str(error.value)
    assert ("Unzip" in str(error.value).replace("unzip", "Unzip")) == (language == "en")


def test_a_folder_of_ones_own_with_the_same_number_hides_no_assignment(student):
    (student / "01_a_copy/checks").mkdir(parents=True)
    assert find("01", student, "en").name == "01_light"


def test_a_question_is_found_by_its_id_or_by_a_function_of_it(student):
    assignment = load_assignment(student / "01_light")
    (by_id,) = questions_asked_for(assignment, "q2", "en")
    (by_function,) = questions_asked_for(assignment, "darkest", "en")
    assert by_id == by_function and by_id.id == "q2"
    assert [each.id for each in questions_asked_for(assignment, None, "en")] == ["q1", "q2"]


def test_an_unknown_question_is_answered_with_those_there_are(student):
    with pytest.raises(UsageError, match="q1, q2"):
        questions_asked_for(load_assignment(student / "01_light"), "q9", "en")


def test_a_path_is_written_as_one_here_would_write_it(student, tmp_path):
    assert near(student / "01_light/01_light.py") == "01_light.py"
    assert near(student / "01_light") == "01_light"
    assert near(student / "README.md") == str((student / "README.md").resolve())


@pytest.mark.parametrize("name", ["01_light/", "./01_light", "01_LIGHT", "Light", "01_light\\"])
def test_an_assignment_is_found_as_shells_complete_it_and_in_capitals(student, name):
    assert find(name, student, "en") == (student / "01_light").resolve()


@pytest.mark.parametrize("name", ["Q2", "2", "question 2", "q02", "DARKEST", "Darkest", "finds", "Finds "])
def test_a_question_is_found_by_short_forms_by_its_checks_and_in_capitals(student, name):
    (found,) = questions_asked_for(load_assignment(student / "01_light"), name, "en")
    assert found.id == "q2"


def test_the_nearest_name_is_suggested(student):
    with pytest.raises(UsageError, match="Did you mean brighten"):
        questions_asked_for(load_assignment(student / "01_light"), "brigthen", "en")


def test_the_advice_fits_where_it_is_read(student, tmp_path, monkeypatch):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError) as here:
        find("07", empty, "fr")
    assert "%cd" not in str(here.value) and "--folder" in str(here.value)
    monkeypatch.setattr("autograder.student.find.in_notebook", lambda: True)
    with pytest.raises(UsageError) as here:
        find("07", empty, "fr")
    assert "%cd" in str(here.value) and "--folder" not in str(here.value)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(UsageError, match="There is no folder .*nope"):
        find("01", tmp_path / "nope", "en")


def test_in_an_assignments_folder_its_name_may_be_left_out(student):
    folder = student / "01_light"
    for name, question in ((None, None), ("q2", None), ("darkest", None), ("01", "q2"), ("light", None)):
        assignment, asked = assignment_and_question(name, question, folder, "en")
        assert assignment.id == "01_light"
        assert asked == (question if name in (None, "01", "light") else name)
    with pytest.raises(UsageError, match="no question darkets in 01_light. Did you mean darkest"):
        questions_asked_for(*assignment_and_question("darkets", None, folder, "en"), "en")
    with pytest.raises(UsageError, match="no assignment 77 here. There are: 01_light"):
        assignment_and_question("77", None, folder, "en")


def test_above_the_assignments_a_name_is_asked_for(student):
    with pytest.raises(UsageError, match="Which assignment is meant.*01_light"):
        assignment_and_question(None, None, student, "en")
    with pytest.raises(UsageError, match="no assignment q1 here"):
        assignment_and_question("q1", None, student, "en")


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("01_light/01_light.en.ipynb", None, ("01_light", None)),
        ("01_light/mine.py", "q1", ("01_light", "q1")),
        ("../01_light-Copy1.ipynb", "q1", ("01_light", "q1")),  # outside: its name says the assignment
        ("01", "../mine.py", ("01", None)),
    ],
)
def test_a_file_may_stand_in_the_place_of_a_name(student, monkeypatch, name, question, expected):
    monkeypatch.chdir(student)
    assert file_meant(name, question) == (*expected, Path(name if name != "01" else question))
    assert file_meant("01", "q1") == ("01", "q1", None)
