"""The pictures of the statement: `autograder figures 12` draws them. Two of them train the reference answer, a minute.

All scenes are painted by the course: photos of somebody's are not committed.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d

_COUNT = 6
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128)


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: noisy scenes, their codes, and what the decoder paints from the codes."""
    title, names, halves = {
        "en": (
            "Scenes, their codes, and what your decoder will paint from the codes alone",
            ("1,728 values,\nwith noise", "32 numbers", "1,728 values"),
            ("encoder", "decoder"),
        ),
        "fr": (
            "Des scènes, leurs codes, et ce que votre décodeur peindra à partir des seuls codes",
            ("1\u202f728 valeurs,\navec du bruit", "32 nombres", "1\u202f728 valeurs"),
            ("encodeur", "décodeur"),
        ),
    }[language]
    encoder, decoder = _trained()
    _, test = _scenes()
    noisy = _noised(test, seed=2)[:_COUNT]
    codes = np.asarray(encoder(noisy))
    painted = np.asarray(decoder(codes))
    figure, axes = d.card(7.4, 3.75)
    d.words(axes, 3.7, 3.42, title, weight="bold")
    left, step, size = 1.6, 0.9, 0.8
    for place in range(_COUNT):
        x = left + place * step
        d.image(axes, x, 2.4, size, np.clip(noisy[place], 0, 1))
        _code(axes, x, 1.67, size, codes[place], np.abs(codes).max())
        d.image(axes, x, 0.45, size, painted[place])
        d.arrow(axes, (x + size / 2, 2.37), (x + size / 2, 2.1), color=d.BLUE)
        d.arrow(axes, (x + size / 2, 1.63), (x + size / 2, 1.29), color=d.ORANGE)
    for y, name in zip((2.8, 1.87, 0.85), names):
        d.words(axes, 1.5, y, name, ha="right", size=8)
    d.words(axes, 1.5, 2.24, halves[0], ha="right", color=d.BLUE, weight="bold")
    d.words(axes, 1.5, 1.46, halves[1], ha="right", color=d.ORANGE, weight="bold")
    d.credit(axes, "photos", "generated", language)
    return figure


def channels(language: str) -> Figure:
    """Draw what a colour image is: one scene, its three channels, and one pixel as three numbers."""
    title, names, pixel = {
        "en": (
            "A colour image is three grey ones",
            ("the scene", "red", "green", "blue"),
            "the framed pixel:",
        ),
        "fr": (
            "Une image en couleurs, ce sont trois images grises",
            ("la scène", "rouge", "vert", "bleu"),
            "le pixel encadré :",
        ),
    }[language]
    _, test = _scenes()
    scene = test[1]
    figure, axes = d.card(7.4, 2.45)
    d.words(axes, 3.7, 2.15, title, weight="bold")
    shown = (scene, *np.moveaxis(scene, -1, 0))
    row, column = 4, 6
    cell = 1.2 / 24
    colours = (d.INK, d.RED, d.GREEN, d.BLUE)
    for place, (pixels, name, colour) in enumerate(zip(shown, names, colours)):
        x = 0.75 + place * 1.6
        d.image(axes, x, 0.65, 1.2, pixels)
        corner = x + column * cell, 0.65 + 1.2 - (row + 1) * cell
        axes.plot(
            [corner[0], corner[0] + cell, corner[0] + cell, corner[0], corner[0]],
            [corner[1], corner[1], corner[1] + cell, corner[1] + cell, corner[1]],
            color="#ff00aa",
            linewidth=1.4,
            zorder=6,
        )
        d.words(axes, x + 0.6, 0.5, name, color=colour, weight="bold", size=8)
        if place:
            value = f"{scene[row, column, place - 1]:.2f}"
            d.words(axes, x + 0.6, 0.33, decimal_sign(value, language), size=8)
        else:
            d.words(axes, x + 0.6, 0.33, pixel, size=8, color=d.QUIET)
    d.credit(axes, "photos", "generated", language)
    return figure


def shapes(language: str) -> Figure:
    """Draw the shapes on their way through the encoder and back through the decoder."""
    encoder, decoder, code, mirror = {
        "en": ("encoder", "decoder", "code", "the same shapes, in reverse"),
        "fr": ("encodeur", "décodeur", "code", "les mêmes formes, en sens inverse"),
    }[language]
    _, test = _scenes()
    figure, axes = d.card(7.4, 2.55)
    trained_encoder, trained_decoder = _trained()
    scene = test[3:4]
    painted = np.asarray(trained_decoder(trained_encoder(scene)))[0]
    middle = 1.4
    down = (("24 × 24 × 3", 0.9, 0.9), ("12 × 12 × 32", 0.62, 0.3), ("6 × 6 × 64", 0.36, 0.5))
    x = 0.4
    places: list[tuple[float, float, str]] = []
    for size, height, width in down:
        if size == "24 × 24 × 3":
            d.image(axes, x, middle - 0.45, 0.9, scene[0])
        else:
            d.box(axes, x, middle - height / 2, width, height, colour=d.BLUE)
        places.append((x, width, size))
        x += width + 0.35
    d.box(axes, 3.48, middle - 0.3, 0.44, 0.6, "32", colour=d.INK, weight="bold")
    d.words(axes, 3.7, middle - 0.45, code, size=8)
    for start, width, size in places:
        mirrored = 7.4 - start - width
        colour = d.ORANGE
        height = {"24 × 24 × 3": 0.9, "12 × 12 × 32": 0.62, "6 × 6 × 64": 0.36}[size]
        if size == "24 × 24 × 3":
            d.image(axes, mirrored, middle - 0.45, 0.9, painted)
        else:
            d.box(axes, mirrored, middle - height / 2, width, height, colour=colour)
        for left in (start, mirrored):
            d.words(axes, left + width / 2, middle - 0.63, size, size=7, color=d.QUIET)
    ends = [place[0] + place[1] for place in places]
    starts = [*(place[0] for place in places[1:]), 3.48]
    for end, start in zip(ends, starts):
        d.arrow(axes, (end + 0.03, middle), (start - 0.03, middle))
        d.arrow(axes, (7.4 - start + 0.03, middle), (7.4 - end - 0.03, middle))
    d.words(axes, 1.85, 2.15, encoder, color=d.BLUE, weight="bold")
    d.words(axes, 5.55, 2.15, decoder, color=d.ORANGE, weight="bold")
    d.words(axes, 3.7, 0.4, mirror, size=8, color=d.QUIET)
    d.credit(axes, "photos", "generated", language)
    return figure


def pca(language: str) -> Figure:
    """Draw how much the best linear code keeps, by its length, with the network's result beside it."""
    x_label, y_label, names = {
        "en": (
            "numbers in the code",
            "MSE (test scenes)",
            ("best linear code (PCA)", "your network", "mean colour of the image"),
        ),
        "fr": (
            "nombres dans le code",
            "MSE (scènes de test)",
            ("meilleur code linéaire (ACP)", "votre réseau", "couleur moyenne de l’image"),
        ),
    }[language]
    learnt, test = _scenes()
    errors, painted = _linear(learnt, test)
    encoder, decoder = _trained()
    network = np.asarray(decoder(encoder(test)))
    reached = float(np.mean((network - test) ** 2))
    mean = test.mean(axis=(1, 2), keepdims=True)
    figure, card = d.card(7.4, 3.9)
    axes = d.plot(figure, 0.95, 2.0, 5.9, 1.65)
    axes.plot(_SIZES, errors, ".-", color=d.BLUE)
    axes.plot([32], [reached], "D", color=d.ORANGE, markersize=7)
    axes.axhline(float(np.mean((mean - test) ** 2)), color=d.QUIET, linestyle=":", linewidth=1.2)
    axes.set_xscale("log", base=2)
    axes.set_xticks(_SIZES, [str(size) for size in _SIZES])
    axes.minorticks_off()
    ticks = (0.0, 0.01, 0.02, 0.03, 0.04)
    axes.set_yticks(ticks, [decimal_sign(f"{tick:.2f}", language) for tick in ticks])
    axes.set(ylim=(0, max(0.045, errors[0] * 1.05)), ylabel=y_label)
    axes.set_xlabel(x_label, labelpad=1)
    axes.text(66, errors[6] + 0.006, names[0], color=d.BLUE, size=8, ha="center", weight="bold")
    axes.text(29, reached + 0.002, names[1], color=d.ORANGE, size=8, ha="right", weight="bold")
    axes.text(128, float(np.mean((mean - test) ** 2)) + 0.001, names[2], color=d.QUIET, size=8, ha="right")
    which = 3
    shown = [painted[size][which] for size in (2, 8, 32, 128)]
    captions = ["2", "8", "32", "128"]
    for place, (pixels, caption) in enumerate(zip(shown, captions)):
        d.image(card, 0.95 + place * 0.98, 0.5, 0.86, np.clip(pixels, 0, 1))
        word = {"en": "PCA", "fr": "ACP"}[language]
        d.words(card, 1.38 + place * 0.98, 0.38, f"{word} {caption}", size=7, color=d.BLUE)
    for place, (pixels, caption, colour) in enumerate(
        (
            (network[which], {"en": "network 32", "fr": "réseau 32"}[language], d.ORANGE),
            (test[which], {"en": "original", "fr": "originale"}[language], d.INK),
        )
    ):
        d.image(card, 4.95 + place * 1.04, 0.5, 0.86, pixels)
        d.words(card, 5.38 + place * 1.04, 0.38, caption, size=7, color=colour)
    d.credit(card, "photos", "generated", language)
    return figure


def _linear(learnt: np.ndarray, test: np.ndarray) -> tuple[list[float], dict[int, np.ndarray]]:
    """Return the MSE of the linear code of each size, learnt on some scenes, and what it paints of others."""
    flat, flat_test = learnt.reshape(len(learnt), -1), test.reshape(len(test), -1)
    mean = flat.mean(axis=0)
    _, _, directions = np.linalg.svd(flat - mean, full_matrices=False)
    painted = {
        size: (mean + (flat_test - mean) @ directions[:size].T @ directions[:size]).reshape(test.shape)
        for size in _SIZES
    }
    return [float(np.mean((painted[size] - test) ** 2)) for size in _SIZES], painted


def _code(axes: Axes, x: float, y: float, width: float, code: np.ndarray, highest: float) -> None:
    """Draw a code as 4 rows of 8 squares, black for the lowest numbers and white for the highest."""
    axes.imshow(
        code.reshape(4, 8),
        cmap="gray",
        vmin=-highest,
        vmax=highest,
        extent=(x, x + width, y, y + width / 2),
        zorder=2,
    )
    axes.set(xlim=(0, 7.4), ylim=(0, axes.figure.get_figheight()), aspect="auto")


@functools.cache
def _scenes() -> tuple[np.ndarray, np.ndarray]:
    """Return the statement's scenes: 400 to learn from, 60 of the test set, `(n, 24, 24, 3)` in [0, 1]."""
    scenes = data.scenes(300, 24, 24, seed=1).astype("float32") / 255
    clean = np.concatenate([scenes, scenes[:100, :, ::-1]])
    return clean, data.scenes(60, 24, 24, seed=2).astype("float32") / 255


def _noised(images: np.ndarray, seed: int) -> np.ndarray:
    return (images + np.random.default_rng(seed).normal(0, 0.1, images.shape)).astype("float32")


@functools.cache
def _trained() -> tuple[keras.Model, keras.Model]:
    """Return encoder and decoder of the reference answer, trained as in the statement."""
    master = module(Path(__file__).with_name("master.py"))
    keras.utils.set_random_seed(1)
    clean, _ = _scenes()
    encoder, decoder, autoencoder = master.build_autoencoder(24, 24)
    master.train(autoencoder, _noised(clean, seed=1), clean, epochs=20, seed=1)
    return encoder, decoder
