"""The records that stand for what an answer returned and that is neither a number, a text nor an array."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Opaque:
    """A value that does not cross to the checks: only its type and a short text are known."""

    type_name: str
    text: str = ""


@dataclass(frozen=True)
class Table:
    """A data frame: column names, one tuple of values a row, and the row labels."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    index: tuple[Any, ...] = ()

    def column(self, name: str) -> tuple[Any, ...]:
        """Return the values of one column. Raises KeyError."""
        if name not in self.columns:
            raise KeyError(name)
        position = self.columns.index(name)
        return tuple(row[position] for row in self.rows)


@dataclass(frozen=True)
class Axes:
    """One set of axes of a figure.

    `lines` are arrays `(n, 2)` of x and y: the lines that are to be seen, without the points beyond the limits of the
    axes. In `line_labels`, a line has the label that the legend gives it, or else its own. `images` are the arrays shown
    by imshow, as far as they are to be seen, `grey` whether each of them is shown in shades of grey, `text_places` the x
    and y of each of `texts`, `ticks` the labels along both axes, and `tick_places` where each of them stands: (x, nan)
    along the first axis, (nan, y) along the second; on a picture, counted in its columns and rows. `texts` are those to
    be read: none in the colour of the picture below it. `position` is (left, bottom, width, height) in fractions of the
    figure.
    """

    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    lines: tuple[np.ndarray, ...] = ()
    line_labels: tuple[str, ...] = ()
    images: tuple[np.ndarray, ...] = ()
    bars: int = 0
    texts: tuple[str, ...] = ()
    text_places: tuple[tuple[float, float], ...] = ()
    ticks: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    position: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    grey: tuple[bool, ...] = ()
    tick_places: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Figure:
    """A matplotlib figure: its axes in order, its title, and a small rendering `(height, width, 3)` uint8.

    `texts` are those that stand beside the axes, also in subfigures: titles, common axis labels, free texts;
    `text_places` the x and y of each, in fractions of the figure, counted from the left and from the bottom.
    """

    axes: tuple[Axes, ...]
    title: str = ""
    picture: np.ndarray | None = None
    texts: tuple[str, ...] = ()
    text_places: tuple[tuple[float, float], ...] = ()

    def labels(self, *, of_columns: bool = False) -> tuple[str, ...]:
        """Return the labels that tell the rows (or columns) of pictures apart: texts of the figure,
        and of one row alone.

        Numbers are no labels: they may be those of the pixels along the axes.
        """
        beside = {text.strip() for text in (self.title, *self.texts) if _is_label(text)}
        lines = self._lines(of_columns)
        words: dict[int, set[str]] = {}
        for axes in self.axes if lines else ():
            written = (axes.title, axes.xlabel, axes.ylabel, *axes.texts, *axes.ticks, *axes.legend)
            nearest = min(range(len(lines)), key=lambda line: abs(lines[line] - _centre(axes, of_columns)))
            words.setdefault(nearest, set()).update(text.strip() for text in written if _is_label(text))
        alone = (
            words[line] - set().union(*(words[each] for each in words if each != line)) for line in words
        )
        return (*sorted(beside), *(min(each) for each in alone if each))

    def _lines(self, of_columns: bool) -> list[float]:
        """Return the middles of the rows (or columns) of pictures, those closer than 2 % of the figure taken as one."""
        middles = sorted(_centre(axes, of_columns) for axes in self.axes if axes.images)
        return [each for each, before in zip(middles, [-1.0, *middles]) if each - before > 0.02]


def _centre(axes: Axes, across: bool) -> float:
    left, bottom, width, height = axes.position
    return left + width / 2 if across else bottom + height / 2


def _is_label(text: object) -> bool:
    return isinstance(text, str) and any(character.isalpha() for character in text)


@dataclass(frozen=True)
class LayerInfo:
    """What is known of one layer. Shapes hold None where a size is free,
    and are None where Keras does not know them.
    """

    name: str
    type: str
    input_shape: Any = None
    output_shape: Any = None
    activation: str | None = None
    params: int = 0
    trainable: bool = True
    config: Mapping[str, Any] | None = None


class Handle:
    """An object that stays in the worker; `type_name` is its class. judge.submission gives it its methods."""

    type_name: str = "object"


class Model(Handle):
    """A Keras model that stays in the worker."""


def is_numeric(value: Any) -> bool:
    """Return whether a value is an array of numbers or truth values."""
    return type(value) is np.ndarray and value.dtype.kind in "biuf"
