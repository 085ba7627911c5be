"""Checks the students receive. || Les vérifications que les étudiants reçoivent."""

from autograder import expect


def test_adds_one(submission):
    # FILL IN: one observable fact of the docstring || À COMPLÉTER : un fait observable de la docstring
    expect.close(submission.answer(1), 2)
