"""What a worker says, made sure of: plain data of the type that was asked for, or what stands for none."""

from __future__ import annotations

from typing import Any

from autograder.base.mismatch import Mismatch, described
from autograder.base.values import is_numeric
from autograder.base.verdict import Message


def claimed_text(value: Any) -> str:
    """Return a text, or the empty one."""
    return value if type(value) is str else ""


def claimed_whole(value: Any) -> int:
    """Return a whole number, or 0."""
    return value if type(value) is int else 0


class Claims(dict[str, Any]):
    """Values by name, as a worker claims them: to ask for one that is missing is the answer's failure,
    not the check's.
    """

    def __missing__(self, name: str) -> Any:
        raise Mismatch(Message("expect.keys", {"missing": repr(name)}))


def claimed_numbers(value: Any) -> dict[str, float]:
    """Return what of a dictionary are numbers by names."""
    found = value.items() if type(value) is dict else ()
    return Claims(
        {name: float(each) for name, each in found if type(name) is str and type(each) in (int, float)}
    )


def claimed_history(value: Any) -> dict[str, list[float]]:
    """Return what of a dictionary are lists of numbers by names."""
    found = value.items() if type(value) is dict else ()
    return Claims(
        {
            name: [float(each) for each in numbers]
            for name, numbers in found
            if type(name) is str
            and type(numbers) in (list, tuple)
            and all(type(each) in (int, float) for each in numbers)
        }
    )


def claimed_output(value: Any) -> Any:
    """Return what a model can put out: an array of numbers, or several in a list, tuple or dictionary.

    Raises Mismatch.
    """
    several = value.values() if type(value) is dict else value if type(value) in (list, tuple) else [value]
    if not several or not all(map(is_numeric, several)):
        raise Mismatch(Message("expect.array"), received=described(value))
    return value


def claimed_shape(value: Any) -> Any:
    """Return a shape, or the shapes in a list or dictionary; None for what is neither."""
    if type(value) is tuple and all(each is None or (type(each) is int and each >= 0) for each in value):
        return value
    if type(value) is list:
        return [claimed_shape(each) for each in value]
    if type(value) is dict:
        return {name: claimed_shape(each) for name, each in value.items() if type(name) is str}
    return None


def claimed_names(value: Any) -> Any:
    """Return a name, or the names in a tuple or dictionary; None for what is neither."""
    if type(value) is str:
        return value
    if type(value) in (tuple, list):
        return tuple(each if type(each) is str else None for each in value)
    if type(value) is dict:
        return {
            name: each if type(each) is str else None for name, each in value.items() if type(name) is str
        }
    return None


def claimed_config(value: Any) -> dict[str, Any]:
    """Return what of a configuration is plain: numbers, texts, and lists and dictionaries of these."""
    return (
        {name: _plain(each) for name, each in value.items() if type(name) is str}
        if type(value) is dict
        else {}
    )


def _plain(value: Any) -> Any:
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) in (tuple, list):
        return type(value)(map(_plain, value))
    return claimed_config(value) if type(value) is dict else None
