"""The store of attempts: who handed in which bytes, when, and what the judge said of them.

RESULTS/students/KEY/student.json
RESULTS/students/KEY/02_noise/001/attempt.json   one folder an attempt, with the SHA-256 of every original file
RESULTS/students/KEY/02_noise/001/files/0, 1, …  the original bytes
RESULTS/students/KEY/02_noise/001/result.json    the verdicts, each with the key of what it was judged by
RESULTS/references/02_noise/result.json          the verdicts of the reference answer (see `references`)
RESULTS/batch.json                               the deadlines, and whether the last run came to its end
RESULTS/judging.json                             what is being judged, while a run works
RESULTS/looks.json                               what a first look found in each student's files (see `kept_looks`)
RESULTS/.lock                                    held by the run that works on them
"""

from __future__ import annotations

import bisect
import contextlib
import hashlib
import json
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.base import files, zips
from autograder.base.errors import HandInError, UsageError
from autograder.base.messages import Message
from autograder.base.verdict import Result
from autograder.gradebook import locks, records
from autograder.gradebook.records import BATCH_FILE, AttemptRecord, BatchRecord, GradedRecord, HandedIn
from autograder.gradebook.rekeyed import rekey
from autograder.gradebook.roster import Student, alphabetically

LOCK = ".lock"


@dataclass(frozen=True)
class Attempt:
    """One hand-in by one student at one time. `folder` is where it is stored, `delivered` the LMS's name for it."""

    student: Student
    assignment: str
    number: int
    files: tuple[HandedIn, ...]
    folder: Path
    submitted: datetime | None = None
    late: bool = False
    delivered: str = ""
    due: datetime | None = None  # this student's own deadline, where the LMS told one
    again: datetime | None = None  # when these files were handed in last, with no others in between

    @property
    def sha256(self) -> str:
        """One number for all the files and their names."""
        return _digest(self.files)

    def content(self, index: int) -> bytes:
        """Return the original bytes of a file.

        Raises:
            UsageError: They are no longer what was handed in.
        """
        data = (self.folder / "files" / str(index)).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.files[index].sha256:
            raise UsageError("results.changed", path=self.folder / "files" / str(index))
        return data

    def contents(self) -> list[bytes | None]:
        """Return the original bytes of each file, None where it could not be read. Raises UsageError as `content`."""
        return [None if each.problem else self.content(at) for at, each in enumerate(self.files)]

    def hand_in(self) -> tuple[str, bytes]:
        """Return the name and bytes to be judged: the one file as it is, several in one archive.

        Raises:
            HandInError: The file could not be taken out of the LMS's archive.
        """
        for each in self.files:
            if each.problem:
                raise HandInError(each.problem[0], **each.problem[1])
        if len(self.files) == 1:
            return self.files[0].name, self.content(0)
        members: dict[str, bytes] = {}
        for index, each in enumerate(self.files):
            members[_unlike(each.name, members)] = self.content(index)
        return "hand-in.zip", zips.zip_bytes(members)


@dataclass(frozen=True)
class Graded:
    """What the judge said of an attempt: the result, and for each check the key of all that its verdict depends on."""

    result: Result
    keys: dict[str, str] = field(default_factory=dict)
    run: str = ""


class Store:
    """The attempts under one folder of results. No file handed in is ever changed; verdicts are."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.students_folder = self.folder / "students"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep the folder for this process while the block runs; the lock ends with the process, however it ends.

        Raises:
            UsageError: Another run has it.
        """
        busy = Message.of("results.busy", folder=self.folder)
        with locks.locked(self.folder / LOCK, busy):
            yield

    def enrol(self, student: Student) -> None:
        """Remember who a student is; what the LMS newly tells replaces what was known."""
        path = self.students_folder / student.key / "student.json"
        known = files.read_json(path)
        news = {name: value for name, value in asdict(student).items() if value}
        if known is None or known != {**known, **news}:
            files.write_json(path, {**(known or {}), **news})

    def identify(self, known: Student, student: Student) -> None:
        """Let what is stored of `known` be `student`'s: a roster that came later knows whose number it is."""
        if (self.students_folder / student.key).exists():
            return  # both have handed in: nobody's attempts are merged
        files.write_json(self.students_folder / known.key / "student.json", asdict(student))
        self.settle()

    def settle(self) -> None:
        """Give each folder the name of its student, where `identify` was stopped in between."""
        for path in list(self.students_folder.glob("*/student.json")):
            key = _student(files.read_json(path)).key
            if key != path.parent.name and not (self.students_folder / key).exists():
                rekey(self.folder, path.parent.name, key)  # first: whoever is stopped here does it once more
                path.parent.rename(self.students_folder / key)

    def students(self) -> tuple[Student, ...]:
        """Return everyone enrolled, by name. Whoever's folder has another name than theirs is settled first."""
        known = self._enrolled()
        if any(student.key != folder for folder, student in known.items()):
            with contextlib.suppress(OSError):  # results that may only be read
                self.settle()
            known = self._enrolled()
        return tuple(sorted(known.values(), key=alphabetically))

    def _enrolled(self) -> dict[str, Student]:
        paths = self.students_folder.glob("*/student.json")
        return {path.parent.name: _student(files.read_json(path)) for path in paths}

    def add(
        self,
        student: Student,
        assignment: str,
        handed_in: Sequence[tuple[str, bytes | HandInError]],
        *,
        submitted: datetime | None = None,
        late: bool = False,
        delivered: str = "",
        due: datetime | None = None,
    ) -> tuple[Attempt, bool]:
        """Return the attempt with these files, and whether it is new: the same files again are the same attempt, unless
        others were handed in in between. In which order downloads are taken in makes no difference, where they tell times.

        Of an attempt that is not new, what was not known of it (the time, say) is remembered.
        """
        described = tuple(_described(name, content) for name, content in handed_in)
        attempts = self.attempts(student, assignment)
        if attempt := _known(attempts, _digest(described), submitted):
            first, again = _span(attempt.submitted, attempt.again, submitted)
            known = replace(
                attempt,
                submitted=first,
                again=again,
                late=attempt.late or late,
                delivered=attempt.delivered or delivered,
                due=due or attempt.due,  # one that is not told stands: it is `grant` that takes one back
            )
            if known != attempt:
                files.write_bytes(attempt.folder / "attempt.json", _encoded(known))
            return known, False
        self.enrol(student)
        new = Attempt(student, assignment, 0, described, Path(), submitted, late, delivered, due)
        new = self._put(new, [content for _, content in handed_in])
        for each in attempts:
            if _is_between(submitted, each.submitted, each.again):
                with contextlib.suppress(UsageError, OSError):  # damaged: it stays the one attempt it was
                    self._put(replace(each, submitted=each.again, again=None), each.contents())
                    files.write_bytes(each.folder / "attempt.json", _encoded(replace(each, again=None)))
        return new, True

    def _put(self, attempt: Attempt, contents: Sequence[bytes | HandInError | None]) -> Attempt:
        """Store an attempt under the next number, and return it. Contents that are no bytes could not be read."""
        others = self.attempts(attempt.student, attempt.assignment)
        number = max((each.number for each in others), default=0) + 1
        folder = self._folder(attempt.student, attempt.assignment) / f"{number:03}"
        attempt = replace(attempt, number=number, folder=folder)
        originals = {f"files/{at}": each for at, each in enumerate(contents) if isinstance(each, bytes)}
        files.write_folder(attempt.folder, {"attempt.json": _encoded(attempt), **originals})
        return attempt

    def grant(self, attempt: Attempt, due: datetime | None) -> None:
        """Remember a student's own deadline, granted or taken back after they handed in."""
        if attempt.due != due:
            files.write_bytes(attempt.folder / "attempt.json", _encoded(replace(attempt, due=due)))

    def attempts(self, student: Student, assignment: str) -> tuple[Attempt, ...]:
        """Return a student's attempts at an assignment, oldest first: by when they were handed in, where that is known
        of all of them, else by when they came here.
        """
        found = [
            _decoded(files.read_json(path), student, path.parent)
            for path in sorted(self._folder(student, assignment).glob("[0-9]*/attempt.json"))
        ]
        times = {each.number: each.submitted.astimezone() for each in found if each.submitted}
        if len(times) == len(found):  # an older download may have come after a newer one
            found.sort(key=lambda each: times[each.number])
        return tuple(found)

    def assignments(self) -> tuple[str, ...]:
        """Return the ids of the assignments that anyone has handed in, in order."""
        return tuple(sorted({path.name for path in self.students_folder.glob("*/[0-9][0-9]_*")}))

    def all_attempts(self) -> Iterator[Attempt]:
        """Yield every attempt, ordered by student, assignment and number."""
        for student in self.students():
            folder = self.students_folder / student.key
            for each in sorted(path.name for path in folder.iterdir() if re.match(r"\d\d_", path.name)):
                yield from self.attempts(student, each)

    def graded(self, attempt: Attempt) -> Graded | None:
        """Return what the judge said of an attempt; None where it has not said anything, or not in this format, or the file
        is damaged: it is asked again.
        """
        path = attempt.folder / "result.json"
        with contextlib.suppress(UsageError, ValueError):
            data = files.read_json(path)
            if isinstance(data, dict) and data.get("schema") == records.GRADED:
                record = records.read(GradedRecord, data, path)
                return Graded(Result.from_json(record.result), record.keys, record.run)
        return None

    def grade(self, attempt: Attempt, graded: Graded) -> None:
        """Keep what the judge said, atomically."""
        record = GradedRecord(records.GRADED, graded.result.to_json(), dict(graded.keys), graded.run)
        files.write_json(attempt.folder / "result.json", records.as_json(record))

    def last_batch(self) -> BatchRecord:
        """Return what is known of the last run of `batch`, and the deadlines; a finished one where there was none."""
        path = self.folder / BATCH_FILE
        data = files.read_json(path)
        return BatchRecord() if data is None else records.read(BatchRecord, data, path)

    def keep_batch(self, record: BatchRecord) -> None:
        """Keep what is to be known of this run, atomically."""
        data = records.as_json(record)
        for name in ("doubts", "asked"):  # as older versions wrote it, and read it
            if not data[name]:
                del data[name]
        files.write_json(self.folder / BATCH_FILE, data)

    def due_dates(self) -> Mapping[str, datetime]:
        """Return the deadline of each assignment that has one."""
        return self.last_batch().due

    def _folder(self, student: Student, assignment: str) -> Path:
        return self.students_folder / student.key / assignment


def results(folder: Path) -> Store:
    """Return the store of the results in a folder, for whoever only reads them.

    Raises:
        UsageError: Nobody's are there: it is another folder, or no class was graded in it yet.
    """
    store = Store(folder)
    if not any(store.students_folder.glob("*/student.json")):
        raise UsageError("results.none", folder=folder)
    return store


def _student(data: Mapping[str, Any]) -> Student:
    return Student(**{name: str(data.get(name, "")) for name in Student.__dataclass_fields__})


def _known(attempts: Sequence[Attempt], digest: str, submitted: datetime | None) -> Attempt | None:
    """Return which of these attempts, oldest first, has these files, handed in at this time as far as that is known."""
    same = [each for each in attempts if each.sha256 == digest]
    times = [each.submitted.astimezone() for each in attempts if each.submitted]
    if not same or submitted is None or len(times) < len(attempts):
        return same[-1] if same else None
    when = submitted.astimezone()
    for each in same:
        if each.submitted and each.submitted.astimezone() == when:
            return each
    at = bisect.bisect(times, when)
    neighbours = [each for each in attempts[max(0, at - 1) : at + 1] if each in same]
    return neighbours[0] if neighbours else None


def _unlike(name: str, others: Container[str]) -> str:
    """Return a name that none of the others is: "tp (2).py" for a second "tp.py", which Canvas takes too."""
    (stem, suffix), again, own = posixpath.splitext(name), 2, name
    while own in others:
        own, again = f"{stem} ({again}){suffix}", again + 1
    return own


def _span(*moments: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Return the first of those moments that are known, and the last where it is another one."""
    known = sorted((each for each in moments if each), key=datetime.astimezone)
    if not known:
        return None, None
    return known[0], known[-1] if known[-1].astimezone() > known[0].astimezone() else None


def _is_between(moment: datetime | None, first: datetime | None, last: datetime | None) -> bool:
    if moment is None or first is None or last is None:
        return False
    return first.astimezone() < moment.astimezone() < last.astimezone()


def _described(name: str, content: bytes | HandInError) -> HandedIn:
    name = re.sub(r"[\x00-\x1f]", "_", name)  # they part the lines of `_digest`: a name must not be two files
    if isinstance(content, HandInError):
        return HandedIn(name, problem=(content.key, dict(content.values)))
    return HandedIn(name, hashlib.sha256(content).hexdigest(), len(content))


def _digest(handed_in: Iterable[HandedIn]) -> str:
    lines = sorted(f"{each.name}\0{each.sha256}\0{each.problem}" for each in handed_in)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _encoded(attempt: Attempt) -> bytes:
    record = AttemptRecord(
        records.ATTEMPT,
        attempt.assignment,
        attempt.number,
        attempt.sha256,
        attempt.files,
        attempt.submitted,
        attempt.late,
        attempt.delivered,
        attempt.due,
        attempt.again,
    )
    data = records.as_json(record)
    for name in ("due", "again"):  # older versions of ours know no such field
        if data[name] is None:
            del data[name]
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _decoded(data: Mapping[str, Any], student: Student, folder: Path) -> Attempt:
    if data.get("schema") != records.ATTEMPT:
        raise UsageError(
            "results.schema", folder=folder, expected=records.ATTEMPT, received=str(data.get("schema"))
        )
    record = records.read(AttemptRecord, data, folder / "attempt.json")
    return Attempt(
        student,
        record.assignment,
        record.number,
        record.files,
        folder,
        record.submitted,
        record.late,
        record.delivered,
        record.due,
        record.again,
    )
