"""The pictures of the statement: `autograder figures 01` draws them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: an image and its label on their way to what a network takes."""
    title, label, pixels, floats, row, vector, end, scale, flatten = {
        "en": (
            "From an image and its label to what a network can work with",
            "label",
            "pixels, uint8",
            "values, float32",
            "a row of 784 values",
            "a vector, one-hot",
            "network",
            "÷ 255",
            "flat",
        ),
        "fr": (
            "D’une image et de son étiquette à ce dont un réseau peut se servir",
            "étiquette",
            "pixels, uint8",
            "valeurs, float32",
            "une ligne de 784 valeurs",
            "un vecteur one-hot",
            "réseau",
            "÷ 255",
            "aplatir",
        ),
    }[language]
    image = _MNIST.train_images[0].reshape(28, 28)
    crop = image[6:10, 7:11]
    figure, axes = d.card(7.4, 3.7)
    d.words(axes, 3.7, 3.38, title, weight="bold")
    d.image(axes, 0.4, 1.8, 1.2, image / 255)
    # The crop that the tables show.
    left, top = 0.4 + 7 * 1.2 / 28, 3.0 - 6 * 1.2 / 28
    side = 4 * 1.2 / 28
    axes.plot(
        [left, left + side, left + side, left, left],
        [top, top, top - side, top - side, top],
        color=d.ORANGE,
        linewidth=2,
        zorder=4,
    )
    d.words(axes, 1.0, 3.12, "28 × 28", size=8, color=d.QUIET)
    _table(axes, 2.15, 1.8, 1.2, crop / 255, [str(each) for each in crop.ravel()])
    _table(
        axes,
        4.1,
        1.8,
        1.2,
        crop / 255,
        [decimal_sign(f"{each / 255:.2f}", language) for each in crop.ravel()],
    )
    d.words(axes, 2.75, 3.12, pixels, size=8, color=d.QUIET)
    d.words(axes, 4.7, 3.12, floats, size=8, color=d.QUIET)
    d.arrow(axes, (1.66, 2.4), (2.1, 2.4), color=d.ORANGE)
    d.arrow(axes, (3.41, 2.4), (4.04, 2.4), scale)
    d.arrow(axes, (5.36, 2.4), (5.96, 2.4), flatten)
    # The row stands upright, as the first layer of a network is drawn.
    axes.imshow(
        image.reshape(-1, 1) / 255,
        cmap="gray",
        vmin=0,
        vmax=1,
        extent=(6.05, 6.27, 1.65, 3.15),
        aspect="auto",
        interpolation="nearest",
    )
    axes.set(xlim=(0, 7.4), ylim=(0, 3.7), aspect="auto")
    d.words(axes, 6.45, 2.4, row, rotation=270, size=8, color=d.QUIET)
    d.words(axes, 1.0, 1.33, label, size=8, color=d.QUIET)
    d.box(axes, 0.8, 0.75, 0.4, 0.4, str(_MNIST.train_labels[0]), colour=d.INK, weight="bold")
    d.arrow(axes, (1.3, 0.95), (2.1, 0.95))
    for place in range(10):
        hot = place == _MNIST.train_labels[0]
        d.box(
            axes,
            2.15 + place * 0.32,
            0.8,
            0.29,
            0.3,
            "1" if hot else "0",
            colour=d.BLUE if hot else d.GREY,
            color="white" if hot else d.INK,
            weight="bold" if hot else "normal",
        )
        d.words(axes, 2.295 + place * 0.32, 0.67, str(place), size=6.5, color=d.QUIET)
    d.words(axes, 3.75, 1.27, vector, size=8, color=d.QUIET)
    d.arrow(axes, (6.16, 1.6), (6.5, 1.3), color=d.BLUE)
    d.arrow(axes, (5.42, 0.95), (6.17, 0.95), color=d.BLUE)
    d.box(axes, 6.22, 0.7, 0.85, 0.55, end, weight="bold")
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def divisor(language: str) -> Figure:
    """Draw why the divisor is always 255: divided by its own maximum, a dark image becomes as bright as any other."""
    names, light, dark = {
        "en": (("pixels", "÷ 255", "÷ the brightest pixel"), "a light image", "a dark one"),
        "fr": (("pixels", "÷ 255", "÷ le pixel le plus clair"), "une image claire", "une image sombre"),
    }[language]
    place = int(np.flatnonzero(_MNIST.train_labels == 2)[0])
    image = _MNIST.train_images[place].reshape(28, 28) / 255
    figure, axes = d.card(7.4, 2.75)
    columns = (
        (1.35, d.INK, "", (image, image * 0.2), ("0 … 255", "0 … 51")),
        (3.35, d.GREEN, "✓  ", (image, image * 0.2), ("0 … 1", "0 … 0.2")),
        (5.35, d.RED, "✗  ", (image, image), ("0 … 1", "0 … 1")),
    )
    for (x, colour, mark, images, ranges), name in zip(columns, names):
        d.words(axes, x + 0.75, 2.45, mark + name, color=colour, weight="bold")
        for y, each, span in zip((1.33, 0.4), images, ranges):
            d.image(axes, x, y, 0.85, each)
            d.words(axes, x + 1.22, y + 0.42, decimal_sign(span, language), size=8)
    for y, name in ((1.75, light), (0.82, dark)):
        d.words(axes, 1.25, y, name.replace("image ", "image\n"), ha="right")
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def shapes(language: str) -> Figure:
    """Draw the same pixels in three shapes, and the channels of a colour image side by side in its row."""
    image, flat, channel, colour, either = {
        "en": ("an image", "flatten", "add_channel", "an image in colour", "or"),
        "fr": ("une image", "flatten", "add_channel", "une image en couleur", "ou"),
    }[language]
    figure, axes = d.card(7.4, 3.0)
    grey = np.linspace(0.15, 0.85, 6)
    texts = [str(each) for each in range(1, 7)]
    d.words(axes, 1.05, 2.68, image, weight="bold")
    _table(axes, 0.6, 1.85, 0.6, grey.reshape(2, 3), texts, size=9)
    d.words(axes, 1.05, 1.68, "(1, 2, 3)", size=8, color=d.QUIET)
    d.arrow(axes, (1.65, 2.15), (2.35, 2.15))
    d.words(axes, 3.35, 2.68, flat, weight="bold", color=d.BLUE)
    _table(axes, 2.45, 2.0, 0.3, grey.reshape(1, 6), texts, size=9)
    d.words(axes, 3.35, 1.68, "(1, 6)", size=8, color=d.QUIET)
    d.words(axes, 5.85, 2.68, channel, weight="bold", color=d.BLUE)
    _table(axes, 5.4, 1.85, 0.6, grey.reshape(2, 3), [f"[{each}]" for each in texts], size=9)
    d.words(axes, 5.85, 1.68, "(1, 2, 3, 1)", size=8, color=d.QUIET)
    d.words(axes, 4.83, 2.15, either, color=d.QUIET)
    # A colour image of two pixels: its channels one behind the other, and side by side in the row.
    d.words(axes, 1.05, 1.3, colour, weight="bold")
    paints = (d.RED, d.GREEN, d.BLUE)
    for layer in (2, 1, 0):
        for pixel in range(2):
            x, y = 0.62 + pixel * 0.34 + layer * 0.13, 0.55 + layer * 0.13
            d.box(axes, x, y, 0.34, 0.34, colour=paints[layer])
            if layer == 0:
                d.words(axes, x + 0.17, y + 0.17, f"R{_BELOW[pixel]}", color="white", size=8)
    d.words(axes, 1.05, 0.38, "(1, 1, 2, 3)", size=8, color=d.QUIET)
    d.arrow(axes, (1.65, 0.82), (2.35, 0.82))
    d.words(axes, 3.47, 1.3, flat, weight="bold", color=d.BLUE)
    for place in range(6):
        pixel, layer = divmod(place, 3)
        name = f"{'RVB'[layer] if language == 'fr' else 'RGB'[layer]}{_BELOW[pixel]}"
        d.box(axes, 2.45 + place * 0.35, 0.65, 0.33, 0.34, name, colour=paints[layer], size=8)
    d.words(axes, 3.47, 0.38, "(1, 6)", size=8, color=d.QUIET)
    return figure


def held_out(language: str) -> Figure:
    """Draw a file sorted by class: its end holds out one class only, a random drawing holds out something of all."""
    wrong, right, train, held = {
        "en": ("the end of the file held out", "drawn at random", "train", "held out"),
        "fr": ("la fin du fichier mise de côté", "tirage au hasard", "entraînement", "mis de côté"),
    }[language]
    labels = _MNIST.train_labels[:2000]
    places = [place for digit in range(10) for place in np.flatnonzero(labels == digit)[:2]]
    digits = _MNIST.train_images[places].reshape(-1, 28, 28) / 255
    figure, axes = d.card(7.4, 3.1)
    for top, mark, title, colour, out in (
        (2.75, "✗", wrong, d.RED, {16, 17, 18, 19}),
        (1.4, "✓", right, d.GREEN, {2, 7, 11, 16}),
    ):
        d.words(axes, 3.7, top, f"{mark}  {title}", color=colour, weight="bold")
        for place, image in enumerate(digits):
            away = place in out
            y = top - (0.98 if away else 0.52)
            d.image(axes, 1.25 + place * 0.29, y, 0.27, image, colour=d.ORANGE if away else "")
        d.words(axes, 1.17, top - 0.38, train, ha="right", size=8)
        d.words(axes, 1.17, top - 0.84, held, ha="right", size=8, color=d.ORANGE, weight="bold")
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


_MNIST = data.load("mnist")
_BELOW = "₁₂"


def _table(
    axes: Axes, x: float, y: float, height: float, values: np.ndarray, texts: Sequence[str], size: float = 7
) -> None:
    """Draw pixels `(rows, columns)` in [0, 1] as squares with a text in each; the lower left corner is at (x, y)."""
    rows, columns = values.shape
    side = height / rows
    d.image(axes, x, y, height, values)
    for place, (value, text) in enumerate(zip(values.ravel(), texts)):
        row, column = divmod(place, columns)
        d.words(
            axes,
            x + (column + 0.5) * side,
            y + height - (row + 0.5) * side,
            text,
            size=size,
            color="white" if value < 0.5 else d.INK,
            zorder=5,
        )
