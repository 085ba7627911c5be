"""Following docs/teachers/assignment.md: a skeleton, filled in until verify says "proved"."""

import shutil
from pathlib import Path

import pytest

from tests.test_cli import run

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_a_new_assignment_is_filled_in_until_it_is_proved(tmp_path):
    course = tmp_path / "assignments"
    course.mkdir()
    shutil.copy(ROOT / "assignments/course.toml", course)
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    options = ("--course", str(course))

    assert run("new", "14", "my_topic", *options).returncode == 0

    unfinished = run("verify", "14", "--no-otter", *options)
    assert unfinished.returncode == 1
    assert "14_my_topic/assignment.toml:1: " in unfinished.stdout
    assert "FILL IN" in unfinished.stdout
    assert unfinished.stdout.count("FILL IN") > 20, "every place, to be worked through"

    for path in (course / "14_my_topic").rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("FILL IN: ", "").replace("# FILL IN", "#")
        path.write_text(text, encoding="utf-8")

    drawn = run("figures", "14", *options)
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.count(".png: drawn") == 4

    unbuilt = run("verify", "14", "--no-otter", *options)
    assert unbuilt.returncode == 1
    assert "Run: autograder build" in unbuilt.stdout

    assert run("build", *options).returncode == 0
    proved = run("verify", "14", *options)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert "proved" in proved.stdout
