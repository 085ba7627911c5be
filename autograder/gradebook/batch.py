"""Grade a class: take its hand-ins in, judge what no stored verdict answers, in parallel, and survive everything."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.model import Assignment, Course
from autograder.gradebook import cluster, intake, pool, records, standings
from autograder.gradebook.batch_run import BatchRun, Event, listed
from autograder.gradebook.lms import download
from autograder.gradebook.mark_table import csv_table
from autograder.gradebook.roster import Roster
from autograder.gradebook.store import Attempt, Graded, Store
from autograder.judge import verdict_keys
from autograder.judge.stopwatch import backstop


@dataclass(frozen=True)
class Task:
    """One attempt with the checks that must run, because no stored verdict answers them."""

    attempt: Attempt
    assignment: Assignment
    checks: tuple[str, ...]
    keys: Mapping[str, str]
    graded: Graded | None = None


def batch(
    course: Course,
    sources: Sequence[Path],
    out: Path,
    grade: pool.Grade,
    *,
    assignments: Sequence[str] = (),
    roster: Roster | None = None,
    system: str | None = None,
    worksheet: Path | None = None,
    due: datetime | None = None,
    workers: int | None = None,
    engine: str = "local",
    scheduler: str | None = None,
    again: bool = False,
    only: Sequence[str] = (),
    checks: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    dry_run: bool = False,
    on_event: Callable[[Event], None] | None = None,
    environment: str | None = None,
) -> BatchRun:
    """Take hand-ins in, judge them, and return what was done; results lie in `out` as they come.

    Called again with the same arguments, it goes on where it was stopped, and judges again only what a change of
    hand-in, check, data, judge, limits or environment asks for.

    Args:
        sources: Downloads: archives or folders. None of them: what `out` already holds is judged again.
        grade: `grade(folder, data, name, checks=…, **options) -> Result`, a module's function (it is pickled).
        assignments: Names of the assignments to grade; all of the course's where empty.
        system: The LMS the download comes from; recognised where None.
        worksheet: Moodle's grading worksheet, which tells homonyms apart, and who handed in when.
        due: The deadline, kept with the results of these assignments.
        workers: How many hand-ins at once; the machine's (cluster's) processors where None.
        engine: "local" or "dask".
        again: Judge again what has a stored verdict.
        only: Students (id, address, name or key) to judge; everybody where empty.
        checks: Ids of checks to run; all where empty. The others keep their verdicts.
        options: Passed on to `grade`.
        dry_run: Recognise and list; store and judge nothing.
        on_event: Receives each event as plain data: listed, planned, judged, finished.

    Raises:
        UsageError: A source, student, assignment or check does not exist; or another run works on `out`.

    Ctrl-C while judging ends the workers and returns; `BatchRun.interrupted` says so.
    """
    emit, started = on_event or (lambda event: None), time.monotonic()
    chosen = _assignments(course, assignments)
    _known_checks(chosen, checks)
    if engine not in ("local", "dask"):
        raise UsageError(f"expected --engine to be local or dask, received {engine!r}.")
    store, done = Store(out), BatchRun()
    with contextlib.nullcontext() if dry_run else store.locked():
        participants = intake.read_participants(worksheet)
        for source in sources:
            with _opened(source) as opened:
                listing = intake.listing(
                    opened, chosen, roster=roster, system=system, participants=participants
                )
                if due:
                    listing.doubts += intake.dated([listing], worksheet=worksheet is not None)
                if not dry_run:
                    listing.new = intake.stored(listing, store)
            done.listings.append(listing)
            emit(listed(source, listing))
        if dry_run:
            return done
        if roster:
            intake.enrolled(roster, store)
        if not (out / standings.OVERRIDES).exists():
            files.write_bytes(out / standings.OVERRIDES, standings.overrides_template())
        doubts = [doubt for listing in done.listings for doubt in listing.doubts]
        begun = _begun(store, chosen, due, again, doubts if sources else None)
        wanted = _Wanted(begun, again, _chosen(store, only), checks)
        versions = {
            each.id: verdict_keys.check_versions(
                each, environment or verdict_keys.environment(), options or {}
            )
            for each in chosen
        }
        tasks = list(_planned(store, course, chosen, versions, wanted))
        to_judge = [task for task in tasks if task.checks]
        done.attempts, done.reused = len(tasks), len(tasks) - len(to_judge)
        emit(done.planned(len(to_judge)))
        try:
            if to_judge:
                with cluster.dask(scheduler, workers) if engine == "dask" else pool.local(workers) as slots:
                    for task, outcome in _outcomes(to_judge, slots, grade, options or {}):
                        graded = _graded(task, outcome, wanted.run)
                        store.grade(task.attempt, graded)
                        done.judged += 1
                        done.checks_run += len(task.checks)
                        done.worker_seconds += outcome.seconds if isinstance(outcome, Result) else 0.0
                        emit(done.judged_one(task.attempt, graded, len(task.checks), len(to_judge)))
        except KeyboardInterrupt:
            done.interrupted = True
        else:
            store.keep_batch(replace(store.last_batch(), finished=True))
        done.judge_errors += _judge_errors(store, tasks)
        done.out_of_time += [
            (task.attempt.student.shown, task.assignment.id)
            for task in tasks
            if not task.checks and task.graded and _out_of_time(task.graded)
        ]
        book = standings.gradebook(course, store)
        done.problems += book.problems
        done.doubts += [each for each in book.doubts if each not in doubts]
        done.checks = tuple(checks)
        done.unread = sum(_unread(each) for each in book.standings)
        done.to_mark = sum(bool(each.score.to_mark) for each in book.standings)
        files.write_bytes(out / "marks.csv", csv_table(book.marks(), book.students))
        done.seconds = time.monotonic() - started
        emit(done.ended())
        return done


@dataclass(frozen=True)
class _Wanted:
    """What a run must judge: `only` are the keys of students (None: all), `checks` ids (empty: all)."""

    run: str
    again: bool
    only: frozenset[str] | None
    checks: Sequence[str]

    def needs(self, check: str, graded: Graded | None, key: str) -> bool:
        """Return whether a check must run, whose verdict would have this key."""
        if self.checks and check not in self.checks:
            return False
        if graded is None or graded.keys.get(check) != key:
            return True
        if graded.run == self.run:  # this very batch, stopped and taken up again
            return False
        return self.again or not verdict_keys.kept(graded.result.verdict(check))


def _assignments(course: Course, names: Sequence[str]) -> list[Assignment]:
    try:
        return [course.assignment(name) for name in names] or list(course.assignments)
    except KeyError as error:
        raise UsageError(
            f"expected an assignment of {course.folder}, received {error.args[0]!r}. Name one by its number, such as 02."
        ) from None


def _opened(source: Path) -> download.Download:
    """Return the files of a download.

    Raises:
        UsageError: It is none: results of ours, or nothing that can be opened.
    """
    if (source / records.BATCH_FILE).exists():
        raise UsageError(
            f"{source}: expected a download, found the results of one. To judge these again: batch --out {source}"
        )
    return download.opened(source)


def _planned(
    store: Store,
    course: Course,
    chosen: Sequence[Assignment],
    versions: Mapping[str, Mapping[str, str]],
    wanted: _Wanted,
) -> Iterator[Task]:
    """Yield every attempt that counts or may count, with the checks it still needs."""
    by_id = {assignment.id: assignment for assignment in chosen}
    attempts = [attempt for attempt in store.all_attempts() if attempt.assignment in by_id]
    if course.attempt == "last":
        attempts = list({(each.student.key, each.assignment): each for each in attempts}.values())
    for attempt in attempts:
        if wanted.only is not None and attempt.student.key not in wanted.only:
            continue
        of_checks = {
            check: verdict_keys.verdict_key(attempt.sha256, version)
            for check, version in versions[attempt.assignment].items()
        }
        graded = store.graded(attempt)
        needed = tuple(check for check, key in of_checks.items() if wanted.needs(check, graded, key))
        yield Task(attempt, by_id[attempt.assignment], needed, of_checks, graded)


def _outcomes(
    tasks: Sequence[Task], slots: Sequence[pool.Slot], grade: pool.Grade, options: Mapping[str, Any]
) -> Iterator[tuple[Task, Result | pool.Lost]]:
    """Yield each task with what the judge says, as it comes."""
    jobs = []
    for number, task in enumerate(tasks):
        folder, load = task.assignment.folder, task.attempt.hand_in
        jobs.append(pool.Job(number, folder, load, task.checks, options, _patience(task.assignment)))
    starved: list[pool.Job] = []
    for job, outcome in pool.run(jobs, slots, grade):
        if _starved(outcome):
            starved.append(job)  # nothing is said of it before it was judged with nothing of ours beside it
        else:
            yield tasks[job.number], outcome
    for job, outcome in pool.run(starved, slots[:1], grade):
        yield tasks[job.number], outcome


def _starved(outcome: Result | pool.Lost) -> bool:
    return isinstance(outcome, Result) and any(each.reason is Reason.BUSY for each in outcome.verdicts)


def _patience(assignment: Assignment) -> float:
    """Return how many seconds a hand-in may take: the judge has its own deadline, this one is for a judge that hangs."""
    return 2 * backstop(assignment.limits.seconds) + 120  # judged once more where the machine was busy


def _graded(task: Task, outcome: Result | pool.Lost, run: str) -> Graded:
    """Return the new verdicts among the old ones that stand, in the rubric's order."""
    if isinstance(outcome, pool.Lost):
        outcome = _lost(task, outcome)
    old = task.graded.result if task.graded else None
    verdicts = {verdict.check: verdict for verdict in old.verdicts} if old else {}
    fresh = {verdict.check: verdict for verdict in outcome.verdicts if verdict.check in task.checks}
    for check in task.checks:
        missing = Verdict(
            check, Outcome.JUDGE_ERROR, Reason.JUDGE, detail="the judge returned no verdict for this check"
        )
        verdicts[check] = fresh.get(check, missing)
    known = [check.id for check in task.assignment.rubric if check.id in verdicts]
    kept = None if len(task.checks) == len(task.keys) else old
    result = Result(
        assignment=task.assignment.id,
        verdicts=tuple(verdicts[check] for check in known),
        sandbox=outcome.sandbox,
        seconds=kept.seconds if kept else outcome.seconds,
        memory_mb=max(outcome.memory_mb, kept.memory_mb if kept else 0.0),
        notes=outcome.notes,
        environment=outcome.environment,
        processor_seconds=kept.processor_seconds if kept else outcome.processor_seconds,
    )
    stands = dict(task.graded.keys) if task.graded else {}
    return Graded(result, {**stands, **{check: task.keys[check] for check in task.checks}}, run)


def _lost(task: Task, lost: pool.Lost) -> Result:
    if lost.hand_in:
        message = Message(lost.hand_in.key, lost.hand_in.values)
        verdicts = [Verdict(check, Outcome.NOT_RUN, Reason.BAD_FILE, message) for check in task.checks]
    else:
        verdicts = [
            Verdict(check, Outcome.JUDGE_ERROR, Reason.JUDGE, detail=lost.detail) for check in task.checks
        ]
    return Result(task.assignment.id, tuple(verdicts), sandbox="none")


def _unread(standing: standings.Standing) -> bool:
    """Return whether a hand-in could not be read at all."""
    verdicts = standing.graded.result.verdicts
    return bool(verdicts) and all(each.reason is Reason.BAD_FILE and each.message for each in verdicts)


def _out_of_time(graded: Graded) -> bool:
    return any(each.reason is Reason.TIME for each in graded.result.verdicts)


def _judge_errors(store: Store, tasks: Iterable[Task]) -> Iterator[tuple[str, str, str, str]]:
    for task in tasks:
        graded = store.graded(task.attempt)
        for verdict in graded.result.verdicts if graded else ():
            if verdict.outcome is Outcome.JUDGE_ERROR:
                yield task.attempt.student.shown, task.assignment.id, verdict.check, verdict.detail


def _begun(
    store: Store,
    chosen: Iterable[Assignment],
    due: datetime | None,
    again: bool,
    doubts: Sequence[str] | None,
) -> str:
    """Return the number of this run: the last one's, if that was stopped before its end.

    `doubts` are those of the downloads (None: there are no new ones, those of the last run stand).
    """
    last = store.last_batch()
    goes_on = last.schema == records.BATCH and not last.finished and last.force == again
    run = last.run if goes_on else secrets.token_hex(8)
    dates = dict(last.due) | ({assignment.id: due for assignment in chosen} if due else {})
    store.keep_batch(
        records.BatchRecord(
            run=run,
            finished=False,
            force=again,
            due=dates,
            doubts=last.doubts if doubts is None else tuple(doubts),
        )
    )
    return run


def _chosen(store: Store, only: Sequence[str]) -> frozenset[str] | None:
    if not only:
        return None
    roster, found = Roster(store.students()), set()
    for text in only:
        students = [each for each in roster.students if each.key == text] or roster.find(text)
        if not students:
            raise UsageError(
                f"expected a student of this class, received {text!r}. The folders in students/ bear their names."
            )
        found |= {each.key for each in students}
    return frozenset(found)


def _known_checks(chosen: Sequence[Assignment], checks: Sequence[str]) -> None:
    known = {check.id for assignment in chosen for check in assignment.rubric}
    for check in checks:
        if check not in known:
            raise UsageError(
                f"expected a check of {', '.join(each.id for each in chosen)}, received {check!r}."
            )
