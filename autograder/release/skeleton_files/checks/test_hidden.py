"""Checks that never leave the instructors' side."""

from autograder import expect


def test_any_number(submission):
    # FILL IN: what only an honest answer does, on numbers no student has seen
    expect.close(submission.answer(-3.5), -2.5)
