"""From a download to attempts: whose files these are, which assignments they answer, and what nobody can tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.archive import shown
from autograder.course.model import Assignment
from autograder.errors import HandInError
from autograder.gradebook import lms
from autograder.gradebook.attempts import Store
from autograder.gradebook.lms import moodle
from autograder.gradebook.roster import Roster, Student
from autograder.gradebook.sheet import plain, read_sheet
from autograder.gradebook.sorting import own_names, sorted_files, unreadable
from autograder.messages import sentence

MAX_LINE = 400  # characters


@dataclass(frozen=True)
class Received:
    """One student's files for one assignment, as a download has them."""

    student: Student
    assignment: str
    files: tuple[lms.File, ...]
    delivered: str = ""
    submitted: datetime | None = None
    late: bool = False


@dataclass
class Listing:
    """What a download holds: what was recognised, and everything a teacher should look at."""

    lms: str = ""
    received: list[Received] = field(default_factory=list)
    unrecognised: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    missing: list[Student] = field(default_factory=list)
    new: int = 0

    def lines(self) -> list[str]:
        """Return the listing as text: a line per hand-in, then what was not recognised, doubts, and who is missing."""
        lines = [
            f"{self.lms}: {len(self.received)} hand-ins of {len({each.student.key for each in self.received})} students"
        ]
        for each in self.received:
            names = ", ".join(shown(file.name, 40) for file in each.files)
            late = "  LATE" if each.late else ""
            lines.append(f"  {each.assignment:<16} {each.student.shown:<28} {names}{late}")
        lines += [f"  not recognised   {path}: {why}" for path, why in self.unrecognised]
        lines += [f"  doubt            {doubt}" for doubt in self.doubts]
        lines += [f"  no hand-in       {student.told_apart}" for student in self.missing]
        return [
            shown(line, MAX_LINE) for line in lines
        ]  # names come from outside: nothing that moves a cursor


def listing(
    download: lms.Download,
    assignments: Sequence[Assignment],
    *,
    roster: Roster | None = None,
    system: str | None = None,
    participants: Mapping[str, moodle.Participant] | None = None,
) -> Listing:
    """Return what a download holds. `participants` of Moodle's worksheet tell homonyms apart, and who handed in when."""
    intake = lms.recognised(download, system)
    told = Listing(intake.lms, unrecognised=list(intake.unrecognised))
    if roster:
        told.doubts += [f"roster, {problem}" for problem in roster.problems]
    places: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for delivery in intake.deliveries:
        names = own_names([file.name for file in delivery.files], assignments)
        handed_in = [
            (name, file.problem or file.content()) for name, file in zip(names, delivery.files, strict=True)
        ]
        sorting = sorted_files(handed_in, assignments)
        for index, why in sorting.left_out:
            told.unrecognised.append((f"{delivery.folder}/{delivery.files[index].name}", why))
        told.doubts += [
            f"{delivery.folder}/{name}: {sentence(problem.key, 'en', **problem.values)}"
            for name, content in handed_in
            if (problem := unreadable(content))
        ]
        who, submitted = _completed(delivery, participants or {})
        students, doubts = _students(who, intake.lms, roster)
        told.doubts += doubts
        same.setdefault(_digest(handed_in), []).append(" and ".join(each.told_apart for each in students))
        if delivery.late and submitted is None:
            told.doubts.append(f"{delivery.folder}: marked LATE, but not when; no late penalty is applied")
        for student in students:
            if places.setdefault(student.key, delivery.folder) != delivery.folder:
                told.doubts.append(
                    f"{student.shown} appears twice: {places[student.key]} and {delivery.folder}"
                )
            for assignment, indices in sorting.hand_ins.items():
                files = tuple(replace(delivery.files[index], name=names[index]) for index in indices)
                told.received.append(
                    Received(student, assignment, files, delivery.folder, submitted, delivery.late)
                )
    told.doubts += [
        f"the same files, byte for byte: {', '.join(names)}" for names in same.values() if names[1:]
    ]
    if roster:
        present = {each.student.key for each in told.received}
        told.missing = [student for student in roster.students if student.key not in present]
    return told


def stored(told: Listing, store: Store) -> int:
    """Add what was received to the store, and return how many attempts are new.

    A student whom the store knows by the LMS's number alone, and the roster by another, is one student from now on.
    """
    store.settle()
    strangers = {
        known.lms_id: known for known in store.students() if known.lms_id and known.id == known.lms_id
    }
    for student in {each.student for each in told.received if each.student.id != each.student.lms_id}:
        known = strangers.get(student.lms_id)
        if known and Roster((student,)).find(known.name):  # a group's number may be a participant's too
            store.identify(known, student)
    new = 0
    for each in told.received:
        contents: list[tuple[str, bytes | HandInError]] = [
            (file.name, file.problem or file.content()) for file in each.files
        ]
        _, added = store.add(
            each.student,
            each.assignment,
            contents,
            submitted=each.submitted,
            late=each.late,
            delivered=each.delivered,
        )
        new += added
    return new


def enrolled(roster: Roster, store: Store) -> None:
    """Remember every student of the roster, with or without a hand-in."""
    for student in roster.students:
        store.enrol(student)


def read_participants(path: Path | None) -> dict[str, moodle.Participant]:
    """Return whom Moodle's grading worksheet tells of, by participant number; nobody without one."""
    return moodle.participants(read_sheet(Path(path).read_bytes())) if path else {}


def _completed(
    delivery: lms.Delivery, participants: Mapping[str, moodle.Participant]
) -> tuple[tuple[lms.Who, ...], datetime | None]:
    """Return who handed in, and when, with what the worksheet adds."""
    first = delivery.who[0]
    known = participants.get(first.lms_id)
    # The number of a group may be some participant's too: the name must fit.
    if known is None or not (first.anonymous or plain(first.name) == plain(known.name)):
        return delivery.who, delivery.submitted
    who = replace(first, name=known.name or first.name, email=known.email)
    return (who, *delivery.who[1:]), delivery.submitted or known.submitted


def _digest(handed_in: Sequence[tuple[str, bytes | HandInError]]) -> str:
    contents = sorted(
        content if isinstance(content, bytes) else str(content).encode() for _, content in handed_in
    )
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _students(
    people: Sequence[lms.Who], system: str, roster: Roster | None
) -> tuple[list[Student], list[str]]:
    students, doubts = [], []
    for who in people:
        found = _found(who, system, roster) if roster else ()
        stranger = Student(
            who.lms_id or who.email or who.login or who.name,
            who.name or f"Participant {who.lms_id}",
            who.email,
            who.login,
            lms_id=who.lms_id,
        )
        if len(found) == 1:
            students.append(replace(found[0], lms_id=who.lms_id or found[0].lms_id))
        elif (
            roster
            and found
            and all(each.group and each.group == found[0].group for each in found)
            and _is_group(who, roster)
        ):
            students += [replace(each, lms_id=who.lms_id) for each in found]
        elif found:
            students.append(stranger)
            meant = ", ".join(each.told_apart for each in found)
            doubts.append(
                f"{stranger.told_apart}: {len(found)} students of the roster could be meant ({meant}); kept apart"
            )
        else:
            students.append(stranger)
            if roster and not who.anonymous:
                doubts.append(f"{stranger.told_apart}: not in the roster; graded all the same")
    return students, doubts


def _found(who: lms.Who, system: str, roster: Roster) -> tuple[Student, ...]:
    if who.email and (found := roster.find(who.email)):
        return found
    if who.lms_id:
        if system == "gradescope" and (found := roster.find(who.lms_id)):
            return found
        # Elsewhere the number is the LMS's own, and may be another student's school number.
        found = tuple(student for student in roster.students if student.lms_id == who.lms_id)
        if found:
            return found
    if who.name and (found := roster.find(who.name)):
        return found
    if who.name and (found := roster.group(who.name)):
        return found
    if system == "plain":
        for part in re.split(r"[_\s]+", who.name):
            found = tuple(
                student
                for student in roster.students
                if part
                and part.casefold()
                in (student.id.casefold(), student.login.casefold(), student.email.casefold())
            )
            if len(found) == 1:
                return found
    return ()


def _is_group(who: lms.Who, roster: Roster) -> bool:
    return bool(roster.group(who.name)) and not roster.find(who.name)
