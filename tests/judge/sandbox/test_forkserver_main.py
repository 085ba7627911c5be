"""The fork server says how a worker ended, however busy the machine is, and tidies up however its judge ended."""

import itertools
import json
import os
import socket
import sys

import pytest

from autograder.judge.sandbox import forkserver_main
from autograder.judge.sandbox.forkserver_main import OUT_OF_MEMORY, Child, Server


def test_a_worker_that_takes_its_time_to_die_is_waited_for_and_its_end_is_told(monkeypatch):
    turns = itertools.count()

    def reap(children):
        if next(turns) > 5_000:
            children[7].status = OUT_OF_MEMORY

    monkeypatch.setattr(forkserver_main, "_reap", reap)
    monkeypatch.setattr(forkserver_main, "_pids_of", lambda child, workers: [])
    monkeypatch.setattr(forkserver_main, "_status_bytes", lambda pid, key: 0)
    monkeypatch.setattr(forkserver_main.time, "sleep", lambda seconds: None)
    server = Server(control=None, root="")
    server.children[7] = Child(7, None, "", memory=0, disk=0)

    assert server.end(7)["status"] == OUT_OF_MEMORY
    assert server.children == {}


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server needs Linux")
def test_two_workers_of_one_user_are_told_apart(monkeypatch):
    group = {"setpgroup": 0}
    one, two = (os.posix_spawnp("sleep", ["sleep", "600"], os.environ, **group) for _ in "ab")
    stray = os.posix_spawnp(
        "sleep", ["sleep", "600"], os.environ, **group
    )  # of the user, and of no worker's group
    server = Server(control=None, root="")
    monkeypatch.setattr(forkserver_main, "_uid", lambda pid: 4_242 if int(pid) in (one, two, stray) else -1)
    server.children = {pid: Child(pid, 4_242, "", memory=2**40, disk=2**40) for pid in (one, two)}
    try:
        server.end(one)

        assert not os.path.exists(f"/proc/{one}")
        assert not os.path.exists(f"/proc/{stray}")
        assert server.children[two].status is None
    finally:
        server.end(two)
    assert not os.path.exists(f"/proc/{two}")


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return the judge's end of a fork server's socket, the server, and its folder."""
    monkeypatch.setattr(forkserver_main, "_not_forkable", lambda: "")
    root = tmp_path / "autograder-root"
    root.mkdir()
    judge, control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with judge, control:
        yield judge, Server(control, str(root)), root


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server needs Linux")
@pytest.mark.parametrize("moment", ["asking", "between", "starting"])
def test_a_judge_that_is_killed_at_any_moment_leaves_neither_workers_nor_hand_ins(
    judged, monkeypatch, moment
):
    judge, server, root = judged
    swept = []
    monkeypatch.setattr(forkserver_main, "sweep", swept.append)
    monkeypatch.setattr(forkserver_main.os, "chown", lambda *_: None)
    folder = server.scratch(4_242)["path"]
    (root / folder / "answer.py").write_text("f = 1")
    worker = os.posix_spawnp("sleep", ["sleep", "600"], os.environ, setpgroup=0)
    server.children[worker] = Child(worker, None, folder, memory=2**40, disk=2**40)
    monkeypatch.setattr(server, "usage", lambda pid: judge.close())  # while its request is served
    if moment == "asking":
        judge.send(json.dumps({"do": "usage", "pid": worker}).encode())
    elif moment == "between":  # with an answer that it has not read
        monkeypatch.setattr(server, "usage", lambda pid: {})
        judge.send(json.dumps({"do": "usage", "pid": worker}).encode())
        monkeypatch.setattr(server, "watch", judge.close)
    else:
        judge.close()

    server.run()

    assert not root.exists()
    assert not os.path.exists(f"/proc/{worker}")
    assert swept == [4_242]


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server needs Linux")
def test_a_server_that_breaks_tidies_up_all_the_same(judged, monkeypatch):
    _, server, root = judged
    server.scratch(None)
    server.children[7] = Child(7, None, str(root), memory=0, disk=0)

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(server, "watch", broken)
    monkeypatch.setattr(server, "end", broken)
    with pytest.raises(ZeroDivisionError):
        server.run()

    assert not root.exists()
