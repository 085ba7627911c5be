"""What crosses in place of a student's values."""

import functools
import pathlib
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.base.values import Opaque
from autograder.judge.wire.protocol import MAX_ITEMS, Reference
from autograder.judge.worker.convert import TooLarge, converted, layer_info


def keep(value, kind):
    return Reference(1, kind, type(value).__name__)


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Array(np.ndarray):
    pass


@dataclass
class Point:
    x: int
    y: float


@pytest.mark.parametrize(
    ("value", "crosses"),
    [
        (np.float32(0.5), 0.5),
        (2**70, Opaque("int", "too large")),
        (bytearray(b"ab"), b"ab"),
        (range(3), [0, 1, 2]),
        ({"a": 1}.keys(), ["a"]),
        (pathlib.PurePosixPath("a/b"), "a/b"),
        (Point(1, 2.0), {"x": 1, "y": 2.0}),
        ({np.int64(1): 2}, {1: 2}),
        ({(1, 2): 3}, {"<tuple>": 3}),
        (len, Reference(1, "object", "builtin_function_or_method")),
        (iter([1]), Reference(1, "object", "list_iterator")),
        ({3}, Opaque("set", "{3}")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_becomes_one_of_the_closed_set(value, crosses):
    found = converted(value, keep)

    assert (type(found), found) == (type(crosses), crosses)


def test_subclasses_leave_their_class_behind():
    text, array = converted([Text("x"), np.zeros(2).view(Array)], keep)

    assert type(text) is str
    assert type(array) is np.ndarray


def test_an_array_is_a_copy():
    array = np.zeros(3)
    converted(array, keep)[0] = 1

    assert array[0] == 0


def test_a_list_that_holds_itself_ends():
    value = []
    value.append(value)

    found = converted(value, keep)
    for _ in range(24):
        found = found[0]
    assert type(found[0]) is Opaque


@pytest.mark.parametrize(
    "value", [[None] * (MAX_ITEMS + 1), np.zeros(200), "x" * 1001], ids=["items", "array", "text"]
)
def test_what_is_too_much_is_refused_before_it_is_sent(value):
    with pytest.raises(TooLarge):
        converted(value, keep, limit=1000)


def test_a_repr_that_bites_is_left_alone():
    class Biting:
        def __repr__(self):
            raise RuntimeError("ha")

    assert converted(Biting(), keep) == Opaque("Biting", "<repr raised RuntimeError>")


def test_what_pandas_calls_missing_crosses_as_none():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"best": pandas.array([2, pandas.NA], dtype="Int64")})
    assert converted(table, lambda value, kind: Opaque(kind)).column("best") == (2, None)
    assert converted(pandas.NA, lambda value, kind: Opaque(kind)) is None


def test_axes_that_are_placed_when_they_are_drawn_stand_where_they_will_be_seen():
    whole = pytest.importorskip("matplotlib.figure").Figure()
    grids = pytest.importorskip("mpl_toolkits.axes_grid1")
    grid = grids.ImageGrid(whole, 111, nrows_ncols=(3, 2), axes_pad=0.05)
    for axes in grid:
        axes.imshow(np.zeros((4, 4)))

    figure = converted(whole, lambda value, kind: Opaque(kind))

    corners = [tuple(round(each, 3) for each in axes.position[:2]) for axes in figure.axes]
    assert len({left for left, _ in corners}) == 2 and len({bottom for _, bottom in corners}) == 3
    assert corners[0][1] > corners[2][1] > corners[4][1]


def test_a_figure_tells_the_texts_of_its_subfigures_and_where_their_axes_stand_in_the_whole():
    figures = pytest.importorskip("matplotlib.figure")
    whole = figures.Figure()
    whole.text(0.5, 0.5, "free")
    above, below = whole.subfigures(2, 1)
    above.suptitle("noisy")
    below.supylabel("clean")
    for part in (above, below):
        part.subplots().imshow(np.eye(2), cmap="gray")
    figure = converted(whole, lambda value, kind: Opaque(kind))
    assert set(figure.texts) == {"free", "noisy", "clean"}
    heights = dict(zip(figure.texts, (y for _, y in figure.text_places), strict=True))
    assert heights["noisy"] > 0.5 > heights["clean"]
    first, second = (axes.position[1] for axes in figure.axes)
    assert first > 0.5 > second
    plain = figures.Figure()
    plain.text(0.5, 0.5, "noisy")
    assert converted(plain, lambda value, kind: Opaque(kind)).texts == ("noisy",)


def test_a_line_without_a_label_has_that_of_the_legend():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    (first,), (second,) = axes.plot([1, 2]), axes.plot([2, 1])
    axes.legend([second, first], ["validation", "training"])
    (crossed,) = converted(axes.figure, lambda value, kind: Opaque(kind)).axes
    assert crossed.line_labels == ("training", "validation")


def test_a_legend_says_more_of_a_line_than_its_own_label():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.plot([1, 2], label="training")
    axes.plot([2, 1], label="validation")
    axes.legend(["validation", "training"])
    assert _axes(axes).line_labels == ("validation", "training")
    axes.get_legend().set_visible(False)
    assert _axes(axes).line_labels == ("training", "validation")
    assert _axes(axes).legend == ()


def test_lines_that_are_not_to_be_seen_are_not_told():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.plot([1, 2, 3])
    axes.plot([3, 2, 1], visible=False)
    axes.plot([2, 2, 2], linestyle="")
    axes.plot([2, 3, 2], ".", linestyle="")
    assert [line[:, 1].tolist() for line in _axes(axes).lines] == [[1, 2, 3], [2, 3, 2]]


def test_points_beyond_the_limits_of_the_axes_are_not_told():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.plot([1, 2, 3], [0.5, 1.0, 1.5])
    axes.axvline(7)
    axes.set(xlim=(1, 3), ylim=(0, 1))
    line, upright = _axes(axes).lines
    assert line.tolist() == [[1, 0.5], [2, 1.0]]
    assert len(upright) == 2


def _axes(axes):
    (crossed,) = converted(axes.figure, lambda value, kind: Opaque(kind)).axes
    return crossed


def test_each_tick_label_has_its_place_along_its_axis():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.set_xticks([1, 3], ["shirt", "coat"])
    axes.set_yticks([2], ["bag"])
    (crossed,) = converted(axes.figure, lambda value, kind: Opaque(kind)).axes
    assert crossed.ticks == ("shirt", "coat", "bag")
    assert np.array_equal(crossed.tick_places, [(1, np.nan), (3, np.nan), (np.nan, 2)], equal_nan=True)


def test_labels_that_axes_hide_are_not_told():
    figures = pytest.importorskip("matplotlib.figure")
    whole = figures.Figure()
    hidden = whole.subplots()
    hidden.set(title="seen", xlabel="below", ylabel="beside", yticks=[0], yticklabels=["tick"])
    hidden.axis("off")
    (axes,) = converted(whole, lambda value, kind: Opaque(kind)).axes
    assert (axes.title, axes.xlabel, axes.ylabel, axes.ticks) == ("seen", "", "", ())


def test_labels_of_an_axis_that_is_invisible_are_not_told():
    figures = pytest.importorskip("matplotlib.figure")
    whole = figures.Figure()
    hidden = whole.subplots()
    hidden.set(
        xlabel="below", xticks=[1], xticklabels=["one"], ylabel="beside", yticks=[0], yticklabels=["tick"]
    )
    hidden.yaxis.set_visible(False)
    (axes,) = converted(whole, lambda value, kind: Opaque(kind)).axes
    assert (axes.xlabel, axes.ylabel, axes.ticks) == ("below", "", ("one",))


def test_places_on_a_picture_are_counted_in_its_cells():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.imshow(np.arange(6.0).reshape(2, 3), extent=(0, 30, 20, 0))
    axes.text(25, 5, "right above")
    axes.set_xticks([15], ["middle"])
    axes.set_yticks([15], ["below"])
    crossed = _axes(axes)
    assert np.allclose(crossed.text_places, [(2, 0)])
    assert np.allclose(crossed.tick_places, [(1, np.nan), (np.nan, 1)], equal_nan=True)


def test_a_text_in_the_colour_of_the_picture_below_it_is_not_told():
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.imshow(np.array([[0.0, 1.0]]), cmap="gray")
    for column, colour in ((0, "black"), (0, "white"), (1, "black"), (1, "white")):
        axes.text(column, 0, f"{colour} {column}", color=colour)
    axes.text(0, 0, "framed", color="black", bbox={"facecolor": "white"})
    axes.text(1, 0, "invisible", visible=False)
    assert _axes(axes).texts == ("white 0", "black 1", "framed")


def test_a_text_where_a_picture_has_no_colour_is_told():
    matplotlib = pytest.importorskip("matplotlib")
    axes = pytest.importorskip("matplotlib.figure").Figure().add_subplot()
    axes.imshow(np.array([[0.0, 10.0]]), norm=matplotlib.colors.LogNorm(1, 10))  # none for 0
    axes.text(0, 0, "0", color="black")
    axes.text(0, 0, "white on white", color="white")
    assert _axes(axes).texts == ("0",)
    axes.images[0].set(norm=matplotlib.colors.Normalize(0, 10), cmap="gray", alpha=0.5)  # half black on white
    assert _axes(axes).texts == ("0", "white on white")


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (lambda tf, keras: "softmax", "softmax"),
        (lambda tf, keras: tf.nn.softmax, "softmax"),
        (lambda tf, keras: keras.layers.Softmax(), "softmax"),
        (lambda tf, keras: keras.layers.LeakyReLU(), "leaky_relu"),
        (lambda tf, keras: tf.nn.relu, "relu"),
        (lambda tf, keras: functools.partial(keras.activations.relu, max_value=1.0), "relu"),
    ],
)
def test_an_activation_has_one_name_however_it_is_written(write, name):
    tf, keras = pytest.importorskip("tensorflow"), pytest.importorskip("keras")
    layer = keras.layers.Dense(3, activation=write(tf, keras))

    assert layer_info(layer, lambda tensor: None, {}).activation == name


@pytest.mark.parametrize(
    ("options", "turned", "seen"),
    [
        ({}, (), lambda values: values),
        ({"origin": "lower"}, (), np.flipud),
        ({}, ("y",), np.flipud),
        ({"origin": "lower"}, ("y",), lambda values: values),
        ({}, ("x",), np.fliplr),
    ],
)
def test_an_image_crosses_as_it_stands_on_the_screen(options, turned, seen):
    values = np.arange(6.0).reshape(2, 3)
    whole = pytest.importorskip("matplotlib.figure").Figure()
    axes = whole.subplots()
    axes.imshow(values, **options)
    for each in turned:
        getattr(axes, f"invert_{each}axis")()
    (crossed,) = converted(whole, lambda value, kind: Opaque(kind)).axes[0].images
    assert np.array_equal(crossed, seen(values))
