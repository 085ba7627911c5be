"""Verdicts kept between proofs: only what changed is graded, and nothing that has to be mended is believed."""

from __future__ import annotations

import pytest

from autograder.base.verdict import Outcome, Reason, Result, Verdict
from autograder.proof.answers import master
from autograder.proof.kept_verdicts import KeptVerdicts
from tests.proof.conftest import grade, proof


@pytest.fixture
def again(folder, tmp_path):
    """Prove once, and return a function that proves again: its proof, and the answers that were graded for it."""

    def prove(grading=grade):
        kept, asked = KeptVerdicts(tmp_path / "cache"), []

        def graded(answer):
            asked.append(answer.name)
            return grading(answer)

        return proof(folder, graded, kept=kept), asked

    first, _ = prove()
    assert not first.findings and not first.known
    return prove


def test_what_did_not_change_is_not_graded_again(again):
    found, asked = again()

    assert asked == []
    assert (found.known, found.answers, found.verdicts, found.findings) == (15, 15, 15, ())


def test_a_check_that_changed_judges_every_answer_again(folder, again):
    path = folder / "checks/test_public.py"
    path.write_text(path.read_text().replace("plus_one(1), 2", "plus_one(2), 3"))

    found, asked = again()

    assert len(asked) == 15 and found.known == 0 and not found.findings


def test_a_sample_that_changed_is_judged_again_and_alone(folder, again):
    path = folder / "samples/q1.py"
    path.write_text(path.read_text().replace("x + 2", "x + 3"))

    found, asked = again()

    assert len(asked) == 1 and found.known == 14 and not found.findings


def test_a_check_that_passes_what_it_must_fail_is_found_at_every_proof(folder, again):
    path = folder / "samples/q1.py"
    path.write_text(path.read_text().replace("x + 2", "x + 1"))

    for _ in range(2):
        found, asked = again()
        assert len(asked) == 1 and any("which it must fail" in str(each.problem) for each in found.findings)


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict("adds", Outcome.FAIL, Reason.BUSY),
        Verdict("adds", Outcome.JUDGE_ERROR, Reason.JUDGE),
    ],
)
def test_what_a_busy_machine_may_have_caused_is_not_kept(light, tmp_path, verdict):
    kept, answer = KeptVerdicts(tmp_path), master(light)
    kept.keep(answer, [verdict])

    assert kept.verdicts(answer) == ()


def test_a_verdict_is_given_back_as_it_was_and_at_its_own_level_alone(light, tmp_path):
    answer = master(light)
    verdicts = tuple(Verdict(check.id, Outcome.PASS, seconds=0.5) for check in light.rubric)
    KeptVerdicts(tmp_path, "A").keep(answer, verdicts)

    assert KeptVerdicts(tmp_path, "A").verdicts(answer) == verdicts
    assert KeptVerdicts(tmp_path, "B").verdicts(answer) == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"result": 1, "versions": []}'])
def test_a_damaged_file_is_as_good_as_none(light, tmp_path, content):
    kept, answer = KeptVerdicts(tmp_path), master(light)
    kept.keep(answer, [Verdict(light.rubric[0].id, Outcome.PASS)])
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)

    assert kept.verdicts(answer) == ()


def test_where_nothing_can_be_kept_the_proof_goes_on(light, tmp_path):
    (tmp_path / "file").write_text("")
    kept, answer = KeptVerdicts(tmp_path / "file/below"), master(light)
    kept.keep(answer, [Verdict(light.rubric[0].id, Outcome.PASS)])

    assert kept.verdicts(answer) == ()


def test_a_judge_that_gave_no_verdict_is_asked_again(again, folder):
    path = folder / "samples/q1.py"
    path.write_text(path.read_text().replace("x + 2", "x + 3"))

    found, _ = again(lambda answer: Result(answer.assignment.id, ()))
    assert found.findings
    found, asked = again()
    assert len(asked) == 1 and not found.findings
