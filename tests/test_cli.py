"""The command line: verbs, exit codes, errors in one sentence."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.base.errors import UsageError
from autograder.cli import _AUDIENCES, autograder

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


def test_every_verb_is_listed_under_one_audience():
    listed = [verb for verbs in _AUDIENCES.values() for verb in verbs]

    assert sorted(listed) == sorted(autograder.commands)


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


def test_an_unknown_assignment_is_answered_with_those_there_are():
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


@pytest.fixture
def own_course(tmp_path):
    """Return the folder of a course of one assignment, where commands are typed."""
    from autograder.release.starter import start

    start(tmp_path / "course", ("en",))
    return tmp_path / "course"


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "words",
    [
        ("new", "2", "topic"),
        ("build",),
        ("build", "--zip", "dist/students.zip"),
        ("build", "--out", "elsewhere"),
        ("package", "01", "--some-samples"),
        ("data", "mnist", "csv"),
    ],
    ids=" ".join,
)
def test_a_verb_that_writes_files_says_what_and_where(own_course, words):
    """Each file, or the folder it lies in."""
    before = files_in(own_course)
    answer = run(*words, cwd=own_course, AUTOGRADER_OFFLINE="1")
    assert answer.returncode == 0, answer.stderr
    after = files_in(own_course)
    written = [path for path, when in after.items() if before.get(path) != when and "__pycache__" not in path]
    named = [
        line.split(": ")[0].rstrip("/") for line in answer.stdout.splitlines() if ": " in line or "/" in line
    ]
    assert (
        written
        and [
            path for path in written if not any(path == each or path.startswith(f"{each}/") for each in named)
        ]
        == []
    )
    assert all(
        "written" in line
        for line in answer.stdout.splitlines()
        if words[0] in ("new", "build") and ": " in line
    )


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
def test_the_list_of_verbs_explains_each_in_a_whole_sentence(verb):
    listed = CliRunner().invoke(autograder, ["--help"]).output.split("Options:")[1]
    (line,) = [line for line in listed.splitlines() if line.startswith(f"  {verb} ")]

    assert line.endswith(".") and not line.endswith("..")


def test_why_a_hand_in_cannot_be_read_is_said_once(tmp_path):
    hand_in = tmp_path / "broken.ipynb"
    hand_in.write_text("{")
    answer = CliRunner().invoke(autograder, ["grade", str(hand_in), "-a", "02", "--language", "en"])
    assert answer.exit_code == 1
    assert answer.output.count("is not a readable notebook") == 1
    assert "Score: 0 out of" in answer.output


TINY = ("--course", str(ROOT / "tests/fixtures/tiny/assignments"))


def test_one_sample_is_graded_and_said_to_get_its_verdicts():
    answer = CliRunner().invoke(autograder, ["grade", "01", "--sample", "no_clip", "-l", "en", *TINY])

    assert answer.exit_code == 0, answer.output
    assert "✗ failed  Values stay between 0 and 1." in answer.output
    assert "01_light/samples/q1.py:6: wrong no_clip: forgets to clip" in answer.output
    assert "The verdicts are those the sample declares." in answer.output


def test_a_sample_with_other_verdicts_than_it_declares_fails(tmp_path):
    shutil.copytree(TINY[1], tmp_path / "course")
    samples = tmp_path / "course/01_light/samples/q1.py"
    samples.write_text(samples.read_text().replace("forgets to clip | fails clips", "x | fails adds"))
    arguments = ["grade", "-a", "light", "--sample", "no_clip", "--course", str(tmp_path / "course")]

    told = CliRunner().invoke(autograder, [*arguments, "-l", "fr"])
    data = CliRunner().invoke(autograder, [*arguments, "--json"])

    assert told.exit_code == data.exit_code == 1
    assert "adds est réussie, et devrait échouer" in told.output
    assert "clips échoue, et devrait être réussie" in told.output
    sample = json.loads(data.stdout)["sample"]
    assert sample["undeclared"] == {"adds": "passes", "clips": "fails"}
    assert sample["at"].endswith("q1.py:6")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["01", "--sample", "clip"], "there are no_clip."),
        (["--sample", "no_clip"], "expected PATH -a 02, or 02 --sample NAME"),
        (["hand-in.py", "-a", "01", "--sample", "no_clip"], "received both"),
        (["hand-in.py"], "expected PATH -a 02, or 02 --sample NAME"),
        (["hand-in.py", "-a", "01"], "there is nothing at hand-in.py"),
    ],
)
def test_grade_tells_what_it_misses(arguments, problem):
    answer = run("grade", *arguments, *TINY)

    assert answer.returncode == 2
    assert problem in answer.stderr


def test_students_see_their_verbs_alone_and_first(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_COURSE", raising=False)
    teachers = CliRunner().invoke(autograder, ["--help"]).output
    assert teachers.index("Students:") < teachers.index("Authors:") < teachers.index("Graders:")

    monkeypatch.chdir(tmp_path)
    students = CliRunner().invoke(autograder, ["--help"]).output
    assert "Students:" in students and "doctor" in students
    assert "Authors:" not in students and "  grade " not in students
    assert "lists the verbs for teachers as well" in students


def test_progress_tells_each_assignment_or_that_there_is_none(tmp_path):
    shown = (
        CliRunner()
        .invoke(autograder, ["progress", "--folder", str(ROOT / "student_template"), "-l", "fr"])
        .output
    )
    assert "02_noise" in shown and "q1 –/" in shown and shown.splitlines()[-1].startswith("En tout")

    listed = CliRunner().invoke(
        autograder, ["progress", "--folder", str(ROOT / "student_template"), "--json"]
    )
    assert json.loads(listed.output)[1]["assignment"] == "02_noise"

    none = CliRunner().invoke(autograder, ["progress", "--folder", str(tmp_path)])
    assert none.exit_code and isinstance(none.exception, UsageError)


def test_pictures_that_this_machine_would_draw_otherwise_are_told(tmp_path):
    course = tmp_path / "assignments"
    shutil.copytree(ROOT / "tests/fixtures/tiny/assignments", course)
    (course / "01_light/figures.py").write_text(
        "from autograder.release import drawing as d\n\n\ndef opening(language):\n    return d.card(2, 1)[0]\n"
    )
    options = ["figures", "01", "--course", str(course)]

    assert CliRunner().invoke(autograder, [*options, "--check"]).exit_code == 1
    drawn = CliRunner().invoke(autograder, options)
    assert drawn.exit_code == 0 and drawn.output.count(": drawn") == 2
    assert CliRunner().invoke(autograder, [*options, "--check"]).exit_code == 0


def test_what_an_error_quotes_does_not_reach_the_terminal_as_it_is(tmp_path):
    path = tmp_path / "a\x1b[2J\u202e.csv"
    path.write_text("x")
    told = subprocess.run(
        [sys.executable, "-m", "autograder", "report", "--course", str(path), "--out", str(tmp_path)],
        capture_output=True, check=False, encoding="utf-8",
    ).stderr  # fmt: skip

    assert "\N{REPLACEMENT CHARACTER}" in told
    assert not set("\x1b\u202e") & set(told)
