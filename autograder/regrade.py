"""Whether Otter says what the judge says: a package's own test files, run over answers whose verdicts are known."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.course.load import load_master
from autograder.course.master import SOLUTION, STUDENT, with_sample
from autograder.course.model import Assignment
from autograder.course.reach import affected
from autograder.verify import hand_in

# name -> (the bytes of a hand-in, the checks to run or None for all, the checks it must fail)
_Answers = dict[str, tuple[bytes, Collection[str] | None, frozenset[str]]]


def disagreements(
    assignment: Assignment, *, sandbox: str | None = None, samples: bool = True, package: Path | None = None
) -> Iterator[str]:
    """Yield where Otter's verdict on the reference, the stub, an empty file or a sample is not the one it must get.

    The verdicts that must be got are the declared ones, which rules 1 to 4 hold the judge to. One question's score
    and `otter run` as a whole are compared in tests; here each check is, in one process.

    Args:
        samples: Take all samples, not only the first accepted one and one wrong one a question.
        package: An autograder zip; None: it is built for this.
    """
    from autograder.judge.otter import regrade
    from autograder.release.otter import otter_bundle, zip_name

    answers = known_answers(assignment, samples)
    with tempfile.TemporaryDirectory(prefix="autograder-") as work:
        if package is None:
            package = Path(work) / zip_name(assignment)
            package.write_bytes(otter_bundle(assignment).files[package.name])
        sources = {name: (data, checks) for name, (data, checks, _) in answers.items()}
        for name, found in regrade(package, sources, sandbox=sandbox):
            fails = answers[name][2]
            for check, verdict in found.items():
                if verdict.passed == (check in fails):
                    said = "passes" if verdict.passed else "fails"
                    detail = verdict.detail.strip().splitlines()[-1:]
                    yield " ".join([f"{name}: Otter {said} {check}, the judge does not.", *detail])


def known_answers(assignment: Assignment, samples: bool) -> _Answers:
    """Return the answers with known verdicts: master, stub, empty file, and samples with the checks they reach."""
    master = load_master(assignment)
    reference = master.view(SOLUTION)
    everything = frozenset(check.id for check in assignment.rubric)
    files = assignment.handed_in_with_master
    answers: _Answers = {
        "master": (hand_in(assignment.id, reference, files)[1], None, frozenset()),
        "stub": (master.view(STUDENT).encode(), None, everything),
        "empty file": (b"", None, everything),
    }
    questions = {check.id: check.question for check in assignment.rubric}
    seen: set[str] = set()
    for sample in assignment.samples:
        kind = "accepted" if sample.accepted else min(questions[check] for check in sample.fails)
        if not samples and kind in seen:
            continue
        seen.add(kind)
        text = sample.path.read_text(encoding="utf-8")
        other = sample.files != assignment.handed_in_with_master
        checks = affected(assignment, reference, text, other_files=other)
        checks = checks if checks is None or sample.fails <= checks else None
        data = hand_in(assignment.id, with_sample(reference, text), sample.files)[1]
        answers[sample.name] = (data, checks, sample.fails)
    return answers
