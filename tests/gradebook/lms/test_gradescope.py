"""Gradescope: results.json holds only what it knows; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import json

import pytest

from autograder.gradebook.lms import gradescope
from autograder.gradebook.lms.base import File
from autograder.gradebook.score import score
from tests.gradebook.conftest import result


@pytest.mark.parametrize("language", ["en", "fr"])
def test_gradescope_results_hold_only_what_gradescope_knows(golden, noise, language):
    given = result(seeded="fail", salted="fail")
    data = gradescope.results(noise, score(noise, given), given, language=language)
    known = {
        "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility",
        "stdout_visibility", "extra_data", "tests", "leaderboard",
    }  # fmt: skip
    known_tests = {
        "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data",
    }  # fmt: skip
    assert set(data) <= known
    assert all(set(test) <= known_tests for test in data["tests"])
    assert data["score"] == 4
    assert [test["score"] for test in data["tests"]] == [2, 0, 0, 2]
    assert [test["visibility"] for test in data["tests"]] == [
        "visible",
        "visible",
        "after_published",
        "after_published",
    ]
    golden(
        f"lms/gradescope_{language}",
        {"results.json": (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()},
    )


def test_gradescope_gets_no_score_while_it_is_withheld(noise):
    given = result(salted="judge_error")
    data = gradescope.results(noise, score(noise, given), given)
    assert "score" not in data
    assert all("score" not in test for test in data["tests"])
    assert "withheld" in data["output"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_writer_claims_that_all_tests_passed(noise, language):
    given = result()
    texts = json.dumps(
        gradescope.results(noise, score(noise, given), given, language=language), ensure_ascii=False
    )
    assert "all tests passed" not in texts.lower()
    assert {
        "en": "Public checks passed: 2 of 2",
        "fr": "Vérifications publiques réussies\N{NO-BREAK SPACE}: 2 sur 2",
    }[language] in texts


@pytest.mark.parametrize("failed", ["pass", "fail"])
def test_the_visible_output_says_nothing_of_hidden_checks(noise, failed):
    hidden = next(check.id for check in noise.rubric if not check.public)
    given, other = result(), result(**{hidden: failed})

    told = [gradescope.results(noise, score(noise, each), each)["output"] for each in (given, other)]

    assert told[0] == told[1]


def _export(tmp_path, files):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {name: File(name, tmp_path / name) for name in sorted(files)}


def test_what_a_student_hands_in_says_nothing_of_whose_the_other_hand_ins_are(tmp_path):
    def said(**names):
        return "".join(
            f"{folder}:\n  :submitters:\n  - :name: {name}\n    :sid: '{name}'\n"
            for folder, name in names.items()
        )

    files = {
        "e/submission_1/submission_2/tp2.py": "# Eve's, in a folder called as Bob's",
        "e/submission_1/submission_metadata.yml": said(submission_1="Eve", submission_2="Eve"),
        "e/submission_2/tp2.py": "# Bob's",
        "e/submission_metadata.yml": said(submission_1="Eve", submission_2="Bob"),
    }
    intake = gradescope.Gradescope().recognised(_export(tmp_path, files))
    found = {each.who[0].name: sorted(file.name for file in each.files) for each in intake.deliveries}
    assert found == {"Eve": ["submission_2/tp2.py", "submission_metadata.yml"], "Bob": ["tp2.py"]}
