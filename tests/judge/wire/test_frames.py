"""Frames: what goes in comes out, and whatever else comes in ends in BadFrame."""

import contextlib
import json
import math
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.base.values import Axes, Figure, LayerInfo, Opaque, Table
from autograder.base.verdict import Reason
from autograder.judge.wire import frames
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.protocol import DTYPES, Failure, Reference

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"), max_size=30)
    | st.binary(max_size=30)
)
arrays = st.sampled_from(sorted(DTYPES)).flatmap(
    lambda name: hnp.arrays(name, hnp.array_shapes(max_side=4, min_side=0))
)
keys = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(st.characters(codec="utf-8"), max_size=10)
)
values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=20,
)
RECORDS = (
    Opaque("set", "{1}"),
    Reference(3, "model", "Sequential"),
    Table(("a", "b"), ((1, 2.5), (None, "x")), (0, 1)),
    LayerInfo("dense", "Dense", (None, 3), (None, 1), "relu", 4, True, {"units": 1}),
    Failure(Reason.EXCEPTION, "bad", ("ValueError", "Exception"), 3, "f()", "2"),
    Figure(
        (
            Axes(
                "t",
                "x",
                "y",
                (np.zeros((3, 2)),),
                ("l",),
                (np.ones((2, 2)),),
                1,
                ("n",),
                ((1.0, 2.0),),
                ("k",),
                ("l",),
            ),
        ),
        "s",
        None,
    ),
)


def decoded(frame: bytes, limit: int = 2**20):
    sizes = frames.sizes(frame[: frames.PREFIX.size], limit)
    start = frames.PREFIX.size
    header, body = frame[start : start + sizes.header], frame[start + sizes.header :]
    if len(body) != sizes.body or len(header) != sizes.header:
        raise BadFrame("cut short")
    return frames.decode(header, body)


def same(first, second) -> bool:
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray):
        equal_nan = first.dtype.kind == "f"
        return (
            first.dtype == second.dtype
            and first.shape == second.shape
            and np.array_equal(first, second, equal_nan=equal_nan)
        )
    if isinstance(first, (list, tuple)):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict):
        return list(first) == list(second) and all(same(first[key], second[key]) for key in first)
    return first == second


@MANY
@given(values)
def test_a_value_crosses_unchanged(value):
    assert same(decoded(frames.encode(value)), value)


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: type(each).__name__)
def test_a_record_crosses_unchanged(record):
    assert repr(decoded(frames.encode(record))) == repr(record)


@pytest.mark.parametrize("number", [math.inf, -math.inf])
def test_infinities_cross(number):
    assert decoded(frames.encode(number)) == number


def test_a_nan_crosses():
    assert math.isnan(decoded(frames.encode(math.nan)))


def test_an_array_arrives_writable_and_alone():
    first = np.arange(6.0).reshape(2, 3)
    second = decoded(frames.encode(first))
    second[0, 0] = 99

    assert first[0, 0] == 0


def test_big_endian_and_strided_arrays_keep_their_values():
    array = np.arange(12, dtype=">i4").reshape(3, 4)[:, ::2]

    assert np.array_equal(decoded(frames.encode(np.array(array, dtype="int32"))), array)


def test_texts_cross_in_their_shape():
    array = np.array([["a", "ééé"], ["", "🙂"]])

    assert same(decoded(frames.encode(array)), array)


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, 1j, 2**70, np.float32(1), np.zeros(2, "complex64"), type, print]
)
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(BadFrame):
        frames.encode(value)


def test_a_subclass_is_refused():
    class Dict(dict):
        pass

    with pytest.raises(BadFrame):
        frames.encode(Dict())


@MANY
@given(st.binary(max_size=200))
def test_arbitrary_bytes_end_in_a_bad_frame(data):
    with pytest.raises(BadFrame):
        decoded(data)


@MANY
@given(values, st.data())
def test_a_frame_with_changed_bytes_is_a_value_or_a_bad_frame(value, data):
    frame = bytearray(frames.encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadFrame):
        decoded(bytes(frame))


@MANY
@given(values, st.integers(0, 400))
def test_a_truncated_frame_is_a_bad_frame(value, length):
    frame = frames.encode(value)
    if length < len(frame):
        with pytest.raises(BadFrame):
            decoded(frame[:length])


# Trees close to real ones: right tags, wrong insides.
tags = st.sampled_from(["list", "tuple", "dict", "float", "bytes", "array", "texts", "record", "x"])
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from(["float32", "nan", "Opaque", "Axes", "Figure", "Failure", "object", "U4"]),
    lambda inner: st.lists(inner, max_size=5) | st.tuples(tags, st.lists(inner, max_size=12)).map(lambda pair: [pair[0], *pair[1]]),
    max_leaves=30,
)  # fmt: skip


@MANY
@given(trees, st.binary(max_size=64))
def test_a_forged_header_is_a_value_or_a_bad_frame(tree, body):
    with contextlib.suppress(BadFrame):
        frames.decode(json.dumps(tree).encode(), body)


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 100_000,
        b'["list"' + b",null" * 2_000_000 + b"]",
        b'["array","float64",[1099511627776,1099511627776]]',
        b'["array","float64",[0,1099511627776,1099511627776,1099511627776]]',
        b'["array","object",[1]]',
        b'["array","<U4",[1]]',
        b'["array","float64",[-1]]',
        b'["array","float64",[true]]',
        b'["bytes",-5]',
        b'["texts",[1000000]]',
        b'["dict",[["list"],1]]',
        b'["float","1e999"]',
        b"NaN",
        b"Infinity",
        b"1" * 5000,
        b'{"a": 1}',
        b"",
        b"\xff\xfe",
    ],
)
def test_a_hostile_header_is_a_bad_frame(header):
    with pytest.raises(BadFrame):
        frames.decode(header, b"")


def test_announced_sizes_beyond_the_limit_are_refused_before_anything_is_read():
    with pytest.raises(BadFrame, match="too large"):
        frames.sizes(struct.pack("<4sIQ", frames.MAGIC, 10, 2**40), 2**20)
    with pytest.raises(BadFrame, match="too large"):
        frames.sizes(struct.pack("<4sIQ", frames.MAGIC, 2**31, 10), 2**20)


def test_a_lone_surrogate_is_made_printable():
    assert frames.decode(b'"\\ud800"', b"").encode("utf-8") == b"?"


def test_a_boolean_array_holds_booleans_only():
    assert frames.decode(b'["array","bool",[2]]', b"\x02\x00").view("uint8").tolist() == [1, 0]


@pytest.mark.parametrize(
    "table",
    [
        Table(("a", "b"), ((1, 2), (3,)), (0, 1)),
        Table(("a",), ((1, 2),), (0,)),
        Table(("a",), ((1,),), ()),
    ],
)
def test_a_table_whose_rows_are_not_as_wide_as_its_head_does_not_cross(table):
    frame = frames.encode(table)
    header = frames.sizes(frame[: frames.PREFIX.size], 0).header

    with pytest.raises(BadFrame):
        frames.decode(frame[frames.PREFIX.size :][:header], b"")
