"""Running `verify`: the judge as the grader, a pool of processes, progress on standard error, a line an assignment."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from autograder import progress
from autograder.course.model import Assignment, Course
from autograder.verdict import Result
from autograder.verify import RULES, Case, Finding, Proof, verify
from autograder.workers import follow_parent

_SHOWN = 3  # of the files that differ from what is committed
_SHOWN_EACH = 8  # of the findings of one rule: nobody reads on before these are mended; --json tells all


def run(
    course: Course,
    assignments: Collection[Assignment],
    *,
    full: bool = False,
    otter: bool = True,
    jobs: int | None = None,
    sandbox: str | None = None,
    quiet: bool = False,
) -> tuple[Proof, ...]:
    """Return the proofs of `assignments`, having printed a line for each unless `quiet`.

    Args:
        jobs: Processes that grade at once; None: one a core.
        sandbox: The isolation asked for, "A" to "E"; None: the best there is.
    """
    proofs = []
    root = Path(os.path.relpath(course.folder.resolve().parent))  # as a person here would write it
    rules = [leaks, partial(committed_bytes, root)] + [partial(otter_agrees, sandbox, full)] * otter
    with progress.bar("answers", quiet=quiet) as tell, _pool(jobs) as pool:
        for proof in verify(
            course, assignments, partial(grade, sandbox), pool, full=full, extra=rules, progress=tell
        ):
            proofs.append(proof)
            if not quiet:
                _print(proof)
    return tuple(sorted(proofs, key=lambda proof: proof.assignment))


def grade(sandbox: str | None, case: Case) -> Result:
    """Return the judge's verdicts on one case. Runs in a process of the pool, which keeps its judge warm."""
    from autograder.judge.run import grade_job

    name, data = case.hand_in()
    return grade_job(
        str(case.assignment.folder),
        data,
        name,
        checks=case.checks,
        sandbox=sandbox,
        force=True,  # our own masters and samples: the proof also runs where nothing isolates
    )


def leaks(assignment: Assignment) -> Iterator[Finding]:
    """Rule 7."""
    from autograder.release import bundle, leak

    for problem in leak.leaks(assignment, bundle.student_files(assignment).files):
        yield Finding(assignment.id, 7, problem)


def committed_bytes(root: Path, assignment: Assignment) -> Iterator[Finding]:
    """Rule 8. `root` is the folder that holds student_template/ and solutions/."""
    from autograder.release import bundle

    for files, folder in ((bundle.student_files, "student_template"), (bundle.solution_files, "solutions")):
        built = files(assignment)
        if built != files(assignment):
            yield Finding(assignment.id, 8, f"two builds of {folder}/{assignment.id} differ")
        if not (root / folder / assignment.id).is_dir():
            yield Finding(
                assignment.id, 8, f"{root / folder / assignment.id} is not there. Run: autograder build"
            )
            continue
        problems = bundle.compare(built, root / folder / assignment.id)
        for problem in problems[:_SHOWN]:
            yield Finding(assignment.id, 8, f"{problem}. Run: autograder build")
        if len(problems) > _SHOWN:
            yield Finding(
                assignment.id, 8, f"… and {len(problems) - _SHOWN} more files of {folder}/{assignment.id}"
            )


def otter_agrees(sandbox: str | None, full: bool, assignment: Assignment) -> Iterator[Finding]:
    """Rule 10, on every sample if `full`; else master, stub, empty file, and an accepted and a wrong sample a question.

    Every sample through Otter costs what every sample through the judge costs; `autograder package` takes them all.
    """
    from autograder.regrade import disagreements

    for problem in disagreements(assignment, sandbox=sandbox, samples=full):
        yield Finding(assignment.id, 10, str(problem))


def as_json(proofs: Collection[Proof]) -> list[dict]:
    """Return the proofs as JSON-ready data."""
    return [asdict(proof) for proof in proofs]


def _pool(jobs: int | None) -> ProcessPoolExecutor:
    import multiprocessing

    # A spawned process holds nothing of this one: no half-initialised library, no open file.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs or os.cpu_count() or 1, mp_context=spawn, initializer=follow_parent)


def _print(proof: Proof) -> None:
    word = "proved" if not proof.findings else "BROKEN"
    line = f"{proof.assignment:<24} {word}  {proof.answers:4d} answers  {proof.verdicts:5d} verdicts  {proof.seconds:7.1f} s"
    print(line, flush=True)
    for rule in sorted({finding.rule for finding in proof.findings}):
        problems = [finding.problem for finding in proof.findings if finding.rule == rule]
        print(f"  rule {rule}: {RULES[rule]}", flush=True)
        for problem in problems[:_SHOWN_EACH]:
            print(f"    {problem}", flush=True)
        if len(problems) > _SHOWN_EACH:
            print(f"    … and {len(problems) - _SHOWN_EACH} more", flush=True)
