"""The pictures of the statement: `autograder figures 02` draws them."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from autograder import data
from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: six digits, and the same ones under each of the three noises."""
    names, title = {
        "en": (
            ("clean", "uniform", "Gaussian", "a strength for\neach image"),
            "The same six digits, clean and with each of the three noises you will write",
        ),
        "fr": (
            ("propres", "uniforme", "gaussien", "une force par\nimage"),
            "Les six mêmes chiffres, propres, puis avec chacun des trois bruits que vous allez écrire",
        ),
    }[language]
    clean = _digits(6)
    rng = np.random.default_rng(3)
    strengths = np.array([0.05, 0.2, 0.4, 0.6, 0.8, 1.0])[:, None, None] * 0.9
    rows = (
        clean,
        clean + 0.9 * rng.random(clean.shape),
        clean + 0.4 * rng.standard_normal(clean.shape),
        clean + strengths * rng.uniform(-1, 1, clean.shape),
    )
    figure, axes = d.card(7.4, 3.75)
    d.words(axes, 3.7, 3.43, title, weight="bold")
    for line, (name, images) in enumerate(zip(names, rows)):
        y = 2.53 - line * 0.74
        d.words(axes, 1.82, y + 0.33, name, ha="right", color=d.INK if line else d.BLUE)
        d.row(axes, 1.95, y, 0.68, np.clip(images, 0, 1))
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def distributions(language: str) -> Figure:
    """Draw how the noise of each kind is distributed, before the sum is clipped."""
    names, x_label, y_label = {
        "en": (
            ("uniform, factor 0.9", "Gaussian, sigma 0.3", "random strength, at most 0.9"),
            "noise",
            "how often",
        ),
        "fr": (
            ("uniforme, factor 0,9", "gaussien, sigma 0,3", "force au hasard, 0,9 au plus"),
            "bruit",
            "fréquence",
        ),
    }[language]
    rng = np.random.default_rng(1)
    n = 1_000_000
    noises = (
        0.9 * rng.random(n),
        0.3 * rng.standard_normal(n),
        0.9 * rng.random(n) * rng.uniform(-1, 1, n),
    )
    figure, _ = d.card(7.4, 2.3)
    for place, (name, noise, colour) in enumerate(zip(names, noises, (d.BLUE, d.ORANGE, d.GREEN))):
        axes = d.plot(figure, 0.55 + place * 2.3, 0.62, 2.05, 1.25)
        axes.hist(noise, bins=np.linspace(-1.2, 1.2, 97), color=colour, density=True)
        axes.axvline(0, color=d.QUIET, linewidth=0.8, linestyle=":")
        axes.set(xlim=(-1.2, 1.2), ylim=(0, 2.6), yticks=[], xlabel=x_label, ylabel="" if place else y_label)
        axes.set_xticks([-1, 0, 1], ["−1", "0", "1"])
        axes.set_title(name, size=9, color=d.INK)
        axes.spines["left"].set_visible(False)
    return figure


def own_noise(language: str) -> Figure:
    """Draw the commonest mistake beside the right answer: one pattern laid over all images, and noise of their own."""
    right, wrong, noisy, noise = {
        "en": ("noise of its own for each image", "one pattern for all images", "noisy", "noise\nalone"),
        "fr": ("à chaque image son bruit", "un seul motif pour toutes", "bruitées", "bruit\nseul"),
    }[language]
    clean = _digits(3).reshape(3, 14, 2, 14, 2).mean(axis=(2, 4))  # larger pixels: the pattern is seen
    rng = np.random.default_rng(7)
    own = rng.random(clean.shape) * 0.9
    shared = np.broadcast_to(own[:1], own.shape)
    figure, axes = d.card(7.4, 2.65)
    for left, title, noises, colour in (
        (1.0, f"✓  {right}", own, d.GREEN),
        (4.25, f"✗  {wrong}", shared, d.RED),
    ):
        d.words(axes, left + 1.33, 2.35, title, color=colour, weight="bold")
        d.row(axes, left, 1.31, 0.84, np.clip(clean + noises, 0, 1))
        d.row(axes, left, 0.4, 0.84, noises)
    for y, name in ((1.73, noisy), (0.82, noise)):
        d.words(axes, 0.85, y, name, ha="right", color=d.QUIET)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def _digits(count: int) -> np.ndarray:
    """Return the first test images of `count` different digits, as floats `(count, 28, 28)` in [0, 1]."""
    mnist = data.load("mnist")
    wanted = (7, 2, 0, 4, 9, 5)[:count]
    places = [int(np.flatnonzero(mnist.test_labels == digit)[0]) for digit in wanted]
    return mnist.test_images[places].reshape(-1, 28, 28).astype("float32") / 255
