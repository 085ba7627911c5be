"""The pictures of the statement: `autograder figures 05` draws them. Two of them train, half a minute."""

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

_EPOCHS, _PATIENCE = 80, 5


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: noisy digits, what the trained denoiser makes of them, and the clean ones."""
    title, names = {
        "en": ("Noisy digits, and what your denoiser will make of them", ("noisy", "restored", "clean")),
        "fr": (
            "Des chiffres bruités, et ce que votre débruiteur en fera",
            ("bruités", "restaurés", "propres"),
        ),
    }[language]
    rows = _restored()
    figure, axes = d.card(7.4, 3.3)
    d.words(axes, 3.7, 2.99, title, weight="bold")
    for line, (name, images) in enumerate(zip(names, rows)):
        y = 2.05 - line * 0.8
        d.words(axes, 1.25, y + 0.36, name, ha="right")
        d.row(axes, 1.4, y, 0.74, images.reshape(-1, 28, 28))
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def calls(language: str) -> Figure:
    """Draw what `fit` calls, and when: once at the beginning, after each epoch, once at the end."""
    epoch, notes, ends = {
        "en": (
            "epoch",
            ("forget\nearlier trainings", "compare, keep\nor wait", "put the best\nweights back"),
            "after the last epoch, stopped or not",
        ),
        "fr": (
            "époque",
            (
                "oublier les\nentraînements passés",
                "comparer,\ngarder ou attendre",
                "remettre les\nmeilleurs poids",
            ),
            "après la dernière époque, arrêté ou non",
        ),
    }[language]
    figure, axes = d.card(7.4, 2.3)
    for place in range(3):
        x = 1.95 + place * 1.25
        label = f"{epoch} {place}"
        d.box(axes, x, 1.35, 0.85, 0.42, label, colour=d.GREY, color=d.INK, size=8)
        d.arrow(axes, (x + 0.85, 1.56), (x + 1.23, 1.56))
        d.arrow(axes, (x + 1.04, 1.53), (x + 1.04, 1.12), color=d.BLUE)
    d.arrow(axes, (1.3, 1.56), (1.93, 1.56))
    d.words(axes, 5.9, 1.56, "…", size=12)
    d.arrow(axes, (1.45, 1.53), (1.1, 1.12), color=d.ORANGE)
    d.arrow(axes, (6.1, 1.56), (6.6, 1.12), color=d.GREEN)
    places = ((1.0, "on_train_begin", notes[0], d.ORANGE), (6.5, "on_train_end", notes[2], d.GREEN))
    for x, name, note, colour in places:
        d.words(axes, x, 0.98, name, color=colour, family="DejaVu Sans Mono", weight="bold", size=8)
        d.words(axes, x, 0.62, note, size=8)
    d.words(axes, 4.24, 0.98, "on_epoch_end", color=d.BLUE, family="DejaVu Sans Mono", weight="bold", size=8)
    d.words(axes, 4.24, 0.62, notes[1], size=8)
    d.words(axes, 0.75, 1.56, "model.fit(…)", family="DejaVu Sans Mono", size=8)
    d.words(axes, 5.2, 2.0, ends, size=8, color=d.QUIET)
    return figure


def stopping(language: str) -> Figure:
    """Draw a real training that learns by heart: where it stops, and where its best weights were."""
    words = {
        "en": ("training loss", "validation loss", "best epoch: these weights", "stop", "epoch", "loss"),
        "fr": (
            "perte d’entraînement",
            "perte de validation",
            "meilleure époque : ces poids",
            "arrêt",
            "époque",
            "perte",
        ),
    }[language]
    loss, val_loss = _overfitted()
    best = _stop(val_loss)
    stop = best + _PATIENCE
    figure, card = d.card(7.4, 2.9)
    axes = d.plot(figure, 0.95, 0.62, 5.0, 2.0)
    axes.plot(loss, color=d.BLUE)
    axes.plot(val_loss, color=d.ORANGE, linestyle="--")
    axes.axvline(best, color=d.GREEN, linewidth=1.2)
    axes.axvline(stop, color=d.RED, linewidth=1.2, linestyle=":")
    axes.plot([best], [val_loss[best]], "o", color=d.GREEN, zorder=5)
    axes.axvspan(stop, len(loss) - 1, color=d.GREY, alpha=0.45, linewidth=0)
    low, high = min(loss), 0.42
    axes.set(xlim=(0, len(loss) - 1), ylim=(low - 0.01, high), xlabel=words[4], ylabel=words[5])
    ticks = [each for each in np.arange(0.05, high, 0.1) if each > low]
    axes.set_yticks(ticks, [decimal_sign(f"{each:.2f}", language) for each in ticks])
    axes.text(best - 0.8, high - 0.015, words[2], color=d.GREEN, size=8, ha="right", va="top")
    axes.text(stop + 0.8, high - 0.015, words[3], color=d.RED, size=8, ha="left", va="top")
    for values, name, colour in ((loss, words[0], d.BLUE), (val_loss, words[1], d.ORANGE)):
        y = 0.62 + 2.0 * (values[-1] - low + 0.01) / (high - low + 0.01)
        d.words(card, 6.0, y, name.replace(" ", "\n", 1), color=colour, ha="left", size=8, weight="bold")
    d.credit(card, "mnist", data.available("mnist"), language)
    return figure


def sets(language: str) -> Figure:
    """Draw the three sets and their tasks, and the mistake: the test set deciding when to stop."""
    names, tasks, wrong = {
        "en": (
            ("training\n48,000", "validation\n12,000", "test\n10,000"),
            ("fits the weights", "says when to stop,\nand which to keep", "measures, once,\nat the end"),
            "✗  a test set that decides when to stop no longer tells the truth",
        ),
        "fr": (
            ("entraînement\n48\u202f000", "validation\n12\u202f000", "test\n10\u202f000"),
            ("ajuste les poids", "dit quand s’arrêter\net quoi garder", "mesure, une fois,\nà la fin"),
            "✗  un ensemble de test qui décide de l’arrêt ne dit plus la vérité",
        ),
    }[language]
    figure, axes = d.card(7.4, 2.15)
    widths, x = (3.6, 1.25, 1.25), 0.45
    for width, name, task, colour in zip(widths, names, tasks, (d.BLUE, d.ORANGE, d.GREEN)):
        d.box(axes, x, 1.25, width, 0.55, name, colour=colour, size=8)
        d.arrow(axes, (x + width / 2, 1.22), (x + width / 2, 0.98), color=colour)
        d.words(axes, x + width / 2, 0.77, task, size=8)
        x += width + 0.2
    d.words(axes, 3.7, 0.34, wrong, color=d.RED, size=8, weight="bold")
    return figure


def _stop(losses: list[float]) -> int:
    """Return the best epoch when training stops after `_PATIENCE` epochs without progress."""
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= _PATIENCE:
            break
    return best


def _flat(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), -1).astype("float32") / 255


def _noised(images: np.ndarray, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).random(images.shape, dtype="float32")
    return np.clip(images + np.float32(0.9) * noise, 0, 1)


@functools.cache
def _overfitted() -> tuple[list[float], list[float]]:
    """Return the losses of the statement's first training, without anything that stops it."""
    master = module(Path(__file__).with_name("master.py"))
    clean = _flat(data.load("mnist").train_images[:10000])
    noisy = _noised(clean, seed=1)
    keras.utils.set_random_seed(0)
    model = master.small_autoencoder(code_size=256)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    held_out = noisy[500:1000], clean[500:1000]
    history = model.fit(noisy[:500], clean[:500], validation_data=held_out, epochs=_EPOCHS, verbose=0).history
    return history["loss"], history["val_loss"]


@functools.cache
def _restored() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return seven test digits noisy, restored by the reference trained as the statement's cell does, and clean."""
    master = module(Path(__file__).with_name("master.py"))
    mnist = data.load("mnist")
    clean, clean_test = _flat(mnist.train_images[:10000]), _flat(mnist.test_images[:1000])
    noisy, noisy_test = _noised(clean, seed=1), _noised(clean_test, seed=2)
    keras.utils.set_random_seed(0)
    denoiser = master.small_autoencoder()
    master.train_denoiser(
        denoiser, noisy, clean, noisy_test, clean_test, epochs=30, batch_size=128, patience=3
    )
    places = [int(np.flatnonzero(mnist.test_labels == digit)[1]) for digit in (3, 8, 0, 4, 2, 7, 6)]
    return noisy_test[places], np.asarray(denoiser(noisy_test[places])), clean_test[places]
