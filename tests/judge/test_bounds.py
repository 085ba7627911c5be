"""What a result may hold of a hand-in's words, and what of a hidden check a student may read."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.base.messages import keys, sentence
from autograder.base.verdict import Message, Outcome, Reason, Verdict
from autograder.course.model import Check
from autograder.judge.bounds import BUILT_IN, DETAIL, ERROR, NAME, disclosed, received
from autograder.judge.hand_in import Cell, HandIn
from autograder.judge.wire.protocol import Failure, message_of

CHECK = Check("c", {"en": "C", "fr": "C"}, 1, False, "q1", Path("c.py"), 1)
SECRET = "0.731 is the hidden argument"
HAND_IN = HandIn("a.py", (Cell("raise Odd"),), {"": "def f(x):\n    raise Odd(x)\n"})


def hidden(message, **more):
    return disclosed(Verdict("c", Outcome.FAIL, Reason.EXCEPTION, message, **more), CHECK)


def raised(*types, text=SECRET, line=2, source="lies", where=""):
    return message_of(received(Failure(Reason.EXCEPTION, text, types, line, source, where), HAND_IN))


def test_an_exception_of_a_hidden_check_is_told_by_a_built_in_type_and_the_students_own_line():
    verdict = hidden(raised(SECRET, "ValueError", "Exception"))

    assert verdict.message.text("en") == "your code raised ValueError (line 2: “raise Odd(x)”)"
    assert SECRET not in str(verdict.message)
    assert SECRET in verdict.detail  # the teacher's


@pytest.mark.parametrize("types", [(), (SECRET,), ("KeyboardInterruptt",), ("ValueError ",)])
def test_a_type_that_is_not_built_in_is_an_exception(types):
    assert "Exception" in hidden(raised(*types)).message.text("fr")
    assert SECRET not in str(hidden(raised(*types)).message)


def test_the_line_is_the_judges_own_and_the_cell_one_that_was_handed_in():
    assert raised("ValueError").values["source"] == "raise Odd(x)"
    assert raised("ValueError", line=10**9).key == "worker.exception_nowhere"
    assert raised("ValueError", where=SECRET).values["where"] == ""


@pytest.mark.parametrize("key", sorted(each for each in keys("en") if each.startswith("hidden.")))
def test_a_sentence_for_hidden_checks_has_room_for_nothing_hidden(key):
    assert key.replace("hidden.", "expect.") in keys("en") or key.replace("hidden.", "worker.") in keys("en")
    values = dict.fromkeys(("low", "high", "where", "count", "total", "floor", "ceiling", "text"), SECRET)
    known = {
        "what": "the accuracy",
        "type": "ValueError",
        "line": 3,
        "source": "s",
        "weights": "w",
        "architecture": "a",
        "version": "3.11",
        "newer": "3.12",
    }
    assert SECRET not in sentence(
        key, "en", **(values | known | ({} if "cell" not in key else {"where": "4"}))
    )


@pytest.mark.parametrize("name", ["within", "close", "equal", "at_least", "at_most", "finite"])
def test_thresholds_and_places_stay_with_the_teacher(name):
    values = {
        "low": 0.85,
        "high": 0.89,
        "where": (17,),
        "count": 17,
        "total": 99,
        "floor": 0.905,
        "ceiling": 0.7,
        "what": "it",
    }
    verdict = hidden(Message(f"expect.{name}", values), received=Message("expect.value", {"value": 0.123}))

    assert not any(digit in verdict.message.text("en") for digit in "0123456789")
    assert verdict.received is None
    assert "0.123" in verdict.detail


def test_a_course_that_grades_once_may_show_them_in_full():
    message = Message("expect.at_least", {"what": "it", "floor": 0.7})

    assert (
        disclosed(Verdict("c", Outcome.FAIL, Reason.WRONG, message), CHECK, in_full=True).message == message
    )


def test_a_public_check_keeps_its_message():
    message = raised("Odd", "ValueError")
    verdict = disclosed(Verdict("c", Outcome.FAIL, Reason.EXCEPTION, message), replace(CHECK, public=True))

    assert SECRET in verdict.message.text("en")


def test_what_is_long_or_moves_a_cursor_is_cut_and_cleaned_on_receipt():
    failure = received(Failure(Reason.EXCEPTION, "\x1b[2J" + "x" * 10**7, ("T" * 10**6,) * 1000, 1), HAND_IN)

    assert len(failure.text) <= ERROR and "\x1b" not in failure.text
    assert len(failure.types) <= 16 and all(len(each) <= NAME for each in failure.types)


def test_a_verdict_has_a_most_it_can_hold():
    long = {"value": "x" * 10**7}
    verdict = hidden(Message("expect.value", long), call="f(" + "y" * 10**7, detail="z" * 10**7)

    assert len(str(verdict)) < 2 * DETAIL


def test_no_built_in_type_is_one_of_ours():
    assert {"ValueError", "KeyError", "SystemExit"} <= BUILT_IN and "Mismatch" not in BUILT_IN
