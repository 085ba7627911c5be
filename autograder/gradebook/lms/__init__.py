"""Downloads of hand-ins, as learning-management systems lay them out: who handed in which files, when."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder import archive
from autograder.errors import HandInError, UsageError
from autograder.messages import sentence


@dataclass(frozen=True)
class Who:
    """A student as the LMS names one: often only some of these."""

    name: str = ""
    lms_id: str = ""
    email: str = ""
    login: str = ""
    anonymous: bool = False
    group: bool = False


@dataclass(frozen=True)
class File:
    """One file of a delivery: its name as handed in, and where its bytes lie; or the `problem` that kept them out."""

    name: str
    path: Path | None = None
    problem: HandInError | None = None

    def content(self) -> bytes:
        """Return the file's bytes."""
        return self.path.read_bytes() if self.path else b""


@dataclass(frozen=True)
class Delivery:
    """What one student handed in at one time. `folder` is the LMS's own name for it, which feedback must bear."""

    who: tuple[Who, ...]
    files: tuple[File, ...]
    folder: str = ""
    submitted: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class Intake:
    """What was recognised in a download, and what was not: (path, why) pairs."""

    lms: str
    deliveries: tuple[Delivery, ...]
    unrecognised: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """What a path says: whose file it is and what the file is called. `skip` says why it is not a hand-in."""

    folder: str
    name: str
    who: Who = Who()
    late: bool = False
    skip: str = ""


@dataclass
class Download:
    """The files of a download: path inside it -> the file. Unpacked archives live as long as the download does."""

    files: Mapping[str, File]
    _folder: tempfile.TemporaryDirectory | None = field(default=None, repr=False)

    def __enter__(self) -> Download:
        return self

    def __exit__(self, *_) -> None:
        if self._folder:
            self._folder.cleanup()


# A whole class: the LMS made the archive, the students only what lies in it.
CLASS = archive.ArchiveLimits(archive_mb=16_384, member_mb=512, total_mb=32_768, ratio=1100, files=100_000)


def opened(source: Path) -> Download:
    """Return the files of a download: an archive or a folder.

    Raises:
        UsageError: There is nothing at `source`, or it is no archive.
    """
    source = Path(source)
    if source.is_dir():
        return Download(dict(_folder_files(source)))
    if not source.is_file():
        raise UsageError(
            f"{source}: expected the LMS's download (a .zip archive) or a folder, found nothing there."
        )
    unpacked = tempfile.TemporaryDirectory(prefix="autograder-")
    files = {}
    try:
        for number, entry in enumerate(archive.entries(source, CLASS)):
            path = None
            if not entry.problem:
                path = Path(unpacked.name, str(number))
                path.write_bytes(entry.content)
            files[entry.name] = File(entry.name, path, entry.problem)
    except HandInError as error:
        unpacked.cleanup()
        why = sentence(error.key, "en", **error.values)
        raise UsageError(f"{source}: expected the LMS's download. {why} Download it again.") from None
    return Download(files, unpacked)


def recognised(download: Download, lms: str | None = None) -> Intake:
    """Return the deliveries of a download, in the order of its paths.

    `lms` is "moodle", "canvas", "gradescope" or "plain"; None takes the one that recognises most files.
    """
    from autograder.gradebook.lms import canvas, gradescope, moodle, plain

    readers: dict[str, Callable] = {
        "moodle": moodle.recognised,
        "canvas": canvas.recognised,
        "gradescope": gradescope.recognised,
        "plain": plain.recognised,
    }
    if lms is not None:
        if lms not in readers:
            raise UsageError(f"expected --lms to be one of {', '.join(readers)}, received {lms!r}.")
        return readers[lms](download.files)
    intakes = [reader(download.files) for name, reader in readers.items() if name != "plain"]
    best = max(intakes, key=_recognised_files)
    # One lucky file name must not turn a folder of students into a Canvas download.
    return (
        best
        if 2 * _recognised_files(best) >= max(1, len(download.files))
        else readers["plain"](download.files)
    )


def grouped(lms: str, files: Mapping[str, File], place: Callable[[str], Place | None]) -> Intake:
    """Return the intake of files whose place follows from their path; None is unrecognised."""
    found: dict[str, list[File]] = {}
    first: dict[str, Place] = {}
    late: set[str] = set()
    unrecognised = []
    for path, file in files.items():
        where = place(path)
        if where is None:
            unrecognised.append(
                (path, f"not a path of a {lms.capitalize()} download" if lms != "plain" else "no student")
            )
        elif where.skip:
            unrecognised.append((path, where.skip))
        else:
            first.setdefault(where.folder, where)
            found.setdefault(where.folder, []).append(File(where.name, file.path, file.problem))
            if where.late:
                late.add(where.folder)
    deliveries = tuple(
        Delivery((first[folder].who,), tuple(files), folder, late=folder in late)
        for folder, files in found.items()
    )
    return Intake(lms, deliveries, tuple(unrecognised))


def _recognised_files(intake: Intake) -> int:
    return sum(len(delivery.files) for delivery in intake.deliveries)


def _folder_files(folder: Path) -> Iterable[tuple[str, File]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(
            re.match(r"(?i)(\.|__macosx$|__pycache__$|thumbs\.db$|desktop\.ini$)", part)
            for part in name.split("/")
        ):
            continue
        if path.is_symlink():
            yield name, File(name, problem=HandInError("archive.link", name=archive.shown(name)))
        elif path.is_file():
            yield name, File(name, path)
