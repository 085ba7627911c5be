"""A worker ends with the process that started it, however that ended."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest

from autograder.base.processes import end, pool
from tests.processes import left_running, running

SCRIPT = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from autograder.base.processes import follow_parent
if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=follow_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_worker_is_gone_when_its_parent_was_killed(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    with subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
    assert left_running([worker]) == []


# A process that starts another, tells its number, and then ends at once or waits.
FAMILY = (
    "import subprocess, sys, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep({})"
)


@pytest.mark.skipif(os.name != "posix", reason="groups of processes")
@pytest.mark.parametrize("seconds", [60, 0])
def test_what_a_process_started_ends_with_it_or_after_it(seconds):
    command = [sys.executable, "-c", FAMILY.format(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        started = int(process.stdout.readline())
        if not seconds:
            process.wait()
        end(process)
    assert process.returncode is not None
    assert left_running([started]) == []


# One that lets two workers work for a minute, each with a child of its own that follows it, and holds back a third job.
POOL = """
import os, subprocess, sys, time
from autograder.base.processes import pool, stopped_gently

CHILD = "import sys; from autograder.base.processes import follow; follow(int(sys.argv[1])); import time; time.sleep(60)"

def work(number):
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(os.getpid())], start_new_session=True)
    print(os.getpid(), child.pid, flush=True)
    time.sleep(60)

if __name__ == "__main__":
    try:
        with stopped_gently(), pool(2) as workers:
            for future in [workers.submit(work, number) for number in range(9)]:
                future.result()
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
def test_a_pool_that_is_stopped_ends_at_once_with_its_workers_and_what_they_started(tmp_path, how):
    path = tmp_path / "script.py"
    path.write_text(POOL)
    with subprocess.Popen(
        [sys.executable, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        pids = [int(pid) for _ in range(2) for pid in parent.stdout.readline().split()]
        parent.send_signal(how)
        begun = time.monotonic()
        _, said = parent.communicate(timeout=50)
        seconds = time.monotonic() - begun
    assert parent.returncode == 130 and said == ""
    assert seconds < 30, "a job takes 60; a busy machine has some time"
    assert left_running(pids, within=20) == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_ctrl_c_of_a_terminal_reaches_the_workers_too_and_they_say_nothing(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(POOL)
    with subprocess.Popen(
        [sys.executable, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        pids = [int(pid) for _ in range(2) for pid in parent.stdout.readline().split()]
        os.killpg(parent.pid, signal.SIGINT)
        _, said = parent.communicate(timeout=50)
    assert parent.returncode == 130 and said == ""
    assert left_running(pids, within=20) == []


def test_a_pool_gives_as_many_workers_as_are_asked_for():
    with pool(1) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()


# A process that starts another of its own session, which computes without end, and tells its number.
FOLLOWED = (
    "import os, subprocess, sys, time\n"
    "loop = 'import sys; from autograder.base.processes import follow; follow(int(sys.argv[1]))\\nwhile True: pass'\n"
    "child = subprocess.Popen([sys.executable, '-c', loop, str(os.getpid())], start_new_session=True)\n"
    "print(child.pid, flush=True)\n"
    "time.sleep(60)\n"
)


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_process_that_follows_ends_when_the_one_that_started_it_was_killed():
    with subprocess.Popen([sys.executable, "-c", FOLLOWED], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert running(child)
        os.kill(parent.pid, signal.SIGKILL)
    try:
        assert left_running([child]) == []
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
