"""What a batch judges of the reference answers, beside the class."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.base.errors import ContentError
from autograder.course.handed_in import reference_hand_in
from autograder.course.model import Assignment
from autograder.gradebook.batch_order import Judging
from autograder.gradebook.batch_plan import Task
from autograder.gradebook.references import reference_attempt
from autograder.gradebook.store import Store
from autograder.judge import verdict_keys


def reference_tasks(tasks: Iterable[Task], store: Store, judging: Judging) -> list[Task]:
    """Return what is to be judged of the reference answers beside these tasks: of each check that one of them runs,
    what no stored verdict answers. An assignment whose master cannot be read has none.
    """
    wanted: dict[str, set[str]] = {}
    assignments: dict[str, Assignment] = {}
    for task in tasks:
        assignments[task.assignment.id] = task.assignment
        wanted.setdefault(task.assignment.id, set()).update(task.checks)
    found = (
        _task(assignment, wanted[name], store, judging) for name, assignment in sorted(assignments.items())
    )
    return [task for task in found if task and task.checks]


def _task(assignment: Assignment, wanted: set[str], store: Store, judging: Judging) -> Task | None:
    try:
        name, data = reference_hand_in(assignment)
    except ContentError:
        return None  # of a course without masters, hand-ins can be judged all the same
    attempt = reference_attempt(assignment, store, name, data)
    keys = {
        check: verdict_keys.verdict_key(attempt.sha256, version)
        for check, version in judging.versions(assignment).items()
    }
    graded = store.graded(attempt)

    def stands(check: str) -> bool:
        return (
            graded is not None
            and graded.keys.get(check) == keys[check]
            and verdict_keys.kept(graded.result.verdict(check))
        )

    needed = tuple(check for check in keys if check in wanted and not stands(check))
    return Task(attempt, assignment, needed, keys, graded)
