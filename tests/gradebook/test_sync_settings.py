"""lms.toml: what it may say, and what is told of what it may not."""

from __future__ import annotations

import pytest

from autograder.base.errors import ContentError, UsageError
from autograder.gradebook import sync_settings

LMS = """
system = "moodle"
url = "https://moodle.example.org"
course = 12
language = "fr"
[assignments]
02_noise = "Devoir 2"
03_model = { name = "4711", language = "en", release = true, late = false }
"""


@pytest.fixture
def read(tmp_path):
    """Return the settings in a text."""

    def do(text):
        (tmp_path / "lms.toml").write_text(text, encoding="utf-8")
        return sync_settings.read(tmp_path / "lms.toml")

    return do


def test_an_assignment_has_what_the_course_has_and_its_own(read, course):
    settings = read(LMS.replace("03_model", course.assignments[1].id))
    assert settings.course == "12"
    first, second = sync_settings.links(settings, course, "en")
    assert (first.remote, first.language, first.release, first.late) == ("Devoir 2", "fr", False, True)
    assert (second.remote, second.language, second.release, second.late) == ("4711", "en", True, False)


def test_without_a_file_there_are_no_settings(tmp_path):
    assert sync_settings.read(tmp_path / "lms.toml") is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('system = "moodle"', 'system = "blackboard"', "system"),
        ("language", "langage", "langage"),
        ("[assignments]", "[assignments", "lms.toml"),
    ],
)
def test_what_means_nothing_is_told_with_its_place(read, old, new, told):
    with pytest.raises(ContentError, match=told):
        read(LMS.replace(old, new))


def test_an_assignment_that_the_course_has_not_is_told(read, course):
    with pytest.raises(UsageError, match="no assignment '99_x'"):
        sync_settings.links(read(LMS.replace("02_noise", "99_x")), course, "en")


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("5m", 300), ("1h", 3600), ("45", 45), ("1.5m", 90)]
)
def test_times_are_read(text, seconds):
    assert sync_settings.seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "5s", "-5m"])
def test_other_times_are_refused(text):
    with pytest.raises(UsageError):
        sync_settings.seconds(text)
