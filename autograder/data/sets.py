"""MNIST and Fashion-MNIST: read from where they are, verified, or replaced by generated images."""

from __future__ import annotations

import functools
import gzip
import os
import socket
import sys
import threading
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.base.errors import MachineError, UsageError
from autograder.base.messages import default_language, sentence
from autograder.data.clothes import garments
from autograder.data.digits import digits
from autograder.data.manifest import SetFacts, damaged, manifest, verify
from autograder.data.tables import read_csv, write_csv

# Enough for the course's networks to learn from, drawn in about a second.
GENERATED_TRAIN, GENERATED_TEST = 12_000, 2_000
CSV_FILES = ("fashion-mnist_train.csv", "fashion-mnist_test.csv")

_PROBE_SECONDS = 2.0
_Drawing = Callable[..., tuple[np.ndarray, np.ndarray]]
_Reader = Callable[[Path, SetFacts], dict[str, np.ndarray]]
_GENERATORS: dict[str, _Drawing] = {"digits": digits, "garments": garments}


@dataclass(frozen=True, eq=False)
class DataSet:
    """Images and labels to train with and to test with, uint8 as upstream gives them.

    `origin` says where they come from: "COURSE_DATA", "Keras cache", "download" or "generated".
    """

    name: str
    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    origin: str

    @property
    def real(self) -> bool:
        """Whether these are the published data, not a generated stand-in."""
        return self.origin != "generated"


def load(name: str, download: bool = True, generated: bool = True) -> DataSet:
    """Return the data set "mnist" or "fashion_mnist".

    Looked for in the folder that the environment variable COURSE_DATA names, then in Keras' cache, then fetched by
    Keras' own loader where there is a network; else images are generated, which a line on standard error says.

    Args:
        name: "mnist" or "fashion_mnist".
        download: Whether it may be fetched. AUTOGRADER_OFFLINE=1 forbids it everywhere.
        generated: Whether generated images will do where the real ones cannot be had.

    Returns:
        A `DataSet`; its arrays are fresh and may be changed.

    Raises:
        UsageError: There is no such data set.
        MachineError: A file is damaged, COURSE_DATA names no folder, or (with `generated=False`) the data cannot be
            had. The message says what to do.
    """
    facts = _facts(name)
    for origin, found in _found(facts):
        return DataSet(name, **found, origin=origin)
    why = "data.not_asked"
    if download:
        fetched, why = _fetched(facts)
        if fetched is not None:
            verify(facts.download, fetched, facts)
            return DataSet(name, **fetched, origin="download")
    if not generated:
        raise MachineError(_sentence("data.unavailable", facts, why))
    print(_sentence("data.generated", facts, why), file=sys.stderr)
    return _drawn(facts)


def available(name: str) -> str:
    """Return where `load(name, download=False)` would take the data from, without reading it: a `DataSet.origin`."""
    for origin, folder in _folders():
        if any(readable(folder) for _, readable in _layouts(_facts(name))):
            return origin
    return "generated"


def write_csv_pair(name: str, folder: Path | str) -> tuple[Path, Path]:
    """Write a data set of `load` as the pair of tables <name>_train.csv and <name>_test.csv; return their paths.

    Fashion-MNIST's are called fashion-mnist_train.csv and fashion-mnist_test.csv, as published.
    """
    data = load(name)
    train, test = (Path(folder) / f"{name.replace('_', '-')}_{part}.csv" for part in ("train", "test"))
    write_csv(data.train_images, data.train_labels, train)
    write_csv(data.test_images, data.test_labels, test)
    return train, test


def course_data() -> Path | None:
    """Return the folder that COURSE_DATA names, or None where it is not set.

    Raises:
        MachineError: It names no folder.
    """
    named = os.environ.get("COURSE_DATA")
    if not named:
        return None
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise MachineError(sentence("data.no_folder", default_language(), path=str(folder)))
    return folder


def _facts(name: str) -> SetFacts:
    known = {each: facts for each, facts in manifest().items() if facts.arrays}
    if name not in known:
        raise UsageError(
            sentence("data.unknown", default_language(), name=repr(name), known=", ".join(known))
        )
    return known[name]


def _drawn(facts: SetFacts) -> DataSet:
    draw = _GENERATORS[facts.generator]
    train, test = draw(GENERATED_TRAIN, seed=1), draw(GENERATED_TEST, seed=2)
    return DataSet(facts.name, *train, *test, "generated")


def _folders() -> Iterator[tuple[str, Path]]:
    folder = course_data()
    if folder:
        yield "COURSE_DATA", folder
    home = os.environ.get("KERAS_HOME") or "~/.keras"
    yield "Keras cache", Path(home).expanduser() / "datasets"


def _found(facts: SetFacts) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    for origin, folder in _folders():
        for read, readable in _layouts(facts):
            if readable(folder):
                yield origin, read(folder, facts)


def _layouts(facts: SetFacts) -> tuple[tuple[_Reader, Callable[[Path], bool]], ...]:
    """Return the ways the set may lie in a folder: a reader, and whether its files are there."""
    upstream = (
        _read_npz if facts.files[0].endswith(".npz") else _read_idx,
        lambda folder: all((folder / file).is_file() for file in facts.files),
    )
    if facts.name != "fashion_mnist":
        return (upstream,)
    return upstream, (_read_pair, lambda folder: all((folder / file).is_file() for file in CSV_FILES))


def _read_npz(folder: Path, facts: SetFacts) -> dict[str, np.ndarray]:
    path = folder / facts.files[0]
    names = {
        "train_images": "x_train",
        "train_labels": "y_train",
        "test_images": "x_test",
        "test_labels": "y_test",
    }
    try:
        # Opened here: NumPy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {ours: archive[theirs] for ours, theirs in names.items()}
    except KeyError as error:
        raise damaged(str(path), "arrays", ", ".join(names.values()), error.args[0]) from error
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise damaged(str(path), "format", "NPZ", error) from error
    verify(str(path), arrays, facts)
    return arrays


def _read_idx(folder: Path, facts: SetFacts) -> dict[str, np.ndarray]:
    arrays = {
        name: read_idx(folder / file)
        for name, file in zip(
            ("train_images", "train_labels", "test_images", "test_labels"), facts.files, strict=True
        )
    }
    verify(str((folder / facts.files[0]).parent), arrays, facts)
    return arrays


def _read_pair(folder: Path, facts: SetFacts) -> dict[str, np.ndarray]:
    # The published CSV pair has the upstream rows in another order: kind and number are all there is to compare.
    train, test = (read_csv(folder / file) for file in CSV_FILES)
    arrays = {
        "train_images": train[0], "train_labels": train[1], "test_images": test[0], "test_labels": test[1],
    }  # fmt: skip
    verify(str(folder / CSV_FILES[0]), arrays, facts, exact=False)
    return arrays


def read_idx(path: Path) -> np.ndarray:
    """Return the array of an IDX file of bytes, compressed with gzip or not, uint8.

    Raises:
        MachineError: The file cannot be read, or does not hold what its header says.

    Source: http://yann.lecun.com/exdb/mnist/, "the IDX file format".
    """
    try:
        data = Path(path).read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(str(path), "format", "IDX, gzip", error) from error
    if data[:3] != b"\x00\x00\x08" or len(data) < 4 + 4 * data[3]:
        raise damaged(str(path), "header", "00 00 08", data[:4].hex(" ") or "0 bytes")
    shape = tuple(np.frombuffer(data, ">u4", count=data[3], offset=4).tolist())
    offset = 4 + 4 * data[3]
    if len(data) - offset != int(np.prod(shape)):
        raise damaged(str(path), "bytes", int(np.prod(shape)), len(data) - offset)
    return np.frombuffer(data, np.uint8, offset=offset).reshape(shape).copy()


def _fetched(facts: SetFacts) -> tuple[dict[str, np.ndarray] | None, str]:
    """Return the arrays as Keras fetches them, or None and the key of the sentence that says why not."""
    if os.environ.get("AUTOGRADER_OFFLINE", "") not in ("", "0"):
        return None, "data.forbidden"
    if not _reachable(facts.download):
        return None, "data.no_network"
    import importlib  # Keras brings TensorFlow: only who downloads pays for it

    print(_sentence("data.downloading", facts), file=sys.stderr)
    try:
        loader = importlib.import_module(f"keras.datasets.{facts.name}")
        (train_images, train_labels), (test_images, test_labels) = loader.load_data()
    except Exception as error:  # Keras raises bare Exception for a broken connection
        print(f"{type(error).__name__}: {error}"[:300], file=sys.stderr)
        return None, "data.broken_download"
    arrays = {
        "train_images": train_images, "train_labels": train_labels,
        "test_images": test_images, "test_labels": test_labels,
    }  # fmt: skip
    return {name: np.array(array) for name, array in arrays.items()}, ""


@functools.cache
def _reachable(address: str) -> bool:
    """Return whether a connection can be opened, within two seconds: a look-up without network may hang for thirty."""
    answer: list[bool] = []

    def try_it() -> None:
        goal = urllib.parse.urlsplit(urllib.request.getproxies().get("https") or address)
        try:
            port = goal.port or (443 if goal.scheme == "https" else 80)
            socket.create_connection((goal.hostname, port), timeout=_PROBE_SECONDS).close()
            answer.append(True)
        except (OSError, ValueError):
            answer.append(False)

    probe = threading.Thread(target=try_it, daemon=True)
    probe.start()
    probe.join(_PROBE_SECONDS)
    return bool(answer) and answer[0]


def _sentence(key: str, facts: SetFacts, why: str | None = None) -> str:
    language = default_language()
    return sentence(
        key,
        language,
        title=facts.title[language],
        files=facts.files[0] if len(facts.files) == 1 else f"{Path(facts.files[0]).parent}/*.gz",
        megabytes=facts.megabytes,
        train=GENERATED_TRAIN,
        test=GENERATED_TEST,
        why=sentence(why, language) if why else "",
    )
