"""`sync` against a real Moodle: what its database holds afterwards. `MOODLE_ROOT=… pytest -m live tests/live`."""

from __future__ import annotations

import os
import threading
import time

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.lms.sites.base import SiteDown
from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience
from autograder.gradebook.store import Store
from tests.gradebook.lms.sites import recording
from tests.live.classroom import ANSWERS
from tests.live.people import GROUPS, PEOPLE

pytestmark = [pytest.mark.live, pytest.mark.timeout(1800)]


def test_everybody_gets_their_own_mark_comment_and_page(at):
    everybody = at("plain")
    wanted = {username: list(ANSWERS)[index % 5] for index, (username, _, _) in enumerate(PEOPLE)}
    for username, points in wanted.items():
        everybody.hand_in(username, points)
    done = everybody.round()
    assert (done.fetched, done.judged, done.written, done.well) == (13, 13, 13, True)
    assert everybody.grades() == {username: 2.0 * points for username, points in wanted.items()}
    for (username, _), (_, comment, pages) in everybody.database().items():
        assert comment.startswith(f"Score: {wanted[username]} out of 10.<br>")
        assert pages == 1
    names = {each.name for each in Store(everybody.out).students()}
    assert {"Bob O'Brien", "Zoë (B) d'Été/Fils", "दीपिका शर्मा"} <= names
    # Again: nothing to do. One hands in again: one mark.
    before = everybody.database()
    done = everybody.round()
    assert (done.fetched, done.judged, done.written) == (0, 0, 0)
    assert everybody.database() == before
    everybody.hand_in("s13", 10 if wanted["s13"] != 10 else 8)
    done = everybody.round()
    assert (done.fetched, done.judged) == (1, 1)


def test_groups_get_their_mark_and_the_participant_of_their_number_does_not(at):
    teams = at("groups")
    teams.hand_in("s01", 7)
    teams.hand_in("s03", 10)
    assert teams.round().well
    assert teams.grades() == {"s01": 14, "s02": 14, "s03": 20, "s04": 20}
    assert list(GROUPS.values()) == [["s01", "s02"], ["s03", "s04"]]


def test_anonymous_marking_reaches_the_same_people(at):
    anonymous = at("anonymous")
    for username, points in (("s02", 5), ("s03", 8)):
        anonymous.hand_in(username, points)
    assert anonymous.round().well
    assert anonymous.grades() == {"s02": 10, "s03": 16}


def test_another_maximum_is_scaled_to_and_a_scale_is_refused(at, tmp_path):
    seven = at("seven")
    seven.hand_in("s01", 5)
    assert seven.round().well
    assert seven.grades() == {"s01": 3.5}
    with pytest.raises(UsageError, match="a scale"):
        at("scale").round()


def test_drafts_are_left_alone(at):
    drafts = at("drafts")
    drafts.hand_in("s01", 5)
    assert drafts.round().fetched == 0
    drafts.hand_in("s02", 5, submit=True)
    assert drafts.round().fetched == 1
    assert drafts.grades() == {"s02": 10}


def test_a_mark_that_a_person_set_stays(at):
    attempts = at("attempts")
    attempts.hand_in("s01", 5)
    attempts.hand_in("s02", 5)
    teacher = attempts.seed["people"]["teacher"]["token"]
    values = {
        "assignmentid": attempts.id, "attemptnumber": -1, "addattempt": 0, "workflowstate": "", "applytoall": 0,
        "plugindata[assignfeedbackcomments_editor][text]": "Vu.", "plugindata[assignfeedbackcomments_editor][format]": 1,
        "plugindata[files_filemanager]": 0,
    }  # fmt: skip
    attempts.site.call(
        teacher, "mod_assign_save_grade", userid=attempts.seed["people"]["s02"]["id"], grade="19", **values
    )
    done = attempts.round()
    assert (done.written, done.kept) == (1, 1)
    assert attempts.grades() == {"s01": 10, "s02": 19}
    # A new attempt that is still open gets nothing; the mark stays with the first.
    attempts.site.call(
        teacher, "mod_assign_save_grade", userid=attempts.seed["people"]["s01"]["id"], grade="10", **{**values, "addattempt": 1,
        "plugindata[assignfeedbackcomments_editor][text]": "Encore."}
    )  # fmt: skip
    attempts.hand_in("s01", 10)
    done = attempts.round()
    assert done.written == 1
    assert attempts.database()["s01", 1][0] == 20


def test_a_workflow_shows_marks_only_when_they_are_released(at):
    held = at("workflow")
    held.hand_in("s01", 7)
    held.round()
    flags = "SELECT workflowstate FROM mdl_assign_user_flags WHERE assignment = {} AND userid = {}"
    query = flags.format(held.id, held.seed["people"]["s01"]["id"])
    assert held.grades() == {"s01": 14}
    assert held.site.sql(query) == [["readyforrelease"]]
    released = at("workflow", release=True)
    assert released.round().written == 1
    assert held.site.sql(query) == [["released"]]
    assert released.round().written == 0


def test_an_extension_moves_the_deadline(at):
    late = at("late")  # 10 % a day of being late, nothing after three days; s02 has an extension
    late.hand_in("s01", 10)
    late.hand_in("s02", 10)
    late.round()
    assert late.grades() == {"s01": 0, "s02": 20}


def test_a_site_killed_in_the_middle_of_anything_loses_and_doubles_nothing(at):
    """Twenty times the server dies at another moment of a round; then it is up again, and the round goes on."""
    faults = at("faults")
    wanted = {}
    for times in range(20):
        username = PEOPLE[times % 13][0]
        points = list(ANSWERS)[(times * 3) % 5]
        faults.hand_in(username, points)
        wanted[username] = max(points, wanted.get(username, 0))  # the course counts the best
        killer = threading.Timer(0.05 + 0.12 * times, faults.site.kill)
        killer.start()
        while True:
            try:
                done = faults.round()
            except SiteDown:
                killer.join()
                faults.site.serve()
            else:
                assert not done.kept, faults.events
                break
        killer.cancel()
        killer.join()
        if faults.site._server is None:
            faults.site.serve()
    faults.round()
    assert faults.grades() == {username: 2.0 * points for username, points in wanted.items()}
    assert all(pages == 1 for grade, _, pages in faults.database().values() if grade >= 0)
    attempts = list(Store(faults.out).all_attempts())
    assert len({(each.student.key, each.sha256) for each in attempts}) == len(attempts)


RECORDED = {
    "s01": 10,
    "s02": 7,
    "s03": 5,
    "s06": 0,
}  # tests/gradebook/lms/sites/test_moodle.py expects the same


def test_what_is_recorded_is_what_the_site_answers(at, site, seed, tmp_path):
    """Plays what the default tests replay. With MOODLE_RECORD it is written down."""
    recorder = recording.Recorder(seed["people"]["teacher"]["token"])
    for kind in ("recorded", "recorded groups"):
        played = at(kind)
        played.patience = Patience(site.url, seed["people"]["teacher"]["token"], transport=recorder)
        played.sync.out = tmp_path / kind
        played.sync.site = MoodleSite(played.patience, seed["course"])
        for username, points in RECORDED.items() if kind == "recorded" else (("s01", 7),):
            played.hand_in(username, points)
        assert played.round().well
        wanted = RECORDED if kind == "recorded" else {"s01": 7, "s02": 7}
        assert played.grades() == {username: 2.0 * points for username, points in wanted.items()}
    assert played.sync.site.who().startswith("Odile Prof")
    if os.environ.get("MOODLE_RECORD"):
        people = {str(each["id"]): name for name, each in seed["people"].items()}
        recorder.save(url=site.url, course=seed["course"], people=people)


def test_from_handing_in_to_the_mark(at):
    """Not a bound, a figure: seconds of one round for a class that is there already, without the judge's."""
    everybody = at("plain")
    everybody.round()
    everybody.hand_in("s07", 5)
    started = time.monotonic()
    everybody.round()
    print(f"one round: {time.monotonic() - started:.1f} s")
