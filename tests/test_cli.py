"""The command line: verbs, exit codes, errors in one sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import autograder

ROOT = Path(__file__).parents[1]
VERBS = (
    "new",
    "build",
    "verify",
    "package",
    "check",
    "hint",
    "export",
    "grade",
    "batch",
    "report",
    "data",
    "doctor",
    "demo",
)


def run(*arguments, cwd=ROOT, **environment):
    """Run the command as a person does: in a process of its own."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def test_help_names_every_verb():
    answer = CliRunner().invoke(autograder, ["--help"])

    assert answer.exit_code == 0
    assert all(verb in answer.output for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_shows_an_example(verb):
    answer = CliRunner().invoke(autograder, [verb, "--help"])

    assert answer.exit_code == 0
    assert f"autograder {verb}" in " ".join(answer.output.split("Example")[1].split())


def test_an_unknown_verb_is_wrong_usage():
    assert run("gradde").returncode == 2


def test_a_folder_without_a_course_is_wrong_usage(tmp_path):
    answer = run("verify", cwd=tmp_path)

    assert answer.returncode == 2
    assert "has no course.toml" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_unknown_assignment_is_told_with_those_there_are():
    answer = run("verify", "77")

    assert answer.returncode == 2
    assert "02_noise" in answer.stderr


def test_malformed_content_exits_with_3_and_names_file_and_line(tmp_path):
    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')
    (tmp_path / "01_x").mkdir()
    (tmp_path / "01_x/assignment.toml").write_text("title = 3\n")

    answer = run("verify", "--course", str(tmp_path))

    assert answer.returncode == 3
    assert "assignment.toml:1:" in answer.stderr


def test_new_writes_a_folder_and_refuses_to_write_it_twice(tmp_path):
    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')

    first = run("new", "14", "topic", "--course", str(tmp_path))
    second = run("new", "14", "other", "--course", str(tmp_path))

    assert first.returncode == 0
    assert (tmp_path / "14_topic/checks/test_hidden.py").is_file()
    assert second.returncode == 2
    assert "expected a free number" in second.stderr


def test_a_slug_that_is_no_name_is_wrong_usage(tmp_path):
    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')

    assert run("new", "14", "My-Topic", "--course", str(tmp_path)).returncode == 2


def test_doctor_writes_json_for_programs():
    answer = run("doctor", "--json")

    symptoms = json.loads(answer.stdout)
    assert {"Python", "tensorflow", "disk", "cores", "sandbox"} <= {each["what"] for each in symptoms}
    assert all(each["advice"] for each in symptoms if each["state"] != "ok")


def test_doctor_speaks_french_and_leaves_the_sandbox_to_teachers(tmp_path):
    answer = run("doctor", "-l", "fr", cwd=tmp_path, COURSE_DATA=str(tmp_path / "nowhere"))

    assert answer.returncode == 4
    assert "manque     mnist" in answer.stdout
    assert "disque" in answer.stdout
    assert "sandbox" not in answer.stdout and "otter" not in answer.stdout


def test_no_color_keeps_escape_codes_out():
    arguments = ("check", "02", "-l", "en", "--folder", str(ROOT / "student_template"))

    plain = run(*arguments, NO_COLOR="1", FORCE_COLOR="1")

    assert "not run" in plain.stdout
    assert "\x1b[3" not in plain.stdout  # no colour; rich may still write bold


def test_an_ascii_locale_does_not_break_french(tmp_path):
    answer = run(
        "hint", "02", "q1", "-l", "fr", "--folder", str(ROOT / "student_template"), LC_ALL="C", PYTHONUTF8="0"
    )

    assert answer.returncode == 0, answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_offered(shell):
    assert "_autograder_completion" in run(_AUTOGRADER_COMPLETE=f"{shell}_source").stdout


def test_names_of_assignments_are_completed():
    words = {"COMP_WORDS": "autograder verify 0", "COMP_CWORD": "2", "_AUTOGRADER_COMPLETE": "bash_complete"}

    found = run(**words).stdout.split()

    assert "plain,02_noise" in found and "plain,10_prediction" not in found


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_of_verbs_tells_each_in_a_whole_sentence(verb):
    listed = CliRunner().invoke(autograder, ["--help"]).output.split("Commands:")[1]
    (line,) = [line for line in listed.splitlines() if line.startswith(f"  {verb} ")]

    assert line.endswith(".") and not line.endswith("..")


def test_why_a_hand_in_cannot_be_read_is_told_once(tmp_path):
    hand_in = tmp_path / "broken.ipynb"
    hand_in.write_text("{")
    answer = CliRunner().invoke(autograder, ["grade", str(hand_in), "-a", "02", "--language", "en"])
    assert answer.exit_code == 1
    assert answer.output.count("is not a readable notebook") == 1
    assert "Score: 0 out of" in answer.output
