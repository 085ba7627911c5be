"""Which lines a verdict has, in which order, and what no student may read."""

import pytest

from autograder.base.messages import sentence
from autograder.base.verdict import Message, Outcome, Reason, Verdict
from autograder.base.verdict_lines import said_before, verdict_lines

WRONG = Verdict(
    "clipped",
    Outcome.FAIL,
    Reason.WRONG,
    Message("archive.count", {"limit": 7}),
    call="add_noise(images)",
    expected=Message("archive.count", {"limit": 8}),
    received=Message("archive.count", {"limit": 9}),
    detail="for the instructor",
)


def texts(verdict, **options):
    return [str(line) for line in verdict_lines(verdict, "en", **options)]


def test_a_failure_reads_call_sentence_expected_received():
    message, expected, received = (sentence("archive.count", "en", limit=limit) for limit in (7, 8, 9))
    assert texts(WRONG) == ["add_noise(images)", message, f"Expected: {expected}", f"Received: {received}"]


def test_a_hidden_check_says_neither_what_was_expected_nor_received():
    assert texts(WRONG, public=False) == ["add_noise(images)", sentence("archive.count", "en", limit=7)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_label_is_in_the_language_of_the_text(language):
    labels = [line.label for line in verdict_lines(WRONG, language)]
    assert labels[2:] == {"en": ["Expected:", "Received:"], "fr": ["Attendu\xa0:", "Reçu\xa0:"]}[language]


def test_a_check_that_passed_says_nothing():
    assert texts(Verdict("clipped", Outcome.PASS, call="add_noise(images)")) == []


def test_what_never_ran_was_not_called():
    stub = Verdict("clipped", Outcome.NOT_RUN, Reason.NOT_ATTEMPTED, WRONG.message, call="add_noise(images)")
    assert texts(stub) == [sentence("archive.count", "en", limit=7)]


def test_of_a_check_that_we_broke_a_student_reads_one_sentence():
    ours = Verdict("clipped", Outcome.JUDGE_ERROR, Reason.JUDGE, WRONG.message, call="f(x)", detail="secret")
    assert texts(ours) == [sentence("score.judge_error", "en")]
    assert texts(ours, broken="check.judge_error_text") == [sentence("check.judge_error_text", "en")]


def test_a_reason_is_said_before_where_it_stands_last_above():
    assert said_before(["a", "b", "a", "", "a", ""]) == [None, None, 0, None, 2, None]


def test_what_somebody_stopped_was_called():
    stopped = Verdict("clipped", Outcome.NOT_RUN, Reason.STOPPED, WRONG.message, call="add_noise(images)")
    assert texts(stopped)[0] == "add_noise(images)"
