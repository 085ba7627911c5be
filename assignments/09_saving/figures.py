"""The pictures of the statement: `autograder figures 09` draws them. Two of them save and load real models."""

from __future__ import annotations

import functools
import os
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: a network answers, is saved and loaded, and answers the same."""
    title, sides, saved, difference = {
        "en": (
            "The same network, today and in three months",
            ("today", "in three months, in another process"),
            ("save_whole", "load_whole"),
            "largest difference between the two:",
        ),
        "fr": (
            "Le même réseau, aujourd’hui et dans trois mois",
            ("aujourd’hui", "dans trois mois, dans un autre processus"),
            ("save_whole", "load_whole"),
            "plus grand écart entre les deux :",
        ),
    }[language]
    images = _clothes(3)
    before, after, size = _twice(images[..., None])
    figure, axes = d.card(7.4, 2.9)
    d.words(axes, 3.7, 2.6, title, weight="bold")
    for left, name, found in ((0.35, sides[0], before), (4.55, sides[1], after)):
        d.words(axes, left + 1.25, 2.22, name, color=d.BLUE)
        for place, (pixels, chances) in enumerate(zip(images, found)):
            x = left + place * 0.86
            d.image(axes, x, 1.2, 0.78, pixels)
            best = int(chances.argmax())
            d.words(axes, x + 0.39, 1.05, data.CLASS_NAMES[language][best].split(" de ")[0], size=7)
            d.words(axes, x + 0.39, 0.88, decimal_sign(f"{chances[best]:.5f}", language), size=7)
    unit = {"en": "kB", "fr": "ko"}[language]
    d.box(axes, 3.3, 1.27, 0.82, 0.62, f"fashion\n.keras\n{size / 1000:.0f} {unit}", colour=d.ORANGE, size=8)
    for start, end in ((2.94, 3.26), (4.16, 4.48)):
        d.arrow(axes, (start, 1.58), (end, 1.58), color=d.ORANGE)
    d.words(axes, 3.71, 2.02, saved[0], size=8, color=d.ORANGE)
    d.words(axes, 3.71, 1.1, saved[1], size=8, color=d.ORANGE)
    gap = np.abs(before - after).max()
    d.words(
        axes, 3.7, 0.5, f"{difference} {decimal_sign(f'{gap:g}', language)}", weight="bold", color=d.GREEN
    )
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def ways(language: str) -> Figure:
    """Draw the three ways of saving, the files of each, and what lies in them."""
    titles, parts = {
        "en": (
            ("q1  in parts", "q2  as a whole", "q3  halves apart"),
            {
                "layers": "layers, sizes,\nactivations: text",
                "weights": "weights,\noptimiser’s memory",
                "whole": ("layers", "loss, metrics, optimiser", "weights", "optimiser’s memory"),
                "encoder": "image → code",
                "decoder": "code → image",
            },
        ),
        "fr": (
            ("q1  en parties", "q2  en entier", "q3  les moitiés à part"),
            {
                "layers": "couches, tailles,\nactivations : du texte",
                "weights": "poids, mémoire\nde l’optimiseur",
                "whole": (
                    "couches",
                    "perte, métriques, optimiseur",
                    "poids",
                    "mémoire de l’optimiseur",
                ),
                "encoder": "image → code",
                "decoder": "code → image",
            },
        ),
    }[language]
    figure, axes = d.card(7.4, 2.6)
    for x, title in zip((1.3, 3.7, 6.1), titles):
        d.words(axes, x, 2.3, title, weight="bold")
    _file(axes, 0.35, 1.25, 0.8, "NAME.json", str(parts["layers"]), d.BLUE)
    _file(axes, 0.35, 0.3, 0.8, "NAME.weights.h5", str(parts["weights"]), d.ORANGE)
    _file(axes, 2.75, 0.3, 1.75, "clothes.keras", "", d.GREEN)
    for line, text in enumerate(parts["whole"]):
        colour = (d.BLUE, d.BLUE, d.ORANGE, d.ORANGE)[line]
        d.box(axes, 2.85, 1.4 - line * 0.33, 1.7, 0.28, text, colour=colour, size=7.5)
    _file(axes, 5.15, 1.25, 0.8, "encoder.keras", parts["encoder"], d.GREEN)
    _file(axes, 5.15, 0.3, 0.8, "decoder.keras", parts["decoder"], d.GREEN)
    return figure


def sizes(language: str) -> Figure:
    """Draw what the bytes of the example's weights file are: weights, Adam's two numbers for each, and the format's."""
    names, unit, title = {
        "en": (
            ("weights", "Adam’s memory, first numbers", "Adam’s memory, second numbers", "format"),
            "kB",
            "clothes.weights.h5: 25,450 parameters,",
        ),
        "fr": (
            ("poids", "mémoire d’Adam, premiers nombres", "mémoire d’Adam, seconds nombres", "format"),
            "ko",
            "clothes.weights.h5 : 25\u202f450 paramètres,",
        ),
    }[language]
    parameters, whole = _weights_file()
    each = 4 * parameters
    pieces = (each, each, each, whole - 3 * each)
    figure, axes = d.card(7.4, 1.6)
    d.words(axes, 3.7, 1.3, f"{title} {whole / 1000:.0f} {unit}", weight="bold")
    left, scale = 0.4, 6.6 / whole
    for size, name, colour in zip(pieces, names, (d.BLUE, d.ORANGE, d.ORANGE, d.QUIET)):
        wide = size * scale
        d.box(axes, left + 0.015, 0.62, wide - 0.03, 0.4, f"{size / 1000:.0f} {unit}", colour=colour, size=8)
        d.words(axes, left + wide / 2, 0.43, name, size=7.5, color=d.QUIET)
        left += wide
    return figure


def apart(language: str) -> Figure:
    """Draw who needs which half: images become codes here, and images again there."""
    here, there, sent, halves = {
        "en": (
            "here: encoder.keras only",
            "there: decoder.keras only",
            "32 numbers for each image are sent",
            ("encoder", "decoder"),
        ),
        "fr": (
            "ici : encoder.keras seul",
            "là-bas : decoder.keras seul",
            "32 nombres sont envoyés pour chaque image",
            ("encodeur", "décodeur"),
        ),
    }[language]
    images = _clothes(3)
    codes, drawn = _principal(images)
    figure, axes = d.card(7.4, 2.95)
    d.words(axes, 1.65, 2.65, here, weight="bold", color=d.BLUE)
    d.words(axes, 5.75, 2.65, there, weight="bold", color=d.ORANGE)
    axes.plot([3.7, 3.7], [0.4, 2.75], color=d.QUIET, linewidth=1, linestyle=":")
    for place in range(3):
        y = 1.77 - place * 0.7
        d.image(axes, 0.4, y, 0.62, images[place])
        _code(axes, 2.35, y + 0.05, codes[place], np.abs(codes).max())
        _code(axes, 4.0, y + 0.05, codes[place], np.abs(codes).max())
        d.image(axes, 6.4, y, 0.62, drawn[place])
        middle = y + 0.31
        d.arrow(axes, (1.08, middle), (2.3, middle), halves[0], color=d.BLUE)
        d.arrow(axes, (3.47, middle), (3.95, middle))
        d.arrow(axes, (5.12, middle), (6.35, middle), halves[1], color=d.ORANGE)
    d.words(axes, 3.7, 0.24, sent, size=8, color=d.QUIET)
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def sharing(language: str) -> Figure:
    """Draw three models over two sets of weights, and the mistake: files read twice, four sets of weights."""
    right, wrong, names, weights, copy = {
        "en": (
            "two sets of weights, shared",
            "files read twice: copies",
            ("encoder", "decoder", "autoencoder"),
            ("weights of\nthe encoder", "weights of\nthe decoder"),
            "copy",
        ),
        "fr": (
            "deux jeux de poids, partagés",
            "fichiers lus deux fois : des copies",
            ("encodeur", "décodeur", "autoencodeur"),
            ("poids de\nl’encodeur", "poids du\ndécodeur"),
            "copie",
        ),
    }[language]
    figure, axes = d.card(7.4, 2.3)
    d.words(axes, 1.9, 2.0, f"✓  {right}", color=d.GREEN, weight="bold")
    for x, name in zip((0.35, 2.55, 1.45), names):
        d.box(axes, x, 1.35, 1.0, 0.35, name, colour=d.BLUE, size=8)
    for x, name in zip((0.75, 2.15), weights):
        d.box(axes, x, 0.35, 1.0, 0.5, name, colour=d.ORANGE, size=8)
    for start, end in ((0.85, 1.1), (1.75, 1.45), (2.05, 2.4), (3.05, 2.8)):
        d.arrow(axes, (start, 1.33), (end, 0.88))
    d.words(axes, 5.5, 2.0, f"✗  {wrong}", color=d.RED, weight="bold")
    for x, name in zip((3.85, 4.75, 6.05), names):
        d.box(axes, x, 1.35, 0.82 if x < 5 else 1.1, 0.35, name, colour=d.BLUE, size=8)
    for x, name in zip((3.85, 4.75), weights):
        d.box(axes, x, 0.35, 0.82, 0.5, name, colour=d.ORANGE, size=7.5)
        d.arrow(axes, (x + 0.41, 1.33), (x + 0.41, 0.88))
    for x in (5.75, 6.65):
        d.box(axes, x, 0.35, 0.6, 0.5, copy, colour=d.RED, size=8)
        d.arrow(axes, (6.45 if x < 6 else 6.75, 1.33), (x + 0.3, 0.88))
    return figure


def _file(axes: Axes, x: float, y: float, height: float, name: str, text: str, colour: str) -> None:
    """Draw a file 1.9 wide: its name in a strip, and below it what it holds."""
    strip = 0.28
    axes.add_patch(Rectangle((x, y), 1.9, height, facecolor="white", edgecolor=colour, linewidth=1.2))
    axes.add_patch(Rectangle((x, y + height - strip), 1.9, strip, facecolor=colour, edgecolor=colour))
    d.words(axes, x + 0.95, y + height - strip / 2, name, size=8, color="white", family="monospace")
    d.words(axes, x + 0.95, y + (height - strip) / 2, text, size=8)


def _code(axes: Axes, x: float, y: float, code: np.ndarray, largest: float) -> None:
    """Draw a code as a block of 4 by 8 squares, 1.07 wide."""
    axes.imshow(
        code.reshape(4, 8),
        cmap="RdBu",
        vmin=-largest,
        vmax=largest,
        extent=(x, x + 1.07, y, y + 0.53),
        interpolation="nearest",
    )
    whole = axes.get_figure(root=True)
    axes.set(xlim=(0, whole.get_figwidth()), ylim=(0, whole.get_figheight()), aspect="auto")


def _clothes(count: int) -> np.ndarray:
    """Return the first test image of `count` classes, float32 `(count, 28, 28)` in [0, 1]."""
    clothes = data.load("fashion_mnist")
    places = [int(np.flatnonzero(clothes.test_labels == each)[0]) for each in (3, 9, 8)[:count]]
    return clothes.test_images[places].astype("float32") / 255


def _principal(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return codes of 32 numbers and what is drawn from them, by principal components: the best two linear layers."""
    clothes = data.load("fashion_mnist").train_images[:5000].reshape(-1, 784) / 255
    mean = clothes.mean(axis=0)
    directions = np.linalg.eigh(np.cov((clothes - mean).T))[1][:, -32:]
    codes = (images.reshape(-1, 784) - mean) @ directions
    return codes, np.clip(codes @ directions.T + mean, 0, 1).reshape(-1, 28, 28)


def _twice(images: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return a trained network's answers, those of the network saved and loaded again, and the file's bytes."""
    master, network = module(Path(__file__).with_name("master.py")), _trained()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fashion.keras"
        master.save_whole(network, path)
        again, size = master.load_whole(path), path.stat().st_size
    return network.predict(images, verbose=0), again.predict(images, verbose=0), size


def _weights_file() -> tuple[int, int]:
    """Return the number of parameters of the statement's model, and the bytes of its weights file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clothes.weights.h5"
        _trained().save_weights(path)
        return _trained().count_params(), path.stat().st_size


@functools.cache
def _trained():  # type: ignore[no-untyped-def]
    """Return the statement's model, trained on images of Fashion-MNIST."""
    import keras  # heavy, and the other pictures do without

    clothes = data.load("fashion_mnist")
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Flatten(),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    images = clothes.train_images[:10000, ..., None].astype("float32") / 255
    model.fit(images, clothes.train_labels[:10000], epochs=3, batch_size=64, verbose=0)
    return model
