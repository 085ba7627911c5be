"""What a check may say of a value: each function returns it, or raises `Mismatch` with a sentence in both languages.

Every function first makes sure the value is of the right kind, so that whatever an answer returned ends in a
verdict and never in a crash of the check. `of` names the value as the student would write it; left out, the host
puts the last call the submission made in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.values import Figure, Handle, Model, Opaque, Table
from autograder.verdict import Message

# Characters of a received value that are worth showing.
_SHORT = 80


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
        self.message, self.of, self.expected, self.received, self.arrays = (
            message,
            of,
            expected,
            received,
            arrays,
        )
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
        from autograder.messages import default_language

        return self.text(default_language())


def array(
    value: Any, shape: Sequence[int | None] | None = None, dtype=None, finite: bool = True, *, of=None
) -> np.ndarray:
    """Return `value` if it is a NumPy array of this shape (None: any size) and dtype (a name, or several)."""
    if type(value) is not np.ndarray:
        _fail("expect.array", of=of, received=_told(value))
    if shape is not None and not _fits(value.shape, tuple(shape)):
        _fail("expect.shape", of=of, expected=_plain(_sizes(shape)), received=_plain(_sizes(value.shape)))
    if dtype is not None:
        names = (dtype,) if isinstance(dtype, str) else tuple(dtype)
        if value.dtype.name not in names:
            _fail(
                "expect.dtype", of=of, expected=_plain(" / ".join(names)), received=_plain(value.dtype.name)
            )
    if finite and value.dtype.kind in "fc" and not np.isfinite(value).all():
        _fail(
            "expect.finite",
            of=of,
            where=_index(~np.isfinite(value)),
            received=_plain(str(value[~np.isfinite(value)][0])),
        )
    return value


def within(value: Any, low: float, high: float, *, of=None) -> np.ndarray:
    """Return the array if all its numbers lie in `[low, high]`."""
    numbers = _numeric(value, of)
    if numbers.size and not (numbers.min() >= low and numbers.max() <= high):
        outside = (numbers < low) | (numbers > high) | np.isnan(numbers)
        extreme = numbers.min() if numbers.min() < low else numbers.max()
        _fail(
            "expect.within", of=of, low=low, high=high, where=_index(outside), received=_plain(float(extreme))
        )
    return value


def close(value: Any, expected: Any, atol: float = 1e-6, rtol: float = 1e-5, *, of=None) -> np.ndarray:
    """Return the array (or number) if it has the shape of `expected` and differs nowhere by more than `atol + rtol·|expected|`."""
    wanted = np.asarray(expected)
    got = _same_shape(value, wanted, of)
    different = ~np.isclose(got, wanted, atol=atol, rtol=rtol)
    if different.any():
        _differs("expect.close", got, wanted, different, of)
    return value


def equal(value: Any, expected: Any, *, of=None) -> Any:
    """Return `value` if it equals `expected`: arrays by shape and every element, everything else by `==` and type of kind."""
    if isinstance(expected, np.ndarray):
        got = _same_shape(value, expected, of)
        different = got != expected
        if different.any():
            _differs("expect.equal", got, expected, different, of)
    elif not _equal(value, expected):
        _fail("expect.equal_value", of=of, expected=_told(expected), received=_told(value))
    return value


def unchanged(before: np.ndarray, after: Any, *, of=None) -> None:
    """Pass if `after` still is `before`: the answer left its argument as it was."""
    if (
        type(after) is not np.ndarray
        or after.shape != before.shape
        or not np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    ):
        _fail("expect.unchanged", of=of)


def number(value: Any, *, of=None) -> float:
    """Return a finite number as a float; an array of one element will do, a truth value will not."""
    if type(value) is np.ndarray and value.size == 1 and value.dtype.kind in "iuf":
        value = value.item()
    if type(value) not in (int, float):
        _fail("expect.number", of=of, received=_told(value))
    if not np.isfinite(value):
        _fail("expect.number", of=of, received=_plain(str(value)))
    return float(value)


def integer(value: Any, *, of=None) -> int:
    """Return a whole number as an int; 3.0 will do."""
    real = number(value, of=of)
    if real != int(real):
        _fail("expect.integer", of=of, received=_told(value))
    return int(real)


def text(value: Any, *, of=None) -> str:
    """Return a string."""
    if type(value) is not str:
        _fail("expect.text", of=of, received=_told(value))
    return value


def truth(value: Any, *, of=None) -> bool:
    """Return a truth value; an array of one will do."""
    if type(value) is np.ndarray and value.size == 1 and value.dtype.kind == "b":
        value = value.item()
    if type(value) is not bool:
        _fail("expect.truth", of=of, received=_told(value))
    return value


def sequence(value: Any, length: int | None = None, *, of=None) -> tuple:
    """Return a list, tuple or array as a tuple, of this length where one is given."""
    if type(value) not in (list, tuple, np.ndarray) or (type(value) is np.ndarray and value.ndim == 0):
        _fail("expect.sequence", of=of, received=_told(value))
    if length is not None and len(value) != length:
        _fail("expect.length", of=of, expected=_plain(length), received=_plain(len(value)))
    return tuple(value)


def mapping(value: Any, keys: Sequence[str] | None = None, *, of=None) -> dict:
    """Return a dictionary that has at least these keys."""
    if type(value) is not dict:
        _fail("expect.mapping", of=of, received=_told(value))
    missing = [key for key in keys or () if key not in value]
    if missing:
        _fail("expect.keys", of=of, missing=_quoted(missing), received=_plain(_quoted(value)))
    return value


def model(value: Any, *, of=None) -> Model:
    """Return the handle of a Keras model."""
    if not isinstance(value, Model):
        _fail("expect.model", of=of, received=_told(value))
    return value


def handle(value: Any, *, of=None) -> Handle:
    """Return the handle of an object that stays in the worker: a generator, a callback, a layer, a data set."""
    if not isinstance(value, Handle):
        _fail("expect.handle", of=of, received=_told(value))
    return value


def table(value: Any, columns: Sequence[str] | None = None, *, of=None) -> Table:
    """Return a data frame that has at least these columns."""
    if type(value) is not Table:
        _fail("expect.table", of=of, received=_told(value))
    missing = [name for name in columns or () if name not in value.columns]
    if missing:
        _fail("expect.columns", of=of, missing=_quoted(missing), received=_plain(_quoted(value.columns)))
    return value


def figure(value: Any, *, of=None) -> Figure:
    """Return a matplotlib figure as plain data."""
    if type(value) is not Figure:
        _fail("expect.figure", of=of, received=_told(value))
    return value


def at_least(value: Any, floor: float, what: Mapping[str, str], *, of=None) -> float:
    """Return the number if it is `floor` or more; `what` names it in both languages ("the accuracy")."""
    got = number(value, of=of)
    if got < floor:
        _fail("expect.at_least", of=of, what=dict(what), floor=float(floor), received=_plain(got))
    return got


def at_most(value: Any, ceiling: float, what: Mapping[str, str], *, of=None) -> float:
    """Return the number if it is `ceiling` or less; `what` names it in both languages ("the loss")."""
    got = number(value, of=of)
    if got > ceiling:
        _fail("expect.at_most", of=of, what=dict(what), ceiling=float(ceiling), received=_plain(got))
    return got


def raises(
    call: Any,
    *args: Any,
    kinds: Sequence[str] = ("ValueError",),
    mentions: Sequence[str] = (),
    of=None,
    **kwargs: Any,
) -> str:
    """Return the text of the exception that `call(*args, **kwargs)` raises in the worker.

    The exception, or one of its base classes, must be named in `kinds`, and its text must hold every one of
    `mentions` (upper and lower case alike).
    """
    try:
        value = call(*args, **kwargs)
    except Exception as error:
        names = getattr(error, "type_names", None)  # an AnswerError for an exception in the student's code
        if not names:
            raise
        if not set(names) & set(kinds):
            _fail(
                "expect.raises_kind",
                of=of,
                kinds=" / ".join(kinds),
                received=_plain(f"{names[0]}: {error.text}"[:_SHORT]),
            )
        missing = [word for word in mentions if word.lower() not in error.text.lower()]
        if missing:
            _fail(
                "expect.raises_mention",
                of=of,
                words=_quoted(missing),
                received=_plain(f"{names[0]}: {error.text}"[:_SHORT]),
            )
        return error.text
    _fail("expect.raises", of=of, kinds=" / ".join(kinds), received=_told(value))


def that(condition: Any, en: str, fr: str, expected: Any = None, received: Any = None, *, of=None) -> None:
    """Pass if `condition` is true; else fail with the check's own sentence. `received` is shown, `expected` only in public checks."""
    if not condition:
        _fail(
            "expect.that",
            of=of,
            sentence={"en": en, "fr": fr},
            expected=_optional(expected),
            received=_optional(received),
        )


def _fail(key: str, *, of=None, expected=None, received=None, arrays=None, **values):
    raise Mismatch(Message(key, values), of=of, expected=expected, received=received, arrays=arrays)


def _differs(key, got, wanted, different, of):
    where = tuple(int(i) for i in np.argwhere(different)[0]) if different.ndim else ()
    _fail(
        key,
        of=of,
        count=int(different.sum()),
        total=int(different.size),
        where=_place(where),
        expected=_plain(_scalar(wanted[where])),
        received=_plain(_scalar(got[where])),
        arrays=(wanted, got) if wanted.ndim >= 2 else None,
    )


def _numeric(value, of) -> np.ndarray:
    if type(value) in (int, float):
        return np.asarray(value)
    if type(value) is not np.ndarray or value.dtype.kind not in "biuf":
        _fail("expect.array", of=of, received=_told(value))
    return value


def _same_shape(value, wanted: np.ndarray, of) -> np.ndarray:
    if type(value) in (int, float, bool, str) and wanted.ndim == 0:
        value = np.asarray(value)
    if type(value) in (list, tuple):
        value = _from_list(value)
    if type(value) is not np.ndarray or (value.dtype.kind in "US") != (wanted.dtype.kind in "US"):
        _fail("expect.array", of=of, received=_told(value))
    if value.shape != wanted.shape:
        _fail(
            "expect.shape", of=of, expected=_plain(_sizes(wanted.shape)), received=_plain(_sizes(value.shape))
        )
    return value


def _from_list(value):
    try:
        numbers = np.asarray(value)
    except ValueError:  # ragged
        return value
    return value if numbers.dtype.kind == "O" else numbers


def _equal(value, expected) -> bool:
    if isinstance(expected, bool) or isinstance(value, bool):
        return type(value) is type(expected) and value == expected
    if isinstance(expected, (tuple, list)):
        return (
            isinstance(value, (tuple, list))
            and len(value) == len(expected)
            and all(map(_equal, value, expected))
        )
    if isinstance(expected, dict):
        return (
            type(value) is dict
            and value.keys() == expected.keys()
            and all(_equal(value[k], expected[k]) for k in expected)
        )
    if isinstance(value, np.ndarray):
        return value.size == 1 and value.ndim == 0 and value.item() == expected
    return value == expected


def _fits(shape: tuple, pattern: tuple) -> bool:
    return len(shape) == len(pattern) and all(
        want is None or have == want for have, want in zip(shape, pattern)
    )


def _sizes(shape) -> str:
    inside = ", ".join("?" if size is None else str(int(size)) for size in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"


def _index(where: np.ndarray) -> str:
    return _place(tuple(int(i) for i in np.argwhere(where)[0]) if where.ndim else ())


def _place(index: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, index)) + "]"


def _scalar(value):
    return value.item() if hasattr(value, "item") else value


def _plain(value) -> Message:
    return Message("expect.value", {"value": value if isinstance(value, (int, float)) else str(value)})


def _optional(value) -> Message | None:
    return None if value is None else (value if isinstance(value, Message) else _told(value))


def _quoted(names) -> str:
    return ", ".join(repr(name) for name in names)[: 2 * _SHORT]


def _told(value) -> Message:
    """Return what a value is, in words short enough for a student's screen."""
    if value is None:
        return Message("expect.told_none")
    if type(value) is np.ndarray:
        return Message("expect.told_array", {"shape": _sizes(value.shape), "dtype": value.dtype.name})
    if type(value) in (tuple, list) and len(value) > 6:
        return Message("expect.told_items", {"type": type(value).__name__, "count": len(value)})
    if isinstance(value, Opaque):
        return Message("expect.told_object", {"type": value.type_name})
    if isinstance(value, Handle):
        return Message("expect.told_object", {"type": value.type_name})
    if type(value) in (Table, Figure):
        return Message("expect.told_object", {"type": type(value).__name__})
    if type(value) in (bool, int, float):
        return _plain(str(value) if type(value) is bool else value)
    shown = repr(value)
    return _plain(shown if len(shown) <= _SHORT else shown[: _SHORT - 1] + "…")
