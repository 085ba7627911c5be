"""What judge and worker say to each other: the plain values, references to what stays in the worker, and failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.verdict import Message, Reason

# What a worker may claim as the reason of a failure; everything else it says is read as EXCEPTION.
CLAIMS = frozenset(
    {
        Reason.NOT_ATTEMPTED,
        Reason.MISSING_NAME,
        Reason.EXCEPTION,
        Reason.MEMORY,
        Reason.OUTPUT,
        Reason.BAD_FILE,
        Reason.NO_FILE,
        Reason.NETWORK,
    }
)
# The check could not even begin to look at the answer.
NOT_RUN = frozenset(
    {
        Reason.NOT_ATTEMPTED,
        Reason.MISSING_NAME,
        Reason.IMPORT_ERROR,
        Reason.BAD_FILE,
        Reason.NO_FILE,
    }
)


@dataclass(frozen=True)
class Reference:
    """The name of an object that stays in the worker. `kind` is "model" or "object"."""

    id: int
    kind: str
    type_name: str


@dataclass(frozen=True)
class Failure:
    """What went wrong in the worker, as it tells it.

    `types` are the names of the exception's class and its bases; `where` names the cell (or nothing), `line` and
    `source` the student's own line.
    """

    reason: Reason
    text: str = ""
    types: tuple[str, ...] = ()
    line: int = 0
    source: str = ""
    where: str = ""


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
        self.not_run = reason in NOT_RUN if not_run is None else not_run
        super().__init__(f"{reason}: {message.key} {dict(message.values)}")


class Transport(Protocol):
    """The way to one worker. `generation` grows when the worker was replaced: references from before are void."""

    generation: int

    def request(self, op: str, **fields: Any) -> Any:
        """Return the worker's plain answer, or raise AnswerError."""

    def release(self, id: int) -> None:
        """Tell the worker, some time, that nobody needs the object any more."""

    def fresh(self) -> Transport:
        """Return a transport to a new worker with the same answer and the same scratch folders."""

    def clean(self) -> Transport:
        """Return a transport to a new worker that runs no student code."""


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return `value` with `change` applied to every leaf of its lists, tuples and dicts."""
    kind = type(value)
    if kind is list:
        return [mapped(each, change) for each in value]
    if kind is tuple:
        return tuple(mapped(each, change) for each in value)
    if kind is dict:
        return {key: mapped(each, change) for key, each in value.items()}
    return change(value)


def told(failure: Failure) -> Message:
    """Return the sentence that tells the student of a failure."""
    values: Mapping[str, Any] = {
        "type": failure.types[0] if failure.types else "Exception",
        "text": failure.text,
        "line": failure.line,
        "source": failure.source,
        "where": failure.where,
    }
    place = "cell" if failure.where else "line" if failure.line else "nowhere"
    keys = {
        Reason.NOT_ATTEMPTED: "worker.not_attempted",
        Reason.MEMORY: "worker.memory",
        Reason.OUTPUT: "worker.output",
        Reason.NETWORK: "worker.network",
        Reason.BAD_FILE: "worker.bad_file",
        Reason.NO_FILE: "worker.no_file",
        Reason.CRASH: "worker.crash",
    }
    special = {"SystemExit": "worker.exit", "EOFError": "worker.input", "RecursionError": "worker.recursion"}
    if failure.reason in keys:
        return Message(keys[failure.reason], {"text": failure.text})
    if failure.types and failure.types[0] in special and place != "nowhere":
        return Message(special[failure.types[0]], {"line": failure.line})
    return Message(f"worker.exception_{place}", values)
