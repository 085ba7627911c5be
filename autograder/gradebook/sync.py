"""The LMS grades itself: fetch what was handed in, judge it, write marks with comment and page, read every one back.

The store is the one state. Each step is noted when it is done, a mark before it is written as well: stopped at any moment,
the next round goes on, writes nothing twice and loses nothing.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograder.base.errors import HandInError, UsageError
from autograder.base.numbers import points_text
from autograder.course.model import Assignment, Course
from autograder.gradebook import batch, sync_people, sync_record
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.lms.sites.base import (
    HandIn,
    NewMark,
    Person,
    Refused,
    RemoteAssignment,
    Site,
    SiteMark,
    TokenRefused,
)
from autograder.gradebook.outgoing_mark import RELEASED, OutgoingMark
from autograder.gradebook.report import feedback_pages
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.score import scaled
from autograder.gradebook.sentences import summary
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from autograder.gradebook.sync_record import Synced, near
from autograder.gradebook.which_assignment import own_names

Event = Mapping[str, Any]
AT_ONCE = 20  # marks written before they are read back
OVERLAP = timedelta(minutes=10)  # clocks differ, and a hand-in may be stored while we ask
WHOLE_LOOK = 3600.0  # seconds after which all hand-ins are looked at again: a site's clock may be set back
STANDING = (
    *("kept", "withheld", "to_mark", "refused", "unseen", "not_there", "vanished", "moved"),
    *("judge_error", "problem"),
)
WAITING = "readyforrelease"


@dataclass(frozen=True)
class Link:
    """An assignment of the course and the LMS's: by name or number; in which language; whether marks are shown at once."""

    assignment: Assignment
    remote: str
    language: str = "en"
    release: bool = False
    late: bool = True  # the LMS's deadline counts, with its extensions


@dataclass
class Round:
    """What one round did; `since` is when the next need look from."""

    fetched: int = 0
    judged: int = 0
    written: int = 0
    kept: int = 0
    withheld: int = 0
    refused: int = 0
    vanished: int = 0
    interrupted: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return not (self.withheld or self.refused or self.vanished or self.problems)


@dataclass
class Sync:
    """One site and one store, with the judge between them. `since` remembers until when a link's hand-ins are known."""

    course: Course
    out: Path
    site: Site
    judging: Judging
    roster: Roster | None = None
    overwrite: bool = False
    dry_run: bool = False
    emit: Callable[[Event], None] = lambda event: None
    _since: dict[str, datetime] = field(default_factory=dict)
    _whole: dict[str, float] = field(
        default_factory=dict
    )  # when all hand-ins of an assignment were looked at
    _groups: dict[str, dict[str, str]] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    def tell(self, event: Event) -> None:
        """Pass an event on; what still needs a person, and that nothing was to do, is said once and not every half minute."""
        sync_record.alive(self.out)
        text = repr(sorted(event.items()))
        idle = event["event"] == "round" and not any(event[each] for each in ("fetched", "judged", "written"))
        if (idle or event["event"] in STANDING) and text in self._said:
            return
        self._said.add(text)
        self.emit(event)

    def round(self, link: Link) -> Round:
        """Return what was done for one assignment.

        Raises:
            UsageError: The LMS has no such assignment, or one that is not graded by points.
            SiteDown, TokenRefused: The LMS cannot be spoken to. What is done stays done.
        """
        with sync_record.alone(self.out):
            return self._round(link)

    def _round(self, link: Link) -> Round:
        done, store = Round(), Store(self.out)
        remote = found(self.site.assignments(), link.remote)
        if remote.maximum is None:
            raise UsageError(
                f"{remote.name}: expected an assignment graded by points, found a scale or no grade. Change its grade type."
            )
        people = self.site.participants(remote)
        with contextlib.nullcontext() if self.dry_run else store.locked():  # a batch numbers attempts, too
            students = sync_people.students(store, self.site, people, self.roster, keep=not self.dry_run)
            self._fetch(store, link, remote, people, students, done)
        if not self.dry_run:
            self._judge(store, link, remote, done)
        if not done.interrupted:
            self._write(store, link, remote, people, done)
        self.tell({"event": "round", "assignment": link.assignment.id, **_figures(done)})
        return done

    def _fetch(
        self,
        store: Store,
        link: Link,
        remote: RemoteAssignment,
        people: Sequence[Person],
        students: Mapping[str, Student],
        done: Round,
    ) -> None:
        due = {each.id: each.due if link.late else None for each in people}
        groups = {each.id: each.group for each in people}
        if groups != self._groups.get(remote.id):  # who came to a group later shares what it handed in before
            self._since.pop(remote.id, None)
            self._groups[remote.id] = groups
        if remote.id not in self._since or time.monotonic() - self._whole[remote.id] > WHOLE_LOOK:
            self._since.pop(remote.id, None)
            self._whole[remote.id] = time.monotonic()
        newest = None
        for hand_in in self.site.hand_ins(remote, people, self._since.get(remote.id)):
            new = []
            for person in hand_in.people:
                record = self._record(store, link, remote, students[person], person)
                if hand_in.version not in record.fetched:
                    new.append((person, record))
            if not new:
                newest = max(filter(None, (newest, hand_in.submitted)))
                continue
            names = ", ".join(students[person].shown for person, _ in new)
            if self.dry_run:
                self.tell(_about(link, "would_fetch", names, files=len(hand_in.files)))
                continue
            try:
                contents = self._contents(link, hand_in)
            except Refused as error:  # one file's trouble is not the others'
                done.vanished += 1
                self.tell(_about(link, "vanished", names, why=str(error)))
                continue
            for person, record in new:
                store.add(
                    students[person],
                    link.assignment.id,
                    contents,
                    submitted=hand_in.submitted,
                    delivered=f"{self.site.name} {hand_in.version}",
                    due=due.get(person),
                )
                sync_record.keep(
                    store,
                    students[person].key,
                    link.assignment.id,
                    sync_record.fetched(record, hand_in.version, hand_in.attempt, groups[person]),
                )
                if record.group not in ("", groups[person]):  # by which of the two, a person must say
                    self.tell(_about(link, "moved", students[person].shown))
            done.fetched += 1
            newest = max(filter(None, (newest, hand_in.submitted)))
            self.tell(_about(link, "fetched", names, files=len(hand_in.files)))
        if not self.dry_run:
            for each in people:
                for attempt in store.attempts(students[each.id], link.assignment.id):
                    store.grant(attempt, due[each.id])
            if newest and not done.vanished:  # a time to come is a clock's that was wrong
                self._since[remote.id] = min(newest, datetime.now(UTC)) - OVERLAP

    def _contents(self, link: Link, hand_in: HandIn) -> list[tuple[str, bytes | HandInError]]:
        names = own_names([file.name for file in hand_in.files], [link.assignment])
        return [(name, self.site.fetch(file)) for name, file in zip(names, hand_in.files, strict=True)]

    def _record(
        self, store: Store, link: Link, remote: RemoteAssignment, student: Student, person: str
    ) -> Synced:
        record = sync_record.read(store, student.key, link.assignment.id)
        site = f"{self.site.name} {self.site.url}"
        if record and (record.site, record.assignment, record.person) != (site, remote.id, person):
            raise UsageError(
                f"{sync_record.path(store, student.key, link.assignment.id)}: these marks went to assignment "
                f"{record.assignment} of {record.site}, and {remote.id} of {site} is asked for. Use another --out."
            )
        return record or Synced(site, remote.id, person)

    def _judge(self, store: Store, link: Link, remote: RemoteAssignment, done: Round) -> None:
        deadline = remote.due if link.late else None
        known = store.last_batch()
        if deadline is None and link.assignment.id in known.due:  # it was taken away
            rest = {name: each for name, each in known.due.items() if name != link.assignment.id}
            store.keep_batch(replace(known, due=rest))
        ran = batch.batch(
            self.course,
            self.out,
            Order(assignments=[link.assignment.id], due=deadline),
            self.judging,
            lambda event: self.tell(event) if event["event"] == "judged" else None,
        )
        done.judged, done.interrupted = ran.judged, ran.interrupted
        done.problems += map(str, ran.problems)
        for student, assignment, check, detail in ran.judge_errors:
            self.tell(
                {
                    "event": "judge_error",
                    "student": student,
                    "assignment": assignment,
                    "check": check,
                    "why": _last_line(detail),
                }
            )

    def _write(
        self, store: Store, link: Link, remote: RemoteAssignment, people: Sequence[Person], done: Round
    ) -> None:
        states = {person.id: person.state for person in people}
        due = [
            mark for mark in self._marks(store, link, remote, states, done) if not mark.stands(link.release)
        ]
        for first in range(0, len(due), AT_ONCE):
            pending = due[first : first + AT_ONCE]
            there: Mapping[str, SiteMark] = self._there(remote, pending)
            pending = [mark for mark in pending if self._may_be_written(mark, there, link, done)]
            if self.dry_run:
                for mark in pending:
                    self.tell(
                        _about(link, "would_write", mark.student.shown, grade=points_text(mark.new.grade))
                    )
                continue
            for again in (False, True):  # what was not seen there is written once more, then told
                pending, there = self._written(store, link, remote, pending, there, done, again)
                pending = [mark for mark in pending if self._may_be_written(mark, there, link, done)]
                if not pending:
                    break

    def _marks(
        self, store: Store, link: Link, remote: RemoteAssignment, states: Mapping[str, str], done: Round
    ) -> Iterator[OutgoingMark]:
        book = gradebook(self.course, store)
        pages = feedback_pages(self.course, book, language=link.language, assignments=[link.assignment.id])
        for standing in book.standings:
            record = sync_record.read(store, standing.student.key, link.assignment.id)
            if standing.assignment.id != link.assignment.id or record is None or record.person not in states:
                continue
            if standing.score.points is None:
                done.withheld += 1
                why = "to_mark" if standing.score.waits_for_marker else "withheld"
                self.tell(_about(link, why, standing.student.shown))
                continue
            state = states[record.person]
            if remote.workflow:
                state = RELEASED if link.release or state == RELEASED else WAITING
            yield OutgoingMark(
                standing.student,
                record,
                NewMark(
                    record.person,
                    record.attempt,
                    round(scaled(standing.score.points, standing.score.maximum, remote.maximum), 2),
                    summary(link.assignment, standing.score, standing.graded.result, link.language),
                    pages[standing.student.key].encode(),
                    state,
                ),
                remote.maximum,
            )

    def _there(self, remote: RemoteAssignment, marks: Sequence[OutgoingMark]) -> dict[str, SiteMark]:
        return self.site.read_back(remote, {mark.new.person: mark.new.attempt for mark in marks})

    def _may_be_written(
        self, mark: OutgoingMark, seen: Mapping[str, SiteMark], link: Link, done: Round
    ) -> bool:
        """Return whether what stands there is none, or ours: what a person set stays, unless it is to be overwritten."""
        there = seen.get(mark.new.person)
        if there is None:
            done.refused += 1
            self.tell(_about(link, "unseen", mark.student.shown))
            return False
        if self.overwrite or mark.may_replace(there):
            return True
        done.kept += 1
        grade = "—" if there.grade is None else points_text(there.grade)
        self.tell(_about(link, "kept", mark.student.shown, grade=grade, ours=points_text(mark.new.grade)))
        return False

    def _written(
        self,
        store: Store,
        link: Link,
        remote: RemoteAssignment,
        marks: Sequence[OutgoingMark],
        there: Mapping[str, SiteMark],
        done: Round,
        last: bool,
    ) -> tuple[list[OutgoingMark], Mapping[str, SiteMark]]:
        """Return the marks that were written and not seen there afterwards, and what was seen."""
        sent = []
        for mark in marks:
            mark = mark.noted(there[mark.new.person].grade, link.release)
            sync_record.keep(store, mark.student.key, link.assignment.id, mark.record)
            try:
                self.site.write(remote, mark.new)
            except TokenRefused:
                raise
            except Refused as error:
                done.refused += 1
                self.tell(_about(link, "refused", mark.student.shown, why=str(error)))
            else:
                sent.append(mark)
        seen = self._there(remote, sent) if sent else {}
        missing = []
        for mark in sent:
            now = seen.get(mark.new.person, SiteMark())
            if now.grade is not None and near(now.grade, mark.new.grade):
                sync_record.keep(store, mark.student.key, link.assignment.id, mark.confirmed(now).record)
                done.written += 1
                self.tell(_about(link, "written", mark.student.shown, grade=points_text(mark.new.grade)))
            elif last:
                done.refused += 1
                grade = "—" if now.grade is None else points_text(now.grade)
                self.tell(
                    _about(
                        link, "not_there", mark.student.shown, grade=grade, ours=points_text(mark.new.grade)
                    )
                )
            else:
                missing.append(mark)
        return missing, seen


def found(assignments: Sequence[RemoteAssignment], wanted: str) -> RemoteAssignment:
    """Return the one assignment with this number or name.

    Raises:
        UsageError: There is none, or more than one.
    """
    same = [each for each in assignments if each.id == wanted] or [
        each for each in assignments if each.name == wanted
    ]
    if len(same) != 1:
        offered = ", ".join(f"{each.name!r} ({each.id}, {each.course})" for each in assignments) or "none"
        raise UsageError(
            f"expected one assignment {wanted!r} in the LMS, found {len(same)}. It has: {offered}."
        )
    return same[0]


def _about(link: Link, event: str, student: str, **values: object) -> Event:
    return {"event": event, "assignment": link.assignment.id, "student": student, **values}


def _figures(done: Round) -> dict[str, int]:
    names = ("fetched", "judged", "written", "kept", "withheld", "refused", "vanished")
    return {name: getattr(done, name) for name in names}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
