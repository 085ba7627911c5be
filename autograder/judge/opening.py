"""Which cells of a hand-in stopped, and what that means for the names they should have defined."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from autograder.judge.handin import Cell, HandIn
from autograder.judge.protocol import AnswerError, Failure, told
from autograder.judge.trace import bound_names
from autograder.messages import LANGUAGES
from autograder.verdict import Message, Reason


class Opening:
    """The story of running a hand-in's cells one after another."""

    def __init__(self, hand_in: HandIn):
        self.hand_in = hand_in
        self.stopped: dict[int, AnswerError] = {}
        self._fatal: set[int] = set()

    def cells(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells to run, with their numbers: those that killed a worker are left out."""
        for number, cell in enumerate(self.hand_in.cells):
            if number not in self._fatal:
                yield number, cell

    def stop(self, number: int, error: AnswerError | None, *, fatal: bool = False) -> None:
        """Note that a cell stopped (or, without an error, that it did not). `fatal`: it killed the worker."""
        if error is None:
            self.stopped.pop(number, None)
        else:
            self.stopped[number] = error
        if fatal:
            self._fatal.add(number)

    def skip(self, other: Opening) -> None:
        """Leave out what killed another worker of the same hand-in."""
        self._fatal |= other._fatal
        self.stopped.update({number: other.stopped[number] for number in other._fatal})

    def explain(self, failure: Failure) -> AnswerError:
        """Return the error of a failed request; a missing name is explained by the cell that should have defined it."""
        if failure.reason is not Reason.MISSING_NAME:
            return answer_error(failure)
        name = failure.text
        for number, error in self.stopped.items():
            if name in bound_names(self.hand_in.cells[number].source):
                cause = {language: error.message.text(language) for language in LANGUAGES}
                reason = error.reason if error.reason in (Reason.TIME, Reason.MEMORY, Reason.NETWORK,
                                                          Reason.CRASH) else Reason.IMPORT_ERROR  # fmt: skip
                return AnswerError(
                    reason, Message("worker.import_error", {"name": name, "cause": cause}), not_run=True
                )
        defined = {each for cell in self.hand_in.cells for each in bound_names(cell.source)}
        similar = difflib.get_close_matches(name, sorted(defined), n=1, cutoff=0.75)
        if similar:
            return AnswerError(
                Reason.MISSING_NAME, Message("worker.similar_name", {"name": name, "similar": similar[0]})
            )
        return AnswerError(Reason.MISSING_NAME, Message("worker.missing_name", {"name": name}))

    def notes(self) -> tuple[Message, ...]:
        """Return a remark for the student for each cell that stopped."""
        return tuple(
            Message(
                "worker.note", {"cause": {language: error.message.text(language) for language in LANGUAGES}}
            )
            for _, error in sorted(self.stopped.items())
        )[:20]


def answer_error(failure: Failure) -> AnswerError:
    """Return the error that a check sees for a failure in the worker."""
    return AnswerError(failure.reason, told(failure), type_names=failure.types, text=failure.text)
