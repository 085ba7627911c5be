"""Checks students can run themselves."""

import numpy as np

from autograder import data, expect

DIGITS = data.digits(24, seed=2)[0].reshape(24, 28, 28, 1).astype(np.float32) / 255


def test_uniform_form(submission):
    _has_form(submission.add_uniform_noise, 0.9)


def test_uniform_range(submission):
    _stays_in_range(submission.add_uniform_noise, 0.9)


def test_uniform_seed(submission):
    _follows_seed(submission.add_uniform_noise, 0.9)


def test_uniform_input_unchanged(submission):
    _leaves_input(submission.add_uniform_noise, 0.9)


def test_gaussian_form(submission):
    _has_form(submission.add_gaussian_noise, 0.5)


def test_gaussian_range(submission):
    _stays_in_range(submission.add_gaussian_noise, 0.5)


def test_gaussian_seed(submission):
    _follows_seed(submission.add_gaussian_noise, 0.5)


def test_gaussian_input_unchanged(submission):
    _leaves_input(submission.add_gaussian_noise, 0.5)


def test_strength_form(submission):
    _has_form(submission.add_random_strength_noise, 0.5)


def test_strength_range(submission):
    _stays_in_range(submission.add_random_strength_noise, 0.5)


def test_strength_seed(submission):
    _follows_seed(submission.add_random_strength_noise, 0.5)


def test_strength_input_unchanged(submission):
    _leaves_input(submission.add_random_strength_noise, 0.5)


def _has_form(add_noise, strength):
    expect.array(add_noise(DIGITS, strength, seed=1), shape=DIGITS.shape, dtype="float32")
    colour = np.full((3, 4, 6, 3), 0.5)  # float64, three channels, higher than wide
    expect.array(add_noise(colour, strength, seed=1), shape=colour.shape, dtype="float32")


def _stays_in_range(add_noise, strength):
    noisy = expect.array(add_noise(DIGITS, strength, seed=1), shape=DIGITS.shape)
    expect.within(noisy, 0.0, 1.0)


def _follows_seed(add_noise, strength):
    first = expect.array(add_noise(DIGITS, strength, seed=1), shape=DIGITS.shape)
    again = expect.array(add_noise(DIGITS, strength, seed=1), shape=DIGITS.shape)
    expect.that(
        np.array_equal(first, again),
        en="Two calls with the same seed gave different noise.",
        fr="Deux appels avec la même graine ont donné des bruits différents.",
    )
    other = expect.array(add_noise(DIGITS, strength, seed=2), shape=DIGITS.shape)
    expect.that(
        not np.array_equal(first, other),
        en="Two different seeds gave the same noise.",
        fr="Deux graines différentes ont donné le même bruit.",
    )


def _leaves_input(add_noise, strength):
    for images in (DIGITS, DIGITS.astype(np.float64)):
        noisy, after = add_noise.with_arguments(images, strength, seed=1)
        expect.array(noisy, shape=images.shape)
        expect.unchanged(images, expect.sequence(after, 2)[0])
