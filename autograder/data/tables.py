"""Images as a table: a header, then a row per image with its label and its 784 pixels."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from autograder.base.errors import MachineError, UsageError
from autograder.base.files import writing
from autograder.base.progress import bar
from autograder.data.manifest import damaged

_ROWS = 2000  # rows at a time: about 6 MB while they are turned into text
_PIXELS = 28 * 28


def header() -> str:
    """Return the first line of the table, without its line end: label,pixel1,…,pixel784."""
    return ",".join(["label", *(f"pixel{number}" for number in range(1, _PIXELS + 1))])


def write_csv(
    images: np.ndarray,
    labels: np.ndarray,
    path: Path | str,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write images and labels in the layout of the published Fashion-MNIST tables.

    Args:
        images: uint8 `(n, 28, 28)`.
        labels: uint8 `(n,)`.
        path: The file to write; it appears only once it is complete.
        progress: Called with the rows written and the rows in all; by default a bar, where somebody looks.

    Raises:
        UsageError: The arrays are not of this kind.
        MachineError: The file cannot be written.
    """
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28) or labels.shape != (len(images),):
        raise UsageError(
            f"expected uint8 images (n, 28, 28) and labels (n,), received {images.dtype} {images.shape} and {labels.shape}"
        )
    path = Path(path)
    try:
        with _shown(progress, path.name) as advance, writing(path) as file:
            file.write(header().encode() + b"\n")
            for start in range(0, len(images), _ROWS):
                file.write(_lines(images[start : start + _ROWS], labels[start : start + _ROWS]))
                advance(min(start + _ROWS, len(images)), len(images))
    except OSError as error:
        raise MachineError("machine.no_room", path=path, why=str(error)) from error


def _lines(images: np.ndarray, labels: np.ndarray) -> bytes:
    # "7," and "128," are looked up as four bytes each, padded with zeros, and the zeros dropped: Python's own
    # formatting of 47 million numbers would take a minute.
    rows = np.concatenate([labels.astype(np.uint8)[:, None], images.reshape(len(images), -1)], axis=1)
    text = _NUMBERS[rows]
    last = text[:, -1]
    last[last == ord(",")] = ord("\n")
    flat = text.reshape(-1)
    lines: bytes = flat[flat != 0].tobytes()
    return lines


_NUMBERS = np.frombuffer(
    b"".join(f"{value},".encode().ljust(4, b"\0") for value in range(256)), np.uint8
).reshape(256, 4)


def read_csv(path: Path, progress: Callable[[int, int], None] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and labels of such a table, uint8 `(n, 28, 28)` and `(n,)`.

    Read a few thousand rows at a time: 60 000 rows need about 150 MB.

    Args:
        path: The file.
        progress: Called with the bytes read and the bytes in all (estimated by rows); by default a bar,
            where somebody looks.

    Raises:
        MachineError: The file is not such a table; the message names the row.
    """
    path = Path(path)
    with _shown(progress, path.name) as advance:
        return _read(path, advance)


def _read(path: Path, progress: Callable[[int, int], None]) -> tuple[np.ndarray, np.ndarray]:
    import pandas  # 0.3 s that only who reads a table pays

    images, labels = [], []
    done = 0
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.readline(20_000).decode("utf-8-sig", "replace").strip()
            columns = first.split(",")
            if columns != header().split(","):
                raise damaged(
                    str(path), "header", "label,pixel1,…,pixel784", f"{first[:30]}… ({len(columns)})"
                )
            chunks = pandas.read_csv(file, header=None, names=columns, dtype=np.int16, chunksize=_ROWS)
            for chunk in chunks:
                values = chunk.to_numpy()
                for part, high in ((values[:, :1], 9), (values[:, 1:], 255)):
                    wrong = (part < 0) | (part > high)
                    if wrong.any():
                        row, column = np.argwhere(wrong)[0]
                        raise damaged(str(path), f"row {done + row + 2}", f"0…{high}", part[row, column])
                labels.append(values[:, 0].astype(np.uint8))
                images.append(values[:, 1:].astype(np.uint8))
                done += len(values)
                progress(min(file.tell(), size), size)
    except OSError as error:
        raise damaged(str(path), "format", "CSV", error) from error
    except (ValueError, OverflowError) as error:  # pandas' parser errors are ValueErrors
        raise damaged(str(path), f"row > {done + 1}", "785 whole numbers", error) from error
    if not done:
        return np.empty((0, 28, 28), np.uint8), np.empty(0, np.uint8)
    return np.concatenate(images).reshape(-1, 28, 28), np.concatenate(labels)


def _shown(
    progress: Callable[[int, int], None] | None, what: str
) -> contextlib.AbstractContextManager[Callable[[int, int], None]]:
    """Give `progress`, or else a bar."""
    return contextlib.nullcontext(progress) if progress else bar(what)
