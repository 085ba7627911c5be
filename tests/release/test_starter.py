"""`autograder init`: a course that verifies, from an empty folder."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from autograder.base.errors import UsageError
from autograder.course.load import load_course
from autograder.course.shapes import CourseShape
from autograder.proof.rules import RULES, Evidence, findings
from autograder.proof.run import Scope, prove
from autograder.release.bundle import student_bundle, student_zip
from autograder.release.leak import leaks
from autograder.release.starter import start
from tests.proof.conftest import grade
from tests.test_cli import run

ROOT = Path(__file__).parents[2]
each_language = pytest.mark.parametrize(
    "languages", [("en",), ("fr",), ("fr", "en"), ("en", "fr")], ids=",".join
)


@each_language
def test_a_new_course_keeps_every_rule_but_otters(tmp_path, languages):
    course = start(tmp_path / "my_course", languages)
    with ThreadPoolExecutor(1) as pool:
        (proof,) = prove(course, course.assignments, grade, pool, Scope(RULES.keys() - {10}))
    assert proof.findings == ()
    assert proof.verdicts > 30


@each_language
def test_a_new_course_speaks_its_languages_and_no_other(tmp_path, languages):
    start(tmp_path, languages)
    text = (tmp_path / "assignments/course.toml").read_text(encoding="utf-8")
    assert (
        CourseShape.model_validate(tomllib.loads(text), context={"data": tomllib.loads(text)}).languages
        == languages
    )
    assert sorted(path.name for path in (tmp_path / "assignments").glob("README.*")) == sorted(
        f"README.{each}.md" for each in languages
    )
    other = {"fr", "en"} - {*languages}
    assert [path for each in other for path in tmp_path.rglob(f"*.{each}.*")] == []
    assert ("Mon cours" in (tmp_path / "README.md").read_text(encoding="utf-8")) == (languages[0] == "fr")


def test_every_line_of_course_toml_is_there_with_its_default_and_a_reason(tmp_path):
    start(tmp_path, ("en",))
    lines = (tmp_path / "assignments/course.toml").read_text(encoding="utf-8").splitlines()
    written = tomllib.loads("\n".join(lines))
    bare = CourseShape.model_validate({"title": {"en": "C"}, "languages": ["en"]}).model_dump(mode="json")
    assert {key: written[key] if key != "late" else {**written[key], "grace_minutes": 0} for key in bare} == {
        **bare,
        "title": {"en": "My course"},
    }
    keys = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    explained = [
        n for n in keys if lines[n - 1].startswith("#") or lines[n - 1].startswith("seconds_per_call")
    ]
    assert explained == keys


def test_the_students_readme_may_be_changed(tmp_path):
    course = start(tmp_path, ("en",))
    (course.folder / "README.en.md").write_text("# @title@\n\nAsk @me@, not @number@.\n")
    assert student_bundle(course).files["README.md"] == b"# My course\n\nAsk @me@, not 01.\n"


def test_students_receive_no_answer_of_it_with_the_toolkit(tmp_path):
    course = start(tmp_path, ("en",))
    assert leaks(course.assignments[0], {"student_template.zip": student_zip(student_bundle(course))}) == ()


def test_the_workflow_installs_what_lies_there_and_proves_it(tmp_path):
    start(tmp_path, ("en",))
    (wheel,) = (tmp_path / "wheels").iterdir()
    assert (tmp_path / "requirements.txt").read_text() == f"./wheels/{wheel.name}[teach]\n"
    steps = yaml.safe_load((tmp_path / ".github/workflows/course.yml").read_text())["jobs"]["verify"]["steps"]
    assert [each["run"] for each in steps if "run" in each] == [
        "python -m pip install -r requirements.txt",
        "autograder verify",
    ]


@pytest.mark.parametrize("name", ["notes.txt", "assignments/x"])
def test_a_folder_that_holds_files_is_left_alone(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError, match="holds files"):
        start(tmp_path, ("en",))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(name).name]


def test_a_repository_that_was_only_begun_is_empty(tmp_path):
    (tmp_path / ".git").mkdir()
    assert start(tmp_path, ("fr",)).languages == ("fr",)


def test_the_command_says_what_comes_next(tmp_path):
    begun = run("init", str(tmp_path / "cours"), "-l", "fr")
    assert begun.returncode == 0, begun.stderr
    assert "autograder verify" in begun.stdout and "premier devoir" in begun.stdout
    new = run("new", "02", "mon_sujet", "--course", str(tmp_path / "cours/assignments"))
    assert new.returncode == 0, new.stderr
    assert load_course(tmp_path / "cours/assignments").assignment("02").languages == ("fr",)


@pytest.mark.parametrize("name", [".", "my course", "cours"])
def test_every_line_that_is_to_be_typed_can_be_typed(tmp_path, name):
    begun = run("init", name, "-l", "en", cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    folder = tmp_path / name
    count = sum(1 for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert f": {count} files written." in begun.stdout
    typed = [line.strip().split("   ")[0] for line in begun.stdout.splitlines() if line.startswith("  ")]
    assert ("cd ." not in typed) and [line for line in typed if line.startswith("cd ")] == {
        ".": [],
        "my course": ["cd 'my course'"],
        "cours": ["cd cours"],
    }[name]
    verb, *words = shlex.split(typed[-1])[1:]
    assert run(verb, *words, cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("asked", "languages"), [("de", ("de",)), ("de,en", ("de", "en")), ("fr,de", ("fr", "de"))]
)
def test_a_course_in_another_language_begins_in_english_and_verifies(tmp_path, asked, languages):
    begun = run("init", "kurs", "-l", asked, cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert " de " in begun.stdout and "translate" in begun.stdout + begun.stdout.replace(
        "traduisez", "translate"
    )
    course = load_course(tmp_path / "kurs/assignments")
    assert course.languages == languages
    (assignment,) = course.assignments
    assert list(findings(Evidence(assignment, tmp_path / "kurs"), RULES.keys() - {10})) == []
    assert run("new", "2", "thema", "-l", "en", cwd=tmp_path / "kurs").returncode == 0
    assert load_course(tmp_path / "kurs/assignments").assignment("02").languages == languages


def test_languages_that_are_none_are_refused(tmp_path):
    refused = run("init", str(tmp_path / "kurs"), "-l", "german")
    assert refused.returncode == 2 and "by their two letters" in refused.stderr
    assert not (tmp_path / "kurs").exists()


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("de", "en"), ("fr", "en")])
def test_on_a_server_verdicts_are_in_a_language_of_the_course(tmp_path, languages):
    course = start(tmp_path, languages)
    spoken = "fr" if languages == ("fr",) else "en"
    students = student_bundle(course).files[".github/workflows/checks.yml"].decode()
    assert yaml.safe_load(students)["jobs"]["checks"]["env"]["AUTOGRADER_LANGUAGE"] == spoken
    ours = yaml.safe_load((tmp_path / ".github/workflows/course.yml").read_text(encoding="utf-8"))
    assert ours["jobs"]["verify"]["env"]["AUTOGRADER_LANGUAGE"] == ("fr" if languages[0] == "fr" else "en")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_in_a_fresh_environment_with_the_wheel_alone_a_course_is_begun_and_proved(tmp_path):
    """As a teacher does who has no copy of this repository: install, init, verify, new, build."""
    fresh = tmp_path / "venv"
    uv = [sys.executable, "-m", "uv"]
    environ = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def done(*command, cwd=tmp_path):
        ended = subprocess.run(
            command, cwd=cwd, env=environ, capture_output=True, encoding="utf-8", check=False
        )
        assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
        return ended.stdout

    done(*uv, "build", "--wheel", "--no-build-isolation", "--out-dir", str(tmp_path), str(ROOT))
    (wheel,) = tmp_path.glob("*.whl")
    done(*uv, "venv", "--python", sys.executable, str(fresh))
    # The versions of the lock, which lie in uv's cache: what is tried is the wheel, not today's registry.
    lock = ("-c", str(ROOT / "requirements.lock"))
    done(*uv, "pip", "install", "--python", str(fresh), *lock, f"{wheel}[teach]")
    autograder = str(fresh / "bin/autograder")

    done(autograder, "init", "my_course", "-l", "en")
    course = tmp_path / "my_course"
    assert "proved" in done(autograder, "verify", cwd=course)
    done(autograder, "new", "02", "my_topic", cwd=course)
    done(autograder, "build", "--zip", "dist/student_template.zip", cwd=course)
    # The course carries its own toolkit: the wheel in wheels/ is as good as the one it was begun with.
    done(
        *uv,
        "pip",
        "install",
        "--python",
        str(fresh),
        *lock,
        "--reinstall-package",
        "autograder",
        "-r",
        "requirements.txt",
        cwd=course,
    )
    assert "01_brightness" in done(autograder, "verify", "01", "--checks-only", cwd=course)
