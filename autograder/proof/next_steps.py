"""What to type next, where an assignment is not done yet: what a command mends is told with the command."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.base.messages import Message, sentence
from autograder.course.place import beside, typed
from autograder.proof.rules import Finding

_FILLED_IN, _DRAWN, _BUILT = ("rule.fill_in",), ("rule.no_picture",), ("rule.not_built", "rule.build_again")


def next_steps(findings: Collection[Finding], course: Path, language: str) -> Iterator[str]:
    """Yield the commands that mend what commands can mend, each with what it does, in the order to type them.

    Args:
        findings: Those about one assignment.
        course: The folder of its course.
    """
    if not findings:
        return
    keys = {each.problem.key for each in findings if isinstance(each.problem, Message)}
    number = next(iter(findings)).assignment[:2]
    steps = {
        "while_filling_in": (typed(course, "verify", number, "--checks-only"), _FILLED_IN),
        "to_draw": (typed(course, "figures", number), _DRAWN),
        "to_build": (typed(course, "build"), _BUILT),
    }
    wanted = {key: command for key, (command, mends) in steps.items() if keys & {*mends}}
    if not wanted:
        return
    yield sentence("verify.next", language)
    yield from beside({command: sentence(f"verify.{key}", language) for key, command in wanted.items()})
