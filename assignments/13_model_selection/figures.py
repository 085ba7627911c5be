"""The pictures of the statement: `autograder figures 13` draws them. The first trains three runs, half a minute."""

from __future__ import annotations

import functools
import os
import tempfile
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
    """Draw what will be possible in the end: three runs compared, the best one chosen, and what it makes of test images."""
    title, x_label, y_label, names, rows, chosen = {
        "en": (
            "Three runs compared, the best one kept, and measured once",
            "epoch",
            "validation loss",
            ("code 8", "code 32", "code 32, slow"),
            ("noisy", "restored", "clean"),
            "chosen",
        ),
        "fr": (
            "Trois essais comparés, le meilleur gardé, et mesuré une seule fois",
            "époque",
            "perte de validation",
            ("code 8", "code 32", "code 32, lent"),
            ("bruitées", "restaurées", "propres"),
            "choisi",
        ),
    }[language]
    curves, noisy, restored, clean = _compared()
    best = min(range(3), key=lambda run: min(curves[run]))
    figure, axes = d.card(7.4, 3.2)
    d.words(axes, 3.7, 2.87, title, weight="bold")
    curve = d.plot(figure, 0.85, 0.65, 2.6, 1.85)
    for run, (values, name, style, colour) in enumerate(
        zip(curves, names, (":", "-", "--"), (d.ORANGE, d.BLUE, d.GREEN))
    ):
        epochs = range(1, len(values) + 1)
        curve.plot(epochs, values, style, color=colour, label=name)
        if run == best:
            epoch = int(np.argmin(values))
            curve.plot([epoch + 1], [values[epoch]], "*", color=colour, markersize=13)
            curve.annotate(
                chosen,
                (epoch + 1, values[epoch]),
                (epoch - 1.2, values[epoch] - 0.014),
                color=colour,
                weight="bold",
                arrowprops={"arrowstyle": "-", "color": colour},
            )
    lowest = min(map(min, curves))
    curve.set(xlabel=x_label, ylabel=y_label, ylim=(lowest - 0.022, None))
    ticks = [each for each in curve.get_yticks() if lowest - 0.022 <= each <= max(map(max, curves))]
    curve.set_yticks(ticks, [decimal_sign(f"{each:.2f}", language) for each in ticks])
    curve.legend(fontsize=8, loc="upper right")
    for line, (name, images) in enumerate(zip(rows, (noisy, restored, clean))):
        y = 1.93 - line * 0.72
        d.words(axes, 4.4, y + 0.32, name, ha="right", color=d.BLUE if line == 1 else d.INK)
        d.row(axes, 4.5, y, 0.62, images, gap=0.06)
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def roles(language: str) -> Figure:
    """Draw which part of the data does what: one learns the weights, one chooses, one measures once at the end."""
    parts, verbs, how_often, results = {
        "en": (
            ("training", "validation", "test"),
            ("learns the weights", "chooses epoch and run", "measures the chosen model"),
            ("each step of each run", "after each epoch of each run", "once, at the very end"),
            ("three runs,\n24 epochs", "one best.keras", "one figure"),
        ),
        "fr": (
            ("entraînement", "validation", "test"),
            ("apprend les poids", "choisit époque et essai", "mesure le modèle choisi"),
            ("à chaque pas de chaque essai", "après chaque époque", "une fois, tout à la fin"),
            ("trois essais,\n24 époques", "un best.keras", "un seul chiffre"),
        ),
    }[language]
    figure, axes = d.card(7.4, 2.4)
    for place, (part, verb, often, result, colour) in enumerate(
        zip(parts, verbs, how_often, results, (d.BLUE, d.ORANGE, d.GREEN))
    ):
        x = 0.4 + place * 2.35
        d.box(axes, x, 1.6, 1.9, 0.5, part, colour=colour, weight="bold")
        d.words(axes, x + 0.95, 1.4, verb, color=colour, weight="bold", size=8.5)
        d.words(axes, x + 0.95, 1.2, often, size=8, color=d.QUIET)
        d.arrow(axes, (x + 0.95, 1.08), (x + 0.95, 0.84))
        d.box(axes, x + 0.2, 0.32, 1.5, 0.48, result, colour=d.GREY, color=d.INK, size=8.5)
        if place < 2:
            d.arrow(axes, (x + 1.74, 0.56), (x + 2.51, 0.56))
    return figure


def best_epoch(language: str) -> Figure:
    """Draw the run of the example: the training loss falls on, the validation loss has its lowest point at epoch 2."""
    training, validation, kept, last, x_label, y_label = {
        "en": ("training", "validation", "kept in best.keras", "the last epoch is worse", "epoch", "loss"),
        "fr": (
            "entraînement",
            "validation",
            "gardée dans best.keras",
            "la dernière époque est moins bonne",
            "époque",
            "perte",
        ),
    }[language]
    figure, _ = d.card(7.4, 2.5)
    axes = d.plot(figure, 0.95, 0.62, 5.9, 1.6)
    epochs = (1, 2, 3, 4)
    losses = (0.31, 0.24, 0.26, 0.29)
    axes.plot(epochs, losses, "o-", color=d.ORANGE)
    axes.plot(epochs, (0.33, 0.2, 0.15, 0.12), "o:", color=d.BLUE)
    axes.plot([2], [0.24], "*", color=d.ORANGE, markersize=17)
    for epoch, loss in zip(epochs, losses):
        text = decimal_sign(f"{loss}", language)
        # The first one would lie on the line.
        x, side = (epoch - 0.03, "right") if epoch == 1 else (epoch + 0.05, "left")
        axes.text(x, loss - 0.03, text, size=8, color=d.ORANGE, ha=side)
    axes.annotate(
        kept,
        (2, 0.245),
        (2.05, 0.325),
        weight="bold",
        color=d.ORANGE,
        arrowprops={"arrowstyle": "-", "color": d.ORANGE},
    )
    axes.text(3.6, 0.205, last, size=8, color=d.QUIET, ha="center")
    axes.text(4.08, 0.3, validation, color=d.ORANGE, weight="bold", va="center")
    axes.text(4.07, 0.12, training, color=d.BLUE, weight="bold", va="center")
    axes.set(xlim=(0.7, 4.8), ylim=(0.08, 0.36), xlabel=x_label, ylabel=y_label)
    axes.set_xticks(epochs)
    axes.set_yticks([0.1, 0.2, 0.3], [decimal_sign(each, language) for each in ("0.1", "0.2", "0.3")])
    return figure


def luck(language: str) -> Figure:
    """Draw what choosing does to a figure: of six equally good runs, the best one looks better than it is."""
    one, best, true, x_label = {
        "en": (
            "the figure of one run",
            "the best figure of six",
            "what all of them are worth",
            "measured error",
        ),
        "fr": (
            "le chiffre d’un essai",
            "le meilleur chiffre de six",
            "ce que tous valent",
            "erreur mesurée",
        ),
    }[language]
    measured = np.random.default_rng(1).normal(0.03, 0.001, (200_000, 6))
    figure, _ = d.card(7.4, 2.5)
    axes = d.plot(figure, 0.7, 0.62, 6.3, 1.55)
    bins = np.linspace(0.026, 0.034, 161)
    for values, colour, style in ((measured[:, 0], d.BLUE, "-"), (measured.min(axis=1), d.ORANGE, "--")):
        heights, edges = np.histogram(values, bins, density=True)
        axes.plot((edges[1:] + edges[:-1]) / 2, heights, style, color=colour)
        axes.fill_between((edges[1:] + edges[:-1]) / 2, heights, color=colour, alpha=0.12)
    axes.axvline(0.03, color=d.QUIET, linestyle=":", linewidth=1.2)
    axes.set(xlim=(0.026, 0.034), ylim=(0, 800), yticks=[], xlabel=x_label)
    axes.set_xticks(
        [0.028, 0.03, 0.032], [decimal_sign(each, language) for each in ("0.028", "0.030", "0.032")]
    )
    axes.spines["left"].set_visible(False)
    axes.text(0.0279, 560, best, color=d.ORANGE, weight="bold", ha="right")
    axes.text(0.0311, 270, one, color=d.BLUE, weight="bold")
    axes.text(0.03005, 740, true, color=d.QUIET, size=8)
    return figure


@functools.cache
def _compared() -> tuple[list[list[float]], np.ndarray, np.ndarray, np.ndarray]:
    """Return the validation losses of the statement's three runs, and four test images: noisy, restored by the best run, clean."""
    master = module(Path(__file__).with_name("master.py"))
    clothes = data.load("fashion_mnist")
    rng = np.random.default_rng(1)

    def pairs(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        clean = images.reshape(-1, 784).astype("float32") / 255
        return np.clip(clean + rng.normal(0, 0.5, clean.shape), 0, 1).astype("float32"), clean

    train, validation = pairs(clothes.train_images[:2000]), pairs(clothes.train_images[2000:2500])
    noisy, clean = pairs(clothes.test_images[:500])
    runs, paths = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (units, rate) in {"0": (8, 0.003), "1": (32, 0.003), "2": (32, 0.0003)}.items():
            keras.utils.set_random_seed(1)
            model = keras.Sequential(
                [
                    keras.Input((784,)),
                    keras.layers.Dense(units, activation="relu"),
                    keras.layers.Dense(784, activation="sigmoid"),
                ]
            )
            model.compile(keras.optimizers.Adam(rate), "mse")
            paths[name] = master.train_run(model, train, validation, Path(folder) / name, 8, seed=1)
            runs[name] = master.read_run(Path(folder) / name)
        best = keras.models.load_model(paths[master.best_run(runs)], compile=False)
    places = [int(np.flatnonzero(clothes.test_labels[:500] == each)[0]) for each in (9, 2, 1, 8)]
    shown = [each[places].reshape(-1, 28, 28) for each in (noisy, best.predict(noisy, verbose=0), clean)]
    return [run["val_loss"] for run in runs.values()], *shown
