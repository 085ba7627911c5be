"""What a check may say of a value: each function returns it, or raises `Mismatch` with a sentence in both languages.

Every function first makes sure the value is of the right kind, so that whatever an answer returned ends in a
verdict and never in a crash of the check. `of` names the value as the student would write it; left out, the host
puts the last call the submission made in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from autograder.base.cleaning import beginning
from autograder.base.mismatch import SHORT, Mismatch, described, listed, shape_text, value_message
from autograder.base.scratch import elided
from autograder.base.values import Figure, Handle, Model, Table
from autograder.base.verdict import AnswerError, Message, Reason


def array(
    value: Any,
    shape: Sequence[int | None] | None = None,
    dtype: str | Sequence[str] | None = None,
    finite: bool = True,
    *,
    of: str | None = None,
) -> np.ndarray:
    """Return `value` if it is a NumPy array of this shape (None: any size) and dtype (a name, or several)."""
    if type(value) is not np.ndarray:
        _fail("expect.array", of=of, received=described(value))
    if shape is not None and not _fits(value.shape, tuple(shape)):
        _fail(
            "expect.shape",
            of=of,
            expected=value_message(shape_text(shape)),
            received=value_message(shape_text(value.shape)),
        )
    if dtype is not None:
        names = (dtype,) if isinstance(dtype, str) else tuple(dtype)
        if value.dtype.name not in names:
            _fail(
                "expect.dtype",
                of=of,
                expected=value_message(" / ".join(names)),
                received=value_message(value.dtype.name),
            )
    if finite and value.dtype.kind in "fc" and not np.isfinite(value).all():
        _fail(
            "expect.finite",
            of=of,
            where=_index(~np.isfinite(value)),
            received=value_message(str(value[~np.isfinite(value)][0])),
        )
    return value


def within(value: Any, low: float, high: float, *, of: str | None = None) -> Any:
    """Return the array (or number) if it holds a number, and all of them lie in `[low, high]`."""
    numbers = _numeric(value, of)
    if not numbers.size:
        _fail("expect.array", of=of, received=described(value))
    if not (numbers.min() >= low and numbers.max() <= high):
        outside = (numbers < low) | (numbers > high) | np.isnan(numbers)
        extreme = numbers.min() if numbers.min() < low else numbers.max()
        _fail(
            "expect.within",
            of=of,
            low=low,
            high=high,
            where=_index(outside),
            received=value_message(float(extreme)),
        )
    return value


def close(value: Any, expected: Any, atol: float = 1e-6, rtol: float = 1e-5, *, of: str | None = None) -> Any:
    """Return the array (or number) if it has the shape of `expected` and differs nowhere by more than
    `atol + rtol·|expected|`.
    """
    try:
        wanted = np.asarray(expected)
    except ValueError:  # what another call of the answer's gave is no array
        wanted = np.array(None)
    if wanted.dtype.kind not in "biuf":
        _fail("expect.array", of=of, received=described(expected))
    got = _same_shape(value, wanted, of)
    different = ~np.isclose(got, wanted, atol=atol, rtol=rtol)
    if different.any():
        _differs("expect.close", got, wanted, different, of)
    return value


def equal(value: Any, expected: Any, *, of: str | None = None) -> Any:
    """Return `value` if it equals `expected`: arrays by shape and every element,
    everything else by `==` and type of kind.
    """
    if isinstance(expected, np.ndarray):
        got = _same_shape(value, expected, of)
        different = got != expected
        if different.any():
            _differs("expect.equal", got, expected, different, of)
    elif not _equal(value, expected):
        _fails_at_an_item(value, expected, of)
        _fail("expect.equal_value", of=of, expected=described(expected), received=described(value))
    return value


def _fails_at_an_item(value: Any, expected: Any, of: str | None) -> None:
    """Fail with the first item that differs, where two lists or tuples of one length would be told in the same
    words.
    """
    both = type(value) in (list, tuple) and type(expected) in (list, tuple) and len(value) == len(expected)
    if both and described(value) == described(expected):
        different = np.array([not _equal(one, two) for one, two in zip(value, expected)])
        first = int(different.argmax())
        _fail(
            "expect.equal",
            of=of,
            count=int(different.sum()),
            total=len(different),
            where=_place((first,)),
            expected=described(expected[first]),
            received=described(value[first]),
        )


def unchanged(before: np.ndarray, after: Any, *, of: str | None = None) -> None:
    """Pass if `after` is an array of the shape and the values of `before`: the answer left its argument as it was."""
    if (
        type(after) is not np.ndarray
        or after.shape != before.shape
        or (after.dtype.kind == "U") != (before.dtype.kind == "U")
        or not np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    ):
        _fail("expect.unchanged", of=of)


def separate(first: Any, second: Any, images: np.ndarray, *, of: str | None = None) -> None:
    """Pass if two models have weights of their own: a change in the first leaves the second as it was.

    Both are called with `images` (n, …) first, which builds those that are not built yet. The first keeps its weights.
    """
    for each in (first, second):
        array(each.call(images), finite=False, of=of)
    before, others = first.weights(), second.weights()
    if not (before and others):  # nothing would show
        _fail("expect.no_weights", of=of)
    # One more everywhere, not another value: two models may well begin with the same weights.
    first.set_weights([np.asarray(each + 1, each.dtype) for each in before])
    after = second.weights()
    first.set_weights(before)
    apart = len(others) == len(after) and all(
        np.array_equal(old, new, equal_nan=old.dtype.kind == "f")
        for old, new in zip(others, after, strict=True)
    )
    if not apart:
        _fail("expect.separate", of=of)


def built_anew(build: Callable[[], Any], images: np.ndarray, *, of: str | None = None) -> tuple[Any, Any]:
    """Return the first two models of `build`, if each call builds another one, that begins anew.

    The third call is made when the first two models have weights to which they would have come by training: where it
    begins with those, even with one of them, or with a model that is there already, nothing was built anew.
    """
    first: Any = model(build(), of=of)
    second: Any = model(build(), of=of)
    separate(first, second, images, of=of)
    before = [each.weights() for each in (first, second)]
    trained = [[(each + 1).astype(each.dtype) for each in weights] for weights in before]
    for each, weights in zip((first, second), trained, strict=True):
        each.set_weights(weights)
    third: Any = model(build(), of=of)
    for each in (first, second):
        separate(third, each, images, of=of)
    begins = third.weights()
    if any(np.array_equal(*pair) for weights in trained for pair in zip(begins, weights, strict=False)):
        _fail("expect.built_anew", of=of)
    for each, weights in zip((first, second), before, strict=True):
        each.set_weights(weights)
    return first, second


def number(value: Any, *, of: str | None = None) -> float:
    """Return a finite number as a float; an array of one element will do, a truth value will not."""
    if isinstance(value, (np.ndarray, np.generic)) and value.size == 1 and value.dtype.kind in "iuf":
        value = value.item()
    if type(value) not in (int, float):
        _fail("expect.number", of=of, received=described(value))
    if not np.isfinite(value):
        _fail("expect.number", of=of, received=value_message(str(value)))
    return float(value)


def integer(value: Any, *, of: str | None = None) -> int:
    """Return a whole number as an int; 3.0 will do."""
    real = number(value, of=of)
    if real != int(real):
        _fail("expect.integer", of=of, received=described(value))
    return int(real)


def text(value: Any, *, of: str | None = None) -> str:
    """Return a string."""
    if type(value) is not str:
        _fail("expect.text", of=of, received=described(value))
    return value


def truth(value: Any, *, of: str | None = None) -> bool:
    """Return a truth value; an array of one will do."""
    if type(value) is np.ndarray and value.size == 1 and value.dtype.kind == "b":
        value = value.item()
    if type(value) is not bool:
        _fail("expect.truth", of=of, received=described(value))
    return value


def sequence(value: Any, length: int | None = None, *, of: str | None = None) -> tuple[Any, ...]:
    """Return a list, tuple or array as a tuple, of this length where one is given."""
    if type(value) not in (list, tuple, np.ndarray) or (type(value) is np.ndarray and value.ndim == 0):
        _fail("expect.sequence", of=of, received=described(value))
    if length is not None and len(value) != length:
        _fail("expect.length", of=of, expected=value_message(length), received=value_message(len(value)))
    return tuple(value)


def mapping(value: Any, keys: Sequence[str] | None = None, *, of: str | None = None) -> dict[Any, Any]:
    """Return a dictionary that has at least these keys."""
    if not isinstance(value, dict):
        _fail("expect.mapping", of=of, received=described(value))
    missing = [key for key in keys or () if key not in value]
    if missing:
        _fail("expect.keys", of=of, missing=listed(missing), received=value_message(listed(value)))
    return value


def model(value: Any, takes: Sequence[int] | None = None, *, of: str | None = None) -> Model:
    """Return the handle of a Keras model, which may not be declared for inputs of another shape than `takes`, one of them.

    Layers such as convolutions compute on another shape than the model says that it takes, and nobody notices.
    """
    if not isinstance(value, Model):
        _fail("expect.model", of=of, received=described(value))
    declared = getattr(value, "input_shape", None) if takes is not None else None
    if type(declared) is tuple and len(declared) == len(takes or ()) + 1:
        inputs = declared[1:]
        if not _fits(tuple(takes or ()), inputs):
            wanted = value_message(shape_text(takes or ()))
            _fail("expect.takes", of=of, expected=wanted, received=value_message(shape_text(inputs)))
    return value


def handle(value: Any, *, of: str | None = None) -> Handle:
    """Return the handle of an object that stays in the worker: a generator, a callback, a layer, a data set."""
    if not isinstance(value, Handle):
        _fail("expect.handle", of=of, received=described(value))
    return value


def table(value: Any, columns: Sequence[str] | None = None, *, of: str | None = None) -> Table:
    """Return a data frame that has at least these columns, each of them once."""
    if type(value) is list:  # a column crosses as a list: which of the two it was, nobody knows here
        _fail("expect.table", of=of, received=Message("expect.told_column", {"count": len(value)}))
    if type(value) is not Table:
        _fail("expect.table", of=of, received=described(value))
    missing = [name for name in columns or () if name not in value.columns]
    if missing:
        _fail("expect.columns", of=of, missing=listed(missing), received=value_message(listed(value.columns)))
    twice = [name for name in columns or () if value.columns.count(name) > 1]
    if twice:
        _fail(
            "expect.columns_twice", of=of, names=listed(twice), received=value_message(listed(value.columns))
        )
    return value


def figure(value: Any, *, of: str | None = None) -> Figure:
    """Return a matplotlib figure as plain data."""
    if type(value) is not Figure:
        _fail("expect.figure", of=of, received=described(value))
    return value


def at_least(value: Any, floor: float, what: Mapping[str, str], *, of: str | None = None) -> float:
    """Return the number if it is `floor` or more; `what` names it in each language of the course ("the accuracy")."""
    got = number(value, of=of)
    if got < floor:
        _beyond("expect.at_least", "floor", floor, got, what, of)
    return got


def at_most(value: Any, ceiling: float, what: Mapping[str, str], *, of: str | None = None) -> float:
    """Return the number if it is `ceiling` or less; `what` names it in each language of the course ("the loss")."""
    got = number(value, of=of)
    if got > ceiling:
        _beyond("expect.at_most", "ceiling", ceiling, got, what, of)
    return got


def raises(
    call: Any,
    *args: Any,
    kinds: Sequence[str] = ("ValueError",),
    mentions: Sequence[str] = (),
    of: str | None = None,
    **kwargs: Any,
) -> str:
    """Return the text of the exception that `call(*args, **kwargs)` raises in the worker.

    The exception, or one of its base classes, must be named in `kinds`, and its text must hold every one of
    `mentions` (upper and lower case alike).
    """
    try:
        value = call(*args, **kwargs)
    except AnswerError as error:
        names = error.type_names
        # No exception of the student's code (time, memory, a name that is missing), or the stub's own: nothing is
        # written yet.
        if not names or error.reason is Reason.NOT_ATTEMPTED:
            raise
        if not set(names) & set(kinds):
            _fail(
                "expect.raises_kind",
                of=of,
                kinds=" / ".join(kinds),
                received=value_message(beginning(elided(f"{names[0]}: {error.text}"), SHORT)),
            )
        missing = [word for word in mentions if word.lower() not in error.text.lower()]
        if missing:
            _fail(
                "expect.raises_mention",
                of=of,
                words=listed(missing),
                received=value_message(beginning(elided(f"{names[0]}: {error.text}"), SHORT)),
            )
        return error.text
    _fail("expect.raises", of=of, kinds=" / ".join(kinds), received=described(value))


def that(
    condition: Any,
    en: str = "",
    fr: str = "",
    expected: Any = None,
    received: Any = None,
    *,
    of: str | None = None,
    **others: str,
) -> None:
    """Pass if `condition` is true; else fail with the check's own sentence, in each language of the course: `de="…"`.

    `received` is shown, `expected` only in public checks.
    """
    said = {language: text for language, text in {"en": en, "fr": fr, **others}.items() if text}
    if not said or any(len(language) != 2 for language in others):
        raise TypeError(
            f"expected a sentence under the letters of its language, such as en=…, received {sorted(others)}"
        )
    if not condition:
        _fail(
            "expect.that",
            of=of,
            sentence=said,
            expected=_optional(expected),
            received=_optional(received),
        )


def _fail(
    key: str,
    *,
    of: str | None = None,
    expected: Message | None = None,
    received: Message | None = None,
    arrays: tuple[np.ndarray, np.ndarray] | None = None,
    **values: Any,
) -> NoReturn:
    wanted, got = _told_apart(expected, received)
    raise Mismatch(Message(key, values), of=of, expected=wanted, received=got, arrays=arrays)


def _beyond(
    key: str, name: str, bound: float, got: float, what: Mapping[str, str], of: str | None
) -> NoReturn:
    wanted, received = _told_apart(value_message(float(bound)), value_message(got))
    shown = wanted.values["value"] if wanted else bound
    raise Mismatch(Message(key, {"what": dict(what), name: shown}), of=of, received=received)


def _told_apart(expected: Message | None, received: Message | None) -> tuple[Message | None, Message | None]:
    """Return two numbers with as many digits as it takes to tell them apart: beside 1, 0.99999 is no 1."""
    if expected is None or received is None or expected.text("en") != received.text("en"):
        return expected, received
    one, two = expected.values.get("value"), received.values.get("value")
    if not isinstance(one, (int, float)) or not isinstance(two, (int, float)) or one == two:
        return expected, received
    digits = next((each for each in range(5, 17) if f"{one:.{each}g}" != f"{two:.{each}g}"), 17)
    return _digits(one, digits), _digits(two, digits)


def _digits(value: float, digits: int) -> Message:
    shown = f"{value:.{digits}g}"
    return Message("expect.value", {"value": {"en": shown, "fr": shown.replace(".", ",")}})


def _differs(
    key: str, got: np.ndarray, wanted: np.ndarray, different: np.ndarray, of: str | None
) -> NoReturn:
    if not different.ndim:  # one number: no count, and no place
        _fail(
            "expect.equal_value",
            of=of,
            expected=value_message(wanted.item()),
            received=value_message(got.item()),
        )
    where = tuple(int(i) for i in np.argwhere(different)[0])
    _fail(
        key,
        of=of,
        count=int(different.sum()),
        total=int(different.size),
        where=_place(where),
        expected=value_message(wanted[where].item()),
        received=value_message(got[where].item()),
        arrays=(wanted, got) if wanted.ndim >= 2 else None,
    )


def _numeric(value: Any, of: str | None) -> np.ndarray:
    if type(value) in (int, float) or isinstance(value, np.generic):
        value = np.asarray(value)
    if type(value) is not np.ndarray or value.dtype.kind not in "biuf":
        _fail("expect.array", of=of, received=described(value))
    return value


def _same_shape(value: Any, wanted: np.ndarray, of: str | None) -> np.ndarray:
    if (type(value) in (int, float, bool, str) or isinstance(value, np.generic)) and wanted.ndim == 0:
        value = np.asarray(value)  # a number, or one that the check took out of an array
    if type(value) in (list, tuple):
        value = _from_list(value)
    if type(value) is not np.ndarray or (value.dtype.kind in "US") != (wanted.dtype.kind in "US"):
        _fail("expect.array", of=of, received=described(value))
    if value.shape != wanted.shape:
        _fail(
            "expect.shape",
            of=of,
            expected=value_message(shape_text(wanted.shape)),
            received=value_message(shape_text(value.shape)),
        )
    return value


def _from_list(value: list[Any] | tuple[Any, ...]) -> Any:
    try:
        numbers = np.asarray(value)
    except ValueError:  # ragged
        return value
    return value if numbers.dtype.kind == "O" else numbers


def _equal(value: Any, expected: Any) -> bool:
    if isinstance(expected, bool) or isinstance(value, bool):
        return type(value) is type(expected) and bool(value == expected)
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
    if isinstance(expected, np.ndarray) and expected.ndim:
        return isinstance(value, np.ndarray) and np.array_equal(value, expected)
    if isinstance(value, np.ndarray):
        return value.size == 1 and value.ndim == 0 and bool(value.item() == expected)
    return bool(value == expected)


def _fits(shape: tuple[int, ...], pattern: tuple[int | None, ...]) -> bool:
    return len(shape) == len(pattern) and all(
        want is None or have == want for have, want in zip(shape, pattern)
    )


def _index(where: np.ndarray) -> str:
    return _place(tuple(int(i) for i in np.argwhere(where)[0]) if where.ndim else ())


def _place(index: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, index)) + "]"


def _optional(value: Any) -> Message | None:
    return None if value is None else (value if isinstance(value, Message) else described(value))
