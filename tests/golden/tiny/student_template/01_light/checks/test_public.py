import numpy as np

from autograder import expect

RAMP = np.linspace(0, 1, 2 * 4 * 4).reshape(2, 4, 4)


def test_adds(submission):
    result = submission.brighten(RAMP * 0.5, 0.25)
    expect.array(result, shape=RAMP.shape)
    expect.close(result, RAMP * 0.5 + 0.25)


def test_finds(submission):
    images = np.stack([RAMP[1], RAMP[0], RAMP[1]])
    expect.equal(expect.integer(submission.darkest(images)), 1)
