"""A mark on its way: when it stands already, and whose a comment is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.gradebook.lms.sites.base import NewMark, SiteMark
from autograder.gradebook.outgoing_mark import OutgoingMark
from autograder.gradebook.roster import Student
from autograder.gradebook.sync_record import Synced

NEW = NewMark("17", 0, 14.0, "Score: 7\nBravo", b"<html>")
MARK = OutgoingMark(Student("7", "Ann"), Synced("moodle https://x", "5", "17"), NEW)


def test_a_mark_stands_when_it_was_noted_and_seen_whole():
    noted = MARK.noted(None, False)
    assert not MARK.stands(False) and not noted.stands(False)
    seen = noted.confirmed(SiteMark(14.0, "Score: 7<br>Bravo"))
    assert seen.stands(False)
    assert not seen.stands(True)  # not released yet
    for news in ({"grade": 15.0}, {"comment": "else"}, {"page": b"else"}, {"attempt": 1}):
        assert not replace(seen, new=replace(NEW, **news)).stands(False)


@pytest.mark.parametrize(
    ("there", "ours"),
    [
        (None, True),
        ("", True),
        ("<p></p>", True),
        ("Score: 7<br>Bravo", True),
        ("Score: 7   Bravo", True),
        ("Venez me voir.", False),
    ],
)
def test_a_comment_is_ours_whatever_markup_the_system_made_of_it(there, ours):
    assert MARK.knows_comment(there) is ours
