"""PrairieLearn: results.json below its limit; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import json

import pytest

from autograder.gradebook.lms import prairielearn
from autograder.gradebook.score import score
from tests.gradebook.conftest import result


@pytest.mark.parametrize("language", ["en", "fr"])
def test_prairielearn_results(golden, noise, language):
    given = result(seeded="fail", salted="fail")
    data = prairielearn.results(noise, score(noise, given), given, language=language)
    assert data["gradable"] is True
    assert data["score"] == 0.4
    golden(
        f"lms/prairielearn_{language}",
        {"results.json": (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()},
    )


def test_prairielearn_is_told_when_nothing_can_be_graded(noise):
    given = result(salted="judge_error")
    assert prairielearn.results(noise, score(noise, given), given)["gradable"] is False


def test_prairielearn_results_stay_below_its_limit(noise, monkeypatch):
    monkeypatch.setattr(prairielearn, "MAX_BYTES", 1500)
    given = result(clipped="fail", seeded="fail", salted="fail", blurred="fail")
    assert len(json.dumps(prairielearn.results(noise, score(noise, given), given)).encode()) <= 1500
