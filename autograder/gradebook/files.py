"""Files of the gradebook: plain JSON, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from autograder.errors import UsageError


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a reader, a crash or a power cut finds the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def write_json(path: Path, data: Any) -> None:
    """Put `data` at `path` as readable JSON, atomically."""
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
        raise UsageError(
            f"{path}: this file is damaged ({error}). Move it away and run the same command again."
        ) from None


def write_folder(path: Path, files: dict[str, bytes]) -> None:
    """Put a new folder with `files` at `path`, all of it or nothing.

    Raises:
        FileExistsError: The folder exists.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=path.parent))
    try:
        os.chmod(new, 0o755)
        for name, data in files.items():
            write_bytes(new / name, data)
        if path.exists():
            raise FileExistsError(path)
        os.rename(new, path)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
