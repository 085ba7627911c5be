"""Writing files and folders whole or not at all: the one way of the package. A reader finds the old or the new,
never half.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from autograder.base.errors import MachineError, UsageError, refusal
from autograder.base.messages import Message

# What our own tools leave in a course, and nobody means.
CACHES = frozenset({"__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".mypy_cache", ".DS_Store"})
# What systems, editors and installers leave beside anybody's files; in small letters, see `is_litter`.
LITTER = CACHES - {".DS_Store"} | {
    *(".ds_store", ".localized", ".spotlight-v100", ".trashes", ".fseventsd", "__macosx"),
    *("thumbs.db", "desktop.ini", ".directory", "icon\r"),  # the last: a folder's picture, on a Mac
    *(".git", ".gitignore", ".gitattributes", ".vscode", ".idea", ".ruff_cache", ".otter_log"),
    # What tools install: thousands of files and links, and no work of anybody's.
    *(".venv", "venv", "site-packages", "node_modules", ".conda"),
}
# A Mac's second half of a file; an open document of LibreOffice.
_LITTER_NAMES = re.compile(r"\._|\.~lock\..*#$")


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give an open file that is called `path` once the block has ended, in place of what had the name.

    After an error, a crash or a power cut in the block, `path` is what it was before.

    Raises:
        OSError: There is no room or no right to write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if isinstance(error, OSError) and error.filename == name:  # what nobody knows, and is gone
            error.filename, error.filename2 = str(path), None
        raise
    _sync_folder(path.parent)


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` (see `writing`)."""
    with writing(path) as file:
        file.write(data)


def write_json(path: Path, data: Any) -> None:
    """Put `data` at `path` as readable JSON (see `writing`)."""
    write_bytes(path, (json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode())


def read_json(path: Path) -> Any:
    """Return the JSON at `path`, or None where there is none.

    Raises:
        UsageError: The file is damaged.
    """
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, OSError, RecursionError) as error:
        raise UsageError("file.damaged", path=path, why=str(error)) from None


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a new folder with `files` (relative path -> bytes) at `path`, all of it or nothing.

    Raises:
        FileExistsError: The folder exists.
        OSError: There is no room or no right to write.
    """
    with _unnamed_folder(path, files) as fresh:
        if path.exists():
            raise FileExistsError(path)
        fresh.rename(path)
    _sync_folder(path.parent)


def replace_folders(
    folders: Mapping[Path, Mapping[str, bytes]], kept: Mapping[Path, Collection[str]] = {}
) -> None:
    """Make each folder hold its files (relative path -> bytes), and what `kept` names of what it held: all of them,
    or none.

    Args:
        kept: Relative paths of files and folders of a folder that stay as they are. Everything else in it goes.

    Raises:
        MachineError: No permission, or no space left; the old folders are whole.
    """
    with contextlib.ExitStack() as stack:
        fresh = {}
        for folder, files in folders.items():
            stack.enter_context(explained(folder))
            fresh[folder] = stack.enter_context(_unnamed_folder(folder, files))
        swaps: list[_Swap] = []
        try:
            for folder, new in fresh.items():
                swaps.append(_Swap(folder, new, new.with_name(f"{new.name}-old"), kept.get(folder, ())))
                swaps[-1].do()
        except BaseException:
            for swap in reversed(swaps):
                swap.undo()
            raise
    for swap in swaps:
        shutil.rmtree(swap.old, ignore_errors=True)
        _sync_folder(swap.folder.parent)


@dataclass(frozen=True)
class _Swap:
    """A new folder that takes the place of an old one, which is called `old` meanwhile."""

    folder: Path
    new: Path
    old: Path
    kept: Collection[str]

    def do(self) -> None:
        """Put the new folder in place, with what is kept of the old one."""
        if self.folder.exists():
            self.folder.rename(self.old)
        for name in self.kept:
            (self.new / name).parent.mkdir(parents=True, exist_ok=True)
            (self.old / name).rename(self.new / name)
        self.new.rename(self.folder)

    def undo(self) -> None:
        """Put the old folder back, however far `do` came."""
        for name in self.kept:
            for place in (self.folder / name, self.new / name):
                if os.path.lexists(place) and self.old.exists():
                    place.rename(self.old / name)
        if self.old.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.old.rename(self.folder)
        elif not self.new.exists():  # there was no old one
            shutil.rmtree(self.folder, ignore_errors=True)


def user_cache() -> Path:
    """Return the folder of what can be found out again; it may not exist yet."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "autograder"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted, without caches."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not CACHES & set(path.relative_to(folder).parts):
            yield path


def is_litter(parts: Iterable[str]) -> bool:
    """Return whether a path, given by its parts, is what systems and tools leave behind, and nobody hands in."""
    return any(part.casefold() in LITTER or _LITTER_NAMES.match(part.casefold()) for part in parts)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the operating system says while `path` is written into a sentence with advice.

    Raises:
        MachineError: In place of any OSError of the block.
    """
    try:
        yield
    except OSError as error:
        known = {
            errno.ENOSPC: "file.full",
            errno.EDQUOT: "file.quota",
            errno.EACCES: "file.no_right",
            errno.EPERM: "file.no_right",
            errno.EROFS: "file.read_only",
        }.get(error.errno or 0)
        advice = Message(known) if known else Message.of("file.in_use", why=refusal(error))
        raise MachineError("file.not_written", path=path, advice=advice) from error


@contextlib.contextmanager
def _unnamed_folder(path: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder beside `path` that holds `files`; it is removed at the end, unless it was renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=path.parent))
    try:
        fresh.chmod(0o755)
        for name, data in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sync_folder(path: Path) -> None:
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
