"""Canvas over canvasapi, at a small server of ours that keeps to the documents (canvas_server.py names them)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.batch_order import Judging
from autograder.gradebook.lms.sites.base import (
    Changed,
    NewMark,
    Refused,
    RemoteFile,
    SiteDown,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.lms.sites.canvas import CanvasSite
from autograder.gradebook.lms.sites.patience import Patience
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Link
from tests.gradebook.fakes import grade
from tests.gradebook.lms.sites import canvas_server
from tests.gradebook.runs import FUNCTION


@pytest.fixture
def server():
    """Return a Canvas with five students, on three pages."""
    with canvas_server.canvas() as canvas:
        for user, name in enumerate(
            ("Élodie Dupont", "Jean Martin", "Jean Martin", "Bob O'Brien", "Eve"), start=11
        ):
            canvas.enrol(user, name, f"u{user}@example.org")
        yield canvas


@pytest.fixture
def pauses():
    """Return the seconds that were waited."""
    return []


@pytest.fixture
def site(server, pauses):
    """Return the site, with patience that does not sleep."""
    patience = Patience(server.url, canvas_server.TOKEN, sleep=pauses.append)
    return CanvasSite(server.url, canvas_server.TOKEN, "7", patience=patience)


@pytest.fixture
def sync(site, course, tmp_path):
    """Return `sync()`, a round at "Devoir 2", and its events."""
    work = Sync(course, tmp_path / "out", site, Judging(grade, workers=1, environment="test"))
    events = []
    work.emit = events.append
    return lambda: (work.round(Link(course.assignments[0], "4711")), list(events))


def test_a_file_has_the_name_that_it_was_handed_in_with(server, site):
    server.hand_in(11, "données + été.py", b"x = 1", "2026-03-05T12:00:00Z")
    (remote,) = (each for each in site.assignments() if each.id == "4711")
    (hand_in,) = site.hand_ins(remote, site.participants(remote))
    assert [each.name for each in hand_in.files] == ["données + été.py"]


def test_a_class_on_three_pages_is_marked_and_commented_once(server, sync):
    for user in (11, 12, 13, 15):
        server.hand_in(
            user, "tp2.py", (FUNCTION + f"# {user}\n" + ("# fail salted\n" if user == 12 else "")).encode()
        )
    done, _ = sync()
    assert (done.fetched, done.written, done.well) == (4, 4, True)
    assert {user: row["score"] for user, row in server.submissions.items()} == {
        11: 20,
        12: 14,
        13: 20,
        14: None,
        15: 20,
    }
    for user in (11, 12, 13, 15):
        (comment,) = server.submissions[user]["submission_comments"]
        (page,) = comment["attachments"]
        assert comment["comment"].startswith("Score: ")
        assert server.files[page["id"]][1].startswith(b"<!doctype html>")
    assert server.authorized_uploads == 0  # the second step goes elsewhere, and gets no token
    done, _ = sync()
    assert (done.fetched, done.written) == (0, 0)
    assert all(len(row["submission_comments"]) <= 1 for row in server.submissions.values())


def test_a_rate_limit_is_waited_for(server, site, pauses):
    server.busy = 3
    assert "Odile Prof" in site.who()
    assert len(pauses) == 3
    assert pauses[0] < pauses[1] < pauses[2]
    server.busy = 100
    with pytest.raises(SiteDown, match="busy"):
        site.who()


def test_a_wrong_token_is_told_and_not_shown(server):
    with pytest.raises(TokenRefused, match="Log in again") as caught:
        CanvasSite(server.url, "secret-and-old", "7").who()
    assert "secret-and-old" not in str(caught.value)


def test_a_mark_that_a_person_set_stays(server, sync):
    server.hand_in(11, "tp2.py", FUNCTION.encode())
    server.submissions[11]["score"] = 3.0
    done, events = sync()
    assert (done.written, done.kept) == (0, 1)
    assert server.submissions[11]["score"] == 3.0
    assert any(event["event"] == "kept" for event in events)


def test_a_mark_that_a_person_sets_just_before_ours_is_written_stays(server, site, sync, monkeypatch):
    for user in (11, 12):
        server.hand_in(user, "tp2.py", f"{FUNCTION}# {user}\n".encode())
    write = site.write

    def late(assignment, mark, seen):
        if server.submissions[12]["score"] is None:
            server.submissions[12]["score"] = 3.0
        write(assignment, mark, seen)

    monkeypatch.setattr(site, "write", late)
    done, _ = sync()
    assert (done.written, done.kept) == (1, 1)
    assert (server.submissions[11]["score"], server.submissions[12]["score"]) == (20, 3.0)
    assert server.submissions[12]["submission_comments"] == []


def test_our_own_mark_whose_answer_was_lost_is_not_taken_for_a_persons(server, site):
    server.hand_in(11, "tp2.py", FUNCTION.encode())
    (remote,) = site.assignments()
    mark = NewMark("11", 1, 14.0, "Score: 7", b"<html>")
    site.write(remote, mark, SiteMark())
    site.write(remote, mark, SiteMark())
    assert len(server.submissions[11]["submission_comments"]) == 1
    with pytest.raises(Changed):
        site.write(remote, replace(mark, grade=15.0), SiteMark())


def test_who_is_excused_gets_no_mark(server, sync):
    server.hand_in(11, "tp2.py", FUNCTION.encode())
    server.submissions[11]["excused"] = True
    assert sync()[0].written == 0
    assert server.submissions[11]["score"] is None


def test_a_date_of_their_own_moves_the_deadline(server, sync):
    # The course takes 10 % a day and nothing after three days; cached_due_date is the date that counts for this student.
    for user in (11, 12):
        server.hand_in(user, "tp2.py", f"{FUNCTION}# {user}\n".encode(), "2026-03-06T12:00:00Z")
    server.assignment["due_at"] = "2026-03-05T12:00:00Z"
    server.submissions[12]["cached_due_date"] = "2026-03-09T12:00:00Z"
    sync()
    assert (server.submissions[11]["score"], server.submissions[12]["score"]) == (18, 20)


def test_letters_are_refused(server, sync):
    server.assignment["grading_type"] = "letter_grade"
    with pytest.raises(UsageError, match="graded by points"):
        sync()


def test_an_anonymous_assignment_is_refused(server, sync):
    server.assignment["anonymize_students"] = True
    with pytest.raises(Refused, match="anonymous"):
        sync()


def test_a_file_that_vanished_is_told_and_looked_for_again(server, site, sync):
    server.hand_in(11, "tp2.py", FUNCTION.encode())
    (number,) = server.files
    kept = server.files.pop(number)
    done, _ = sync()
    assert (done.vanished, done.written) == (1, 0)
    server.files[number] = kept
    done, _ = sync()
    assert (done.fetched, done.written) == (1, 1)
    with pytest.raises(Vanished):
        site.fetch(RemoteFile("x", f"{server.url}/files/1/download", 3))


def test_what_canvass_own_late_policy_takes_is_not_taken_for_another_mark(server, sync):
    # submission_attempt_json: `entered_score` is what was given, `score` what is left of it.
    server.hand_in(11, "tp2.py", FUNCTION.encode())
    server.late_policy = 2.0
    done, _ = sync()
    assert (done.written, done.refused, server.submissions[11]["score"]) == (1, 0, 18.0)
    done, _ = sync()
    assert (done.written, done.kept, done.well) == (0, 0, True)
