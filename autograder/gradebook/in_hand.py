"""Which hand-ins are being judged, and since when: kept beside the results for whoever looks, and told of those that last."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder.base import files
from autograder.base.at_work import LONG
from autograder.base.errors import UsageError
from autograder.gradebook import records
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.records import JUDGING_FILE, InHand, JudgingRecord
from autograder.gradebook.store import Store

EVERY = 10.0  # seconds between two events about the same hand-ins

Clock = Callable[[], float]
# Any: plain data.
LongHandIn = dict[str, Any]


class Watch:
    """Follows what is being judged: writes it down when it changes, and tells of what takes long."""

    def __init__(self, store: Store, tell: Callable[[dict[str, Any]], None], clock: Clock = time.time):
        self._path, self._tell, self._clock = store.folder / JUDGING_FILE, tell, clock
        self._last: tuple[frozenset[tuple[str, str]], float] = (frozenset(), 0.0)
        self._judged: set[Path] = set()
        self._seen: tuple[tuple[Attempt, InHand], ...] = ()

    @property
    def in_hand(self) -> tuple[InHand, ...]:
        """What was begun and is not judged."""
        return tuple(each for attempt, each in self._seen if attempt.folder not in self._judged)

    def judged(self, attempt: Attempt) -> None:
        """Take note that the verdicts of an attempt are kept."""
        self._judged.add(attempt.folder)

    def see(self, attempts: Sequence[tuple[Attempt, float]], *, again: bool = False) -> None:
        """Take note of the attempts that are being judged, `again` or not, each with the seconds since its begin."""
        now = self._clock()
        known = {attempt.folder: each for attempt, each in self._seen if each.again is again}
        seen = tuple(
            (attempt, known.get(attempt.folder) or _in_hand(attempt, now - seconds, again))
            for attempt, seconds in attempts
        )
        if seen != self._seen:
            self._seen = seen
            record = JudgingRecord(hand_ins=tuple(each for _, each in seen))
            files.write_json(self._path, records.as_json(record))
        self._tell_of_long_ones(now)

    def end(self) -> None:
        """Leave no record behind: nothing is being judged any more. `in_hand` stays as it was."""
        self._path.unlink(missing_ok=True)

    def _tell_of_long_ones(self, now: float) -> None:
        lasting = long_ones([each for _, each in self._seen], now)
        who = frozenset((each["student"], each["assignment"]) for each in lasting)
        before, when = self._last
        if who != before or (who and now - when >= EVERY):
            self._last = who, now
            self._tell({"event": "long", "hand_ins": lasting})


def _in_hand(attempt: Attempt, since: float, again: bool) -> InHand:
    student = attempt.student
    return InHand(student.key, student.shown, attempt.assignment, attempt.number, since, again)


def long_ones(hand_ins: Sequence[InHand], now: float) -> list[LongHandIn]:
    """Return the hand-ins that have been judged for long, as plain data, the longest first."""
    lasting = [
        {
            "student": each.student,
            "name": each.name,
            "assignment": each.assignment,
            "seconds": round(now - each.since),
            "again": each.again,
        }
        for each in hand_ins
        if now - each.since >= LONG
    ]
    return sorted(lasting, key=lambda each: -int(str(each["seconds"])))


def being_judged(folder: Path) -> tuple[InHand, ...]:
    """Return what a run that holds these results is judging; nothing where nothing readable says so."""
    path = folder / JUDGING_FILE
    try:
        data = files.read_json(path)
        return records.read(JudgingRecord, data, path).hand_ins if data else ()
    except UsageError:
        return ()
