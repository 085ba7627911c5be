"""The pairs of a class that are alike, with the shared passages marked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.base.errors import ContentError, HandInError, UsageError
from autograder.course.master import STUDENT
from autograder.course.model import Assignment
from autograder.gradebook.review import copies as alike
from autograder.gradebook.review import fingerprints
from autograder.gradebook.review.fingerprints import Fingerprint
from autograder.gradebook.roster import distinct_names
from autograder.gradebook.sentences import shortened
from autograder.gradebook.standings import Standing
from autograder.gradebook.store import Store
from autograder.gradebook.teams import teams
from autograder.judge.hand_in import file_bytes
from autograder.judge.reader.hand_ins import without_samples
from autograder.judge.reader.helper import apart

_MOST = 40  # pairs: nobody looks at more in one sitting
_AROUND = 4  # lines that are kept beside a shared passage
_MOST_EARLIER = 3_000  # hand-ins of earlier years
_EARLIER = "\0earlier"  # no student's key
# Hand-ins that are read in one process: most of its time is its start. What is larger is read alone, or nearly.
_TOGETHER, _BYTES_TOGETHER = 40, 4 * 2**20
_cache: dict[tuple[str, str], Fingerprint | None] = {}


@dataclass(frozen=True)
class Side:
    """One hand-in to compare: whose it is (a group that handed in together is one person), where its page is ("" for an
    earlier year's), and what was handed in.
    """

    person: str
    name: str
    link: str
    hand_in: Callable[[], tuple[str, bytes]]
    key: tuple[str, str]  # what its fingerprint is kept under


@dataclass(frozen=True)
class Copies:
    """The pairs that are most alike (whose they are, how much is shared, both texts in passages), of `total`; and the
    groups of three and more whom pairs link, each the names and pages of its people.
    """

    pairs: list[dict[str, Any]]
    total: int
    groups: list[list[tuple[str, str]]]


def earlier_hand_ins(folders: Sequence[Path], assignment: str) -> list[Side]:
    """Return the hand-ins of earlier years: of a folder of results those of the assignment,
    of another every answer in it.
    """
    found: list[Side] = []
    for folder in folders:
        store = Store(folder)
        if store.students_folder.is_dir():
            attempts = [each for each in store.all_attempts() if each.assignment == assignment]
            found += [
                _earlier(folder, each.student.shown, each.hand_in, each.sha256, assignment)
                for each in attempts
            ]
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in (".py", ".ipynb", ".zip") and path.is_file():
                name, read = str(path.relative_to(folder)), functools.partial(_read, path)
                found.append(_earlier(folder, name, read, f"{path}:{path.stat().st_mtime_ns}", assignment))
    return found[:_MOST_EARLIER]


def _earlier(
    folder: Path, name: str, hand_in: Callable[[], tuple[str, bytes]], digest: str, assignment: str
) -> Side:
    # One person for all: among themselves, earlier years are nobody's business any more.
    return Side(
        _EARLIER, f"{folder.name}: {shortened(name, 80)}", "", hand_in, (digest, f"{folder}:{assignment}")
    )


def _read(path: Path) -> tuple[str, bytes]:
    return path.name, file_bytes(path)


def copies(assignment: Assignment, standings: Sequence[Standing], earlier: Sequence[Side] = ()) -> Copies:
    """Return the pairs to look at, and the groups they make."""
    stub = _given(assignment)
    names = distinct_names(each.student for each in standings)
    together = teams([(each.student, each.attempt.delivered) for each in standings])
    compared = [
        *(
            Side(
                together[each.student.key],
                names[each.student],
                f"/hand-in/{assignment.id}/{each.student.key}",
                each.attempt.hand_in,
                (each.attempt.sha256, assignment.id),
            )
            for each in standings
        ),
        *earlier,
    ]
    prints = _prints(compared, without_samples(assignment), stub)
    every = alike.pairs(prints, [each.person for each in compared])
    found = []
    for pair in every[:_MOST]:
        marks = [mark for mark in (prints[pair.first], prints[pair.second]) if mark]
        sides = [
            {"name": side.name, "link": side.link, "passages": passages(mark.text, spans)}
            for side, mark, spans in zip(
                (compared[pair.first], compared[pair.second]), marks, alike.spans(*marks), strict=True
            )
        ]
        found.append({"percent": round(100 * pair.similarity), "tokens": pair.tokens, "sides": sides})
    groups = [[(compared[index].name, compared[index].link) for index in group] for group in _linked(every)]
    return Copies(found, len(every), groups)


def _given(assignment: Assignment) -> str:
    """Return what everybody was given; "" in a course without masters, or while one cannot be read."""
    try:
        return assignment.master.view(STUDENT)
    except ContentError:
        return ""


def _linked(pairs: Sequence[alike.Pair]) -> list[list[int]]:
    """Return the groups of three and more that pairs link, the largest first, each in the order of the class."""
    group_of: dict[int, set[int]] = {}
    for pair in pairs:
        if pair.first in group_of and group_of[pair.first] is group_of.get(pair.second):
            continue
        group = group_of.get(pair.first, {pair.first}) | group_of.get(pair.second, {pair.second})
        group_of.update(dict.fromkeys(group, group))
    groups = {id(each): sorted(each) for each in group_of.values() if len(each) > 2}
    return sorted(groups.values(), key=lambda each: (-len(each), each))


def passages(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a text cut at the ends of some spans of characters, each piece with whether it lies in one.

    Of a long piece that lies in none, the lines next to a span are kept.
    """
    pieces, at = [], 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    last = len(pieces) - 1
    shortened = [
        (piece if shared else _shortened(piece, head=place > 0, tail=place < last), shared)
        for place, (piece, shared) in enumerate(pieces)
    ]
    return [piece for piece in shortened if piece[0]]


def _shortened(text: str, *, head: bool, tail: bool) -> str:
    """Return what lies between shared passages, its middle left out: a few lines after the one and before the other."""
    lines = text.split("\n")
    if len(lines) <= 2 * _AROUND + 1:
        return text
    kept = [*(lines[:_AROUND] if head else ()), "⋯", *(lines[-_AROUND:] if tail else ())]
    return "\n".join(kept)


def _prints(compared: Sequence[Side], assignment: Assignment, stub: str) -> list[Fingerprint | None]:
    """Return the fingerprint of each side, those that are not known made some at a time: a process for each takes long."""
    together: dict[tuple[str, str], tuple[str, bytes]] = {}
    for side in compared:
        if side.key not in _cache and side.key not in together:
            try:
                together[side.key] = side.hand_in()
            except (HandInError, UsageError, OSError):
                _cache[side.key] = None
        if len(together) >= _TOGETHER or sum(len(data) for _, data in together.values()) > _BYTES_TOGETHER:
            _make(together, assignment, stub)
            together = {}
    _make(together, assignment, stub)
    return [_cache[side.key] for side in compared]


def _make(hand_ins: Mapping[tuple[str, str], tuple[str, bytes]], assignment: Assignment, stub: str) -> None:
    """Keep the fingerprint of each hand-in; where one of them stops them all, each is made alone."""
    try:
        if hand_ins:
            made = apart(fingerprints.fingerprints, tuple(hand_ins.values()), assignment, stub)
            _cache.update(zip(hand_ins, made, strict=True))
    except (HandInError, ValueError):
        if len(hand_ins) == 1:
            _cache.update(dict.fromkeys(hand_ins))
        else:
            for key, hand_in in hand_ins.items():
                _make({key: hand_in}, assignment, stub)
