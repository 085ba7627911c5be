"""The levels: probed, never lower than asked for, and gone with the judge."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.base.errors import MachineError, UsageError
from autograder.course.model import Limits
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.run import Judge
from autograder.judge.sandbox import levels
from autograder.judge.sandbox.fresh_process import FreshProcess
from autograder.judge.session import Session
from autograder.judge.submission import Submission
from tests.processes import left_running

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
    assert levels.probe() == next(level for level in levels.levels() if level.available)
    assert [level.name for level in levels.levels()] == list("ABCDE")


def test_every_level_says_why():
    assert all(level.why for level in levels.levels())
    assert all(level.advice for level in levels.levels() if not level.available)


def test_a_level_that_is_not_to_be_had_is_refused_and_not_replaced(monkeypatch):
    monkeypatch.setitem(levels._PROBES, "A", lambda: (False, "no bubblewrap", "Install it."))
    levels.levels.cache_clear()
    try:
        with pytest.raises(
            MachineError, match=r"level A is not to be had here: no bubblewrap\. Install it\."
        ):
            Judge("A")
    finally:
        monkeypatch.undo()
        levels.levels.cache_clear()


def test_an_unknown_level_is_a_usage_error():
    with pytest.raises(UsageError, match="'F'"):
        Judge("F")


@LINUX
def test_weights_are_those_of_a_fresh_process(judge):
    found = []
    for launcher in (judge.launcher, FreshProcess()):
        session = Session(launcher, read_in_this_process(TRAIN, name="a.py"), Limits(seconds_per_call=120))
        try:
            found.append(Submission(session).weights())
        finally:
            session.close()

    assert all((first == second).all() for first, second in zip(*found))


@LINUX
def test_touch_makes_a_file_though_times_are_only_pretended(judge):
    answer = b"from pathlib import Path\n\ndef touched(folder):\n    Path(folder, 'new').touch()\n"
    session = Session(judge.launcher, read_in_this_process(answer, name="a.py"), Limits())
    try:
        submission = Submission(session)
        folder = submission.folder()
        submission.touched(folder)
        assert submission.files(folder) == ("new",)
    finally:
        session.close()


@LINUX
def test_a_fork_server_that_died_is_replaced(judge):
    session = Session(
        judge.launcher, read_in_this_process(b"def f():\n    return 1\n", name="a.py"), Limits()
    )
    try:
        submission = Submission(session)
        assert submission.f() == 1
        os.kill(judge.launcher.pid, signal.SIGKILL)
        judge.launcher._running[0].wait()
    finally:
        session.close()

    session = Session(
        judge.launcher, read_in_this_process(b"def f():\n    return 2\n", name="a.py"), Limits()
    )
    try:
        assert Submission(session).f() == 2
    finally:
        session.close()


@LINUX
def test_a_fork_server_that_was_begun_is_the_one_that_serves_and_ends_when_nobody_wants_it():
    judge = Judge(unisolated=True)
    judge.launcher.warm_up()
    begun = judge.launcher.pid
    session = Session(
        judge.launcher, read_in_this_process(b"def f():\n    return 1\n", name="a.py"), Limits()
    )
    assert Submission(session).f() == 1 and judge.launcher.pid == begun
    session.close()
    judge.close()

    judge.launcher.warm_up()
    begun = judge.launcher.pid
    judge.close()
    assert judge.launcher.pid is None and not os.path.exists(f"/proc/{begun}")


@LINUX
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root has users for workers")
def test_judges_that_run_at_once_and_fork_servers_that_follow_each_other_share_no_user(judge):
    other = Judge(judge.level, unisolated=True)
    try:
        mine, others = (each.launcher.scratch() for each in (judge, other))
        users = [judge.launcher._users[mine], other.launcher._users[others]]
        server = judge.launcher._running[0]
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        with pytest.raises(MachineError):  # and not as root
            judge.launcher.start(mine, Limits(), {})
        users.append(judge.launcher._users[judge.launcher.scratch()])
        with pytest.raises(MachineError):
            judge.launcher.start(mine, Limits(), {})
    finally:
        other.close()

    assert None not in users and users[1] not in (users[0], users[2])


@LINUX
def test_what_outlives_the_process_that_is_killed_ends_without_its_judge():
    """As bubblewrap's child does, where it has not yet asked to die with its parent."""
    launcher = levels.launcher_of("E")
    launcher.command = ("/bin/sh", "-c", '"$@" & wait', "sh")
    launcher.warm_up()
    started = family(launcher.pid)
    while len(started) < 2:
        started = family(launcher.pid)

    launcher.close()

    assert launcher.pid is None and left_running(started) == []


@LINUX
def test_nothing_survives_a_judge_that_is_killed(tmp_path):
    code = (
        "from autograder.judge.run import Judge\nfrom autograder.judge.session import Session\n"
        "from autograder.judge.submission import Submission\nfrom autograder.judge.hand_in import read_in_this_process\n"
        "from autograder.course.model import Limits\nimport os, time\n"
        "judge = Judge(unisolated=True)\n"
        "session = Session(judge.launcher, read_in_this_process(b'import time\\ndef f():\\n    return 1\\n', name='a.py'), Limits())\n"
        "print(Submission(session).f(), judge.launcher.pid, flush=True)\ntime.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    answer, server = map(int, process.stdout.readline().split())
    assert answer == 1
    started = family(server)
    assert len(started) >= 2

    process.kill()
    process.communicate()  # closes the pipe, too

    assert left_running(started) == []


@LINUX
def test_the_judge_imports_no_tensorflow():
    code = (
        "import sys, autograder.judge.run, autograder.judge.sandbox.levels, autograder.judge.sandbox.forkserver\n"
        "from autograder.judge.run import Judge\nJudge(unisolated=True).close()\n"
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


@LINUX
def test_a_python_called_by_a_way_round_gives_the_same_levels():
    folder = Path(sys.executable).parent
    code = "from autograder.judge.sandbox import levels; print(*(each.available for each in levels.levels()))"
    straight, round_about = (
        subprocess.run([path, "-c", code], capture_output=True, text=True, check=True).stdout
        for path in (sys.executable, str(folder / ".." / folder.name / Path(sys.executable).name))
    )
    assert round_about == straight


@LINUX
@pytest.mark.slow
@pytest.mark.parametrize("level", "AB")
def test_a_package_found_through_pythonpath_is_the_one_that_runs_hand_ins(level, tmp_path):
    if not levels.levels()["AB".index(level)].available:
        pytest.skip(f"no level {level} here")
    copy = tmp_path / "copy" / "autograder"
    shutil.copytree(Path(levels.__file__).parents[2], copy, ignore=shutil.ignore_patterns("__pycache__"))
    host = copy / "judge/worker/host.py"
    host.write_text(host.read_text().replace("SEED = 20250", "SEED = 777"))
    code = (
        "from autograder.judge.run import Judge\nfrom autograder.judge.session import Session\n"
        "from autograder.judge.submission import Submission\nfrom autograder.judge.hand_in import read_in_this_process\n"
        "from autograder.course.model import Limits\n"
        "answer = b'import sys\\ndef f():\\n    return sys.modules[\"autograder.judge.worker.host\"].SEED\\n'\n"
        f"judge = Judge({level!r})\nsession = Session(judge.launcher, read_in_this_process(answer, name='a.py'), Limits())\n"
        "print(Submission(session).f())\nsession.close()\njudge.close()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(copy.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=tmp_path,
    )
    assert done.stdout == "777\n", done.stderr[-2000:]
