"""What a batch did: counted while it works, told as events to programs and as lines to the teacher."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.base.verdict import Outcome
from autograder.gradebook.intake import Listing
from autograder.gradebook.store import Attempt, Graded

Event = Mapping[str, Any]


@dataclass
class BatchRun:
    """What a batch did. `judge_errors` are (student, assignment, check, detail), `out_of_time` (student, assignment): hand-ins
    stopped in an earlier run, whose verdicts stand.

    `doubts` are about hand-ins with several answers, `checks` the only ones that were to run (none: all), `unread` is how
    many hand-ins cannot be read, `to_mark` how many wait for a person to read an answer.
    """

    listings: list[Listing] = field(default_factory=list)
    attempts: int = 0
    judged: int = 0
    reused: int = 0
    checks_run: int = 0
    seconds: float = 0.0
    worker_seconds: float = 0.0
    judge_errors: list[tuple[str, str, str, str]] = field(default_factory=list)
    out_of_time: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    checks: tuple[str, ...] = ()
    unread: int = 0
    to_mark: int = 0
    interrupted: bool = False

    @property
    def remaining(self) -> int:
        """How many hand-ins are still to be judged by the same command."""
        return self.attempts - self.judged - self.reused

    def lines(self, out: Path, *, command: str = "") -> list[str]:
        """Return what a teacher reads at the end: what needs a look, figures, and what is next.

        `command` is what was typed.
        """
        lines = []
        for listing in self.listings:
            lines += listing.remarks()
        lines += [f"  {problem}" for problem in self.problems]
        lines += [
            f"  judge error      {student}  {assignment} {check}: {detail.strip().splitlines()[-1] if detail else ''}"
            for student, assignment, check, detail in self.judge_errors
        ]
        lines += [
            f"  out of time      {student}  {assignment}: as an earlier run found; --again judges it once more"
            for student, assignment in self.out_of_time
        ]
        lines += [f"  doubt            {doubt}" for doubt in self.doubts]
        rate = f", {60 * self.judged / self.seconds:.0f} per minute" if self.judged and self.seconds else ""
        only = (
            f" for {_counted(len(self.checks), 'check')} only ({', '.join(self.checks)})"
            if self.checks
            else ""
        )
        lines.append(
            f"{out}: {_counted(self.judged, 'hand-in')} judged{only} in {self.seconds:.1f} s{rate}; "
            f"{self.reused} already had {'its' if self.reused == 1 else 'their'} verdicts"
            + (
                f"; {_counted(len(self.judge_errors), 'judge error')}, scores withheld"
                if self.judge_errors
                else ""
            )
            + (f"; {_counted(self.unread, 'hand-in')} cannot be read" if self.unread else "")
        )
        if self.interrupted:
            lines.append(
                f"Interrupted with {_counted(self.remaining, 'hand-in')} to go. The same command goes on from here: "
                f"{command or 'autograder batch …'}"
            )
        else:
            where = "" if out == Path("results") else f" --out {shlex.quote(str(out))}"
            if self.to_mark:
                wait = "waits" if self.to_mark == 1 else "wait"
                lines.append(
                    f"{_counted(self.to_mark, 'hand-in')} {wait} for a person to read an answer, and for their score: "
                    f"autograder review{where}"
                )
            lines.append(f"Next, the students' pages, the class report and marks: autograder report{where}")
        return lines

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
            "remaining": self.remaining,
            "judge_errors": len(self.judge_errors),
            "seconds": round(self.seconds, 2),
        }


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(source: Path, listing: Listing) -> Event:
    """Return the event that says what a download holds."""
    return {
        "event": "listed",
        "source": str(source),
        "lms": listing.lms,
        "hand_ins": len(listing.received),
        "new": listing.new,
        "unrecognised": [list(each) for each in listing.unrecognised],
        "doubts": listing.doubts,
        "missing": [student.with_id for student in listing.missing],
    }
