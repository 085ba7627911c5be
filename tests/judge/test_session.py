"""Who is to blame when a worker answers badly, too late, or not at all. The workers here are played by the test."""

import os
import threading
import time
from dataclasses import dataclass, field

import numpy as np
import pytest

from autograder.base.errors import MachineError
from autograder.base.verdict import AnswerError, Reason
from autograder.course.model import Limits
from autograder.judge import session as session_module
from autograder.judge import stopwatch
from autograder.judge.hand_in import NOTHING
from autograder.judge.sandbox.launcher import Ending
from autograder.judge.sandbox.meter import Usage
from autograder.judge.session import BY_THE_CLOCK, Session, _out_of_time
from autograder.judge.stopwatch import Cause, Over
from autograder.judge.wire import frames
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.pipe import Closed, Pipe
from autograder.judge.wire.protocol import Failure, Operation, Ready


@dataclass
class Played:
    """A launcher whose workers say `hello`, open whatever they get, and then do `act(pipe, request)`."""

    act: object
    ending: Ending = field(default_factory=Ending)
    hello: object = Ready()
    level: str = "E"
    readable: tuple = ()
    started: list = field(default_factory=list)
    dropped: list = field(default_factory=list)
    computes: float = 0.0  # of each second
    idles: float = 1.0
    memory = None

    def scratch(self):
        return f"scratch {len(self.started)}"

    def warm_up(self):
        pass

    def drop(self, scratch):
        self.dropped.append(scratch)

    def close(self):
        pass

    def start(self, scratch, limits, files):
        forth, back = os.pipe(), os.pipe()
        for fd in (back[0], forth[1]):
            os.set_blocking(fd, False)
        theirs = Pipe(forth[0], back[1])
        threading.Thread(target=self.play, args=(theirs,), daemon=True).start()
        self.pipe = Pipe(back[0], forth[1])
        self.started.append(scratch)
        return self

    def play(self, pipe):
        pipe.send(self.hello)
        try:
            request = pipe.receive()
            pipe.send({"token": request["token"], "reply": None})
            self.act(pipe, pipe.receive())
        except (Closed, BadFrame):
            pass
        pipe.close()

    def usage(self):
        return Usage(self.computes * time.monotonic(), self.idles * time.monotonic())

    def end(self):
        self.pipe.close()
        return self.ending


def replying(reply):
    return lambda pipe, request: pipe.send({"token": request["token"], "reply": reply})


def asked(act, **played):
    session = Session(Played(act, **played), NOTHING, Limits(seconds_per_call=1, output_mb=1))
    try:
        return session.request(Operation.FOLDER)
    finally:
        session.close()


def test_an_answer_with_the_requests_token_comes_back():
    assert asked(replying("here")) == "here"


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda pipe, request: pipe.send({"token": "0" * 16, "reply": 1}), Reason.CRASH),
        (lambda pipe, request: os.write(pipe.writing, b"not a frame at all"), Reason.CRASH),
        (
            lambda pipe, request: os.write(pipe.writing, frames.PREFIX.pack(frames.MAGIC, 2, 2**40)),
            Reason.OUTPUT,
        ),
        (lambda pipe, request: pipe.receive(), Reason.TIME),
        (lambda pipe, request: None, Reason.CRASH),
    ],
    ids=["another token", "no frame", "too large", "silence", "gone"],
)
def test_what_is_no_answer_is_the_answers_fault(act, reason):
    with pytest.raises(AnswerError) as caught:
        asked(act)

    assert caught.value.reason is reason


@pytest.mark.parametrize("reason", [Reason.MEMORY, Reason.OUTPUT, Reason.TIME])
def test_the_ending_says_why_a_worker_is_gone(reason):
    with pytest.raises(AnswerError) as caught:
        asked(lambda pipe, request: None, ending=Ending(reason))

    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("claimed", "read"), [(Reason.MEMORY, Reason.MEMORY), (Reason.JUDGE, Reason.EXCEPTION)]
)
def test_a_worker_may_not_claim_what_only_the_judge_can_know(claimed, read):
    with pytest.raises(AnswerError) as caught:
        asked(replying(Failure(claimed, "says the worker")))

    assert caught.value.reason is read


def silence(pipe, request):
    pipe.receive()


@pytest.mark.parametrize(
    ("worker", "key"),
    [({"computes": 1.0, "idles": 0.0}, "worker.time"), ({"computes": 0.0, "idles": 1.0}, "worker.idle")],
    ids=["computes", "sleeps"],
)
def test_what_the_worker_did_in_its_time_is_said(worker, key):
    with pytest.raises(AnswerError) as caught:
        asked(silence, **worker)

    assert (caught.value.reason, caught.value.message.key) == (Reason.TIME, key)


def test_training_that_the_check_asked_for_is_no_endless_loop_of_the_answers():
    session = Session(Played(silence, computes=1.0, idles=0.0), NOTHING, Limits(seconds_per_call=1))
    with pytest.raises(AnswerError) as caught:
        session.request(Operation.CALL, kind="model", target=None, args=(), kwargs={}, method="fit")
    session.close()

    assert "loop" not in caught.value.message.text("en")
    assert "boucle" not in caught.value.message.text("fr")


def test_a_worker_that_a_busy_machine_kept_waiting_is_not_to_blame(monkeypatch):
    monkeypatch.setattr(stopwatch, "_AT_LEAST", 1)
    monkeypatch.setattr(stopwatch, "_SLOWER", 1)
    monkeypatch.setattr(stopwatch, "machine_is_busy", lambda: True)
    with pytest.raises(AnswerError) as caught:
        asked(silence, computes=0.1, idles=0.0)

    assert caught.value.reason is Reason.BUSY


def test_a_worker_that_cannot_start_is_the_machines_fault():
    with pytest.raises(MachineError, match="no Landlock here"):
        asked(replying(1), hello=Failure(Reason.JUDGE, "no Landlock here"))


def test_what_cannot_be_an_argument_is_the_checks_fault():
    session = Session(Played(replying(1)), NOTHING, Limits())
    with pytest.raises(TypeError, match="does not cross"):
        session.request(Operation.PUT, files={1, 2})
    session.close()


def test_a_worker_that_died_is_replaced_and_the_generation_grows():
    launcher = Played(lambda pipe, request: None)
    session = Session(launcher, NOTHING, Limits(seconds_per_call=1))
    for generation in (1, 2):
        with pytest.raises(AnswerError):
            session.request(Operation.FOLDER)
        assert session.generation == generation
    assert len(launcher.started) == 2
    session.close()


@pytest.mark.parametrize("beside", ["nobody", "clean", "fresh"])
@pytest.mark.parametrize(("reason", "folders"), [(Reason.OUTPUT, 2), (Reason.MEMORY, 1)])
def test_a_full_folder_is_replaced_with_the_worker_that_filled_it(reason, folders, beside):
    launcher = Played(lambda pipe, request: None, ending=Ending(reason))
    session = Session(launcher, NOTHING, Limits(seconds_per_call=1))
    if beside != "nobody":
        getattr(session, beside)()
    for _ in range(2):
        with pytest.raises(AnswerError):
            session.request(Operation.FOLDER)
    session.close()

    assert len(set(launcher.started)) == folders
    assert set(launcher.dropped) == set(launcher.started)


@pytest.mark.parametrize("total", [False, True])
def test_what_is_told_by_the_clock_alone_is_known_by_its_key(total):
    keys = {cause: _out_of_time(Over(cause, 9, total)).message.key for cause in Cause}
    assert {cause for cause, key in keys.items() if key in BY_THE_CLOCK} == {Cause.LATE}


def test_of_one_call_no_array_lies_where_another_one_does(monkeypatch):
    monkeypatch.setattr(session_module, "BOARD_BYTES", 640)
    launcher = Played(lambda pipe, request: pipe.receive())
    launcher.memory = object()  # somebody can look
    session = Session(launcher, NOTHING, Limits(seconds_per_call=1))
    try:
        assert session.places({0: np.zeros(64, "uint8")}) == {0: 0}
        first, second = session.places({1: np.zeros(256, "uint8"), 2: np.zeros(300, "uint8")}).values()
        several = session.places(
            {0: np.zeros(320, "uint8"), 1: np.zeros(300, "uint8"), 2: np.zeros(9, "uint8")}
        )
        whole = session.places({0: np.zeros(641, "uint8"), 1: np.zeros(640, "uint8")})
    finally:
        launcher.memory = None
        session.close()

    assert (first, second) == (0, 256) or first >= second + 320 or second >= first + 256
    assert several == {0: 0, 1: 320}  # what finds no place is told by the worker
    assert whole == {1: 0}
