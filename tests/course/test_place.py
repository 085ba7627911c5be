"""Where a course lies, and the commands that sentences tell to type."""

import shlex

import pytest

from autograder.base.errors import UsageError
from autograder.cli import autograder
from autograder.course.place import beside, found_course, typed


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUTOGRADER_COURSE", raising=False)
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / "course.toml").write_text("")
    return folder


def test_a_course_is_found_in_its_usual_place_or_in_this_folder(course, monkeypatch):
    assert found_course(None).resolve() == course
    monkeypatch.chdir(course)
    assert found_course(None).resolve() == course
    assert found_course(course) == course


def test_a_folder_without_a_course_is_refused(course):
    with pytest.raises(UsageError, match=r"has no course\.toml"):
        found_course(course / "01_topic")


def test_a_command_names_the_course_where_it_would_not_be_found_without(course, monkeypatch):
    assert typed(course, "verify", "02") == "autograder verify 02"
    monkeypatch.chdir("/")
    assert typed(course, "verify", "02") == f"autograder verify 02 --course {course}"
    monkeypatch.setenv("AUTOGRADER_COURSE", str(course))
    assert typed(course, "build") == "autograder build"


def test_a_command_can_be_typed_whatever_its_folder_is_called(course, monkeypatch):
    odd = course.rename(course.with_name("my l'été"))
    verb, *rest = shlex.split(typed(odd, "build"))[1:]
    assert verb in autograder.commands and rest == ["--course", str(odd)]


def test_what_commands_are_for_stands_in_a_column():
    assert list(beside({"autograder build": "builds", "autograder verify 02": "proves"})) == [
        "  autograder build       builds",
        "  autograder verify 02   proves",
    ]
