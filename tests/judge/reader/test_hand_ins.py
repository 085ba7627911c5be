"""What a stranger hands in is read with limits of time and memory, and never in this process."""

import json

import pytest

from autograder.base.errors import HandInError
from autograder.judge import hand_in as parsing
from autograder.judge.reader import hand_ins
from tests.judge.reader.files import DAMAGED, HEAVY
from tests.kinds.parts import packed


def read(name, data):
    try:
        return hand_ins.read_hand_in(data, None, name)
    except HandInError as problem:
        return problem


def test_an_ordinary_file_is_read_as_the_parser_reads_it():
    data = b"import os\n\ndef f(x):\n    return x\ny, z = 1, 2\n"
    found = read("a.py", data)

    assert [cell.source for cell in found.cells] == [
        cell.source for cell in parsing.read_in_this_process(data, name="a.py").cells
    ]
    assert [cell.binds for cell in found.cells] == [("os",), ("f",), ("y", "z")]


def test_nothing_of_it_is_parsed_in_this_process(monkeypatch):
    monkeypatch.setattr(parsing, "read_in_this_process", lambda *_: pytest.fail("parsed in the judge"))

    assert read("a.py", b"x = 1\n").cells


def test_the_size_is_looked_at_first(monkeypatch):
    monkeypatch.setattr(hand_ins, "apart", lambda *_: pytest.fail("read"))

    assert read("a.py", bytes(parsing.MAX_BYTES + 1)).key == "handin.too_large"


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_and_never_a_traceback(name):
    found = read(*DAMAGED[name])

    assert isinstance(found, HandInError) or all(cell.source for cell in found.cells)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_read_or_told_in_bounded_time(name):
    found = read(*HEAVY[name])

    if isinstance(found, HandInError):
        assert found.key in (
            "handin.too_slow",
            "handin.too_many",
            "handin.too_large",
            "handin.kills_reader",
            "handin.damaged",
        )


def test_two_thousand_files_beside_an_answer_are_looked_through_within_the_readers_limit():
    files = {f"tp/data/photos/{number:04}.png": b"x" for number in range(1900)}
    picture = "iVBOR" * 20_000  # such as notebooks hold
    answer = f"x = open('../../data/photos/0001.png')\nlogo = '{picture}'\n".encode()

    found = read("a.zip", packed({"tp/src/own/light.py": answer, **files}))

    assert len(found.files) == 2 * len(files)  # by two paths each


def test_more_statements_than_an_answer_needs_are_refused():
    assert read("a.py", b"a\n" * (hand_ins.MAX_CELLS + 1)).key == "handin.too_many"


def test_a_lone_surrogate_of_a_notebook_does_not_stop_whoever_writes_it_down():
    cell = {"cell_type": "code", "metadata": {}, "source": "x = '\ud800'"}
    data = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()
    found = read("a.ipynb", data)

    assert isinstance(found, HandInError) or [cell.source.encode() for cell in found.cells]
