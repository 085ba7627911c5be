"""The fork server says how a worker ended, however busy the machine is."""

import itertools

from autograder.judge.sandbox import forkserver_main
from autograder.judge.sandbox.forkserver_main import OUT_OF_MEMORY, Child, Server


def test_a_worker_that_takes_its_time_to_die_is_waited_for_and_its_end_is_told(monkeypatch):
    turns = itertools.count()

    def reap(children):
        if next(turns) > 5_000:
            children[7].status = OUT_OF_MEMORY

    monkeypatch.setattr(forkserver_main, "_reap", reap)
    monkeypatch.setattr(forkserver_main, "_pids_of", lambda child: [])
    monkeypatch.setattr(forkserver_main, "_status_bytes", lambda pid, key: 0)
    monkeypatch.setattr(forkserver_main.time, "sleep", lambda seconds: None)
    server = Server(control=None, root="")
    server.children[7] = Child(7, None, "", memory=0, disk=0)

    assert server.end(7)["status"] == OUT_OF_MEMORY
    assert server.children == {}
