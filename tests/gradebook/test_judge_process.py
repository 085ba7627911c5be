"""A judge in a process of its own: it answers, is ended when it overstays, and is replaced when it dies."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

from autograder.gradebook.judge_process import JudgeProcess
from tests.gradebook import fakes


@pytest.fixture
def process(monkeypatch, request):
    monkeypatch.setenv("PYTHONPATH", str(request.config.rootpath))  # it must find this module
    found = JudgeProcess()
    yield found
    found.close()


def sleeps(folder, data, name, *, checks):
    time.sleep(600)


def dies(folder, data, name, *, checks):
    os.kill(os.getpid(), signal.SIGKILL)


def prints(folder, data, name, *, checks):
    print("this is no reply", flush=True)
    return fakes.grade(folder, data, name, checks=checks)


def judged(process, course, grade, seconds=60.0):
    folder = str(course.assignment("02").folder)
    return json.loads(process.judge(grade, folder, "tp2.py", b"# fail salted", ("salted",), {}, seconds))


def test_it_answers_whatever_is_printed(process, course):
    assert judged(process, course, prints)["verdicts"][0]["outcome"] == "fail"


def test_what_overstays_is_ended_and_the_next_is_judged(process, course):
    judged(process, course, fakes.grade)
    pid = process._running[0].pid

    assert judged(process, course, sleeps, 1.0) == {"late": 1.0}
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert "verdicts" in judged(process, course, fakes.grade)


def test_a_death_is_told(process, course):
    assert judged(process, course, dies) == {"died": "Closed"}


def test_it_ends_with_whoever_started_it_though_it_is_busy(process, course):
    judged(process, course, fakes.grade)
    running, pipe = process._running
    arguments = (str(course.assignment("02").folder), "tp2.py", b"", ("salted",), {})
    pipe.send({"grade": f"{__name__}:sleeps", "arguments": arguments})
    pipe.close()

    assert running.wait(30) == 0
