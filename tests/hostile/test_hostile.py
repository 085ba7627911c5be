"""No hostile hand-in gains a point, reads a secret, leaves anything behind or disturbs the next one."""

from __future__ import annotations

import json
import os
import site
from pathlib import Path

import pytest

from autograder.judge.sandbox import levels
from autograder.base.verdict import Outcome
from tests.hostile.corpus import CHECKS, HONEST, corpus

CORPUS = corpus("handins")
BEST = levels.probe().name
LEVELS = [BEST] + [pytest.param(name, marks=pytest.mark.slow) for name in "ABCDE" if name != BEST]
SLEEPERS = ("stall_sleep_at_import",)  # hold the whole time they are given
CANARY, SECRET, MARK = "CANARY-93127", "JUDGE-SECRET", "hostile-mark"
KEY = 0x6D61726B  # of the segments, queues and semaphores that hand-ins try to leave
WHERE = ("/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), str(Path.home() / ".keras"), ".",
         str(Path.home() / ".keras/datasets"), *site.getsitepackages())  # fmt: skip


def test_the_corpus_is_large_enough():
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("hostile", CORPUS, ids=[each.name for each in CORPUS])
def test_a_hostile_hand_in_gains_nothing_and_harms_nobody(hostile, level, judge_at, target, patient):
    if level in hostile.not_at:
        pytest.skip(f"nothing holds it at level {level}")
    judge = judge_at(level)
    # What meets another limit than time gets time enough to meet it, on a busy machine too.
    assignment = target if "time" in hostile.otherwise or hostile.name in SLEEPERS else patient
    # One call that never ends is enough of them.
    wanted = [each for each in CHECKS if each != "doubles_unseen" or hostile.otherwise != {"time"}]

    result = judge.grade(assignment, hostile.hand_in, name=f"{hostile.name}.py", checks=wanted)

    told = {
        each.check: f"{each.outcome} {each.reason} {each.message} {each.detail}" for each in result.verdicts
    }
    assert {each.check for each in result.verdicts if each.passed} == hostile.passes & set(wanted), told
    failed = [each for each in result.verdicts if not each.passed]
    assert {str(each.reason) for each in failed} <= hostile.otherwise, told
    assert all(each.outcome is not Outcome.JUDGE_ERROR for each in failed), told
    written = json.dumps(result.to_json(), ensure_ascii=False).encode("utf-8").decode()
    assert SECRET not in written
    if level in "AB":  # below, whatever every user may read can be read
        assert CANARY not in written
    if level != "E":
        assert not left_files(judge)
    assert not left_processes(judge)
    assert full_marks(judge, target)


KEEPS_ALL_MEMORY = """
kept = []

def double(values):
    size = 2**24
    while size > 16:
        try:
            kept.append(bytearray(size))
        except MemoryError:
            size //= 2
    return values * 2
"""


@pytest.mark.parametrize("level", LEVELS)
def test_where_no_memory_is_left_to_read_the_next_request_memory_is_told(level, judge_at, patient):
    if level == "E":
        pytest.skip("nothing bounds memory at level E")
    hand_in = f"{HONEST}\n{KEEPS_ALL_MEMORY}".encode()

    result = judge_at(level).grade(patient, hand_in, name="keeps.py", checks=CHECKS)

    assert {str(each.reason) for each in result.verdicts if not each.passed} == {"memory"}, result.verdicts
    assert {"means", "streams"} <= {each.check for each in result.verdicts if each.passed}


def full_marks(judge, target):
    result = judge.grade(target, HONEST.encode(), name="honest.py", checks=CHECKS)
    return all(verdict.passed for verdict in result.verdicts)


def left_files(judge):
    found = [f"{folder}/{name}" for folder in WHERE if os.path.isdir(folder) for name in os.listdir(folder)
             if name.startswith(MARK) or name in ("sitecustomize.py", "usercustomize.py")]  # fmt: skip
    found += [f"System V {kind}" for kind in ("shm", "msg", "sem")
              if str(KEY) in Path(f"/proc/sysvipc/{kind}").read_text().split()]  # fmt: skip
    # The fork server's own view of its scratch root: empty between hand-ins.
    server = fork_server_of(judge.launcher.pid)
    found += [each.name for each in Path(f"/proc/{server}/root{judge.launcher.root}").iterdir()]
    return found


def left_processes(judge):
    """Return what runs besides the fork server (and bubblewrap's two processes around it)."""
    server = judge.launcher.pid
    return [f"{each} {command(each)!r}" for each in descendants(server)
            if "autograder.judge.sandbox.forkserver_main" not in command(each)
            or each != fork_server_of(server) and "bwrap" not in command(each)]  # fmt: skip


def fork_server_of(pid):
    """Return the fork server proper: bubblewrap's innermost child."""
    while True:
        inner = [each for each in children(pid)]
        if "bwrap" not in Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")[0]:
            return pid
        pid = inner[0]


def children(pid):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):  # not a glob: it asks for files that may be gone by then
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX" and int(fields[1]) == pid:
            found.append(int(name))
    return found


def descendants(pid):
    found = []
    for child in children(pid):
        found += [child, *descendants(child)]
    return found


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
