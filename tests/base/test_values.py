"""The records that stand for what an answer returned."""

import numpy as np
import pytest

from autograder.base.values import Axes, Figure, Table


def test_a_column_of_a_table_holds_its_values_row_by_row():
    table = Table(("name", "accuracy"), (("cnn", 0.91), ("mlp", 0.86)))
    assert table.column("accuracy") == (0.91, 0.86)
    assert table.column("name") == ("cnn", "mlp")


def test_a_column_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError, match="loss"):
        Table(("name",), ()).column("loss")


def _place(row, column, **words):
    return Axes(images=(np.zeros((2, 2)),), position=(0.3 * column, 0.7 - 0.3 * row, 0.2, 0.2), **words)


def test_the_titles_of_three_rows_are_three_labels():
    places = tuple(_place(row, 0, title=title) for row, title in enumerate(("noisy", "denoised", "original")))
    assert sorted(Figure(places).labels()) == ["denoised", "noisy", "original"]


def test_the_titles_of_three_columns_are_one_label_of_rows_and_three_of_columns():
    figure = Figure(tuple(_place(0, column, title=f"image {column}") for column in range(3)))
    assert (len(figure.labels()), len(figure.labels(of_columns=True))) == (1, 3)


def test_what_stands_beside_every_row_labels_none():
    assert Figure(tuple(_place(row, 0, ylabel="image") for row in range(3))).labels() == ()


def test_numbers_along_the_axes_are_no_labels():
    assert Figure(tuple(_place(row, 0, ticks=(str(row), "0.5")) for row in range(3))).labels() == ()


def test_texts_beside_the_axes_are_labels():
    figure = Figure((_place(0, 0), _place(1, 0)), "noisy", None, ("noisy", "clean"))
    assert figure.labels() == ("clean", "noisy")
