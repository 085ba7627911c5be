"""What teachers do at a real Moodle beside `sync`, and in the middle of it: no work of theirs is lost, nobody else's mark moves."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import httpx
import pytest

from autograder.base.errors import UsageError
from tests.live.classroom import Class

pytestmark = [pytest.mark.live, pytest.mark.timeout(1800)]


@pytest.fixture
def change(site):
    """Return `change(what, …)`: something an administrator or a teacher changes at the site."""
    return lambda *words: site.php(Path(__file__).with_name("change.php"), str(site.root), *map(str, words))


def _kinds(klass):
    return [each["event"] for each in klass.events]


def _module(klass):
    return klass.seed["assignments"][klass.kind]["cmid"]


def _person(klass, username):
    return klass.seed["people"][username]["id"]


def _marked_by_hand(klass, username, grade="-1", text="", item=0, state=""):
    klass.site.call(
        klass.seed["people"]["teacher"]["token"], "mod_assign_save_grade", assignmentid=klass.id, userid=_person(klass, username),
        grade=grade, attemptnumber=-1, addattempt=0, workflowstate=state, applytoall=0,
        **{"plugindata[assignfeedbackcomments_editor][text]": text, "plugindata[assignfeedbackcomments_editor][format]": 1,
           "plugindata[files_filemanager]": item},
    )  # fmt: skip


def _comments(klass):
    return {name: comment for (name, _), (_, comment, _) in klass.database().items()}


def test_an_assignment_without_a_grade_is_refused(at):
    with pytest.raises(UsageError, match="no grade"):
        at("no grade").round()


def test_a_mark_overridden_in_the_gradebook_stays_and_is_tried_no_more(at, change):
    klass = at("overridden")
    klass.hand_in("s01", 5)
    klass.hand_in("s02", 5)
    change("override", _module(klass), _person(klass, "s01"), 13)
    done = klass.round()
    assert (done.written, done.refused, klass.grades()["s02"]) == (1, 1, 10)
    assert "not_there" in _kinds(klass)
    before = klass.database()
    klass.sync._said.clear()
    assert klass.round().refused == 1
    assert "swallowed" in _kinds(klass)
    assert klass.database() == before
    final = klass.site.sql(
        "SELECT g.finalgrade FROM mdl_grade_grades g JOIN mdl_grade_items i ON i.id = g.itemid"
        f" WHERE i.itemmodule = 'assign' AND i.iteminstance = {klass.id} AND g.userid = {_person(klass, 's01')}"
    )
    assert float(final[0][0]) == 13


def test_a_rubric_is_told(at, change):
    klass = at("rubric")
    change("rubric", _module(klass))
    klass.hand_in("s01", 5)
    done = klass.round()
    assert (done.written, done.refused) == (0, 1), klass.events
    assert klass.grades() == {}


def test_who_leaves_the_course_stops_nobody_else(at, change):
    klass = at("left")
    for username in ("s12", "s13"):
        klass.hand_in(username, 5)
    write = klass.sync.site.write

    def leaving(assignment, mark, seen):
        change("unenrol", _module(klass), _person(klass, "s12"))
        klass.sync.site.write = write
        write(assignment, mark, seen)

    klass.sync.site.write = leaving
    try:
        done = klass.round()
        assert done.written == 1, klass.events
        assert klass.grades()["s13"] == 10
        klass.round()
        assert "left" in _kinds(klass) or "s12" in klass.grades(), klass.events
    finally:
        change("enrol", _module(klass), _person(klass, "s12"))
    klass.round()
    assert klass.grades() == {"s12": 10, "s13": 10}


def test_an_assignment_that_takes_no_files_of_feedback_is_told(at):
    klass = at("no files")
    klass.hand_in("s01", 5)
    done = klass.round()
    assert done.written == 1
    assert "no_pages" in _kinds(klass)
    assert klass.grades() == {"s01": 10}
    klass = at("no comments")
    klass.hand_in("s01", 5)
    assert klass.round().written == 1
    assert "no_comments" in _kinds(klass)


def test_a_file_that_a_teacher_gave_back_stays_beside_our_page(at, site):
    klass = at("scan")
    token = klass.seed["people"]["teacher"]["token"]
    answer = httpx.post(
        f"{site.url}/webservice/upload.php", data={"token": token}, files={"file_1": ("scan é.pdf", b"%PDF scan")}, timeout=60
    ).json()  # fmt: skip
    _marked_by_hand(klass, "s01", item=answer[0]["itemid"])
    klass.hand_in("s01", 5)
    for points in (5, 10):
        klass.hand_in("s01", points)
        assert klass.round().written == 1, klass.events
        names = site.sql(
            "SELECT f.filename FROM mdl_files f JOIN mdl_assign_grades g ON g.id = f.itemid"
            f" WHERE f.component = 'assignfeedback_file' AND f.filesize > 0 AND g.assignment = {klass.id} ORDER BY 1"
        )
        assert names == [["feedback.html"], ["scan é.pdf"]]
    assert klass.grades() == {"s01": 20}


def test_a_comment_by_hand_stays_with_or_without_a_workflow(at):
    for kind in ("by hand", "by hand workflow"):
        klass = at(kind)
        state = "inmarking" if "workflow" in kind else ""
        _marked_by_hand(klass, "s01", text="Venez me voir.", state=state)
        klass.hand_in("s01", 5)
        klass.hand_in("s02", 5)
        done = klass.round()
        assert (done.kept, done.written) == (1, 1), klass.events
        assert _comments(klass)["s01"] == "Venez me voir."
        assert klass.grades() == {"s02": 10}
        # Afterwards, on a mark of ours: Moodle counts whole seconds, and before release it tells nothing else.
        time.sleep(1.1)
        _marked_by_hand(klass, "s02", grade="10", text="Presque.", state=state)
        klass.hand_in("s02", 10)
        assert klass.round().kept == 2, klass.events
        assert _comments(klass)["s02"] == "Presque."


def test_states_of_a_workflow_that_change_while_we_judge_stay(at):
    klass = at("states")
    states = {"s01": "released", "s02": "inreview", "s03": "inmarking"}
    for username in states:
        klass.hand_in(username, 5)
    klass.round()
    judge = klass.sync._judge

    def meanwhile(*words):
        judge(*words)
        for username, state in states.items():
            flags = f"assignment = {klass.id} AND userid = {_person(klass, username)}"
            klass.site.sql(f"UPDATE mdl_assign_user_flags SET workflowstate = '{state}' WHERE {flags}")

    for username in states:
        klass.hand_in(username, 10)
    klass.sync._judge = meanwhile
    assert klass.round().written == 3, klass.events
    rows = klass.site.sql(
        f"SELECT userid, workflowstate FROM mdl_assign_user_flags WHERE assignment = {klass.id}"
    )
    assert {int(user): state for user, state in rows} == {
        _person(klass, "s01"): "released", _person(klass, "s02"): "inreview", _person(klass, "s03"): "readyforrelease",
    }  # fmt: skip


def test_a_mark_set_while_we_write_stays(at):
    klass = at("raced")
    for username in ("s01", "s02", "s03"):
        klass.hand_in(username, 5)
    uploaded, others = klass.sync.site._uploaded, iter(["s03", "s02"])

    def meanwhile(page, files):
        item = uploaded(page, files)
        if username := next(others, ""):
            _marked_by_hand(klass, username, grade="19", text="Vu.")
        return item

    klass.sync.site._uploaded = meanwhile
    done = klass.round()
    assert (done.written, done.kept, done.refused) == (1, 2, 0), klass.events
    assert klass.grades() == {"s01": 10, "s02": 19, "s03": 19}
    assert _comments(klass)["s02"] == _comments(klass)["s03"] == "Vu."


def test_results_that_were_lost_and_two_teachers_go_on_with_the_same_marks(at, site, seed, course, tmp_path):
    klass = at("lost")
    usernames = ("s02", "s03", "s04", "s09")
    for username in usernames:
        klass.hand_in(username, 5)
    klass.round()
    before = klass.database()
    shutil.rmtree(klass.out)
    done = klass.round()
    assert (done.fetched, done.kept) == (4, 0), klass.events
    assert klass.grades() == {username: grade for (username, _), (grade, _, _) in before.items()}
    other = Class(site, seed, course, tmp_path / "another", "lost")
    for username in usernames:
        klass.hand_in(username, 10)
    rounds = [threading.Thread(target=each.round) for each in (klass, other)]
    for each in rounds:
        each.start()
    for each in rounds:
        each.join()
    klass.round()
    other.round()
    other.patience.close()
    assert klass.grades() == dict.fromkeys(usernames, 20)
    assert all(pages == 1 for _, _, pages in klass.database().values())


def test_who_hands_in_again_during_a_round_has_the_mark_of_the_later_one(at):
    klass = at("again")
    klass.hand_in("s01", 5)
    klass.hand_in("s02", 5)
    fetch, once = klass.sync.site.fetch, [1]

    def meanwhile(file):
        if once:
            once.clear()
            klass.hand_in("s01", 10)
        return fetch(file)

    klass.sync.site.fetch = meanwhile
    klass.round()
    klass.round()
    assert klass.grades() == {"s01": 20, "s02": 10}


def test_an_attempt_that_moodle_opens_by_itself_gets_its_own_mark(at):
    klass = at("until pass")
    klass.hand_in("s01", 5)
    assert klass.round().written == 1
    for _ in range(2):
        done = klass.round()
        assert (done.written, done.refused, done.kept) == (0, 0, 0), klass.events
    klass.hand_in("s01", 10)
    assert klass.round().written == 1, klass.events
    assert {key: row[0] for key, row in klass.database().items() if row[0] >= 0} == {
        ("s01", 0): 10,
        ("s01", 1): 20,
    }


def test_a_page_is_for_its_student_alone_and_shown_after_release(at, site, seed):
    for kind, shown in (("private", True), ("private workflow", False)):
        klass = at(kind)
        klass.hand_in("s01", 5)
        assert klass.round().written == 1
        ((context, item),) = site.sql(
            "SELECT f.contextid, f.itemid FROM mdl_files f JOIN mdl_assign_grades g ON g.id = f.itemid"
            f" WHERE f.component = 'assignfeedback_file' AND f.filesize > 0 AND g.assignment = {klass.id}"
        )
        page = f"{site.url}/webservice/pluginfile.php/{context}/assignfeedback_file/feedback_files/{item}/feedback.html"
        found = {
            username: b"<h1"
            in httpx.get(page, params={"token": seed["people"][username]["token"]}, timeout=60).content
            for username in ("s01", "s02", "teacher")
        }
        # Moodle itself gives students their own page before release, if they guess its address; it shows it nowhere.
        assert found == {"s01": True, "s02": False, "teacher": True}, kind
        status = site.call(
            seed["people"]["s01"]["token"],
            "mod_assign_get_submission_status",
            assignid=klass.id,
            userid=_person(klass, "s01"),
        )
        assert ("feedback" in status) == shown
