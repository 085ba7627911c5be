"""What a batch did: counted while it works, told as events to programs and as lines to the teacher."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.base.at_work import duration_text
from autograder.base.cleaning import clean_line
from autograder.base.messages import Message, Said, sentence
from autograder.base.numbers import decimals
from autograder.base.verdict import Outcome
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.intake import MAX_LINE, Listing, labelled
from autograder.gradebook.records import InHand
from autograder.gradebook.store import Graded

Event = Mapping[str, Any]
_MINUTES = 100.0  # seconds: from here on a duration is told in minutes


@dataclass
class BatchRun:
    """What a batch did. `judge_errors` are (student, assignment, check, detail), `out_of_time` (student, assignment):
    hand-ins stopped in an earlier run, whose verdicts stand.

    `settled` is how many older attempts cannot count any more, and were therefore not judged.
    `doubts` are about hand-ins with several answers, `checks` the only ones that were to run (none: all), `unread` is how
    many hand-ins cannot be read, `to_mark` how many wait for a person to read an answer, `marks` the files of marks written,
    `in_hand` what was being judged when the run was stopped.
    """

    listings: list[Listing] = field(default_factory=list)
    attempts: int = 0
    judged: int = 0
    reused: int = 0
    settled: int = 0
    checks_run: int = 0
    seconds: float = 0.0
    worker_seconds: float = 0.0
    judge_errors: list[tuple[str, str, str, str]] = field(default_factory=list)
    out_of_time: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    checks: tuple[str, ...] = ()
    unread: int = 0
    to_mark: int = 0
    marks: tuple[Path, ...] = ()
    interrupted: bool = False
    in_hand: tuple[InHand, ...] = ()

    @property
    def remaining(self) -> int:
        """How many hand-ins are still to be judged by the same command."""
        return self.attempts - self.judged - self.reused - self.settled

    def lines(self, out: Path, language: str = "en", *, command: str = "") -> list[str]:
        """Return what a teacher reads at the end: what needs a look, figures, and what is next.

        `command` is what was typed.
        """
        lines = []
        for listing in self.listings:
            lines += listing.remarks(language)
        lines += [f"  {problem.text(language)}" for problem in self.problems]
        for student, assignment, check, detail in self.judge_errors:
            why = detail.strip().splitlines()[-1] if detail else ""
            about = Message.of("batch.at_check", student=student, assignment=assignment, check=check, why=why)
            lines.append(labelled("judge_error", about, language))
        for student, assignment in self.out_of_time:
            about = Message.of("batch.out_of_time", student=student, assignment=assignment)
            lines.append(labelled("out_of_time", about, language))
        lines += [labelled("doubt", doubt, language) for doubt in self.doubts]
        lines.append(self._figures(out, language))
        where = "" if out == Path("results") else f" --out {shlex.quote(str(out))}"
        if self.interrupted:
            if self.in_hand:
                who = " · ".join(f"{each.name}, {each.assignment}" for each in self.in_hand)
                lines.append(clean_line(sentence("batch.begun_again", language, who=who), MAX_LINE))
            again = command or "autograder batch …"
            lines.append(sentence("batch.interrupted", language, count=self.remaining, command=again))
            return lines
        lines += [sentence("batch.marks", language, path=path) for path in self.marks]
        if self.to_mark:
            lines.append(sentence("batch.to_mark", language, count=self.to_mark, where=where))
        return [*lines, sentence("batch.next", language, where=where)]

    def _figures(self, out: Path, language: str) -> str:
        """Return how many were judged, in what time, and of how many nothing can be said."""
        key = "batch.judged" if self.judged or self.remaining else "batch.nothing_judged"
        parts = [sentence(key, language, out=out, count=self.judged)]
        if self.checks:
            ids = ", ".join(self.checks)
            parts.append(sentence("batch.only", language, count=len(self.checks), checks=ids))
        if self.judged:
            parts.append(sentence("batch.seconds", language, duration=self._duration(language)))
        if self.seconds and (rate := round(60 * self.judged / self.seconds)):
            parts.append(sentence("batch.rate", language, count=rate))
        if self.reused:
            parts.append(sentence("batch.reused", language, count=self.reused))
        if self.settled:
            parts.append(sentence("batch.settled", language, count=self.settled))
        if self.judge_errors:
            parts.append(sentence("batch.withheld", language, count=len(self.judge_errors)))
        if self.unread:
            parts.append(sentence("batch.unread", language, count=self.unread))
        return "".join(parts)

    def _duration(self, language: str) -> str:
        if self.seconds >= _MINUTES:
            return duration_text(self.seconds, language)
        return sentence("progress.seconds", language, seconds=decimals(self.seconds, language, 1))

    def planned(self, to_judge: int) -> Event:
        """Return the event that says how much there is to do."""
        return {
            "event": "planned",
            "hand_ins": self.attempts,
            "to_judge": to_judge,
            "reused": self.reused,
        }

    def judged_one(self, attempt: Attempt, graded: Graded, checks_run: int, total: int) -> Event:
        """Return the event of one hand-in that was judged, the `judged`-th of `total`."""
        outcomes = [verdict.outcome for verdict in graded.result.verdicts]
        return {
            "event": "judged",
            "student": attempt.student.key,
            "assignment": attempt.assignment,
            "attempt": attempt.number,
            "checks": len(outcomes),
            "run": checks_run,
            "passed": outcomes.count(Outcome.PASS),
            "judge_errors": outcomes.count(Outcome.JUDGE_ERROR),
            "seconds": round(graded.result.seconds, 3),
            "done": self.judged,
            "total": total,
        }

    def ended(self) -> Event:
        """Return the last event."""
        return {
            "event": "interrupted" if self.interrupted else "finished",
            "judged": self.judged,
            "reused": self.reused,
            "settled": self.settled,
            "remaining": self.remaining,
            "judge_errors": len(self.judge_errors),
            "seconds": round(self.seconds, 2),
            "in_hand": [[each.student, each.assignment] for each in self.in_hand],
        }


def listed(source: Path, listing: Listing) -> Event:
    """Return the event that says what a download holds."""
    return {
        "event": "listed",
        "source": str(source),
        "lms": listing.lms,
        "hand_ins": len(listing.received),
        "new": listing.new,
        "unrecognised": [[path, str(why)] for path, why in listing.unrecognised],
        "doubts": [str(each) for each in listing.doubts],
        "missing": [student.with_id for student in listing.missing],
    }
