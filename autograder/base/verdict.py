"""What the checks say of a hand-in: verdicts, and the result that gathers them. Plain data, written as JSON."""

from __future__ import annotations

import base64
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter

from autograder.base.messages import Message as Message

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
    BUSY = "busy"  # the machine gave it too little processor time: to be judged again
    MEMORY = "memory"
    CRASH = "crash"  # the process died without a word
    OUTPUT = "output"  # printed or returned more than allowed
    BAD_FILE = "bad_file"  # the hand-in, or a file of it, cannot be read
    NO_FILE = "no_file"  # a file that should lie beside the answer is not there
    NETWORK = "network"  # the student's code wanted the network
    STOPPED = "stopped"  # by whoever waited for it on their own machine (Ctrl-C)
    JUDGE = "judge"  # ours


# The check could not even begin to look at the answer.
_NOT_RUN = frozenset(
    {
        Reason.NOT_ATTEMPTED,
        Reason.MISSING_NAME,
        Reason.IMPORT_ERROR,
        Reason.BAD_FILE,
        Reason.NO_FILE,
    }
)


@dataclass(frozen=True)
class Picture:
    """A small image beside a verdict: PNG bytes, and a description in both languages."""

    png: Annotated[
        bytes,
        PlainSerializer(lambda png: base64.b64encode(png).decode("ascii")),
        BeforeValidator(lambda text: base64.b64decode(text) if isinstance(text, str) else text),
    ]
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

    `sandbox` is the level (A to E, or "in-process"); `seconds` is wall time, `processor_seconds` what the hand-in
    computed (0: not measured), and `memory_mb` its worker's peak;
    `notes` are remarks for the student (a cell that stopped, output that was cut).
    """

    assignment: str
    verdicts: tuple[Verdict, ...]
    sandbox: str = "in-process"
    seconds: float = 0.0
    memory_mb: float = 0.0
    notes: tuple[Message, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    processor_seconds: float = 0.0

    def verdict(self, check: str) -> Verdict:
        """Return the verdict of the check with this id. Raises KeyError."""
        for verdict in self.verdicts:
            if verdict.check == check:
                return verdict
        raise KeyError(check)

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON-ready data; `from_json` gives an equal result back."""
        # Not in pydantic's JSON mode, which turns a number that is none (nan) into nothing.
        data = _RESULT.dump_python(self)
        if not self.processor_seconds:  # nobody measured it, or nobody did then
            del data["processor_seconds"]
        return {"schema": SCHEMA, **data}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Result:
        """Return the result that `to_json` wrote. Raises ValueError for another schema, or other data."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"expected a result of schema {SCHEMA!r}, received {data.get('schema')!r}")
        return _RESULT.validate_python({key: value for key, value in data.items() if key != "schema"})


_RESULT = TypeAdapter(Result)


class AnswerError(Exception):
    """The answer did something wrong: raised by every call on a submission, and turned into the verdict.

    Attributes:
        reason: Why.
        message: The sentence for the student.
        not_run: Whether the check could not even begin.
        type_names: The class of the student's exception and its bases, where there was one; else empty.
        text: The text of the student's exception.
    """

    def __init__(
        self,
        reason: Reason,
        message: Message,
        *,
        not_run: bool | None = None,
        type_names: tuple[str, ...] = (),
        text: str = "",
    ):
        self.reason, self.message, self.type_names, self.text = reason, message, type_names, text
        self.not_run = reason in _NOT_RUN if not_run is None else not_run
        super().__init__(f"{reason}: {message.key} {dict(message.values)}")
