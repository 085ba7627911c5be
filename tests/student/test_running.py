"""While a check runs, a line says which one, for how long, and after some seconds how long a call may take."""

import contextlib
import time

import pytest

from autograder.course.load import load_assignment
from autograder.student import running as module
from autograder.student.running import running
from tests.student.conftest import TINY


@pytest.fixture
def heard(monkeypatch):
    """Return what the line says, with a clock that goes a hundred times as fast."""
    texts, real = [], time.monotonic

    @contextlib.contextmanager
    def line(now_and_then):
        assert now_and_then
        yield texts.append

    monkeypatch.setattr(module, "line", line)
    monkeypatch.setattr(module, "_EVERY", 0.01)
    monkeypatch.setattr(module.time, "monotonic", lambda: 100 * real())
    return texts


def test_the_check_and_its_number_are_said_then_the_seconds_then_the_limit(heard):
    light = load_assignment(TINY / "01_light")
    with running(light, 2, "en") as begin:
        begin("adds")
        deadline = time.perf_counter() + 20
        while "Ctrl-C" not in heard[-1] and time.perf_counter() < deadline:
            time.sleep(0.01)
    title = light.check("adds").title["en"]
    assert heard[0] == f"Check 1 of 2: {title}"
    assert any("Check 1 of 2 (" in each for each in heard)
    limit = round(light.limits.seconds_per_call)
    assert f"after {limit} s of computing; here, Ctrl-C ends the checks" in heard[-1]


def test_before_the_first_check_the_answers_run(heard):
    with running(load_assignment(TINY / "01_light"), 2, "fr"):
        deadline = time.perf_counter() + 20
        while not heard and time.perf_counter() < deadline:
            time.sleep(0.01)
    assert heard[0].startswith("Vos réponses s’exécutent")


def test_a_notebook_has_a_button_instead_of_a_key(heard, monkeypatch):
    monkeypatch.setattr(module, "in_notebook", lambda: True)
    with running(load_assignment(TINY / "01_light"), 2, "en"):
        deadline = time.perf_counter() + 20
        while not (heard and "■" in heard[-1]) and time.perf_counter() < deadline:
            time.sleep(0.01)
    assert "the stop button (■)" in heard[-1]


def test_nothing_is_said_after_the_end(heard):
    with running(load_assignment(TINY / "01_light"), 2, "en"):
        pass
    said = len(heard)
    time.sleep(0.05)
    assert len(heard) == said
