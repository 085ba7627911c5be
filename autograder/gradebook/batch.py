"""Grade a class: take its hand-ins in, judge what no stored verdict answers, in parallel, and survive everything."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course.model import Assignment, Course
from autograder.errors import UsageError
from autograder.gradebook import files, intake, keys, lms, marks, pool
from autograder.gradebook.attempts import Attempt, Graded, Store
from autograder.gradebook.lms import plain
from autograder.gradebook.roster import Roster
from autograder.verdict import Message, Outcome, Reason, Result, Verdict

STATE = "batch.json"
SCHEMA = "autograder/batch/1"
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """One attempt with the checks that must run, because no stored verdict answers them."""

    attempt: Attempt
    assignment: Assignment
    checks: tuple[str, ...]
    keys: Mapping[str, str]
    graded: Graded | None = None


@dataclass
class Report:
    """What a batch did. `judge_errors` are (student, assignment, check, detail)."""

    listings: list[intake.Listing] = field(default_factory=list)
    attempts: int = 0
    judged: int = 0
    reused: int = 0
    checks_run: int = 0
    seconds: float = 0.0
    worker_seconds: float = 0.0
    judge_errors: list[tuple[str, str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    interrupted: bool = False

    @property
    def remaining(self) -> int:
        """How many hand-ins are still to be judged by the same command."""
        return self.attempts - self.judged - self.reused

    def told(self, out: Path, *, dry_run: bool = False) -> list[str]:
        """Return what a teacher reads at the end: all of a dry run, else what needs a look, and one line of figures."""
        lines = []
        for listing in self.listings:
            lines += listing.lines() if dry_run else listing.lines()[1 + len(listing.received) :]
        if dry_run:
            return lines
        lines += [f"  {problem}" for problem in self.problems]
        lines += [
            f"  judge error      {student}  {assignment} {check}: {detail.strip().splitlines()[-1] if detail else ''}"
            for student, assignment, check, detail in self.judge_errors
        ]
        rate = f", {60 * self.judged / self.seconds:.0f} per minute" if self.judged and self.seconds else ""
        lines.append(
            f"{out}: {self.judged} hand-ins judged in {self.seconds:.1f} s{rate}; {self.reused} already had their verdicts"
            + (f"; {len(self.judge_errors)} judge errors, scores withheld" if self.judge_errors else "")
        )
        if self.interrupted:
            lines.append(
                f"Interrupted with {self.remaining} hand-ins to go. The same command goes on from here."
            )
        return lines


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
    force: bool = False,
    only: Sequence[str] = (),
    checks: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    dry_run: bool = False,
    on_event: Callable[[Event], None] | None = None,
    environment: str | None = None,
) -> Report:
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
        force: Judge again what has a stored verdict.
        only: Students (id, address, name or key) to judge; everybody where empty.
        checks: Ids of checks to run; all where empty. The others keep their verdicts.
        options: Passed on to `grade`.
        dry_run: Recognise and list; store and judge nothing.
        on_event: Receives each event as plain data: listed, planned, judged, finished.

    Raises:
        UsageError: A source, student, assignment or check does not exist.

    Ctrl-C while judging ends the workers and returns; `Report.interrupted` tells.
    """
    tell, started = on_event or (lambda event: None), time.monotonic()
    chosen = _assignments(course, assignments)
    _known_checks(chosen, checks)
    if engine not in ("local", "dask"):
        raise UsageError(f"expected --engine to be local or dask, received {engine!r}.")
    store, report = Store(out), Report()
    participants = intake.read_participants(worksheet)
    for source in sources:
        told = _taken_in(source, chosen, None if dry_run else store, roster, system, participants)
        report.listings.append(told)
        tell(_listed(source, told))
    if dry_run:
        return report
    if roster:
        intake.enrolled(roster, store)
    if not (out / marks.OVERRIDES).exists():
        files.write_bytes(out / marks.OVERRIDES, marks.overrides_template())
    wanted = _Wanted(_begun(out, chosen, due, force), force, _chosen(store, only), checks)
    versions = {
        each.id: keys.check_versions(each, environment or keys.environment(), options or {})
        for each in chosen
    }
    tasks = list(_planned(store, course, chosen, versions, wanted))
    to_judge = [task for task in tasks if task.checks]
    report.attempts, report.reused = len(tasks), len(tasks) - len(to_judge)
    tell({"event": "planned", "hand_ins": len(tasks), "to_judge": len(to_judge), "reused": report.reused})
    try:
        if to_judge:
            with pool.dask(scheduler, workers) if engine == "dask" else pool.local(workers) as slots:
                for task, outcome in _outcomes(to_judge, slots, grade, options or {}):
                    graded = _graded(task, outcome, wanted.run)
                    store.grade(task.attempt, graded)
                    report.judged += 1
                    report.checks_run += len(task.checks)
                    report.worker_seconds += outcome.seconds if isinstance(outcome, Result) else 0.0
                    tell(_judged(task, graded, report, len(to_judge)))
    except KeyboardInterrupt:
        report.interrupted = True
    else:
        _finished(out)
    report.judge_errors += _judge_errors(store, tasks)
    book = marks.gradebook(course, store, due_dates(out))
    report.problems += book.problems
    files.write_bytes(out / "marks.csv", plain.csv_table(book.marks(), book.students))
    report.seconds = time.monotonic() - started
    tell(_ended(report))
    return report


def due_dates(out: Path) -> dict[str, datetime]:
    """Return the deadlines kept with the results."""
    state = files.read_json(out / STATE) or {}
    return {id: datetime.fromisoformat(text) for id, text in state.get("due", {}).items()}


@dataclass(frozen=True)
class _Wanted:
    """What a run must judge: `only` are the keys of students (None: all), `checks` ids (empty: all)."""

    run: str
    force: bool
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
        return self.force or not keys.kept(graded.result.verdict(check))


def _assignments(course: Course, names: Sequence[str]) -> list[Assignment]:
    try:
        return [course.assignment(name) for name in names] or list(course.assignments)
    except KeyError as error:
        raise UsageError(
            f"expected an assignment of {course.folder}, received {error.args[0]!r}. Name one by its number, such as 02."
        ) from None


def _taken_in(
    source: Path,
    chosen: Sequence[Assignment],
    store: Store | None,
    roster: Roster | None,
    system: str | None,
    participants: Mapping[str, Any],
) -> intake.Listing:
    """Return what a download holds, having stored it (`store` None: not)."""
    if (source / STATE).exists():
        raise UsageError(
            f"{source}: expected a download, found the results of one. To judge these again: batch --out {source}"
        )
    with lms.opened(source) as download:
        told = intake.listing(download, chosen, roster=roster, system=system, participants=participants)
        if store:
            told.new = intake.stored(told, store)
    return told


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
            check: keys.verdict_key(attempt.sha256, version)
            for check, version in versions[attempt.assignment].items()
        }
        graded = store.graded(attempt)
        needed = tuple(check for check, key in of_checks.items() if wanted.needs(check, graded, key))
        yield Task(attempt, by_id[attempt.assignment], needed, of_checks, graded)


def _outcomes(
    tasks: Sequence[Task], slots: list[pool.Slot], grade: pool.Grade, options: Mapping[str, Any]
) -> Iterator[tuple[Task, Result | pool.Lost]]:
    """Yield each task with what the judge says, as it comes."""
    jobs = []
    for number, task in enumerate(tasks):
        folder, load = task.assignment.folder, task.attempt.hand_in
        jobs.append(pool.Job(number, folder, load, task.checks, options, _patience(task.assignment)))
    for job, outcome in pool.run(jobs, slots, grade):
        yield tasks[job.number], outcome


def _patience(assignment: Assignment) -> float:
    """Return how many seconds a hand-in may take: the judge has its own deadline, this one is for a judge that hangs."""
    return 3 * assignment.limits.seconds + 120


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
    whole = old is None or len(task.checks) == len(task.keys)
    result = Result(
        assignment=task.assignment.id,
        verdicts=tuple(verdicts[check] for check in known),
        sandbox=outcome.sandbox,
        seconds=outcome.seconds if whole else old.seconds,
        memory_mb=max(outcome.memory_mb, 0.0 if whole else old.memory_mb),
        notes=outcome.notes,
        environment=outcome.environment,
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


def _judged(task: Task, graded: Graded, report: Report, total: int) -> Event:
    outcomes = [verdict.outcome for verdict in graded.result.verdicts]
    return {
        "event": "judged",
        "student": task.attempt.student.key,
        "assignment": task.assignment.id,
        "attempt": task.attempt.number,
        "checks": len(outcomes),
        "run": len(task.checks),
        "passed": outcomes.count(Outcome.PASS),
        "judge_errors": outcomes.count(Outcome.JUDGE_ERROR),
        "seconds": round(graded.result.seconds, 3),
        "done": report.judged,
        "total": total,
    }


def _judge_errors(store: Store, tasks: Iterable[Task]) -> Iterator[tuple[str, str, str, str]]:
    for task in tasks:
        graded = store.graded(task.attempt)
        for verdict in graded.result.verdicts if graded else ():
            if verdict.outcome is Outcome.JUDGE_ERROR:
                yield task.attempt.student.shown, task.assignment.id, verdict.check, verdict.detail


def _ended(report: Report) -> Event:
    return {
        "event": "interrupted" if report.interrupted else "finished",
        "judged": report.judged,
        "reused": report.reused,
        "remaining": report.remaining,
        "judge_errors": len(report.judge_errors),
        "seconds": round(report.seconds, 2),
    }


def _begun(out: Path, chosen: Iterable[Assignment], due: datetime | None, force: bool) -> str:
    """Return the number of this run: the last one's, if that was stopped before its end."""
    state = files.read_json(out / STATE) or {}
    again = state.get("schema") == SCHEMA and not state.get("finished", True) and state.get("force") == force
    run = state["run"] if again else secrets.token_hex(8)
    dates = dict(state.get("due", {}))
    if due:
        dates |= {assignment.id: due.isoformat() for assignment in chosen}
    files.write_json(
        out / STATE, {"schema": SCHEMA, "run": run, "finished": False, "force": force, "due": dates}
    )
    return run


def _finished(out: Path) -> None:
    files.write_json(out / STATE, {**files.read_json(out / STATE), "finished": True})


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


def _listed(source: Path, told: intake.Listing) -> Event:
    return {
        "event": "listed",
        "source": str(source),
        "lms": told.lms,
        "hand_ins": len(told.received),
        "new": told.new,
        "unrecognised": [list(each) for each in told.unrecognised],
        "doubts": told.doubts,
        "missing": [student.told_apart for student in told.missing],
    }
