"""The pictures of the statement: `autograder figures 03` draws them. The first trains the reference answer, half a minute."""

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
    """Draw what will be possible in the end: test digits and the probabilities that the trained network gives to each."""
    title, wrong, names = {
        "en": (
            "Six digits never seen before, and what your network will answer",
            "misread",
            ("digit", "answer"),
        ),
        "fr": (
            "Six chiffres jamais vus, et ce que votre réseau répondra",
            "mal lu",
            ("chiffre", "réponse"),
        ),
    }[language]
    model, images, labels = _trained(), _flat(_MNIST.test_images), _MNIST.test_labels
    answers = np.asarray(model.predict(images[:1000], verbose=0))
    read = answers.argmax(axis=1)
    right = [int(np.flatnonzero((labels[:1000] == each) & (read == each))[0]) for each in (7, 2, 0, 4, 8)]
    misread = np.flatnonzero(read != labels[:1000])
    # The most interesting mistake: the network nearly gave the right answer.
    close = misread[np.argmax(answers[misread, labels[misread]])]
    figure, axes = d.card(7.4, 3.3)
    d.words(axes, 3.7, 2.97, title, weight="bold")
    for y, name in ((2.3, names[0]), (1.27, names[1])):
        d.words(axes, 0.88, y, name, ha="right")
    for place, number in enumerate((*right, int(close))):
        x, found = 1.05 + place * 1.03, int(read[number])
        good = found == labels[number]
        colour = d.GREEN if good else d.RED
        d.image(axes, x, 1.9, 0.84, images[number].reshape(28, 28), colour="" if good else d.RED)
        bars = d.plot(figure, x, 0.92, 0.84, 0.75)
        bars.bar(
            range(10), answers[number], color=[colour if each == found else d.BLUE for each in range(10)]
        )
        bars.set(ylim=(0, 1), yticks=[], xlim=(-0.6, 9.6))
        bars.set_xticks(range(10), [str(each) for each in range(10)], size=6)
        bars.tick_params(length=0, pad=2)
        bars.spines["left"].set_visible(False)
        share = f"{found}: {answers[number, found]:.0%}"
        if language == "fr":
            share = share.replace(":", " :").replace("%", " %")
        d.words(axes, x + 0.42, 0.62, ("✓ " if good else "✗ ") + share, color=colour, weight="bold")
        if not good:
            d.words(axes, x + 0.42, 0.42, wrong, size=8, color=d.RED)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def network(language: str) -> Figure:
    """Draw the layers from the image to the ten probabilities, with the weights between them."""
    image, names, counts, weights, total = {
        "en": (
            "image",
            ("row", "hidden", "hidden", "output"),
            ("200,960", "65,792", "2,570"),
            "weights",
            "269,322 weights in all",
        ),
        "fr": (
            "image",
            ("ligne", "cachée", "cachée", "sortie"),
            ("200 960", "65 792", "2 570"),
            "poids",
            "269 322 poids en tout",
        ),
    }[language]
    activations = ("", "relu", "relu", "softmax")
    figure, axes = d.card(7.4, 2.75)
    middle = 1.55
    d.image(axes, 0.4, middle - 0.45, 0.9, _digit(7))
    d.words(axes, 0.85, 0.72, image)
    d.words(axes, 0.85, 0.52, "28 × 28", size=8, color=d.QUIET)
    columns = ((1.75, 1.9, "784"), (3.15, 1.3, "256"), (4.55, 1.3, "256"), (5.95, 0.75, "10"))
    colours = (d.INK, d.BLUE, d.BLUE, d.ORANGE)
    for (x, height, text), name, activation, colour in zip(columns, names, activations, colours):
        d.box(axes, x, middle - height / 2, 0.5, height, text, colour=colour, weight="bold")
        # What stands below a tall box would touch it.
        d.words(axes, x + 0.25, 0.42, name)
        d.words(axes, x + 0.25, 2.37 if height < 1.5 else 2.6, activation, size=8, color=d.QUIET)
    d.arrow(axes, (1.35, middle), (1.71, middle))
    for (x, _, _), (end, _, _), count in zip(columns, columns[1:], counts):
        d.arrow(axes, (x + 0.54, middle), (end - 0.04, middle), count)
        d.words(axes, (x + 0.5 + end) / 2, middle - 0.14, weights, size=8, color=d.QUIET)
    d.words(axes, 6.87, middle + 0.14, "p₀ … p₉", color=d.INK)
    d.words(axes, 6.87, middle - 0.14, "Σ p = 1", size=8, color=d.QUIET)
    d.words(axes, 0.35, 2.5, total, ha="left", size=8, color=d.QUIET)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def cost(language: str) -> Figure:
    """Draw what an image costs, by the probability that the network gave to the right class."""
    x_label, y_label, cheap, dear, start = {
        "en": (
            "probability p given to the right class",
            "cost −log(p)",
            "sure and right:\nnext to nothing",
            "sure of another class: dear",
            "where training starts:\na tenth for each class",
        ),
        "fr": (
            "probabilité p donnée à la bonne classe",
            "coût −log(p)",
            "sûr, et juste :\npresque rien",
            "sûr d’une autre classe : cher",
            "là d’où part l’entraînement :\nun dixième par classe",
        ),
    }[language]
    figure, _ = d.card(7.4, 2.75)
    axes = d.plot(figure, 0.85, 0.62, 6.1, 1.85)
    p = np.linspace(0.012, 1, 400)
    axes.plot(p, -np.log(p), color=d.BLUE)
    axes.set(xlim=(0, 1.02), ylim=(0, 4.4), xlabel=x_label, ylabel=y_label)
    axes.set_yticks([0, 1, 2, 3, 4])
    axes.set_xticks(
        [0, 0.1, 0.5, 0.9, 1], [decimal_sign(each, language) for each in ("0", "0.1", "0.5", "0.9", "1")]
    )
    for each in (0.1, 0.5, 0.9):
        axes.plot([each], [-np.log(each)], "o", color=d.ORANGE)
        text = decimal_sign(f"{-np.log(each):.3f}", language)
        axes.text(each + 0.012, -np.log(each) + 0.14, text, color=d.ORANGE, weight="bold")
    axes.text(0.06, 3.9, dear, color=d.RED, va="center")
    axes.text(0.21, 2.55, start, size=8, color=d.QUIET, va="center")
    axes.text(0.9, 1.15, cheap, color=d.GREEN, ha="center", va="center")
    return figure


def epoch(language: str) -> Figure:
    """Draw two epochs: the same images in another order, cut into batches; each batch is one step."""
    epoch_word, step, title, images, new = {
        "en": (
            "epoch",
            "step",
            "60,000 images in batches of 512: 118 steps an epoch",
            "images",
            "shuffled again",
        ),
        "fr": (
            "époque",
            "pas",
            "60 000 images par lots de 512 : 118 pas par époque",
            "images",
            "mélangées de nouveau",
        ),
    }[language]
    figure, axes = d.card(7.4, 3.1)
    d.words(axes, 3.7, 2.78, title, weight="bold")
    rng = np.random.default_rng(4)
    shown = _flat(_MNIST.train_images[:15]).reshape(-1, 28, 28)
    columns = ((1.15, "1", 512), (2.5, "2", 512), (3.85, "3", 512), (5.65, "118", 96))
    for line, y in enumerate((1.6, 0.42)):
        d.words(axes, 0.98, y + 0.42, f"{epoch_word} {line + 1}", ha="right", weight="bold", color=d.BLUE)
        pictures = iter(shown[rng.permutation(len(shown))])
        for x, number, count in columns:
            wide, many = (1.2, 3) if count == 512 else (0.8, 2)
            d.box(axes, x, y + 0.17, wide, 0.7, colour=d.GREY)
            for place in range(many):
                d.image(axes, x + 0.06 + place * 0.37, y + 0.44, 0.34, next(pictures))
            d.words(axes, x + wide / 2, y + 0.29, f"{count} {images}", size=7.5)
            d.words(axes, x + wide / 2, y + 0.02, f"{step} {number}", size=8, color=d.QUIET)
        d.words(axes, 5.35, y + 0.52, "…", size=12, color=d.QUIET)
    d.words(axes, 3.7, 1.46, f"↓  {new}", size=8, color=d.ORANGE)
    d.credit(axes, "mnist", data.available("mnist"), language)
    return figure


def sure(language: str) -> Figure:
    """Draw two networks of the same accuracy and of unlike loss: one is wrong hesitatingly, one is wrong and sure."""
    titles, y_label, words, footer = {
        "en": (
            ("a hesitant network", "a network sure of itself"),
            "p of the right class",
            ("right", "wrong"),
            ("accuracy 0.75, loss 0.730", "accuracy 0.75, loss 1.742"),
        ),
        "fr": (
            ("un réseau hésitant", "un réseau sûr de lui"),
            "p de la bonne classe",
            ("juste", "faux"),
            ("exactitude 0,75, perte 0,730", "exactitude 0,75, perte 1,742"),
        ),
    }[language]
    figure, card = d.card(7.4, 2.9)
    for left, title, below, shares in (
        (0.85, titles[0], footer[0], (0.9, 0.6, 0.5, 0.2)),
        (4.2, titles[1], footer[1], (0.99, 0.98, 0.97, 0.001)),
    ):
        axes = d.plot(figure, left, 0.85, 2.85, 1.45)
        marks = (d.GREEN, d.GREEN, d.GREEN, d.RED)
        axes.bar(range(4), shares, width=0.6, color=marks)
        for place, (share, colour) in enumerate(zip(shares, marks)):
            word = f"{'✗' if place == 3 else '✓'} {words[place == 3]}"
            axes.text(
                place, share + 0.03, decimal_sign(f"{share}", language), ha="center", size=8, color=colour
            )
            axes.text(place, -0.14, word, ha="center", size=8, color=colour)
        axes.set(ylim=(0, 1.15), xticks=[], ylabel=y_label if left < 2 else "")
        axes.set_yticks([0, 0.5, 1], ["0", decimal_sign("0.5", language), "1"])
        d.words(card, left + 1.42, 2.55, title, weight="bold")
        d.words(card, left + 1.42, 0.38, below, weight="bold", color=d.BLUE)
    return figure


_MNIST = data.load("mnist")


def _flat(images: np.ndarray) -> np.ndarray:
    """Return images as float32 rows `(n, 784)` in [0, 1]."""
    return images.reshape(len(images), 784).astype("float32") / 255


def _digit(wanted: int) -> np.ndarray:
    """Return the first test image of a digit, `(28, 28)` in [0, 1]."""
    place = int(np.flatnonzero(_MNIST.test_labels == wanted)[0])
    return _flat(_MNIST.test_images[place : place + 1]).reshape(28, 28)


@functools.cache
def _trained() -> keras.Model:
    """Return the reference answer, trained as the statement's cell does."""
    master = module(Path(__file__).with_name("master.py"))
    keras.utils.set_random_seed(0)
    model: keras.Model = master.compile_classifier(master.build_classifier())
    master.train_classifier(
        model, _flat(_MNIST.train_images), _MNIST.train_labels, epochs=3, batch_size=512, seed=1
    )
    return model
