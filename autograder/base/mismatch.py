"""What an answer got wrong, as an exception with sentences in both languages; how a received value is described."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.base.messages import default_language
from autograder.base.values import Figure, Handle, Opaque, Table
from autograder.base.verdict import Message

# Characters of a received value that are worth showing.
SHORT = 80


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
    if value is None:
        return Message("expect.told_none")
    if type(value) is np.ndarray:
        return Message("expect.told_array", {"shape": shape_text(value.shape), "dtype": value.dtype.name})
    if type(value) in (tuple, list) and len(value) > 6:
        return Message("expect.told_items", {"type": type(value).__name__, "count": len(value)})
    if isinstance(value, (Opaque, Handle)):
        return Message("expect.told_object", {"type": value.type_name})
    if type(value) in (Table, Figure):
        return Message("expect.told_object", {"type": type(value).__name__})
    if type(value) in (bool, int, float):
        return value_message(str(value) if type(value) is bool else value)
    shown = repr(value)
    return value_message(shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…")


def value_message(value: object) -> Message:
    """Return a number as it is, everything else as its text."""
    return Message("expect.value", {"value": value if isinstance(value, (int, float)) else str(value)})


def listed(names: Iterable[object]) -> str:
    """Return names in quotation marks, with commas, cut where they are many."""
    return ", ".join(repr(name) for name in names)[: 2 * SHORT]


def shape_text(shape: Iterable[int | None]) -> str:
    """Return a shape as NumPy writes it, with "?" for a size that is free."""
    sizes = ["?" if size is None else str(int(size)) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
