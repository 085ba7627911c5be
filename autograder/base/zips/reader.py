"""Zip archives from outside, opened defensively."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.base.files import is_litter

MEBIBYTE = 2**20


@dataclass(frozen=True)
class ArchiveLimits:
    """What an archive may hold. Sizes are MiB (2**20 bytes).

    `ratio` bounds how many times larger than the archive its contents may be, once they exceed 8 MiB. `nested` is
    how many levels of `.zip` inside the archive are opened, sharing the same limits; deeper ones stay plain bytes.
    """

    archive_mb: int = 100
    member_mb: int = 64
    total_mb: int = 256
    ratio: int = 250
    files: int = 2000
    nested: int = 0


@dataclass(frozen=True)
class Entry:
    """One file of an archive: its safe name and its content, or the `problem` that kept it from being read.

    `packed`: it is an archive that was opened; its files follow.
    """

    name: str
    content: bytes = b""
    problem: HandInError | None = None
    packed: bool = False


def read_archive(data: bytes, limits: ArchiveLimits = ArchiveLimits()) -> dict[str, bytes]:
    """Return the files of a zip archive: relative name with forward slashes -> content, in the archive's order.

    No name is absolute, climbs out of the folder, names a device, or equals another but for its case or what is changed
    to make it safe. Of two files with the very same name, as it stands in the archive, the last counts, as for whoever
    unpacks it: some programs add what was changed. Folders and
    what operating systems leave behind (`__MACOSX/`, `.DS_Store`, …) are left out. A `.zip` inside is opened as far
    as `limits.nested` says, as a folder of its own name.

    Raises:
        HandInError: The archive or one of its files is damaged, encrypted, oversized or unsafe; the key
            (`archive.…`) names a sentence for the student.
    """
    files = {}
    for entry in entries(data, limits):
        if entry.problem:
            raise entry.problem
        if not entry.packed:
            files[entry.name] = entry.content
    return files


def entries(source: bytes | Path, limits: ArchiveLimits = ArchiveLimits()) -> Iterator[Entry]:
    """Yield each file of a zip archive, or what is wrong with it, so that one bad file does not hide the others.

    Raises:
        HandInError: The archive as a whole cannot be opened or exceeds the limits.
    """
    yield from _entries(source, limits, _Budget(limits), limits.nested)


def is_archive(data: bytes) -> bool:
    """Return whether the bytes begin like a zip archive (also an empty or a damaged one)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


# What a damaged or malicious archive makes zipfile raise, found by fuzzing; Exception would do, but hide our bugs.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,  # and RecursionError, NotImplementedError
    UnicodeError,
    ValueError,
    OverflowError,
    IndexError,
    zipfile.LargeZipFile,
)
_CHUNK = MEBIBYTE
_RATIO_FLOOR = 8 * MEBIBYTE
_DROPPED = 20  # files that hold nothing but zeros, say: each takes time until it is known for one
_OTHER_KINDS = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"%PDF", "PDF"),
)
# What an archive inside is called: a model is one, too, and stays whole. "" is a name without an ending.
_ARCHIVES = (".zip", ".ipynb", ".py", ".rar", ".7z", "")
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"
}
# Bytes of UTF-8 for the last two; most file systems stop at 255.
_MAX_DEPTH, _MAX_PART, _MAX_NAME = 32, 255, 1000


class _Budget:
    """What may still be unpacked, shared by an archive and the archives inside it."""

    def __init__(self, limits: ArchiveLimits):
        self.limits, self.bytes, self.entries = limits, 0, 0
        self.files = {True: 0, False: 0}  # scripts, notebooks and archives; data
        self.packed, self.dropped = 0, 0

    def take_entry(self) -> None:
        """Count whatever the directory of an archive lists, what is passed over included."""
        self.entries += 1
        if self.entries > 10 * self.limits.files:
            raise _Spent("archive.count", limit=self.limits.files)

    def take_file(self, name: str) -> None:
        """Count a file. Too many pictures cost those that are too many; too many scripts, all of the archive."""
        code = _may_be_archive(name)
        self.files[code] += 1
        if self.files[code] > self.limits.files:
            spent = _Spent if code else HandInError
            raise spent("archive.count", limit=self.limits.files, name=clean_line(name))

    def take_bytes(self, count: int, so_far: int, name: str) -> None:
        self.bytes += count
        if so_far > self.limits.member_mb * MEBIBYTE:
            raise HandInError("archive.member_size", name=clean_line(name), limit=self.limits.member_mb)
        if self.bytes > self.limits.total_mb * MEBIBYTE:
            raise _Spent("archive.total_size", limit=self.limits.total_mb)
        if self.bytes > max(_RATIO_FLOOR, self.packed * self.limits.ratio):
            self.bytes -= so_far
            self.dropped += 1
            spent = _Spent if self.dropped > _DROPPED else HandInError
            raise spent("archive.ratio", limit=self.limits.ratio, name=clean_line(name))


class _Spent(HandInError):
    """The archive as a whole is over its limits: nothing more is read from it."""


def _entries(source: bytes | Path, limits: ArchiveLimits, budget: _Budget, nested: int) -> Iterator[Entry]:
    seen: set[str] = set()
    raw_names: set[str] = set()
    with _opened(source, limits) as archive:
        budget.packed = max(budget.packed, _size(source))
        for info in archive.infolist():
            budget.take_entry()
            name = None
            try:
                name = _safe_name(info)
                if name is None:
                    continue
                budget.take_file(name)
                if info.is_dir():
                    continue
                _refuse_special(info, name)
                raw = _decoded(info)
                if raw not in raw_names:  # else it was added again
                    _refuse_duplicate(name, raw, seen)
                    raw_names.add(raw)
                content = _content(archive, info, name, budget)
            except _Spent:
                raise
            except HandInError as problem:
                yield Entry(clean_line(info.orig_filename), problem=problem)
                continue
            except _DAMAGE:
                known = name or clean_line(info.orig_filename)
                yield Entry(known, problem=HandInError("archive.member_damaged", name=clean_line(known)))
                continue
            if nested > 0 and _may_be_archive(name) and is_archive(content):
                yield Entry(name, content, packed=True)
                try:
                    for inner in _entries(content, limits, budget, nested - 1):
                        yield replace(inner, name=f"{name}/{inner.name}")
                except _Spent:
                    raise
                except HandInError as problem:
                    yield Entry(name, problem=problem)
            else:
                yield Entry(name, content)


def _may_be_archive(name: str) -> bool:
    return PurePosixPath(name.lower()).suffix in _ARCHIVES


def _size(source: bytes | Path) -> int:
    return source.stat().st_size if isinstance(source, Path) else len(source)


def _opened(source: bytes | Path, limits: ArchiveLimits) -> zipfile.ZipFile:
    if not isinstance(source, Path):
        if len(source) > limits.archive_mb * MEBIBYTE:
            raise HandInError("archive.archive_size", limit=limits.archive_mb)
        for start, kind in _OTHER_KINDS:
            if source.startswith(start):
                raise HandInError("archive.other_kind", kind=kind)
        # Each entry of the directory bears this mark, and costs zipfile memory before we can count it.
        if source.count(b"PK\x01\x02") > 10 * limits.files:
            raise HandInError("archive.count", limit=limits.files)
    try:
        return zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except _DAMAGE:
        raise HandInError("archive.damaged") from None


def _safe_name(info: zipfile.ZipInfo) -> str | None:
    """Return the entry's name made safe, or None for what nobody handed in on purpose."""
    raw = _decoded(info)
    if is_litter(raw.split("/")):
        return None
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in raw):
        raise HandInError("archive.name", name=clean_line(raw))
    name = unicodedata.normalize("NFC", raw).replace("\\", "/")
    # Packed by its whole path (7-Zip, a script of one's own): as `unzip` does, below the folder and not at the root.
    name = re.sub(r"^(?:[A-Za-z]:)?/+|^[A-Za-z]:(?!/)", "", name)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if any(part.strip(" .") == "" for part in parts):  # "..", and what Windows reads as ".."
        raise HandInError("archive.escape", name=clean_line(raw))
    if not parts:
        return None
    if (
        len(parts) > _MAX_DEPTH
        or len(name.encode()) > _MAX_NAME
        or any(len(part.encode()) > _MAX_PART for part in parts)
    ):
        raise HandInError("archive.long_name", name=clean_line(raw))
    if os.name == "nt" and any(
        re.split(r"[.:]", part)[0].strip().casefold() in _DEVICES for part in parts
    ):  # elsewhere "aux.py" is a module like any other
        raise HandInError("archive.device", name=clean_line(raw))
    if is_litter(parts):
        return None
    # Honest on Linux and macOS ("TP 1: noise.ipynb"), impossible or a hidden stream on Windows.
    return "/".join(re.sub(r'[<>:"|?*]', "_", part).rstrip(" .") for part in parts)


def _decoded(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.orig_filename
    # zipfile reads unmarked names as cp437. macOS writes UTF-8 there, French Windows cp850.
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _refuse_special(info: zipfile.ZipInfo, name: str) -> None:
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise HandInError("archive.link" if stat.S_ISLNK(mode) else "archive.special", name=clean_line(name))
    if info.flag_bits & 0x41:  # encrypted, strongly encrypted
        raise HandInError("archive.encrypted", name=clean_line(name))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise HandInError("archive.method", name=clean_line(name))


def _refuse_duplicate(name: str, raw: str, seen: set[str]) -> None:
    """Refuse a name already used as a file, or as the folder of one; remember it otherwise. `raw` is how it is told."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    folders = {f"{folder}/" for folder in PurePosixPath(folded).parents if str(folder) != "."}
    if folded in seen or f"{folded}/" in seen or any(folder[:-1] in seen for folder in folders):
        raise HandInError("archive.duplicate", name=clean_line(raw))
    seen.add(folded)
    seen.update(folders)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget) -> bytes:
    if info.file_size > budget.limits.member_mb * MEBIBYTE:
        raise HandInError("archive.member_size", name=clean_line(name), limit=budget.limits.member_mb)
    content = bytearray()
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            content += chunk
            budget.take_bytes(len(chunk), len(content), name)
    return bytes(content)
