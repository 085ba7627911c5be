"""What to type after a proof that found something."""

import shlex

import pytest

from autograder.cli import autograder
from autograder.course.load import load_course
from autograder.proof.next_steps import next_steps
from autograder.proof.rules import Evidence, Finding, findings
from autograder.release.skeleton import skeleton


@pytest.fixture
def new(tmp_path, monkeypatch):
    """Return the findings about an assignment that was only begun, right after `autograder new`."""
    monkeypatch.chdir(tmp_path)
    course = tmp_path / "assignments"
    for name, text in skeleton(2, "topic", ("fr",)).items():
        path = course / "02_topic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (course / "course.toml").write_text('title = { fr = "C" }\nlanguages = ["fr"]\n')
    (assignment,) = load_course(course).assignments
    return list(findings(Evidence(assignment, tmp_path), {5, 6, 7, 8, 9, 13, 14, 15}))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_after_new_the_commands_that_mend_are_told_in_the_order_to_type_them(new, tmp_path, language):
    head, *lines = next_steps(new, tmp_path / "assignments", language)
    assert head == {"en": "Next:", "fr": "Ensuite\u00a0:"}[language]
    assert [line.strip().split("   ")[0] for line in lines] == [
        "autograder verify 02 --checks-only",
        "autograder figures 02",
        "autograder build",
    ]


def test_each_of_them_is_a_command_with_options_that_exist(new, tmp_path):
    for line in list(next_steps(new, tmp_path / "elsewhere", "en"))[1:]:
        verb, *words = shlex.split(line.strip().split("   ")[0])[1:]
        command = autograder.commands[verb]
        assert command.make_context(verb, words).params["course_folder"] == tmp_path / "elsewhere"


def test_every_finding_that_is_left_then_says_itself_what_to_do(new):
    mended = {"rule.fill_in", "rule.no_picture", "rule.not_built"}
    assert {each.problem.key for each in new} == mended


def test_what_no_command_mends_brings_none(tmp_path):
    assert list(next_steps([Finding("02_topic", 4, "two: passes adds")], tmp_path, "en")) == []
    assert list(next_steps([], tmp_path, "en")) == []
