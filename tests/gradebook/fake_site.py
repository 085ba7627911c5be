"""A system in memory for tests of `sync`: a few dictionaries, and errors where they are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from autograder.gradebook.lms.sites.base import (
    Changed,
    Person,
    RemoteAssignment,
    RemoteFile,
    SiteHandIn,
    SiteMark,
)
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
        version = f"{'+'.join(people)}-{attempt}-{len(self.files)}"
        self.files[version] = (FUNCTION + text).encode()
        file = RemoteFile("tp2.py", version, len(self.files[version]))
        self.handed_in = [each for each in self.handed_in if each.people != tuple(people)]
        self.handed_in.append(SiteHandIn(version, tuple(people), attempt, when, (file,)))

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
        known = {person.id for person in people}
        return [
            replace(each, people=tuple(person for person in each.people if person in known))
            for each in self.handed_in
            if known & set(each.people) and (since is None or each.submitted >= since)
        ]

    def fetch(self, file):
        self._may_fail("fetch")
        return self.files[file.url]

    def write(self, assignment, mark, seen):
        self._may_fail("write")
        if self.marks.get(mark.person, SiteMark()) != seen:
            raise Changed("somebody marked this a moment ago")
        self.written.append(mark)
        if mark.person not in self.deaf:
            self.marks[mark.person] = SiteMark(mark.grade, mark.comment.replace("\n", "<br>"), mark.attempt)
        self._may_fail("after write")

    def read_back(self, assignment, marks):
        self._may_fail("read_back")
        return {person: self.marks.get(person, SiteMark()) for person in marks}

    def grades(self):
        """Return the grades that stand there."""
        return {person: mark.grade for person, mark in self.marks.items()}
