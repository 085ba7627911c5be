"""The gradebook's records as they stand in JSON files, read and written by pydantic: one dataclass a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AliasChoices, Field, PlainSerializer, PlainValidator, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from autograder.base.errors import UsageError
from autograder.base.messages import Said, as_data, from_data
from autograder.gradebook.roster import Student

# As `isoformat` writes it, which every version of ours has read: pydantic would write "Z" for "+00:00".
Moment = Annotated[datetime, PlainSerializer(datetime.isoformat, return_type=str)]

# A sentence by its key and values; older versions wrote it in English.
Doubt = Annotated[Said, PlainSerializer(as_data), PlainValidator(from_data)]

ATTEMPT = "autograder/attempt/1"
GRADED = "autograder/graded/1"
BATCH = "autograder/batch/1"
_AGAIN = "force"  # what batch.json calls whether all was to be judged again
BATCH_FILE = "batch.json"  # at the top of a folder of results
JUDGING = "autograder/judging/1"
JUDGING_FILE = "judging.json"  # beside it, while hand-ins are being judged


@dataclass(frozen=True)
class HandedIn:
    """One original file of an attempt. `problem` is what kept the LMS's archive from giving it to us."""

    name: str
    sha256: str = ""
    size: int = 0
    problem: tuple[str, dict[str, Any]] | None = None


@dataclass(frozen=True)
class AttemptRecord:
    """attempt.json: one hand-in, and the SHA-256 of every file of it."""

    schema: str
    assignment: str
    number: int
    sha256: str
    files: tuple[HandedIn, ...]
    submitted: Moment | None = None
    late: bool = False
    delivered: str = ""
    due: Moment | None = None
    again: Moment | None = None  # when these files were handed in last, with no others in between


@dataclass(frozen=True)
class GradedRecord:
    """result.json: what the judge said (a `Result` as `to_json` writes it), and the key of each verdict."""

    schema: str
    result: dict[str, Any]
    keys: dict[str, str]
    run: str = ""


@dataclass(frozen=True)
class BatchRecord:
    """batch.json: the deadlines, the last run of `batch`, whether it came to its end,
    and what it doubted of whose files.
    """

    schema: str = BATCH
    run: str = ""
    finished: bool = True
    again: Annotated[
        bool, Field(validation_alias=AliasChoices("again", _AGAIN), serialization_alias=_AGAIN)
    ] = False
    due: dict[str, Moment] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    asked: str = ""  # of which assignments, students and checks; older versions did not write it


@dataclass(frozen=True)
class InHand:
    """A hand-in that is being judged: whose (key and name), which, and since when in seconds of the epoch.

    `again`: for the second time, as the machine was too busy the first.
    """

    student: str
    name: str
    assignment: str
    attempt: int
    since: float
    again: bool = False


@dataclass(frozen=True)
class JudgingRecord:
    """judging.json: what is being judged at this moment. What a killed run left there means nothing."""

    schema: str = JUDGING
    hand_ins: tuple[InHand, ...] = ()


Record = TypeVar("Record", AttemptRecord, GradedRecord, BatchRecord, JudgingRecord)
_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (AttemptRecord, GradedRecord, BatchRecord, JudgingRecord)
}


def read(kind: type[Record], data: Any, path: Path) -> Record:
    """Return the record in the data of a JSON file.

    Raises:
        UsageError: The file at `path` does not hold such a record; every wrong place is named.
    """
    try:
        record: Record = _ADAPTERS[kind].validate_python(data)
    except ValidationError as error:
        raise UsageError("file.damaged", path=path, why=wrong_places(error)) from None
    return record


def wrong_places(error: Exception) -> str:
    """Return what is wrong with a file in one line: of pydantic's error every wrong place."""
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(
        f"{'.'.join(str(part) for part in each['loc']) or 'all of it'}: {each['msg']}"
        for each in error.errors()
    )


def student(data: Any, path: Path) -> Student:
    """Return the student in the data of a student.json; of a field that older versions did not write, "".

    Raises:
        UsageError: The file at `path` does not say who it is.
    """
    if not isinstance(data, dict) or not data.get("id"):
        raise UsageError("file.damaged", path=path, why="no id")
    wrong = [each.name for each in fields(Student) if not isinstance(data.get(each.name, ""), (str, int))]
    if wrong:
        raise UsageError("file.damaged", path=path, why=f"no text: {', '.join(wrong)}")
    return Student(**{each.name: str(data.get(each.name, "")) for each in fields(Student)})


def as_json(record: Record) -> dict[str, Any]:
    """Return a record as JSON-ready data, its fields in their order; `read` gives an equal record back."""
    data: dict[str, Any] = _ADAPTERS[type(record)].dump_python(record, mode="json", by_alias=True)
    return data
