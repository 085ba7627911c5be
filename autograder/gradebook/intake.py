"""From a download to attempts: whose files these are, which assignments they answer, and what nobody can tell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.base.errors import HandInError, UsageError
from autograder.base.messages import sentence
from autograder.base.zips import shown
from autograder.course.model import Assignment
from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.lms import registry
from autograder.gradebook.lms.base import Delivery, File, Participant, Reader, Who
from autograder.gradebook.lms.download import Download
from autograder.gradebook.roster import Roster, Student, same_name
from autograder.gradebook.store import Store
from autograder.gradebook.which_assignment import looked_into, own_names
from autograder.gradebook.whose import Meant, about_words, is_group, named

MAX_LINE = 400  # characters

SAME_FILES = "the same files, byte for byte: "  # a doubt, before the names


@dataclass(frozen=True)
class Received:
    """One student's files for one assignment, as a download has them."""

    student: Student
    assignment: str
    files: tuple[File, ...]
    delivered: str = ""
    submitted: datetime | None = None
    late: bool = False
    due: datetime | None = None  # their own deadline, where the LMS told one


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
        hand_ins, students = len(self.received), len({each.student.key for each in self.received})
        lines = [
            f"{self.lms}: {hand_ins} hand-in{'s' * (hand_ins != 1)} of {students} student{'s' * (students != 1)}"
        ]
        for each in self.received:
            names = ", ".join(shown(file.name, 40) for file in each.files)
            late = "  LATE" if each.late else ""
            lines.append(f"  {each.assignment:<16} {each.student.shown:<28} {names}{late}")
        lines += [f"  not recognised   {path}: {why}" for path, why in self.unrecognised]
        lines += [f"  doubt            {doubt}" for doubt in self.doubts]
        lines += [f"  no hand-in       {student.with_id}" for student in self.missing]
        return [
            shown(line, MAX_LINE) for line in lines
        ]  # names come from outside: nothing that moves a cursor


def listing(
    download: Download,
    assignments: Sequence[Assignment],
    *,
    roster: Roster | None = None,
    system: str | None = None,
    participants: Mapping[str, Participant] | None = None,
) -> Listing:
    """Return what a download holds. The LMS's own `participants` keep homonyms apart, and say who handed in when."""
    about = about_words(assignments)
    intake = registry.recognised(
        download, system, lambda name: bool(roster and named(name, roster, about)), about
    )
    reader = registry.READERS[intake.lms]
    completed = [_completed(delivery, participants or {}) for delivery in intake.deliveries]
    everybody = [each for people, _, _ in completed for each in people]
    meant = Meant(roster, reader, about, everybody) if roster else None
    found = Listing(
        intake.lms,
        unrecognised=[*download.skipped, *intake.unrecognised],
        doubts=[*download.doubts, *intake.doubts],
    )
    if roster:
        found.doubts += [f"roster, {problem}" for problem in roster.problems]
    places: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for delivery, (who, submitted, due) in zip(intake.deliveries, completed, strict=True):
        contents = [file.problem or file.content() for file in delivery.files]
        names = own_names([file.name for file in delivery.files], assignments, contents)
        handed_in = list(zip(names, contents, strict=True))
        found_inside = looked_into(handed_in, assignments)
        division = found_inside.division
        for index, why in division.left_out:
            found.unrecognised.append((f"{delivery.folder}/{delivery.files[index].name}", why))
        found.doubts += [
            f"{delivery.folder}/{names[index]}: {sentence(key, 'en', **values)}"
            for index, key, values in found_inside.problems
        ]
        students, doubts = _students(who, reader, meant)
        found.doubts += doubts
        same.setdefault(_digest(handed_in), []).append(" and ".join(each.with_id for each in students))
        if delivery.late and submitted is None:
            found.doubts.append(f"{delivery.folder}: marked LATE, but not when; no late penalty is applied")
        for student in students:
            if places.setdefault(student.key, delivery.folder) != delivery.folder and submitted is None:
                found.doubts.append(
                    f"{student.shown} appears twice: {places[student.key]} and {delivery.folder}"
                )
            for assignment, indices in division.hand_ins.items():
                files = tuple(replace(delivery.files[index], name=names[index]) for index in indices)
                found.received.append(
                    Received(student, assignment, files, delivery.folder, submitted, delivery.late, due)
                )
    found.doubts += [f"{SAME_FILES}{', '.join(names)}" for names in same.values() if names[1:]]
    found.doubts += _lost(intake.deliveries, participants or {})
    if roster:
        present = {each.student.key for each in found.received}
        found.missing = [student for student in roster.students if student.key not in present]
    return found


def stored(found: Listing, store: Store) -> int:
    """Add what was received to the store, and return how many attempts are new.

    A student whom the store knows by the LMS's number alone, and the roster by another, is one student from now on.
    """
    store.settle()
    strangers = {
        known.lms_id: known for known in store.students() if known.lms_id and known.id == known.lms_id
    }
    for student in {each.student for each in found.received if each.student.id != each.student.lms_id}:
        known = strangers.get(student.lms_id)
        if known and Roster((student,)).find(known.name):  # a group's number may be a participant's too
            store.identify(known, student)
    new = 0
    for each in found.received:
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
            due=each.due,
        )
        new += added
    return new


def enrolled(roster: Roster, store: Store) -> None:
    """Remember every student of the roster, with or without a hand-in."""
    for student in roster.students:
        store.enrol(student)


def read_participants(path: Path | None) -> dict[str, Participant]:
    """Return whom the LMS's own table (Moodle's grading worksheet) tells of, by its number; nobody without one.

    Raises:
        UsageError: It is no such table of any system.
    """
    if path is None:
        return {}
    try:
        sheet = read_sheet(Path(path).read_bytes())
        people = registry.participants(sheet)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot read the worksheet ({error.strerror}).") from None
    if people is None:
        found = ", ".join(sheet.header[:6]) or "nothing"
        raise UsageError(
            f"{path}: expected Moodle's grading worksheet with the columns Identifier and Full name, found {shown(found)}. "
            "Download it in Moodle: View all submissions, Grading action, Download grading worksheet."
        )
    if not people:
        raise UsageError(f"{path}: expected Moodle's grading worksheet, found its header and no participant.")
    return people


def dated(listings: Sequence[Listing], *, worksheet: bool) -> list[str]:
    """Return a doubt for each hand-in of which nothing says when it came, to be asked where there is a deadline.

    Raises:
        UsageError: Nothing says so of any hand-in: a deadline would be passed over.
    """
    received = [each for listing in listings for each in listing.received]
    timeless = [each for each in received if each.submitted is None]
    if received and len(timeless) == len(received):
        missing = "the worksheet has no time for any of them" if worksheet else "the download does not say"
        raise UsageError(
            f"--due cannot be applied: when these hand-ins came, {missing}. For Moodle, give its grading worksheet "
            "(--worksheet), downloaded anew; else leave --due out, and set days late in overrides.csv."
        )
    return [
        f"{each.student.with_id}, {each.assignment}: nothing says when it was handed in; no late penalty is applied"
        for each in timeless
    ]


def _completed(
    delivery: Delivery, participants: Mapping[str, Participant]
) -> tuple[tuple[Who, ...], datetime | None, datetime | None]:
    """Return who handed in, when, and until when they could, with what the worksheet adds."""
    first = delivery.who[0]
    known = participants.get(first.lms_id)
    # The number of a group may be some participant's too: the name must fit.
    if known is None or not (first.anonymous or same_name(first.name, known.name)):
        return delivery.who, delivery.submitted, None
    who = replace(first, name=known.name or first.name, email=known.email)
    return (who, *delivery.who[1:]), delivery.submitted or known.submitted, known.due


def _lost(deliveries: Sequence[Delivery], participants: Mapping[str, Participant]) -> list[str]:
    """Return a doubt for each participant who handed in by the worksheet, and of whom the download has nothing."""
    there = {who.lms_id for delivery in deliveries for who in delivery.who}
    return [
        f"{each.name or f'Participant {number}'}: handed in, says the worksheet, and nothing of theirs is in this download"
        for number, each in participants.items()
        if each.submitted and not each.group and number not in there
    ]


def _digest(handed_in: Sequence[tuple[str, bytes | HandInError]]) -> str:
    contents = sorted(
        content if isinstance(content, bytes) else str(content).encode() for _, content in handed_in
    )
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _students(people: Sequence[Who], reader: Reader, meant: Meant | None) -> tuple[list[Student], list[str]]:
    students: list[Student] = []
    doubts: list[str] = []
    for who in people:
        found = meant.students(who) if meant else ()
        number = "" if reader.school_numbers else who.lms_id
        stranger = Student(
            who.lms_id or who.email or who.login or who.name,
            who.name or who.login or f"Participant {who.lms_id}",
            who.email,
            who.login,
            lms_id=number,
        )
        if (
            meant
            and found
            and all(each.group and each.group == found[0].group for each in found)
            and is_group(who, meant.roster)
        ):
            students += found  # the number is the group's: it may be another participant's
        elif len(found) == 1:
            students.append(replace(found[0], lms_id=number or found[0].lms_id))
        elif found:
            students.append(stranger)
            several = ", ".join(each.with_id for each in found)
            doubts.append(
                f"{stranger.with_id}: {len(found)} students of the roster could be meant ({several}); kept apart"
            )
        else:
            students.append(stranger)
            if meant and not who.anonymous:
                doubts.append(
                    f"{stranger.with_id}: {meant.why_nobody(who)}; graded all the same, under this name"
                )
    return students, doubts
