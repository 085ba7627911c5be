"""Marks on their way into an LMS: which are to be written, whether they may be, and that each was read back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.base.numbers import points_text
from autograder.course.model import Course
from autograder.gradebook import sync_record
from autograder.gradebook.lms.sites.base import (
    RELEASED,
    Changed,
    NewMark,
    Person,
    Refused,
    RemoteAssignment,
    Site,
    SiteMark,
    TokenRefused,
)
from autograder.gradebook.outgoing_mark import OutgoingMark
from autograder.gradebook.report import feedback_pages
from autograder.gradebook.roster import Student
from autograder.gradebook.score import scaled
from autograder.gradebook.sentences import summary
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from autograder.gradebook.sync_record import Synced, near
from autograder.gradebook.sync_round import Link, Round, Tell

AT_ONCE = 20  # marks looked at, written, and read back together
WAITING = "readyforrelease"
AGAIN = 86_400.0  # seconds until a mark that the LMS swallowed is tried again: each try may mail the student


@dataclass(frozen=True)
class Writing:
    """One round's marks of one assignment, from the store to the site."""

    course: Course
    store: Store
    site: Site
    link: Link
    remote: RemoteAssignment
    people: Sequence[Person]
    done: Round
    names: Mapping[str, str]  # of students, by their keys
    tell: Tell
    overwrite: bool = False
    dry_run: bool = False

    def all(self) -> None:
        """Write what is due, a few at once."""
        due = [mark for mark in self._marks() if not mark.stands(self.link.release)]
        for first in range(0, len(due), AT_ONCE):
            pending = due[first : first + AT_ONCE]
            there: Mapping[str, SiteMark] = self._there(pending)
            pending = [mark for mark in pending if self._may_be_written(mark, there)]
            if self.dry_run:
                for mark in pending:
                    self._say("would_write", mark, grade=points_text(mark.new.grade))
                continue
            for last in (False, True):  # what was not seen there is written once more, then told
                pending, there = self._written(pending, there, last)
                pending = [mark for mark in pending if self._may_be_written(mark, there)]
                if not pending:
                    break

    def _say(self, event: str, mark: OutgoingMark, **values: object) -> None:
        self.tell(self.link.about(event, self._name(mark.student), **values))

    def _name(self, student: Student) -> str:
        return self.names.get(student.key, student.with_id)

    def _marks(self) -> Iterator[OutgoingMark]:
        link, remote = self.link, self.remote
        states = {person.id: person.state for person in self.people}
        book = gradebook(self.course, self.store)
        pages = feedback_pages(self.course, book, language=link.language, assignments=[link.assignment.id])
        for student in book.waiting(link.assignment):  # what the judge said was lost, say
            if self._record(student):
                self.done.withheld += 1
                self.tell(link.about("not_judged", self._name(student)))
        for standing in book.standings:
            record = self._record(standing.student) if standing.assignment.id == link.assignment.id else None
            if record is None:
                continue
            if record.person not in states:
                if not record.settled:
                    self.tell(link.about("left", self._name(standing.student)))
                continue
            if standing.score.points is None:
                self.done.withheld += 1
                why = "to_mark" if standing.score.waits_for_marker else "withheld"
                self.tell(link.about(why, self._name(standing.student)))
                continue
            state = states[record.person]
            if remote.workflow:
                state = RELEASED if link.release or state == RELEASED else WAITING
            comment = summary(
                link.assignment,
                standing.score,
                standing.graded.result,
                link.language,
                top=remote.maximum,
            )
            yield OutgoingMark(
                standing.student,
                record,
                NewMark(
                    record.person,
                    record.attempt,
                    round(scaled(standing.score.points, standing.score.maximum, remote.maximum), 2),
                    comment if remote.comments else "",
                    pages[standing.student.key].encode() if remote.pages else b"",
                    state,
                ),
                remote.maximum,
            )

    def _record(self, student: Student) -> Synced | None:
        """Return the record of a student's mark; None where `sync` never saw it, or it is damaged, which is told."""
        try:
            return sync_record.read(self.store, student.key, self.link.assignment.id)
        except sync_record.Damaged as error:
            if student.key not in self.done.damaged:
                self.done.damaged.add(student.key)
                self.tell(self.link.about("problem", self._name(student), why=error.message))
            return None

    def _there(self, marks: Sequence[OutgoingMark]) -> dict[str, SiteMark]:
        return self.site.read_back(self.remote, {mark.new.person: mark.new.attempt for mark in marks})

    def _may_be_written(self, mark: OutgoingMark, seen: Mapping[str, SiteMark]) -> bool:
        """Return whether what stands there is none, or ours: what a person set stays,
        unless it is to be overwritten.
        """
        there = seen.get(mark.new.person)
        if there is None:
            self.done.refused += 1
            self._say("unseen", mark)
            return False
        if self.overwrite:
            return True
        if not mark.may_replace(there):
            self.done.kept += 1
            self._say("kept", mark, grade=_shown(there), ours=points_text(mark.new.grade))
            return False
        if mark.was_swallowed(self.link.release, time.time() - AGAIN):
            self.done.refused += 1
            self._say("swallowed", mark, grade=_shown(there), ours=points_text(mark.new.grade))
            return False
        return True

    def _written(
        self, marks: Sequence[OutgoingMark], there: Mapping[str, SiteMark], last: bool
    ) -> tuple[list[OutgoingMark], Mapping[str, SiteMark]]:
        """Return the marks that are to be tried again, and what was seen after writing."""
        sent, changed = [], []
        for mark in marks:
            noted = mark.noted(there[mark.new.person].grade, self.link.release)
            self._keep(noted)
            try:
                self.site.write(self.remote, mark.new, there[mark.new.person])
            except TokenRefused:
                raise
            except Changed as error:
                self._keep(mark)  # it was not written: a person's mark of the same number is not ours
                if last:
                    self._refused(mark, error)
                else:
                    changed.append(mark)
            except Refused as error:
                self._refused(mark, error)
            else:
                sent.append(noted)
        seen = self._there([*sent, *changed]) if sent or changed else {}
        missing = []
        for mark in sent:
            now = seen.get(mark.new.person, SiteMark())
            if now.grade is not None and near(now.grade, mark.new.grade):
                self._keep(mark.confirmed(now))
                self.done.written += 1
                self._say("written", mark, grade=points_text(mark.new.grade))
            elif last:
                self._keep(mark.swallowed(self.link.release, time.time()))
                self.done.refused += 1
                self._say("not_there", mark, grade=_shown(now), ours=points_text(mark.new.grade))
            else:
                missing.append(mark)
        return [*missing, *changed], seen

    def _refused(self, mark: OutgoingMark, error: Refused) -> None:
        self.done.refused += 1
        self._say("refused", mark, why=error.message)

    def _keep(self, mark: OutgoingMark) -> None:
        sync_record.keep(self.store, mark.student.key, self.link.assignment.id, mark.record)


def _shown(there: SiteMark) -> str:
    return "—" if there.grade is None else points_text(there.grade)
