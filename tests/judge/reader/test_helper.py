"""The helper: our functions on a stranger's bytes, in a process with limits that may die alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.base.errors import HandInError
from autograder.judge.reader.helper import Helper
from tests.processes import left_running

ROOT = str(Path(__file__).parents[3])
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of time and memory need POSIX")


@pytest.fixture(scope="module")
def helper():
    found = Helper(seconds=1, memory_mb=256, folders=(ROOT,))
    yield found
    found.close()


def doubled(text: str) -> tuple[str, int]:
    return 2 * text, os.getpid()


def loops() -> int:
    while True:
        pass


def waits() -> int:
    signal.pause()
    return 1


def devours() -> int:
    return len([bytearray(2**20) for _ in range(4096)])


def breaks() -> int:
    return 1 // 0


def dies() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 1


def refuses() -> int:
    raise HandInError("handin.no_answer", names="x" * 1000)


def lies() -> int:
    return "not a number"  # type: ignore[return-value]


def pries() -> tuple[str, str]:
    try:
        open("/etc/shadow").close()  # root might, elsewhere
        shadow = "read"
    except OSError:
        shadow = "refused"
    try:
        __import__("socket").socket()
        return shadow, "connected"
    except OSError:
        return shadow, "refused"


def problem(helper, function):
    with pytest.raises(HandInError) as caught:
        helper.call(function)
    return caught.value


def test_a_function_is_computed_in_another_process(helper):
    text, pid = helper.call(doubled, "é\n" * 5000)

    assert text == "é\n" * 10000 and pid != os.getpid()


def test_a_text_full_of_commas_and_brackets_comes_back(helper):
    assert helper.call(doubled, "[1," * 300_000)[0] == "[1," * 600_000


@POSIX
@pytest.mark.parametrize(
    ("function", "key"),
    [
        (loops, "handin.too_slow"),
        (devours, "handin.kills_reader"),
        (breaks, "handin.damaged"),
        (dies, "handin.kills_reader"),
        (refuses, "handin.no_answer"),
        (lies, "handin.damaged"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_overstays_or_breaks_is_told_and_the_next_is_read(helper, function, key):
    assert problem(helper, function).key == key
    assert helper.call(doubled, "a")[0] == "aa"


@POSIX
@pytest.mark.parametrize(("busy", "key"), [(True, "handin.starved"), (False, "handin.too_slow")])
def test_a_reading_that_did_not_compute_was_kept_waiting_by_a_busy_machine(busy, key, monkeypatch):
    from autograder.judge.reader import helper as module

    monkeypatch.setattr(module, "machine_is_busy", lambda: busy)
    patient = Helper(seconds=1, memory_mb=256, folders=(ROOT,))
    try:
        patient.call(doubled, "a")
        monkeypatch.setattr(module, "_WALL_SECONDS", 1)
        assert problem(patient, waits).key == key
    finally:
        patient.close()


def test_what_a_sentence_is_filled_with_is_short(helper):
    assert len(problem(helper, refuses).values["names"]) == 300


@POSIX
def test_a_reading_that_dies_leaves_the_helper_as_it_was(helper):
    helper.call(doubled, "a")
    before = helper.pid
    problem(helper, dies)

    assert helper.pid == before


@POSIX
def test_a_helper_that_was_killed_between_two_readings_is_replaced(helper):
    helper.call(doubled, "a")
    os.kill(helper.pid, signal.SIGKILL)
    time.sleep(0.2)

    assert helper.call(doubled, "b")[0] == "bb"


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux'")
def test_the_helper_reads_no_file_of_the_machine_and_has_no_network(helper):
    from autograder.judge.sandbox import confine

    shadow, network = helper.call(pries)

    assert shadow == "refused" or not confine.landlock_abi()
    assert network == "refused" or not confine.seccomp_available()


@POSIX
def test_nothing_of_it_outlives_its_judge():
    code = (
        "import os, signal\nfrom tests.judge.reader.test_helper import ROOT, Helper, doubled\n"
        "helper = Helper(folders=(ROOT,))\nhelper.call(doubled, 'a')\nprint(helper.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120).stdout

    assert left_running([int(printed)]) == []
