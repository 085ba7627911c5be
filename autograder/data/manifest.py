"""The facts of `datasets/manifest.toml`, and the comparison of arrays with them."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ConfigDict, TypeAdapter

from autograder.base.errors import MachineError
from autograder.base.messages import default_language, sentence

# Beside this module in an installed package (pyproject.toml puts it there), in datasets/ in the repository.
_PLACES = (
    Path(__file__).with_name("manifest.toml"),
    Path(__file__).parents[2] / "datasets" / "manifest.toml",
)


@dataclass(frozen=True)
class ArrayFacts:
    """What is known of one array. `shape` and `sha256` hold for the real data only."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    shape: tuple[int, ...]
    dtype: str
    range: tuple[int, int]
    sha256: str
    mean: float | None = None
    first: tuple[int, ...] = ()


@dataclass(frozen=True)
class SetFacts:
    """What is known of one data set; `files` are its paths below COURSE_DATA and below Keras' cache."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    title: Mapping[str, str]
    origin: str
    licence: str
    files: tuple[str, ...]
    generator: str
    arrays: Mapping[str, ArrayFacts]
    download: str = ""
    megabytes: int = 0


@functools.cache
def manifest() -> Mapping[str, SetFacts]:
    """Return the facts of every data set, by name."""
    for place in _PLACES:
        if place.is_file():
            break
    else:
        raise MachineError("machine.no_data_list", path=_PLACES[0])
    tables = tomllib.loads(place.read_text(encoding="utf-8"))
    read = TypeAdapter(SetFacts).validate_python
    return {name: read({"name": name, "arrays": {}, **table}) for name, table in tables.items()}


def verify(where: str, arrays: Mapping[str, np.ndarray], facts: SetFacts, exact: bool = True) -> None:
    """Compare the arrays of a data set with what the manifest says of them.

    Args:
        where: The file or folder they come from, for the message.
        arrays: The four arrays by name.
        facts: The data set's facts.
        exact: Whether shapes and checksums must agree too; without, only the kind of the arrays.

    Raises:
        MachineError: They differ; the message says where, what was expected, what was received and what to do.
    """
    for name, expected in facts.arrays.items():
        array = arrays[name]
        what = f"{facts.name}.{name}"
        _same(where, f"{what}: dtype", expected.dtype, str(array.dtype))
        shape = (
            expected.shape if exact else (len(arrays[name.replace("images", "labels")]), *expected.shape[1:])
        )
        _same(where, f"{what}: shape", shape, array.shape)
        low, high = expected.range
        if array.size and not (low <= array.min() and array.max() <= high):
            _same(where, f"{what}: range", expected.range, (int(array.min()), int(array.max())))
        if exact:
            _same(where, f"{what}: sha256", expected.sha256, sha256(array))


def sha256(array: np.ndarray) -> str:
    """Return the checksum of an array's bytes in C order, in hexadecimal."""
    return hashlib.sha256(np.ascontiguousarray(array).data).hexdigest()


def damaged(where: str, what: str, expected: object, received: object) -> MachineError:
    """Return the error that tells of a data file other than it should be."""
    return MachineError(
        sentence(
            "data.damaged",
            default_language(),
            path=where,
            what=what,
            expected=str(expected),
            received=str(received),
        )
    )


def _same(where: str, what: str, expected: object, received: object) -> None:
    if expected != received:
        raise damaged(where, what, expected, received)
