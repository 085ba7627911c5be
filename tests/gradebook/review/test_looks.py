"""Looks into a hand-in, computed apart."""

import json

import pytest

from autograder.base.errors import HandInError
from autograder.base.zips import zip_bytes
from autograder.course.text_answers import stub_text
from autograder.gradebook.review import looks
from autograder.gradebook.review.fingerprints import fingerprints
from autograder.judge.reader.helper import apart

ONE = b"import numpy as np\n\n\ndef helper(x):\n    return x + 1\n\n\ndef f(images, sigma=1):\n    y = images * 2\n    return helper(y)\n"
SAME = b'import numpy as np\ndef helper(z):  # adds one\n    return z + 1\ndef f(im, s=1):\n    """Doubles."""\n    out: float = im * 2\n    return helper(out)\n'
OTHER_HELPER = ONE.replace(b"x + 1", b"x + 2")
OTHER_NUMBER = ONE.replace(b"images * 2", b"images * 3")


def _shape(data):
    return apart(looks.shape, "a.py", data, None, ("f",))


def test_names_comments_formatting_and_docstrings_make_no_difference():
    assert _shape(ONE) == _shape(SAME) != ""


@pytest.mark.parametrize("data", [OTHER_HELPER, OTHER_NUMBER], ids=["in what it calls", "in a number"])
def test_what_it_does_makes_a_difference(data):
    assert _shape(data) != _shape(ONE)


@pytest.mark.parametrize(
    "data", [b"x = 1\n", b"def f():\n    raise NotImplementedError\n"], ids=["nothing", "stub"]
)
def test_no_answer_has_no_shape(data):
    assert _shape(data) == ""


def test_code_is_escaped_and_functions_are_found_with_their_decorators():
    found = apart(looks.code, "a.py", b"s = '<script>'\n\n\n@staticmethod\ndef f():\n    pass\n", None)

    assert "<script>" not in "".join(line for each in found.sources for line in each.lines)
    assert (found.definitions["f"].first, found.definitions["f"].last) == (4, 6)


def test_a_mistake_in_one_place_hides_no_other_answer():
    data = b"def (:\n\n\n@cached\ndef f(x):\n    return x\n"
    found = looks.code("a.py", data, None)
    assert found.definitions["f"] == looks.Definition("", 4, 6)
    assert (
        looks.shape("a.py", data, None, ("f",))
        == looks.shape("a.py", b"@cached\ndef f(y): return y\n", None, ("f",))
        != ""
    )


def test_a_text_still_to_be_written_hides_none_that_is_written():
    unwritten = stub_text("en")
    for sources in (
        ('answer_q3 = "Mine."', f'answer_q3 = "{unwritten}"'),
        (f'answer_q3 = "{unwritten}"', 'answer_q3 = "Mine."'),
        ('answer_q3 = "Old."', 'answer_q3 = "Mine."'),
    ):
        cells = [{"cell_type": "code", "source": each} for each in sources]
        found = looks.code("a.ipynb", json.dumps({"cells": cells}).encode(), None)
        assert found.texts == {"answer_q3": "Mine."}
        assert looks.code("a.py", "\n".join(sources).encode(), None).texts == {"answer_q3": "Mine."}
        assert looks.code("a.py", "\n".join((*sources, "x = (")).encode(), None).texts == {
            "answer_q3": "Mine."
        }


def test_a_difference_is_told_line_by_line():
    lines = apart(looks.difference, ("a.py", ONE), ("a.py", OTHER_NUMBER), None)

    assert [line for line in lines if line[0] in "+-"] == ["-    y = images * 2", "+    y = images * 3"]


def test_what_cannot_be_read_is_the_hand_ins_problem():
    with pytest.raises(HandInError):
        apart(looks.code, "a.ipynb", b"{", None)


def test_what_nobody_would_read_is_neither_coloured_nor_parsed():
    long = b"def f():\n    return " + b"+".join([b"1"] * 400_000) + b"\n"
    found = looks.code("a.py", long, None)

    assert "".join(line for each in found.sources for line in each.lines).count("<span") == 0
    assert looks.shape("a.py", long, None, ("f",)) != ""


MODULE = "def add_noise(x):\n    return x + 1\n\n\ndef add_salt(x):\n    return x\n"
DEMO = """import noise


def show(x):
    return [noise.add_noise(each) for each in x]


def main():
    print(show([1]))


def other():
    return 3


def add_nothing(x):
    return x
"""


def test_of_several_files_what_was_judged_is_looked_at(noise):
    """A demo beside the module has helpers of its own, more than the module has functions."""
    data = zip_bytes({"demo.py": DEMO.encode(), "noise.py": MODULE.encode()})
    found = apart(looks.code, "tp2.zip", data, noise)
    assert found.definitions.keys() >= {"add_noise", "add_salt"} and "show" not in found.definitions
    alone = apart(looks.shape, "noise.py", MODULE.encode(), noise, ("add_noise",))
    assert apart(looks.shape, "tp2.zip", data, noise, ("add_noise",)) == alone != ""
    assert apart(looks.difference, ("tp2.zip", data), ("noise.py", MODULE.encode()), noise) == ()
    (mark,) = apart(fingerprints, (("tp2.zip", data),), noise, "")
    assert "add_salt" in mark.text and "show" not in mark.text
