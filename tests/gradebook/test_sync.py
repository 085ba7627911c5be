"""Rounds of `sync` at a site that is a few dictionaries: what is fetched, written, kept, and gone on with."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import sync as sync_module
from autograder.gradebook import sync_record
from autograder.gradebook.batch_order import Judging
from autograder.gradebook.lms.sites.base import (
    Person,
    Refused,
    RemoteAssignment,
    SiteDown,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.roster import parse_roster
from autograder.gradebook.store import Store
from autograder.gradebook.sync import Sync, found
from autograder.gradebook.sync_round import Link
from tests.gradebook.fake_site import NOON, PEOPLE
from tests.gradebook.fakes import grade


def test_homonyms_get_their_own_marks(site, again):
    site.hand_in(["2"], "# 2\n# fail salted\n")
    site.hand_in(["3"], "# 3\n")
    assert again()[0].written == 2
    assert site.grades() == {"2": 14, "3": 20}


def test_events_tell_homonyms_apart(site, watched):
    sync, link = watched
    events = []
    sync.emit = events.append
    for person in "123":
        site.hand_in([person], f"# {person}\n")
    sync.round(link)
    people = {"Ann Élan", "Jean Martin (moodle-2)", "Jean Martin (moodle-3)"}
    for kind in ("fetched", "judged", "written"):
        assert {each["student"] for each in events if each["event"] == kind} == people


def test_a_second_round_does_nothing(site, again):
    site.hand_in(["1"], "")
    again()
    done, _ = again()
    assert (done.fetched, done.judged, done.written, len(site.written)) == (0, 0, 0, 1)


def test_a_dry_run_tells_and_does_nothing(site, again, tmp_path):
    site.hand_in(["1"], "")
    _done, events = again(dry_run=True)
    assert events == ["would_fetch", "round"]
    assert list(Store(tmp_path / "out").all_attempts()) == []
    assert site.written == []


@pytest.mark.parametrize("call", ["hand_ins", "fetch", "read_back", "write", "after write"])
@pytest.mark.parametrize("error", [SiteDown("down"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [0, 2])
def test_stopped_in_the_middle_of_any_step_the_next_round_goes_on(site, again, tmp_path, call, error, at):
    for person in "123":
        site.hand_in([person], f"# {person}\n")
    site.fails[call] = [None] * at + [error]
    with contextlib.suppress(SiteDown, TokenRefused, KeyboardInterrupt):
        again()
    site.fails = {}
    done, _ = again()
    assert done.kept == 0
    assert site.grades() == {"1": 20, "2": 20, "3": 20}
    assert len(list(Store(tmp_path / "out").all_attempts())) == 3
    assert again()[0].written == 0


def test_a_judge_error_writes_nothing_and_is_told(site, again):
    site.hand_in(["1"], "# judge_error salted\n")
    done, events = again()
    assert (done.withheld, site.written) == (1, [])
    assert {"judge_error", "withheld"} <= set(events)


def test_who_waits_for_a_verdict_is_told_and_gets_no_mark(site, again, monkeypatch):
    site.hand_in(["1"], "")
    site.hand_in(["2"], "# 2\n")
    judging = sync_module.batch.batch

    def without_one(course, out, order, how, tell):
        ran = judging(course, out, order, how, tell)
        (attempt,) = (each for each in Store(out).all_attempts() if b"# 2" in each.hand_in()[1])
        (attempt.folder / "result.json").unlink()
        return ran

    monkeypatch.setattr(sync_module.batch, "batch", without_one)
    done, events = again()
    assert (done.withheld, site.grades()) == (1, {"1": 20})
    assert "not_judged" in events
    monkeypatch.undo()
    done, events = again()
    assert (done.withheld, site.grades()) == (0, {"1": 20, "2": 20})


def test_each_member_of_a_group_has_a_mark_and_a_page(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, groups=True)
    site.hand_in(["1", "2"], "")
    again()
    assert site.grades() == {"1": 20, "2": 20}
    pages = {mark.person: mark.page.decode() for mark in site.written}
    assert "Ann Élan" in pages["1"] and "Ann Élan" not in pages["2"]


def test_who_moves_to_another_group_is_told_of(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, groups=True)
    site.people = [replace(person, group="8") for person in PEOPLE[:2]]
    site.hand_in(["1", "2"], "")
    assert "moved" not in again()[1]
    site.people[1] = replace(PEOPLE[1], group="9")
    site.hand_in(["2"], "# fail salted\n", NOON + timedelta(days=1))
    done, events = again()
    assert events.count("moved") == 1
    assert (done.fetched, done.well) == (1, True)


def test_an_extension_granted_afterwards_raises_the_mark(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=NOON - timedelta(days=1, hours=12))
    site.hand_in(["1"], "")
    again()
    assert site.grades() == {"1": 16}  # 10 % a day, two days begun
    site.people[0] = Person("1", "Ann Élan", "ann@u.fr", due=NOON + timedelta(days=1))
    again()
    assert site.grades() == {"1": 20}


def test_a_deadline_that_is_not_to_count_takes_nothing(site, again, course):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=NOON - timedelta(days=2))
    site.hand_in(["1"], "")
    again(Link(course.assignments[0], "5", late=False))
    assert site.grades() == {"1": 20}


def test_ones_own_deadline_does_not_count_either_then(site, again, course):
    # Canvas tells everybody's own date, with or without an override.
    site.people[0] = Person("1", "Ann Élan", "ann@u.fr", due=NOON - timedelta(days=2))
    site.hand_in(["1"], "")
    again(Link(course.assignments[0], "5", late=False))
    assert site.grades() == {"1": 20}


@pytest.mark.parametrize("late", [True, False])
def test_a_deadline_that_was_taken_away_takes_nothing_any_more(site, again, course, late):
    due = NOON - timedelta(days=1, hours=12)
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=due)
    site.hand_in(["1"], "")
    again()
    assert site.grades() == {"1": 16}
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=None if late else due)
    again(Link(course.assignments[0], "5", late=late))
    assert site.grades() == {"1": 20}


@pytest.fixture
def watched(site, course, tmp_path):
    """Return a `Sync` of many rounds, and its link."""
    judging = Judging(grade, workers=1, environment="t")
    return Sync(course, tmp_path / "out", site, judging), Link(course.assignments[0], "5")


def test_a_time_to_come_hides_no_later_hand_in(site, watched):
    # The site's clock ran ahead, and was put right.
    sync, link = watched
    site.hand_in(["1"], "# 1\n", datetime.now(UTC) + timedelta(days=1))
    assert sync.round(link).fetched == 1
    site.hand_in(["2"], "# 2\n", datetime.now(UTC))
    assert sync.round(link).fetched == 1


def test_a_clock_that_was_set_back_hides_nothing_for_long(site, watched, monkeypatch):
    sync, link = watched
    site.hand_in(["1"], "# 1\n", NOON)
    sync.round(link)
    site.hand_in(["2"], "# 2\n", NOON - timedelta(hours=2))
    assert sync.round(link).fetched == 0
    monkeypatch.setattr(sync_module, "WHOLE_LOOK", 0.0)
    assert sync.round(link).fetched == 1


def test_a_file_that_vanished_is_told_and_the_others_are_judged(site, again):
    site.hand_in(["1"], "# 1\n")
    site.hand_in(["2"], "# 2\n")
    site.fails["fetch"] = [Vanished("gone")]
    done, _events = again()
    assert (done.vanished, done.written) == (1, 1)
    assert again()[0].written == 1


def test_a_damaged_record_costs_one_student_a_mark_and_nobody_else(site, again, tmp_path):
    for person in "123":
        site.hand_in([person], f"# {person}\n")
    again()
    first, *_ = Store(tmp_path / "out").students()
    path = sync_record.path(Store(tmp_path / "out"), first.key, "02_noise")
    kept = path.read_text()
    path.write_text("[]")
    for person in "123":
        site.hand_in([person], f"# {person}{person}\n")

    done, events = again()
    assert (done.fetched, done.written, done.well) == (2, 2, False) and events.count("problem") == 1

    path.write_text(kept)
    done, _ = again()
    assert (done.fetched, done.well) == (1, True)


def test_a_file_that_is_too_large_stops_nobody_else(site, again):
    site.hand_in(["1"], "# 1\n")
    site.hand_in(["2"], "# 2\n")
    site.fails["fetch"] = [Refused("a file is larger than 512 MB.")]
    done, _events = again()
    assert (done.vanished, done.written) == (1, 1)


def test_a_scale_is_refused(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", None)
    with pytest.raises(UsageError, match="graded by points"):
        again()


def test_results_of_one_assignment_are_not_taken_for_anothers(site, again):
    site.hand_in(["1"], "")
    again()
    site.remote = RemoteAssignment("6", "Devoir 2", "TF", 20.0)
    with pytest.raises(UsageError, match="these marks went to assignment 5"):
        again()


def test_the_roster_names_the_students_by_their_address(site, again, tmp_path):
    site.hand_in(["1"], "")
    again(roster=parse_roster(b"id,name,email\n4711,Ann Elan,ann@u.fr\n"))
    (attempt,) = Store(tmp_path / "out").all_attempts()
    assert attempt.student.id == "4711"


def test_two_at_once_are_kept_apart(site, again, course, tmp_path):
    import fcntl

    (tmp_path / "out/sync").mkdir(parents=True)
    with (tmp_path / "out/sync/lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="another sync"):
            again()


def test_nothing_is_stored_while_a_batch_works_on_the_same_results(site, again, tmp_path):
    site.hand_in(["1"], "")
    store = Store(tmp_path / "out")
    with store.locked(), pytest.raises(UsageError, match="another run of batch or sync"):
        again()
    assert not list(store.all_attempts())


def test_what_still_needs_a_person_is_said_once_and_not_at_every_look(site, course, tmp_path):
    events = []
    sync = Sync(
        course, tmp_path / "out", site, Judging(grade, workers=1, environment="t"), emit=events.append
    )
    site.hand_in(["1"], "")
    site.marks["1"] = SiteMark(3.0)
    for _ in range(3):
        sync.round(Link(course.assignments[0], "5"))
    assert [event["event"] for event in events].count("kept") == 1
    assert [event["event"] for event in events].count(
        "round"
    ) == 2  # what was done, then that nothing is to do
    assert (tmp_path / "out/sync/alive").exists()


def test_an_assignment_is_found_by_number_or_name_and_never_guessed(site):
    assert found([site.remote], "5") == found([site.remote], "Devoir 2") == site.remote
    with pytest.raises(UsageError, match=r"'Devoir 2' \(5, TF\)"):
        found([site.remote], "Devoir")
    with pytest.raises(UsageError, match="found 2"):
        found([site.remote, RemoteAssignment("6", "Devoir 2", "TG", 20.0)], "Devoir 2")


def test_the_record_is_settled_when_what_was_meant_was_seen(site, again, tmp_path):
    site.hand_in(["1"], "")
    again()
    store = Store(tmp_path / "out")
    (attempt,) = store.all_attempts()
    record = sync_record.read(store, attempt.student.key, "02_noise")
    assert record.settled
    assert (record.person, record.seen, record.attempt) == ("1", 20, 0)
