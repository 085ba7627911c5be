"""How an image of matplotlib is seen on the screen: its values, where they lie, whether they are grey."""

from __future__ import annotations

from typing import Any

import numpy as np


def as_seen(image: Any) -> np.ndarray:
    """Return an image's values as they stand on the screen: rows from the top, columns from the left.

    Rows and columns whose middles lie beyond the limits of the axes are not to be seen.
    """
    values = np.asarray(np.ma.getdata(image.get_array()))
    if values.ndim < 2:  # an image without data
        return values
    if values.ndim == 2 and _of_one_shade(values, image.norm):
        # All is of one colour, but for what is no number and leaves a hole.
        values = np.where(np.isnan(values), values, np.nanmin(values))
    left, right, bottom, top = image.get_extent()
    across, down = ends(image)
    rows = _seen(down, len(values), image.axes.get_ylim())
    columns = _seen(across, values.shape[1], image.axes.get_xlim())
    seen: np.ndarray = values[rows][:, columns]
    (x, y), (last_x, last_y) = image.axes.transData.transform([(left, bottom), (right, top)])
    if (last_y > y) != (getattr(image, "origin", "upper") == "upper"):
        seen = seen[::-1]
    return seen[:, ::-1] if last_x < x else seen


def _of_one_shade(values: np.ndarray, norm: Any) -> bool:
    """Return whether values that differ look alike: the limits of the shades are far from them, or without a distance.

    As those of 0 … 1 do between 0, black, and 255, white: of 256 shades they have the darkest two.
    """
    low, high = norm.vmin, norm.vmax
    if type(norm).__name__ != "Normalize" or low is None or high is None or np.isnan(values).all():
        return False
    numbers = values.astype("float64")
    shades = np.clip((numbers - low) / ((high - low) or np.inf), 0, 1)
    return bool(np.nanmin(numbers) < np.nanmax(numbers) and np.nanmax(shades) - np.nanmin(shades) < 1 / 250)


def ends(image: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return from where to where an image's columns go along the first axis, and its rows along the second."""
    left, right, bottom, top = image.get_extent()
    upper = getattr(image, "origin", "upper") == "upper"
    return (left, right), (top, bottom) if upper else (bottom, top)


def is_grey(image: Any) -> bool:
    """Return whether a picture is shown in shades of grey: by its colour map, or by three equal channels."""
    shown = np.ma.getdata(image.get_array())
    colours = image.cmap(np.linspace(0, 1, 16)) if shown.ndim == 2 else shown
    return bool(np.ptp(np.asarray(colours, "float64")[..., :3], axis=-1).max(initial=0) < 1e-6)


def _seen(ends: tuple[float, float], count: int, limits: tuple[float, float]) -> np.ndarray:
    """Return which of `count` rows or columns, from one end to the other, have their middles within the limits."""
    middles = ends[0] + (np.arange(count) + 0.5) / max(count, 1) * (ends[1] - ends[0])
    slack = 1e-6 * abs(limits[1] - limits[0])
    seen: np.ndarray = (middles >= min(limits) - slack) & (middles <= max(limits) + slack)
    return seen
