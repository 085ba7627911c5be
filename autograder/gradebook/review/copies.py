"""Hand-ins that share more than two people write alike: copydetect's fingerprints, the stub and the course left out.

A fingerprint holds hashes of runs of tokens (winnowing; Schleimer, Wilkerson & Aiken, SIGMOD 2003), so that renamed
variables, other comments and other formatting make no difference. Similarity is the share of one's own code that
stands in the other's. It proves nothing: short answers have few ways to be written, and both may come from a book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.gradebook.review.fingerprints import Fingerprint, compare_files

# Above it a pair is listed. In the course's own samples, two right answers written independently share up to half.
THRESHOLD = 0.8
LEAST_TOKENS = 120  # of shared code: less says nothing
# Of the hashes that a pair at the threshold would share if each stood for itself. They do not, neighbours overlap, so
# fewer are asked for before a pair is compared token by token, which is the long part.
_WORTH_COMPARING = 0.4


@dataclass(frozen=True)
class Pair:
    """Two hand-ins: whose they are (indices), how much of each stands in the other, and where (character spans)."""

    first: int
    second: int
    similarity: float
    tokens: int
    spans: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


def pairs(
    prints: Sequence[Fingerprint | None], people: Sequence[str], threshold: float = THRESHOLD
) -> list[Pair]:
    """Return the pairs of hand-ins of different people that share at least `threshold`, the most alike first.

    `prints` are what `looks.fingerprint` returned; None where a hand-in could not be read.
    """
    known = [
        (index, _fingerprint(each)) for index, each in enumerate(prints) if each is not None and each.hashes
    ]
    holders: dict[int, list[int]] = {}
    for place, (_, mark) in enumerate(known):
        for each in mark.hashes:
            holders.setdefault(each, []).append(place)
    shared: dict[tuple[int, int], int] = {}
    for places in holders.values():
        # What half of a class writes tells nobody apart; in a small class half are too few to be called most.
        if len(places) > max(20, len(known) // 2):
            continue
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                shared[one, other] = shared.get((one, other), 0) + 1
    found = []
    for (one, other), count in shared.items():
        (first, a), (second, b) = known[one], known[other]
        fewest = min(len(a.hashes), len(b.hashes))
        if people[first] == people[second] or count < _WORTH_COMPARING * threshold * fewest:
            continue
        tokens, similarities, slices = compare_files(a, b)
        similarity = float(max(similarities))
        if similarity >= threshold and tokens >= LEAST_TOKENS:
            spans = tuple(
                tuple((int(start), int(end)) for start, end in zip(each[0], each[1])) for each in slices
            )
            found.append(Pair(first, second, min(similarity, 1.0), int(tokens), (spans[0], spans[1])))
    return sorted(found, key=lambda each: (-each.similarity, -each.tokens, each.first, each.second))


def _fingerprint(found: Fingerprint) -> Any:
    return SimpleNamespace(
        k=found.run,
        hashes={each for each, _ in found.hashes},
        hash_idx={each: list(places) for each, places in found.hashes},
        offsets=np.array(found.offsets, dtype=np.int64).reshape(-1, 2),
        token_coverage=max(1, found.coverage),
        filtered_code="x",  # copydetect asks whether there is any, and no more
    )
