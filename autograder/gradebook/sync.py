"""The LMS grades itself: fetch what was handed in, judge it, write marks with comment and page, read every one back.

The store is the one state. Each step is noted when it is done, a mark before it is written as well: stopped at any
moment, the next round goes on, writes nothing twice and loses nothing.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.base.errors import HandInError, UsageError
from autograder.course.model import Course
from autograder.gradebook import batch, sync_people, sync_record
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.lms.sites.base import Person, Refused, RemoteAssignment, Site, SiteHandIn
from autograder.gradebook.roster import Roster, Student, distinct_names
from autograder.gradebook.store import Store
from autograder.gradebook.sync_record import Synced
from autograder.gradebook.sync_round import Event, Link, Round
from autograder.gradebook.sync_writing import Writing
from autograder.gradebook.which_assignment import own_names

OVERLAP = timedelta(minutes=10)  # clocks differ, and a hand-in may be stored while we ask
WHOLE_LOOK = 3600.0  # seconds after which all hand-ins are looked at again: a site's clock may be set back
STANDING = (
    *("kept", "withheld", "to_mark", "refused", "unseen", "not_there", "swallowed", "vanished", "moved"),
    *("left", "not_judged", "judge_error", "problem", "nobody", "no_comments", "no_pages"),
)


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
    _names: dict[str, str] = field(default_factory=dict)  # by key; homonyms with what tells them apart
    _said: set[str] = field(default_factory=set)

    def tell(self, event: Event) -> None:
        """Pass an event on; what still needs a person, and that nothing was to do,
        is said once and not every half minute.
        """
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
            raise UsageError("sync.by_points", name=remote.name)
        for takes, gap in ((remote.comments, "no_comments"), (remote.pages, "no_pages")):
            if not takes:
                self.tell(link.about(gap))
        people = self.site.participants(remote)
        if not people:
            self.tell(link.about("nobody"))
        with contextlib.nullcontext() if self.dry_run else store.locked():  # a batch numbers attempts, too
            students = sync_people.students(store, self.site, people, self.roster, keep=not self.dry_run)
            everybody = {each.key: each for each in (*store.students(), *students.values())}
            self._names = {each.key: name for each, name in distinct_names(everybody.values()).items()}
            self._fetch(store, link, remote, people, students, done)
        if not self.dry_run:
            self._judge(store, link, remote, done)
        if not done.interrupted:
            options = (self._names, self.tell, self.overwrite, self.dry_run)
            Writing(self.course, store, self.site, link, remote, people, done, *options).all()
        self.tell({**link.about("round"), **done.figures()})
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
                try:
                    record = self._record(store, link, remote, students[person], person)
                except sync_record.Damaged as error:  # one student's trouble is not the others'
                    self._damaged(link, students[person], error, done)
                    continue
                if hand_in.version not in record.fetched:
                    new.append((person, record))
            if not new:
                newest = max(filter(None, (newest, hand_in.submitted)))
                continue
            names = ", ".join(self._names[students[person].key] for person, _ in new)
            if self.dry_run:
                self.tell(link.about("would_fetch", names, files=len(hand_in.files)))
                continue
            try:
                contents = self._contents(link, hand_in)
            except Refused as error:  # one file's trouble is not the others'
                done.vanished += 1
                self.tell(link.about("vanished", names, why=error.message))
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
                    self.tell(link.about("moved", self._names[students[person].key]))
            done.fetched += 1
            newest = max(filter(None, (newest, hand_in.submitted)))
            self.tell(link.about("fetched", names, files=len(hand_in.files)))
        if not self.dry_run:
            for each in people:
                for attempt in store.attempts(students[each.id], link.assignment.id):
                    store.grant(attempt, due[each.id])
            if newest and not done.vanished and not done.damaged:
                # A time to come is a clock's that was wrong.
                self._since[remote.id] = min(newest, datetime.now(UTC)) - OVERLAP

    def _damaged(self, link: Link, student: Student, error: UsageError, done: Round) -> None:
        if student.key not in done.damaged:
            done.damaged.add(student.key)
            self.tell(link.about("problem", self._names[student.key], why=error.message))

    def _tell_of_judging(self, event: Event) -> None:
        if event["event"] == "judged":
            self.tell(
                {
                    **event,
                    "student": self._names.get(event["student"], event["student"]),
                    "key": event["student"],
                }
            )

    def _contents(self, link: Link, hand_in: SiteHandIn) -> list[tuple[str, bytes | HandInError]]:
        names = own_names([file.name for file in hand_in.files], [link.assignment])
        return [(name, self.site.fetch(file)) for name, file in zip(names, hand_in.files, strict=True)]

    def _record(
        self, store: Store, link: Link, remote: RemoteAssignment, student: Student, person: str
    ) -> Synced:
        record = sync_record.read(store, student.key, link.assignment.id)
        site = f"{self.site.name} {self.site.url}"
        if record and (record.site, record.assignment, record.person) != (site, remote.id, person):
            raise UsageError(
                "sync.other_assignment",
                path=sync_record.path(store, student.key, link.assignment.id),
                kept=record.assignment,
                kept_site=record.site,
                asked=remote.id,
                site=site,
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
            self._tell_of_judging,
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


def found(assignments: Sequence[RemoteAssignment], wanted: str) -> RemoteAssignment:
    """Return the one assignment with this number or name.

    Raises:
        UsageError: There is none, or more than one.
    """
    same = [each for each in assignments if each.id == wanted] or [
        each for each in assignments if each.name == wanted
    ]
    if len(same) != 1:
        offered = ", ".join(f"{each.name!r} ({each.id}, {each.course})" for each in assignments) or "–"
        raise UsageError("sync.one_there", wanted=wanted, count=len(same), offered=offered)
    return same[0]


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
