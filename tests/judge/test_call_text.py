"""Calls, written as a student would write them."""

import numpy as np
import pytest

from autograder.judge.call_text import argument_names, call_text, helped_call, told_of


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ((np.float32(0.5), np.array(3)), "f(0.5, array(3))"),
        (("/tmp/autograder-x/given-1/photo.png",), "f('photo.png')"),
        (([1] * 20,), "f([1, 1, 1, 1, …])"),
        (("x" * 100,), "f('" + "x" * 38 + "…)"),
        (((1,),), "f((1,))"),
        (([np.zeros((2, 3))],), "f([ndarray 2×3])"),
        (({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5},), "f({'a': 1, 'b': 2, 'c': 3, 'd': 4, …})"),
        ((b"abc",), "f(b'abc')"),
    ],
)
def test_long_arguments_are_shortened(args, text):
    assert call_text("f", args, {}) == text


def test_arrays_are_shown_by_name_and_shape():
    images = np.zeros((4, 8, 8))

    assert call_text("add_noise", (images, 0.9), {"seed": 1}, ("images", "sigma")) == (
        "add_noise(images 4×8×8, 0.9, seed=1)"
    )


@pytest.mark.parametrize(
    ("claimed", "names"),
    [
        (("images", "sigma"), ("images", "sigma")),
        (("<b>", "lambda", 3, "x" * 41), ("ndarray",) * 4),
        ("images", ()),
        (None, ()),
    ],
    ids=["names", "none of them a name", "a text", "nothing"],
)
def test_a_worker_may_claim_names_and_nothing_else(claimed, names):
    assert argument_names(claimed) == names


def test_of_several_calls_the_last_of_the_students_own_is_told():
    helper, own, model = (
        call_text("recorded", (), {}),
        call_text("train", (), {}, own=True),
        call_text("m", (), {}),
    )

    assert told_of([helper, own, model]) == "train()"
    assert told_of([helper, model]) == "m()"
    assert told_of([]) is None


def test_what_a_helper_of_the_checks_calls_is_told_by_the_functions_name():
    call = helped_call("StopAtBest")

    assert (call, call.callee, call.own) == ("StopAtBest(…)", "StopAtBest", True)
