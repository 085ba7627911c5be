"""Grading mutants: in parallel, cheap checks first, up to the first that fails; and going on where it was stopped.

What was found of a mutant is kept in a cache, with the version of what it depends on: of the check that caught it, or,
where none did, of all. So an interrupted run costs only what is left, and a changed check only the mutants it caught and
those that survived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.base import progress
from autograder.base.files import user_cache, write_bytes
from autograder.base.messages import Message, default_language, sentence
from autograder.base.numbers import decimals
from autograder.base.processes import pool
from autograder.base.verdict import Outcome, Verdict
from autograder.course.model import Assignment
from autograder.judge import verdict_keys
from autograder.proof import answers
from autograder.proof.answers import KnownAnswer
from autograder.proof.mutants import Equivalent, Mutant, answer, equivalents, mutants

COUNTS = "mutants.json"  # in the assignment's folder: what the READMEs' tables quote


@dataclass(frozen=True)
class Found:
    """What was found of a mutant: the check that caught it, or that broke on it or said nothing; neither: it survived.

    `doubtful`: it was caught in a way that a busy machine can cause as well.
    """

    caught_by: str | None = None
    broke: str | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Survivor:
    """A mutant that no check fails, or (`broke`) on which a check breaks."""

    mutant: Mutant
    broke: str | None = None


@dataclass(frozen=True)
class Mutation:
    """What the mutants say of an assignment's checks. `stale` are marks of equivalents that match no mutant."""

    assignment: str
    total: int
    caught: int
    equivalent: int
    survivors: tuple[Survivor, ...]
    stale: tuple[Equivalent, ...]

    @property
    def share(self) -> float:
        """The share of the mutants that are no equivalents which the checks catch."""
        return self.caught / max(1, self.total - self.equivalent)

    def counts(self) -> dict[str, int]:
        """Return what is written beside the assignment."""
        return {"mutants": self.total, "equivalent": self.equivalent, "caught": self.caught}

    def as_json(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        survivors = [
            {
                **{key: value for key, value in asdict(each.mutant).items() if key != "source"},
                "broke": each.broke,
            }
            for each in self.survivors
        ]
        return {
            "assignment": self.assignment,
            **self.counts(),
            "survivors": survivors,
            "stale": [asdict(each) for each in self.stale],
        }

    def lines(self, language: str = "en") -> Iterator[str]:
        """Yield what an author reads."""
        share = sentence(
            "mutants.share",
            language,
            percent=f"{decimals(100 * self.share, language, 1):>5}",
            caught=self.caught,
            total=self.total,
            equivalent=self.equivalent,
            survived=len(self.survivors),
        )
        yield f"{self.assignment:<24} {share}"
        for each in self.survivors:
            place = f"{each.mutant.operator}"
            if each.mutant.function:
                place = sentence("mutants.place", language, operator=place, function=each.mutant.function)
            what = (
                Message.of("mutants.breaks", check=each.broke) if each.broke else Message("mutants.no_check")
            )
            where = f"master.py:{each.mutant.line}"
            yield f"  {sentence('mutants.survivor', language, where=where, place=place, what=what)}"
            yield from (f"    {line}" for line in each.mutant.diff.splitlines())
        for mark in self.stale:
            values = {"function": mark.function, "operator": mark.operator, "after": mark.after}
            yield f"  {sentence('mutants.stale', language, **values)}"


def run(
    assignments: Collection[Assignment],
    *,
    jobs: int | None = None,
    sandbox: str | None = None,
    quiet: bool = False,
    cache: Path | None = None,
) -> Iterator[Mutation]:
    """Yield what the mutants say of each assignment, and write its counts into its folder.

    Args:
        jobs: Processes that grade at once; None: one a core.
        sandbox: The isolation asked for, "A" to "E"; None: the best there is.
        cache: The folder of what was found before; None: the user's own.
    """
    kept = _Cache(cache or user_cache() / "mutants")
    made = {each.id: mutants(each) for each in assignments}
    marks = {each.id: equivalents(each) for each in assignments}
    total, done = sum(map(len, made.values())), 0
    with (
        progress.bar(sentence("verify.mutants", default_language()), quiet=quiet) as show,
        pool(jobs) as workers,
    ):
        for assignment in assignments:
            show(done, total, assignment.id)
            of_this = _Outcomes(kept, assignment.id, _versions(assignment))
            others = [
                each
                for each in made[assignment.id]
                if not any(mark.marks(each) for mark in marks[assignment.id])
            ]
            found = of_this.known(others)
            waiting = _submitted(workers, sandbox, assignment, [each for each in others if each not in found])
            done += len(made[assignment.id]) - len(waiting)
            try:
                for future in as_completed(waiting):
                    found[waiting[future]] = future.result()
                    of_this.keep(waiting[future], future)
                    done += 1
                    show(done, total, assignment.id)
            except BaseException:
                for future, mutant in waiting.items():  # what was ready at once was not looked at in order
                    of_this.keep(mutant, future)
                raise
            mutation = _mutation(assignment, made[assignment.id], found, marks[assignment.id])
            write_bytes(assignment.folder / COUNTS, (json.dumps(mutation.counts()) + "\n").encode())
            yield mutation


def _submitted(
    workers: Executor, sandbox: str | None, assignment: Assignment, waiting: Collection[Mutant]
) -> dict[Future[Found], Mutant]:
    """Return the outcomes to come of some mutants: cheap checks first, as the reference answer tells them."""
    if not waiting:
        return {}
    order = workers.submit(_order, sandbox, answers.master(assignment)).result()
    return {workers.submit(_found, sandbox, answer(assignment, each), order): each for each in waiting}


def _mutation(
    assignment: Assignment,
    made: Collection[Mutant],
    found: Mapping[Mutant, Found],
    marks: Collection[Equivalent],
) -> Mutation:
    survivors = tuple(
        Survivor(each, found[each].broke) for each in made if each in found and found[each].caught_by is None
    )
    stale = tuple(mark for mark in marks if not any(mark.marks(each) for each in made))
    caught = len(found) - len(survivors)
    return Mutation(assignment.id, len(made), caught, len(made) - len(found), survivors, stale)


def _order(sandbox: str | None, master: KnownAnswer) -> tuple[str, ...]:
    """Return the checks, the cheapest first. Runs in a process of the pool."""
    from autograder.proof.run import grade

    verdicts = grade(sandbox, master).verdicts
    return tuple(each.check for each in sorted(verdicts, key=lambda each: each.seconds))


def _found(sandbox: str | None, mutant: KnownAnswer, order: tuple[str, ...]) -> Found:
    """Return what the checks say of a mutant, up to the first that fails. Runs in a process of the pool."""
    from autograder.judge.run import grade_job

    name, data = mutant.hand_in()
    wanted = [check for check in order if mutant.checks is None or check in mutant.checks]
    result = grade_job(
        str(mutant.assignment.folder),
        data,
        name,
        checks=wanted,
        sandbox=sandbox,
        unisolated=True,
        until_failure=True,
    )
    return _outcome(result.verdicts, wanted)


def _outcome(verdicts: Collection[Verdict], wanted: Collection[str]) -> Found:
    """Return what verdicts say of a mutant. It survived only where every check that was asked for let it pass."""
    caught = [each for each in verdicts if each.outcome in (Outcome.FAIL, Outcome.NOT_RUN)]
    if caught:
        return Found(caught_by=caught[0].check, doubtful=not verdict_keys.kept(caught[0]))
    passed = {each.check for each in verdicts if each.passed}
    return Found(broke=next((check for check in wanted if check not in passed), None))


def _versions(assignment: Assignment) -> dict[str, str]:
    """Return for each check one number for all that its verdict on a mutant depends on but the mutant."""
    return verdict_keys.check_versions(assignment, verdict_keys.environment(), {})


@dataclass(frozen=True)
class _Outcomes:
    """The outcomes in the cache of one assignment's mutants, for the `versions` its checks have now."""

    cache: _Cache
    assignment: str
    versions: Mapping[str, str]

    def known(self, mutants: Collection[Mutant]) -> dict[Mutant, Found]:
        """Return what was found before."""
        found = ((each, self.cache.get(self._key(each))) for each in mutants)
        return {
            each: kept.found
            for each, kept in found
            if kept is not None and kept.version == self._version(kept.found)
        }

    def keep(self, mutant: Mutant, future: Future[Found]) -> None:
        """Keep what was found, where it was."""
        if future.done() and not future.cancelled() and future.exception() is None:
            found = future.result()
            self.cache.put(self._key(mutant), _Kept(found, self._version(found)))

    def _key(self, mutant: Mutant) -> str:
        return hashlib.sha256(f"{self.assignment}\0{mutant.source}".encode()).hexdigest()

    def _version(self, found: Found) -> str | None:
        """Return the version of what an outcome depends on; None: of a check that is no more."""
        if found.caught_by is not None:
            return self.versions.get(found.caught_by)
        return hashlib.sha256(json.dumps(sorted(self.versions.items())).encode()).hexdigest()


@dataclass(frozen=True)
class _Kept:
    """What was found of a mutant, and the version of what that depends on."""

    found: Found
    version: str | None


class _Cache:
    """A small file for each outcome: written whole, so that a run may be stopped at any moment."""

    def __init__(self, folder: Path):
        self._folder = folder

    def get(self, key: str) -> _Kept | None:
        """Return what was found, or None."""
        try:
            kept = json.loads(self._path(key).read_bytes())
            return _Kept(Found(**kept["found"]), kept["version"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, kept: _Kept) -> None:
        """Keep it: but not what the machine may have caused, as that a check broke or no memory was left."""
        if kept.found.broke is None and not kept.found.doubtful:
            write_bytes(self._path(key), json.dumps(asdict(kept)).encode())

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
