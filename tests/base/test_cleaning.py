"""What a person sees of a stranger's text moves no cursor, turns no writing round, and has an end."""

import sys

import pytest

from autograder.base.cleaning import beginning, clean, clean_line


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\x00",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\ud800",
        "\ue000",
        "\r",
    ],
)
def test_what_moves_turns_or_hides_leaves_a_mark(text):
    assert clean(f"a{text}b", 80).isprintable()
    assert "\N{REPLACEMENT CHARACTER}" in clean(f"a{text}b", 80)


def test_letters_of_every_language_stay():
    text = "Élodie naïve «\N{NO-BREAK SPACE}œuvre\N{NARROW NO-BREAK SPACE}» 日本 Ωmega 😀 4×8"
    assert clean_line(text) == text


def test_lines_stay_where_they_are_wanted():
    assert clean("a\n\tb", 80) == "a\n\tb"
    assert clean_line("a\nb") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("length", [1, 2, 3, 10, 80])
def test_no_more_is_left_than_asked_for(length):
    assert len(clean("x" * 1000, length)) <= length
    assert clean("x" * length, length) == "x" * length


def test_a_name_is_short_and_printable():
    assert clean_line("a\x1b[31m.py") == "a\N{REPLACEMENT CHARACTER}[31m.py"
    assert len(clean_line("x" * 500)) == 80


def test_every_character_there_is_can_be_written_as_utf_8_afterwards():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    clean(everything, sys.maxunicode + 1).encode()


def test_a_text_that_was_cut_short_ends_in_an_ellipsis():
    assert beginning("abcdef", 6) == "abcdef"
    assert beginning("abcdefg", 6) == "abcde…"
