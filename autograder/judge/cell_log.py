"""Which cells of a hand-in stopped, and what that means for the names they should have defined."""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from autograder.base.cleaning import clean_line
from autograder.base.messages import LANGUAGES
from autograder.base.verdict import AnswerError, Message, Reason
from autograder.course.source import bound_names, inner_names
from autograder.judge.bounds import NAME, VALUE, for_a_student
from autograder.judge.hand_in import Cell, HandIn
from autograder.judge.wire.protocol import Failure, message_of

# The reason given instead of "the function is missing" where this is why its cell stopped.
_CAUSES = frozenset({Reason.TIME, Reason.BUSY, Reason.MEMORY, Reason.NETWORK, Reason.CRASH})


_ROUNDS = 3  # in which a cell waits for one that waits itself
_WAITING = 200  # cells that may wait
_UNKNOWN = re.compile(r"name '(\w+)' is not defined")
_COMPARED = 2_000  # names that a missing one is compared with


class CellLog:
    """Which of a hand-in's cells ran, which stopped with what error, and which killed a worker.

    `again`: a worker has been opened before. From then on, what a cell says may be what an earlier one left behind for
    it to say, of a hidden check's arguments: it is told as the exception of a hidden check is, and where it explains a
    check. Which cells stop then is no remark about the hand-in: of many cells, many would say much.
    """

    def __init__(self, hand_in: HandIn):
        self.hand_in = hand_in
        self.stopped: dict[int, AnswerError] = {}
        self._fatal: set[int] = set()
        self._later: set[int] = set()
        self._now: dict[int, AnswerError] = {}  # what stopped in the worker that is being opened
        self._moved: dict[int, str] = {}  # which cells ran after those below, and for which name
        self.again = False

    def cells(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells to run, with their numbers: those that killed a worker are left out.

        At last those that stopped for want of a name that another one has bound by now. In a notebook, cells run in the
        order in which somebody chose them, and its author never saw them stop.
        """
        self._now.clear()
        for number, cell in enumerate(self.hand_in.cells):
            if number not in self._fatal:
                yield number, cell
        for _ in range(_ROUNDS if self._now else 0):
            bound = {
                each: at
                for at in range(len(self.hand_in.cells))
                if at not in self._now
                for each in self._binds(at)
            }
            waiting = [each for each in sorted(self._now)[:_WAITING] if self._wants(each) in bound]
            if not waiting:
                return
            for number in waiting:
                # What is bound again below must stay as it is bound there.
                if any(bound.get(each, number) > number for each in self._binds(number)):
                    continue
                name = self._wants(number)
                yield number, self.hand_in.cells[number]
                if number not in self._now:
                    bound |= dict.fromkeys(self._binds(number), number)
                    if not self.again:
                        self._moved[number] = name

    def _wants(self, number: int) -> str:
        """Return the name for want of which a cell stopped; nothing where that is not why."""
        error = self._now[number]
        return "" if number in self._fatal else _unknown(error.text, error.type_names)

    def _binds(self, number: int) -> Collection[str]:
        return _binds(self.hand_in.cells[number])

    def stop(self, number: int, error: AnswerError | None, *, fatal: bool = False) -> None:
        """Note that a cell stopped (or, without an error, that it did not). `fatal`: it killed the worker."""
        if error is None:
            self._now.pop(number, None)
        else:
            self._now[number] = error
        if error is None:
            if not self.again:
                self.stopped.pop(number, None)
        elif self.again:
            earlier = self.stopped.get(number)
            if earlier is None or earlier.reason is not error.reason:
                self.stopped[number] = without_words(error)
                self._later.add(number)
        else:
            self.stopped[number] = error
        if fatal:
            self._fatal.add(number)

    def skip(self, other: CellLog) -> None:
        """Leave out what killed another worker of the same hand-in."""
        self._fatal |= other._fatal
        self.stopped.update({number: other.stopped[number] for number in other._fatal})

    def explain(self, failure: Failure, name: str) -> AnswerError:
        """Return the error of a failed request; a missing name is explained by the cell that should have defined it.

        Args:
            name: The one that the judge asked for ("": for none). What the worker says is missing may be a word of the
                student's, in a sentence of a hidden check.
        """
        if failure.reason is not Reason.MISSING_NAME:
            return answer_error(failure)
        if not name:
            return answer_error(Failure(Reason.CRASH))
        if stopped := self._stopped_before(name):
            return stopped
        for cell in self.hand_in.cells:
            for inner, kind, place in _inner(cell):
                if inner == name:
                    return AnswerError(
                        Reason.MISSING_NAME, Message(f"worker.inside_{kind}", {"name": name, "place": place})
                    )
        defined = {each for cell in self.hand_in.cells for each in _binds(cell) if len(each) <= 2 * len(name)}
        if name in defined:  # in an `if` that was not taken, or deleted again
            return AnswerError(Reason.MISSING_NAME, Message("worker.lost_name", {"name": name}))
        if alike := next((each for each in sorted(defined) if _looks_like(each, name)), None):
            letters = ", ".join(
                f"“{char}” ({unicodedata.name(char, '?')})" for char in alike if ord(char) > 127
            )
            message = Message("worker.foreign_letters", {"name": name, "letters": letters})
            return AnswerError(Reason.MISSING_NAME, message)
        similar = difflib.get_close_matches(name, sorted(defined)[:_COMPARED], n=1, cutoff=0.75)
        if similar:
            message = Message("worker.similar_name", {"name": name, "similar": similar[0]})
            return AnswerError(Reason.MISSING_NAME, message)
        return AnswerError(Reason.MISSING_NAME, Message("worker.missing_name", {"name": name}))

    def for_want_of(self, failure: Failure) -> AnswerError | None:
        """Return the error of an answer that wants a name which a cell should have bound, and stopped;
        None of any other.

        For students, who are told the cause once. When it is graded, what failed is told, and the cause beside it.
        """
        name = _unknown(failure.text, failure.types)
        return self._stopped_before(name) if name else None

    def _stopped_before(self, name: str) -> AnswerError | None:
        """Return the error of a name that is missing because the cell that binds it stopped."""
        for number, error in self.stopped.items():
            if name in _binds(self.hand_in.cells[number]):
                error = self._first_cause(error)
                cause = {language: error.message.text(language) for language in LANGUAGES}
                reason = error.reason if error.reason in _CAUSES else Reason.IMPORT_ERROR
                message = Message("worker.import_error", {"name": name, "cause": cause})
                return AnswerError(reason, message, not_run=True)
        return None

    def _first_cause(self, error: AnswerError) -> AnswerError:
        """Return the error but for which a cell would not have stopped:
        it wanted a name that another one did not bind.
        """
        for _ in range(_ROUNDS):
            name = _unknown(error.text, error.type_names)
            before = (each for at, each in self.stopped.items() if name and name in self._binds(at))
            first = next(before, error)
            if first is error:
                break
            error = first
        return error

    def notes(self) -> tuple[Message, ...]:
        """Return what was remarked when the hand-in was read, and a remark for each cell that stopped."""
        first = sorted(self.stopped.keys() - self._later)
        # What stopped for want of what another one should have bound is told with that one.
        stopped = [error for number in first if self._first_cause(error := self.stopped[number]) is error][
            :20
        ]
        causes = [{language: error.message.text(language) for language in LANGUAGES} for error in stopped]
        return (
            *self.hand_in.remarks,
            *(Message("worker.note", {"cause": cause}) for cause in causes),
            *(self._order(number, name) for number, name in list(self._moved.items())[:20]),
        )

    def _order(self, number: int, name: str) -> Message:
        cell = self.hand_in.cells[number]
        where = {"name": clean_line(name, NAME), "line": cell.line}
        if not cell.where:
            return Message("worker.order_line", where)
        return Message("worker.order_cell", {**where, "where": cell.where})


def _unknown(text: str, types: Collection[str]) -> str:
    """Return the name that an exception misses; nothing where it is another one."""
    found = _UNKNOWN.match(text) if "NameError" in types else None
    return found[1] if found else ""


def without_words(error: AnswerError) -> AnswerError:
    """Return an error in whose message no word of the student's is."""
    message = for_a_student(error.message)
    return AnswerError(error.reason, message, not_run=error.not_run, type_names=error.type_names)


def _binds(cell: Cell) -> Collection[str]:
    """Return what a cell would bind. The reader has found out, but on a student's own machine."""
    return bound_names(cell.source) if cell.binds is None else cell.binds


def _inner(cell: Cell) -> Iterable[tuple[str, str, str]]:
    """Return what a cell defines where the judge does not find it: (name, kind of place, place)."""
    if cell.inner is not None:
        return cell.inner
    return [(name, *place) for name, place in inner_names(cell.source).items()]


def answer_error(failure: Failure) -> AnswerError:
    """Return the error that a check sees for a failure in the worker."""
    message = message_of(replace(failure, text=clean_line(failure.text, VALUE)))
    if "SyntaxError" in failure.types and (newer := _newer_python(failure)):
        cause = {language: message.text(language) for language in LANGUAGES}
        message = Message("worker.newer_python", {"cause": cause, "version": _VERSION, "newer": newer})
    return AnswerError(failure.reason, message, type_names=failure.types, text=failure.text)


_VERSION = ".".join(map(str, sys.version_info[:2]))
_TYPE_LINE = re.compile(r"type\s+\w+\s*(?:\[.*\])?\s*=|(?:async\s+)?(?:def|class)\s+\w+\s*\[")


def _newer_python(failure: Failure) -> str:
    """Return the version of Python that could read the line at which this one stopped; nothing where none could."""
    fstring = failure.text.startswith("f-string") or re.search(r"""\b[rR]?[fF][rR]?["']""", failure.source)
    if sys.version_info < (3, 12) and (fstring or _TYPE_LINE.match(failure.source)):
        return "3.12"
    return ""


def _looks_like(written: str, name: str) -> bool:
    """Return whether a name differs from another by letters of another alphabet that look the same."""
    return (
        written != name
        and len(written) == len(name)
        and not written.isascii()
        and all(ord(own) > 127 or own == char for own, char in zip(written, name, strict=True))
    )
