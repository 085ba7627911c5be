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

import contextlib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.base import files
from autograder.base.errors import HandInError, UsageError
from autograder.base.messages import Message, Said
from autograder.base.verdict import Result
from autograder.gradebook import locks, records
from autograder.gradebook.attempt import (
    Attempt,
    decoded,
    digest,
    encoded,
    file_record,
    is_between,
    same_attempt,
    span,
)
from autograder.gradebook.records import BATCH_FILE, BatchRecord, GradedRecord
from autograder.gradebook.rekeyed import rekey
from autograder.gradebook.roster import Student, alphabetically

LOCK = ".lock"


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
        known = files.read_json(path) if _who(path) else None  # one that is damaged is written anew
        news = {name: value for name, value in asdict(student).items() if value}
        if known is None or known != {**known, **news}:
            files.write_json(path, {**(known or {}), **news})

    def identify(self, known: Student, student: Student) -> bool:
        """Let what is stored of `known` be `student`'s: a roster that came later knows whose number it is.

        Return whether it is: where both handed the same assignment in, nobody's attempts are merged.
        """
        if (self.students_folder / student.key).exists():
            return self._moved(self.students_folder / known.key, student)
        files.write_json(self.students_folder / known.key / "student.json", asdict(student))
        self.settle()
        return True

    def settle(self) -> None:
        """Give each folder the name of its student, where `identify` was stopped in between."""
        for path in list(self.students_folder.glob("*/student.json")):
            if (student := _who(path)) and student.key != path.parent.name:
                self._moved(path.parent, student)

    def _moved(self, old: Path, student: Student) -> bool:
        """Give a folder the name of its student, who may have one already: on a roster, or with other assignments.

        Return whether it has it now. Whoever is stopped in here does it once more.
        """
        new = self.students_folder / student.key
        own = [path for path in old.iterdir() if path.is_dir()]
        if new == old or any((new / path.name).exists() for path in own):
            return new == old
        rekey(self.folder, old.name, new.name)
        if not new.exists():
            old.rename(new)
            return True
        for path in own:
            path.rename(new / path.name)
        self.enrol(student)
        shutil.rmtree(old)
        return True

    def students(self) -> tuple[Student, ...]:
        """Return everyone enrolled, by name, but whom a damaged student.json hides (see `strangers`). Whoever's folder has
        another name than theirs is settled first.
        """
        known, _ = self._enrolled()
        if any(student.key != folder for folder, student in known.items()):
            with contextlib.suppress(OSError):  # results that may only be read
                self.settle()
            known, _ = self._enrolled()
        return tuple(sorted(known.values(), key=alphabetically))

    def strangers(self) -> tuple[Message, ...]:
        """Return a sentence for each student.json that is damaged: whose the hand-ins beside it are, nobody knows."""
        return tuple(self._enrolled()[1])

    def _enrolled(self) -> tuple[dict[str, Student], list[Message]]:
        known, damage = {}, []
        for path in sorted(self.students_folder.glob("*/student.json")):
            try:
                known[path.parent.name] = records.student(files.read_json(path), path)
            except UsageError as error:
                damage.append(Message.of("results.lost_student", path=path, why=_why(error)))
        return known, damage

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
        described = tuple(file_record(name, content) for name, content in handed_in)
        attempts = self.attempts(student, assignment)
        if attempt := same_attempt(attempts, digest(described), submitted):
            first, again = span(attempt.submitted, attempt.again, submitted)
            known = replace(
                attempt,
                submitted=first,
                again=again,
                late=attempt.late or late,
                delivered=attempt.delivered or delivered,
                due=due or attempt.due,  # one that is not told stands: it is `grant` that takes one back
            )
            if known != attempt:
                files.write_bytes(attempt.folder / "attempt.json", encoded(known))
            if _who(self.students_folder / student.key / "student.json") is None:
                self.enrol(student)
            return known, False
        self.enrol(student)
        new = Attempt(student, assignment, 0, described, Path(), submitted, late, delivered, due)
        new = self._put(new, [content for _, content in handed_in])
        for each in attempts:
            if is_between(submitted, each.submitted, each.again):
                with contextlib.suppress(UsageError, OSError):  # damaged: it stays the one attempt it was
                    self._put(replace(each, submitted=each.again, again=None), each.contents())
                    files.write_bytes(each.folder / "attempt.json", encoded(replace(each, again=None)))
        return new, True

    def _put(self, attempt: Attempt, contents: Sequence[bytes | HandInError | None]) -> Attempt:
        """Store an attempt under the next number, and return it. Contents that are no bytes could not be read."""
        others = self._folder(attempt.student, attempt.assignment)
        taken = [int(each.name) for each in others.glob("[0-9]*") if each.name.isdecimal()]
        number = max(taken, default=0) + 1
        attempt = replace(attempt, number=number, folder=others / f"{number:03}")
        originals = {f"files/{at}": each for at, each in enumerate(contents) if isinstance(each, bytes)}
        files.write_folder(attempt.folder, {"attempt.json": encoded(attempt), **originals})
        return attempt

    def grant(self, attempt: Attempt, due: datetime | None) -> None:
        """Remember a student's own deadline, granted or taken back after they handed in."""
        if attempt.due != due:
            files.write_bytes(attempt.folder / "attempt.json", encoded(replace(attempt, due=due)))

    def attempts(self, student: Student, assignment: str) -> tuple[Attempt, ...]:
        """Return a student's attempts at an assignment, oldest first: by when they were handed in, where that is known
        of all of them, else by when they came here. Those of which the record is damaged are not among them.
        """
        return self.read(student, assignment)[0]

    def read(self, student: Student, assignment: str) -> tuple[tuple[Attempt, ...], tuple[Message, ...]]:
        """Return a student's attempts at an assignment (see `attempts`), and a sentence for each that cannot be read."""
        found, damage = [], []
        for path in sorted(self._folder(student, assignment).glob("[0-9]*/attempt.json")):
            try:
                found.append(decoded(files.read_json(path), student, path.parent))
            except UsageError as error:
                about = {"who": student.with_id, "assignment": assignment, "path": path}
                damage.append(Message.of("results.lost_attempt", **about, why=_why(error)))
        times = {each.number: each.submitted.astimezone() for each in found if each.submitted}
        if len(times) == len(found):  # an older download may have come after a newer one
            found.sort(key=lambda each: times[each.number])
        return tuple(found), tuple(damage)

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
        if not path.exists():
            return BatchRecord()
        try:
            record = records.read(BatchRecord, files.read_json(path), path)
        except UsageError as error:
            raise UsageError("results.lost_deadlines", path=path, why=_why(error)) from None
        return record

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


def _who(path: Path) -> Student | None:
    """Return the student of a student.json; None where there is none, or a damaged one."""
    with contextlib.suppress(UsageError):
        return records.student(files.read_json(path), path)
    return None


def _why(error: UsageError) -> Said:
    """Return what is wrong with a file, without its path and advice."""
    message = error.message
    why: Said = message.values.get("why", message) if isinstance(message, Message) else message
    return why
