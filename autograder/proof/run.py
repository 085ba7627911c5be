"""Running the proof: the judge as the grader, a pool of processes, progress on standard error, a line an assignment."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.base import progress
from autograder.base.errors import ContentError, MachineError
from autograder.base.messages import default_language, sentence, words
from autograder.base.numbers import decimals
from autograder.base.processes import pool
from autograder.base.verdict import Result, Verdict
from autograder.course.model import Assignment, Course
from autograder.proof import duration
from autograder.proof.answers import Depth, KnownAnswer, known_answers
from autograder.proof.kept_verdicts import KeptVerdicts
from autograder.proof.next_steps import next_steps
from autograder.proof.public_share import PublicShare, public_share
from autograder.proof.rules import OF_CHECKS, RULES, Evidence, Finding, GradedAnswer, findings
from autograder.proof.wrong_verdicts import wrong_verdicts
from autograder.release.trees import home

_SHOWN_EACH = 8  # of the findings of one rule: nobody reads on before these are mended; --json has all

Grade = Callable[[KnownAnswer], Result]


@dataclass(frozen=True)
class Scope:
    """How much is proved: the numbers of the `rules` that are asked, and what is graded for them.

    `sandbox` is the isolation asked for, "A" to "E"; None: the best there is.
    """

    rules: Set[int] = frozenset(RULES)
    depth: Depth = Depth.USUAL
    sandbox: str | None = None

    @property
    def word(self) -> str:
        """What may be said of an assignment in which nothing was found: the key of a sentence in [verify]."""
        return "checks_hold" if self.rules <= OF_CHECKS or self.depth is Depth.QUICK else "proved"


@dataclass(frozen=True)
class Proof:
    """What was found about one assignment: no findings means it may be released.

    `answers` and `verdicts` count what was looked at; `known` of the answers had all their verdicts from an earlier
    proof, the others took `seconds` of the workers' time, and the rules `rule_seconds`, nearly all of it Otter's.
    `public` is what students can learn from their own checks.
    """

    assignment: str
    findings: tuple[Finding, ...]
    answers: int
    verdicts: int
    seconds: float
    rule_seconds: float = 0.0
    public: PublicShare | None = None
    known: int = 0


@dataclass(frozen=True)
class _Asked:
    """A known answer, with the verdicts that are known of it before the proof."""

    answer: KnownAnswer
    known: tuple[Verdict, ...]

    @property
    def unjudged(self) -> frozenset[str]:
        """The checks that have to run: those that can see the answer, without the ones whose verdict is known."""
        return self.answer.seen_by - {each.check for each in self.known}


def run(
    course: Course,
    assignments: Collection[Assignment],
    scope: Scope = Scope(),
    *,
    jobs: int | None = None,
    quiet: bool = False,
    again: bool = False,
    cache: Path | None = None,
) -> tuple[Proof, ...]:
    """Return the proofs of `assignments`, having said how long it takes and printed a line for each, unless `quiet`.

    Args:
        jobs: Processes that grade at once; None: one a core.
        again: Grade what is known from earlier proofs, too.
        cache: The folder of what was judged before; None: the user's own.
    """
    kept = KeptVerdicts(cache, scope.sandbox, again=again)
    proofs = []

    def forecast(counts: Mapping[str, int]) -> None:
        if not quiet:
            said = duration.forecast(course, counts, scope.rules, jobs or os.cpu_count() or 1)
            print(said.text(default_language()), file=sys.stderr, flush=True)

    with (
        progress.bar(sentence("verify.answers", default_language()), quiet=quiet) as show,
        pool(jobs) as workers,
    ):
        grader = partial(grade, scope.sandbox)
        for proof in prove(
            course,
            assignments,
            grader,
            workers,
            scope,
            kept=kept,
            planned=forecast,
            progress=show,
        ):
            proofs.append(proof)
            graded = proof.answers - proof.known
            duration.remember(
                course, proof.assignment, graded, proof.seconds, proof.rule_seconds, scope.rules
            )
            if not quiet:
                for line in lines(proof, scope.word, default_language(), course.folder):
                    print(line, flush=True)
    return tuple(sorted(proofs, key=lambda proof: proof.assignment))


def prove(
    course: Course,
    assignments: Collection[Assignment],
    grade: Grade,
    executor: Executor,
    scope: Scope = Scope(),
    *,
    kept: KeptVerdicts | None = None,
    planned: Callable[[Mapping[str, int]], None] = lambda counts: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Proof]:
    """Yield the proof of each assignment, as soon as all of its answers are graded.

    Args:
        grade: Grades one answer; it runs in `executor`, so it and its result must be picklable.
        kept: What an earlier proof found and still holds: only the other checks run. All verdicts of an answer that got
            what it must get are kept there; None: nothing is.
        planned: Called with the number of answers to grade of each assignment, before the first is graded.
        progress: Called with the number of answers graded and in all.
    """
    root = home(course)
    asked = {
        each.id: [
            _Asked(answer, kept.verdicts(answer) if kept else ()) for answer in _answers(each, scope.depth)
        ]
        for each in assignments
    }
    todo = {id: [each for each in found if each.unjudged] for id, found in asked.items()}
    planned({id: len(each) for id, each in todo.items()})
    total = sum(map(len, todo.values()))
    futures = {
        executor.submit(grade, replace(each.answer, checks=each.unjudged)): each
        for found in todo.values()
        for each in found
    }
    graded = {
        id: [GradedAnswer(each.answer, Result(id, each.known)) for each in found if not each.unjudged]
        for id, found in asked.items()
    }
    known_before = {id: len(found) for id, found in graded.items()}

    def proof(assignment: Assignment) -> Proof:
        found = _proof(assignment, tuple(graded[assignment.id]), root, scope)
        return replace(found, known=known_before[assignment.id])

    def received(future: Future[Result]) -> GradedAnswer:
        found = _graded(futures[future], future)
        # What has to be mended is not worth keeping; a machine's whim is not repeated.
        if kept and found.result is not None and not any(wrong_verdicts(found.answer, found.result)):
            kept.keep(found.answer, found.result.verdicts)
        return found

    progress(0, total)
    for each in assignments:
        if not todo[each.id]:
            yield proof(each)
    looked_at: set[Future[Result]] = set()
    try:
        for done, future in enumerate(as_completed(futures), start=1):
            looked_at.add(future)
            found = received(future)
            progress(done, total)
            of_this = graded[found.answer.assignment.id]
            of_this.append(found)
            if len(of_this) == len(asked[found.answer.assignment.id]):
                yield proof(found.answer.assignment)
    except KeyboardInterrupt:  # while the rules of one assignment were asked, answers of others were graded
        for future in futures.keys() - looked_at:
            if future.done() and not future.cancelled() and future.exception() is None:
                received(future)
        raise


def _proof(assignment: Assignment, graded: tuple[GradedAnswer, ...], root: Path, scope: Scope) -> Proof:
    """Return what the rules find in an assignment whose answers are graded."""
    evidence = Evidence(assignment, root, graded, scope.sandbox, scope.depth is Depth.FULL)
    results = [each.result for each in graded if each.result is not None]
    begun = time.monotonic()
    problems = tuple(findings(evidence, scope.rules))
    return Proof(
        assignment.id,
        problems,
        answers=len(graded),
        verdicts=sum(len(each.verdicts) for each in results),
        seconds=sum(each.seconds for each in results),
        rule_seconds=round(time.monotonic() - begun, 3),
        public=public_share(assignment),
    )


def grade(sandbox: str | None, answer: KnownAnswer) -> Result:
    """Return the judge's verdicts on one answer. Runs in a process of the pool, which keeps its judge warm."""
    from autograder.judge.run import grade_job

    name, data = answer.hand_in()
    return grade_job(
        str(answer.assignment.folder),
        data,
        name,
        checks=answer.checks,
        sandbox=sandbox,
        unisolated=True,  # our own masters and samples: the proof also runs where nothing isolates
    )


def as_json(proofs: Collection[Proof]) -> list[dict[str, Any]]:
    """Return the proofs as JSON-ready data."""
    english = (
        replace(proof, findings=tuple(replace(each, problem=str(each.problem)) for each in proof.findings))
        for proof in proofs
    )
    return [asdict(proof) for proof in english]


def _answers(assignment: Assignment, depth: Depth) -> tuple[KnownAnswer, ...]:
    try:
        return known_answers(assignment, depth)
    except ContentError:
        return ()  # rule 1 says why


def _graded(asked: _Asked, future: Future[Result]) -> GradedAnswer:
    try:
        result = future.result()
        return GradedAnswer(asked.answer, replace(result, verdicts=(*asked.known, *result.verdicts)))
    except MachineError:  # what this machine lacks, it lacks for every answer
        raise
    except Exception as error:  # a judge that dies is a finding about this answer, not the end of the proof
        return GradedAnswer(asked.answer, None, repr(error))


def lines(proof: Proof, right: str, language: str, course: Path = Path()) -> Iterator[str]:
    """Yield what an author reads of a proof; `right` is the key of what may be said where nothing was found.

    `course` is the folder of the course, which commands to type may have to name.
    """
    word = sentence(f"verify.{'BROKEN' if proof.findings else right}", language)
    counts = sentence(
        "verify.line",
        language,
        answers=f"{proof.answers:4d}",
        verdicts=f"{proof.verdicts:5d}",
        seconds=f"{decimals(proof.seconds, language, 1):>7}",
    )
    known = sentence("verify.known", language, count=proof.known) if proof.known else ""
    yield f"{proof.assignment:<24} {word}{counts}{known}"
    if proof.public and proof.public.wrong:
        yield f"  {proof.public.message.text(language)}"
    for rule in sorted({finding.rule for finding in proof.findings}):
        problems = [words(finding.problem, language) for finding in proof.findings if finding.rule == rule]
        about = sentence(f"verify.rule_{rule}", language)
        yield f"  {sentence('verify.rule', language, number=rule, sentence=about)}"
        shown = problems if RULES[rule].all_shown else problems[:_SHOWN_EACH]
        yield from (f"    {problem}" for problem in shown)
        if len(problems) > len(shown):
            yield f"    {sentence('verify.more', language, count=len(problems) - len(shown))}"
    yield from (f"  {line}" for line in next_steps(proof.findings, course, language))
