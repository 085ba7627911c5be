"""What crosses: operations, failures and the sentences for them."""

import numpy as np
import pytest

from autograder.base.verdict import Reason
from autograder.judge.wire.protocol import DTYPES, Failure, Operation, mapped, message_of
from autograder.judge.worker.host import Host


def test_the_host_answers_every_operation_and_no_other():
    assert set(Host._OPERATIONS) == set(Operation)


def test_the_types_of_arrays_are_numpys_truths_whole_numbers_and_floats_of_at_most_eight_bytes():
    # NumPy's own one-letter codes; TensorFlow registers others (bfloat16 …) where it is imported, and they do not cross.
    assert {np.dtype(code).name for code in "?bBhHiIlLefd"} == DTYPES


def test_leaves_of_containers_are_changed_and_containers_kept():
    assert mapped({"a": [1, (2, {"b": 3})]}, lambda leaf: leaf * 10) == {"a": [10, (20, {"b": 30})]}


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (
            Failure(Reason.EXCEPTION, "bad", ("ValueError", "Exception"), 3, "f(x)", "2"),
            ("cell 2", "line 3", "f(x)"),
        ),
        (Failure(Reason.EXCEPTION, "bad", ("ValueError",), 3, "f(x)"), ("line 3", "ValueError", "bad")),
        (Failure(Reason.EXCEPTION, "bad", ("ValueError",)), ("ValueError", "bad")),
        (Failure(Reason.EXCEPTION, "", ("SystemExit",), 7), ("7",)),
        (Failure(Reason.BAD_FILE, "m.keras: ValueError"), ("m.keras",)),
    ],
    ids=["cell", "line", "nowhere", "exit", "file"],
)
def test_a_failure_names_its_place(failure, words):
    message = message_of(failure)

    assert all(word in message.text("en") for word in words)
    assert message.text("fr") != message.text("en")


def test_every_reason_has_a_sentence():
    for reason in Reason:
        assert message_of(Failure(reason)).text("fr")
