"""What an answer got wrong, as an exception with sentences in both languages; how a received value is described."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.base.cleaning import beginning
from autograder.base.messages import LANGUAGES, default_language
from autograder.base.scratch import elided, elided_in
from autograder.base.values import Figure, Handle, Model, Opaque, Table
from autograder.base.verdict import Message

# Characters of a received value that are worth showing.
SHORT = 80
# Items of a list that are shown one by one.
_FEW = 6


class Mismatch(AssertionError):
    """A value is not what the docstring promises.

    Attributes:
        message: What is wrong, in both languages.
        of: The call the value came from, as text; None: the submission's last call.
        expected: What should have come; the host drops it where the check is hidden.
        received: What came.
        arrays: `(expected, received)` where a picture of the difference helps; dropped where hidden.
    """

    def __init__(
        self,
        message: Message,
        *,
        of: str | None = None,
        expected: Message | None = None,
        received: Message | None = None,
        arrays: tuple[np.ndarray, np.ndarray] | None = None,
    ):
        self.message, self.of = message, of
        self.expected, self.received, self.arrays = expected, received, arrays
        super().__init__(message)

    def text(self, language: str) -> str:
        """Return the message in `language`, with the call and the two values where they are known."""
        lines = [f"{self.of}: {self.message.text(language)}" if self.of else self.message.text(language)]
        for key, value in (
            ("expect.label_expected", self.expected),
            ("expect.label_received", self.received),
        ):
            if value is not None:
                lines.append(f"{Message(key).text(language)} {value.text(language)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text(default_language())


def described(value: Any) -> Message:
    """Return what a value is, in words short enough for a student's screen."""
    value = elided_in(value)
    if value is None:
        return Message("expect.told_none")
    if type(value) is np.ndarray:
        key = "expect.told_texts" if value.dtype.kind == "U" else "expect.told_array"
        return Message(key, {"shape": shape_text(value.shape), "dtype": value.dtype.name})
    if type(value) in (tuple, list):
        return _sequence(value)
    if type(value) is dict and not _is_short(value):
        return Message("expect.told_dict", {"keys": listed(value)})
    if type(value) is Table:
        shape = shape_text((len(value.rows), len(value.columns)))
        return Message("expect.told_table", {"shape": shape, "columns": listed(value.columns)})
    if type(value) is Figure:
        return Message("expect.told_figure")
    if isinstance(value, Model):
        return Message("expect.told_model", {"type": value.type_name})
    if isinstance(value, (Opaque, Handle)):
        return Message("expect.told_object", {"type": value.type_name})
    if type(value) in (bool, int, float):
        return value_message(str(value) if type(value) is bool else value)
    return value_message(beginning(repr(value), SHORT))


def _sequence(value: list[Any] | tuple[Any, ...]) -> Message:
    """Return a short list or tuple as it is written, what it holds told in words where Python's own are too long."""
    if len(value) > _FEW:
        return Message(f"expect.told_{type(value).__name__}", {"count": len(value)})
    if _is_short(value):
        return value_message(repr(value))
    left, right = "()" if type(value) is tuple else "[]"
    # French numbers hold a comma; texts alone are set apart as Python does it.
    between = ", " if all(type(each) is str for each in value) else "; "
    return Message(
        "expect.value",
        {
            "value": {
                language: f"{left}{between.join(_inside(each, language) for each in value)}{right}"
                for language in LANGUAGES
            }
        },
    )


def _inside(value: Any, language: str) -> str:
    """Return an item of a short list or tuple in words; of what is inside of it in turn,
    no more than that there is some.
    """
    if value is None:
        return "None"
    if type(value) in (tuple, list) and len(value) <= _FEW and not _is_short(value):
        return "(…)" if type(value) is tuple else "[…]"
    return described(value).text(language)


def _is_short(value: Any) -> bool:
    """Return whether Python's own way to write a value fits the screen and says what it holds."""
    if type(value) in (tuple, list):
        return len(value) <= _FEW and all(map(_is_short, value)) and len(repr(value)) <= SHORT
    if type(value) is dict:
        return len(value) <= _FEW and all(map(_is_short, value.values())) and len(repr(value)) <= SHORT
    return value is None or type(value) in (bool, int, float, str, bytes)


def value_message(value: object) -> Message:
    """Return a number as it is, everything else as its text."""
    return Message(
        "expect.value", {"value": value if isinstance(value, (int, float)) else elided(str(value))}
    )


def listed(names: Iterable[object]) -> str:
    """Return names in quotation marks, with commas, cut where they are many."""
    return beginning(", ".join(repr(name) for name in names), 2 * SHORT)


def shape_text(shape: Iterable[int | None]) -> str:
    """Return a shape as NumPy writes it, with "?" for a size that is free."""
    sizes = ["?" if size is None else str(int(size)) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
