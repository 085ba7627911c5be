"""What a batch has to judge: each attempt that counts, with the checks that no stored verdict answers."""

from __future__ import annotations

import functools
import itertools
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.base.messages import Said
from autograder.course.model import Assignment, Course
from autograder.gradebook import records
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.counting import Counting, Scored
from autograder.gradebook.standings import decided
from autograder.gradebook.store import Graded, Store
from autograder.judge import verdict_keys


@dataclass(frozen=True)
class Task:
    """One attempt with the checks that must run, because no stored verdict answers them."""

    attempt: Attempt
    assignment: Assignment
    checks: tuple[str, ...]
    keys: Mapping[str, str]
    graded: Graded | None = None
    newer: int = 0  # how many attempts came after this one

    @property
    def whose(self) -> tuple[str, str]:
        """The student's key and the assignment."""
        return self.attempt.student.key, self.assignment.id


@dataclass(frozen=True)
class Plan:
    """A numbered run, and every attempt of it that counts or may count, each student's newest first.

    `settled` is how many need a check and were left out: they cannot count any more.
    """

    run: str
    counting: Counting
    tasks: tuple[Task, ...] = ()
    settled: int = 0

    @property
    def to_judge(self) -> tuple[Task, ...]:
        """The tasks with something to do, unless a newer attempt settles them before their turn."""
        return tuple(task for task in self.tasks if task.checks)

    @property
    def rounds(self) -> list[list[Task]]:
        """The tasks with something to do in rounds: everybody's newest attempt, then everybody's one before,
        and so on.
        """
        found: list[list[Task]] = []
        for task in self.to_judge:
            while len(found) <= task.newer:
                found.append([])
            found[task.newer].append(task)
        return found

    @functools.cached_property
    def _of_each(self) -> Mapping[tuple[str, str], Sequence[Task]]:
        """The tasks of each student and assignment: a class is large, and each is asked for every one of its tasks."""
        found: dict[tuple[str, str], list[Task]] = {}
        for task in self.tasks:
            found.setdefault(task.whose, []).append(task)
        return found

    def is_settled(self, task: Task, store: Store, *, beforehand: bool = False) -> bool:
        """Return whether an attempt cannot count any more, by what is stored of those that came after it.

        Args:
            beforehand: Nothing was judged yet: what is stored of an attempt that will be judged says nothing.
        """
        newer = []
        for other in self._of_each.get(task.whose, ()):
            if other.newer >= task.newer or (beforehand and other.checks):
                continue
            if graded := store.graded(other.attempt):
                mark = self.counting.score(task.assignment, other.attempt, graded.result)
                newer.append(Scored(other.attempt, graded, mark))
        return self.counting.is_settled(task.assignment, task.attempt, task.graded, task.checks, newer)


def planned(
    course: Course,
    store: Store,
    order: Order,
    judging: Judging,
    doubts: Collection[Said],
    received: Collection[str],
) -> Plan:
    """Return what is to be judged of a class, and note in the store that a run has begun.

    Args:
        doubts: What the downloads of this order left in doubt; without downloads, those of the last run stand.
        received: The ids of the assignments that the downloads answer.
    """
    students = order.students(store)
    run = _begun(course, store, order, doubts, received)
    counting = Counting(course, store.due_dates(), decided(course, store).overrides)
    plan = Plan(run, counting, tuple(_tasks(counting, store, order, judging, students, run)))
    left = [
        each for each in plan.tasks if not (each.checks and plan.is_settled(each, store, beforehand=True))
    ]
    return replace(plan, tasks=tuple(left), settled=len(plan.tasks) - len(left))


def _begun(
    course: Course, store: Store, order: Order, doubts: Collection[Said], received: Collection[str]
) -> str:
    """Return the number of this run: the last one's, if that was asked the same and was stopped before its end.

    A deadline is that of the assignments that are named; where none is, of those that the downloads answer.
    """
    last = store.last_batch()
    ids = [assignment.id for assignment in order.chosen(course)]
    asked = json.dumps([ids, sorted(order.only), sorted(order.checks)], ensure_ascii=False)
    alike = last.again == order.again and last.asked in ("", asked)
    goes_on = last.schema == records.BATCH and not last.finished and alike
    run = last.run if goes_on else secrets.token_hex(8)
    meant = received if order.sources and not order.assignments else ids
    dates = dict.fromkeys(meant, order.due) if order.due else {}
    store.keep_batch(
        records.BatchRecord(
            run=run,
            finished=False,
            again=order.again,
            due={**last.due, **dates},
            doubts=tuple(doubts) if order.sources else last.doubts,
            asked=asked,
        )
    )
    return run


def _tasks(
    counting: Counting,
    store: Store,
    order: Order,
    judging: Judging,
    students: Collection[str] | None,
    run: str,
) -> Iterator[Task]:
    """Yield every attempt that counts or may count, with the checks it still needs."""
    by_id = {assignment.id: assignment for assignment in order.chosen(counting.course)}
    of_checks = {name: judging.versions(assignment) for name, assignment in by_id.items()}
    every = (each for each in store.all_attempts() if each.assignment in by_id)
    for (student, name), attempts in itertools.groupby(
        every, lambda each: (each.student.key, each.assignment)
    ):
        if students is not None and student not in students:
            continue
        for newer, attempt in enumerate(reversed(counting.candidates(list(attempts)))):
            keys = {
                check: verdict_keys.verdict_key(attempt.sha256, version)
                for check, version in of_checks[name].items()
            }
            graded = store.graded(attempt)
            needed = tuple(check for check, key in keys.items() if _needs(check, graded, key, order, run))
            yield Task(attempt, by_id[name], needed, keys, graded, newer)


def _needs(check: str, graded: Graded | None, key: str, order: Order, run: str) -> bool:
    """Return whether a check must run, whose verdict would have this key."""
    if order.checks and check not in order.checks:
        return False
    if graded is None or graded.keys.get(check) != key:
        return True
    if graded.run == run:  # this very batch, stopped and taken up again
        return False
    return order.again or not verdict_keys.kept(graded.result.verdict(check))
