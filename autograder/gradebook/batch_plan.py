"""What a batch has to judge: each attempt that counts, with the checks that no stored verdict answers."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from autograder.base.messages import Said
from autograder.course.model import Assignment, Course
from autograder.gradebook import records
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.store import Attempt, Graded, Store
from autograder.judge import verdict_keys


@dataclass(frozen=True)
class Task:
    """One attempt with the checks that must run, because no stored verdict answers them."""

    attempt: Attempt
    assignment: Assignment
    checks: tuple[str, ...]
    keys: Mapping[str, str]
    graded: Graded | None = None


@dataclass(frozen=True)
class Plan:
    """A numbered run, and every attempt of it that counts or may count."""

    run: str
    tasks: tuple[Task, ...] = ()

    @property
    def to_judge(self) -> tuple[Task, ...]:
        """The tasks with something to do."""
        return tuple(task for task in self.tasks if task.checks)


def planned(course: Course, store: Store, order: Order, judging: Judging, doubts: Collection[Said]) -> Plan:
    """Return what is to be judged of a class, and note in the store that a run has begun.

    Args:
        doubts: What the downloads of this order left in doubt; without downloads, those of the last run stand.
    """
    students = order.students(store)
    run = _begun(course, store, order, doubts)
    return Plan(run, tuple(_tasks(course, store, order, judging, students, run)))


def _begun(course: Course, store: Store, order: Order, doubts: Collection[Said]) -> str:
    """Return the number of this run: the last one's, if that was stopped before its end."""
    last = store.last_batch()
    goes_on = last.schema == records.BATCH and not last.finished and last.again == order.again
    run = last.run if goes_on else secrets.token_hex(8)
    dates = {assignment.id: order.due for assignment in order.chosen(course)} if order.due else {}
    store.keep_batch(
        records.BatchRecord(
            run=run,
            finished=False,
            again=order.again,
            due={**last.due, **dates},
            doubts=tuple(doubts) if order.sources else last.doubts,
        )
    )
    return run


def _tasks(
    course: Course,
    store: Store,
    order: Order,
    judging: Judging,
    students: Collection[str] | None,
    run: str,
) -> Iterator[Task]:
    """Yield every attempt that counts or may count, with the checks it still needs."""
    by_id = {assignment.id: assignment for assignment in order.chosen(course)}
    of_checks = {name: judging.versions(assignment) for name, assignment in by_id.items()}
    attempts = [attempt for attempt in store.all_attempts() if attempt.assignment in by_id]
    if course.attempt == "last":
        attempts = list({(each.student.key, each.assignment): each for each in attempts}.values())
    for attempt in attempts:
        if students is not None and attempt.student.key not in students:
            continue
        keys = {
            check: verdict_keys.verdict_key(attempt.sha256, version)
            for check, version in of_checks[attempt.assignment].items()
        }
        graded = store.graded(attempt)
        needed = tuple(check for check, key in keys.items() if _needs(check, graded, key, order, run))
        yield Task(attempt, by_id[attempt.assignment], needed, keys, graded)


def _needs(check: str, graded: Graded | None, key: str, order: Order, run: str) -> bool:
    """Return whether a check must run, whose verdict would have this key."""
    if order.checks and check not in order.checks:
        return False
    if graded is None or graded.keys.get(check) != key:
        return True
    if graded.run == run:  # this very batch, stopped and taken up again
        return False
    return order.again or not verdict_keys.kept(graded.result.verdict(check))
