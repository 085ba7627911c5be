"""A judge that believes the hand-in: its comments say which verdicts it gets. Importable, since workers pickle it by name."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from autograder.base.errors import HandInError
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.base.zips import is_archive, read_archive
from autograder.course.load import load_assignment


def grade(
    folder: str, data: bytes, name: str, *, checks=None, log: str | None = None, pause: float = 0.0
) -> Result:
    """Return what comments such as `# fail clipped` ask for; everything else passes.

    `log` is a file that gets a line per judged hand-in.
    """
    assignment = load_assignment(Path(folder))
    if is_archive(data):
        data = b"\n".join(content for member, content in read_archive(data).items() if member.endswith(".py"))
    text = data.decode("utf-8", "replace")
    wanted = [check.id for check in assignment.rubric if checks is None or check.id in checks]
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{assignment.id} {name} {','.join(wanted)} {os.getpid()}\n")
    time.sleep(pause)
    if overstays := re.search(r"# overstays, (\S+)", text):
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))  # deaf to all that can be refused
        Path(overstays[1]).write_text(str(os.getpid()))
        time.sleep(600)
    once = re.search(r"# dies once, (\S+)", text)
    if once and not Path(once[1]).exists():
        Path(once[1]).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    busy = re.search(r"# busy once, (\S+)", text)
    if busy and not Path(busy[1]).exists():
        Path(busy[1]).touch()
        starved = tuple(Verdict(check, Outcome.JUDGE_ERROR, Reason.BUSY) for check in wanted)
        return Result(assignment.id, starved, "A")
    if "# die\n" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "# unreadable" in text:
        raise HandInError("archive.damaged")
    if "# broken judge" in text:
        raise RuntimeError("the judge has a bug")
    verdicts = []
    for check in wanted:
        said = re.search(rf"# (fail|judge_error|time|late|missing) {check}\b", text)
        kind = said[1] if said else "pass"
        message = Message("archive.count", {"limit": 5})
        verdicts.append(
            {
                "pass": Verdict(check, Outcome.PASS, seconds=0.01),
                "fail": Verdict(check, Outcome.FAIL, Reason.WRONG, message, call="f(x)", seconds=0.01),
                "time": Verdict(check, Outcome.FAIL, Reason.TIME, Message("worker.time", {"seconds": 5})),
                "late": Verdict(check, Outcome.FAIL, Reason.TIME, Message("worker.late", {"seconds": 5})),
                "judge_error": Verdict(check, Outcome.JUDGE_ERROR, Reason.JUDGE, detail="a bug of ours"),
                "missing": None,
            }[kind]
        )
    return Result(assignment.id, tuple(each for each in verdicts if each), "A", seconds=0.05, memory_mb=100.0)


def grade_for_verbs(folder, data, name, *, checks=None, sandbox=None, unisolated=False) -> Result:
    """`grade` with the options of the real judge."""
    return grade(folder, data, name, checks=checks)


def grade_slowly(folder, data, name, *, checks=None, sandbox=None, unisolated=False) -> Result:
    """`grade_for_verbs`, each hand-in taking two seconds."""
    return grade(folder, data, name, checks=checks, pause=2.0)
