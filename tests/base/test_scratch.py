"""Paths of a check's own folders are shown by what a student knows of them."""

from __future__ import annotations

import time

import pytest

from autograder.base.mismatch import described
from autograder.base.scratch import elided, elided_in, new_folder


def test_a_folder_of_a_check_is_three_dots_wherever_its_path_stands(tmp_path):
    folder = new_folder("given", tmp_path)
    assert folder.is_dir()
    for text in ("no file {}/a b.png", "filepath={}/a.png.", "('{}', 'lost')", "no photos in {}"):
        assert elided(text.format(folder)) == text.format("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Windows, as Python writes it.
        (r"'C:\\Users\\Jean Dupont\\Temp\\given-ab12_x9z\\sea\\c.png'", r"'…\\sea\\c.png'"),
        ("it's /tmp/a/folder-ab12_x9z/c.png", "it's …/c.png"),
        ("/home/zoe/given-names/c.png", "/home/zoe/given-names/c.png"),  # a student's own
        ("a.png", "a.png"),
    ],
)
def test_nothing_else_is_shortened(text, shown):
    assert elided(text) == shown


def test_what_is_received_is_shortened_before_it_is_too_long_to_be_shown(tmp_path):
    folder = new_folder("given", tmp_path)
    paths = [f"{folder}/{name}.png" for name in ("one", "two", "three", "four")]
    assert described(paths).text("en") == "['…/one.png', '…/two.png', '…/three.png', '…/four.png']"
    assert elided_in([str(folder)] * 1000) == [str(folder)] * 1000
    assert elided_in({"a": (str(folder), 1)}) == {"a": ("…", 1)}


@pytest.mark.parametrize("text", ["/" * 10**6, "a" * 10**6, "/given-abcdefgh" * 10**4])
def test_a_long_text_costs_no_more_than_its_length(text):
    begun = time.process_time()
    elided(text)
    assert time.process_time() - begun < 2
