"""Grading: a hand-in and an assignment in, a Result out."""

from __future__ import annotations

import atexit
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.base.errors import HandInError, UsageError
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.load import load_assignment
from autograder.course.model import Assignment, Check, Limits
from autograder.judge.checks import check_functions, judge
from autograder.judge.hand_in import HandIn
from autograder.judge.inprocess import InProcess, stopped_at
from autograder.judge.other_assignment import with_remark
from autograder.judge.reader.hand_ins import read_hand_in
from autograder.judge.reader.helper import STARVED
from autograder.judge.sandbox.launcher import Launcher
from autograder.judge.session import Session
from autograder.judge.submission import Submission

IN_PROCESS = "in-process"


def grade_in_process(
    assignment: Assignment,
    answer: Mapping[str, Any] | HandIn,
    checks: Collection[str] | None = None,
    on_check: Callable[[str], None] = lambda check: None,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Result:
    """Return the verdicts on an answer that runs in this process: a notebook's namespace, or a hand-in.

    Ctrl-C ends it: what was judged until then stands, the rest is NOT_RUN with STOPPED.

    Args:
        checks: The ids of the checks to run; None: the public ones.
        on_check: Called with the id of each check before it runs.
        around: Gives a context in which alone the student's code runs.
    """
    start = time.monotonic()
    support = _support(assignment)
    wanted = {check.id for check in assignment.rubric if check.public} if checks is None else checks
    notes: tuple[Message, ...] = ()
    try:
        if isinstance(answer, HandIn):
            transport = InProcess(hand_in=answer, support=support, around=around)
            submission = Submission(transport, files=answer.files)
        else:
            namespace = answer if isinstance(answer, dict) else dict(answer)
            transport = InProcess(namespace, support=support, around=around)
            submission = Submission(transport)
        verdicts = _judged(assignment, submission, wanted, on_check, interruptible=True)
        notes = transport.log.notes()
    except KeyboardInterrupt as stop:  # before the first check
        waiting = [check for check in assignment.rubric if check.id in wanted]
        verdicts = tuple(_stopped(waiting, stopped_at(stop, time.monotonic() - start)))
    seconds = time.monotonic() - start
    return Result(assignment.id, verdicts, IN_PROCESS, seconds, 0.0, notes, environment())


class Judge:
    """Grades hand-ins, keeping the fork server warm from one to the next. A context manager.

    What happens to one hand-in, in the order of the modules:

    1. `reader` has the file read by a process of its own, with limits: a .py, a notebook or a zip becomes a `HandIn`
       (`hand_in`), cells of source text and other files. Nothing is run, and nothing of it is parsed here. What cannot
       be read ends here, every check NOT_RUN with BAD_FILE.
    2. `checks` loads the check functions. They, the hidden data and the expected values stay in this process.
    3. `session` holds a `Session` for the hand-in. It asks the `sandbox` for a worker (`levels` chose the launcher:
       mostly a fork server that has TensorFlow imported), and has it run the cells one by one (`worker.host`). A cell
       that raises is noted in the `cell_log` and the next one runs; a cell that kills the worker is left out of the
       next one's.
    4. `checks.judge` calls each check with a `Submission`. `submission.f(x)` becomes a request (`wire.protocol`) in a
       frame of bytes (`wire.frames`) on a pipe (`wire.pipe`); the worker runs the student's `f` and answers with a
       value of a closed set of types, with a reference to an object that stays there, or with a `Failure`.
    5. What comes back is a claim about a return value, never a verdict. `expect` compares it here and raises
       `Mismatch`; a `Failure`, a broken frame, silence beyond the deadline and the worker's death (whose `Ending`
       says why) become an `AnswerError`. `checks.judge` turns either into a `Verdict`, and any other exception into a
       JUDGE_ERROR, which is ours. A worker that died is replaced for the next check, within the hand-in's total time.
    6. The session ends every worker and what it started, and removes its files; the verdicts, with the level, the
       time and the memory they took, are the `Result`.

    `grade_in_process` is the same with the worker's host in this process: for students, with public checks alone.

    Args:
        sandbox: The level asked for, "A" to "E"; None: the best this machine has. Never silently lower.
        unisolated: Run hidden checks even at level E, where nothing keeps the hand-in from the rest of the machine.

    Raises:
        MachineError: This machine cannot give the level asked for.
    """

    def __init__(
        self, sandbox: str | None = None, *, unisolated: bool = False, launcher: Launcher | None = None
    ):
        if launcher is None:
            from autograder.judge.sandbox.levels import launcher_of

            launcher = launcher_of(sandbox)
        self.launcher, self.unisolated = launcher, unisolated

    @property
    def level(self) -> str:
        """The level of isolation in force."""
        return self.launcher.level

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the fork server."""
        self.launcher.close()

    def grade(
        self,
        assignment: Assignment,
        hand_in: HandIn | Path | bytes,
        *,
        name: str | None = None,
        checks: Collection[str] | None = None,
        until_failure: bool = False,
    ) -> Result:
        """Return the verdicts on one hand-in.

        Args:
            hand_in: What was read already, a file, or the bytes of a file called `name`.
            checks: The ids of the checks to run; None: all.
            until_failure: Run them in the order given, and none after the first that does not pass. A busy machine is no
                such failure: what it kept waiting is judged again, and where that passes, what follows runs.

        Raises:
            UsageError: Hidden checks at level E without `unisolated`.
            MachineError: The worker could not be started.
        """
        start = time.monotonic()
        wanted = [check.id for check in assignment.rubric] if checks is None else checks
        self._refuse_hidden(assignment, wanted)
        self.launcher.warm_up()  # while the file is read and the checks are loaded
        if not isinstance(hand_in, HandIn):
            try:
                hand_in = read_hand_in(hand_in, assignment, name)
            except HandInError as error:
                return self._unreadable(assignment, wanted, error)
        hand_in = with_remark(hand_in, assignment)
        found: dict[str, Verdict] = {}
        waiting, judged_again = wanted, set[str]()
        while True:
            verdicts, session = self._run(assignment, hand_in, waiting, until_failure)
            found |= {each.check: each for each in verdicts}
            starved = {each.check for each in verdicts if each.reason is Reason.BUSY} - judged_again
            if not starved:
                break
            judged_again |= starved
            # With `until_failure`, what was to follow a starved check waits, too.
            waiting = [each for each in wanted if each in starved or each not in found]
        return Result(
            assignment.id,
            tuple(found[check.id] for check in assignment.rubric if check.id in found),
            self.level,
            time.monotonic() - start,
            session.spent.memory_mb,
            session.log.notes(),
            environment(),
            session.spent.processor,
        )

    def _run(
        self, assignment: Assignment, hand_in: HandIn, wanted: Collection[str], until_failure: bool
    ) -> tuple[tuple[Verdict, ...], Session]:
        """Return the verdicts, and the session they were reached in, closed."""
        session = Session(self.launcher, hand_in, assignment.limits, _support(assignment))
        try:
            submission = Submission(session, files=hand_in.files, support=session.support)
            return _judged(assignment, submission, wanted, until_failure=until_failure), session
        finally:
            session.close()

    def _refuse_hidden(self, assignment: Assignment, wanted: Collection[str]) -> None:
        hidden = [check.id for check in assignment.rubric if not check.public and check.id in wanted]
        if self.level == "E" and hidden and not self.unisolated:
            raise UsageError("usage.unisolated")
        folder = assignment.folder.resolve()
        for path in self.launcher.readable if hidden and not self.unisolated else ():
            if folder.is_relative_to(path):
                raise UsageError("usage.checks_in_reach", folder=folder, path=path)

    def _unreadable(self, assignment: Assignment, wanted: Collection[str], error: HandInError) -> Result:
        message = Message(error.key, error.values)
        starved = error.key == STARVED  # the machine's fault: a score to be withheld, never a zero
        how = (Outcome.JUDGE_ERROR, Reason.BUSY) if starved else (Outcome.NOT_RUN, Reason.BAD_FILE)
        verdicts = tuple(
            Verdict(check.id, *how, message) for check in assignment.rubric if check.id in wanted
        )
        return Result(assignment.id, verdicts, self.level, notes=(message,), environment=environment())


def grade_job(
    folder: str,
    data: bytes,
    name: str,
    *,
    checks: Collection[str] | None = None,
    sandbox: str | None = None,
    unisolated: bool = False,
    until_failure: bool = False,
) -> Result:
    """Return the verdicts on the bytes of a hand-in called `name`; for process pools, whose Judge stays warm."""
    return _warm_judge(sandbox, unisolated).grade(
        _assignment(folder), data, name=name, checks=checks, until_failure=until_failure
    )


def environment() -> dict[str, str]:
    """Return what a verdict may depend on besides the hand-in: versions, and threads."""
    found = {"threads": "1"}
    for package in ("tensorflow", "keras", "numpy"):
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return {"python": ".".join(map(str, sys.version_info[:3])), **found}


_judges: dict[tuple[int, str | None, bool], Judge] = {}
_assignments: dict[str, tuple[float, Assignment]] = {}


def _warm_judge(sandbox: str | None, unisolated: bool) -> Judge:
    key = (os.getpid(), sandbox, unisolated)  # a forked process must not share its parent's fork server
    if key not in _judges:
        _judges[key] = Judge(sandbox, unisolated=unisolated)
        atexit.register(_judges[key].close)
    return _judges[key]


def _assignment(folder: str) -> Assignment:
    """Return the assignment in `folder`, read again when one of its files changed."""
    path = Path(folder)
    files = [path / "assignment.toml", *path.glob("checks/*.py"), path.parent / "course.toml"]
    changed = max(each.stat().st_mtime for each in files if each.exists())
    if folder not in _assignments or _assignments[folder][0] != changed:
        _assignments[folder] = (changed, load_assignment(path))
    return _assignments[folder][1]


def _support(assignment: Assignment) -> str:
    path = assignment.folder / "checks" / "support.py"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _stopped(checks: Iterable[Check], where: Message, call: str | None = None) -> Iterator[Verdict]:
    """Yield the verdicts of the check that somebody stopped, and of those that were to follow."""
    first, *others = checks
    yield Verdict(first.id, Outcome.NOT_RUN, Reason.STOPPED, where, call=call)
    for each in others:
        yield Verdict(each.id, Outcome.NOT_RUN, Reason.STOPPED, Message("worker.not_reached"))


def _may_stall(limits: Limits) -> int:
    """Return in how many checks a question may run out of time before its other public ones are left out: they would take
    the time of hidden checks of other questions, which come after all public ones.
    """
    return max(1, int(limits.seconds / 2 / limits.seconds_per_call))


def _hidden(check: Check) -> bool:
    return not check.public


def _judged(
    assignment: Assignment,
    submission: Submission,
    wanted: Collection[str],
    on_check: Callable[[str], None] = lambda check: None,
    *,
    until_failure: bool = False,
    interruptible: bool = False,
) -> tuple[Verdict, ...]:
    functions = check_functions(assignment)
    verdicts: dict[str, Verdict] = {}
    stalled: Counter[str] = Counter()  # how many checks of each question ran out of time
    # Public ones first: what a hidden one gives to the code, the code could say in a public one, whose words are shown.
    waiting = sorted((check for check in assignment.rubric if check.id in wanted), key=_hidden)
    if until_failure:
        place = {check: number for number, check in enumerate(wanted)}
        waiting.sort(key=lambda check: place[check.id])
    while waiting:
        check = waiting.pop(0)
        others = any(other.question != check.question for other in waiting)
        if others and check.public and stalled[check.question] >= _may_stall(assignment.limits):
            verdicts[check.id] = Verdict(check.id, Outcome.NOT_RUN, Reason.TIME, Message("worker.stalls"))
            continue
        on_check(check.id)
        begun, calls = time.monotonic(), len(submission.calls)
        try:
            verdicts[check.id] = judge(
                check, functions[check.id], submission, in_full=assignment.hidden_in_full
            )
        except KeyboardInterrupt as stop:
            if not interruptible:
                raise
            where = stopped_at(stop, time.monotonic() - begun)
            call = submission.last_call if len(submission.calls) > calls else None
            verdicts |= {each.check: each for each in _stopped([check, *waiting], where, call)}
            break
        if verdicts[check.id].reason is Reason.TIME:
            # What stalls once may stall again: other questions come first, before the time for all is used up.
            stalled[check.question] += 1
            waiting.sort(key=lambda other: (_hidden(other), stalled[other.question]))
        if until_failure and not verdicts[check.id].passed:
            break
    return tuple(verdicts[check.id] for check in assignment.rubric if check.id in verdicts)
