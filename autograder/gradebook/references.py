"""What the judge said of the reference answers: a check that they fail takes points from everybody, and tells nothing.

RESULTS/references/02_noise/result.json   the verdicts, each with the key of what it was judged by
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.base.messages import Message, default_language, for_teacher, sentence
from autograder.base.verdict import Outcome, Reason
from autograder.course.model import Assignment
from autograder.gradebook.attempt import Attempt
from autograder.gradebook.records import HandedIn
from autograder.gradebook.roster import Student
from autograder.gradebook.store import Store


@dataclass(frozen=True)
class ReferenceAttempt(Attempt):
    """The reference answer, as if somebody had handed it in. It is not stored, only what the judge says of it."""

    data: bytes = b""

    def hand_in(self) -> tuple[str, bytes]:
        """Return the name and bytes to be judged."""
        return self.files[0].name, self.data


def reference_attempt(
    assignment: Assignment, store: Store, name: str = "", data: bytes = b""
) -> ReferenceAttempt:
    """Return the reference answer to an assignment, handed in under this name; what was said of it is in `store`."""
    described = HandedIn(name, hashlib.sha256(data).hexdigest(), len(data))
    whose = Student(id=sentence("doubt.reference_name", default_language()))
    folder = store.folder / "references" / assignment.id
    return ReferenceAttempt(whose, assignment.id, 1, (described,), folder, data=data)


def failed_by_reference(assignments: Iterable[Assignment], store: Store) -> Iterator[Message]:
    """Yield a sentence for each check that the reference answer did not pass when it was judged last.

    What a busy machine kept from being judged says nothing of the check, and is judged again.
    """
    for assignment in assignments:
        graded = store.graded(reference_attempt(assignment, store))
        for verdict in graded.result.verdicts if graded else ():
            if verdict.outcome is not Outcome.PASS and verdict.reason is not Reason.BUSY:
                why = for_teacher(verdict.message) if verdict.message else verdict.detail.strip()[-300:]
                check = verdict.check
                yield Message.of("doubt.reference", assignment=assignment.id, check=check, why=why or "–")
