"""Figures for images and networks: rows of images, learning curves, codes, confusion matrices.

Read it: each function is a few lines of matplotlib that you may take over and change. Each returns its figure;
`plt.show()` shows it. What cannot be drawn raises `PlotError`, a `ValueError`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from autograder.base.errors import PlotError
from autograder.base.messages import default_language, sentence


def image_rows(
    rows: Mapping[str, np.ndarray] | np.ndarray,
    *,
    count: int = 8,
    titles: Sequence[object] = (),
    language: str | None = None,
) -> Figure:
    """Return a figure with one row of images for each name, such as noisy, restored, original.

    Args:
        rows: The images of each row by its name: `(n, height, width)`, `(n, height, width, 1)`, colours
            `(n, height, width, 3)`, or flat squares `(n, side * side)`. Floats lie in [0, 1], whole numbers in [0,
            255]. Images without a name are one row.
        count: How many images of each row are shown: the first ones, or all where there are fewer.
        titles: What stands above each column, such as the labels.
        language: The language of errors, "fr" or "en" (None: the notebook's).

    Raises:
        ValueError: A row has another shape, or values outside its range.
    """
    rows = rows if isinstance(rows, Mapping) else {"": rows}
    # What a function without `return` gave has nothing to take the first of: as_pictures says so.
    first = {name: images[:count] if np.ndim(images) else images for name, images in rows.items()}
    shown = {name: as_pictures(images, name, language) for name, images in first.items()}
    columns = max((len(images) for images in shown.values()), default=0)
    if columns == 0:
        raise PlotError(_say("no_image", language))

    # Rows as high as their images: around wide photos in square places there would be little but white.
    beside = 0.1 * max(map(len, shown))  # the names stand beside their images, not in their place
    heights = [0.05 + 1.25 * images.shape[1] / images.shape[2] for images in shown.values()]
    figure, places = plt.subplots(
        len(shown),
        columns,
        figsize=(1.25 * columns + beside, sum(heights) + (0.2 if len(titles) else 0)),
        height_ratios=heights,
        squeeze=False,
        layout="compressed",
    )
    for line, (name, images) in zip(places, shown.items()):
        line[0].set_ylabel(name, rotation=0, ha="right", va="center")
        for place, image in zip(line, images):
            place.imshow(image, cmap="gray", vmin=0, vmax=1)
    words = [str(title) for title in titles]
    size = min(12, 150 / max(map(len, words), default=1))  # long words stay above their image
    for place, title in zip(places[0], words):
        place.set_title(title, fontsize=size)
    for place in places.flat:  # axis("off") would hide the names of the rows as well
        place.set_xticks([])
        place.set_yticks([])
        place.set_frame_on(False)
    return figure


def learning_curves(
    history: Any,
    *,
    best_epoch: int | None = None,
    test: Mapping[str, float] | None = None,
    language: str | None = None,
) -> Figure:
    """Return a figure of how training went: one panel for each measure (loss, accuracy …), a line for training and one
    for validation.

    Args:
        history: What `fit` returns, or its dictionary `history`: a list of numbers, one for each epoch, for each name.
            "val_loss" is drawn beside "loss".
        best_epoch: The epoch to be marked. Epochs count from 0, as in Keras's callbacks.
        test: What the test set gave in the end, such as `{"loss": 0.14}`: a level line.
        language: The language of the words, "fr" or "en" (None: the notebook's).

    Raises:
        ValueError: There are no numbers, or not as many under each name.
    """
    curves = getattr(history, "history", history)
    if (
        not isinstance(curves, Mapping)
        or not curves
        or not all(np.ndim(each) == 1 for each in curves.values())
    ):
        raise PlotError(_say("history", language, received=type(history).__name__))
    lengths = {name: len(values) for name, values in curves.items()}
    if len(set(lengths.values())) > 1 or 0 in lengths.values():
        raise PlotError(_say("epochs", language, lengths=str(lengths)))

    measures = list(dict.fromkeys(name.removeprefix("val_") for name in curves))
    figure, places = plt.subplots(
        1, len(measures), figsize=(max(6, 4 * len(measures)), 3), squeeze=False, layout="constrained"
    )
    for place, name in zip(places[0], measures):
        for key, word in ((name, "training"), (f"val_{name}", "validation")):
            if key in curves:
                place.plot(curves[key], ".-", label=_say(word, language))
        if best_epoch is not None:
            place.axvline(best_epoch, color="gray", linestyle=":", label=_say("best_epoch", language))
        if test and name in test:
            place.axhline(float(test[name]), color="gray", linestyle="--", label=_say("test", language))
        place.set_xlabel(_say("epoch", language))
        place.set_ylabel(_say(name, language) if name in ("loss", "accuracy") else name)
        place.xaxis.set_major_locator(MaxNLocator(integer=True))
        place.legend()
    return figure


def code_picture(codes: np.ndarray, *, language: str | None = None) -> Figure:
    """Return a figure of codes `(n, code_size)`: one line for each image, one square for each number of its code.

    Dark is low and bright is high; the bar beside it tells the numbers. `language` is that of the words.

    Raises:
        ValueError: The codes have another shape, or hold a value that is not a finite number.
    """
    codes = np.asarray(codes)
    if codes.ndim != 2 or codes.size == 0:
        raise PlotError(_say("codes", language, shape=codes.shape))
    if not np.isfinite(codes).all():
        raise PlotError(_say("finite", language))

    figure, place = plt.subplots(figsize=(8, 1 + 0.2 * len(codes)), layout="constrained")
    drawn = place.imshow(codes, cmap="magma", aspect="auto")
    figure.colorbar(drawn)
    place.set_xlabel(_say("code", language))
    place.set_ylabel(_say("image", language))
    return figure


def confusion_matrix(
    labels: Sequence[int],
    predicted: Sequence[int],
    names: Sequence[object] | None = None,
    *,
    language: str | None = None,
) -> Figure:
    """Return a figure that counts, for each true class (row), as which class it was recognised (column).

    Args:
        labels: The true classes `(n,)`, whole numbers from 0.
        predicted: The classes found, likewise.
        names: What the classes are called (None: their numbers, up to the highest that occurs).
        language: The language of the words, "fr" or "en" (None: the notebook's).

    Raises:
        ValueError: The two have not the same length, or hold something that is not one of the classes.
    """
    true_classes, found_classes = np.asarray(labels), np.asarray(predicted)
    shapes = {"labels": true_classes.shape, "predicted": found_classes.shape}
    if true_classes.ndim != 1 or true_classes.shape != found_classes.shape or true_classes.size == 0:
        raise PlotError(_say("classes", language, **shapes))
    both = np.concatenate([true_classes, found_classes])
    classes = len(names) if names is not None else int(both.max()) + 1
    if both.dtype.kind not in "iu" or both.min() < 0 or both.max() >= classes:
        raise PlotError(_say("no_class", language, type=both.dtype.name, last=classes - 1))

    counts = np.zeros((classes, classes), int)
    for true, found in zip(true_classes, found_classes):
        counts[true, found] += 1

    side = 1.5 + 0.4 * classes
    figure, place = plt.subplots(figsize=(side, side), layout="constrained")
    place.imshow(counts, cmap="Blues")
    for true, found in np.argwhere(counts):
        dark = counts[true, found] > counts.max() / 2
        colour = "white" if dark else "black"
        place.text(found, true, counts[true, found], ha="center", va="center", color=colour, fontsize=8)
    shown = [str(each) for each in (range(classes) if names is None else names)]
    place.set_xticks(range(classes), shown, rotation=0 if names is None else 60)
    place.set_yticks(range(classes), shown)
    place.set_xlabel(_say("predicted_class", language))
    place.set_ylabel(_say("true_class", language))
    return figure


def as_pictures(images: np.ndarray, name: str = "", language: str | None = None) -> np.ndarray:
    """Return images as `imshow` wants them: floats in [0, 1] of shape `(n, height, width)` or `(n, height, width, 3)`.

    Takes what `image_rows` takes; `name` is how an error calls them.

    Raises:
        ValueError: They have another shape, or values outside their range.
    """
    pictures = np.asarray(images)
    side = math.isqrt(pictures.shape[1]) if pictures.ndim == 2 else 0
    if side and side * side == pictures.shape[1]:
        pictures = pictures.reshape(-1, side, side)
    elif pictures.ndim == 4 and pictures.shape[3] == 1:
        pictures = pictures[..., 0]
    if (
        not (pictures.ndim == 3 or (pictures.ndim == 4 and pictures.shape[3] == 3))
        or pictures.dtype.kind not in "fiu"
    ):
        raise PlotError(_say("shape", language, name=name, shape=np.shape(images), type=pictures.dtype.name))

    highest = 1 if pictures.dtype.kind == "f" else 255
    # Written so that NaN, for which every comparison is false, is refused as well.
    if pictures.size and not (pictures.min() >= 0 and pictures.max() <= highest):
        low, high = float(pictures.min()), float(pictures.max())
        raise PlotError(_say("range", language, name=name, highest=highest, low=low, high=high))
    return pictures / highest


def _say(key: str, language: str | None, **values: object) -> str:
    return sentence(f"plots.{key}", language or default_language(), **values)
