"""Three checks that build and compute a little."""

import numpy as np

from autograder import expect

IMAGES = np.random.default_rng(5).random((512, 784)).astype("float32")


def test_shapes(submission):
    model = expect.model(submission.build())
    expect.equal(model.output_shape, (None, 10))


def test_parameters(submission):
    expect.equal(expect.model(submission.build()).count_params(), 784 * 256 + 256 + 256 * 10 + 10)


def test_noise(submission):
    noisy = submission.add_noise(IMAGES, 0.5, seed=3)
    expect.array(noisy, shape=(512, 784), dtype="float32")
    expect.within(noisy, 0.0, 1.0)
