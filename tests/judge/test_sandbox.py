"""The levels: probed, never lower than asked for, and gone with the judge."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.course.model import Limits
from autograder.errors import MachineError, UsageError
from autograder.judge import sandbox
from autograder.judge.handin import read_hand_in
from autograder.judge.launch import FreshProcess
from autograder.judge.run import Judge
from autograder.judge.session import Session
from autograder.judge.submission import Submission

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the fork server needs Linux")
TRAIN = b"""
import keras, numpy
def weights():
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3), keras.layers.Dropout(0.5), keras.layers.Dense(1)])
    model.compile("adam", "mse", run_eagerly=True)
    x = numpy.random.rand(32, 5)
    model.fit(x, x[:, :1], epochs=1, verbose=0)
    return model.get_weights()
"""


def test_the_best_level_of_all_is_chosen():
    assert sandbox.probe() == next(level for level in sandbox.levels() if level.available)
    assert [level.name for level in sandbox.levels()] == list("ABCDE")


def test_every_level_says_why():
    assert all(level.why for level in sandbox.levels())
    assert all(level.advice for level in sandbox.levels() if not level.available)


def test_a_level_that_is_not_to_be_had_is_refused_and_not_replaced(monkeypatch):
    monkeypatch.setitem(sandbox._PROBES, "A", lambda: (False, "no bubblewrap", "Install it."))
    sandbox.levels.cache_clear()
    try:
        with pytest.raises(
            MachineError, match=r"level A is not to be had here: no bubblewrap\. Install it\."
        ):
            Judge("A")
    finally:
        monkeypatch.undo()
        sandbox.levels.cache_clear()


def test_an_unknown_level_is_a_usage_error():
    with pytest.raises(UsageError, match="'F'"):
        Judge("F")


@LINUX
def test_weights_are_those_of_a_fresh_process(judge):
    found = []
    for launcher in (judge.launcher, FreshProcess()):
        session = Session(launcher, read_hand_in(TRAIN, name="a.py"), Limits(seconds_per_call=120))
        try:
            found.append(Submission(session).weights())
        finally:
            session.close()

    assert all((first == second).all() for first, second in zip(*found))


@LINUX
def test_touch_makes_a_file_though_times_are_only_pretended(judge):
    answer = b"from pathlib import Path\n\ndef touched(folder):\n    Path(folder, 'new').touch()\n"
    session = Session(judge.launcher, read_hand_in(answer, name="a.py"), Limits())
    try:
        submission = Submission(session)
        folder = submission.folder()
        submission.touched(folder)
        assert submission.files(folder) == ("new",)
    finally:
        session.close()


@LINUX
def test_a_fork_server_that_died_is_replaced(judge):
    session = Session(judge.launcher, read_hand_in(b"def f():\n    return 1\n", name="a.py"), Limits())
    try:
        submission = Submission(session)
        assert submission.f() == 1
        os.kill(judge.launcher._process.pid, signal.SIGKILL)
        judge.launcher._process.wait()
    finally:
        session.close()

    session = Session(judge.launcher, read_hand_in(b"def f():\n    return 2\n", name="a.py"), Limits())
    try:
        assert Submission(session).f() == 2
    finally:
        session.close()


@LINUX
def test_nothing_survives_a_judge_that_is_killed(tmp_path):
    code = (
        "from autograder.judge.run import Judge\nfrom autograder.judge.session import Session\n"
        "from autograder.judge.submission import Submission\nfrom autograder.judge.handin import read_hand_in\n"
        "from autograder.course.model import Limits\nimport os, time\n"
        "judge = Judge(force=True)\n"
        "session = Session(judge.launcher, read_hand_in(b'import time\\ndef f():\\n    return 1\\n', name='a.py'), Limits())\n"
        "print(Submission(session).f(), judge.launcher._process.pid, flush=True)\ntime.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    answer, server = map(int, process.stdout.readline().split())
    assert answer == 1
    started = family(server)
    assert len(started) >= 2

    process.kill()
    process.wait()

    deadline = time.monotonic() + 20
    while (alive := [pid for pid in started if running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive


@LINUX
def test_the_judge_imports_no_tensorflow():
    code = (
        "import sys, autograder.judge.run, autograder.judge.sandbox, autograder.judge.forkserver\n"
        "from autograder.judge.run import Judge\nJudge(force=True).close()\n"
        "print(sorted({'tensorflow', 'keras', 'matplotlib', 'pandas'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def family(pid):
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += family(int(path.parent.name))
    return found


def running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
