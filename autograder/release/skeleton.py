"""The files of a new assignment, each telling what to fill in: what `autograder new` writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.release.languages import in_languages, texts_below

_FILES = Path(__file__).with_name("skeleton_files")
_SLUG = re.compile(r"[a-z][a-z0-9_]*$")


def skeleton(number: int, slug: str, languages: Sequence[str] = ("fr", "en")) -> dict[str, str]:
    """Return the text of each file of the assignment `NN_slug` of a course in `languages`, by its path in the folder.

    Every place to fill in says FILL IN or À COMPLÉTER; `autograder verify` names them one by one.

    Raises:
        UsageError: The number is not in 1-99, or the slug is not a lower-case Python name.
    """
    if not 1 <= number <= 99:
        raise UsageError("usage.number", received=number)
    if not _SLUG.match(slug):
        raise UsageError("usage.slug", received=slug)
    return in_languages(texts_below(_FILES), {"answer": "q1"}, languages)
