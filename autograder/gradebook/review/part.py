"""Which part of a class is looked at: those that fail a check, are in a state, or have points in a range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from autograder.base.verdict import Outcome
from autograder.gradebook.roster import alphabetically
from autograder.gradebook.standings import Gradebook, Standing
from autograder.gradebook.to_look_at import why_look

STATES = ("look_at", "to_mark", "withheld", "late", "errors", "notes", "decided")


@dataclass(frozen=True)
class Part:
    """A part of the hand-ins of an assignment; all of them, where nothing is said. Points are from `low` on,
    below `high`.
    """

    failing: str = ""
    state: str = ""
    low: str = ""
    high: str = ""

    @staticmethod
    def of(query: Mapping[str, str]) -> Part:
        """Return the part that an address asks for."""
        return Part(*(query.get(name, "") for name in ("fails", "state", "low", "high")))

    @property
    def query(self) -> str:
        """The end of an address that asks for this part: "?fails=clipped", or ""."""
        fields = {"fails": self.failing, "state": self.state, "low": self.low, "high": self.high}
        said = {name: value for name, value in fields.items() if value}
        return f"?{urlencode(said)}" if said else ""

    def holds(self, standing: Standing) -> bool:
        """Return whether a hand-in belongs to it."""
        if self.failing and not any(
            line.check.id == self.failing and not line.verdict.passed for line in standing.score.lines
        ):
            return False
        if self.state and self.state not in states(standing):
            return False
        points = standing.score.known
        low, high = _number(self.low), _number(self.high)
        if low is None and high is None:
            return True
        return points is not None and (low is None or points >= low) and (high is None or points < high)


def states(standing: Standing) -> list[str]:
    """Return what a teacher should know of a hand-in before opening it, of `STATES`."""
    score, lines = standing.score, standing.score.lines
    found = {
        "look_at": bool(why_look(standing)),
        "to_mark": bool(score.to_mark),
        "withheld": score.points is None and bool(score.withheld),
        "late": score.days_late > 0,
        "errors": any(line.verdict.outcome is Outcome.JUDGE_ERROR for line in lines),
        "notes": bool(standing.graded.result.notes),
        "decided": bool(score.override) or any(line.override for line in lines),
    }
    return [name for name in STATES if found[name]]


def ordered(book: Gradebook, assignment: str, part: Part = Part()) -> list[Standing]:
    """Return the hand-ins of an assignment that belong to a part, by name."""
    found = [each for each in book.standings if each.assignment.id == assignment and part.holds(each)]
    return sorted(found, key=lambda each: alphabetically(each.student))


def neighbours(among: list[Standing], mine: Standing) -> tuple[str, str]:
    """Return the keys of the hand-ins before and after one, which may itself no longer belong to `among`;
    "" for none.
    """
    others = [each for each in among if each.student.key != mine.student.key]
    before = [
        each.student.key for each in others if alphabetically(each.student) < alphabetically(mine.student)
    ]
    after = [
        each.student.key for each in others if alphabetically(each.student) > alphabetically(mine.student)
    ]
    return before[-1] if before else "", after[0] if after else ""


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
