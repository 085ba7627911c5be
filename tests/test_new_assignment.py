"""Following docs/teachers/assignment.md: a skeleton, filled in until verify says "proved"."""

import re
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
    marked = re.compile("FILL IN(: )?|À COMPLÉTER(\u00a0: )?")
    assert len(marked.findall(unfinished.stdout)) > 40, "every place, to be worked through"
    for command in ("verify 14 --checks-only", "figures 14", "build"):
        assert f"autograder {command} --course {course}   " in unfinished.stdout

    for path in (course / "14_my_topic").rglob("*.*"):
        path.write_text(marked.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")

    drawn = run("figures", "14", *options)
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.count(".png: drawn") == 4

    unbuilt = run("verify", "14", "--no-otter", *options)
    assert unbuilt.returncode == 1
    assert f"Run: autograder build --course {course}" in unbuilt.stdout

    assert run("build", *options).returncode == 0
    proved = run("verify", "14", *options)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert "proved" in proved.stdout
