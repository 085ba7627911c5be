"""Checks that never leave the instructors' side. || Les vérifications que les étudiants ne reçoivent jamais."""

from autograder import expect


def test_any_number(submission):
    # FILL IN: what only an honest answer does || À COMPLÉTER : ce que seule fait une réponse honnête
    expect.close(submission.answer(-3.5), -2.5)
