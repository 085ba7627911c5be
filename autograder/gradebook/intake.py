"""From a download to attempts: whose files these are, which assignments they answer, and what nobody can tell."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError, UsageError, refusal
from autograder.base.messages import Message, Said, for_teacher, sentence, words
from autograder.course.model import Assignment, LatePolicy
from autograder.gradebook.csv_sheet import folded, read_sheet
from autograder.gradebook.first_look import Look, about_reading, said
from autograder.gradebook.kept_looks import KeptLooks
from autograder.gradebook.lms import registry
from autograder.gradebook.lms.base import Delivery, File, Participant, Who
from autograder.gradebook.lms.download import Download
from autograder.gradebook.lms.folders import Folders
from autograder.gradebook.roster import Roster, Student, alphabetically, distinct_names, same_name
from autograder.gradebook.score import days_late
from autograder.gradebook.store import Store
from autograder.gradebook.teams import teams
from autograder.gradebook.which_assignment import own_names
from autograder.gradebook.which_student import Meant, common_words, named, students

MAX_LINE = 400  # characters

LABELS = ("unrecognised", "doubt", "missing", "perhaps", "judge_error", "out_of_time")
SAME_FILES = "doubt.same_files"  # a doubt that the class report tells elsewhere


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
    tells_due: bool = False  # whether it would have told one
    flag: str = ""  # "unreadable", or "doubtful": what the doubts say more of
    days_late: int = 0  # by the deadline that was named


@dataclass
class Listing:
    """What a download holds: what was recognised, and everything a teacher should look at."""

    lms: str = ""
    received: list[Received] = field(default_factory=list)
    unrecognised: list[tuple[str, Said]] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    missing: list[Student] = field(default_factory=list)
    perhaps: dict[str, list[str]] = field(
        default_factory=dict
    )  # what somebody missing may have handed in, by key
    new: int = 0

    def lines(self, language: str = "en") -> list[str]:
        """Return the listing as text: a line per hand-in, then the remarks."""
        hand_ins, students = len(self.received), len({each.student.key for each in self.received})
        key = "intake.listing" if hand_ins else "intake.listing_nothing"
        system = sentence("intake.folders", language) if self.lms == Folders.name else self.lms
        lines = [sentence(key, language, lms=system, hand_ins=hand_ins, students=students)]
        names = distinct_names([*(each.student for each in self.received), *self.missing])
        for each in sorted(self.received, key=lambda each: (alphabetically(each.student), each.assignment)):
            files = ", ".join(clean_line(file.name, 40) for file in each.files)
            late = "late_days" if each.days_late else "late" if each.late else ""
            flags = [key for key in (late, each.flag) if key]
            marks = "".join(f"  {sentence(f'intake.{key}', language, days=each.days_late)}" for key in flags)
            lines.append(f"  {each.assignment:<16} {names[each.student]:<28} {files}{marks}")
        return [*_cleaned(lines), *self.remarks(language)]

    def remarks(self, language: str = "en") -> list[str]:
        """Return what a teacher should look at, a line each: what was not recognised, doubts, and who is missing."""
        unrecognised = (Message.of("intake.at", path=path, why=why) for path, why in self.unrecognised)
        lines = [labelled("unrecognised", each, language) for each in unrecognised]
        lines += [labelled("doubt", each, language) for each in self.doubts]
        for each in self.missing:
            if folders := self.perhaps.get(each.key):
                said = Message.of("intake.perhaps", who=each.with_id, folders=", ".join(folders))
                lines.append(labelled("perhaps", said, language))
            else:
                lines.append(labelled("missing", each.with_id, language))
        return _cleaned(lines)


def labelled(label: str, said: Said, language: str) -> str:
    """Return a line of what a batch found, below its like: what kind of thing it is, then the thing."""
    width = max(16, *(len(sentence(f"batch.label_{each}", language)) for each in LABELS))
    return f"  {sentence(f'batch.label_{label}', language):<{width}} {words(for_teacher(said), language)}"


def _cleaned(lines: Sequence[str]) -> list[str]:
    return [clean_line(line, MAX_LINE) for line in lines]  # names come from outside


def listing(
    download: Download,
    assignments: Sequence[Assignment],
    *,
    roster: Roster | None = None,
    system: str | None = None,
    participants: Mapping[str, Participant] | None = None,
    looks: Path | None = None,
) -> Listing:
    """Return what a download holds. The LMS's own `participants` keep homonyms apart, and say who handed in when.

    `looks` is the file in which is kept what was found in their files; None: nothing is.
    """
    about = common_words(assignments)
    intake = registry.recognised(
        download, system, lambda name: bool(roster and named(name, roster, about)), about
    )
    reader = registry.READERS[intake.lms]
    completed = [_completed(delivery, participants or {}) for delivery in intake.deliveries]
    everybody = [each for people, _ in completed for each in people]
    meant = Meant(roster, reader, about, everybody) if roster else None
    found = Listing(
        intake.lms,
        unrecognised=[*download.skipped, *intake.unrecognised],
        doubts=[*download.doubts, *intake.doubts],
    )
    if roster:
        found.doubts += [Message.of("doubt.roster", problem=problem) for problem in roster.problems]
    kept = KeptLooks(assignments, looks)
    places: dict[str, str] = {}
    same: dict[str, list[tuple[Sequence[Student], str]]] = {}
    about_each: list[tuple[tuple[str, str], list[Said]]] = []  # a download's order is nobody's
    for delivery, (who, when) in zip(intake.deliveries, completed, strict=True):
        owners, doubts = students(who, reader, meant)
        times = {each: when for each in owners}
        if len(owners) > 1 and when.submitted is None:  # a group's: the worksheet tells it of each member
            times = {each: _own_times(each, participants or {}) for each in owners}
        for each in meant.candidates(who) if meant else ():
            found.perhaps.setdefault(each.key, []).append(delivery.folder)
        one = _contents(delivery, assignments, kept)
        found.unrecognised += one.unrecognised
        doubtful = [*one.doubts, *doubts]
        about_each.append((min(map(alphabetically, owners)), doubtful))
        if delivery.late and None in [each.submitted for each in times.values()]:
            doubtful.append(Message.of("doubt.late", folder=delivery.folder))
        for student in owners:
            own = times[student]
            first = places.setdefault(student.key, delivery.folder)
            if first != delivery.folder and own.submitted is None:
                doubtful.append(
                    Message.of("doubt.twice", who=student.shown, first=first, second=delivery.folder)
                )
            for assignment, files in one.hand_ins.items():
                notes = one.notes.get(assignment, ())
                doubtful += [about_reading(student, assignment, note) for note in notes]
                flag = "unreadable" if assignment in one.unreadable else "doubtful" if notes else ""
                found.received.append(
                    Received(
                        student,
                        assignment,
                        files,
                        delivery.folder,
                        submitted=own.submitted,
                        late=delivery.late,
                        due=own.due,
                        tells_due=own.tells_due,
                        flag=flag,
                    )
                )
        same.setdefault(one.digest, []).append((owners, delivery.folder))
    kept.write()
    found.unrecognised.sort(key=lambda each: folded(each[0]))
    for _, doubtful in sorted(about_each, key=lambda each: each[0]):
        found.doubts += doubtful
    found.doubts += _same_files(same.values(), found.received)
    found.doubts += _lost(intake.deliveries, participants or {})
    if roster:
        present = {each.student.key for each in found.received}
        found.missing = [student for student in roster.students if student.key not in present]
        found.missing.sort(key=alphabetically)
        if len(present) > 1 and len(found.missing) == len(roster.students) > 1:
            columns = ", ".join(roster.columns) or "–"
            example, count = found.received[0].student.with_id, len(roster.students)
            found.doubts.insert(
                0, Message.of("doubt.nobody_of_roster", count=count, columns=columns, who=example)
            )
    return found


def _same_files(
    groups: Iterable[Sequence[tuple[Sequence[Student], str]]], received: Sequence[Received]
) -> Iterator[Message]:
    """Yield a doubt for each group of deliveries (whose, and its folder) with the same files that is not one team's."""
    together = teams(list({(each.student, each.delivered): None for each in received}))
    for group in groups:
        of = {together.get(each.key, each.key) for owners, _ in group for each in owners}
        if len(group) > 1 and len(of) > 1:
            names = (" & ".join(each.with_id for each in owners) for owners, _ in group)
            yield Message(SAME_FILES, {"names": ", ".join(names)})


@dataclass(frozen=True)
class _Contents:
    """What lies in a delivery: the files of each assignment, what answers none, and what is to be looked at.

    `notes` are what is doubtful in how the files of an assignment will be read;
    `unreadable` those of which none will be.
    """

    hand_ins: Mapping[str, tuple[File, ...]]
    unrecognised: Sequence[tuple[str, Said]]
    doubts: Sequence[Said]
    digest: str
    notes: Mapping[str, Sequence[Message]]
    unreadable: Collection[str]


def _contents(delivery: Delivery, assignments: Sequence[Assignment], looks: KeptLooks) -> _Contents:
    """Return a delivery's files by assignment, under the names that are theirs."""
    contents = [file.problem or file.content() for file in delivery.files]
    names = own_names([file.name for file in delivery.files], assignments, contents)
    handed_in = list(zip(names, contents, strict=True))
    inside = looks.look(handed_in)
    hand_ins = inside.division.hand_ins
    closed = {index for index, _, _ in inside.problems}
    return _Contents(
        {
            assignment: tuple(replace(delivery.files[index], name=names[index]) for index in indices)
            for assignment, indices in hand_ins.items()
        },
        [(f"{delivery.folder}/{delivery.files[index].name}", why) for index, why in inside.division.left_out],
        [Message.of("intake.at", path=path, why=why) for path, why in _problems(delivery, names, inside)],
        _digest(handed_in),
        {each.assignment: [said(*note) for note in each.doubtful] for each in inside.readings},
        {each.assignment for each in inside.readings if each.problem}
        | {assignment for assignment, indices in hand_ins.items() if closed.issuperset(indices)},
    )


def _problems(delivery: Delivery, names: Sequence[str], inside: Look) -> Iterator[tuple[str, Message]]:
    """Yield where something cannot be read, and why: single files, then the files of an assignment together."""
    for index, key, values in inside.problems:
        yield f"{delivery.folder}/{names[index]}", said(key, values)
    for each in inside.readings:
        if each.problem:
            first, *more = inside.division.hand_ins[each.assignment]
            yield delivery.folder if more else f"{delivery.folder}/{names[first]}", said(*each.problem)


def stored(found: Listing, store: Store) -> int:
    """Add what was received to the store, and return how many attempts are new.

    A student whom the store knows by the LMS's number alone, and the roster by another, is one student from now on.
    So is one whose name was kept as a Mac writes it.
    """
    store.settle()
    for each in store.students():
        if each.id == each.name != (composed := unicodedata.normalize("NFC", each.name)):
            store.identify(each, replace(each, id=composed, name=composed))
    strangers = {
        known.lms_id: known for known in store.students() if known.lms_id and known.id == known.lms_id
    }
    for student in {each.student for each in found.received if each.student.id != each.student.lms_id}:
        known = strangers.get(student.lms_id)
        # A group's number may be a participant's too.
        is_one = known and Roster((student,)).find(known.name)
        if known and is_one and not store.identify(known, student):
            there = f"students/{student.key}, students/{known.key}"
            found.doubts.append(Message.of("doubt.namesakes", who=student.with_id, folders=there))
    new = 0
    for one in found.received:
        contents: list[tuple[str, bytes | HandInError]] = [
            (file.name, file.problem or file.content()) for file in one.files
        ]
        _, added = store.add(
            one.student,
            one.assignment,
            contents,
            submitted=one.submitted,
            late=one.late,
            delivered=one.delivered,
            due=one.due,
        )
        # An extension may be granted, or taken back, at any time: for what came before, too.
        if one.tells_due:
            for attempt in store.attempts(one.student, one.assignment):
                store.grant(attempt, one.due)
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
        raise UsageError("sheet.at", where=path, what=error.message) from None
    except OSError as error:
        raise UsageError("worksheet.unreadable", path=path, why=refusal(error)) from None
    if people is None:
        found = clean_line(", ".join(sheet.header[:6]) or "–")
        raise UsageError("worksheet.other", path=path, found=found)
    if not people:
        raise UsageError("worksheet.empty", path=path)
    return people


def dated(listings: Sequence[Listing], *, worksheet: bool) -> list[Message]:
    """Return a doubt for each hand-in of which nothing says when it came, to be asked where there is a deadline.

    Raises:
        UsageError: Nothing says so of any hand-in: a deadline would be passed over.
    """
    received = [each for listing in listings for each in listing.received]
    timeless = [each for each in received if each.submitted is None]
    if received and len(timeless) == len(received):
        missing = "worksheet.no_times" if worksheet else "worksheet.download_without_times"
        raise UsageError("worksheet.no_due", missing=Message(missing))
    return [
        Message.of("doubt.no_time", who=each.student.with_id, assignment=each.assignment) for each in timeless
    ]


def with_lateness(found: Listing, due: datetime | None, late: LatePolicy) -> None:
    """Note of each hand-in how many days late it is, by the class's deadline or the student's own."""
    found.received = [
        replace(each, days_late=days_late(each.submitted, each.due or due, late)) for each in found.received
    ]


@dataclass(frozen=True)
class _Times:
    """When a student handed in, and until when they could, as far as it is told. `tells_due`: None is no deadline of their
    own.
    """

    submitted: datetime | None = None
    due: datetime | None = None
    tells_due: bool = False


def _completed(delivery: Delivery, participants: Mapping[str, Participant]) -> tuple[tuple[Who, ...], _Times]:
    """Return who handed in, when, and until when they could, with what the worksheet adds."""
    first = delivery.who[0]
    known = participants.get(first.lms_id)
    # The number of a group may be some participant's too: the name must fit, behind that of a group or not.
    if known is None or not (first.anonymous or _fits(first.name, known.name)):
        return delivery.who, _Times(delivery.submitted)
    who = replace(first, name=known.name or first.name, email=known.email)
    times = _Times(delivery.submitted or known.submitted, known.due, known.tells_due)
    return (who, *delivery.who[1:]), times


def _own_times(student: Student, participants: Mapping[str, Participant]) -> _Times:
    """Return when the worksheet says that a student handed in, and until when they could; nothing where it is in doubt."""
    found = [each for each in participants.values() if same_name(each.name, student.name)]
    return _Times(found[0].submitted, found[0].due, found[0].tells_due) if len(found) == 1 else _Times()


def _fits(name: str, known: str) -> bool:
    """Return whether a folder's name is a participant's; "Group A-Ann Lee" is Ann Lee's, where a group was chosen."""
    return same_name(name, known) or (
        bool(known) and folded(name).endswith(f" {folded(known)}") and "-" in name
    )


def _lost(deliveries: Sequence[Delivery], participants: Mapping[str, Participant]) -> list[Message]:
    """Return a doubt for each participant who handed in by the worksheet, and of whom the download has nothing."""
    there = {who.lms_id for delivery in deliveries for who in delivery.who}
    return [
        Message.of("doubt.not_in_download", who=each.name or f"Participant {number}")
        for number, each in participants.items()
        if each.submitted and not each.group and number not in there
    ]


def _digest(handed_in: Sequence[tuple[str, bytes | HandInError]]) -> str:
    contents = sorted(
        content if isinstance(content, bytes) else str(content).encode() for _, content in handed_in
    )
    return hashlib.sha256(b"\0".join(contents)).hexdigest()
