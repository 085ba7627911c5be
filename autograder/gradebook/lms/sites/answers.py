"""Answers that no documentation announces: whatever a system says, a round ends in a sentence and the next one
comes.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

import httpx

from autograder.base.cleaning import clean_line
from autograder.gradebook.lms.sites.base import Refused, Site

MOST = 50_000  # rows of one listing: a system that pages for ever is not followed for ever
_UNREADABLE = (
    *(AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError),
    httpx.InvalidURL,
)

_P = ParamSpec("_P")
_R = TypeVar("_R")
_S = TypeVar("_S", bound=Site)


def understood(
    call: Callable[Concatenate[_S, _P], _R],
) -> Callable[Concatenate[_S, _P], _R]:
    """Return a method of a site that refuses an answer it cannot read: a field that is missing, or of another kind.

    `sync` runs for weeks beside systems that are updated: one odd answer must not end it.
    """

    @functools.wraps(call)
    def asked(site: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return call(site, *args, **kwargs)
        except _UNREADABLE as error:
            why = f"{type(error).__name__}: {clean_line(str(error), 80)}"
            raise Refused("site.odd_answer", url=site.url, call=call.__name__, why=why) from error

    return asked


def rows(listing: Iterable[Any]) -> list[Any]:
    """Return the rows of a listing that is fetched page by page.

    Raises:
        ValueError: It has no end.
    """
    found = list(itertools.islice(listing, MOST + 1))
    if len(found) > MOST:
        raise ValueError(f"more than {MOST} rows")
    return found
