"""How much a student learns before handing in: the points that are public,
and the wrong samples that public checks see.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.base.messages import Message
from autograder.course.model import Assignment


@dataclass(frozen=True)
class PublicShare:
    """Points of public checks among all, and wrong samples that at least one of these checks fails among all of
    them.
    """

    points: int
    of_points: int
    seen: int
    wrong: int
    unseen: tuple[str, ...] = ()  # names of those that pass every public check

    @property
    def point_percent(self) -> int:
        """The public points in percent, rounded down."""
        return 100 * self.points // max(1, self.of_points)

    @property
    def seen_percent(self) -> int:
        """The wrong samples that are seen in percent, rounded down."""
        return 100 * self.seen // max(1, self.wrong)

    @property
    def message(self) -> Message:
        """What an author reads."""
        return Message.of(
            "verify.public",
            points=self.point_percent,
            some=self.points,
            all=self.of_points,
            seen=self.seen_percent,
            few=self.seen,
            wrong=self.wrong,
        )

    def __str__(self) -> str:
        return str(self.message)


def public_share(assignment: Assignment) -> PublicShare:
    """Return the share, from the checks that each sample declares it fails: rule 4 proves these."""
    public = {check.id for check in assignment.rubric if check.public}
    wrong = [sample for sample in assignment.samples if not sample.accepted]
    unseen = tuple(sample.name for sample in wrong if not sample.fails & public)
    points = sum(check.points for check in assignment.rubric if check.public)
    total = sum(check.points for check in assignment.rubric)
    return PublicShare(points, total, len(wrong) - len(unseen), len(wrong), unseen)
