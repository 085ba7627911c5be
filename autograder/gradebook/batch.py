"""Grade a class: take its hand-ins in, judge what no stored verdict answers, in parallel, and survive everything."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.base.messages import default_language
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.model import Assignment, Course
from autograder.gradebook import intake, pool, records, standings
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.batch_plan import Plan, Task, planned
from autograder.gradebook.batch_references import reference_tasks
from autograder.gradebook.batch_run import BatchRun, Event, listed
from autograder.gradebook.corrected import corrected
from autograder.gradebook.in_hand import Watch
from autograder.gradebook.kept_looks import LOOKS_FILE
from autograder.gradebook.lms import download
from autograder.gradebook.mark_table import mark_files
from autograder.gradebook.one_person import brought_together, scattered
from autograder.gradebook.references import ReferenceAttempt, failed_by_reference
from autograder.gradebook.roster import Student, distinct_names
from autograder.gradebook.store import Graded, Store
from autograder.gradebook.to_look_at import unread
from autograder.judge.stopwatch import backstop

Tell = Callable[[Event], None]


def _silently(event: Event) -> None:
    """Tell nobody."""


def batch(course: Course, out: Path, order: Order, judging: Judging, tell: Tell = _silently) -> BatchRun:
    """Take hand-ins in, judge them, and return what was done; results lie in `out` as they come.

    Called again with an equal order, it goes on where it was stopped, and judges again only what a change of hand-in,
    check, data, judge, limits or environment asks for.

    Args:
        tell: Receives each event as plain data: listed, planned, judged, long (who has been judged for long), finished.

    Raises:
        UsageError: A source, student, assignment or check does not exist; or another run works on `out`.

    Ctrl-C while judging ends the workers and returns; `BatchRun.interrupted` says so.
    """
    begun = time.monotonic()
    chosen = {each.id for each in order.chosen(course)}  # raises before anything is touched
    store, done = Store(out), BatchRun(checks=tuple(order.checks))
    with store.locked():
        done.listings += _taken_in(course, order, store, tell)
        doubts = [doubt for listing in done.listings for doubt in listing.doubts]
        received = {each.assignment for listing in done.listings for each in listing.received}
        plan = planned(course, store, order, judging, doubts, received)
        done.reused, done.settled = len(plan.tasks) - len(plan.to_judge), plan.settled
        done.attempts = len(plan.tasks) + plan.settled
        tell(done.planned(len(plan.to_judge)))
        try:
            _judge(plan, judging, store, done, tell)
        except KeyboardInterrupt:
            done.interrupted = True
        else:
            store.keep_batch(replace(store.last_batch(), finished=True))
        counting = [each for each in plan.tasks if not plan.is_settled(each, store)]
        book = standings.gradebook(course, store)
        names = distinct_names(book.students)
        done.judge_errors += _judge_errors(store, counting, names)
        done.out_of_time += _out_of_time(counting, names)
        done.problems += book.damaged
        done.problems += standings.decided(course, store, about=chosen).problems
        mine = [each for each in book.standings if each.assignment.id in chosen]
        known = [
            *doubts,
            *(note for each in book.standings if each not in mine for note in standings.doubts(each)),
            *failed_by_reference((each for each in course.assignments if each.id not in chosen), store),
        ]
        done.doubts += [each for each in book.doubts if each not in known]
        done.unread = sum(unread(each) for each in mine)
        done.to_mark = sum(bool(each.score.to_mark) for each in mine)
        for name, data in mark_files(book.marks(), book.students, default_language()).items():
            files.write_bytes(out / name, data)
            done.marks += (out / name,)
        done.seconds = time.monotonic() - begun
        tell(done.ended())
        return done


def recognised(course: Course, order: Order, tell: Tell = _silently) -> list[intake.Listing]:
    """Return what the downloads hold that a batch would take in. Nothing is stored or judged.

    Raises:
        UsageError: As `batch`.
    """
    listings = []
    for source, listing in _listings(course, order):
        listings.append(listing)
        tell(listed(source, listing))
    return listings


def _taken_in(course: Course, order: Order, store: Store, tell: Tell) -> Iterator[intake.Listing]:
    """Store what the downloads hold, and who is in the class; yield what there was."""
    doubts = [*corrected(order.roster, store), *brought_together(order.roster, store)] if order.roster else []
    for source, listing in _listings(course, order, store.folder / LOOKS_FILE):
        listing.doubts += doubts
        doubts = []
        listing.new = intake.stored(listing, store)
        if order.roster is None and source == order.sources[-1]:
            listing.doubts += scattered(store)
        tell(listed(source, listing))
        yield listing
    if order.roster:
        intake.enrolled(order.roster, store)
    if not (store.folder / standings.OVERRIDES).exists():
        files.write_bytes(store.folder / standings.OVERRIDES, standings.overrides_template())


def _listings(
    course: Course, order: Order, looks: Path | None = None
) -> Iterator[tuple[Path, intake.Listing]]:
    """Yield each download with what it holds, while its files can be read."""
    chosen = order.chosen(course)
    participants = intake.read_participants(order.worksheet)
    for source in order.sources:
        with _opened(source) as opened:
            listing = intake.listing(
                opened,
                chosen,
                roster=order.roster,
                system=order.system,
                participants=participants,
                looks=looks,
            )
            if order.due:
                listing.doubts += intake.dated([listing], worksheet=order.worksheet is not None)
            intake.with_lateness(listing, order.due, course.late)
            yield source, listing


def _opened(source: Path) -> download.Download:
    """Return the files of a download.

    Raises:
        UsageError: It is none: results of ours, or nothing that can be opened.
    """
    if (source / records.BATCH_FILE).exists():
        raise UsageError("download.results", source=source)
    return download.opened(source)


def _judge(plan: Plan, judging: Judging, store: Store, done: BatchRun, tell: Tell) -> None:
    """Judge what is to be judged, the reference answers and the newest attempts first, and keep, count and tell each result
    as it comes.
    """
    if not plan.to_judge:
        return
    watch = Watch(store, tell)
    with judging.slots() as slots, _watched(watch, done):
        waiting: list[Task] = reference_tasks(plan.to_judge, store, judging)
        for each in plan.rounds:
            tasks = [task for task in each if not plan.is_settled(task, store)]
            done.settled += len(each) - len(tasks)
            for alike, outcome in _outcomes([*waiting, *tasks], slots, judging, watch):
                done.checks_run += len(alike[0].checks)
                done.worker_seconds += outcome.seconds if isinstance(outcome, Result) else 0.0
                for task in alike:
                    graded = _graded(task, outcome, plan.run)
                    store.grade(task.attempt, graded)
                    watch.judged(task.attempt)
                    if not isinstance(task.attempt, ReferenceAttempt):
                        done.judged += 1
                        total = done.judged + done.remaining
                        tell(done.judged_one(task.attempt, graded, len(task.checks), total))
            waiting = []


@contextlib.contextmanager
def _watched(watch: Watch, done: BatchRun) -> Iterator[None]:
    """Let `done` know at the end what was being judged: nothing, unless the run was stopped."""
    try:
        yield
    finally:
        watch.end()
        done.in_hand = watch.in_hand


def _outcomes(
    tasks: Sequence[Task], slots: Sequence[pool.Slot], judging: Judging, watch: Watch
) -> Iterator[tuple[list[Task], Result | pool.Lost]]:
    """Yield what the judge says, as it comes, with the tasks it answers: several where a group handed in one file."""
    alike = _alike(tasks)

    def look(running: Sequence[tuple[pool.Job, float]], again: bool = False) -> None:
        now = time.monotonic()
        watch.see([(alike[job.number][0].attempt, now - begun) for job, begun in running], again=again)

    jobs = []
    for number, group in enumerate(alike):
        assignment, checks = group[0].assignment, group[0].checks
        load = functools.partial(_handed_in, group)
        jobs.append(pool.Job(number, assignment.folder, load, checks, judging.options, _patience(assignment)))
    starved: list[pool.Job] = []
    for job, outcome in pool.run(jobs, slots, judging.grade, look):
        if _starved(outcome):
            starved.append(job)  # nothing is said of it before it was judged with nothing of ours beside it
        else:
            yield alike[job.number], outcome
    for job, outcome in pool.run(starved, slots[:1], judging.grade, functools.partial(look, again=True)):
        yield alike[job.number], outcome


def _alike(tasks: Iterable[Task]) -> list[list[Task]]:
    """Return the tasks, those together that ask the same checks of the same files: they are judged once."""
    found: dict[tuple[str, str, tuple[str, ...]], list[Task]] = {}
    for task in tasks:
        found.setdefault((task.assignment.id, task.attempt.sha256, task.checks), []).append(task)
    return list(found.values())


def _handed_in(alike: Sequence[Task]) -> tuple[str, bytes]:
    """Return the name and bytes that these tasks share: where one's are damaged in the store, another's."""
    for task in alike[:-1]:
        with contextlib.suppress(UsageError, OSError):
            return task.attempt.hand_in()
    return alike[-1].attempt.hand_in()


def _starved(outcome: Result | pool.Lost) -> bool:
    return isinstance(outcome, Result) and any(each.reason is Reason.BUSY for each in outcome.verdicts)


def _patience(assignment: Assignment) -> float:
    """Return how many seconds a hand-in may take: the judge has its own deadline,
    this one is for a judge that hangs.
    """
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


def _out_of_time(tasks: Iterable[Task], names: Mapping[Student, str]) -> Iterator[tuple[str, str]]:
    """Yield (student, assignment) of each hand-in that an earlier run stopped, whose verdicts stand."""
    for task in tasks:
        verdicts = task.graded.result.verdicts if task.graded and not task.checks else ()
        if any(each.reason is Reason.TIME for each in verdicts):
            yield names[task.attempt.student], task.assignment.id


def _judge_errors(
    store: Store, tasks: Iterable[Task], names: Mapping[Student, str]
) -> Iterator[tuple[str, str, str, str]]:
    for task in tasks:
        graded = store.graded(task.attempt)
        for verdict in graded.result.verdicts if graded else ():
            if verdict.outcome is Outcome.JUDGE_ERROR:
                yield names[task.attempt.student], task.assignment.id, verdict.check, verdict.detail
