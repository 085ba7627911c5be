"""What an author reads of a verdict that is not as it must be."""

from dataclasses import replace

import pytest

from autograder.base.messages import Message
from autograder.base.verdict import Outcome, Reason, Result, Verdict
from autograder.course.load import load_assignment
from autograder.proof import answers
from autograder.proof.wrong_verdicts import wrong_verdicts


@pytest.fixture
def master(folder):
    return replace(answers.master(load_assignment(folder)), checks=frozenset({"adds"}))


@pytest.mark.parametrize(
    ("detail", "in_full"),
    [
        ("plus_one(7)\nanother value\n9", "[in full: plus_one(7) · another value · 9]"),
        (
            "plus_one(7)\nTraceback (most recent call last):\n  File …\nAssertionError: no",
            "[in full: plus_one(7) · AssertionError: no]",
        ),
    ],
)
def test_why_a_hidden_check_failed_is_said_in_full(master, detail, in_full):
    verdict = Verdict(
        "adds", Outcome.FAIL, Reason.WRONG, Message("hidden.close"), call="plus_one(…)", detail=detail
    )
    (problem,) = map(str, wrong_verdicts(master, Result(master.assignment.id, (verdict,))))
    assert problem.startswith("fails adds, which it must pass: plus_one(…) ") and problem.endswith(in_full)


def test_what_passes_though_it_must_fail_and_what_has_no_verdict_is_named(master):
    wrong = replace(master, fails=frozenset({"adds"}))
    passing = Result(master.assignment.id, (Verdict("adds", Outcome.PASS),))
    assert [str(each) for each in wrong_verdicts(wrong, passing)] == ["passes adds, which it must fail"]
    (missing,) = map(str, wrong_verdicts(master, Result(master.assignment.id, ())))
    assert "adds" in missing
