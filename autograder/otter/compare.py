"""Whether Otter says what the judge says: a package's own test files, run over answers whose verdicts are known."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from autograder.base.messages import Message
from autograder.course.model import Assignment

if TYPE_CHECKING:  # these import Otter, which takes seconds, and without which `package` has words of its own
    from autograder.otter.plugin import Grading


class Answer(Protocol):
    """An answer with the verdicts it must get, as `proof.answers` makes them: the instructors' own."""

    @property
    def name(self) -> str:
        """How findings call it."""

    @property
    def fails(self) -> Collection[str]:
        """The checks it must fail."""

    @property
    def checks(self) -> Collection[str] | None:
        """The checks to run; None: all."""

    def hand_in(self) -> tuple[str, bytes]:
        """Return the name and the bytes of a .py, or of a zip with files beside it."""


@dataclass(frozen=True)
class OtterVerdict:
    """What Otter says of one check, and what the judge wrote down for the instructor."""

    passed: bool
    detail: str


def disagreements(
    assignment: Assignment,
    answers: Iterable[Answer],
    *,
    sandbox: str | None = None,
    package: Path | None = None,
) -> Iterator[Message]:
    """Yield where Otter's verdict on an answer is not the one it must get.

    The verdicts that must be got are the declared ones, which rules 1 to 4 hold the judge to. One question's score
    and `otter run` as a whole are compared in tests; here each check is, in one process.

    Args:
        package: An autograder zip; None: it is built for this.
    """
    from autograder.otter.package import otter_bundle, zip_name

    answers = tuple(answers)
    must_fail = {answer.name: answer.fails for answer in answers}
    with tempfile.TemporaryDirectory(prefix="autograder-") as work:
        if package is None:
            package = Path(work) / zip_name(assignment)
            package.write_bytes(otter_bundle(assignment).files[package.name])
        for name, found in regrade(package, answers, sandbox=sandbox):
            for check, verdict in found.items():
                if verdict.passed == (check in must_fail[name]):
                    said = Message("package.passes" if verdict.passed else "package.fails")
                    detail = "".join(f" {line}" for line in verdict.detail.strip().splitlines()[-1:])
                    yield Message.of(
                        "package.otter_differs", name=name, verdict=said, check=check, detail=detail
                    )


def regrade(
    package: Path, answers: Iterable[Answer], *, sandbox: str | None = None
) -> Iterator[tuple[str, dict[str, OtterVerdict]]]:
    """Yield each answer's name with its verdicts by check id, from the package's own test files, run in this process.

    The answers are taken for the instructors' own: where nothing isolates them, they are run all the same.
    """
    from autograder.otter.plugin import Grading
    from autograder.otter.runner import packaged_assignment, unpacked

    with unpacked(package) as root:
        assignment = packaged_assignment(root)
        for answer in answers:
            name, data = answer.hand_in()
            grading = Grading(
                assignment, data, name, checks=answer.checks, sandbox=sandbox, unisolated=sandbox is None
            )
            yield answer.name, _otter_verdicts(root / "source/tests", grading, answer.checks)


def _otter_verdicts(tests: Path, grading: Grading, checks: Collection[str] | None) -> dict[str, OtterVerdict]:
    from otter.nbmeta_config import NBMetadataConfig
    from otter.test_files import create_test_file

    from autograder.otter.plugin import GRADING

    found = {}
    for question in grading.assignment.questions:
        if question.manual:  # read by a person: there is no test file
            continue
        test_file = create_test_file(str(tests / f"{question.id}.py"), NBMetadataConfig())
        test_file.run({GRADING: grading})
        for check, result in zip(question.checks, test_file.test_case_results, strict=True):
            if checks is None or check.id in checks:
                verdict = grading.verdict(check.id)
                found[check.id] = OtterVerdict(result.passed, verdict.detail if verdict else "")
    return found
