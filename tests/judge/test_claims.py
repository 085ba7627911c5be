"""What a worker may say, and what is made of anything else."""

import numpy as np
import pytest

from autograder.base.mismatch import Mismatch
from autograder.judge import claims


@pytest.mark.parametrize(
    ("claim", "value", "known"),
    [
        (claims.claimed_shape, (None, 784), (None, 784)),
        (claims.claimed_shape, [(2,), (None, 3)], [(2,), (None, 3)]),
        (claims.claimed_shape, (-1, 2), None),
        (claims.claimed_shape, "(2,)", None),
        (claims.claimed_names, ("mse", 3), ("mse", None)),
        (claims.claimed_names, 3, None),
        (claims.claimed_config, {"rate": 0.5, 7: 1, "own": object()}, {"rate": 0.5, "own": None}),
        (claims.claimed_config, [1], {}),
        (claims.claimed_text, "a", "a"),
    ],
)
def test_what_is_of_the_right_type_stays_and_the_rest_goes(claim, value, known):
    assert claim(value) == known


def test_outputs_are_arrays_and_nothing_else():
    array = np.zeros((2, 3))
    assert claims.claimed_output(array) is array
    for value in ("text", [], None, [array, "text"]):
        with pytest.raises(Mismatch):
            claims.claimed_output(value)


def test_of_numbers_by_name_what_is_none_is_missing_and_to_ask_for_it_is_the_answers_failure():
    assert claims.claimed_numbers({"loss": 0.5, "text": "low", 3: 1.0}) == {"loss": 0.5}
    assert claims.claimed_history({"loss": [1, 0.5], "text": ["low"]}) == {"loss": [1.0, 0.5]}
    with pytest.raises(Mismatch):
        claims.claimed_numbers("none")["loss"]
