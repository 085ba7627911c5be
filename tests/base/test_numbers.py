"""Numbers as a reader of either language writes them."""

import pytest

from autograder.base import numbers
from autograder.base.numbers import decimals, parsed, percent, points_text, significant


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(0.25, "0.25", "0,25"), (12345.6, "1.235e+04", "1,235e+04"), (3.0, "3", "3")],
)
def test_four_significant_digits(value, english, french):
    assert (significant(value, "en"), significant(value, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("points", "english", "french"),
    [(7.5, "7.5", "7,5"), (10, "10", "10"), (0.333, "0.33", "0,33"), (0, "0", "0")],
)
def test_points_have_at_most_two_decimals(points, english, french):
    assert (points_text(points), points_text(points, "fr")) == (english, french)


def test_decimals_are_as_many_as_asked_for():
    assert decimals(-0.5, "en") == "\N{MINUS SIGN}0.50"
    assert decimals(2.0, "fr", 1) == "2,0"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("15.5", 15.5),
        ("15,50", 15.5),
        ("1\N{NO-BREAK SPACE}000,5", 1000.5),
        ("-", None),
        ("", None),
        ("nan", None),
        ("1e999", None),
    ],
)
def test_a_cell_is_read_with_either_decimal_sign(cell, value):
    assert parsed(cell) == value


def test_a_share_is_written_with_the_space_of_its_language():
    assert percent(0.254, "en") == "25%"
    assert percent(0.254, "fr") == "25\N{NO-BREAK SPACE}%"


def test_what_a_system_writes_is_read_in_its_readers_typography_and_words_stay():
    assert [numbers.number_text(each, "fr") for each in ("11.33", "11,330", "17", "—", "A-")] == [
        "11,33",
        "11,33",
        "17",
        "—",
        "A-",
    ]
    assert numbers.number_text("11,33", "en") == "11.33"
