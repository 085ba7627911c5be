"""The pictures of a notebook's own cells: drawn anew, few, and none of what is no picture."""

import base64
import io
import json

import numpy as np
from PIL import Image

from autograder.base.zips import zip_bytes
from autograder.gradebook.review.pictures import MOST, pictures


def _png(size=(8, 6)):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def _book(source, *encoded):
    outputs = [{"output_type": "display_data", "data": {"image/png": each}} for each in encoded]
    cell = {"cell_type": "code", "source": source, "outputs": outputs}
    return json.dumps(
        {"nbformat": 4, "metadata": {}, "cells": [cell, {"cell_type": "markdown", "source": "x"}]}
    ).encode()


ANSWER = 'answer_q3 = r"""\nSee below.\n"""\nplot()'


def test_what_the_cell_of_an_answer_showed_is_shown():
    (drawn,) = pictures("tp.ipynb", _book(ANSWER, _png()), "tp.ipynb")["answer_q3"]

    assert Image.open(io.BytesIO(drawn)).size == (8, 6)


def test_a_notebook_in_an_archive_is_found_by_the_name_that_was_judged():
    data = zip_bytes({"a/other.ipynb": _book(ANSWER), "a/tp.ipynb": _book(ANSWER, _png())})

    assert len(pictures("tp.zip", data, "tp.ipynb")["answer_q3"]) == 1


def test_what_is_no_picture_is_left_out_and_a_large_one_made_small():
    found = pictures(
        "tp.ipynb", _book(ANSWER, "!!", base64.b64encode(b"<svg/>").decode(), _png((4000, 2000))), ""
    )

    (drawn,) = found["answer_q3"]
    assert Image.open(io.BytesIO(drawn)).size == (1600, 800)


def test_a_bomb_of_pixels_is_no_picture():
    assert pictures("tp.ipynb", _book(ANSWER, _png((10_000, 9_000))), "") == {"answer_q3": ()}


def test_there_is_an_end_to_pictures():
    assert len(pictures("tp.ipynb", _book(ANSWER, *[_png()] * 9), "")["answer_q3"]) == MOST


def test_cells_without_an_answer_and_modules_have_none():
    assert pictures("tp.ipynb", _book("plot()", _png()), "") == {}
    assert pictures("tp.py", ANSWER.encode(), "tp.py") == {}


def test_noise_is_drawn_in_fewer_pixels():
    out = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 256, (1500, 1500, 3), dtype=np.uint8)
    Image.fromarray(noise).save(out, "PNG")

    (drawn,) = pictures("tp.ipynb", _book(ANSWER, base64.b64encode(out.getvalue()).decode()), "")["answer_q3"]
    assert len(drawn) < 1_500_000
