"""The pictures of the statement: `autograder figures 08` draws them. The first trains the reference answer, a minute.

All scenes are painted by the course: photos of somebody's are not committed.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from matplotlib.figure import Figure

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: a noisy scene, what the trained denoiser makes of it, and the clean one."""
    title, names = {
        "en": (
            "A noisy photo, the same after your denoiser, and the original",
            ("noisy", "denoised", "original"),
        ),
        "fr": (
            "Une photo bruitée, la même après votre débruiteur, et l’originale",
            ("bruitée", "débruitée", "originale"),
        ),
    }[language]
    clean = data.scenes(2, 120, 160, seed=5)[:1].astype("float32") / 255
    rng = np.random.default_rng(3)
    noisy = np.clip(clean + 0.45 * rng.uniform(-1, 1, clean.shape), 0, 1).astype("float32")
    denoised = np.clip(_trained().predict(noisy, verbose=0), 0, 1)
    figure, axes = d.card(7.4, 2.75)
    d.words(axes, 3.7, 2.45, title, weight="bold")
    for place, (name, images) in enumerate(zip(names, (noisy, denoised, clean))):
        x = 0.45 + place * 2.22
        d.image(axes, x, 0.68, 1.55, images[0])
        decibels = "" if place == 2 else f", {_psnr(images, clean):.1f} dB"
        d.words(axes, x + 1.03, 0.47, decimal_sign(name + decibels, language))
    d.credit(axes, "photos", "generated", language)
    return figure


def levels(language: str) -> Figure:
    """Draw one scene with noise of 10, 20, 30 and 40 dB: each step is ten times less error."""
    title, error = {
        "en": ("10 dB more: ten times less squared error", "MSE"),
        "fr": ("10 dB de plus : dix fois moins d’erreur quadratique", "MSE"),
    }[language]
    clean = data.scenes(8, 90, 110, seed=8)[4].astype("float32") / 255
    # Away from black and white, so that nothing is clipped and the errors are what they are called.
    clean = 0.2 + 0.6 * clean
    rng = np.random.default_rng(1)
    figure, axes = d.card(7.4, 2.4)
    d.words(axes, 3.7, 2.12, title, weight="bold")
    for place, decibels in enumerate((10, 20, 30, 40)):
        sigma = 10 ** (-decibels / 20)
        noisy = np.clip(clean + sigma * rng.standard_normal(clean.shape), 0, 1)
        x = 0.42 + place * 1.68
        d.image(axes, x, 0.68, 1.23, noisy)
        d.words(axes, x + 0.75, 0.5, f"{decibels} dB", weight="bold")
        mse = f"{error} {10 ** (-decibels / 10):.4f}".rstrip("0")
        d.words(axes, x + 0.75, 0.33, decimal_sign(mse, language), size=8, color=d.QUIET)
    d.credit(axes, "photos", "generated", language)
    return figure


def sizes(language: str) -> Figure:
    """Draw the heights of a photo of 37 lines on its way down and back: three lines too many, and cut to fit."""
    names, down, up, cut = {
        "en": (
            ("✗  doubled, and that is all", "✓  cut to the size of the way down"),
            "halve",
            "double",
            "cut to 37",
        ),
        "fr": (
            ("✗  doublé, sans plus", "✓  coupé à la taille de l’aller"),
            "réduire",
            "doubler",
            "couper à 37",
        ),
    }[language]
    figure, axes = d.card(7.4, 2.75)
    for left, name, back, colour in (
        (0.4, names[0], (20, 40), d.RED),
        (3.95, names[1], (19, 37), d.GREEN),
    ):
        d.words(axes, left + 1.55, 2.45, name, color=colour, weight="bold")
        steps = (37, 19, 10, *back)
        for step, lines in enumerate(steps):
            height = 1.5 * lines / 40
            x = left + step * 0.68
            shade = d.BLUE if step < 3 else colour
            d.box(axes, x, 0.62, 0.36, height, colour=shade)
            d.words(axes, x + 0.18, 0.47, str(lines), weight="bold")
            if step:
                d.arrow(axes, (x - 0.29, 0.85), (x - 0.03, 0.85))
        d.words(axes, left + 0.86, 0.29, down, size=8, color=d.QUIET)
        d.words(axes, left + 2.2, 0.29, up, size=8, color=d.QUIET)
        d.arrow(
            axes,
            (left + 0.2, 2.08),
            (left + 2.85, 2.2),
            linestyle="--",
            linewidth=1,
            connectionstyle="arc3,rad=0",
        )
        text = "40 ≠ 37" if back[1] == 40 else cut
        d.words(axes, left + 1.5, 2.0, text, size=8, color=colour)
    return figure


def _psnr(images: np.ndarray, clean: np.ndarray) -> float:
    return float(10 * np.log10(1 / np.mean((images - clean) ** 2)))


@functools.cache
def _trained() -> keras.Model:
    """Return the reference denoiser, trained on painted scenes for 5 epochs of 24 batches."""
    master = module(Path(__file__).with_name("master.py"))
    keras.utils.set_random_seed(0)
    scenes = data.scenes(60, 120, 160, seed=8).astype("float32") / 255
    rng = np.random.default_rng(1)

    def batches():  # type: ignore[no-untyped-def]
        while True:
            chosen = scenes[rng.integers(0, 50, 8)]
            top, left = rng.integers(0, 72), rng.integers(0, 96)
            clean = chosen[:, top : top + 48, left : left + 64]
            strength = 0.5 * rng.random((8, 1, 1, 1))
            noise = strength * rng.uniform(-1, 1, clean.shape)
            yield np.clip(clean + noise, 0, 1).astype("float32"), clean

    model = master.build_denoiser()
    held_out = next(batches())
    master.train_denoiser(model, batches(), 24, held_out, epochs=5)
    return model
