"""The answers whose verdicts are known in advance: master, stub, empty file, samples, nonsense.

They are made here and nowhere else, for `verify`, `package`, `demo` and the benchmarks.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.affected import affected
from autograder.course.handed_in import handed_in
from autograder.course.master import SOLUTION, STUDENT, with_sample
from autograder.course.model import Assignment, Sample


class Kind(enum.StrEnum):
    """What an answer is, and so which rule it is graded for."""

    MASTER = "master"
    STUB = "stub"
    EMPTY = "empty file"
    RIGHT = "right"
    WRONG = "wrong"
    NONSENSE = "nonsense"


class Depth(enum.StrEnum):
    """How much of what could be graded is graded."""

    QUICK = "quick"  # of the wrong samples no more than make every check fail once
    USUAL = "usual"  # every sample, with the checks that reach what it changes
    FULL = "full"  # every sample with every check, and through Otter too


# Answers that are no answers. What each function returns must end in FAIL, never in a crash of the check.
NONSENSE: Mapping[str, str] = {
    "none": "None",
    "text": '"?"',
    "number": "-7.25",
    "empty_list": "[]",
    "empty_dict": "{}",
    "object": "object()",
    "scalar_array": "__import__('numpy').zeros(())",
    "nan_array": "__import__('numpy').full((3, 2), float('nan'))",
    "text_array": "__import__('numpy').array(['a', 'b'])",
    "three_items": "(None, 1.0, 'x')",
}


@dataclass(frozen=True)
class KnownAnswer:
    """One answer: its source, the checks that can see it (None: all) and those that it must fail.

    `files` are handed in beside it: name in the hand-in -> file. `exactly` is False where a check outside of `fails`
    may say either, as long as it does not break.
    """

    assignment: Assignment
    kind: Kind
    name: str
    source: str
    fails: frozenset[str] = frozenset()
    checks: frozenset[str] | None = None
    exactly: bool = True
    files: Mapping[str, Path] = field(default_factory=dict)

    @property
    def seen_by(self) -> frozenset[str]:
        """The checks that can see it."""
        return self.checks or frozenset(check.id for check in self.assignment.rubric)

    def hand_in(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what a student would hand in: a .py, or a zip of it and the files."""
        return handed_in(self.assignment, self.source, self.files)


def known_answers(assignment: Assignment, depth: Depth = Depth.USUAL) -> tuple[KnownAnswer, ...]:
    """Return the known answers that a proof of this depth grades: master, stub, empty file, samples, nonsense.

    Raises:
        ContentError: The master cannot be read.
    """
    of_samples = tuple(samples(assignment, full=depth is Depth.FULL))
    if depth is Depth.QUICK:
        of_samples = _failing_each_check(of_samples)
    return (
        master(assignment),
        stub(assignment),
        empty(assignment),
        *of_samples,
        *nonsense(assignment),
    )


def master(assignment: Assignment) -> KnownAnswer:
    """Return the reference answer, with the files that are handed in beside it."""
    source = assignment.master.view(SOLUTION)
    return KnownAnswer(assignment, Kind.MASTER, "master", source, files=assignment.handed_in_with_master)


def stub(assignment: Assignment) -> KnownAnswer:
    """Return what students start from."""
    source = assignment.master.view(STUDENT)
    return KnownAnswer(assignment, Kind.STUB, "stub", source, _every_check(assignment))


def empty(assignment: Assignment) -> KnownAnswer:
    """Return a file without a line."""
    return KnownAnswer(assignment, Kind.EMPTY, "empty file", "", _every_check(assignment))


def samples(assignment: Assignment, *, full: bool = False) -> Iterator[KnownAnswer]:
    """Yield the samples, in their order: the reference answer with a sample's own definitions after it."""
    for sample in assignment.samples:
        yield of_sample(assignment, sample, full=full)


def of_sample(assignment: Assignment, sample: Sample, *, full: bool = False) -> KnownAnswer:
    """Return one sample: the reference answer with the sample's own definitions after it.

    Args:
        full: All checks see it, not only those that reach what it changes.
    """
    reference = assignment.master.view(SOLUTION)
    other_files = sample.files != assignment.handed_in_with_master
    checks = None if full else affected(assignment, reference, sample.source, other_files=other_files)
    if checks is not None and not sample.fails <= checks:
        checks = None
    source = with_sample(reference, sample.source)
    return KnownAnswer(
        assignment, Kind(sample.kind), str(sample), source, sample.fails, checks, files=sample.files
    )


def nonsense(assignment: Assignment) -> Iterator[KnownAnswer]:
    """Yield answers in which every graded function returns the same nonsense."""
    for name, value in NONSENSE.items():
        source = "\n".join(
            f"{function} = lambda *args, **kwargs: {value}" for function in assignment.functions
        )
        # None must pass nothing; another constant may by chance be the right answer to a small question.
        fails = _every_check(assignment) if name == "none" else frozenset[str]()
        yield KnownAnswer(assignment, Kind.NONSENSE, f"nonsense {name}", source, fails, exactly=False)


def answers_for_otter(assignment: Assignment, *, every_sample: bool) -> tuple[KnownAnswer, ...]:
    """Return the answers that Otter's verdicts are compared on: all but nonsense.

    Args:
        every_sample: Else one right sample, and one wrong one of each question: those that the fewest checks see, as
            what is compared is the packaging.
    """
    of_samples = tuple(samples(assignment))
    if not every_sample:
        of_samples = _one_a_question(assignment, of_samples)
    return (master(assignment), stub(assignment), empty(assignment), *of_samples)


def _one_a_question(assignment: Assignment, of_samples: Collection[KnownAnswer]) -> tuple[KnownAnswer, ...]:
    questions = {check.id: check.question for check in assignment.rubric}
    chosen: dict[str, KnownAnswer] = {}
    for answer in sorted(of_samples, key=_cost):
        place = min(questions[check] for check in answer.fails) if answer.fails else Kind.RIGHT
        chosen.setdefault(place, answer)
    return tuple(chosen.values())


def _failing_each_check(of_samples: Collection[KnownAnswer]) -> tuple[KnownAnswer, ...]:
    """Return the right samples, and of the wrong ones the cheapest first until every check has failed once."""
    failed: set[str] = set()
    chosen = set[str]()
    for answer in sorted(of_samples, key=_cost):
        if not answer.fails or answer.fails - failed:
            failed |= answer.fails
            chosen.add(answer.name)
    return tuple(answer for answer in of_samples if answer.name in chosen)


def _cost(answer: KnownAnswer) -> int:
    return len(answer.seen_by)


def _every_check(assignment: Assignment) -> frozenset[str]:
    return frozenset(check.id for check in assignment.rubric)
