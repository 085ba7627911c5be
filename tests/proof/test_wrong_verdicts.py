"""What an author reads of verdicts that are not those an answer must get."""

import pytest

from autograder.base.messages import Message
from autograder.base.verdict import Outcome, Reason, Result, Verdict
from tests.proof.conftest import proof


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("plus_one(7)\nanother value\n9", "[in full: plus_one(7) · another value · 9]"),
        (
            "plus_one(7)\nTraceback (most recent call last):\n  File …\nAssertionError: no",
            "[in full: plus_one(7) · AssertionError: no]",
        ),
    ],
)
def test_why_a_sample_fails_a_hidden_check_is_told_in_full_to_its_author(folder, detail, told):
    def failing(answer):
        verdict = Verdict(
            "adds", Outcome.FAIL, Reason.WRONG, Message("hidden.close"), call="plus_one(…)", detail=detail
        )
        return Result(answer.assignment.id, (verdict,), seconds=1.0)

    (first, *_) = [str(each.problem) for each in proof(folder, failing, rules=[1]).findings]
    assert first.startswith("master: fails adds, which it must pass: plus_one(…) ") and first.endswith(told)
