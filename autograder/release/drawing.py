"""What an assignment's figures.py draws with: a card, boxes, arrows, images, curves. Lengths are in inches.

Every picture lies on a card of one light colour with round corners and nothing around it: it reads the same in light
and in dark notebooks, where a transparent drawing would lose its lines in one or the other. Colours differ in lightness
as well, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.rcsetup import cycler

from autograder.base.messages import sentence

CARD, INK, QUIET = "#f6f4ee", "#22272e", "#5b636d"
# On the card, white or INK on each of these has a contrast of 4.5 or more.
BLUE, ORANGE, GREEN, RED, GREY = "#1f5f99", "#b8500f", "#2c7a4b", "#a8322d", "#d9d5ca"
STYLE: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=[BLUE, ORANGE, GREEN, RED]),
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
}


def card(width: float = 7.4, height: float = 2.4) -> tuple[Figure, Axes]:
    """Return a figure of this size with the card drawn on it, and axes in inches over the whole of it."""
    figure = plt.figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    axes.add_patch(
        FancyBboxPatch(
            (0.12, 0.12),
            width - 0.24,
            height - 0.24,
            boxstyle="round,pad=0.1",
            facecolor=CARD,
            edgecolor="none",
            zorder=-10,
        )
    )
    return figure, axes


def words(axes: Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Write a text around a point; `how` is matplotlib's (size, weight, color, ha, va …)."""
    axes.text(x, y, text, **{"ha": "center", "va": "center", **how})


def box(
    axes: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str = "",
    *,
    colour: str = BLUE,
    **how: Any,
) -> None:
    """Draw a box with its lower left corner at a point, and its text in it in white (`how`: matplotlib's,
    for the text).
    """
    axes.add_patch(
        FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=colour,
            edgecolor="none",
        )
    )
    words(axes, x + width / 2, y + height / 2, text, **{"color": "white", **how})


def arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], text: str = "", **how: Any
) -> None:
    """Draw an arrow, with a text above its middle."""
    style = {"arrowstyle": "-|>", "mutation_scale": 11, "color": QUIET, "linewidth": 1.4, **how}
    axes.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=0, **style))
    words(axes, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.13, text, size=8, color=QUIET)


def image(axes: Axes, x: float, y: float, size: float, pixels: np.ndarray, *, colour: str = "") -> None:
    """Draw an image, grey `(h, w)` or colour `(h, w, 3)` in [0, 1], with its lower left corner at a point.

    `size` is its height; `colour` frames it.
    """
    height, width = pixels.shape[:2]
    wide = size * width / height
    axes.imshow(
        pixels,
        cmap="gray",
        vmin=0,
        vmax=1,
        extent=(x, x + wide, y, y + size),
        interpolation="nearest",
        zorder=2,
    )
    axes.plot(
        [x, x + wide, x + wide, x, x],
        [y, y, y + size, y + size, y],
        color=colour or QUIET,
        linewidth=2 if colour else 0.6,
        zorder=3,
    )
    # imshow narrows the axes to the image.
    whole = _size(axes)
    axes.set(xlim=(0, whole[0]), ylim=(0, whole[1]), aspect="auto")


def row(
    axes: Axes, x: float, y: float, size: float, images: Sequence[np.ndarray] | np.ndarray, gap: float = 0.08
) -> None:
    """Draw images side by side, from a lower left corner on."""
    for position, pixels in enumerate(images):
        image(axes, x + position * (size + gap), y, size, pixels)


def plot(figure: Figure, x: float, y: float, width: float, height: float) -> Axes:
    """Return axes for a curve, with their lower left corner at a point of the card."""
    whole = figure.get_figwidth(), figure.get_figheight()
    axes: Axes = figure.add_axes((x / whole[0], y / whole[1], width / whole[0], height / whole[1]))
    axes.tick_params(labelsize=8)
    return axes


def credit(axes: Axes, name: str, origin: str, language: str) -> None:
    """Say in the lower right corner where the images come from.

    `name` is the data set's; `origin` what `autograder.data.available` said of it: "generated" is told as such.
    """
    text = sentence(f"drawing.of_{'nobody' if origin == 'generated' else name}", language)
    words(axes, _size(axes)[0] - 0.22, 0.2, text, size=6.5, color=QUIET, ha="right")


def _size(axes: Axes) -> tuple[float, float]:
    """Return width and height of the whole figure."""
    figure = axes.get_figure(root=True)
    return (figure.get_figwidth(), figure.get_figheight()) if figure else (0.0, 0.0)
