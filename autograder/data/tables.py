"""Images as a table: a header, then a row per image with its label and its 784 pixels."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from autograder.data.manifest import damaged
from autograder.errors import MachineError, UsageError

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
        progress: Called with the rows written and the rows in all; by default a line on a terminal.

    Raises:
        UsageError: The arrays are not of this kind.
        MachineError: The file cannot be written.
    """
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28) or labels.shape != (len(images),):
        raise UsageError(
            f"expected uint8 images (n, 28, 28) and labels (n,), received {images.dtype} {images.shape} and {labels.shape}"
        )
    path = Path(path)
    progress = progress or progress_line(path.name)
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(header().encode() + b"\n")
            for start in range(0, len(images), _ROWS):
                file.write(_lines(images[start : start + _ROWS], labels[start : start + _ROWS]))
                progress(min(start + _ROWS, len(images)), len(images))
        os.replace(partial, path)
    except OSError as error:
        raise MachineError(
            f"{path}: cannot be written: {error}. Choose another folder, or make room."
        ) from error
    finally:
        if partial.is_file():
            partial.unlink()


def _lines(images: np.ndarray, labels: np.ndarray) -> bytes:
    # "7," and "128," are looked up as four bytes each, padded with zeros, and the zeros dropped: Python's own
    # formatting of 47 million numbers would take a minute.
    rows = np.concatenate([labels.astype(np.uint8)[:, None], images.reshape(len(images), -1)], axis=1)
    text = _NUMBERS[rows]
    last = text[:, -1]
    last[last == ord(",")] = ord("\n")
    flat = text.reshape(-1)
    return flat[flat != 0].tobytes()


_NUMBERS = np.frombuffer(
    b"".join(f"{value},".encode().ljust(4, b"\0") for value in range(256)), np.uint8
).reshape(256, 4)


def read_csv(path: Path, progress: Callable[[int, int], None] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and labels of such a table, uint8 `(n, 28, 28)` and `(n,)`.

    Read a few thousand rows at a time: 60 000 rows need about 150 MB.

    Args:
        path: The file.
        progress: Called with the bytes read and the bytes in all (estimated by rows); by default a line on a terminal.

    Raises:
        MachineError: The file is not such a table; the message names the row.
    """
    import pandas  # 0.3 s that only who reads a table pays

    path = Path(path)
    progress = progress or progress_line(path.name)
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


def write_csv_pair(name: str, folder: Path | str) -> tuple[Path, Path]:
    """Write a data set of `load` as the pair of tables <name>_train.csv and <name>_test.csv; return their paths.

    Fashion-MNIST's are called fashion-mnist_train.csv and fashion-mnist_test.csv, as published.
    """
    from autograder.data.sets import load

    data = load(name)
    paths = tuple(Path(folder) / f"{name.replace('_', '-')}_{part}.csv" for part in ("train", "test"))
    write_csv(data.train_images, data.train_labels, paths[0])
    write_csv(data.test_images, data.test_labels, paths[1])
    return paths


def progress_line(what: str) -> Callable[[int, int], None]:
    """Return a function that shows a share done on one line of a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{what}: {100 * done // max(total, 1):3d} %", end=end, file=sys.stderr, flush=True)

    return show
