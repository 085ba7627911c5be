"""What is found out about one student's files before anything is judged, however little can be read of them."""

from __future__ import annotations

import pytest

from autograder.base.errors import HandInError
from autograder.gradebook import first_look
from autograder.gradebook.first_look import looked_into, said
from autograder.judge.reader.helper import STARVED

NOISE = b"def add_noise(x):\n    pass\ndef add_salt(x):\n    pass\n"


@pytest.fixture
def noise_alone(course):
    """Return 02_noise as the only assignment that is graded."""
    return [course.assignment("02")]


def test_an_answer_of_its_assignment_leaves_nothing_to_say(course):
    (reading,) = looked_into([("tp2.py", NOISE)], course.assignments).readings
    assert (reading.assignment, reading.problem, reading.doubtful) == ("02_noise", None, ())


def test_which_of_several_answers_will_be_judged_is_known_before(noise_alone):
    other = NOISE.replace(b"pass", b"return x")
    (reading,) = looked_into(
        [("a.py", NOISE.replace(b"pass", b"return 1")), ("b.py", other)], noise_alone
    ).readings
    assert [key for key, _ in reading.doubtful] == ["handin.several_answers"]


def test_a_notebook_under_a_foreign_name_is_read_to_its_end(noise_alone):
    notebook = (
        b'{"cells": [{"cell_type": "code", "source": ["' + b"#" * 9000 + b'\\ndef add_noise(x): pass"]}]}'
    )
    (reading,) = looked_into([("tp2.data", notebook)], noise_alone).readings
    assert reading.problem is None


def test_a_reading_that_is_ended_is_that_hand_ins_problem_and_its_place_is_still_known(course, monkeypatch):
    asked = first_look.apart

    def ended(function, *args):
        if args[-1]:
            raise HandInError("handin.too_slow", seconds=10)
        return asked(function, *args)

    monkeypatch.setattr(first_look, "apart", ended)
    found = looked_into([("tp2.py", NOISE)], course.assignments)
    assert found.division.hand_ins == {"02_noise": (0,)}
    assert [each.problem[0] for each in found.readings] == ["handin.too_slow"]


def test_a_machine_without_time_says_nothing_of_the_hand_in(noise_alone, monkeypatch):
    asked = first_look.apart

    def starved(function, *args):
        if args[-1]:
            raise HandInError(STARVED)
        return asked(function, *args)

    monkeypatch.setattr(first_look, "apart", starved)
    (reading,) = looked_into([("tp2.py", NOISE)], noise_alone).readings
    assert reading.problem is None


def test_only_sentences_of_ours_cross(noise_alone):
    assert said("handin.is_picture", {"name": "a.png"}).text("fr").startswith("a.png est une image")
    assert said("no.such_sentence", {"text": "be quiet"}).key == "handin.damaged"
