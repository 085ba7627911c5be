"""The checks students can run: small shapes, and one autoencoder small enough to compute by hand."""

from __future__ import annotations

import numpy as np

from autograder import data, expect

IMAGES = data.digits(6, seed=4001)[0].reshape(6, 784).astype("float32") / 255
CODES = np.random.default_rng(4002).normal(0, 1, (6, 32)).astype("float32")

# An encoder that adds up the upper and the lower half of an image, and a decoder that paints the two halves again.
HALVES = np.repeat(np.eye(2, dtype="float32"), 392, axis=0)
SUMS = [HALVES, np.zeros(2, "float32")]
PAINT = [HALVES.T / 392, np.zeros(784, "float32")]


def test_encoder_shape(submission):
    encoder = expect.model(submission.build_encoder())
    expect.array(encoder.call(IMAGES), shape=(6, 32), of="build_encoder()(images)")


def test_decoder_shape(submission):
    decoder = expect.model(submission.build_decoder())
    expect.array(decoder.call(CODES), shape=(6, 784), of="build_decoder()(codes)")


def test_autoencoder_output(submission):
    encoder = submission.support.dense([784, 2], ["linear"], SUMS)
    decoder = submission.support.dense([2, 784], ["linear"], PAINT)
    autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
    means = np.repeat(IMAGES.reshape(6, 2, 392).mean(axis=2), 392, axis=1)
    expect.close(autoencoder.call(IMAGES), means, atol=1e-4, of="build_autoencoder(encoder, decoder)(images)")


def test_history(submission):
    autoencoder = submission.support.dense([784, 8, 784], ["relu", "sigmoid"])
    history = expect.mapping(submission.train_autoencoder(autoencoder, IMAGES, 3, 2, seed=1), ["loss"])
    losses = [expect.number(each) for each in expect.sequence(history["loss"], length=3)]
    expect.that(
        losses[-1] < losses[0],
        en="The loss does not fall from the first epoch to the third.",
        fr="La perte ne baisse pas de la première à la troisième époque.",
        received=losses,
    )
