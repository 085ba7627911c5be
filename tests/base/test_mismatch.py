"""What an answer got wrong, in words short enough for a student's screen."""

import numpy as np
import pytest

from autograder.base.mismatch import Mismatch, described, listed, shape_text
from autograder.base.values import Figure, Handle, Model, Opaque, Table
from autograder.base.verdict import Message


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (
            None,
            "None (does the function end with return?)",
            "None (la fonction se termine-t-elle par return ?)",
        ),
        (
            np.zeros((2, 3), "float32"),
            "an array of shape (2, 3), float32",
            "un tableau de forme (2, 3), float32",
        ),
        (np.array(["a", "b"]), "an array of texts, of shape (2,)", "un tableau de textes, de forme (2,)"),
        ([0] * 11, "a list of 11 items", "une liste de 11 éléments"),
        ((0,) * 7, "a tuple of 7 items", "un tuple de 7 éléments"),
        ([1, "a", None], "[1, 'a', None]", "[1, 'a', None]"),
        (
            (np.zeros(3), None, [np.zeros(2)]),
            "(an array of shape (3,), float64; None; […])",
            "(un tableau de forme (3,), float64; None; […])",
        ),
        ({"a": 1}, "{'a': 1}", "{'a': 1}"),
        (
            {"loss": [0.5] * 30, "val_loss": [0.5] * 30},
            "a dictionary with the keys 'loss', 'val_loss'",
            "un dictionnaire dont les clés sont 'loss', 'val_loss'",
        ),
        (
            Table(("a", "b"), ((1, 2),)),
            "a pandas DataFrame of shape (1, 2), with the columns 'a', 'b'",
            "un DataFrame pandas de forme (1, 2), dont les colonnes sont 'a', 'b'",
        ),
        (Figure(()), "a matplotlib figure", "une figure matplotlib"),
        (Model(), "a Keras model (object)", "un modèle Keras (object)"),
        (Opaque("set", "{1}"), "an object of type set", "un objet de type set"),
        (Handle(), "an object of type object", "un objet de type object"),
        (True, "True", "True"),
        (0.25, "0.25", "0,25"),
        ("x" * 200, "'" + "x" * 78 + "…", "'" + "x" * 78 + "…"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_received_value_is_described_as_a_teacher_would(value, english, french):
    assert described(value).text("en") == english
    assert described(value).text("fr").replace("\u00a0", " ").replace("\u202f", " ") == french


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


def test_texts_are_set_apart_as_python_does_it_however_long_their_list():
    long = ["a" * 40, "b" * 40]
    assert described(long).text("fr") == f"['{long[0]}', '{long[1]}']"
