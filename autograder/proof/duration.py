"""How long a proof takes: as the last one did on this machine, else at a guess. It is said before it begins."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from autograder.base.errors import UsageError
from autograder.base.files import read_json, user_cache, write_json
from autograder.base.messages import Message
from autograder.course.model import Course

_OTTER = 10  # the number of the rule that runs Otter


@dataclass(frozen=True)
class Took:
    """Seconds of a worker for one answer, and of the rules that look at all of them."""

    answer: float
    rules: float
    otter: float


# A guess and no more, between assignments that train and those that do not: the first proof puts what it took in its
# place.
GUESS = Took(answer=1.5, rules=1.0, otter=25.0)


def forecast(
    course: Course,
    answers: Mapping[str, int],
    rules: Collection[int],
    jobs: int,
    cache: Path | None = None,
) -> Message:
    """Return the line that says what is graded and about how long it takes.

    Args:
        answers: How many known answers each assignment has.
        rules: The numbers of the rules that are asked.
        jobs: Answers graded at once.
        cache: The file of what was measured before; None: the user's own.
    """
    if not any(answers.values()):
        return Message("verify.forecast_nothing")
    known = _known(cache or _file())
    found = {name: known.get(_key(course, name)) for name in answers}
    seconds = 0.0
    for name, count in answers.items():
        took = found[name] or GUESS
        otter = (took.otter or GUESS.otter) if _OTTER in rules else 0.0
        seconds += took.answer * count / jobs + took.rules + otter
    return Message.of(
        "verify.forecast",
        answers=sum(answers.values()),
        jobs=jobs,
        duration=spoken(seconds),
        source=Message("verify.as_last_time" if all(found.values()) else "verify.at_a_guess"),
    )


def remember(
    course: Course,
    assignment: str,
    answers: int,
    seconds: float,
    rule_seconds: float,
    rules: Collection[int],
    cache: Path | None = None,
) -> None:
    """Keep what a proof of `assignment` took. Where nothing can be kept, nothing is."""
    path, key = cache or _file(), _key(course, assignment)
    known = _known(path)
    before = known.get(key, GUESS)
    if _OTTER in rules:
        took = Took(seconds / max(1, answers), before.rules, max(0.0, rule_seconds - before.rules))
    else:
        took = Took(seconds / max(1, answers), rule_seconds, before.otter)
    if seconds:
        with contextlib.suppress(OSError):
            write_json(path, {name: asdict(each) for name, each in {**known, key: took}.items()})


def spoken(seconds: float) -> Message:
    """Return a duration as one would say it: "about 40 s", "about 3 min"."""
    if seconds < 100:
        return Message.of("verify.about_seconds", count=int(max(10, round(seconds, -1))))
    return Message.of("verify.about_minutes", count=round(seconds / 60))


def _file() -> Path:
    return user_cache() / "durations.json"


def _key(course: Course, assignment: str) -> str:
    return str(course.folder.resolve() / assignment)


def _known(path: Path) -> dict[str, Took]:
    try:
        return TypeAdapter(dict[str, Took]).validate_python(read_json(path) or {})
    except (UsageError, ValidationError):
        return {}
