"""The hostile corpus: its files are data, and one warm judge a level serves every test of this folder."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from autograder.course.load import load_assignment
from autograder.judge.sandbox import levels
from autograder.judge.run import Judge

collect_ignore = ["handins", "clumsy"]
TARGET = Path(__file__).parents[1] / "fixtures/target/assignments/01_target"


@pytest.fixture(scope="session")
def target():
    return load_assignment(TARGET)


@pytest.fixture(scope="session")
def judge_at():
    """Return the warm judge of a level; skips where this machine does not have it."""
    judges = {}
    os.environ["TEACHER_TOKEN"] = "JUDGE-SECRET"  # what no hand-in may see

    def judge(name):
        level = next(each for each in levels.levels() if each.name == name)
        if not level.available:
            pytest.skip(f"level {name}: {level.why}")
        if name not in judges:
            judges[name] = Judge(name, unisolated=True)
        return judges[name]

    yield judge
    for each in judges.values():
        each.close()


@pytest.fixture(scope="session")
def patient(target):
    """The same assignment with more time: honest code may be slow."""
    limits = dataclasses.replace(target.limits, seconds_per_call=20, seconds=60)
    return dataclasses.replace(target, limits=limits)
