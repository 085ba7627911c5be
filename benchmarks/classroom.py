"""A class whose verdicts are known in advance: samples as hand-ins, some of them hostile or broken, in a Moodle folder."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.zips import zip_bytes
from autograder.course.model import Assignment
from autograder.gradebook.standings import Standing
from autograder.proof import answers
from autograder.proof.answers import KnownAnswer

FIRST = (
    "Élodie",
    "Jean",
    "Anaïs",
    "Zoé",
    "Noël",
    "Chloé",
    "Łukasz",
    "Mary-Jane",
    "Aïcha",
    "Søren",
    "Inès",
    "N'Golo",
)
LAST = (
    "Dupont",
    "O'Neil",
    "Lefèvre",
    "Müller",
    "D'Arc",
    "Nguyễn",
    "Żak",
    "Benali",
    "Martin",
    "Martin",
    "Le Gall",
)


@dataclass(frozen=True)
class Expected:
    """What one hand-in must get: the checks it fails; None where all must fail (hostile, broken, empty)."""

    student: str
    number: str
    assignment: str
    kind: str
    fails: frozenset[str] | None


def make(
    assignments: Sequence[Assignment],
    folder: Path,
    *,
    students: int,
    seed: int,
    hostile: float = 0.1,
    slow: bool = True,
) -> list[Expected]:
    """Write a Moodle download, unpacked, of one hand-in per student, and return what each must get.

    Args:
        hostile: The share of hand-ins that are hostile or broken.
        slow: Whether some of these only end when their time is over.
    """
    rng = random.Random(seed)
    harms = [name for name in HARMS if slow or name not in SLOW]
    order = list(range(students))
    rng.shuffle(order)
    honest = {each.id: _without_files(each) for each in assignments}
    expected = []
    for place, index in enumerate(order):
        assignment = assignments[index % len(assignments)]
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        number = str(45_000 + index)
        if place < round(hostile * students):
            kind = harms[place % len(harms)]
            file, data = HARMS[kind](assignment)
            fails = None
        else:
            kind, file, data, fails = _honest(assignment, honest[assignment.id], rng, number)
        target = Path(folder) / f"{name}_{number}_assignsubmission_file" / file
        target.parent.mkdir(parents=True)
        target.write_bytes(data)
        expected.append(Expected(name, number, assignment.id, kind, fails))
    return sorted(expected, key=lambda each: each.number)


def disagreements(expected: Sequence[Expected], standings: Sequence[Standing]) -> list[str]:
    """Return a sentence for each hand-in that is lost or has another verdict than it must have."""
    found = {(each.student.lms_id, each.assignment.id): each for each in standings}
    problems = []
    for each in expected:
        standing = found.pop((each.number, each.assignment), None)
        if standing is None:
            problems.append(f"{each.student} {each.number}: lost")
            continue
        lines = standing.score.lines
        failed = {line.check.id for line in lines if not line.verdict.passed}
        held = [line.check.id for line in lines if line.points is None]
        wanted = {line.check.id for line in lines} if each.fails is None else each.fails
        if held:
            details = next(line.verdict.detail for line in lines if line.points is None)
            problems.append(f"{each.number} {each.kind}: judge error in {', '.join(held)}: {details[-300:]}")
        elif failed != wanted:
            problems.append(f"{each.number} {each.kind}: fails {sorted(failed ^ wanted)} differently")
    return problems + [f"{number} {id}: nobody handed this in" for number, id in found]


def _without_files(assignment: Assignment) -> list[KnownAnswer]:
    known = (answers.master(assignment), *answers.samples(assignment, full=True))
    return [each for each in known if not each.files]


def _honest(
    assignment: Assignment, known: Sequence[KnownAnswer], rng: random.Random, number: str
) -> tuple[str, str, bytes, frozenset[str]]:
    chosen = rng.choice(known)
    # Equal files are judged once: each has its student's number.
    source, fails, kind = f"{chosen.source}\n# {number}\n", chosen.fails, chosen.name
    name = rng.choice((f"tp{assignment.number}", f"{assignment.id}", f"TP {assignment.number:02} rendu"))
    form = rng.choice(("py", "ipynb", "zip"))
    if form == "py":
        return kind, f"{name}.py", source.encode(), fails
    if form == "ipynb":
        return kind, f"{name}.ipynb", _notebook(source), fails
    return (
        kind,
        f"{name}.zip",
        zip_bytes({f"{name}/{assignment.id}.ipynb": _notebook(source), "__MACOSX/._x": b"junk"}),
        fails,
    )


def _notebook(source: str) -> bytes:
    cell = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": source.splitlines(True),
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


Harm = Callable[[Assignment], tuple[str, bytes]]


def _with(harm: str) -> Harm:
    """Return a harm that every graded function does: the judge rescues what follows a harm at the top of a file."""

    def hand_in(assignment: Assignment) -> tuple[str, bytes]:
        answer = answers.master(assignment).source
        own = [f"def {name}(*args, **kwargs):\n    {harm}\n" for name in assignment.functions]
        return f"tp{assignment.number}.py", "\n\n".join([answer, *own]).encode()

    return hand_in


def _stub(assignment: Assignment) -> tuple[str, bytes]:
    return f"tp{assignment.number}.py", answers.stub(assignment).source.encode()


def _file(name: str, data: bytes) -> Harm:
    return lambda assignment: (name.format(assignment.number), data)


HARMS: dict[str, Harm] = {
    "exits": _with("import os; os._exit(0)"),
    "raises": _with("raise SystemExit"),
    "bomb": _file("tp{}.zip", zip_bytes({"answer.py": bytes(300 * 2**20)})),
    "loops": _with("while True: pass"),
    "truncated": _file("tp{}.zip", zip_bytes({"answer.py": b"x = 1\n" * 999})[:60]),
    "stub": _stub,
    "kills_the_parent": _with("import os, signal; os.kill(os.getppid(), signal.SIGKILL); os._exit(1)"),
    "photograph": _file("tp{}.ipynb", b"\xff\xd8\xff\xe0JFIF" + bytes(range(256)) * 20),
    "climbs_out": _file("tp{}.zip", zip_bytes({"../../answer.py": b"x = 1"})),
    "eats_memory": _with("x = [bytearray(2**28) for _ in range(4096)]"),
    "empty": _file("tp{}.py", b""),
    "broken_syntax": _file("tp{}.py", b"def ("),
    "fork_bomb": _with("import os\n    while True:\n        os.fork()"),
    "floods": _with("while True: print('x' * 10_000)"),
    "deep_notebook": _file("tp{}.ipynb", b"[" * 200_000),
}
SLOW = frozenset({"loops", "fork_bomb", "floods", "eats_memory"})
