"""Grading: a hand-in and an assignment in, a Result out."""

from __future__ import annotations

import atexit
import os
import sys
import time
from collections.abc import Callable, Collection, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.course.load import load_in_course
from autograder.course.model import Assignment
from autograder.errors import HandInError, UsageError
from autograder.judge.checks import check_functions, judge
from autograder.judge.handin import HandIn, read_hand_in
from autograder.judge.inprocess import InProcess
from autograder.judge.session import Launcher, Session
from autograder.judge.submission import Submission
from autograder.verdict import Message, Outcome, Reason, Result, Verdict

IN_PROCESS = "in-process"


def grade_in_process(
    assignment: Assignment,
    answer: Mapping[str, Any] | HandIn,
    checks: Collection[str] | None = None,
    on_check: Callable[[str], None] = lambda check: None,
) -> Result:
    """Return the verdicts on an answer that runs in this process: a notebook's namespace, or a hand-in.

    Args:
        checks: The ids of the checks to run; None: the public ones.
        on_check: Told the id of each check before it runs.
    """
    start = time.monotonic()
    support = _support(assignment)
    if isinstance(answer, HandIn):
        transport = InProcess(hand_in=answer, support=support)
        submission = Submission(transport, files=answer.files)
    else:
        transport = InProcess(answer, support=support)
        submission = Submission(transport)
    wanted = {check.id for check in assignment.rubric if check.public} if checks is None else checks
    verdicts = _judged(assignment, submission, wanted, on_check)
    return Result(
        assignment.id,
        verdicts,
        IN_PROCESS,
        time.monotonic() - start,
        0.0,
        transport.opening.notes(),
        environment(),
    )


def grade(
    assignment: Assignment,
    hand_in: HandIn | Path | bytes,
    *,
    name: str | None = None,
    checks: Collection[str] | None = None,
    sandbox: str | None = None,
    force: bool = False,
) -> Result:
    """Return the verdicts on one hand-in, run in a worker process that ends with it. See `Judge.grade`."""
    with Judge(sandbox, force=force) as judge_:
        return judge_.grade(assignment, hand_in, name=name, checks=checks)


class Judge:
    """Grades hand-ins, keeping the fork server warm from one to the next. A context manager.

    Args:
        sandbox: The level asked for, "A" to "E"; None: the best this machine has. Never silently lower.
        force: Run hidden checks even at level E, where nothing keeps the hand-in from the rest of the machine.

    Raises:
        MachineError: This machine cannot give the level asked for.
    """

    def __init__(self, sandbox: str | None = None, *, force: bool = False, launcher: Launcher | None = None):
        if launcher is None:
            from autograder.judge.sandbox import launcher_of

            launcher = launcher_of(sandbox)
        self.launcher, self.force = launcher, force

    @property
    def level(self) -> str:
        """The level of isolation in force."""
        return self.launcher.level

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_) -> None:
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
    ) -> Result:
        """Return the verdicts on one hand-in.

        Args:
            hand_in: What was read already, a file, or the bytes of a file called `name`.
            checks: The ids of the checks to run; None: all.

        Raises:
            UsageError: Hidden checks at level E without `force`.
            MachineError: The worker could not be started.
        """
        start = time.monotonic()
        wanted = {check.id for check in assignment.rubric} if checks is None else set(checks)
        self._refuse_hidden(assignment, wanted)
        if not isinstance(hand_in, HandIn):
            try:
                hand_in = read_hand_in(hand_in, assignment, name)
            except HandInError as error:
                return self._unreadable(assignment, wanted, error)
        session = Session(self.launcher, hand_in, assignment.limits, _support(assignment))
        try:
            verdicts = _judged(assignment, Submission(session, files=hand_in.files), wanted)
            notes = session.opening.notes()
        finally:
            session.close()
        return Result(
            assignment.id,
            verdicts,
            self.level,
            time.monotonic() - start,
            session.spent.memory_mb,
            notes,
            environment(),
        )

    def _refuse_hidden(self, assignment: Assignment, wanted: Collection[str]) -> None:
        hidden = [check.id for check in assignment.rubric if not check.public and check.id in wanted]
        if self.level == "E" and hidden and not self.force:
            raise UsageError(
                "hidden checks need isolation, and this machine gives none (level E): a hand-in could do anything "
                "the user running this can. Run `autograder doctor` for ways out, or repeat with --force."
            )
        folder = assignment.folder.resolve()
        for path in self.launcher.readable if hidden and not self.force else ():
            if folder.is_relative_to(path):
                raise UsageError(
                    f"the hidden checks in {folder} lie below {path}, which a hand-in may read because Python needs it. "
                    "Move the course elsewhere."
                )

    def _unreadable(self, assignment: Assignment, wanted: Collection[str], error: HandInError) -> Result:
        message = Message(error.key, error.values)
        verdicts = tuple(
            Verdict(check.id, Outcome.NOT_RUN, Reason.BAD_FILE, message)
            for check in assignment.rubric
            if check.id in wanted
        )
        return Result(assignment.id, verdicts, self.level, notes=(message,), environment=environment())


def grade_job(
    folder: str,
    data: bytes,
    name: str,
    *,
    checks: Collection[str] | None = None,
    sandbox: str | None = None,
    force: bool = False,
) -> Result:
    """Return the verdicts on the bytes of a hand-in called `name`; for process pools, whose Judge stays warm."""
    return _warm_judge(sandbox, force).grade(_assignment(folder), data, name=name, checks=checks)


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


def _warm_judge(sandbox: str | None, force: bool) -> Judge:
    key = (os.getpid(), sandbox, force)  # a forked process must not share its parent's fork server
    if key not in _judges:
        _judges[key] = Judge(sandbox, force=force)
        atexit.register(_judges[key].close)
    return _judges[key]


def _assignment(folder: str) -> Assignment:
    """Return the assignment in `folder`, read again when one of its files changed."""
    path = Path(folder)
    files = [path / "assignment.toml", *path.glob("checks/*.py"), path.parent / "course.toml"]
    changed = max(each.stat().st_mtime for each in files if each.exists())
    if folder not in _assignments or _assignments[folder][0] != changed:
        _assignments[folder] = (changed, load_in_course(path))
    return _assignments[folder][1]


def _support(assignment: Assignment) -> str:
    path = assignment.folder / "checks" / "support.py"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _judged(
    assignment: Assignment,
    submission: Submission,
    wanted: Collection[str],
    on_check: Callable[[str], None] = lambda check: None,
) -> tuple[Verdict, ...]:
    functions = check_functions(assignment)
    verdicts: dict[str, Verdict] = {}
    waiting = [check for check in assignment.rubric if check.id in wanted]
    while waiting:
        check = waiting.pop(0)
        on_check(check.id)
        verdicts[check.id] = judge(check, functions[check.id], submission)
        if verdicts[check.id].reason is Reason.TIME:
            # What stalls once may stall again: other questions come first, before the time for all is used up.
            waiting.sort(key=lambda other: other.question == check.question)
    return tuple(verdicts[check.id] for check in assignment.rubric if check.id in wanted)
