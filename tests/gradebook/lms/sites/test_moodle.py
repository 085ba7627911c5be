"""Moodle's answers, recorded from a live site (recording.py) and replayed: what is read in them, what is written back."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from autograder.gradebook.batch_order import Judging
from autograder.gradebook.lms.sites import moodle
from autograder.gradebook.lms.sites.base import (
    Changed,
    NewMark,
    Refused,
    RemoteAssignment,
    RemoteFile,
    SiteDown,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience
from autograder.gradebook.store import Store
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Link
from tests.gradebook.fakes import grade
from tests.gradebook.lms.sites import moodle_server
from tests.gradebook.lms.sites.recording import FILE, Replayer
from tests.gradebook.runs import FUNCTION

recorded = pytest.mark.skipif(not FILE.exists(), reason="nothing is recorded")
REMOTE = RemoteAssignment("5", "Devoir", "TF", 20.0)


@pytest.fixture
def replayed(course, tmp_path):
    """Return `replayed(kind)`: the sync of a round at that recorded assignment, what it did, and what was asked."""
    record = json.loads(FILE.read_text(encoding="utf-8"))

    def play(kind):
        transport = Replayer(record["answers"])
        site = MoodleSite(Patience(record["url"], "a-token", transport=transport), record["course"])
        sync = Sync(course, tmp_path / kind, site, Judging(grade, workers=1, environment="test"))
        done = sync.round(Link(course.assignments[0], kind))
        written = {
            record["people"][form["userid"]]: float(form["grade"])
            for form in transport.asked
            if form.get("wsfunction") == "mod_assign_save_grade"
        }
        return sync, done, written

    return play


def test_somebody_of_whom_moodle_tells_nothing_stops_nobody_else(course, tmp_path, monkeypatch):
    server = moodle_server.Moodle(3)
    for user in (1, 2, 3):
        server.handed_in[user] = f"{FUNCTION}# {user}\n".encode()
    told = server.get_submission_status

    def status(form):
        gone = {"exception": "moodle_exception", "errorcode": "usernotenrolled", "message": "gone"}
        return gone if form["userid"] == "2" else told(form)

    monkeypatch.setattr(server, "get_submission_status", status)
    site = MoodleSite(Patience(moodle_server.URL, "token", transport=server), "TF")
    sync = Sync(course, tmp_path / "out", site, Judging(grade, workers=1, environment="test"))
    done = sync.round(Link(course.assignments[0], "Devoir 2"))
    assert (done.fetched, done.written, done.refused) == (3, 2, 1)
    assert {1, 3} <= server.grades.keys()


@recorded
def test_what_a_site_answered_gives_everybody_their_mark(replayed):
    sync, done, written = replayed("recorded")
    assert written == {"s01": 20, "s02": 14, "s03": 10, "s06": 0}
    assert (done.written, done.well) == (4, True)
    names = {each.student.name for each in Store(sync.out).all_attempts()}
    assert names == {"Élodie Dupont", "Jean Martin", "दीपिका शर्मा"}


@recorded
def test_a_groups_hand_in_gives_each_member_a_mark(replayed):
    _, done, written = replayed("recorded groups")
    assert written == {"s01": 14, "s02": 14}
    assert done.well


def _site(answer, **options):
    """Return a site that answers everything with `answer` (data, or a response)."""

    def handle(request):
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    return MoodleSite(
        Patience("http://127.0.0.1:1", "a-token", transport=httpx.MockTransport(handle), tries=1, **options)
    )


@pytest.mark.parametrize("code", ["invalidtoken", "accessexception", "servicenotavailable"])
def test_an_expired_token_is_told_apart_from_a_refusal(code):
    with pytest.raises(TokenRefused, match=rf"{code}: no\. Log in again"):
        _site({"exception": "x", "errorcode": code, "message": "no"}).who()
    with pytest.raises(Refused, match="dmlwriteexception"):
        _site({"exception": "x", "errorcode": "dmlwriteexception", "message": "no"}).who()


@pytest.mark.parametrize("code", ["sitemaintenance", "upgraderunning"])
def test_a_site_in_maintenance_is_waited_for(code):
    # webservice/lib.php and login/token.php: JSON, with status 200
    with pytest.raises(SiteDown, match="in maintenance"):
        _site({"exception": "moodle_exception", "errorcode": code, "message": "Closed"}).who()


@pytest.mark.parametrize("call", ["participants", "hand_ins"])
def test_a_role_without_the_right_is_not_taken_for_a_class_that_handed_nothing_in(call):
    # As 4.5.6 answered a student: no exception, no assignments, and a warning.
    warning = {
        "item": "assignment",
        "itemid": 5,
        "warningcode": "1",
        "message": "No access rights in module context",
    }
    site = _site({"assignments": [], "warnings": [warning]})
    with pytest.raises(Refused, match="the role of a teacher"):
        site.participants(REMOTE) if call == "participants" else site.hand_ins(REMOTE, [])
    nothing = {"item": "module", "itemid": 5, "warningcode": "3", "message": "No submissions found"}
    assert _site({"assignments": [], "warnings": [nothing]}).hand_ins(REMOTE, []) == []


def test_a_role_without_the_right_is_told_which_it_needs():
    with pytest.raises(Refused, match="the role of a teacher"):
        _site({"exception": "x", "errorcode": "nopermissions", "message": "no"}).assignments()


def test_an_address_without_a_moodle_is_told():
    for answer in (httpx.Response(404), httpx.Response(200, text="<html>hello</html>")):
        with pytest.raises(Refused, match="no Moodle there|expected JSON"):
            moodle.token(
                Patience(
                    "http://127.0.0.1:1", "", transport=httpx.MockTransport(lambda request, a=answer: a)
                ),
                "o",
                "p",
            )


def test_a_page_of_maintenance_is_a_refusal_and_no_crash():
    with pytest.raises(Refused, match="expected JSON"):
        _site(httpx.Response(200, text="<html>Upgrade</html>")).who()


@pytest.mark.parametrize("body", [b"", b'{"courses": [{"id": 3, "ass', b"nul"])
def test_an_answer_that_was_cut_is_asked_for_again(body):
    # PHP's own server, killed while it answers: 200, and the connection ends where it ends.
    answers = [body, b'{"fullname": "Odile", "sitename": "Test"}']

    def handle(request):
        return httpx.Response(200, headers={"content-type": "application/json"}, content=answers.pop(0))

    patience = Patience(
        "http://127.0.0.1:1", "t", transport=httpx.MockTransport(handle), sleep=lambda seconds: None
    )
    assert MoodleSite(patience).who().startswith("Odile")
    answers[:] = [body]
    patience = Patience("http://127.0.0.1:1", "t", transport=httpx.MockTransport(handle), tries=1)
    with pytest.raises(SiteDown, match="cut"):
        MoodleSite(patience).who()


def test_a_file_of_another_length_is_not_taken_for_the_hand_in():
    with pytest.raises(Vanished, match="expected 9 bytes, received 3"):
        _site(httpx.Response(200, content=b"abc")).fetch(RemoteFile("a.py", "http://127.0.0.1:1/x", 9))
    with pytest.raises(Vanished, match="filenotfound"):
        _site({"error": "gone", "errorcode": "filenotfound"}).fetch(
            RemoteFile("a", "http://127.0.0.1:1/x", 9)
        )


def test_the_token_goes_to_no_other_site():
    with pytest.raises(Refused, match="an address of this site"):
        _site({}).fetch(RemoteFile("a.py", "http://127.0.0.1.example.org/x", 9))


def test_a_refused_write_is_told():
    # save_grade: a lost right answers so; what answers null is found by reading back.
    with pytest.raises(Refused, match="nopermissions"):
        _site({"exception": "x", "errorcode": "nopermissions", "message": "no"}).write(
            REMOTE, NewMark("1", 0, 5, "", b""), SiteMark()
        )


class _Rows(httpx.BaseTransport):
    """A Moodle that gives rows of grades, flags and a status, and notes what it is asked."""

    def __init__(self, grades=(), flags=(), status=None):
        self._answers = {
            "mod_assign_get_grades": {"assignments": [{"assignmentid": 5, "grades": list(grades)}]},
            "mod_assign_get_user_flags": {"assignments": [{"assignmentid": 5, "userflags": list(flags)}]},
            "mod_assign_get_submission_status": status or {},
        }
        self.asked = []

    def handle_request(self, request):
        body = request.read()
        if b"form-data" in body[:400]:
            self.asked.append({"upload": body})
            return httpx.Response(200, json=[{"itemid": 77}])
        if request.url.path.startswith("/webservice/pluginfile.php"):
            return httpx.Response(200, content=b"%PDF")
        self.asked.append(dict(httpx.QueryParams(body.decode())))
        answer = self._answers.get(self.asked[-1]["wsfunction"])  # save_grade answers null
        return httpx.Response(200, content=json.dumps(answer).encode())

    def saves(self):
        return [form for form in self.asked if form.get("wsfunction") == "mod_assign_save_grade"]


def _of(rows):
    return MoodleSite(Patience("http://127.0.0.1:1", "a-token", transport=rows, tries=1))


def _row(grade="14.00000", **other):
    return {
        "userid": 1,
        "attemptnumber": 0,
        "grade": grade,
        "grader": 17,
        "timemodified": 1790000000,
        **other,
    }


@pytest.mark.parametrize(
    ("row", "seen", "written"),
    [
        (_row(), SiteMark(14.0, "", 0, "1790000000"), True),
        (_row(), SiteMark(), False),
        (_row("3.00000"), SiteMark(14.0, "", 0, "1790000000"), False),  # within the same second
        (_row(timemodified=1790000009), SiteMark(14.0, "", 0, "1790000000"), False),  # a comment alone
        (_row(attemptnumber=1), SiteMark(), True),
        (_row(userid=2), SiteMark(), True),
        (_row("-1.00000", grader=-1), SiteMark(), True),  # Moodle's own row, of nobody
    ],
)
def test_a_mark_is_written_only_over_what_was_seen(row, seen, written):
    rows = _Rows([row])
    mark = NewMark("1", 0, 5, "", b"")
    if written:
        _of(rows).write(REMOTE, mark, seen)
    else:
        with pytest.raises(Changed):
            _of(rows).write(REMOTE, mark, seen)
    assert len(rows.saves()) == written
    assert not written or rows.asked[-2]["wsfunction"] == "mod_assign_get_grades"  # the last look before


def test_the_last_look_asks_for_what_was_saved_since_the_look_before():
    rows = _Rows([_row(), _row(userid=2, timemodified=1790000500)])
    site = _of(rows)
    seen = site.read_back(REMOTE, {"1": 0})["1"]
    site.write(REMOTE, NewMark("1", 0, 5, "", b""), seen)
    assert [form.get("since") for form in rows.asked if form["wsfunction"] == "mod_assign_get_grades"] == [
        None,
        "1790000500",
    ]


def test_where_there_is_one_attempt_nobody_is_asked_of_whom_there_is_no_row():
    rows = _Rows([_row()], status={"feedback": {"grade": _row(), "plugins": []}})
    once = replace(REMOTE, attempts=False)
    seen = _of(rows).read_back(once, {"1": 0, "2": 0})
    assert (seen["1"].grade, seen["2"]) == (14.0, SiteMark(None, "", 0))
    assert [form["userid"] for form in rows.asked if "userid" in form] == ["1"]


def test_files_that_a_person_put_there_go_up_again_beside_our_page():
    # A draft replaces all files of feedback.
    listed = {
        "filename": "marked.pdf",
        "filepath": "/scan/",
        "filesize": 4,
        "fileurl": "http://127.0.0.1:1/webservice/pluginfile.php/9/marked.pdf",
    }
    plugin = {"type": "file", "fileareas": [{"area": "feedback_files", "files": [listed]}]}
    rows = _Rows([_row()], status={"feedback": {"grade": _row(), "plugins": [plugin]}})
    site = _of(rows)
    seen = site.read_back(REMOTE, {"1": 0})["1"]
    assert [file.name for file in seen.files] == ["scan/marked.pdf"]
    site.write(REMOTE, NewMark("1", 0, 5, "", b"<html>"), seen)
    page, scan = [form["upload"] for form in rows.asked if "upload" in form]
    assert b"feedback.html" in page and b"<html>" in page
    assert b'"marked.pdf"' in scan and b"/scan/" in scan and b"%PDF" in scan and b"77" in scan
    (save,) = rows.saves()
    assert save["plugindata[files_filemanager]"] == "77"


@pytest.mark.parametrize(("state", "hidden"), [("released", False), ("readyforrelease", True), ("", True)])
def test_comments_of_a_workflow_are_not_to_be_seen_before_release(state, hidden):
    # mod/assign/locallib.php, get_assign_feedback_status_renderable: not even by teachers.
    comment = {"type": "comments", "editorfields": [{"text": "Vu."}]}
    status = {"lastattempt": {"gradingstatus": state}}
    if not hidden:
        status["feedback"] = {"grade": _row(), "plugins": [comment]}
    seen = _of(_Rows([_row()], status=status)).read_back(replace(REMOTE, workflow=True), {"1": 0})["1"]
    assert (seen.comment, seen.saved) == (None if hidden else "Vu.", "1790000000")


@pytest.mark.parametrize(
    ("there", "asked", "sent"),
    [
        ("", "readyforrelease", "readyforrelease"),
        ("inmarking", "readyforrelease", "readyforrelease"),
        ("inreview", "readyforrelease", "inreview"),
        ("released", "readyforrelease", "released"),
        ("inreview", "released", "released"),
    ],
)
def test_a_state_that_a_person_chose_in_the_meantime_stays(there, asked, sent):
    rows = _Rows(flags=[{"userid": 1, "workflowstate": there}])
    _of(rows).write(replace(REMOTE, workflow=True), NewMark("1", 0, 5, "", b"", asked), SiteMark())
    (save,) = rows.saves()
    assert save["workflowstate"] == sent


def test_a_course_of_more_than_one_page_is_read_whole():
    people = [{"id": number, "fullname": f"P{number}"} for number in range(300)]

    def handle(request):
        form = dict(httpx.QueryParams(request.read().decode()))
        if form["wsfunction"] == "mod_assign_get_user_flags":
            return httpx.Response(200, json={"assignments": []})
        start = int(form["skip"])
        return httpx.Response(200, json=people[start : start + int(form["limit"])])

    site = MoodleSite(Patience("http://127.0.0.1:1", "t", transport=httpx.MockTransport(handle)))
    assert [person.id for person in site.participants(REMOTE)] == [str(number) for number in range(300)]


def test_a_password_gives_the_token_of_the_apps_service():
    def handle(request):
        form = dict(httpx.QueryParams(request.read().decode()))
        right = form == {"username": "odile", "password": "pw", "service": "moodle_mobile_app"}
        return httpx.Response(
            200, json={"token": "abc"} if right else {"error": "Invalid login", "errorcode": "invalidlogin"}
        )

    patience = Patience("http://127.0.0.1:1", "", transport=httpx.MockTransport(handle))
    assert moodle.token(patience, "odile", "pw") == "abc"
    with pytest.raises(TokenRefused, match="Invalid login. With single sign-on"):
        moodle.token(patience, "odile", "no")
