"""Checks that students receive. || Les vérifications que les étudiants reçoivent."""

import numpy as np

from autograder import expect

RAMP = np.linspace(0, 1, 2 * 4 * 4).reshape(2, 4, 4)


def test_adds(submission):
    brighter = submission.brighten(RAMP * 0.5, 0.25)
    # First: nonsense must fail, not break the check. || D’abord : une réponse absurde doit échouer, sans casser la vérification.
    expect.array(brighter, shape=RAMP.shape)
    expect.close(brighter, RAMP * 0.5 + 0.25)


def test_clipped(submission):
    for amount in (0.6, -0.6):
        changed = submission.brighten(RAMP, amount)
        expect.array(changed, shape=RAMP.shape)
        expect.within(changed, 0.0, 1.0)
