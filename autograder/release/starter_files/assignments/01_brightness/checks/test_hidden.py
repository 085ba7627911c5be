"""Checks that never leave the teacher's side. || Les vérifications que les étudiants ne reçoivent jamais."""

import numpy as np

from autograder import expect

SECRET = np.random.default_rng(52301).random((3, 5, 7))


def test_any_shape(submission):
    darker = submission.brighten(SECRET, -0.3)
    expect.array(darker, shape=SECRET.shape)
    expect.close(darker, np.maximum(SECRET - 0.3, 0))


def test_unchanged(submission):
    result, (images, _) = submission.brighten.with_arguments(SECRET, 0.3)
    expect.array(result, shape=SECRET.shape)
    expect.unchanged(SECRET, images)
