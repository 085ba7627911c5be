"""What a batch is asked, and how it judges."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.base.errors import UsageError
from autograder.base.messages import in_a_row
from autograder.course.load import chosen
from autograder.course.model import Assignment, Course
from autograder.gradebook import cluster, pool
from autograder.gradebook.roster import Roster, alphabetically
from autograder.gradebook.store import Store
from autograder.judge import verdict_keys

ENGINES = ("local", "dask")


@dataclass(frozen=True)
class Order:
    """What a batch is asked: which downloads to take in, and what of the class to judge.

    Called again with an equal order, it goes on where it was stopped.

    Args:
        sources: Downloads: archives or folders. None of them: what is stored already is judged again.
        assignments: Names of the assignments to grade; all of the course's where empty.
        roster: The class; its ids name the students.
        system: The LMS the downloads come from; recognised where None.
        worksheet: Moodle's grading worksheet, which tells homonyms apart, and who handed in when.
        due: The deadline, kept with the results of these assignments; where none is named, of those that the downloads
            answer.
        again: Judge again what has a stored verdict.
        only: Students (id, address, name or key) to judge; everybody where empty.
        checks: Ids of checks to run; all where empty. The others keep their verdicts.
    """

    sources: Sequence[Path] = ()
    assignments: Sequence[str] = ()
    roster: Roster | None = None
    system: str | None = None
    worksheet: Path | None = None
    due: datetime | None = None
    again: bool = False
    only: Sequence[str] = ()
    checks: Sequence[str] = ()

    def chosen(self, course: Course) -> tuple[Assignment, ...]:
        """Return the assignments that are meant.

        Raises:
            UsageError: The course has no such assignment, or these have no such check.
        """
        found = chosen(course, self.assignments)
        known = {check.id for assignment in found for check in assignment.rubric}
        for check in self.checks:
            if check not in known:
                known_ids = ", ".join(each.id for each in found)
                near = in_a_row(difflib.get_close_matches(check, sorted(known), 3, 0.4) or ["–"], "or")
                raise UsageError("usage.check", assignments=known_ids, received=check, near=near)
        return found

    def students(self, store: Store) -> frozenset[str] | None:
        """Return the keys of the students that are meant; None: everybody.

        Raises:
            UsageError: The store knows no such student, or several in whose names these words stand.
        """
        if not self.only:
            return None
        roster, found = Roster(store.students()), set()
        for text in self.only:
            students = roster.spoken_of(text)
            if not students:
                near = in_a_row([each.with_id for each in roster.nearest(text)] or ["–"], "or")
                raise UsageError("usage.student", received=text, near=near)
            if len(students) > 1 and not roster.meant(text):
                several = ", ".join(each.with_id for each in sorted(students, key=alphabetically))
                raise UsageError("usage.students", received=text, several=several)
            found |= {each.key for each in students}
        return frozenset(found)


@dataclass(frozen=True)
class Judging:
    """How a batch judges.

    Args:
        grade: `grade(folder, data, name, checks=…, **options) -> Result`, a module's function (it is pickled).
        options: Passed on to `grade`; verdicts depend on them.
        workers: How many hand-ins at once; the machine's (cluster's) processors where None.
        engine: "local", or "dask": a cluster.
        scheduler: The cluster's address, such as tcp://10.0.0.5:8786.
        environment: What verdicts depend on besides; this machine's versions and processor where None.

    Raises:
        UsageError: There is no such engine.
    """

    grade: pool.Grade
    options: Mapping[str, Any] = field(default_factory=dict)
    workers: int | None = None
    engine: str = "local"
    scheduler: str | None = None
    environment: str | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise UsageError("usage.engine", engines=in_a_row(ENGINES, "or"), received=self.engine)

    def slots(self) -> contextlib.AbstractContextManager[Sequence[pool.Slot]]:
        """Return a context that gives the places where hand-ins are judged, and ends them."""
        if self.engine == "dask":
            return cluster.dask(self.scheduler, self.workers)
        return pool.local(self.workers)

    def versions(self, assignment: Assignment) -> Mapping[str, str]:
        """Return for each check one number for all that its verdicts depend on but the hand-in."""
        environment = self.environment or verdict_keys.environment()
        return verdict_keys.check_versions(assignment, environment, self.options)
