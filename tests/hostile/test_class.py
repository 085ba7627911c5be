"""A class with every hostile kind in it is graded: nobody's hand-in costs anybody else a mark, a minute or a page."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.base.cleaning import clean_line
from autograder.base.verdict import Result
from autograder.course.load import load_course
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from autograder.judge.sandbox import levels
from autograder.judge.verdict_keys import kept
from tests.clusters import local_cluster
from tests.hostile.classes import FULL, written
from tests.hostile.conftest import TARGET

AVAILABLE = [each.name for each in levels.levels() if each.available]
BEST = AVAILABLE[0]
# What a person would not want to have on a terminal or in a file: controls but for line breaks, and what turns writing round.
UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LINE, RESULT, PAGE = (
    2_000,
    100_000,
    300_000,
)  # characters of a line; bytes of a hand-in's result, and of a page


# A class of 300 with everything that stalls in it takes longer than what is allowed to one test otherwise.
SLOW = lambda test: pytest.mark.slow(pytest.mark.timeout(3600)(test))  # noqa: E731


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(TARGET.parent, folder)
    text = (folder / "01_target/assignment.toml").read_text()
    (folder / "01_target/assignment.toml").write_text(text.replace("memory_mb = 768", "memory_mb = 1024"))
    return folder


def autograder(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, arguments)],
        capture_output=True, check=False, env={**os.environ, "LANG": "C.UTF-8", **environment}, timeout=3600,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def points(course, out):
    book = gradebook(load_course(course), Store(out))
    return {clean_line(each.student.name): each.score.points for each in book.standings}


def graded(course, tmp_path, size, *options, few=False, level=BEST):
    """Grade a class of `size` and report it; assert what must hold of each, and return the batch's words."""
    wanted = written(tmp_path / "class", size, few=few)
    out = tmp_path / "results"
    arguments = ("--course", course, "--out", out, "--sandbox", level, *options)

    code, told = autograder("batch", tmp_path / "class", *arguments)

    assert code == 0, told[-4000:]
    found = points(course, out)
    named = {clean_line(name): value for name, value in wanted.items()}
    wrong = {name: (found.get(name), value) for name, value in named.items() if found.get(name) != value}
    assert wrong == {}, told[-4000:]
    assert len(found) == size
    assert "Traceback" not in told and not UNCLEAN.search(told), UNCLEAN.search(told)
    assert max(map(len, told.splitlines())) < LINE
    results = {path: path.stat().st_size for path in out.rglob("result.json")}
    assert max(results.values()) < RESULT, max(results, key=results.get)
    verdicts = [Result.from_json(json.loads(path.read_text())["result"]).verdicts for path in results]
    open_still = sum(not all(map(kept, each)) for each in verdicts)

    again, words = autograder("batch", tmp_path / "class", *arguments)
    assert again == 0
    (judged,) = re.findall(r": (\d+) hand-ins? judged", words)
    assert int(judged) <= open_still, "what was judged is judged again"

    code, told = autograder("report", "--course", course, "--out", out)
    assert code == 0, told[-4000:]
    assert "Traceback" not in told and not UNCLEAN.search(told)
    pages = [path for path in out.rglob("*") if path.suffix in (".html", ".csv", ".md")]
    assert len(pages) > size
    for path in pages:
        text = path.read_text(encoding="utf-8-sig")
        assert not UNCLEAN.search(text.replace("\r\n", "\n")), path
        assert len(text) < PAGE + 2_000 * size * (path.parent == out), path
        assert path.suffix == ".csv" or "<script>alert" not in text, path
        assert path.suffix != ".csv" or not re.search(r"(?:^|[,;])=", text, re.MULTILINE), path  # no formula
    return words


def test_a_small_class_with_each_kind_in_it_is_graded(course, tmp_path):
    graded(course, tmp_path, 32, few=True)


@SLOW
def test_a_class_of_300_with_every_hostile_hand_in_of_ours_in_it_is_graded(course, tmp_path):
    graded(course, tmp_path, 300)


@SLOW
@pytest.mark.parametrize("level", [each for each in AVAILABLE if each in "AB" and each != BEST])
def test_the_same_at_the_other_level_that_holds(level, course, tmp_path):
    graded(course, tmp_path, 32, few=True, level=level)


@SLOW
@pytest.mark.parametrize("level", [each for each in AVAILABLE if each in "AB"])
def test_the_same_on_a_cluster(level, course, tmp_path):
    pytest.importorskip("distributed")
    with contextlib.closing(local_cluster()) as cluster:
        graded(
            course,
            tmp_path,
            32,
            "--engine",
            "dask",
            "--scheduler",
            cluster.scheduler_address,
            few=True,
            level=level,
        )


@SLOW
@pytest.mark.parametrize("level", [each for each in AVAILABLE if each in "AB"])
def test_one_file_after_the_other_is_told_by_grade(level, course, tmp_path):
    wanted = written(tmp_path / "class", 32, few=True)
    for folder in sorted(os.listdir(os.fsencode(tmp_path / "class"))):
        (path,) = os.scandir(os.fsencode(tmp_path / "class") + b"/" + folder)
        done = subprocess.run(
            [sys.executable, "-m", "autograder", "grade", path.path, "-a", "01", "--course", course, "--sandbox", level],
            capture_output=True, check=False, timeout=600,
        )  # fmt: skip
        told = (done.stdout + done.stderr).decode("utf-8")
        assert done.returncode in (0, 1), (folder, told)
        assert "Traceback" not in told and not UNCLEAN.search(told), (folder, told)
        assert len(told) < 20_000, folder
    assert len(wanted) == 32 and FULL in wanted.values()
