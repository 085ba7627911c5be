"""Marks written into an LMS: what a person set stays, what was swallowed is told, nothing is written twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from autograder.gradebook import sync_writing
from autograder.gradebook.lms.sites.base import Person, Refused, RemoteAssignment, RemoteFile, SiteMark
from autograder.gradebook.sync_round import Link
from tests.gradebook.fake_site import NOON, PEOPLE


@pytest.mark.parametrize("grade", [3.0, 0.0, 20.0])
def test_a_mark_of_a_person_stays_unless_it_is_to_be_overwritten(site, again, grade):
    site.hand_in(["1"], "# fail salted\n")
    site.marks["1"] = SiteMark(grade)
    done, events = again()
    assert (done.kept, site.written) == (1, [])
    assert "kept" in events
    again(overwrite=True)
    assert site.grades() == {"1": 14}


def test_a_mark_of_ours_that_a_person_changed_stays_when_there_is_a_better_attempt(site, again):
    site.hand_in(["1"], "# fail salted\n")
    again()
    site.marks["1"] = SiteMark(17.0, site.marks["1"].comment)
    site.hand_in(["1"], "", NOON + timedelta(days=1))
    assert again()[0].kept == 1
    assert site.grades() == {"1": 17}


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
    assert site.grades() == {"1": 7, "2": 13 * factor}
    site.hand_in(["1"], "# better\n", NOON + timedelta(days=1))
    again()
    assert site.grades()["1"] == 10


def test_a_mark_that_a_person_sets_between_our_writing_and_our_reading_stays(site, again):
    site.hand_in(["1"], "# fail salted\n")
    written = site.write

    def write(assignment, mark, seen):
        written(assignment, mark, seen)
        site.marks["1"] = SiteMark(17.0, site.marks["1"].comment)

    site.write = write
    done, events = again()
    assert (site.grades(), len(site.written), done.kept, done.refused) == ({"1": 17.0}, 1, 1, 0)
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
    assert site.grades()["2"] == 20
    assert "unseen" in events


def test_a_refusal_of_one_does_not_stop_the_others(site, again):
    for person in "123":
        site.hand_in([person], f"# {person}\n")
    site.fails["write"] = [Refused("no")]
    done, _ = again()
    assert (done.refused, done.written) == (1, 2)


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


def test_a_mark_that_a_person_sets_just_before_ours_is_written_stays(site, again):
    for person in "12":
        site.hand_in([person], f"# {person}\n")
    written = site.write

    def write(assignment, mark, seen):
        if mark.person == "1" and not site.marks:
            site.marks["1"] = SiteMark(3.0, "Vu.")
        written(assignment, mark, seen)

    site.write = write
    done, events = again()
    assert (site.grades(), done.kept, done.written, done.refused) == ({"1": 3.0, "2": 20}, 1, 1, 0)
    assert events.count("kept") == 1


def test_a_mark_that_a_person_keeps_on_saving_waits_for_the_next_round(site, again):
    site.hand_in(["1"], "")
    written, saves = site.write, []

    def write(assignment, mark, seen):
        if len(saves) < 2:
            saves.append(1)
            site.marks["1"] = SiteMark(None, "", saved=str(len(saves)))
        written(assignment, mark, seen)

    site.write = write
    done, _ = again()
    assert (done.written, done.refused, site.written) == (0, 1, [])
    assert again()[0].written == 1


def test_a_number_that_was_meant_and_never_written_is_not_ours_when_a_person_types_it(site, again, tmp_path):
    site.hand_in(["1"], "# fail salted\n")
    written = site.write

    def write(assignment, mark, seen):
        site.marks["1"] = SiteMark(14.0, "")
        written(assignment, mark, seen)

    site.write = write
    assert again()[0].kept == 1
    site.write = written
    site.hand_in(["1"], "", NOON + timedelta(days=1))
    assert again()[0].kept == 1
    assert site.grades() == {"1": 14.0}


def test_what_the_system_swallows_is_not_written_at_every_look(site, again, monkeypatch):
    # Each try may send the student a mail: --watch 30s would send 2880 a day.
    site.deaf.add("1")
    site.hand_in(["1"], "# fail salted\n")
    again()
    for _ in range(3):
        done, events = again()
        assert (done.refused, done.well, len(site.written)) == (1, False, 2)
        assert "swallowed" in events
    again(overwrite=True)
    assert len(site.written) == 4
    site.hand_in(["1"], "", NOON + timedelta(days=1))  # another mark is another try
    again()
    assert len(site.written) == 6
    monkeypatch.setattr(sync_writing, "AGAIN", 0.0)  # a day later
    site.deaf.clear()
    assert again()[0].written == 1
    assert site.grades() == {"1": 20}


def test_marks_of_results_that_were_lost_are_known_again_by_their_comment(site, again, tmp_path):
    for person in "123":
        site.hand_in([person], f"# {person}\n# fail salted\n")
    again()
    site.marks["2"] = replace(site.marks["2"], grade=16.0)  # a person's
    site.marks["3"] = SiteMark(14.0, "")  # a person's, who typed the same number
    (tmp_path / "out").rename(tmp_path / "lost")
    done, _ = again()
    assert (done.kept, done.well) == (2, True)
    site.hand_in(["1"], "# better\n", NOON + timedelta(days=1))
    assert again()[0].written == 1
    assert site.grades() == {"1": 20, "2": 16, "3": 14}


def test_what_a_person_saved_where_comments_cannot_be_seen_stays(site, again):
    # Moodle shows comments of a workflow when they are released: until then only that somebody saved something.
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, workflow=True)
    site.hand_in(["1"], "")
    site.marks["1"] = SiteMark(None, None, saved="1790000000")
    assert again()[0].kept == 1
    assert site.written == []
    again(overwrite=True)
    assert site.grades() == {"1": 20}


def test_what_we_saved_where_comments_cannot_be_seen_is_ours_until_somebody_saves_again(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, workflow=True)
    site.hand_in(["1"], "# fail salted\n# fail blurred\n")
    told, clock = site.write, iter("12345")

    def write(assignment, mark, seen):
        told(assignment, mark, seen)
        site.marks["1"] = SiteMark(mark.grade, None, saved=next(clock))

    site.write = write
    again()
    site.hand_in(["1"], "# fail salted\n", NOON + timedelta(days=1))
    assert again()[0].written == 1
    site.marks["1"] = replace(site.marks["1"], saved="9")
    site.hand_in(["1"], "", NOON + timedelta(days=2))
    assert again()[0].kept == 1
    assert site.grades() == {"1": 14}


def test_stopped_before_reading_back_a_mark_whose_comment_cannot_be_seen_is_still_ours(site, again):
    site.remote = RemoteAssignment("5", "Devoir 2", "TF", 20.0, workflow=True)
    site.hand_in(["1"], "")
    site.fails["after write"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        again()
    site.marks["1"] = SiteMark(20.0, None, saved="1")
    done, _ = again()
    assert (done.kept, done.written) == (0, 1)


def test_who_left_is_told_of_when_a_mark_waits_for_them(site, again):
    for person in "12":
        site.hand_in([person], f"# {person}\n")
    site.fails["write"] = [Refused("no")]
    again()  # of the first nothing is written
    site.people = PEOPLE[2:]
    done, events = again()
    assert (events.count("left"), done.written, done.well) == (1, 0, True)


def test_nobody_to_be_seen_is_told(site, again):
    site.people = []
    assert again()[1] == ["nobody", "round"]


def test_an_assignment_that_takes_no_files_or_comments_is_told_and_sent_none(site, again):
    site.remote = replace(site.remote, pages=False)
    site.hand_in(["1"], "")
    assert "no_pages" in again()[1]
    assert site.written[-1].page == b""
    site.remote = replace(site.remote, pages=True, comments=False)  # ticked now: the page follows
    assert "no_comments" in again()[1]
    assert site.written[-1].page and site.written[-1].comment == ""


def test_files_that_a_person_put_there_reach_the_site_that_keeps_them(site, again):
    site.hand_in(["1"], "")
    scan = RemoteFile("annotated.pdf", "x", 3)
    site.marks["1"] = SiteMark(None, "", files=(scan,))
    seen = []
    written = site.write
    site.write = lambda assignment, mark, there: (seen.append(there.files), written(assignment, mark, there))
    again()
    assert seen == [(scan,)]


def test_a_comment_beside_a_mark_out_of_another_maximum_tells_both(site, again):
    site.hand_in(["1"], "# fail salted\n")
    again()
    assert site.grades() == {"1": 14}
    assert "7 points out of 10, which is 14 out of 20" in site.marks["1"].comment
