"""Checks the students receive."""

from autograder import expect


def test_adds_one(submission):
    # FILL IN: one observable fact of the docstring
    expect.close(submission.answer(1), 2)
