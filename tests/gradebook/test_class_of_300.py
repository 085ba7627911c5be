"""Three hundred who hand in within a minute, at a site that is tired of so many requests: each has their own mark, once."""

from __future__ import annotations

import time

import pytest

from autograder.gradebook.batch_order import Judging
from autograder.gradebook.lms.sites.canvas import CanvasSite
from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Link
from tests.gradebook.fakes import grade
from tests.gradebook.lms.sites import canvas_server, moodle_server
from tests.gradebook.runs import FUNCTION

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
STUDENTS = 300
KINDS = {20: "", 14: "# fail salted\n", 10: "# fail salted\n# fail blurred\n"}


def _wanted(user):
    return list(KINDS)[user % 3]


def _hand_in(user):
    return (FUNCTION + KINDS[_wanted(user)]).encode()  # a hundred of each are the same, byte for byte


def _round(site, course, out):
    sync = Sync(course, out, site, Judging(grade, workers=1, environment="test"))
    wall, processor = time.monotonic(), time.process_time()
    done = sync.round(Link(course.assignments[0], "Devoir 2"))
    print(
        f"{site.name}: {STUDENTS} fetched, judged, written in {time.monotonic() - wall:.0f} s, "
        f"{time.process_time() - processor:.0f} s of a processor"
    )
    return done


def test_moodle(course, tmp_path):
    server = moodle_server.Moodle(STUDENTS, tired_of=23)
    pauses = []
    patience = Patience(moodle_server.URL, "token", transport=server, sleep=pauses.append)
    for user in range(1, STUDENTS + 1):
        server.handed_in[user] = _hand_in(user)
    done = _round(MoodleSite(patience, "TF"), course, tmp_path / "out")
    assert (done.fetched, done.written, done.well) == (STUDENTS, STUDENTS, True)
    assert {user: mark for user, (mark, _, _) in server.grades.items()} == {
        user: _wanted(user) for user in range(1, STUDENTS + 1)
    }
    assert sorted(server.writes) == list(range(1, STUDENTS + 1))
    for user, (_, _, item) in server.grades.items():
        assert f"Jean Martin {user // 3}".encode() in server.pages[item]
    assert (
        pauses.count(2.0) == server.turned_away - server.turned_away // 3
    )  # as Retry-After asks; the rest died
    print(f"{server.asked} requests, {server.turned_away} turned away")
    before = server.asked
    done = _round(MoodleSite(patience, "TF"), course, tmp_path / "out")
    assert (done.fetched, done.judged, done.written) == (0, 0, 0)
    assert server.asked - before < 10


def test_canvas(course, tmp_path, monkeypatch):
    monkeypatch.setattr(canvas_server, "PER_PAGE", 100)
    with canvas_server.canvas() as server:
        for user in range(1, STUDENTS + 1):
            server.enrol(user, f"Jean Martin {user // 3}", f"u{user}@example.org")
            server.hand_in(user, "tp2.py", _hand_in(user))
        server.tired_of = 23
        patience = Patience(server.url, canvas_server.TOKEN, sleep=lambda seconds: None)
        done = _round(
            CanvasSite(server.url, canvas_server.TOKEN, "7", patience=patience), course, tmp_path / "out"
        )
        assert (done.fetched, done.written, done.well) == (STUDENTS, STUDENTS, True)
        for user, row in server.submissions.items():
            assert row["score"] == _wanted(user)
            (comment,) = row["submission_comments"]
            (page,) = comment["attachments"]
            assert f"Jean Martin {user // 3}".encode() in server.files[page["id"]][1]
        print(f"{len(server.requests)} requests")
