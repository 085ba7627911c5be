"""Which of a student's attempts counts, and which cannot count any more, whatever the judge would say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.course.model import Assignment, Course
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.score import Override, Score, days_late, score
from autograder.gradebook.store import Graded

LAST = "last"  # what course.toml says where the newest attempt counts; else the best does


@dataclass(frozen=True)
class Scored:
    """An attempt that was judged, and its score."""

    attempt: Attempt
    graded: Graded
    score: Score

    @property
    def promise(self) -> tuple[float, bool]:
        """The points, a withheld score's as what it may become, and whether they are certain."""
        return self.score.at_most, self.score.points is not None


@dataclass(frozen=True)
class Counting:
    """How attempts become scores, and which of them counts: the course's rules, the deadlines, the teacher's overrides.

    `overrides` are by student's key and assignment, `due` the deadlines by assignment.
    """

    course: Course
    due: Mapping[str, datetime] = field(default_factory=dict)
    overrides: Mapping[tuple[str, str], Sequence[Override]] = field(default_factory=dict)

    def score(self, assignment: Assignment, attempt: Attempt, result: Result) -> Score:
        """Return the score that a result gives an attempt. A student's own deadline counts instead of the class's."""
        late, due = self.course.late, attempt.due or self.due.get(assignment.id)
        own = self.overrides.get((attempt.student.key, assignment.id), ())
        return score(
            assignment, result, late=late, days=days_late(attempt.submitted, due, late), overrides=own
        )

    def candidates(self, attempts: Sequence[Attempt]) -> Sequence[Attempt]:
        """Return which of these attempts, oldest first, the course's rule lets count."""
        return attempts[-1:] if self.course.attempt == LAST else attempts

    def counted(self, scored: Sequence[Scored]) -> Scored:
        """Return which counts of these candidates, oldest first.

        The one with most points, the newest of equals; a withheld one counts as what it may become.
        """
        return max(enumerate(scored), key=lambda each: (*each[1].promise, each[0]))[1]

    def is_settled(
        self,
        assignment: Assignment,
        attempt: Attempt,
        stored: Graded | None,
        needed: Collection[str],
        newer: Iterable[Scored],
    ) -> bool:
        """Return whether an attempt cannot count, whatever the judge says of the checks `needed`.

        So it is where a newer attempt has, for certain, no fewer points than this one with all of these checks passed:
        lateness and overrides considered.

        Args:
            stored: What was said of it before; verdicts of other checks stand.
            newer: What is known of the attempts that came after it.
        """
        standing = {each.check: each for each in stored.result.verdicts} if stored else {}
        verdicts = tuple(
            standing[check.id]
            if check.id in standing and check.id not in needed
            else Verdict(check.id, Outcome.PASS)
            for check in assignment.rubric
        )
        most = self.score(assignment, attempt, Result(assignment.id, verdicts, sandbox="none")).at_most
        return any(each.promise >= (most, True) for each in newer)
