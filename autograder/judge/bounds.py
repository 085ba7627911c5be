"""How much of what a hand-in says a result may hold, and what of it a student may read. See SECURITY.md."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.base.cleaning import clean, clean_line
from autograder.base.messages import keys
from autograder.base.scratch import elided
from autograder.base.verdict import Message, Verdict
from autograder.course.model import Check
from autograder.judge.call_text import Call
from autograder.judge.hand_in import HandIn
from autograder.judge.wire.protocol import Failure

NAME = 80  # characters of a type's, a function's, a layer's name
VALUE = 300  # of a value in a sentence
ERROR = 2000  # of an exception's text, in which a check may look for something
SENTENCE = 1_000  # of a sentence inside a sentence
CALL = 400
DETAIL = 6_000
_ITEMS = 32

# What an exception of a hidden check is told as: Python's own kinds, and nothing a student can name.
BUILT_IN = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)


def received(failure: Failure, hand_in: HandIn) -> Failure:
    """Return what a worker claims of a failure, cut, with the line as the judge has it and not as the worker says."""
    where = failure.where if failure.where in hand_in.sources else ""
    lines = hand_in.sources.get(where, "").split("\n")
    line = failure.line if 0 < failure.line <= len(lines) else 0
    return Failure(
        failure.reason,
        clean_line(failure.text, ERROR),
        tuple(clean_line(each, NAME) for each in failure.types[:16]),
        line,
        clean_line(lines[line - 1].strip(), 120) if line else "",
        where,
    )


def bounded(message: Message | None) -> Message | None:
    """Return a message whose values are cut and clean."""
    return message and Message(message.key, {name: _bounded(each) for name, each in message.values.items()})


def disclosed(verdict: Verdict, check: Check, *, in_full: bool = False) -> Verdict:
    """Return a verdict within bounds; of a hidden check, the message is one that no hidden value and no word of the
    student's is in, and the rest of it goes to `detail`, which is the teacher's.

    Args:
        in_full: Leave messages of hidden checks as they are: the course says so.
    """
    message, got = bounded(verdict.message), bounded(verdict.received)
    call, detail = verdict.call and clean_line(verdict.call, CALL), verdict.detail
    if not check.public:
        said = [each.text("en") for each in (message, got) if each]
        detail = "\n".join([*([call] if call else []), *said, detail]).strip()
        # Seeds and parameters of a hidden check are hidden data; and the name of a class is a word of the student's.
        called = verdict.call.callee if isinstance(verdict.call, Call) else (call or "").partition("(")[0]
        call = call and f"{called}(…)"
        got = None
        if message and not in_full:
            message = for_a_student(message)
    return replace(verdict, message=message, received=got, call=call, detail=clean(detail, DETAIL))


def for_a_student(message: Message) -> Message:
    """Return what of a message a student may read, where the student's own code could choose its words and values."""
    room, _, name = message.key.partition(".")
    hidden = f"hidden.{name}"
    if room not in ("expect", "worker") or hidden not in keys("en"):
        return message
    values = dict(message.values)
    if "type" in values:
        kinds = values.pop("types", ())
        values["type"] = next((each for each in (values["type"], *kinds) if each in BUILT_IN), "Exception")
    return Message(
        hidden, {name: each for name, each in values.items() if name not in ("text", "similar", "cause")}
    )


def _bounded(value: Any) -> Any:
    if isinstance(value, str):
        return clean_line(elided(value), VALUE)
    if isinstance(value, Mapping):  # a sentence in each language
        return {
            key: clean(elided(each), SENTENCE) if isinstance(each, str) else each
            for key, each in value.items()
        }
    if isinstance(value, (tuple, list)):
        return type(value)(_bounded(each) for each in value[:_ITEMS])
    return value
