"""The pictures of the statement: `autograder figures 06` draws them. Two of them train the reference answer, a minute."""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d

_TRAINED_ON, _TESTED_ON = 12_000, 2_000


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: digits clean, noisy and denoised, and what the classifier reads in each."""
    title, names, note = {
        "en": (
            "What does the classifier read? Above each digit, its answer",
            ("clean", "noisy", "denoised"),
            "accuracy",
        ),
        "fr": (
            "Que lit le classifieur ? Au-dessus de chaque chiffre, sa réponse",
            ("propres", "bruités", "débruités"),
            "exactitude",
        ),
    }[language]
    images, classes, labels, shares = _read()
    figure, axes = d.card(7.4, 3.75)
    d.words(axes, 3.7, 3.45, title, weight="bold")
    for line, (name, row, found, share) in enumerate(zip(names, images, classes, shares)):
        y = 2.32 - line * 0.93
        d.words(axes, 1.2, y + 0.34, name, ha="right")
        for place, (pixels, read, label) in enumerate(zip(row, found, labels)):
            x, good = 1.32 + place * 0.74, read == label
            colour = d.GREEN if good else d.RED
            d.image(axes, x, y, 0.66, pixels.reshape(28, 28), colour=colour)
            d.words(axes, x + 0.33, y + 0.77, f"{'✓' if good else '✗'} {read}", size=8, color=colour)
        axes.add_patch(Rectangle((5.95, y + 0.16), 1.1 * share, 0.24, facecolor=d.BLUE))
        axes.add_patch(Rectangle((5.95, y + 0.16), 1.1, 0.24, fill=False, edgecolor=d.QUIET, linewidth=0.6))
        d.words(axes, 6.5, y + 0.54, decimal_sign(f"{note} {share:.2f}", language), size=8)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def chain(language: str) -> Figure:
    """Draw the three ways to the classifier, one digit on each, with the share that is read rightly."""
    words = {
        "en": (
            ("clean", "noisy", "noisy"),
            "denoiser",
            "classifier",
            ("what was\npossible", "what the noise\nleaves", "what comes\nback"),
        ),
        "fr": (
            ("propre", "bruitée", "bruitée"),
            "débruiteur",
            "classifieur",
            ("ce qui était\npossible", "ce que le bruit\nlaisse", "ce qui\nrevient"),
        ),
    }[language]
    images, _, _, shares = _read()
    figure, axes = d.card(7.4, 3.0)
    colours = (d.GREEN, d.RED, d.BLUE)
    for line, (name, share, meaning, colour) in enumerate(zip(words[0], shares, words[3], colours)):
        y = 2.1 - line * 0.8
        d.words(axes, 0.95, y + 0.32, name, ha="right", size=8)
        d.image(axes, 1.05, y, 0.64, images[min(line, 1)][0].reshape(28, 28))
        if line == 2:
            d.box(axes, 2.0, y + 0.1, 1.0, 0.44, words[1], colour=d.ORANGE, size=8)
            d.arrow(axes, (1.72, y + 0.32), (1.97, y + 0.32))
            d.image(axes, 3.28, y, 0.64, images[2][0].reshape(28, 28))
            d.arrow(axes, (3.03, y + 0.32), (3.25, y + 0.32))
        d.arrow(axes, (3.95 if line == 2 else 1.72, y + 0.32), (4.27, y + 0.32))
        d.arrow(axes, (5.33, y + 0.32), (5.62, y + 0.32))
        d.words(
            axes, 5.95, y + 0.32, decimal_sign(f"{share:.2f}", language), weight="bold", size=11, color=colour
        )
        d.words(axes, 6.28, y + 0.32, meaning, size=7, color=d.QUIET, ha="left")
    d.box(axes, 4.3, 0.46, 1.0, 2.3, words[2], colour=d.BLUE, size=8)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def rows(language: str) -> Figure:
    """Draw which way argmax goes: along the row of an image, not down the column of a class."""
    names, image, score, label, right = {
        "en": (
            ("✓  axis=1: for each image, its class", "✗  axis=0: for each class, its image"),
            "image",
            "class",
            "label",
            ("right", "wrong"),
        ),
        "fr": (
            ("✓  axis=1 : à chaque image sa classe", "✗  axis=0 : à chaque classe son image"),
            "image",
            "classe",
            "étiquette",
            ("juste", "faux"),
        ),
    }[language]
    scores = np.array([[0.1, 0.2, 0.7], [0.3, 0.4, 0.3], [0.0, 0.9, 0.1]])
    labels = (2, 0, 1)
    figure, axes = d.card(7.4, 2.3)
    for left, name, axis, colour in ((0.95, names[0], 1, d.GREEN), (4.75, names[1], 0, d.RED)):
        d.words(axes, left + 1.0, 2.02, name, color=colour, weight="bold", size=8)
        for place in range(3):
            d.words(axes, left + 0.25 + place * 0.5, 1.67, f"{score} {place}", size=7, color=d.QUIET)
            d.words(
                axes, left - 0.08, 1.4 - place * 0.36, f"{image} {place}", size=7, color=d.QUIET, ha="right"
            )
        for (row, column), value in np.ndenumerate(scores):
            corner = (left + column * 0.5, 1.22 - row * 0.36)
            best = value == scores.max(axis=axis)[row if axis else column]
            face = colour if best else "white"
            axes.add_patch(Rectangle(corner, 0.5, 0.36, facecolor=face, edgecolor=d.GREY))
            ink = "white" if best else d.INK
            d.words(
                axes,
                corner[0] + 0.25,
                corner[1] + 0.17,
                decimal_sign(str(value), language),
                size=8,
                color=ink,
            )
    d.words(axes, 2.78, 1.67, label, size=7, color=d.QUIET)
    for row, wanted in enumerate(labels):
        good = scores[row].argmax() == wanted
        mark, shade = ("✓ " + right[0], d.GREEN) if good else ("✗ " + right[1], d.RED)
        d.words(axes, 2.78, 1.4 - row * 0.36, str(wanted), size=8)
        d.words(axes, 3.25, 1.4 - row * 0.36, mark, size=8, color=shade)
    d.words(axes, 1.7, 0.3, decimal_sign("2 / 3 = 0.667", language), size=8, weight="bold")
    return figure


@functools.cache
def _read() -> tuple[tuple[np.ndarray, ...], list[np.ndarray], np.ndarray, list[float]]:
    """Return six test digits clean, noisy and denoised, the classes read in each, their labels, and the accuracies.

    The system is the reference answer's, trained as in the statement; the accuracies are those of 2,000 test digits.
    """
    master = module(Path(__file__).with_name("master.py"))
    mnist = data.load("mnist")
    clean = mnist.train_images[:_TRAINED_ON].reshape(-1, 784).astype("float32") / 255
    tested = mnist.test_images[:_TESTED_ON].reshape(-1, 784).astype("float32") / 255
    labels = mnist.test_labels[:_TESTED_ON]
    noisy = _noised(clean, seed=1)
    noisy_test = _noised(tested, seed=2)
    autoencoder, classifier = master.train_system(clean, noisy, mnist.train_labels[:_TRAINED_ON])
    denoised = autoencoder.predict(noisy_test, verbose=0)
    kinds = (tested, noisy_test, denoised)
    classes = [classifier.predict(images, verbose=0).argmax(axis=1) for images in kinds]
    shares = [float(np.mean(found == labels)) for found in classes]
    # Five digits that come back, and one that comes back as another.
    back = (classes[0] == labels) & (classes[1] != labels) & (classes[2] == labels)
    lost = (classes[0] == labels) & (classes[2] != labels)
    places = [int(np.flatnonzero(back & (labels == digit))[0]) for digit in (7, 2, 0, 4, 6)]
    places.append(int(np.flatnonzero(lost)[0]))
    return tuple(each[places] for each in kinds), [each[places] for each in classes], labels[places], shares


def _noised(images: np.ndarray, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).random(images.shape, dtype="float32")
    return np.clip(images + np.float32(0.9) * noise, 0, 1)
