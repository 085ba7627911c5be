"""An attempt: one hand-in by one student at one time, as attempt.json describes it, and which one the same files are."""

from __future__ import annotations

import bisect
import hashlib
import json
import posixpath
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.base import zips
from autograder.base.errors import HandInError, UsageError
from autograder.gradebook import records
from autograder.gradebook.records import AttemptRecord, HandedIn
from autograder.gradebook.roster import Student


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
        return digest(self.files)

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


def same_attempt(attempts: Sequence[Attempt], digest: str, submitted: datetime | None) -> Attempt | None:
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


def span(*moments: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Return the first of those moments that are known, and the last where it is another one."""
    known = sorted((each for each in moments if each), key=datetime.astimezone)
    if not known:
        return None, None
    return known[0], known[-1] if known[-1].astimezone() > known[0].astimezone() else None


def is_between(moment: datetime | None, first: datetime | None, last: datetime | None) -> bool:
    """Return whether a moment is known to lie between two others."""
    if moment is None or first is None or last is None:
        return False
    return first.astimezone() < moment.astimezone() < last.astimezone()


def file_record(name: str, content: bytes | HandInError) -> HandedIn:
    """Return what attempt.json says of one file, or of what kept it from being read."""
    name = re.sub(r"[\x00-\x1f]", "_", name)  # they part the lines of `digest`: a name must not be two files
    if isinstance(content, HandInError):
        return HandedIn(name, problem=(content.key, dict(content.values)))
    return HandedIn(name, hashlib.sha256(content).hexdigest(), len(content))


def digest(handed_in: Iterable[HandedIn]) -> str:
    """Return one SHA-256 for some files and their names."""
    lines = sorted(f"{each.name}\0{each.sha256}\0{each.problem}" for each in handed_in)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def encoded(attempt: Attempt) -> bytes:
    """Return the attempt.json of an attempt."""
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


def decoded(data: Any, student: Student, folder: Path) -> Attempt:
    """Return the attempt of a student in the data of the attempt.json in a folder.

    Raises:
        UsageError: They are damaged, or of another schema.
    """
    if isinstance(data, dict) and data.get("schema", records.ATTEMPT) != records.ATTEMPT:
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


def _unlike(name: str, others: Container[str]) -> str:
    """Return a name that none of the others is: "tp (2).py" for a second "tp.py", which Canvas takes too."""
    (stem, suffix), again, own = posixpath.splitext(name), 2, name
    while own in others:
        own, again = f"{stem} ({again}){suffix}", again + 1
    return own
