"""The pictures of the statement: `autograder figures 07` draws them. Two of them train the reference answer, a minute."""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import ops
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autograder import data
from autograder.proof.measure import module
from autograder.release import drawing as d

_TRAINED_ON = 8_000


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: test images, and how sure the trained network is of each class."""
    title, right, wrong = {
        "en": ("Clothes never seen before, and what your network says of them", "right", "wrong"),
        "fr": ("Des vêtements jamais vus, et ce que votre réseau en dit", "juste", "faux"),
    }[language]
    images, labels, found = _judged()
    names = data.CLASS_NAMES[language]
    figure, axes = d.card(7.4, 3.1)
    d.words(axes, 3.7, 2.8, title, weight="bold")
    for place, (pixels, label, chances) in enumerate(zip(images, labels, found)):
        x, good = 0.55 + place * 1.31, chances.argmax() == label
        colour = d.GREEN if good else d.RED
        d.image(axes, x, 1.5, 1.0, pixels, colour=colour)
        d.words(axes, x + 0.5, 1.32, f"✓ {right}" if good else f"✗ {wrong}", size=8, color=colour)
        for line, best in enumerate(np.argsort(chances)[::-1][:3]):
            y = 1.06 - line * 0.3
            shade = d.GREEN if best == label else d.RED if line == 0 else d.GREY
            axes.add_patch(Rectangle((x, y - 0.13), float(chances[best]), 0.07, facecolor=shade))
            axes.plot([x, x + 1], [y - 0.13, y - 0.13], color=d.QUIET, linewidth=0.4)
            # Beside the figure there is room for « Bottes » alone.
            d.words(axes, x, y + 0.02, names[best].split(" de ")[0], size=7, ha="left")
            d.words(axes, x + 1.0, y + 0.02, _share(chances[best], language), size=7, ha="right")
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def window(language: str) -> Figure:
    """Draw a convolution and a pooling in numbers: one window times one filter is one number."""
    names, below, say = {
        "en": (
            ("image", "filter", "feature map", "after pooling"),
            ("6 × 6", "3 × 3, the same everywhere", "6 − 3 + 1 = 4", "4 / 2 = 2"),
            ("times,\nsummed", "largest\nof four"),
        ),
        "fr": (
            ("image", "filtre", "carte", "après le pooling"),
            ("6 × 6", "3 × 3, le même partout", "6 − 3 + 1 = 4", "4 / 2 = 2"),
            ("produits,\npuis somme", "le plus grand\ndes quatre"),
        ),
    }[language]
    image = np.zeros((6, 6), int)
    image[1:, 2:5] = 1
    edge = np.tile([-1, 0, 1], (3, 1))
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    features = np.maximum((windows * edge).sum(axis=(2, 3)), 0)
    pooled = features.reshape(2, 2, 2, 2).max(axis=(1, 3))
    figure, axes = d.card(7.4, 2.75)
    top = 2.1
    grids = ((0.45, image), (2.65, edge), (4.2, features), (6.2, pooled))
    size = 0.27
    for (x, grid), name, text in zip(grids, names, below):
        wide = grid.shape[1] * size
        d.words(axes, x + wide / 2, top + 0.2, name, weight="bold")
        d.words(axes, x + wide / 2, top - grid.shape[0] * size - 0.18, text, size=8, color=d.QUIET)
        _grid(axes, x, top, grid, size)
    # The window in the rows 1 to 3 and the columns 1 to 3 makes the value in row 1, column 1.
    _frame(axes, 0.45 + size, top - size, 3 * size, d.ORANGE)
    _frame(axes, 2.65, top, 3 * size, d.ORANGE)
    _frame(axes, 4.2 + size, top - size, size, d.ORANGE)
    _frame(axes, 4.2, top, 2 * size, d.BLUE)
    _frame(axes, 6.2, top, size, d.BLUE)
    d.words(axes, 2.36, top - 0.4, "×", size=14)
    d.arrow(axes, (3.55, top - 0.4), (4.1, top - 0.4))
    d.words(axes, 3.82, top - 0.66, say[0], size=7, color=d.QUIET)
    d.arrow(axes, (5.38, top - 0.27), (6.1, top - 0.27))
    d.words(axes, 5.74, top - 0.53, say[1], size=7, color=d.QUIET)
    return figure


def shapes(language: str) -> Figure:
    """Draw one image on its way through the network of question 2, with the shapes and the parameters of each layer."""
    layers, unit, many = {
        "en": (
            ("image", "convolution", "max-pooling", "flatten", "dense", "dense"),
            "parameters",
            ("320", "0", "0", "692,352", "1,290"),
        ),
        "fr": (
            ("image", "convolution", "max-pooling", "aplatir", "dense", "dense"),
            "paramètres",
            ("320", "0", "0", "692\u202f352", "1\u202f290"),
        ),
    }[language]
    images, _, _ = _judged()
    pixels = images[0]
    figure, axes = d.card(7.4, 2.6)
    maps = np.asarray(_maps(pixels))
    # Three filters that answer to this image, from the one that answers everywhere to one that answers at few places.
    alive = [each for each in range(32) if maps[..., each].max() > 0.3 * maps.max()]
    alive.sort(key=lambda each: -maps[..., each].mean() / maps[..., each].max())
    chosen = (alive[0], alive[len(alive) // 2], alive[-1])
    pooled = maps.reshape(13, 2, 13, 2, -1).max(axis=(1, 3))
    d.image(axes, 0.4, 0.95, 1.0, pixels)
    for x, pile, size in ((1.75, maps, 0.93), (3.35, pooled, 0.62)):
        for step, which in enumerate(chosen):
            shown = pile[..., which] / pile[..., which].max()
            d.image(axes, x + step * 0.12, 1.2 - step * 0.12, size, shown)
    bars = ((4.75, 1.6, d.GREY), (5.55, 1.05, d.BLUE), (6.5, 0.55, d.ORANGE))
    for x, height, colour in bars:
        d.box(axes, x, 1.46 - height / 2, 0.22, height, colour=colour)
    places = (0.9, 2.35, 3.78, 4.86, 5.66, 6.61)
    sizes = ("28 × 28 × 1", "26 × 26 × 32", "13 × 13 × 32", "5408", "128", "10")
    if language == "en":
        sizes = (*sizes[:3], "5,408", *sizes[4:])
    for x, name, size in zip(places, layers, sizes):
        d.words(axes, x, 2.33, name, weight="bold", size=8)
        d.words(axes, x, 0.55, size, size=8)
    for x, count in zip(places[1:], many):
        d.words(axes, x, 0.36, count, size=7, color=d.QUIET)
    d.words(axes, 0.9, 0.36, f"{unit} :" if language == "fr" else f"{unit}:", size=7, color=d.QUIET)
    for start, end in ((1.47, 1.7), (3.02, 3.3), (4.33, 4.68), (5.03, 5.49), (5.83, 6.44)):
        d.arrow(axes, (start, 1.46), (end, 1.46))
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def altered(language: str) -> Figure:
    """Draw augmentation done right, and the three commonest mistakes, on one image."""
    names = {
        "en": ("original", "✓  your augmentation", "✗  black border", "✗  8 radians", "✗  about the corner"),
        "fr": (
            "originale",
            "✓  votre augmentation",
            "✗  bord noir",
            "✗  8 radians",
            "✗  autour du coin",
        ),
    }[language]
    clothes = data.load("fashion_mnist")
    # A pullover: it touches the border.
    place = int(np.flatnonzero(clothes.train_labels == 2)[1])
    image = clothes.train_images[place].astype("float32") / 255
    keras.utils.set_random_seed(0)
    altering = _master().augmentation(seed=4)
    good = np.clip(altering(np.repeat(image[None, ..., None], 3, axis=0), training=True), 0, 1)[..., 0]
    turn = np.deg2rad(8)
    figure, axes = d.card(7.4, 2.0)
    size, y = 0.86, 0.55
    shown = [
        (image, d.QUIET),
        *((each, d.GREEN) for each in good),
        (_moved(image, turn, shift=(-3, 2), fill="constant"), d.RED),
        (_moved(image, 8.0), d.RED),
        (_moved(image, turn * 2, about=0.0), d.RED),
    ]
    for step, (pixels, colour) in enumerate(shown):
        d.image(axes, 0.42 + step * 0.945, y, size, pixels, colour=colour)
    centres = (0.85, 2.74, 4.63, 5.575, 6.52)
    for x, name in zip(centres, names):
        colour = d.GREEN if name[0] == "✓" else d.RED if name[0] == "✗" else d.INK
        text = name.replace("  ", "\n") if name[0] == "✗" else name
        d.words(axes, x, 1.65, text, size=8, color=colour)
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def _moved(
    image: np.ndarray,
    angle: float,
    shift: tuple[float, float] = (0, 0),
    about: float = 13.5,
    fill: str = "nearest",
) -> np.ndarray:
    """Return an image `(28, 28)` turned by `angle` (radians) about a point of its diagonal, and shifted."""
    a, b = np.cos(angle), -np.sin(angle)
    c, f = about * (1 - a - b) + shift[0], about * (1 + b - a) + shift[1]
    maps = np.array([[a, b, c, -b, a, f, 0, 0]], "float32")
    moved = ops.image.affine_transform(image[None, ..., None], maps, interpolation="bilinear", fill_mode=fill)
    return np.clip(np.asarray(moved)[0, ..., 0], 0, 1)


def _grid(axes: Axes, x: float, top: float, numbers: np.ndarray, size: float) -> None:
    """Draw a table of small whole numbers, its upper left corner at a point; larger is darker."""
    for (row, column), number in np.ndenumerate(numbers):
        corner = (x + column * size, top - (row + 1) * size)
        face = "white" if number == 0 else "#c9dcec" if number > 0 else "#f1d3bd"
        axes.add_patch(Rectangle(corner, size, size, facecolor=face, edgecolor=d.GREY, linewidth=0.8))
        d.words(
            axes, corner[0] + size / 2, corner[1] + size / 2 - 0.01, str(number).replace("-", "−"), size=8
        )


def _frame(axes: Axes, x: float, top: float, size: float, colour: str) -> None:
    axes.add_patch(
        Rectangle((x, top - size), size, size, fill=False, edgecolor=colour, linewidth=2.2, zorder=5)
    )


def _share(chance: float, language: str) -> str:
    """Return a probability as a whole percentage."""
    return f"{100 * chance:.0f}\u202f%" if language == "fr" else f"{100 * chance:.0f} %"


@functools.cache
def _master():  # type: ignore[no-untyped-def]
    return module(Path(__file__).with_name("master.py"))


@functools.cache
def _trained() -> keras.Model:
    """Return the network of question 2, trained on the first images of the training set for 6 epochs."""
    keras.utils.set_random_seed(0)
    clothes = data.load("fashion_mnist")
    network = _master().build_cnn()
    images = clothes.train_images[:_TRAINED_ON, ..., None].astype("float32") / 255
    _master().train(network, images, clothes.train_labels[:_TRAINED_ON], epochs=6)
    return network


@functools.cache
def _judged() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return five test images, their labels and the ten probabilities of each: four right answers and a shirt."""
    clothes = data.load("fashion_mnist")
    images = clothes.test_images[:1000].astype("float32") / 255
    labels = clothes.test_labels[:1000]
    found = _trained().predict(images[..., None], verbose=0)
    right = found.argmax(axis=1) == labels
    places = [int(np.flatnonzero((labels == label) & right)[0]) for label in (9, 7, 8, 3)]
    places.append(int(np.flatnonzero((labels == 6) & (found.argmax(axis=1) == 0))[0]))
    return images[places], labels[places], found[places]


def _maps(pixels: np.ndarray) -> np.ndarray:
    """Return what the trained convolution makes of one image: 32 maps `(26, 26, 32)`."""
    kernel, bias = _trained().weights[:2]
    return np.asarray(ops.relu(ops.conv(pixels[None, ..., None], kernel) + bias))[0]
