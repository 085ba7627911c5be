"""What the checks say of a hand-in: verdicts, and the result that gathers them. Plain data, written as JSON."""

from __future__ import annotations

import base64
import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.messages import sentence

SCHEMA = "autograder/result/1"


class Outcome(enum.StrEnum):
    """What one check says. `FAIL` and `NOT_RUN` are the student's; `JUDGE_ERROR` is ours."""

    PASS = "pass"
    FAIL = "fail"
    NOT_RUN = "not_run"
    JUDGE_ERROR = "judge_error"


class Reason(enum.StrEnum):
    """Why a check did not pass."""

    WRONG = "wrong"  # ran, and what came back is not what the docstring promises
    NOT_ATTEMPTED = "not_attempted"  # the stub's NotImplementedError is still there
    MISSING_NAME = "missing_name"  # the hand-in defines no such function
    IMPORT_ERROR = "import_error"  # the hand-in stops before the function is defined
    EXCEPTION = "exception"  # the student's code raised
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"  # the process died without a word
    OUTPUT = "output"  # printed or returned more than allowed
    BAD_FILE = "bad_file"  # the hand-in, or a file of it, cannot be read
    NO_FILE = "no_file"  # a file that should lie beside the answer is not there
    NETWORK = "network"  # the student's code wanted the network
    JUDGE = "judge"  # ours


@dataclass(frozen=True)
class Message:
    """A sentence in both languages: a key of `autograder.messages` and the values of its placeholders."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the sentence in `language`."""
        return sentence(self.key, language, **self.values)


@dataclass(frozen=True)
class Picture:
    """A small image beside a verdict: PNG bytes, and a description in both languages."""

    png: bytes
    about: Message


@dataclass(frozen=True)
class Verdict:
    """What one check says about one hand-in.

    `message`, `call`, `expected`, `received` and `picture` may be shown to the student: whoever builds a verdict
    leaves `expected` and `picture` empty where the check is hidden. `detail` is for the instructor alone.
    """

    check: str
    outcome: Outcome
    reason: Reason | None = None
    message: Message | None = None
    call: str | None = None
    expected: Message | None = None
    received: Message | None = None
    picture: Picture | None = None
    seconds: float = 0.0
    detail: str = ""

    @property
    def passed(self) -> bool:
        """Whether the check gives its points."""
        return self.outcome is Outcome.PASS


@dataclass(frozen=True)
class Result:
    """The verdicts of one hand-in to one assignment, and how they came about.

    `sandbox` is the level (A to E, or "in-process"); `seconds` is wall time, `memory_mb` the worker's peak;
    `notes` are remarks for the student (a cell that stopped, output that was cut).
    """

    assignment: str
    verdicts: tuple[Verdict, ...]
    sandbox: str = "in-process"
    seconds: float = 0.0
    memory_mb: float = 0.0
    notes: tuple[Message, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def verdict(self, check: str) -> Verdict:
        """Return the verdict of the check with this id. Raises KeyError."""
        for verdict in self.verdicts:
            if verdict.check == check:
                return verdict
        raise KeyError(check)

    def to_json(self) -> dict:
        """Return the result as JSON-ready data; `from_json` gives an equal result back."""
        return {"schema": SCHEMA, **_plain(self)}

    @staticmethod
    def from_json(data: Mapping) -> Result:
        """Return the result that `to_json` wrote. Raises ValueError for another schema."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"expected a result of schema {SCHEMA!r}, received {data.get('schema')!r}")
        return Result(
            assignment=data["assignment"],
            verdicts=tuple(_verdict(each) for each in data["verdicts"]),
            sandbox=data["sandbox"],
            seconds=data["seconds"],
            memory_mb=data["memory_mb"],
            notes=tuple(_message(each) for each in data["notes"]),
            environment=dict(data["environment"]),
        )


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _message(data: Mapping | None) -> Message | None:
    return data and Message(data["key"], data["values"])


def _verdict(data: Mapping) -> Verdict:
    picture = data["picture"]
    return Verdict(
        check=data["check"],
        outcome=Outcome(data["outcome"]),
        reason=data["reason"] and Reason(data["reason"]),
        message=_message(data["message"]),
        call=data["call"],
        expected=_message(data["expected"]),
        received=_message(data["received"]),
        picture=picture and Picture(base64.b64decode(picture["png"]), _message(picture["about"])),
        seconds=data["seconds"],
        detail=data["detail"],
    )
