"""The pictures of the statement: `autograder figures 04` draws them. Two of them train the reference answer, ten seconds."""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d

_COUNT = 6


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: digits, their codes, and what the trained decoder draws from the codes."""
    names, title = {
        "en": (
            ("784 pixels", "32 numbers", "784 pixels"),
            "Digits, their codes, and what your decoder will draw from the codes alone",
        ),
        "fr": (
            ("784 pixels", "32 nombres", "784 pixels"),
            "Des chiffres, leurs codes, et ce que votre décodeur dessinera à partir des seuls codes",
        ),
    }[language]
    encoder, decoder = _trained()
    images = _digits(_COUNT)
    codes = np.asarray(encoder(images))
    drawn = np.asarray(decoder(codes)).reshape(-1, 28, 28)
    figure, axes = d.card(7.4, 3.75)
    d.words(axes, 3.7, 3.42, title, weight="bold")
    left, step, size = 1.6, 0.9, 0.8
    for place in range(_COUNT):
        x = left + place * step
        d.image(axes, x, 2.4, size, images[place].reshape(28, 28))
        _code(axes, x, 1.67, size, codes[place], codes.max())
        d.image(axes, x, 0.45, size, drawn[place])
        middle = x + size / 2
        d.arrow(axes, (middle, 2.37), (middle, 2.1), color=d.BLUE)
        d.arrow(axes, (middle, 1.63), (middle, 1.29), color=d.ORANGE)
    for y, name in zip((2.8, 1.87, 0.85), names):
        d.words(axes, 1.5, y, name, ha="right")
    words = {"en": ("encoder", "decoder"), "fr": ("encodeur", "décodeur")}[language]
    d.words(axes, 1.5, 2.24, words[0], ha="right", color=d.BLUE, weight="bold")
    d.words(axes, 1.5, 1.46, words[1], ha="right", color=d.ORANGE, weight="bold")
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def halves(language: str) -> Figure:
    """Draw the shapes on their way through the encoder and the decoder, with their numbers of parameters."""
    encoder, decoder, code, whole, image, parameters, many = {
        "en": ("encoder", "decoder", "code", "autoencoder", "image", "parameters", ("25,120", "25,872")),
        "fr": (
            "encodeur",
            "décodeur",
            "code",
            "autoencodeur",
            "image",
            "paramètres",
            ("25\u202f120", "25\u202f872"),
        ),
    }[language]
    figure, axes = d.card(7.4, 2.7)
    pixels = _digits(1)[0].reshape(28, 28)
    d.image(axes, 0.45, 0.85, 1.0, pixels)
    trained_encoder, trained_decoder = _trained()
    codes = np.asarray(trained_encoder(pixels.reshape(1, -1)))
    d.image(axes, 5.95, 0.85, 1.0, np.asarray(trained_decoder(codes)).reshape(28, 28))
    _half(axes, 1.85, (1.25, 0.5), d.BLUE, encoder, f"{many[0]}\n{parameters}")
    _half(axes, 4.2, (0.5, 1.25), d.ORANGE, decoder, f"{many[1]}\n{parameters}")
    d.box(axes, 3.45, 1.0, 0.5, 0.7, "32", colour=d.INK, weight="bold")
    d.words(axes, 3.7, 0.84, code, color=d.INK)
    for start, end in ((1.5, 1.8), (3.2, 3.42), (3.98, 4.18), (5.58, 5.9)):
        d.arrow(axes, (start, 1.35), (end, 1.35))
    for x in (0.95, 6.45):
        d.words(axes, x, 0.69, image, color=d.INK)
        d.words(axes, x, 0.5, "(n, 784)", size=8, color=d.QUIET)
    d.words(axes, 3.7, 0.65, "(n, 32)", size=8, color=d.QUIET)
    axes.annotate("", (1.85, 2.22), (5.55, 2.22), arrowprops={"arrowstyle": "<->", "color": d.QUIET})
    d.words(axes, 3.7, 2.37, whole, weight="bold")
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def sharing(language: str) -> Figure:
    """Draw what sharing means: one set of weights with two ways in, beside a copy that goes its own way."""
    titles, names, verbs = {
        "en": (
            ("shared: the same weights", "copied: other weights"),
            ("autoencoder", "encoder", "copy"),
            ("you train this …", "… and this has learnt, too", "… and this has not"),
        ),
        "fr": (
            ("partagés : les mêmes poids", "copiés : d’autres poids"),
            ("autoencodeur", "encodeur", "copie"),
            ("vous entraînez ceci…", "… et ceci a appris aussi", "… et ceci n’a pas appris"),
        ),
    }[language]
    figure, axes = d.card(7.4, 2.3)
    for left, title, mark, colour in ((0.45, titles[0], "✓", d.GREEN), (4.0, titles[1], "✗", d.RED)):
        d.words(axes, left + 1.5, 2.0, f"{mark}  {title}", color=colour, weight="bold")
        d.box(axes, left, 1.05, 1.25, 0.5, names[0], colour=d.GREY, color=d.INK)
        d.words(axes, left + 0.62, 1.7, verbs[0], size=8, color=d.QUIET)
    d.box(axes, 2.2, 1.05, 1.0, 0.5, names[1], colour=d.BLUE)
    d.arrow(axes, (1.72, 1.3), (2.18, 1.3))
    d.words(axes, 2.7, 0.8, verbs[1], size=8, color=d.GREEN)
    d.box(axes, 5.75, 1.05, 1.0, 0.5, names[2], colour=d.BLUE)
    d.arrow(axes, (5.27, 1.3), (5.73, 1.3))
    d.box(axes, 5.75, 0.35, 1.0, 0.5, names[1], colour=d.BLUE)
    d.words(axes, 5.65, 0.6, verbs[2], size=8, color=d.RED, ha="right")
    return figure


def losses(language: str) -> Figure:
    """Draw what a pixel costs, by what it was reconstructed as: a white pixel, and a grey one that never costs nothing."""
    white, grey, x_label, y_label, pixel = {
        "en": (
            "a white pixel, 1",
            "a grey pixel, 0.5",
            "reconstructed as",
            "cost",
            "0.693: nobody does better on grey",
        ),
        "fr": (
            "un pixel blanc, 1",
            "un pixel gris, 0,5",
            "valeur reconstruite",
            "coût",
            "0,693 : personne ne fait mieux sur du gris",
        ),
    }[language]
    figure, _ = d.card(7.4, 2.6)
    axes = d.plot(figure, 0.85, 0.6, 6.1, 1.7)
    drawn = np.linspace(0.03, 0.97, 300)
    axes.plot(drawn, -np.log(drawn), color=d.BLUE)
    axes.plot(drawn, -0.5 * np.log(drawn) - 0.5 * np.log(1 - drawn), color=d.ORANGE)
    axes.set(ylim=(0, 2.6), xlim=(0, 1), xlabel=x_label, ylabel=y_label)
    axes.set_yticks([0, 1, 2])
    axes.set_xticks([0, 0.5, 0.9, 1], [decimal_sign(each, language) for each in ("0", "0.5", "0.9", "1")])
    axes.text(0.16, 2.05, white, color=d.BLUE, weight="bold")
    axes.text(0.53, 0.95, grey, color=d.ORANGE, weight="bold")
    axes.plot([0.5], [0.693], "o", color=d.ORANGE)
    axes.annotate(
        pixel,
        (0.5, 0.66),
        (0.04, 0.2),
        size=8,
        color=d.QUIET,
        arrowprops={"arrowstyle": "-", "color": d.QUIET},
    )
    axes.plot([0.9], [0.105], "o", color=d.BLUE)
    axes.text(0.9, 0.22, "0,105" if language == "fr" else "0.105", size=8, color=d.QUIET, ha="center")
    return figure


def _half(axes: Axes, x: float, heights: tuple[float, float], colour: str, name: str, below: str) -> None:
    """Draw a half of the autoencoder, a trapezium from one height to the other."""
    first, last = heights
    corners = [
        (x, 1.35 - first / 2),
        (x, 1.35 + first / 2),
        (x + 1.33, 1.35 + last / 2),
        (x + 1.33, 1.35 - last / 2),
    ]
    axes.add_patch(Polygon(corners, facecolor=colour, edgecolor="none"))
    d.words(axes, x + 0.67, 1.35, name, color="white", weight="bold")
    d.words(axes, x + 0.67, 0.45, below, size=8, color=d.QUIET)


def _code(axes: Axes, x: float, y: float, width: float, code: np.ndarray, highest: float) -> None:
    """Draw a code as 4 rows of 8 squares."""
    axes.imshow(
        code.reshape(4, 8),
        cmap="magma",
        vmin=0,
        vmax=highest,
        extent=(x, x + width, y, y + width / 2),
        zorder=2,
    )
    axes.set(xlim=(0, 7.4), ylim=(0, axes.figure.get_figheight()), aspect="auto")


def _digits(count: int) -> np.ndarray:
    """Return the first test images of `count` different digits, flat `(count, 784)`, in [0, 1]."""
    mnist = data.load("mnist")
    wanted = (3, 8, 0, 4, 2, 7)[:count]
    places = [int(np.flatnonzero(mnist.test_labels == digit)[0]) for digit in wanted]
    return mnist.test_images[places].reshape(-1, 784).astype("float32") / 255


@functools.cache
def _trained() -> tuple[keras.Model, keras.Model]:
    """Return encoder and decoder of the reference answer, trained as the statement's last cell does."""
    master = module(Path(__file__).with_name("master.py"))
    keras.utils.set_random_seed(0)
    encoder, decoder = master.build_encoder(), master.build_decoder()
    images = data.load("mnist").train_images[:10000].reshape(-1, 784).astype("float32") / 255
    master.train_autoencoder(master.build_autoencoder(encoder, decoder), images)
    return encoder, decoder
