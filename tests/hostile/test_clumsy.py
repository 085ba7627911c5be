"""Honest hand-ins with odd habits get their points, or a clear message."""

from __future__ import annotations

import pytest

from autograder.judge.sandbox import levels
from autograder.base.verdict import Outcome
from tests.hostile.corpus import CHECKS, HONEST, corpus

CORPUS = corpus("clumsy")
BEST = levels.probe().name
LEVELS = [BEST] + [pytest.param(name, marks=pytest.mark.slow) for name in "ABCDE" if name != BEST]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("clumsy", CORPUS, ids=[each.name for each in CORPUS])
def test_a_clumsy_hand_in_gets_its_points_or_a_clear_message(clumsy, level, judge_at, patient):
    judge = judge_at(level)

    result = judge.grade(patient, clumsy.hand_in, name=f"{clumsy.name}.py", checks=CHECKS)

    told = {each.check: f"{each.outcome} {each.message} {each.detail}" for each in result.verdicts}
    assert {each.check for each in result.verdicts if each.passed} == clumsy.passes, told
    assert {str(each.reason) for each in result.verdicts if not each.passed} <= clumsy.otherwise, told
    assert all(each.outcome is not Outcome.JUDGE_ERROR for each in result.verdicts)
    assert all(
        each.message.text("fr") and each.message.text("en") for each in result.verdicts if each.message
    )


def test_the_note_about_a_download_names_the_network(judge_at, patient):
    (clumsy,) = [each for each in CORPUS if each.name == "downloads_data"]

    result = judge_at(BEST).grade(patient, clumsy.hand_in, name="answer.py", checks=CHECKS)

    assert "network" in result.notes[0].text("en")
    assert "réseau" in result.notes[0].text("fr")


def test_nothing_is_noted_about_an_honest_hand_in(judge_at, patient):
    assert judge_at(BEST).grade(patient, HONEST.encode(), name="answer.py", checks=CHECKS).notes == ()
