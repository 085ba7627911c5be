"""What was judged of the known answers, kept between proofs: one that was stopped goes on,
and only what changed is graded.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.files import read_json, user_cache, write_json
from autograder.base.verdict import Result, Verdict
from autograder.course.model import Assignment
from autograder.judge import verdict_keys
from autograder.proof.answers import KnownAnswer

_Versions = Mapping[str, str]


class KeptVerdicts:
    """The verdicts of each known answer in a file, each with the version of its check (see `judge.verdict_keys`).

    A file is written whole, so that a proof may be stopped at any moment. Where nothing can be written,
    nothing is kept.
    """

    def __init__(self, folder: Path | None = None, sandbox: str | None = None, *, again: bool = False):
        """Keep in `folder` (None: the user's own cache) what was judged at the level `sandbox`.

        With `again`, nothing of what was kept before holds.
        """
        self._again = again
        self._folder = folder or user_cache() / "proof"
        self._options = {"sandbox": sandbox or "best"}
        self._versions: dict[str, _Versions] = {}

    def verdicts(self, answer: KnownAnswer) -> tuple[Verdict, ...]:
        """Return the verdicts that still hold, of the checks that can see the answer."""
        if self._again:
            return ()
        versions = self._versions_of(answer.assignment)
        try:
            data = read_json(self._path(answer)) or {}
            result, then = Result.from_json(data["result"]), data["versions"]
            return tuple(
                verdict
                for verdict in result.verdicts
                if verdict.check in versions
                and then.get(verdict.check) == versions[verdict.check]
                and verdict.check in answer.seen_by
            )
        except (
            UsageError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
        ):  # no such file, or not one of ours
            return ()

    def keep(self, answer: KnownAnswer, verdicts: Collection[Verdict]) -> None:
        """Keep the verdicts on an answer, but those that a busy machine may have caused."""
        versions = self._versions_of(answer.assignment)
        holding = tuple(each for each in verdicts if verdict_keys.kept(each) and each.check in versions)
        data = {
            "result": Result(answer.assignment.id, holding).to_json(),
            "versions": {each.check: versions[each.check] for each in holding},
        }
        with contextlib.suppress(OSError):
            write_json(self._path(answer), data)

    def _versions_of(self, assignment: Assignment) -> _Versions:
        if assignment.id not in self._versions:
            self._versions[assignment.id] = verdict_keys.check_versions(
                assignment, _environment(), self._options
            )
        return self._versions[assignment.id]

    def _path(self, answer: KnownAnswer) -> Path:
        name, data = answer.hand_in()
        key = hashlib.sha256(b"\0".join([answer.assignment.id.encode(), name.encode(), data])).hexdigest()
        return self._folder / key[:2] / f"{key}.json"


_environment = functools.cache(verdict_keys.environment)
