"""What support.py says its functions return is what a reply in their name must be."""

import ast

import numpy as np
import pytest

from autograder.judge.support_kinds import fits, return_kinds


def kind(text):
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("value", "annotation", "expected"),
    [
        (np.zeros(2), "np.ndarray", True),
        ("x", "np.ndarray", False),
        (True, "int", False),
        ((np.zeros(1), 2), "tuple[np.ndarray, int]", True),
        ((np.zeros(1),), "tuple[np.ndarray, int]", False),
        ([1, 2], "list[int]", True),
        ([1, "a"], "list[int]", False),
        ({"a": [0.5]}, "dict[str, list[float]]", True),
        ({"a": 0.5}, "dict[str, list[float]]", False),
        ("why", "keras.Model | str", True),
        (3, "keras.Model", False),
        (b"anything", "None", False),
        (None, "None", True),
        (3, "keras.Model | None", False),
        (b"anything", "Any", True),
        ({"a": [0.5], "b": []}, 'dict[Literal["a", "b"], list[float]]', True),
        ({"a": [0.5]}, 'dict[Literal["a", "b"], list[float]]', False),
        ({"a": [0.5], "b": [], "c": []}, 'dict[Literal["a", "b"], list[float]]', False),
        ({1: 0.5}, "dict[str, float]", False),
        ({1: 0.5}, "dict[int, float]", True),
        (True, "Literal[1, 2]", False),
        ([("learnt", [1, 2]), ("shown", [])], 'list[tuple[Literal["learnt", "shown"], list[int]]]', True),
        ([("lost", [1, 2])], 'list[tuple[Literal["learnt", "shown"], list[int]]]', False),
    ],
)
def test_a_value_is_of_its_kind_or_not(value, annotation, expected):
    assert fits(value, kind(annotation)) is expected


def test_a_function_without_an_annotation_promises_nothing():
    assert list(return_kinds("def f(): ...\ndef g() -> int: ...\n")) == ["g"]
