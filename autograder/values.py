"""The plain records that stand for what an answer returned and that is neither a number, a text nor an array."""

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
    """A data frame: column names, one tuple of plain values a row, and the row labels."""

    columns: tuple[str, ...]
    rows: tuple[tuple, ...]
    index: tuple = ()

    def column(self, name: str) -> tuple:
        """Return the values of one column. Raises KeyError."""
        if name not in self.columns:
            raise KeyError(name)
        position = self.columns.index(name)
        return tuple(row[position] for row in self.rows)


@dataclass(frozen=True)
class Axes:
    """One set of axes of a figure.

    `lines` are arrays `(n, 2)` of x and y, `images` the arrays shown by imshow, `text_places` the x and y of each of
    `texts`, `ticks` the labels along both axes, `position` is (left, bottom, width, height) in fractions of the figure.
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


@dataclass(frozen=True)
class Figure:
    """A matplotlib figure: its axes in order, its title, and a small rendering `(height, width, 3)` uint8."""

    axes: tuple[Axes, ...]
    title: str = ""
    picture: np.ndarray | None = None


@dataclass(frozen=True)
class LayerInfo:
    """What is known of one layer. Shapes hold None where a size is free, and are None where Keras does not know them."""

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
