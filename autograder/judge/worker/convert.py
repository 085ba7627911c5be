"""What the student's values become on their way to the checks: one of a closed set of types, or a reference."""

from __future__ import annotations

import collections.abc
import dataclasses
import functools
import itertools
import math
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.base.cleaning import beginning
from autograder.base.values import Axes, Figure, LayerInfo, Opaque, Table
from autograder.judge.wire.protocol import DTYPES, MAX_DEPTH, MAX_ITEMS, Reference
from autograder.judge.worker.seen import as_seen, ends, is_grey

# Pixels of a figure's small rendering.
_PICTURE = (480, 360)

_MAX_TEXTS = 256


Keep = Callable[[Any, str], Reference | Opaque]


class TooLarge(Exception):
    """A value has more items or bytes than may cross."""


def converted(value: Any, keep: Keep, limit: int = 2**62) -> Any:
    """Return what crosses in place of `value`. `keep(object, kind)` names an object that must stay in the worker.

    Raises:
        TooLarge: More than `limit` bytes of arrays and text, or more than MAX_ITEMS items.
    """
    return _Converter(keep, limit).convert(value, 0)


class _Converter:
    def __init__(self, keep: Keep, limit: int):
        self.keep, self.room, self.items = keep, limit, MAX_ITEMS

    def convert(self, value: Any, depth: int) -> Any:
        self.items -= 1
        if self.items < 0:
            raise TooLarge
        if depth > MAX_DEPTH:
            return opaque(value)
        if value is None or type(value) in (bool, float):
            return value
        if (pandas := sys.modules.get("pandas")) and (value is pandas.NA or value is pandas.NaT):
            return None
        if type(value) is int:
            return value if -(2**63) <= value < 2**64 else Opaque("int", "too large")
        if isinstance(value, str):
            self.spend(len(value))
            return str.__str__(value)
        if isinstance(value, (bytes, bytearray)):
            self.spend(len(value))
            return bytes(value)
        if isinstance(value, np.generic):
            return self.scalar(value)
        if isinstance(value, np.ndarray):
            return self.array(value)
        special = self.library(value)
        if special is not None:
            return special
        return self.container(value, depth)

    def spend(self, count: int) -> None:
        self.room -= count
        if self.room < 0:
            raise TooLarge

    def scalar(self, value: np.generic) -> Any:
        if value.dtype.kind in "biuf" and value.dtype.itemsize <= 8:
            return value.item()
        return str(value) if value.dtype.kind == "U" else opaque(value)

    def array(self, value: np.ndarray) -> Any:
        if value.dtype.name in DTYPES:
            self.spend(value.nbytes)
            little = value.dtype.newbyteorder("=")
            return np.array(value, dtype=little, subok=False, copy=True, order="C")
        if value.dtype.kind == "U":
            self.spend(value.nbytes)
            self.items -= value.size
            if self.items < 0:
                raise TooLarge
            return np.array(value, subok=False, copy=True)
        if value.dtype.kind == "O" and value.size and all(type(each) is str for each in value.flat):
            return self.array(value.astype("U"))
        return Opaque("ndarray", f"dtype={value.dtype}")

    def container(self, value: Any, depth: int) -> Any:
        def inside(each: Any) -> Any:
            return self.convert(each, depth + 1)

        if isinstance(value, tuple):
            return tuple(map(inside, tuple(value)))
        if isinstance(value, list):
            return list(map(inside, list(value)))
        if isinstance(value, (range, collections.abc.KeysView, collections.abc.ValuesView)):
            return list(map(inside, itertools.islice(value, MAX_ITEMS)))
        if isinstance(value, dict):
            return {self.key(key): inside(each) for key, each in dict(value).items()}
        if type(value) in (LayerInfo, Opaque):  # the worker's own facts about a model
            return type(value)(
                **{each.name: inside(getattr(value, each.name)) for each in dataclasses.fields(value)}
            )
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {each.name: inside(getattr(value, each.name, None)) for each in dataclasses.fields(value)}
        if isinstance(value, os.PathLike) and not callable(value):
            return str(os.fspath(value))
        if _stays(value):
            return self.keep(value, "object")
        return opaque(value)

    def key(self, key: Any) -> Any:
        if isinstance(key, np.generic):
            key = self.scalar(key)
        if key is None or type(key) in (bool, int, float, str):
            return key
        return str(key) if isinstance(key, str) else f"<{type(key).__name__}>"

    def library(self, value: Any) -> Any:
        """Return what stands for a value of TensorFlow, Keras, pandas or matplotlib; None for any other."""
        if (tf := sys.modules.get("tensorflow")) and isinstance(value, (tf.Tensor, tf.Variable)):
            return self.tensor(value)
        if keras := sys.modules.get("keras"):
            if isinstance(value, keras.Model):
                return self.keep(value, "model")
            if isinstance(value, keras.callbacks.History):
                return self.convert(dict(value.history), 1)
            if isinstance(value, keras.Variable):
                return self.array(np.asarray(value))
            if isinstance(value, (keras.Layer, keras.callbacks.Callback, keras.utils.PyDataset)):
                return self.keep(value, "object")
        if pandas := sys.modules.get("pandas"):
            if isinstance(value, pandas.DataFrame):
                return self.table(value)
            if isinstance(value, (pandas.Series, pandas.Index)):
                self.spend(8 * len(value))
                return [self.convert(each, 1) for each in value.tolist()]
        if (pyplot := sys.modules.get("matplotlib.figure")) and isinstance(value, pyplot.Figure):
            return self.figure(value)
        return None

    def tensor(self, value: Any) -> Any:
        try:
            found = value.numpy()
        except Exception:  # symbolic, ragged
            return opaque(value)
        if isinstance(found, bytes):
            return found
        return self.array(np.asarray(found))

    def table(self, frame: Any) -> Table:
        self.spend(8 * int(frame.size))
        columns = tuple(each if isinstance(each, str) else str(each) for each in frame.columns)
        rows = tuple(
            tuple(self.convert(each, 2) for each in row) for row in frame.itertuples(index=False, name=None)
        )
        return Table(columns, rows, tuple(self.convert(each, 2) for each in frame.index.tolist()))

    def figure(self, figure: Any) -> Figure:
        axes = tuple(self.axes(each) for each in figure.axes[:256] if each.get_visible())
        title = figure._suptitle.get_text() if getattr(figure, "_suptitle", None) else ""
        texts = tuple(_texts(figure))
        places = tuple(_place_in_figure(each, figure) for each in texts)
        return Figure(axes, title, self.picture(figure), tuple(each.get_text() for each in texts), places)

    def axes(self, axes: Any) -> Axes:
        drawn = [line for line in axes.get_lines() if _is_drawn(line)]
        legend = axes.get_legend()
        legend = legend if legend and legend.get_visible() else None
        whole = axes.get_figure(root=True)
        if locator := axes.get_axes_locator():
            # As of an ImageGrid, whose axes are placed when they are drawn.
            axes.apply_aspect(locator(axes, whole._get_renderer()))
        # Of the whole figure, also where the axes stand in a subfigure.
        box = axes.bbox.transformed(whole.transFigure.inverted())
        left, bottom, width, height = box.bounds
        # axis("off") hides labels and ticks, and so does an axis that is made invisible.
        level, upright = (axes.axison and axis.get_visible() for axis in (axes.xaxis, axes.yaxis))
        along = axes.get_xticklabels() if level else ()
        upwards = axes.get_yticklabels() if upright else ()
        texts = [each for each in axes.texts if _is_read(each, axes)]
        return Axes(
            title=axes.get_title() or axes.get_title("left") or axes.get_title("right"),
            xlabel=_axis_label(axes, axes.xaxis),
            ylabel=_axis_label(axes, axes.yaxis),
            lines=tuple(self.array(_in_view(line)) for line in drawn),
            line_labels=tuple(_line_label(line, legend) for line in drawn),
            images=tuple(self.image(each) for each in axes.get_images()),
            grey=tuple(is_grey(each) for each in axes.get_images()),
            bars=sum(type(patch).__name__ == "Rectangle" for patch in axes.patches),
            texts=tuple(each.get_text() for each in texts),
            text_places=tuple(_place(each, axes) for each in texts),
            ticks=tuple(each.get_text() for each in (*along, *upwards)),
            tick_places=(
                *((_place(each, axes)[0], math.nan) for each in along),
                *((math.nan, _place(each, axes)[1]) for each in upwards),
            ),
            legend=tuple(each.get_text() for each in legend.get_texts()) if legend else (),
            position=(float(left), float(bottom), float(width), float(height)),
        )

    def image(self, image: Any) -> np.ndarray:
        found = self.array(as_seen(image))
        return found if isinstance(found, np.ndarray) else np.zeros((0, 0), "float32")

    def picture(self, figure: Any) -> Any:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        width, height = figure.get_size_inches()
        dpi = min(100.0, _PICTURE[0] / max(width, 1e-3), _PICTURE[1] / max(height, 1e-3))
        before, canvas = figure.dpi, figure.canvas
        try:
            figure.set_dpi(dpi)
            agg: Any = FigureCanvasAgg(figure)  # matplotlib gives its methods no types
            agg.draw()
            return self.array(np.asarray(agg.buffer_rgba())[..., :3])
        except (ValueError, RuntimeError, MemoryError):  # a figure that cannot be drawn is still a figure
            return None
        finally:
            figure.set_dpi(before)
            figure.set_canvas(canvas)


def _axis_label(axes: Any, axis: Any) -> str:
    """Return the label of an axis that is to be seen."""
    seen = axes.axison and axis.get_visible() and axis.label.get_visible()
    return str(axis.label.get_text()) if seen else ""


def opaque(value: Any) -> Opaque:
    """Return the type and a short text of a value that does not cross."""
    try:
        text = beginning(repr(value), 200)
    except Exception as error:
        text = f"<repr raised {type(error).__name__}>"
    return Opaque(type(value).__name__, text)


def layer_info(layer: Any, shape: Callable[[Any], Any], config: dict[str, Any]) -> LayerInfo:
    """Return what is known of a Keras layer. `shape` makes tuples of Keras' shapes."""
    return LayerInfo(
        name=str(layer.name),
        type=type(layer).__name__,
        input_shape=shape(_tensors(layer, "input")),
        output_shape=shape(_tensors(layer, "output")),
        activation=_activation(getattr(layer, "activation", None)),
        params=int(layer.count_params()) if layer.built else 0,
        trainable=bool(layer.trainable),
        config=config,
    )


def _activation(activation: Any) -> str | None:
    """Return one name for all ways to write an activation: "softmax", `tf.nn.softmax`, `keras.layers.Softmax()`."""
    if activation is None:
        return None
    while isinstance(activation, functools.partial):
        activation = activation.func
    name = getattr(activation, "__name__", None)
    if isinstance(name, str):
        return re.sub(r"_v\d+$", "", name)  # TensorFlow's own name for tf.nn.softmax is softmax_v2
    name = type(activation).__name__
    return {"LeakyReLU": "leaky_relu", "PReLU": "prelu"}.get(name, name.lower())


def _tensors(layer: Any, name: str) -> Any:
    try:
        return getattr(layer, name)
    except (AttributeError, ValueError):  # never called, or a shared layer with several inputs
        return None


def _stays(value: Any) -> bool:
    tf = sys.modules.get("tensorflow")
    if tf and isinstance(value, tf.data.Dataset):
        return True
    return callable(value) or isinstance(value, (collections.abc.Iterator, collections.abc.Generator))


def _texts(figure: Any) -> Iterator[Any]:
    """Yield the texts beside the axes: of the figure, and of the figures in it."""
    yield from figure.texts[:_MAX_TEXTS]
    for each in figure.subfigs[:_MAX_TEXTS]:
        yield from _texts(each)


def _place_in_figure(text: Any, figure: Any) -> tuple[float, float]:
    """Return where a text stands, in fractions of the whole figure."""
    x, y = figure.transFigure.inverted().transform(text.get_transform().transform(text.get_position()))
    return float(x), float(y)


def _is_drawn(line: Any) -> bool:
    """Return whether a line leaves a trace: it may be invisible, or have neither a style nor markers."""
    nothing = ("None", "none", " ", "", None)
    return bool(line.get_visible()) and not (line.get_linestyle() in nothing and line.get_marker() in nothing)


def _in_view(line: Any) -> np.ndarray:
    """Return the points `(n, 2)` of a line, without those beyond the limits of its axes."""
    points: np.ndarray = np.stack([np.asarray(part, dtype="float64") for part in line.get_data()], axis=1)
    if line.get_transform() != line.axes.transData:  # a line across the axes, such as axvline draws
        return points
    limits: np.ndarray = np.sort([line.axes.get_xlim(), line.axes.get_ylim()], axis=1)
    slack = 1e-6 * np.ptp(limits, axis=1)
    beyond: np.ndarray = (points < limits[:, 0] - slack) | (points > limits[:, 1] + slack)
    kept: np.ndarray = points[~beyond.any(axis=1)]
    return kept


def _line_label(line: Any, legend: Any) -> str:
    """Return what the legend says beside a line that looks the same, or else the line's own label."""
    own = str(line.get_label())
    entries = zip(legend.legend_handles, legend.get_texts()) if legend else ()
    found = [text.get_text() for handle, text in entries if _look(handle) == _look(line)]
    return found[0] if len(found) == 1 else own


def _look(line: Any) -> tuple[str, ...]:
    return tuple(str(getattr(line, f"get_{name}", str)()) for name in ("color", "linestyle", "marker"))


def _place(text: Any, axes: Any) -> tuple[float, float]:
    """Return where a text stands; nan where its place is no number, such as the name of a category.

    On a picture, places are counted in its columns and rows, wherever its `extent` puts them.
    """
    try:
        x, y = map(float, text.get_position())
    except (TypeError, ValueError):
        return math.nan, math.nan
    image = next(iter(axes.get_images()), None)
    if image is None or (text in axes.texts and text.get_transform() != axes.transData):
        return x, y
    shape, ((left, right), (first, last)) = np.shape(image.get_array()), ends(image)
    if len(shape) < 2 or left == right or first == last:
        return x, y
    return (x - left) / (right - left) * shape[1] - 0.5, (y - first) / (last - first) * shape[0] - 0.5


def _is_read(text: Any, axes: Any) -> bool:
    """Return whether a text leaves a trace: it may be invisible, or have the colour of the picture it stands on."""
    if not text.get_visible():
        return False
    image = next(iter(axes.get_images()), None)
    if image is None or text.get_bbox_patch() is not None or text.get_path_effects():
        return True
    values = np.ma.getdata(image.get_array())
    place = _place(text, axes)
    if text.get_transform() != axes.transData or values.ndim != 2 or not np.isfinite(place).all():
        return True
    column, row = np.clip(np.round(place), 0, [values.shape[1] - 1, values.shape[0] - 1]).astype(int)
    from matplotlib.colors import to_rgb

    *colour, opacity = image.to_rgba(values[row : row + 1, column : column + 1])[0, 0].tolist()
    opacity *= float(np.min(1 if image.get_alpha() is None else image.get_alpha()))
    under = opacity * np.array(colour) + (1 - opacity) * np.array(to_rgb(axes.get_facecolor()))
    return bool(np.abs(under - to_rgb(text.get_color())).max() > 0.02)
