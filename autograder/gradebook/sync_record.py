"""What `sync` knows on disk: who is who at a site, what was fetched, and of each mark what was meant and what was seen
there.

RESULTS/students/KEY/02_noise/synced.json   one student's mark of one assignment
RESULTS/sync/people.json                    the site's numbers of people -> the folders of students
RESULTS/sync/alive                          touched at every event of a round
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from autograder.base import files
from autograder.base.errors import UsageError
from autograder.base.messages import Message
from autograder.gradebook import records
from autograder.gradebook.locks import locked
from autograder.gradebook.store import Store

SCHEMA = "autograder/synced/1"
NAME = "synced.json"


@dataclass(frozen=True)
class Synced:
    """`meant` is noted before a mark is written, `seen` after it was read back: between the two,
    nobody is asked twice.
    """

    site: str
    assignment: str  # the system's number
    person: str
    attempt: int = 0  # the system's number of the attempt that was handed in last
    fetched: tuple[str, ...] = ()  # versions of hand-ins that lie in the store
    meant: float | None = None
    meant_text: str = ""  # SHA-256 of the comment, page and state that belong to it
    before: float | None = None  # what we last saw there, before `meant`
    seen: float | None = None
    seen_text: str = ""
    comment: str = ""  # the comment as it was read back: another one is a person's
    meant_comment: str = ""
    top: float | None = None  # the LMS's maximum when `meant` was noted
    group: str = ""  # the system's number of the group that handed in last
    saved: str | None = None  # the system's word for when `seen` was saved; None: not known
    swallowed: str = ""  # SHA-256 of a mark that was written and not kept there
    swallowed_at: float = 0.0  # Unix seconds

    @property
    def settled(self) -> bool:
        """Whether what was meant was also seen."""
        return self.meant is not None and self.seen == self.meant and self.seen_text == self.meant_text

    def is_ours(self, grade: float | None, top: float | None = None) -> bool:
        """Return whether a grade at the site is none, or one of those we wrote.

        `top` is the site's maximum now: where a teacher changed it, the site may have scaled what we wrote.
        """
        scales = {1.0, top / self.top if top and self.top else 1.0}
        return grade is None or any(
            near(grade, own * scale)
            for own in (self.seen, self.meant, self.before)
            if own is not None
            for scale in scales
        )


class Damaged(UsageError):
    """A student's record cannot be read: it is not guessed what was written for them."""


_SYNCED = TypeAdapter(Synced)
_PEOPLE = TypeAdapter(dict[str, dict[str, str]])  # site, its number of a person: the student's key


def near(one: float, other: float) -> bool:
    """Return whether two grades are one: systems round to hundredths, Moodle to the fifth place."""
    return abs(one - other) < 0.006


def digest(*parts: bytes | str) -> str:
    """Return one SHA-256 of several texts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part if isinstance(part, bytes) else part.encode()).digest())
    return total.hexdigest()


def path(store: Store, key: str, assignment: str) -> Path:
    """Return where the record of a student's mark lies."""
    return store.students_folder / key / assignment / NAME


def read(store: Store, key: str, assignment: str) -> Synced | None:
    """Return the record of a student's mark; None where `sync` never saw it.

    Raises:
        Damaged: The file is.
    """
    where = path(store, key, assignment)
    if not where.exists():
        return None
    try:
        data = files.read_json(where)
        if not isinstance(data, dict) or data.pop("schema", None) != SCHEMA:
            raise ValueError(f"no {SCHEMA}")
        if unknown := data.keys() - {each.name for each in fields(Synced)}:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        return _SYNCED.validate_python(data)
    except (ValueError, UsageError) as error:  # pydantic's is a ValueError
        raise Damaged("sync.damaged", path=where, why=records.wrong_places(error)) from None


def keep(store: Store, key: str, assignment: str, record: Synced) -> None:
    """Keep a record, atomically."""
    files.write_json(path(store, key, assignment), {"schema": SCHEMA, **asdict(record)})


def fetched(record: Synced, version: str, attempt: int, group: str = "") -> Synced:
    """Return the record with one more hand-in fetched, of a group where groups hand in."""
    versions = (*record.fetched, version)
    return replace(record, fetched=versions, attempt=max(record.attempt, attempt), group=group)


def people(store: Store, site: str) -> dict[str, str]:
    """Return the folders of students by the site's numbers of people.

    Raises:
        UsageError: people.json is damaged.
    """
    return dict(_people(store).get(site, {}))


def keep_people(store: Store, site: str, known: Mapping[str, str]) -> None:
    """Keep who is who at a site."""
    files.write_json(store.folder / "sync" / "people.json", {**_people(store), site: dict(known)})


def _people(store: Store) -> dict[str, dict[str, str]]:
    where = store.folder / "sync" / "people.json"
    try:
        return _PEOPLE.validate_python(files.read_json(where) if where.exists() else {})
    except ValidationError as error:
        raise UsageError("file.damaged", path=where, why=records.wrong_places(error)) from None


def alive(out: Path) -> None:
    """Leave a sign that `sync` is at work or waits for its next look: a healthcheck reads how old it is."""
    (out / "sync").mkdir(parents=True, exist_ok=True)
    (out / "sync" / "alive").touch()


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Keep a second `sync` of the same results out while this one works."""
    busy = Message.of("sync.at_work", out=out)
    with locked(out / "sync" / "lock", busy):
        yield
