"""The checks students can run: models so small that a pencil is enough to know what must come out.

The autoencoder here paints every image in the negative of its mean grey; the classifier says 9 for a bright image and 0 for a dark one.
"""

from __future__ import annotations

import re

import numpy as np

from autograder import data, expect

ONES = np.ones((784, 1), dtype="float32")
NEGATIVE = [ONES / 784, np.zeros(1, "float32"), -ONES.T, np.ones(784, "float32")]
# Score of class 9: the mean grey. Score of class 0: one half. All others: zero.
BRIGHT = [
    np.repeat(ONES / 784, 10, axis=1) * (np.arange(10) == 9).astype("float32"),
    np.array([0.5] + [0] * 9, dtype="float32"),
]

# Clean: three dark images and a bright one. Noisy: all are bright. Denoised: all are dark.
CLEAN = np.full((4, 784), 0.1, dtype="float32")
CLEAN[3] = 0.9
NOISY = np.minimum(CLEAN + np.array([[0.6], [0.6], [0.7], [0.1]], dtype="float32"), 1)
LABELS = np.array([0, 0, 0, 9])


def models(submission):
    """Return the autoencoder and the classifier described above."""
    autoencoder = submission.support.dense([784, 1, 784], ["linear", "linear"], NEGATIVE)
    return autoencoder, submission.support.dense([784, 10], ["linear"], BRIGHT)


def test_composite_output(submission):
    images = data.digits(4, seed=6001)[0].reshape(4, 784).astype("float32") / 255
    composite = expect.model(submission.build_composite(*models(submission)))
    scores = np.zeros((4, 10), dtype="float32")
    scores[:, 0], scores[:, 9] = 0.5, 1 - images.mean(axis=1)
    expect.close(
        composite.call(images), scores, atol=1e-4, of="build_composite(autoencoder, classifier)(images)"
    )


def test_accuracy_by_hand(submission):
    _, classifier = models(submission)
    expect.close(expect.number(submission.accuracy(classifier, CLEAN, LABELS)), 1.0)
    expect.close(expect.number(submission.accuracy(classifier, NOISY, LABELS)), 0.25)


def test_table_by_hand(submission):
    autoencoder, classifier = models(submission)
    table = expect.table(
        submission.evaluation_table(autoencoder, classifier, CLEAN, NOISY, LABELS),
        columns=["images", "accuracy", "error_rate"],
    )
    expect.equal(list(table.column("images")), ["clean", "noisy", "denoised"])
    expect.close([expect.number(each) for each in table.column("accuracy")], [1.0, 0.25, 0.75])


def test_figure_grid(submission):
    autoencoder, classifier = models(submission)
    figure = expect.figure(submission.prediction_figure(autoencoder, classifier, CLEAN, NOISY))
    shown = [axes for axes in figure.axes if axes.images]
    expect.that(
        len(shown) == 12,
        en="Four images: the figure should hold 3 × 4 axes with an image each. Axes with an image:",
        fr="Quatre images : la figure devrait contenir 3 × 4 axes avec une image chacun. Axes avec une image :",
        expected=12,
        received=len(shown),
    )
    expect.that(
        all(re.search(r"\d", axes.title) for axes in shown),
        en="Each axes should have the class found as its title.",
        fr="Chaque axes devrait avoir pour titre la classe trouvée.",
        received=[axes.title for axes in shown],
    )


def test_system_models(submission):
    images, labels = data.digits(64, seed=6002)
    clean = images.reshape(64, 784).astype("float32") / 255
    noise = np.random.default_rng(6003).random(clean.shape, dtype="float32")
    noisy = np.clip(clean + np.float32(0.9) * noise, 0, 1)
    answer = expect.sequence(submission.train_system(clean, noisy, labels.astype("int64"), 1), length=2)
    autoencoder, classifier = expect.model(answer[0]), expect.model(answer[1])
    expect.array(autoencoder.call(noisy), shape=(64, 784), of="autoencoder(noisy)")
    expect.array(classifier.call(clean), shape=(64, 10), of="classifier(clean)")
