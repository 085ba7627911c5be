"""The pictures of the statement: `autograder figures 11` draws them. Two of them train the reference answer, a minute."""

from __future__ import annotations

import functools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autograder import data
from autograder.proof.measure import module
from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: noisy clothes, what the trained network makes of them, and the originals."""
    title, names = {
        "en": ("Noisy clothes, and what your network will make of them", ("noisy", "denoised", "original")),
        "fr": (
            "Des vêtements bruités, et ce que votre réseau en fera",
            ("bruités", "débruités", "originaux"),
        ),
    }[language]
    noisy, denoised, clean, _, _ = _trained()
    figure, axes = d.card(7.4, 3.3)
    d.words(axes, 3.7, 2.99, title, weight="bold")
    for line, (name, images) in enumerate(zip(names, (noisy, denoised, clean))):
        y = 2.05 - line * 0.8
        d.words(axes, 1.25, y + 0.36, name, ha="right")
        d.row(axes, 1.4, y, 0.74, images[..., 0])
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def sizes(language: str) -> Figure:
    """Draw the side of the image on its way down and back: three halvings end at 32, two at 28."""
    names, halve, double = {
        "en": (("✗  three halvings: 32", "✓  two halvings: 28"), "halve", "double"),
        "fr": (("✗  trois réductions : 32", "✓  deux réductions : 28"), "réduire", "doubler"),
    }[language]
    figure, axes = d.card(7.4, 2.35)
    ways = ((0.4, names[0], (28, 14, 7, 4, 8, 16, 32), d.RED), (4.55, names[1], (28, 14, 7, 14, 28), d.GREEN))
    for left, name, sides, colour in ways:
        width = (len(sides) - 1) * 0.56 + 0.3
        d.words(axes, left + width / 2, 2.05, name, color=colour, weight="bold")
        lowest = int(np.argmin(sides))
        for step, side in enumerate(sides):
            x, height = left + step * 0.56, 1.15 * side / 32
            last = step == len(sides) - 1
            shade = colour if last else d.BLUE if step <= lowest else d.ORANGE
            d.box(axes, x, 0.65, 0.28, height, colour=shade)
            d.words(axes, x + 0.14, 0.5, str(side), weight="bold" if last else "normal", size=8)
            if step:
                d.arrow(axes, (x - 0.25, 0.72), (x - 0.03, 0.72), mutation_scale=8)
        d.words(axes, left + lowest * 0.28 + 0.14, 0.3, halve, size=8, color=d.BLUE)
        middle = (lowest + len(sides) - 1) / 2
        d.words(axes, left + middle * 0.56 + 0.2, 0.3, double, size=8, color=d.ORANGE)
    return figure


def neighbourhood(language: str) -> Figure:
    """Draw what each 3 × 3 convolution sees of the image, after no halving, one and two."""
    title, names = {
        "en": (
            "What a 3 × 3 window sees of the image",
            ("at 28 × 28:\n3 pixels", "at 14 × 14:\n8 pixels", "at 7 × 7:\n18 pixels"),
        ),
        "fr": (
            "Ce qu’une fenêtre de 3 × 3 voit de l’image",
            ("en 28 × 28 :\n3 pixels", "en 14 × 14 :\n8 pixels", "en 7 × 7 :\n18 pixels"),
        ),
    }[language]
    noisy, _, _, _, _ = _trained()
    figure, axes = d.card(7.4, 2.5)
    d.words(axes, 3.7, 2.2, title, weight="bold")
    for place, (name, wide, colour) in enumerate(zip(names, (3, 8, 18), (d.BLUE, d.ORANGE, d.GREEN))):
        x, size = 0.55 + place * 2.25, 1.4
        pixel = size / 28
        d.image(axes, x, 0.55, size, noisy[0, ..., 0])
        left, bottom = x + (14 - wide / 2) * pixel, 0.55 + (14 - wide / 2) * pixel
        side = wide * pixel
        axes.plot(
            [left, left + side, left + side, left, left],
            [bottom, bottom, bottom + side, bottom + side, bottom],
            color=colour,
            linewidth=2.4,
            zorder=6,
        )
        d.words(axes, x + size + 0.08, 1.25, name, size=7, color=colour, ha="left")
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def transposed(language: str) -> Figure:
    """Draw a transposed convolution with strides of 2 in numbers: each number puts down its filter, times itself."""
    names, below = {
        "en": (("picture", "filter", "twice as large"), ("2 × 2", "2 × 2", "4 × 4: a stamp for each number")),
        "fr": (
            ("image", "filtre", "deux fois plus grande"),
            ("2 × 2", "2 × 2", "4 × 4 : un tampon par nombre"),
        ),
    }[language]
    numbers, kernel = np.array([[1, 2], [3, 4]]), np.array([[1, 0], [2, 1]])
    figure, axes = d.card(7.4, 2.3)
    size, top = 0.32, 1.75
    tints = (("#c9dcec", "#f1d3bd"), ("#cfe6d8", "#e8d3ea"))
    for row in range(2):
        for column in range(2):
            tint = tints[row][column]
            _cell(axes, 0.9 + column * size, top - (row + 1) * size, size, numbers[row, column], tint)
            _cell(axes, 2.75 + column * size, top - (row + 1) * size, size, kernel[row, column], "white")
            for (down, right), value in np.ndenumerate(numbers[row, column] * kernel):
                x, y = 4.75 + (2 * column + right) * size, top - (2 * row + down + 1) * size
                _cell(axes, x, y, size, value, tint)
    for x, wide, name, text in zip((0.9, 2.75, 4.75), (2, 2, 4), names, below):
        d.words(axes, x + wide * size / 2, top + 0.2, name, weight="bold")
        d.words(axes, x + wide * size / 2, top - wide * size - 0.18, text, size=8, color=d.QUIET)
    d.words(axes, 2.15, top - size, "×", size=14)
    d.arrow(axes, (3.6, top - size), (4.6, top - size), "strides=2")
    return figure


def best(language: str) -> Figure:
    """Draw a real training on few images: the last epoch is not the best one."""
    training, validation, kept, last, epoch = {
        "en": ("training", "validation", "kept: the best epoch", "the last one", "epoch"),
        "fr": ("entraînement", "validation", "gardée : la meilleure époque", "la dernière", "époque"),
    }[language]
    _, _, _, loss, val_loss = _trained()
    figure, card = d.card(7.4, 2.5)
    axes = d.plot(figure, 0.95, 0.62, 4.9, 1.65)
    place, end = int(np.argmin(val_loss)), len(val_loss) - 1
    axes.plot(loss, color=d.BLUE)
    axes.plot(val_loss, color=d.ORANGE, linestyle="--")
    axes.plot([place], [val_loss[place]], "o", color=d.GREEN, zorder=5)
    axes.plot([end], [val_loss[end]], "s", color=d.RED, zorder=5)
    low, high = min(loss) * 0.9, val_loss[place] * 1.6
    axes.set(xlim=(0, end), ylim=(low, high), xlabel=epoch, ylabel="MSE")
    ticks = [tick for tick in np.arange(0, 0.1, 0.005) if low < tick < high]
    axes.set_yticks(ticks, [f"{tick:.3f}".replace(".", "," if language == "fr" else ".") for tick in ticks])
    axes.annotate(
        kept,
        (place, val_loss[place]),
        (place, val_loss[place] + 0.45 * (high - val_loss[place])),
        size=8,
        color=d.GREEN,
        ha="center",
        arrowprops={"arrowstyle": "-", "color": d.GREEN},
    )
    scale = 1.65 / (high - low)
    for values, name, colour in ((loss, training, d.BLUE), (val_loss, f"{validation}:\n{last}", d.ORANGE)):
        text = name.replace(":\n", " :\n") if language == "fr" else name
        d.words(card, 5.95, 0.62 + (values[-1] - low) * scale, text, color=colour, ha="left", size=8)
    d.credit(card, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def _cell(axes: Axes, x: float, y: float, size: float, number: int, tint: str) -> None:
    axes.add_patch(Rectangle((x, y), size, size, facecolor=tint, edgecolor=d.QUIET, linewidth=0.6))
    d.words(axes, x + size / 2, y + size / 2 - 0.01, str(number), size=9)


@functools.cache
def _trained() -> tuple[np.ndarray, np.ndarray, np.ndarray, list[float], list[float]]:
    """Return seven test images noisy, denoised and clean, and the losses of another training, on 60 images."""
    master = module(Path(__file__).with_name("master.py"))
    fashion = data.load("fashion_mnist")
    clean = fashion.train_images[:2000, ..., None].astype("float32") / 255
    test = fashion.test_images[:500, ..., None].astype("float32") / 255
    rng = np.random.default_rng(1)
    noisy, noisy_test = (
        np.clip(images + 0.5 * rng.normal(size=images.shape), 0, 1).astype("float32")
        for images in (clean, test)
    )
    keras.utils.set_random_seed(0)
    denoiser = master.build_denoiser()
    master.train_denoiser(denoiser, noisy, clean, epochs=5, batch_size=64, seed=1)
    places = [int(np.flatnonzero(fashion.test_labels[:500] == label)[0]) for label in (9, 2, 1, 8, 5, 3, 6)]
    few = master.train_denoiser(
        master.build_denoiser(), noisy[:60], clean[:60], epochs=100, batch_size=16, seed=1
    )
    denoised = denoiser.predict(noisy_test[places], verbose=0)
    return noisy_test[places], denoised, test[places], few["loss"], few["val_loss"]
