"""What a teacher downloaded: the files of an archive or a folder, whichever system made it."""

from __future__ import annotations

import re
import shlex
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.base import zips
from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError, UsageError
from autograder.base.files import is_litter
from autograder.base.messages import Message, for_teacher
from autograder.gradebook.lms.base import File
from autograder.gradebook.records import BATCH_FILE
from autograder.judge.kinds import ANSWERS

# A whole class: the LMS made the archive, the students only what lies in it.
CLASS = zips.ArchiveLimits(archive_mb=16_384, member_mb=512, total_mb=32_768, ratio=1100, files=100_000)
_HIDDEN = re.compile(r"(^|/)\.")
_ANSWERS = (*ANSWERS, ".zip")


@dataclass
class Download:
    """The files of a download: path inside it -> the file, and what was left out, and why.

    Unpacked archives live as long as the download does.
    """

    files: Mapping[str, File]
    skipped: tuple[tuple[str, Message], ...] = ()
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)
    doubts: tuple[Message, ...] = ()  # about the names

    def __enter__(self) -> Download:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder:
            self._folder.cleanup()


def opened(source: Path) -> Download:
    """Return the files of a download: an archive or a folder.

    Raises:
        UsageError: There is nothing at `source`, or it is no archive.
    """
    source = Path(source)
    if source.is_dir():
        found = _named(_folder_files(source))
        if not (found.files or found.skipped or found.doubts):
            raise _nothing(source)
        found.skipped += _nothing_inside(source, found)
        return found
    if not source.is_file():
        raise UsageError("download.nowhere", source=source)
    if source.suffix.lower() in (".py", ".ipynb") or not zips.is_archive(_beginning(source)):
        raise UsageError("download.one_file", source=source, typed=shlex.quote(str(source)))
    unpacked = tempfile.TemporaryDirectory(prefix="autograder-")
    files = {}
    try:
        for number, entry in enumerate(zips.entries(source, CLASS)):
            path = None
            if not entry.problem:
                path = Path(unpacked.name, str(number))
                path.write_bytes(entry.content)
            files[entry.name] = File(entry.name, path, entry.problem)
    except HandInError as error:
        unpacked.cleanup()
        raise UsageError("download.unreadable", source=source, why=for_teacher(error.message)) from None
    if not files:
        unpacked.cleanup()
        raise _nothing(source)
    return Download(*_without_results(files), unpacked)


def _nothing(source: Path) -> UsageError:
    return UsageError("download.empty", source=source)


def _nothing_inside(folder: Path, found: Download) -> tuple[tuple[str, Message], ...]:
    """Return the folders in which nobody handed anything in: they may be somebody's who believes to have done so."""
    mentioned = (*found.files, *(name for name, _ in found.skipped), *map(str, found.doubts))
    names = (_composed(path.name) for path in sorted(folder.iterdir()) if path.is_dir())
    return tuple(
        (f"{name}/", Message("download.nothing_inside"))
        for name in names
        if not is_litter([name]) and not any(each.startswith(f"{name}/") for each in mentioned)
    )


def _without_results(files: Mapping[str, File]) -> tuple[dict[str, File], tuple[tuple[str, Message], ...]]:
    """Return the files of a download without those of our own results, which are often kept beside it."""
    folders = [path.removesuffix(BATCH_FILE) for path in files if path.endswith(f"/{BATCH_FILE}")]
    ours = [each for each in folders if any(path.startswith(f"{each}students/") for path in files)]
    kept = {path: file for path, file in files.items() if not path.startswith(tuple(ours))} if ours else files
    return dict(kept), tuple((each, Message("intake.results")) for each in ours)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _named(found: Iterable[tuple[str, File]]) -> Download:
    """Return the files by names that differ, and doubts about those that were not as they stand here."""
    files: dict[str, File] = {}
    doubts = []
    for name, file in found:
        if _HIDDEN.search(name) and not file.problem and not name.lower().endswith(_ANSWERS):
            doubts.append(Message.of("doubt.dot", name=clean_line(name, 200)))
            continue
        again = 2
        unique = name
        while unique in files:  # two names that are the same once they are repaired
            unique, again = f"{name} ({again})", again + 1
        files[unique] = file
        original = str(file.path or "")
        if repaired(original) != original:
            doubts.append(Message.of("doubt.encoding", name=clean_line(unique, 200)))
    kept, skipped = _without_results(files)
    return Download(kept, skipped, doubts=tuple(doubts))


def _folder_files(folder: Path) -> Iterator[tuple[str, File]]:
    for path in sorted(folder.rglob("*")):
        name = _composed(path.relative_to(folder).as_posix())
        if is_litter(name.split("/")):
            continue
        if path.is_symlink():
            yield name, File(name, problem=HandInError("archive.link", name=clean_line(name)))
        elif path.name.lower().endswith(".icloud"):
            yield name, File(name, problem=HandInError("handin.placeholder", name=clean_line(path.name)))
        elif path.is_file():
            large = path.stat().st_size > CLASS.member_mb * 2**20  # as of an archive: it would be read whole
            said = HandInError("handin.too_large", name=clean_line(name), limit=CLASS.member_mb)
            yield name, File(name, problem=said) if large else File(name, path)
        elif not path.is_dir():  # a pipe, a device: reading it may never end
            yield name, File(name, problem=HandInError("archive.special", name=clean_line(name)))


def _composed(name: str) -> str:
    """Return a path as it stands in archives: "É" in one sign. A Mac writes two, and they are no other student."""
    return unicodedata.normalize("NFC", repaired(name))


def repaired(name: str) -> str:
    """Return a path as text that can be written down: what is no UTF-8 is read as Windows' cp1252."""
    try:
        name.encode()
        return name
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
        return raw.decode("cp1252", "replace")
