"""What an answer got wrong, in words short enough for a student's screen."""

import numpy as np
import pytest

from autograder.base.mismatch import Mismatch, described, listed, shape_text
from autograder.base.values import Handle, Opaque, Table
from autograder.base.verdict import Message


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (np.zeros((2, 3), "float32"), "(2, 3)"),
        ([0] * 7, "7"),
        (Opaque("set", "{1}"), "set"),
        (Handle(), "object"),
        (Table(("a",), ((1,),)), "Table"),
        (True, "True"),
        (0.25, "0.25"),
        ("x" * 200, "'" + "x" * 78 + "…"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_received_value_is_described(value, text):
    assert text in described(value).text("en")


@pytest.mark.parametrize(("shape", "text"), [((3,), "(3,)"), ((None, 2), "(?, 2)"), ((), "()")])
def test_a_shape_is_written_as_numpy_does(shape, text):
    assert shape_text(shape) == text


def test_many_names_are_cut():
    assert listed(["a", "b"]) == "'a', 'b'"
    assert len(listed(["name"] * 100)) == 160


def test_a_mismatch_says_the_call_what_is_wrong_and_both_values():
    value = Message("expect.value", {"value": 0.5})
    error = Mismatch(Message("expect.unchanged"), of="f(x)", expected=value, received=value)

    first, *rest = error.text("fr").splitlines()
    assert first.startswith("f(x): ")
    assert [line.endswith("0,5") for line in rest] == [True, True]
