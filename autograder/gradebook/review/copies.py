"""Hand-ins that share more than two people write alike: copydetect's fingerprints, the stub and the course left out.

A fingerprint holds hashes of runs of tokens (winnowing; Schleimer, Wilkerson & Aiken, SIGMOD 2003), so that renamed
variables, other comments and other formatting make no difference. Similarity is the share of one's own code that
stands in the other's. It proves nothing: short answers have few ways to be written, and both may come from a book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from autograder.gradebook.review.fingerprints import Fingerprint, compare_files

Array: TypeAlias = npt.NDArray[np.int64]
Spans: TypeAlias = tuple[tuple[int, int], ...]

# Above it a pair is listed. In the course's own samples, two right answers written independently share up to half.
THRESHOLD = 0.8
LEAST_TOKENS = 120  # of shared code: less says nothing
# Of the hashes that a pair at the threshold would share if each stood for itself. They do not, neighbours overlap, so
# fewer are asked for before a pair is compared token by token, which is the long part.
_WORTH_COMPARING = 0.4


@dataclass(frozen=True)
class Pair:
    """Two hand-ins: whose they are (indices), how much of each stands in the other, and how many tokens of the first."""

    first: int
    second: int
    similarity: float
    tokens: int


def pairs(
    prints: Sequence[Fingerprint | None], people: Sequence[str], threshold: float = THRESHOLD
) -> list[Pair]:
    """Return the pairs of hand-ins of different people that share at least `threshold`, the most alike first.

    `prints` are what `fingerprints.fingerprints` returned; None where a hand-in could not be read.
    """
    known = [(index, each) for index, each in enumerate(prints) if each is not None and each.hashes]
    if not known:
        return []
    marks = _marks([each for _, each in known])
    index = _Index(marks)
    sizes = np.array([len(each.hashes) for each in marks])
    numbers = {each: number for number, each in enumerate(dict.fromkeys(people))}
    whose = np.array([numbers[people[at]] for at, _ in known])
    found = []
    for place, mark in enumerate(marks):
        shared = index.shared_with(place)
        worth = shared >= _WORTH_COMPARING * threshold * np.minimum(sizes, sizes[place])
        worth &= whose != whose[place]
        worth[: place + 1] = False
        for other in np.flatnonzero(worth):
            tokens, similarity = index.overlap(mark, marks[other])
            if similarity >= threshold and tokens >= LEAST_TOKENS:
                found.append(Pair(known[place][0], known[other][0], min(similarity, 1.0), tokens))
    return sorted(found, key=lambda each: (-each.similarity, -each.tokens, each.first, each.second))


def spans(one: Fingerprint, other: Fingerprint) -> tuple[Spans, Spans]:
    """Return where each of two texts stands in the other, from which character to which."""
    _, _, slices = compare_files(_fingerprint(one), _fingerprint(other))
    first, second = (
        tuple((int(start), int(end)) for start, end in zip(each[0], each[1])) if len(each) else ()
        for each in slices
    )
    return first, second


@dataclass(frozen=True)
class _Mark:
    """A fingerprint in which every hash of the class has a number of its own, counted from 0.

    `hashes` are its own, each once; `at` are the places (tokens, ascending) where they stand, and `which` stands at each.
    """

    hashes: Array
    at: Array
    which: Array
    coverage: int
    run: int


def _marks(prints: Sequence[Fingerprint]) -> list[_Mark]:
    numbers: dict[int, int] = {}
    found = []
    for each in prints:
        placed = sorted(
            (at, numbers.setdefault(known, len(numbers))) for known, places in each.hashes for at in places
        )
        at, which = np.array(placed, dtype=np.int64).reshape(-1, 2).T
        found.append(_Mark(np.unique(which), at, which, max(1, each.coverage), each.run))
    return found


class _Index:
    """Who holds which hash, so that hand-ins that share none are never looked at together."""

    def __init__(self, marks: Sequence[_Mark]):
        self._marks = marks
        held = np.concatenate([each.hashes for each in marks])
        holders = np.repeat(np.arange(len(marks)), [len(each.hashes) for each in marks])
        counts = np.bincount(held)
        self._holders = np.split(holders[np.argsort(held, kind="stable")], np.cumsum(counts)[:-1])
        # What half of a class writes tells nobody apart; in a small class half are too few to be called most.
        self._telling = counts <= max(20, len(marks) // 2)
        self._last = np.full(len(counts), -1)  # for each hash, which comparison saw it last
        self._comparison = 0

    def shared_with(self, place: int) -> Array:
        """Return how many telling hashes each hand-in shares with the one at `place`."""
        mine = self._marks[place].hashes
        holders = [self._holders[each] for each in mine[self._telling[mine]]]
        return np.bincount(np.concatenate([*holders, np.array([], int)]), minlength=len(self._marks))

    def overlap(self, one: _Mark, other: _Mark) -> tuple[int, float]:
        """Return how many tokens of `one` stand in the other, and the larger share of the two.

        It is what copydetect's `compare_files` says, without where.
        """
        tokens = self._tokens(one, other), self._tokens(other, one)
        return tokens[0], max(tokens[0] / one.coverage, tokens[1] / other.coverage)

    def _tokens(self, one: _Mark, other: _Mark) -> int:
        self._comparison += 1
        self._last[other.hashes] = self._comparison
        at = one.at[self._last[one.which] == self._comparison]
        # Each place covers a run of tokens, or as many as there are up to the next.
        return int(np.minimum(np.diff(at), one.run).sum()) + one.run if len(at) else 0


def _fingerprint(found: Fingerprint) -> Any:
    return SimpleNamespace(
        k=found.run,
        hashes={each for each, _ in found.hashes},
        hash_idx={each: list(places) for each, places in found.hashes},
        offsets=np.array(found.offsets, dtype=np.int64).reshape(-1, 2),
        token_coverage=max(1, found.coverage),
        filtered_code="x",  # copydetect asks whether there is any, and no more
    )
