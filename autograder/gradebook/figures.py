"""Figures of the class report: SVG drawn with matplotlib's objects, once for light and once for dark pages."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Intervals = list[tuple[float, float, int]]  # (from, to, how many)

LIGHT = {"ink": "#1d2230", "soft": "#565d6d", "line": "#dcd9cf", "bar": "#2a4d8f", "mean": "#a8321c"}
DARK = {"ink": "#e8e6e0", "soft": "#a9aebb", "line": "#343a46", "bar": "#9dbcf5", "mean": "#ff9d85"}


@dataclass(frozen=True)
class Drawing:
    """A figure as two data URLs, and the text for who does not see it."""

    light: str
    dark: str
    about: str


def bins(values: Sequence[float], low: float, high: float, count: int) -> Intervals:
    """Return (from, to, how many) for `count` equal intervals; each but the last leaves its upper end out."""
    width = (high - low) / count or 1.0
    totals = [0] * count
    for value in values:
        totals[min(count - 1, max(0, int((value - low) / width + 1e-9)))] += 1
    return [(low + place * width, low + (place + 1) * width, total) for place, total in enumerate(totals)]


def histogram(
    intervals: Intervals,
    xlabel: str,
    ylabel: str,
    median: float | None,
    about: str,
    *,
    tick: Callable[[float], str],
) -> Drawing:
    """Return a histogram of the intervals, with a dashed line at the median. `tick` writes a number of the x axis."""
    light, dark = (_svg(intervals, xlabel, ylabel, median, tick, colours) for colours in (LIGHT, DARK))
    return Drawing(light, dark, about)


def _svg(
    intervals: Intervals,
    xlabel: str,
    ylabel: str,
    median: float | None,
    tick: Callable[[float], str],
    colours: dict[str, str],
) -> str:
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    # A fixed salt and no date: the same class gives the same bytes.
    with matplotlib.rc_context({"svg.hashsalt": "autograder", "svg.fonttype": "path"}):
        figure = Figure(figsize=(4.4, 2.5), layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        axes.bar(
            [low for low, _, _ in intervals],
            [total for *_, total in intervals],
            [0.9 * (high - low) for low, high, _ in intervals],
            align="edge",
            color=colours["bar"],
            linewidth=0,
        )
        if median is not None:
            axes.axvline(median, color=colours["mean"], linewidth=2, linestyle=(0, (4, 2)))
        axes.set_xlim(intervals[0][0], intervals[-1][1])
        axes.set_xlabel(xlabel, color=colours["soft"], fontsize=10)
        axes.set_ylabel(ylabel, color=colours["soft"], fontsize=10)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=6))
        axes.xaxis.set_major_formatter(lambda value, place: tick(float(value)))
        axes.tick_params(colors=colours["soft"], labelsize=10, length=0)
        axes.tick_params(axis="x", pad=6)
        axes.grid(axis="y", color=colours["line"], linewidth=0.8)
        axes.set_axisbelow(True)
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(colours["line"])
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")
