"""Values as bytes, and back: the only thing that passes between the judge and a worker.

A frame is a magic word, two lengths, a JSON header and the raw bytes of its arrays. Nothing in it is code: there is
no pickle, no zip and no npz. The decoder accepts a closed set of types and dtypes and checks every size before it
allocates, because the bytes of a worker are written by whoever wrote the hand-in.
"""

from __future__ import annotations

import dataclasses
import json
import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from autograder.base.cleaning import clean_line
from autograder.base.values import Axes, Figure, LayerInfo, Opaque, Table
from autograder.base.verdict import Reason
from autograder.judge.wire.protocol import DTYPES, MAX_DEPTH, MAX_ITEMS, Failure, Ready, Reference

MAGIC = b"AGR1"
PREFIX = struct.Struct("<4sIQ")  # magic, bytes of the header, bytes of the body
MAX_HEADER = 8 * 2**20
_MAX_TEXT = 4 * 2**20
_MAX_NAME = 200
_LONG_TEXT = 4096  # characters from which a text crosses as bytes, and its commas are not taken for items
_MAX_DIMENSIONS = 32
_RECORDS: Mapping[str, type] = {
    each.__name__: each for each in (Opaque, Table, Axes, Figure, LayerInfo, Reference, Failure, Ready)
}


class BadFrame(Exception):
    """The bytes are not a frame, or hold something that may not cross."""


class Oversized(BadFrame):
    """A frame that announces or holds more than may cross."""


@dataclass(frozen=True)
class Sizes:
    """The lengths a frame announces."""

    header: int
    body: int


def encode(value: Any) -> bytes:
    """Return the frame of a value made of the types that cross.

    Raises:
        BadFrame: The value holds a type that does not cross, or its header is too large.
    """
    arrays: list[memoryview | bytes] = []
    header = json.dumps(_to_json(value, arrays, 0), separators=(",", ":"), ensure_ascii=True).encode("ascii")
    if len(header) > MAX_HEADER:
        raise BadFrame("the header is too large")
    size = sum(len(each) for each in arrays)
    # Arrays may be large: copied once.
    return b"".join((PREFIX.pack(MAGIC, len(header), size), header, *arrays))


def sizes(prefix: bytes, limit: int) -> Sizes:
    """Return the lengths that the first PREFIX.size bytes of a frame announce. Raises BadFrame; Oversized beyond `limit`."""
    try:
        magic, header, body = PREFIX.unpack(prefix)
    except struct.error:
        raise BadFrame("cut short") from None
    if magic != MAGIC:
        raise BadFrame("this is no frame")
    if header > MAX_HEADER or body > limit:
        raise Oversized("too large")
    return Sizes(header, body)


def decode(header: bytes, body: bytes | bytearray | memoryview) -> Any:
    """Return the value in a frame; every array is a fresh, writable one. Raises BadFrame."""
    # Counted before parsing: a list of a million nothings costs the parser a hundred times its text.
    if header.count(b",") > 4 * MAX_ITEMS or header.count(b"[") > 2 * MAX_ITEMS:
        raise Oversized("too many items")
    try:
        tree = json.loads(header, parse_constant=_no_constant)
    except (ValueError, RecursionError, UnicodeDecodeError, MemoryError):
        raise BadFrame("the header is not JSON") from None
    reader = _Reader(memoryview(body))
    value = reader.value(tree, 0)
    if reader.position != len(body):
        raise BadFrame("bytes are left over")
    return value


def _to_json(value: Any, arrays: list[memoryview | bytes], depth: int) -> Any:
    if depth > MAX_DEPTH + 4:
        raise BadFrame("too deep")
    kind = type(value)
    if kind is str and len(value) > _LONG_TEXT:
        arrays.append(value.encode("utf-8", "replace"))
        return ["text", len(arrays[-1])]
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        if not -(2**63) <= value < 2**64:
            raise BadFrame("an integer is too large")
        return value
    if kind is float:
        return value if math.isfinite(value) else ["float", repr(value)]
    if kind in (list, tuple):
        return [kind.__name__, *(_to_json(each, arrays, depth + 1) for each in value)]
    if kind is dict:
        pairs = [
            [_to_json(key, arrays, depth + 1), _to_json(each, arrays, depth + 1)]
            for key, each in value.items()
        ]
        return ["dict", *pairs]
    if kind is bytes:
        arrays.append(value)
        return ["bytes", len(value)]
    if kind is np.ndarray:
        return _array_to_json(value, arrays)
    if kind.__name__ in _RECORDS and _RECORDS[kind.__name__] is kind:
        fields = dataclasses.fields(value)
        return [
            "record",
            kind.__name__,
            *(_to_json(_field(value, each), arrays, depth + 1) for each in fields),
        ]
    raise BadFrame(f"{kind.__name__} does not cross")


def _field(record: Any, field: dataclasses.Field[Any]) -> Any:
    value = getattr(record, field.name)
    return str(value) if isinstance(value, Reason) else value


def _array_to_json(value: np.ndarray, arrays: list[memoryview | bytes]) -> list[Any]:
    if value.dtype.kind == "U":
        return ["texts", list(value.shape), *(str(each) for each in value.flat)]
    if value.dtype.name not in DTYPES:
        raise BadFrame(f"an array of {value.dtype} does not cross")
    little = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
    arrays.append(little.reshape(-1).view(np.uint8).data)
    return ["array", value.dtype.name, list(value.shape)]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class _Reader:
    """Builds values from a parsed header, taking the bytes of arrays in order."""

    def __init__(self, body: memoryview):
        self.body, self.position, self.items = body, 0, 2 * MAX_ITEMS

    def value(self, tree: Any, depth: int) -> Any:
        self.items -= 1
        if depth > MAX_DEPTH + 4 or self.items < 0:
            raise Oversized("too deep or too many")
        if tree is None or type(tree) in (bool, float):
            return tree
        if type(tree) is int:
            if not -(2**63) <= tree < 2**64:
                raise BadFrame("an integer is too large")
            return tree
        if type(tree) is str:
            return self.text(tree)
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise BadFrame("an untagged value")
        build = self._BUILDERS.get(tree[0])
        if build is None:
            raise BadFrame("an unknown tag")
        return build(self, tree[1:], depth + 1)

    def text(self, text: str) -> str:
        if len(text) > _MAX_TEXT:
            raise Oversized("a text is too long")
        # A lone surrogate would break whoever writes the verdict down.
        return text.encode("utf-8", "replace").decode("utf-8")

    def float_(self, rest: list[Any], depth: int) -> float:
        if rest not in (["nan"], ["inf"], ["-inf"]):
            raise BadFrame("no such float")
        return float(rest[0])

    def list_(self, rest: list[Any], depth: int) -> list[Any]:
        return [self.value(each, depth) for each in rest]

    def tuple_(self, rest: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self.value(each, depth) for each in rest)

    def dict_(self, rest: list[Any], depth: int) -> dict[Any, Any]:
        found = {}
        for pair in rest:
            if type(pair) is not list or len(pair) != 2:
                raise BadFrame("a key without a value")
            key = self.value(pair[0], depth)
            if key is not None and type(key) not in (bool, int, float, str):
                raise BadFrame("such a key does not cross")
            found[key] = self.value(pair[1], depth)
        return found

    def bytes_(self, rest: list[Any], depth: int) -> bytes:
        if len(rest) != 1 or type(rest[0]) is not int:
            raise BadFrame("bytes without a length")
        return bytes(self.take(rest[0]))

    def long_text(self, rest: list[Any], depth: int) -> str:
        data = self.bytes_(rest, depth)
        if len(data) > 4 * _MAX_TEXT:
            raise Oversized("a text is too long")
        return self.text(data.decode("utf-8", "replace"))

    def take(self, count: int) -> memoryview:
        if count < 0 or self.position + count > len(self.body):
            raise BadFrame("cut short")
        found = self.body[self.position : self.position + count]
        self.position += count
        return found

    def shape(self, shape: Any) -> tuple[int, ...]:
        if type(shape) is not list or len(shape) > _MAX_DIMENSIONS:
            raise BadFrame("this is no shape")
        if any(type(size) is not int or not 0 <= size <= 2**40 for size in shape):
            raise BadFrame("this is no shape")
        return tuple(shape)

    def array(self, rest: list[Any], depth: int) -> np.ndarray:
        if len(rest) != 2 or type(rest[0]) is not str or rest[0] not in DTYPES:
            raise BadFrame("such an array does not cross")
        shape, dtype = self.shape(rest[1]), np.dtype(rest[0])
        data = self.take(math.prod(shape) * dtype.itemsize)
        if any(size == 0 for size in shape):
            return _empty(shape, dtype)
        if dtype.kind == "b":  # a byte of 2 is neither true nor false
            truths: np.ndarray = np.frombuffer(data, "uint8") != 0
            return truths.reshape(shape)
        found: np.ndarray = np.frombuffer(data, dtype.newbyteorder("<")).astype(dtype).reshape(shape)
        return found

    def texts(self, rest: list[Any], depth: int) -> np.ndarray:
        if not rest:
            raise BadFrame("texts without a shape")
        shape, items = self.shape(rest[0]), rest[1:]
        if math.prod(shape) != len(items) or any(type(each) is not str for each in items):
            raise BadFrame("texts do not fill their shape")
        # NumPy gives every item the room of the longest.
        if len(items) * max(map(len, items), default=0) > _MAX_TEXT:
            raise Oversized("a text is too long")
        if not items:
            return _empty(shape, np.dtype("U1"))
        return np.array([self.text(each) for each in items], dtype=np.str_).reshape(shape)

    def record(self, rest: list[Any], depth: int) -> Any:
        kind = _RECORDS.get(rest[0]) if rest and type(rest[0]) is str else None
        if kind is None:
            raise BadFrame("no such record")
        fields = dataclasses.fields(kind)
        if len(rest) != len(fields) + 1:
            raise BadFrame("a record of another size")
        values = {field.name: self.value(each, depth) for field, each in zip(fields, rest[1:])}
        for name, value in values.items():
            if not _FIELDS[kind][name](value):
                raise BadFrame(f"{kind.__name__}.{name} is not what it should be")
        if kind is Table and not _is_even(**values):
            raise BadFrame("a table whose rows are not as wide as its head")
        for name in _NAMES.get(kind, ()):  # a claim that a person may see
            if values[name] is not None:
                values[name] = clean_line(values[name], _MAX_NAME)
        if kind is Failure:
            values["reason"] = _reason(values["reason"])
        return kind(**values)

    _BUILDERS: Mapping[str, Callable[[_Reader, list[Any], int], Any]] = {
        "float": float_,
        "list": list_,
        "tuple": tuple_,
        "dict": dict_,
        "bytes": bytes_,
        "text": long_text,
        "array": array,
        "texts": texts,
        "record": record,
    }


_NAMES: Mapping[type, tuple[str, ...]] = {
    Opaque: ("type_name", "text"),
    Reference: ("kind", "type_name"),
    LayerInfo: ("name", "type", "activation"),
}


def _empty(shape: tuple[int, ...], dtype: np.dtype[Any]) -> np.ndarray:
    try:
        return np.zeros(shape, dtype)
    except (ValueError, MemoryError):  # the other sizes alone are beyond what NumPy can address
        raise BadFrame("this is no shape") from None


def _reason(claimed: str) -> Reason:
    try:
        return Reason(claimed)
    except ValueError:
        return Reason.EXCEPTION


def _is(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: type(value) in kinds


def _tuple_of(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: type(value) is tuple and all(type(each) in kinds for each in value)


def _anything(value: Any) -> bool:
    return True


def _is_lines(value: Any) -> bool:
    return _tuple_of(np.ndarray)(value) and all(
        each.ndim == 2 and each.shape[1] == 2 and each.dtype.kind == "f" for each in value
    )


def _is_images(value: Any) -> bool:
    return _tuple_of(np.ndarray)(value) and all(each.dtype.kind in "biuf" for each in value)


def _is_position(value: Any) -> bool:
    return _tuple_of(float)(value) and len(value) == 4 and all(map(math.isfinite, value))


def _is_places(value: Any) -> bool:
    return _tuple_of(tuple)(value) and all(_tuple_of(float)(each) and len(each) == 2 for each in value)


def _is_rows(value: Any) -> bool:
    return _tuple_of(tuple)(value)


def _is_even(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], index: tuple[Any, ...]) -> bool:
    return len(index) == len(rows) and all(len(row) == len(columns) for row in rows)


def _is_picture(value: Any) -> bool:
    return value is None or (type(value) is np.ndarray and value.dtype.name == "uint8" and value.ndim == 3)


_FIELDS: Mapping[type, Mapping[str, Callable[[Any], bool]]] = {
    Opaque: {"type_name": _is(str), "text": _is(str)},
    Table: {"columns": _tuple_of(str), "rows": _is_rows, "index": _is(tuple)},
    Axes: {
        "title": _is(str),
        "xlabel": _is(str),
        "ylabel": _is(str),
        "lines": _is_lines,
        "line_labels": _tuple_of(str),
        "images": _is_images,
        "grey": _tuple_of(bool),
        "bars": _is(int),
        "texts": _tuple_of(str),
        "text_places": _is_places,
        "ticks": _tuple_of(str),
        "tick_places": _is_places,
        "legend": _tuple_of(str),
        "position": _is_position,
    },
    Figure: {
        "axes": _tuple_of(Axes),
        "title": _is(str),
        "picture": _is_picture,
        "texts": _tuple_of(str),
        "text_places": _is_places,
    },
    LayerInfo: {
        "name": _is(str),
        "type": _is(str),
        "input_shape": _anything,
        "output_shape": _anything,
        "activation": _is(str, type(None)),
        "params": _is(int),
        "trainable": _is(bool),
        "config": _is(dict, type(None)),
    },
    Reference: {"id": _is(int), "kind": _is(str), "type_name": _is(str)},
    Failure: {
        "reason": _is(str),
        "text": _is(str),
        "types": _tuple_of(str),
        "line": _is(int),
        "source": _is(str),
        "where": _is(str),
    },
    Ready: {"board": _is(int), "generator": _is(int)},
}
