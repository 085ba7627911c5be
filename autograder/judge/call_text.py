"""A call on a hand-in as a student would write it: Python's words alone, so that it reads alike in every language."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.base.cleaning import beginning
from autograder.base.scratch import ELIDED, elided
from autograder.base.values import Handle

_SHORT = 40  # characters of an argument worth showing
_ARRAY = "ndarray"  # what an array is called where its argument's name is not known
_FEW = 4  # items of a list, a tuple, a dictionary


class Call(str):
    """A call as a student would write it.

    Attributes:
        callee: What is called, in words of the judge's alone: a class's name is not.
        own: Whether it is a function of the answer's that is called, or a model which one of them made; else it is
            a helper of the checks, of which the student knows nothing.
    """

    callee: str
    own: bool


def call_text(
    name: str,
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    names: Sequence[str] = (),
    *,
    callee: str | None = None,
    own: bool = False,
) -> Call:
    """Return a call with arrays by name and shape: `add_noise(images 4×8×8, 0.9, seed=1)`.

    Args:
        names: The names of the arguments.
        callee: What to call it where no word of the student's may stand; None: `name` is none.
        own: See `Call`.
    """
    shown = [_shown(value, names[i] if i < len(names) else _ARRAY) for i, value in enumerate(args)]
    shown += [f"{key}={_shown(value, _ARRAY)}" for key, value in kwargs.items()]
    return _call(f"{name}({', '.join(shown)})", name if callee is None else callee, own=own)


def helped_call(function: str) -> Call:
    """Return the call of an answer's function by a helper of the checks, whose arguments are the helper's."""
    return _call(f"{function}(…)", function, own=True)


def told_of(calls: Sequence[Call]) -> Call | None:
    """Return which of the calls of a check to tell: the last of the student's own, else the last."""
    return next((each for each in reversed(calls) if each.own), calls[-1] if calls else None)


def _call(text: str, callee: str, *, own: bool) -> Call:
    found = Call(text)
    found.callee, found.own = callee, own
    return found


def _shown(value: Any, name: str) -> str:
    if isinstance(value, np.ndarray) and value.shape:
        return f"{name} {'×'.join(map(str, value.shape))}"
    if isinstance(value, Handle):
        return value.type_name
    if isinstance(value, str):
        # Scratch folders mean nothing to a student; the file's name does.
        value = elided(value)
        value = re.split(r"[\\/]", value)[-1] if value.startswith(("/", ELIDED)) else value
    elif isinstance(value, (list, tuple)):
        inside = ", ".join(_shown(each, _ARRAY) for each in value[:_FEW]) + (
            ", …" if len(value) > _FEW else ""
        )
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    elif isinstance(value, dict):
        inside = ", ".join(f"{key!r}: {_shown(each, _ARRAY)}" for key, each in list(value.items())[:_FEW])
        return "{" + inside + (", …" if len(value) > _FEW else "") + "}"
    text = repr(value.item() if isinstance(value, np.generic) else value)
    return beginning(text, _SHORT)


def argument_names(claimed: Any) -> tuple[str, ...]:
    """Return the names of a function's arguments as the worker claims them; "ndarray" for what can be none."""
    if type(claimed) not in (tuple, list):
        return ()
    good = [
        each if type(each) is str and each.isidentifier() and not keyword.iskeyword(each) else _ARRAY
        for each in claimed
    ]
    return tuple(each if len(each) <= _SHORT else _ARRAY for each in good)
