"""The store of attempts: who handed in which bytes, when, and what the judge said of them.

RESULTS/students/KEY/student.json
RESULTS/students/KEY/02_noise/001/attempt.json   one folder an attempt, with the SHA-256 of every original file
RESULTS/students/KEY/02_noise/001/files/0, 1, …  the original bytes
RESULTS/students/KEY/02_noise/001/result.json    the verdicts, each with the key of what it was judged by
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from autograder.errors import HandInError, UsageError
from autograder.gradebook import files
from autograder.gradebook.lms.export import stored_zip
from autograder.gradebook.roster import Student
from autograder.verdict import Result

SCHEMA = "autograder/attempt/1"
GRADED = "autograder/graded/1"


@dataclass(frozen=True)
class HandedIn:
    """One original file of an attempt. `problem` is what kept the LMS's archive from giving it to us."""

    name: str
    sha256: str = ""
    size: int = 0
    problem: tuple[str, dict] | None = None


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
            raise UsageError(
                f"{self.folder / 'files' / str(index)}: this file was changed after it was handed in (SHA-256). "
                "Put the original back, or remove the attempt's folder and run batch again."
            )
        return data

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
        return "hand-in.zip", stored_zip(
            {each.name: self.content(index) for index, each in enumerate(self.files)}
        )


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

    def enrol(self, student: Student) -> None:
        """Remember who a student is; what the LMS newly tells replaces what was known."""
        path = self.students_folder / student.key / "student.json"
        known = files.read_json(path)
        told = {name: value for name, value in asdict(student).items() if value}
        if known is None or known != {**known, **told}:
            files.write_json(path, {**(known or {}), **told})

    def identify(self, known: Student, student: Student) -> None:
        """Let what is stored of `known` be `student`'s: a roster told later whose number it is."""
        if (self.students_folder / student.key).exists():
            return  # both have handed in: nobody's attempts are merged
        files.write_json(self.students_folder / known.key / "student.json", asdict(student))
        self.settle()

    def settle(self) -> None:
        """Give each folder the name of its student, where `identify` was stopped in between."""
        for path in self.students_folder.glob("*/student.json"):
            key = _student(files.read_json(path)).key
            if key != path.parent.name and not (self.students_folder / key).exists():
                path.parent.rename(self.students_folder / key)

    def students(self) -> tuple[Student, ...]:
        """Return everyone enrolled, ordered by key."""
        return tuple(
            _student(files.read_json(path)) for path in sorted(self.students_folder.glob("*/student.json"))
        )

    def add(
        self,
        student: Student,
        assignment: str,
        handed_in: Sequence[tuple[str, bytes | HandInError]],
        *,
        submitted: datetime | None = None,
        late: bool = False,
        delivered: str = "",
    ) -> tuple[Attempt, bool]:
        """Return the attempt with these files, and whether it is new: the same files again are the same attempt.

        Of an attempt that is not new, what was not known of it (the time, say) is remembered.
        """
        described = tuple(_described(name, content) for name, content in handed_in)
        attempts = self.attempts(student, assignment)
        for attempt in attempts:
            if attempt.sha256 == _digest(described):
                known = replace(
                    attempt,
                    submitted=attempt.submitted or submitted,
                    late=attempt.late or late,
                    delivered=attempt.delivered or delivered,
                )
                if known != attempt:
                    files.write_bytes(attempt.folder / "attempt.json", _encoded(known))
                return known, False
        number = attempts[-1].number + 1 if attempts else 1
        folder = self._folder(student, assignment) / f"{number:03}"
        attempt = Attempt(student, assignment, number, described, folder, submitted, late, delivered)
        self.enrol(student)
        contents = {
            f"files/{index}": content
            for index, (_, content) in enumerate(handed_in)
            if isinstance(content, bytes)
        }
        files.write_folder(folder, {"attempt.json": _encoded(attempt), **contents})
        return attempt, True

    def attempts(self, student: Student, assignment: str) -> tuple[Attempt, ...]:
        """Return a student's attempts at an assignment, oldest first."""
        found = []
        for path in sorted(self._folder(student, assignment).glob("[0-9]*/attempt.json")):
            found.append(_decoded(files.read_json(path), student, path.parent))
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
        """Return what the judge said of an attempt; None where it has not said anything, or not in this format."""
        data = files.read_json(attempt.folder / "result.json")
        if data is None or data.get("schema") != GRADED:
            return None
        return Graded(Result.from_json(data["result"]), data["keys"], data["run"])

    def grade(self, attempt: Attempt, graded: Graded) -> None:
        """Keep what the judge said, atomically."""
        data = {"schema": GRADED, "result": graded.result.to_json(), "keys": graded.keys, "run": graded.run}
        files.write_json(attempt.folder / "result.json", data)

    def _folder(self, student: Student, assignment: str) -> Path:
        return self.students_folder / student.key / assignment


def _student(data: dict) -> Student:
    return Student(**{name: str(data.get(name, "")) for name in Student.__dataclass_fields__})


def _described(name: str, content: bytes | HandInError) -> HandedIn:
    if isinstance(content, HandInError):
        return HandedIn(name, problem=(content.key, dict(content.values)))
    return HandedIn(name, hashlib.sha256(content).hexdigest(), len(content))


def _digest(handed_in: Sequence[HandedIn]) -> str:
    told = sorted(f"{each.name}\0{each.sha256}\0{each.problem}" for each in handed_in)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _encoded(attempt: Attempt) -> bytes:
    data = {
        "schema": SCHEMA,
        "assignment": attempt.assignment,
        "number": attempt.number,
        "sha256": attempt.sha256,
        "files": [asdict(each) for each in attempt.files],
        "submitted": attempt.submitted and attempt.submitted.isoformat(),
        "late": attempt.late,
        "delivered": attempt.delivered,
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _decoded(data: dict, student: Student, folder: Path) -> Attempt:
    if data.get("schema") != SCHEMA:
        raise UsageError(
            f"{folder}: expected an attempt of schema {SCHEMA!r}, received {data.get('schema')!r}."
        )
    return Attempt(
        student=student,
        assignment=data["assignment"],
        number=data["number"],
        files=tuple(
            HandedIn(each["name"], each["sha256"], each["size"], each["problem"] and tuple(each["problem"]))
            for each in data["files"]
        ),
        folder=folder,
        submitted=datetime.fromisoformat(data["submitted"]) if data["submitted"] else None,
        late=data["late"],
        delivered=data["delivered"],
    )
