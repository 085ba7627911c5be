"""What judge and worker say to each other: operations, references to what stays in the worker, and failures."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from autograder.base.verdict import Message, Reason

# What may cross: the types of arrays, how deep containers may nest, and how many values one message may hold.
DTYPES = frozenset(
    {"bool", "float16", "float32", "float64"}
    | {f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)}
)
MAX_DEPTH = 24
MAX_ITEMS = 200_000

# How many bytes of arguments the judge can look at again; and of the state of NumPy's global generator: 624 words and
# the place among them.
BOARD_BYTES = 64 * 2**20
GENERATOR_BYTES = 625 * 4


class Operation(enum.StrEnum):
    """Everything a worker can be asked for. `judge.worker.host` has one method for each."""

    OPEN = "open"  # remember the hand-in's texts
    RUN = "run"  # run one cell
    RESEED = "reseed"
    DEFINES = "defines"
    REFERENCE = "reference"
    CALL = "call"
    GENERATOR = "generator"  # the state of NumPy's global generator, where nobody can look at it
    FACT = "fact"  # of a Keras model
    DESCRIBE = "describe"  # the saved form of a Keras model, or of what it was compiled with
    ATTRIBUTE = "attribute"
    LENGTH = "length"
    SAME = "same"
    TAKE = "take"  # the next items of an iterator
    FOLDER = "folder"
    PUT = "put"
    GET = "get"
    FILES = "files"
    LOAD_MODEL = "load_model"
    LOAD_WEIGHTS = "load_weights"


# What `Operation.CALL` calls: a function of the answer or of support.py, a model (in one of the ways of
# `judge.worker.models`), an object of the worker, or a method of it.
Callee = Literal["answer", "support", "model", "handle", "method"]

# The saved form of a model, and of what it was compiled with.
Part = Literal["model", "optimizer", "loss", "metrics"]

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


@dataclass(frozen=True)
class Reference:
    """The name of an object that stays in the worker. `kind` is "model" or "object"."""

    id: int
    kind: str
    type_name: str


@dataclass(frozen=True)
class Failure:
    """What went wrong in the worker, as it claims.

    `types` are the names of the exception's class and its bases; `where` names the cell (or nothing), `line` and
    `source` the student's own line.
    """

    reason: Reason
    text: str = ""
    types: tuple[str, ...] = ()
    line: int = 0
    source: str = ""
    where: str = ""


@dataclass(frozen=True)
class Ready:
    """What a worker says when it has run nothing and waits for its first request; a Failure where it cannot.

    `board` and `generator` are addresses in its memory at which the judge may look (`sandbox.memory_reader`).
    """

    board: int = 0
    generator: int = 0


class Transport(Protocol):
    """The way to one worker. `generation` grows when the worker was replaced: references from before are void.

    `trusted`: what it says of its models needs no second opinion, because no student code runs there, or because it is
    the student's own machine.
    """

    generation: int
    trusted: bool

    # Any: whatever may cross, which `frames` checks.
    def request(self, operation: Operation, **fields: Any) -> Any:
        """Return the worker's answer as plain data, or raise AnswerError."""

    def release(self, number: int) -> None:
        """Let the worker know, some time, that nobody needs the object any more."""

    def places(self, arrays: Mapping[int, np.ndarray]) -> Mapping[int, int]:
        """Return for each argument's number the offset at which it shall lie to be looked at after the call.

        None of those that cannot be looked at: too large, or in a process that nobody can look into.
        """

    def look(self, like: np.ndarray, offset: int) -> np.ndarray | None:
        """Return what now lies where such an argument was laid, an array like it; None: nothing does."""

    def generator(self) -> bytes:
        """Return the state of the worker's NumPy's global generator."""

    def fresh(self) -> Transport:
        """Return a transport to a new worker with the same answer and the same scratch folders."""

    def clean(self) -> Transport:
        """Return a transport to a new worker that runs no student code."""


def asked_name(operation: Operation, fields: Mapping[str, Any]) -> str:
    """Return the name of the answer that a request asks for; "" where it asks for none."""
    if operation is Operation.REFERENCE:
        return str(fields["name"])
    if operation is Operation.CALL and fields["kind"] == "answer":
        return str(fields["target"])
    return ""


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


_SENTENCES = {
    Reason.NOT_ATTEMPTED: "worker.not_attempted",
    Reason.NETWORK: "worker.network",
    Reason.BAD_FILE: "worker.bad_file",
    Reason.NO_FILE: "worker.no_file",
}
_BARE = {
    Reason.MEMORY: "worker.memory",
    Reason.OUTPUT: "worker.output",
    Reason.CRASH: "worker.crash",
}
_EXCEPTION_SENTENCES = {
    "SystemExit": "worker.exit",
    "EOFError": "worker.input",
    "RecursionError": "worker.recursion",
}


def message_of(failure: Failure) -> Message:
    """Return the sentence that explains a failure to the student."""
    if failure.reason in _BARE:
        return Message(_BARE[failure.reason])
    if failure.reason in _SENTENCES:
        return Message(_SENTENCES[failure.reason], {"text": failure.text})
    name = failure.types[0] if failure.types else "Exception"
    place = "cell" if failure.where else "line" if failure.line else "nowhere"
    if name in _EXCEPTION_SENTENCES and place != "nowhere":
        return Message(_EXCEPTION_SENTENCES[name], {"line": failure.line})
    values = {
        "type": name,
        "types": failure.types,
        "text": failure.text,
        "line": failure.line,
        "source": failure.source,
        "where": failure.where,
    }
    return Message(f"worker.exception_{place}", values)
