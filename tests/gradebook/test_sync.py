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
    HandIn,
    Person,
    Refused,
    RemoteAssignment,
    RemoteFile,
    SiteDown,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.roster import parse_roster
from autograder.gradebook.store import Store
from autograder.gradebook.sync import Link, Sync, found
from tests.gradebook.fakes import grade
from tests.gradebook.runs import FUNCTION

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
PEOPLE = [Person("1", "Ann Élan", "ann@u.fr"), Person("2", "Jean Martin"), Person("3", "Jean Martin")]


class Site:
    """A system in memory. `fails` are errors to raise, by the name of the call, one a call."""

    name, url = "moodle", "http://127.0.0.1:1"

    def __init__(self):
        self.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0)
        self.people, self.handed_in, self.files = list(PEOPLE), [], {}
        self.marks, self.written, self.fails = {}, [], {}
        self.deaf = set()  # people whose marks are taken and not kept, as Moodle does with locked ones

    def hand_in(self, people, text, when=NOON, attempt=0):
        version = f"{'+'.join(people)}-{attempt}-{len(self.handed_in)}"
        self.files[version] = (FUNCTION + text).encode()
        file = RemoteFile("tp2.py", version, len(self.files[version]))
        self.handed_in = [each for each in self.handed_in if each.people != tuple(people)]
        self.handed_in.append(HandIn(version, tuple(people), attempt, when, (file,)))

    def _may_fail(self, call):
        if self.fails.get(call):
            error = self.fails[call].pop(0)
            if error:
                raise error

    def who(self):
        return "Odile"

    def assignments(self):
        return [self.remote]

    def participants(self, assignment):
        return self.people

    def hand_ins(self, assignment, people, since=None):
        self._may_fail("hand_ins")
        return [each for each in self.handed_in if since is None or each.submitted >= since]

    def fetch(self, file):
        self._may_fail("fetch")
        return self.files[file.url]

    def write(self, assignment, mark):
        self._may_fail("write")
        self.written.append(mark)
        if mark.person not in self.deaf:
            self.marks[mark.person] = SiteMark(mark.grade, mark.comment.replace("\n", "<br>"), mark.attempt)
        self._may_fail("after write")

    def read_back(self, assignment, marks):
        self._may_fail("read_back")
        return {person: self.marks.get(person, SiteMark()) for person in marks}


@pytest.fixture
def site():
    """Return an assignment of 20 points with three students, two of one name."""
    return Site()


@pytest.fixture
def again(site, course, tmp_path):
    """Return `again()`: a round, by a process of its own as it were, and the kinds of its events."""

    def do(link=None, **options):
        events = []
        sync = Sync(
            course,
            tmp_path / "out",
            site,
            Judging(grade, workers=1, environment="t"),
            emit=events.append,
            **options,
        )
        done = sync.round(link or Link(course.assignments[0], "Devoir 2"))
        return done, [event["event"] for event in events]

    return do


def _grades(site):
    return {person: mark.grade for person, mark in site.marks.items()}


def test_homonyms_get_their_own_marks(site, again):
    site.hand_in(["2"], "# 2\n# fail salted\n")
    site.hand_in(["3"], "# 3\n")
    assert again()[0].written == 2
    assert _grades(site) == {"2": 14, "3": 20}


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


@pytest.mark.parametrize("grade", [3.0, 0.0, 20.0])
def test_a_mark_of_a_person_stays_unless_it_is_to_be_overwritten(site, again, grade):
    site.hand_in(["1"], "# fail salted\n")
    site.marks["1"] = SiteMark(grade)
    done, events = again()
    assert (done.kept, site.written) == (1, [])
    assert "kept" in events
    again(overwrite=True)
    assert _grades(site) == {"1": 14}


def test_a_mark_of_ours_that_a_person_changed_stays_when_there_is_a_better_attempt(site, again):
    site.hand_in(["1"], "# fail salted\n")
    again()
    site.marks["1"] = SiteMark(17.0, site.marks["1"].comment)
    site.hand_in(["1"], "", NOON + timedelta(days=1))
    assert again()[0].kept == 1
    assert _grades(site) == {"1": 17}


def test_a_comment_of_a_person_stays(site, again):
    site.hand_in(["1"], "")
    site.marks["1"] = SiteMark(None, "<p>Venez me voir.</p>")
    assert again()[0].kept == 1
    assert site.written == []


def test_a_mark_that_the_system_swallowed_is_written_once_more_and_then_told(site, again):
    site.deaf.add("1")
    site.hand_in(["1"], "")
    done, events = again()
    assert (done.refused, done.written, len(site.written)) == (1, 0, 2)
    assert "not_there" in events


@pytest.mark.parametrize("scaled_there", [True, False])
def test_a_maximum_that_a_teacher_changes_in_mid_term_moves_our_marks_and_no_persons(
    site, again, scaled_there
):
    site.hand_in(["1"], "# 1\n# fail salted\n")
    site.hand_in(["2"], "# 2\n")
    again()
    site.marks["2"] = SiteMark(13.0, site.marks["2"].comment)  # a person's, of 20
    # Moodle asks whether marks are to be scaled: 7 of 10 is what we wrote, too.
    factor = 0.5 if scaled_there else 1.0
    site.marks = {person: replace(mark, grade=mark.grade * factor) for person, mark in site.marks.items()}
    site.remote = replace(site.remote, maximum=10.0)
    done, _ = again()
    assert (done.written, done.kept) == (1, 1)
    assert _grades(site) == {"1": 7, "2": 13 * factor}
    site.hand_in(["1"], "# better\n", NOON + timedelta(days=1))
    again()
    assert _grades(site)["1"] == 10


def test_a_mark_that_a_person_sets_between_our_writing_and_our_reading_stays(site, again):
    site.hand_in(["1"], "# fail salted\n")
    written = site.write

    def write(assignment, mark):
        written(assignment, mark)
        site.marks["1"] = SiteMark(17.0, site.marks["1"].comment)

    site.write = write
    done, events = again()
    assert (_grades(site), len(site.written), done.kept, done.refused) == ({"1": 17.0}, 1, 1, 0)
    assert "kept" in events


@pytest.mark.parametrize("left", ["before", "after"])
def test_somebody_whose_mark_the_system_does_not_tell_stops_nobody_else(site, again, left):
    for person in "12":
        site.hand_in([person], f"# {person}\n")
    told = site.read_back

    def read_back(assignment, marks):
        seen = told(assignment, marks)
        if left == "before" or site.written:
            seen.pop("1", None)
        return seen

    site.read_back = read_back
    done, events = again()
    assert (done.written, done.refused) == (1, 1)
    assert _grades(site)["2"] == 20
    assert "unseen" in events


def test_a_refusal_of_one_does_not_stop_the_others(site, again):
    for person in "123":
        site.hand_in([person], f"# {person}\n")
    site.fails["write"] = [Refused("no")]
    done, _ = again()
    assert (done.refused, done.written) == (1, 2)


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
    assert _grades(site) == {"1": 20, "2": 20, "3": 20}
    assert len(list(Store(tmp_path / "out").all_attempts())) == 3
    assert again()[0].written == 0


def test_a_judge_error_writes_nothing_and_is_told(site, again):
    site.hand_in(["1"], "# judge_error salted\n")
    done, events = again()
    assert (done.withheld, site.written) == (1, [])
    assert {"judge_error", "withheld"} <= set(events)


def test_each_member_of_a_group_has_a_mark_and_a_page(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, groups=True)
    site.hand_in(["1", "2"], "")
    again()
    assert _grades(site) == {"1": 20, "2": 20}
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
    assert _grades(site) == {"1": 16}  # 10 % a day, two days begun
    site.people[0] = Person("1", "Ann Élan", "ann@u.fr", due=NOON + timedelta(days=1))
    again()
    assert _grades(site) == {"1": 20}


def test_a_deadline_that_is_not_to_count_takes_nothing(site, again, course):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=NOON - timedelta(days=2))
    site.hand_in(["1"], "")
    again(Link(course.assignments[0], "5", late=False))
    assert _grades(site) == {"1": 20}


def test_ones_own_deadline_does_not_count_either_then(site, again, course):
    # Canvas tells everybody's own date, with or without an override.
    site.people[0] = Person("1", "Ann Élan", "ann@u.fr", due=NOON - timedelta(days=2))
    site.hand_in(["1"], "")
    again(Link(course.assignments[0], "5", late=False))
    assert _grades(site) == {"1": 20}


@pytest.mark.parametrize("late", [True, False])
def test_a_deadline_that_was_taken_away_takes_nothing_any_more(site, again, course, late):
    due = NOON - timedelta(days=1, hours=12)
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=due)
    site.hand_in(["1"], "")
    again()
    assert _grades(site) == {"1": 16}
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, due=None if late else due)
    again(Link(course.assignments[0], "5", late=late))
    assert _grades(site) == {"1": 20}


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


def test_a_mark_goes_to_the_attempt_that_was_handed_in(site, again):
    site.hand_in(["1"], "# fail salted\n", attempt=0)
    again()
    site.hand_in(["1"], "", NOON + timedelta(days=1), attempt=1)
    again()
    assert [(mark.attempt, mark.grade) for mark in site.written] == [(0, 14), (1, 20)]


def test_marks_of_a_workflow_wait_for_release(site, again, course):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, workflow=True)
    site.hand_in(["1"], "")
    again()
    assert site.written[-1].state == "readyforrelease"
    again(Link(course.assignments[0], "5", release=True))
    assert [mark.state for mark in site.written] == ["readyforrelease", "released"]


def test_what_was_released_there_stays_released(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, workflow=True)
    site.people[0] = Person("1", "Ann Élan", state="released")
    site.hand_in(["1"], "")
    again()
    assert site.written[-1].state == "released"


def test_a_file_that_vanished_is_told_and_the_others_are_judged(site, again):
    site.hand_in(["1"], "# 1\n")
    site.hand_in(["2"], "# 2\n")
    site.fails["fetch"] = [Vanished("gone")]
    done, _events = again()
    assert (done.vanished, done.written) == (1, 1)
    assert again()[0].written == 1


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
