"""The verbs `login` and `sync`: which site, which assignments, once or for good, and what is said about it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autograder.base.cleaning import clean_line
from autograder.base.errors import CourseError, UsageError
from autograder.base.messages import sentence
from autograder.base.numbers import number_text
from autograder.course.load import chosen
from autograder.course.model import Course
from autograder.gradebook import sync_record, sync_settings
from autograder.gradebook.lms.sites import tokens
from autograder.gradebook.lms.sites.base import Site, SiteDown, TokenRefused, Waiting
from autograder.gradebook.lms.sites.patience import checked_url
from autograder.gradebook.lms.sites.registry import LIVE, options
from autograder.gradebook.sync import Sync
from autograder.gradebook.sync_round import Event, Link

Say = Callable[[str], None]


_POINTS = ("grade", "ours")  # of an event, as the systems write them


def opened(
    system: str, url: str, course: str = "", *, token: str = "", waiting: Waiting | None = None
) -> Site:
    """Return a site with a token: the one given, else the one that was kept.

    Raises:
        UsageError: There is no token, or no safe address.
    """
    token = token or tokens.kept(system, checked_url(url))
    return LIVE[system].opened(url, token, course, waiting)


def login(system: str, url: str, token: str) -> str:
    """Prove a token, keep it, and return the sentence that says whose it is and where it lies.

    Raises:
        TokenRefused, SiteDown: The site does not take it, or does not answer.
    """
    url = checked_url(url)
    who = opened(system, url, token=token).who()
    return f"{who}: {tokens.keep(system, url, token)}"


def site_and_links(
    course: Course,
    names: Sequence[str],
    system: str,
    remote: str,
    *,
    language: str,
    release: bool,
    waiting: Waiting | None = None,
) -> tuple[Site, list[Link]]:
    """Return the site and the links that the command line and lms.toml ask for together.

    `system` and `remote` are those of `--moodle NAME`; empty where lms.toml says all.

    Raises:
        UsageError: They do not say enough, or contradict each other.
    """
    settings = sync_settings.read(course.folder / sync_settings.NAME)
    if settings and system in ("", settings.system):
        site = opened(settings.system, settings.url, settings.course, waiting=waiting)
    elif system:
        known = tokens.sites(system)
        if len(known) != 1:
            raise UsageError(
                "sync.one_login",
                file=sync_settings.NAME,
                folder=course.folder,
                title=LIVE[system].title,
                count=len(known),
                system=system,
            )
        site = opened(system, known[0], waiting=waiting)
    else:
        raise UsageError("sync.no_source", options=options(), file=sync_settings.NAME, folder=course.folder)
    if remote:
        if len(names) != 1:
            raise UsageError("sync.one_assignment", options=options(), system=system)
        (assignment,) = chosen(course, names)
        links = [Link(assignment, remote, language, release)]
    else:
        wanted = {assignment.id for assignment in chosen(course, names)}
        links = sync_settings.links(settings, course, language) if settings else []
        links = [
            replace(link, release=link.release or release) for link in links if link.assignment.id in wanted
        ]
    if not links:
        raise UsageError("sync.no_links", path=course.folder / sync_settings.NAME)
    return site, links


def once(sync: Sync, links: Sequence[Link]) -> bool:
    """Do one round of each link, and return whether nothing needs a person."""
    well = True
    for link in links:
        done = sync.round(link)
        if done.interrupted:
            raise KeyboardInterrupt
        well &= done.well
    return well


def watch(
    sync: Sync,
    links: Sequence[Link],
    every: float,
    reopened: Callable[[], Site],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Do rounds for good. A site that is down and a token that expired are told, and waited for.

    `reopened` gives the site with the token that is kept now: whoever logs in anew need not stop and start this.
    """
    down: type[CourseError] | None = None
    while True:
        started = time.monotonic()
        sync_record.alive(sync.out)
        for link in links:
            try:
                if down is TokenRefused:
                    sync.site = reopened()
                if sync.round(link).interrupted:
                    raise KeyboardInterrupt
            except (SiteDown, TokenRefused) as error:
                if type(error) is not down:
                    down = type(error)
                    sync.emit({"event": "down", "why": error.message})
                break
            except CourseError as error:  # one assignment's trouble is not the others'
                sync.tell({"event": "problem", "assignment": link.assignment.id, "why": error.message})
            else:
                if down:
                    down = None
                    sync.emit({"event": "up"})
        sleep(max(0.0, every - (time.monotonic() - started)))


def teller(language: str, as_json: bool, say: Say) -> Callable[[Event], None]:
    """Return what writes events: a line of JSON each, or a sentence; names come from outside, and are cleaned."""

    def tell(event: Event) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        if as_json:
            say(json.dumps({"time": now, **event}, ensure_ascii=False, default=str))
        elif event["event"] == "judged":
            say(
                clean_line(
                    f"{now}  {event['assignment']}  "
                    + sentence(
                        "sync.judged",
                        language,
                        **{key: event[key] for key in ("student", "passed", "checks")},
                    ),
                    400,
                )
            )
        else:
            about = f"  {event['assignment']}" if "assignment" in event else ""
            values = {
                key: number_text(value, language) if key in _POINTS else value
                for key, value in event.items()
                if key not in ("event", "assignment")
            }
            say(clean_line(f"{now}{about}  {sentence('sync.' + event['event'], language, **values)}", 400))

    return tell


def tested(folder: Path, language: str) -> tuple[str, str, str] | None:
    """Return (state, found, advice) of the connection that lms.toml in a course's folder speaks of;
    None without one.
    """
    try:
        settings = sync_settings.read(folder / sync_settings.NAME)
        if settings is None:
            return None
        return "ok", opened(settings.system, settings.url, settings.course).who(), ""
    except CourseError as error:
        return "missing", sentence("sync.no_connection", language), error.text(language)
