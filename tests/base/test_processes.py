"""A worker ends with the process that started it, however that ended."""

import os
import signal
import subprocess
import sys

import pytest

from tests.processes import left_running

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
