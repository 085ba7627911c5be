"""Honest hand-ins on a quiet machine and on a busy one: the marks must be the same. `python -m benchmarks.load [--hand-ins N]`.

Each of some assignments that train is answered by its master and by its right samples, round after round. They are graded
once as the machine is, and once with eight processes beside that do nothing but compute. What is compared is the verdicts;
how long it took, on the clock and in processor time, is told of both.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from autograder.base.files import write_json
from autograder.base.verdict import Reason, Result
from autograder.course.load import load_course
from autograder.judge.run import Judge
from autograder.proof.answers import KnownAnswer, master, samples

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results/load.json"
ASSIGNMENTS = ("03", "05", "08", "11", "12")
BUSY = 8


def honest(names: tuple[str, ...], count: int) -> list[KnownAnswer]:
    """Return `count` right answers, as many of each assignment as of the others."""
    course = load_course(ROOT / "assignments", names)
    rows = []
    for name in names:
        assignment = course.assignment(name)
        right = [each for each in samples(assignment, full=True) if not each.fails]
        rows.append([master(assignment), *right])
    longest = max(map(len, rows))
    found = [row[number] for number in range(longest) for row in rows if number < len(row)]
    return [found[number % len(found)] for number in range(count)]


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Let `count` processes compute beside."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_spin, args=(os.getpid(),), daemon=True) for _ in range(count)]
    for each in processes:
        each.start()
    try:
        yield
    finally:
        for each in processes:
            each.kill()
            each.join()


def _spin(parent: int) -> None:
    while os.getppid() == parent:
        sum(range(10**6))


def graded(answers: list[KnownAnswer]) -> tuple[list[Result], float, float]:
    """Return the results, the seconds on the clock, and the lowest load that was seen while they came."""
    start, load, results = time.monotonic(), float("inf"), []
    with Judge(unisolated=True) as judge:
        for number, answer in enumerate(answers, start=1):
            name, data = answer.hand_in()
            results.append(judge.grade(answer.assignment, data, name=name))
            load = min(load, os.getloadavg()[0])
            print(
                f"  {number}/{len(answers)} {answer.assignment.id} {answer.name}", file=sys.stderr, flush=True
            )
    return results, time.monotonic() - start, load


def compared(
    quiet: tuple[list[Result], float, float], loaded: tuple[list[Result], float, float], count: int
) -> dict[str, object]:
    """Return what is written: figures, and the rows of the README's table."""
    pairs = list(zip(quiet[0], loaded[0], strict=True))
    differing = [
        f"{one.assignment} {first.check}: {first.outcome} / {second.outcome}"
        for one, two in pairs
        for first, second in zip(one.verdicts, two.verdicts, strict=True)
        if first.outcome is not second.outcome
    ]
    times = [
        sum(verdict.reason in (Reason.TIME, Reason.BUSY) for result in results for verdict in result.verdicts)
        for results, _, _ in (quiet, loaded)
    ]
    processor = [
        round(sum(result.processor_seconds for result in results), 1) for results, _, _ in (quiet, loaded)
    ]
    wall = [round(seconds, 1) for _, seconds, _ in (quiet, loaded)]
    verdicts = sum(len(result.verdicts) for result, _ in pairs)
    same = f"{verdicts - len(differing)} / {verdicts}"
    return {
        "command": "make bench-load",
        "hand_ins": count,
        "processors": os.cpu_count(),
        "load": [round(quiet[2], 2), round(loaded[2], 2)],
        "wall_seconds": wall,
        "processor_seconds": processor,
        "time_verdicts": times,
        "differing": differing,
        "rows": [
            {
                "what": {
                    "en": f"equal verdicts of {count} honest hand-ins that train, alone and with {BUSY} busy processes beside",
                    "fr": f"verdicts égaux de {count} rendus honnêtes qui entraînent, seuls puis à côté de {BUSY} processus qui calculent",
                },
                "value": same,
            },
            {
                "what": {
                    "en": "out of time, alone and beside them",
                    "fr": "temps dépassé, seuls puis à côté d’eux",
                },
                "value": f"{times[0]}; {times[1]}",
            },
            {
                "what": {
                    "en": "seconds on the clock, alone and beside them",
                    "fr": "secondes à l’horloge, seuls puis à côté d’eux",
                },
                "value": f"{wall[0]:.0f}; {wall[1]:.0f}",
            },
            {
                "what": {
                    "en": "seconds of processor time, alone and beside them",
                    "fr": "secondes de temps processeur, seuls puis à côté d’eux",
                },
                "value": f"{processor[0]:.0f}; {processor[1]:.0f}",
            },
        ],
    }


@click.command()
@click.option("--hand-ins", "count", type=click.IntRange(1), default=30, show_default=True)
@click.option("--assignment", "-a", "names", multiple=True, default=ASSIGNMENTS, show_default=True)
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
def main(count: int, names: tuple[str, ...], results: Path) -> None:
    """Grade honest hand-ins alone and on a busy machine, and compare."""
    answers = honest(names, count)
    quiet = graded(answers)
    with busy(BUSY):
        loaded = graded(answers)
    found = compared(quiet, loaded, count)
    write_json(results, found)
    click.echo(json.dumps({key: value for key, value in found.items() if key != "rows"}, ensure_ascii=False))
    sys.exit(1 if found["differing"] or found["time_verdicts"] != [0, 0] else 0)


if __name__ == "__main__":
    main()
