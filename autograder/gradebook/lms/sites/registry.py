"""Every live system we know, a line each: what `login` and `sync` offer, and what lms.toml may name.

What speaks to a system is imported when it is spoken to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.gradebook.lms.sites.base import Site, Waiting


@dataclass(frozen=True)
class LiveSystem:
    """A system that can be spoken to.

    Args:
        name: What the command line and lms.toml call it.
        title: What people call it.
        opened: Gives the site at an address, for a token, of one course ("": all), telling whom it keeps waiting.
        token: Gives the token for (address, user name, password); None: people copy one from their profile.
    """

    name: str
    title: str
    opened: Callable[[str, str, str, Waiting | None], Site]
    token: Callable[[str, str, str], str] | None = None


def _moodle(url: str, token: str, course: str, waiting: Waiting | None) -> Site:
    from autograder.gradebook.lms.sites.moodle import MoodleSite
    from autograder.gradebook.lms.sites.patience import Patience

    return MoodleSite(Patience(url, token, waiting=waiting), course)


def _moodle_token(url: str, username: str, password: str) -> str:
    from autograder.gradebook.lms.sites.moodle import token
    from autograder.gradebook.lms.sites.patience import Patience

    return token(Patience(url, ""), username, password)


def _canvas(url: str, token: str, course: str, waiting: Waiting | None) -> Site:
    from autograder.gradebook.lms.sites.canvas import CanvasSite

    return CanvasSite(url, token, course, waiting=waiting)


LIVE: dict[str, LiveSystem] = {
    each.name: each
    for each in (
        LiveSystem("moodle", "Moodle", _moodle, _moodle_token),
        LiveSystem("canvas", "Canvas", _canvas),
    )
}


def options() -> str:
    """Return the options of the command line that name one of them, as a sentence has them: "--moodle or --canvas"."""
    return " or ".join(f"--{name}" for name in LIVE)
