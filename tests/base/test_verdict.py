"""Verdicts, written and read again."""

import base64
import json
import math

import pytest

from autograder.base.verdict import AnswerError, Message, Outcome, Picture, Reason, Result, Verdict

# A file as the toolkit wrote it before pydantic did, and what stands in it.
OLD = """
{"schema": "autograder/result/1", "assignment": "02_noise", "verdicts": [
 {"check": "clipped", "outcome": "fail", "reason": "wrong",
  "message": {"key": "expect.within", "values": {"low": 0.0, "high": 1.0, "where": "[0, 3, 5]"}},
  "call": "add_noise(images 4×8×8, 0.9, seed=1)", "expected": null,
  "received": {"key": "expect.value", "values": {"value": -2.35}},
  "picture": {"png": "iVBOR/+7", "about": {"key": "judge.picture", "values": {}}}, "seconds": 0.25, "detail": ""},
 {"check": "seeded", "outcome": "pass", "reason": null, "message": null, "call": null, "expected": null,
  "received": null, "picture": null, "seconds": 0.5, "detail": ""}],
 "sandbox": "A", "seconds": 1.5, "memory_mb": 612.0,
 "notes": [{"key": "worker.note", "values": {"cause": {"fr": "raté", "en": "failed"}}}],
 "environment": {"keras": "3.15.1"}}
"""
NEW = Result(
    "02_noise",
    (
        Verdict(
            "clipped",
            Outcome.FAIL,
            Reason.WRONG,
            Message("expect.within", {"low": 0.0, "high": 1.0, "where": "[0, 3, 5]"}),
            "add_noise(images 4×8×8, 0.9, seed=1)",
            None,
            Message("expect.value", {"value": -2.35}),
            Picture(b"\x89PNG\xff\xbb", Message("judge.picture")),
            0.25,
        ),
        Verdict("seeded", Outcome.PASS, seconds=0.5),
    ),
    "A",
    1.5,
    612.0,
    (Message("worker.note", {"cause": {"fr": "raté", "en": "failed"}}),),
    {"keras": "3.15.1"},
)


def test_an_old_result_is_read():
    result = Result.from_json(json.loads(OLD))

    assert result.verdicts[0].picture.png == base64.b64decode("iVBOR/+7")
    assert result.verdicts[0].reason is Reason.WRONG
    assert result.verdicts[1] == NEW.verdicts[1]
    assert (result.sandbox, result.notes, result.environment) == (NEW.sandbox, NEW.notes, NEW.environment)


def test_a_result_is_written_as_it_always_was():
    read = Result.from_json(json.loads(OLD))

    assert json.loads(json.dumps(read.to_json())) == json.loads(OLD)
    assert list(read.to_json()) == list(json.loads(OLD))


def test_what_is_written_is_read_as_the_same():
    assert Result.from_json(json.loads(json.dumps(NEW.to_json()))) == NEW


def test_a_number_that_is_none_survives():
    message = Message("expect.value", {"value": math.nan})
    verdict = Verdict("c", Outcome.FAIL, Reason.WRONG, message, received=message)

    written = json.dumps(Result("01_light", (verdict,)).to_json())

    assert math.isnan(Result.from_json(json.loads(written)).verdicts[0].received.values["value"])


@pytest.mark.parametrize(
    "change",
    [{"schema": "autograder/result/0"}, {"verdicts": [{"check": "c", "outcome": "perhaps"}]}, {"sandbox": 3}],
    ids=["another schema", "no such outcome", "no text"],
)
def test_another_file_is_refused(change):
    with pytest.raises(ValueError):
        Result.from_json({**json.loads(OLD), **change})


@pytest.mark.parametrize(
    ("reason", "not_run"), [(Reason.NOT_ATTEMPTED, True), (Reason.MISSING_NAME, True), (Reason.TIME, False)]
)
def test_a_check_that_could_not_begin_did_not_run(reason, not_run):
    assert AnswerError(reason, Message("worker.time", {"seconds": 1})).not_run is not_run


@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_pass_gives_points(outcome):
    assert Verdict("x", outcome).passed is (outcome is Outcome.PASS)


def test_a_verdict_is_found_by_its_check_and_a_check_that_was_not_judged_is_a_key_error():
    assert NEW.verdict("clipped").reason is Reason.WRONG
    with pytest.raises(KeyError):
        NEW.verdict("absent")
