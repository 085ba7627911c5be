"""Bundles on disk: written all or none, without deleting a file that no bundle wrote;
and compared with what lies there.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.base.errors import UsageError
from autograder.base.files import CACHES, explained, replace_folders, write_bytes
from autograder.base.messages import Message
from autograder.course.model import Course

# A folder that holds this file was written from a bundle. Below an empty line it names every file of the bundle.
MARK = ".generated"
_NAMED = 3  # files of a person in the way


@dataclass(frozen=True)
class Bundle:
    """A set of files for one audience: relative path with slashes -> bytes."""

    name: str
    files: Mapping[str, bytes]

    def under(self, folder: str) -> Bundle:
        """Return the bundle with every path moved below `folder`."""
        return Bundle(self.name, {f"{folder}/{path}": data for path, data in self.files.items()})


def marked(bundle: Bundle, sentence: str) -> Bundle:
    """Return the bundle, sorted, with the mark that says what it is (`sentence`) and which files it holds."""
    names = sorted({*bundle.files} - {MARK})
    mark = "\n".join((sentence, "", *names, "")).encode()
    return Bundle(bundle.name, dict(sorted({**bundle.files, MARK: mark}.items())))


def home(course: Course) -> Path:
    """Return the folder that holds the course's trees, student_template/ and solutions/,
    as a person here would write it.
    """
    return Path(os.path.relpath((course.folder / course.out).resolve()))


def write_bundle(bundle: Bundle, folder: Path) -> tuple[Path, ...]:
    """Make `folder` hold the bundle (see `write_bundles`)."""
    return write_bundles({Path(folder): bundle})


def write_bundles(bundles: Mapping[Path, Bundle]) -> tuple[Path, ...]:
    """Make each folder hold its bundle, and return the files and folders in them that stay because no bundle wrote
    them.

    All are written beside and put in place at the end, or none is. What an earlier bundle wrote and this one lacks
    goes.

    Raises:
        UsageError: A folder was not written by a bundle, or a person's file lies where one of the bundle's belongs.
        MachineError: No permission, or no space left; the old folders are whole.
    """
    kept: dict[Path, tuple[str, ...]] = {}
    for folder, bundle in bundles.items():
        written = _written(folder, bundle)
        kept[folder] = tuple(_unwritten(folder, written))
        if in_the_way := [name for name in kept[folder] if _clashes(name, bundle.files)]:
            names = ", ".join(str(folder / name) for name in in_the_way[:_NAMED])
            raise UsageError("build.in_the_way", names=names)
    replace_folders({folder: bundle.files for folder, bundle in bundles.items()}, kept)
    return tuple(folder / name for folder, names in kept.items() for name in names)


def write_file(data: bytes, path: Path) -> None:
    """Write one file whole or not at all. Raises MachineError."""
    with explained(path):
        write_bytes(Path(path), data)


def compare(bundle: Bundle, folder: Path) -> tuple[Message, ...]:
    """Return every difference between the bundle and what `folder` holds, one sentence each,
    with the first line that differs.
    """
    folder = Path(folder)
    differences = {}
    for path, data in bundle.files.items():
        if not (folder / path).is_file():
            differences[path] = Message.of("build.missing", path=folder / path)
        elif (found := (folder / path).read_bytes()) != data:
            line = _first_difference(found, data)
            differences[path] = Message.of("build.differs", path=folder / path, line=line)
    for path in _unwritten(folder, bundle.files):
        differences[path] = Message.of("build.belongs_nowhere", path=folder / path)
    return tuple(differences[path] for path in sorted(differences))


def _written(folder: Path, bundle: Bundle) -> Collection[str]:
    """Return what a bundle wrote in `folder`, MARK included. Raises UsageError where none ever wrote there."""
    mark = folder / MARK
    if mark.is_file():
        names = mark.read_text(encoding="utf-8", errors="replace").partition("\n\n")[2].split("\n")
        # Marks of earlier versions name no files: what would be written now was written then.
        return {MARK, *filter(None, names)} if any(names) else {MARK, *bundle.files}
    if folder.exists() and (not folder.is_dir() or any(_unwritten(folder, ()))):
        raise UsageError("build.not_generated", folder=folder, mark=MARK)
    return ()


def _unwritten(folder: Path, written: Collection[str]) -> Iterator[str]:
    """Yield the files that are not among `written`; for a folder without any of these, its name alone. No caches."""
    folders = {str(parent) for name in written for parent in PurePosixPath(name).parents}

    def below(inside: str) -> Iterator[str]:
        with os.scandir(folder / inside) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                name = f"{inside}/{entry.name}" if inside else entry.name
                if name in folders and entry.is_dir(follow_symlinks=False):
                    yield from below(name)
                elif name not in written and entry.name not in CACHES:
                    yield name

    if folder.is_dir():
        yield from below("")


def _clashes(name: str, files: Collection[str]) -> bool:
    return name in files or any(each.startswith(f"{name}/") or name.startswith(f"{each}/") for each in files)


def _first_difference(one: bytes, two: bytes) -> int:
    first, second = one.split(b"\n"), two.split(b"\n")
    same = (number for number, (a, b) in enumerate(zip(first, second), start=1) if a != b)
    return next(same, min(len(first), len(second)))
