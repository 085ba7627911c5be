"""Who is waited for is said as one reads it off a clock, the longest first."""

import pytest

from autograder.base.at_work import duration_text, long_text


def _plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seconds", "en", "fr"),
    [
        (40, "40 s", "40 s"),
        (80, "1 min 20 s", "1 min 20"),
        (65.9, "1 min 05 s", "1 min 05"),
        (3900, "1 h 05 min", "1 h 05"),
    ],
)
def test_a_duration_is_written_as_a_clock_shows_it(seconds, en, fr):
    assert (_plain(duration_text(seconds, "en")), _plain(duration_text(seconds, "fr"))) == (en, fr)


def test_nobody_is_no_words():
    assert long_text([], "fr") == ""


def test_who_takes_longest_is_named_first_and_only_a_few_are():
    hand_ins = [
        {"name": name, "assignment": "02_noise", "seconds": seconds}
        for name, seconds in (("Durand", 80), ("Petit", 130), ("Roy", 40), ("Noël", 31), ("Zoé\x1b[2J", 30))
    ]
    assert _plain(long_text(hand_ins[:1], "fr")) == "en cours depuis 1 min 20 : Durand, 02_noise"
    assert _plain(long_text(hand_ins, "fr")) == (
        "en cours depuis 2 min 10 : Petit, 02_noise · depuis 1 min 20 : Durand, 02_noise · "
        "depuis 40 s : Roy, 02_noise · et 2 de plus"
    )
    assert "\x1b" not in long_text(hand_ins[-1:], "en")


def test_a_second_try_says_why_its_time_begins_anew():
    again = {"name": "Durand", "assignment": "02_noise", "seconds": 50, "again": True}
    assert _plain(long_text([again], "fr")) == (
        "en cours depuis 50 s : Durand, 02_noise (une seconde fois : la machine était trop chargée)"
    )
