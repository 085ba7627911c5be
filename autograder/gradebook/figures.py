"""Figures of the class report: SVG drawn with matplotlib's objects, once for light and once for dark pages."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

LIGHT = {"ink": "#1d2230", "soft": "#565d6d", "line": "#dcd9cf", "bar": "#2a4d8f", "mean": "#a8321c"}
DARK = {"ink": "#e8e6e0", "soft": "#a9aebb", "line": "#343a46", "bar": "#9dbcf5", "mean": "#ff9d85"}


@dataclass(frozen=True)
class Drawing:
    """A figure as two data URLs, and the text for who does not see it."""

    light: str
    dark: str
    about: str


def bins(values: Sequence[float], low: float, high: float, count: int) -> list[tuple[float, float, int]]:
    """Return (from, to, how many) for `count` equal intervals; each but the last leaves its upper end out."""
    width = (high - low) / count or 1.0
    totals = [0] * count
    for value in values:
        totals[min(count - 1, max(0, int((value - low) / width + 1e-9)))] += 1
    return [(low + place * width, low + (place + 1) * width, total) for place, total in enumerate(totals)]


def histogram(
    panels: Sequence[tuple[list[tuple[float, float, int]], str, float | None]], ylabel: str, about: str
) -> Drawing:
    """Return histograms side by side: each panel is its bins, the label of its axis, and the median to mark."""
    return Drawing(_svg(panels, ylabel, LIGHT), _svg(panels, ylabel, DARK), about)


def _svg(panels, ylabel: str, colours: dict[str, str]) -> str:
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    # A fixed salt and no date: the same class gives the same bytes.
    with matplotlib.rc_context(
        {"svg.hashsalt": "autograder", "font.family": "sans-serif", "svg.fonttype": "path"}
    ):
        figure = Figure(figsize=(7.2, 2.7), layout="constrained")
        figure.patch.set_alpha(0)
        for place, (intervals, label, median) in enumerate(panels, start=1):
            axes = figure.add_subplot(1, len(panels), place)
            axes.patch.set_alpha(0)
            left = [low for low, _, _ in intervals]
            width = [high - low for low, high, _ in intervals]
            axes.bar(
                left, [total for *_, total in intervals], [0.92 * each for each in width], align="edge",
                color=colours["bar"], linewidth=0,
            )  # fmt: skip
            if median is not None:
                axes.axvline(median, color=colours["mean"], linewidth=1.8, linestyle=(0, (4, 2)))
            axes.set_xlabel(label, color=colours["soft"], fontsize=9)
            if place == 1:
                axes.set_ylabel(ylabel, color=colours["soft"], fontsize=9)
            axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
            axes.tick_params(colors=colours["soft"], labelsize=9, length=0)
            axes.grid(axis="y", color=colours["line"], linewidth=0.8)
            axes.set_axisbelow(True)
            for side, spine in axes.spines.items():
                spine.set_visible(side == "bottom")
                spine.set_color(colours["line"])
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")
