"""The wheel of this package that students and Otter install, and what it needs, pinned."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

import autograder
from autograder.base.files import files_below
from autograder.base.zips import zip_bytes


def wheel_name() -> str:
    """Return the file name of this package's wheel."""
    return f"autograder-{metadata.version('autograder')}-py3-none-any.whl"


def package_wheel() -> tuple[str, bytes]:
    """Return the file name and the bytes of the wheel that goes to students: the installed `autograder` without the
    files that a new course begins with, which hold an answer."""
    return _wheel(
        {path: data for path, data in _package_files() if not path.startswith("release/starter_files/")}
    )


def teachers_wheel() -> tuple[str, bytes]:
    """Return the file name and the bytes of a wheel of the installed `autograder`, all of it."""
    return _wheel(dict(_package_files()))


def _wheel(package: Mapping[str, bytes]) -> tuple[str, bytes]:
    distribution = metadata.distribution("autograder")
    info = f"autograder-{distribution.version}.dist-info"
    files = {f"autograder/{path}": data for path, data in package.items()}
    # The headers alone: the description below them is the README, which changes without the package.
    headers = (distribution.read_text("METADATA") or "").partition("\n\n")[0]
    files[f"{info}/METADATA"] = f"{headers}\n".encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = b"[console_scripts]\nautograder = autograder.cli:main\n"
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return wheel_name(), zip_bytes(files)


def pinned(root: Path) -> tuple[str, ...]:
    """Return what `autograder` needs, one requirement a line: as `root`/requirements.lock pins it, else as a range.

    A package that is pinned otherwise for another Python has a line for each, with its marker.
    """
    pins: dict[str, list[str]] = {}
    for name, pin in _pins(Path(root) / "requirements.lock"):
        pins.setdefault(canonicalize_name(name), []).append(pin)
    needed = [Requirement(each) for each in metadata.requires("autograder") or ()]
    return tuple(
        line
        for each in needed
        if not each.marker  # the others belong to an extra: not for students
        for line in pins.get(canonicalize_name(each.name), [str(each)])
    )


def _pins(lock: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the pin of each line "name==version ; marker \\", and pass over hashes and comments."""
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    for line in text.splitlines():
        try:
            requirement = Requirement(line.rstrip("\\ "))
        except InvalidRequirement:
            continue
        if str(requirement.specifier).startswith("=="):
            marker = f" ; {requirement.marker}" if requirement.marker else ""
            yield requirement.name, f"{requirement.name}{requirement.specifier}{marker}".replace('"', "'")


def _package_files() -> Iterator[tuple[str, bytes]]:
    root = Path(autograder.__file__).parent
    for path in files_below(root):
        if path.suffix not in (".pyc", ".pyo"):
            yield path.relative_to(root).as_posix(), path.read_bytes()
    manifest = root.parent / "datasets/manifest.toml"  # in a work tree it lies outside, as in pyproject.toml
    if manifest.is_file() and not (root / "data/manifest.toml").exists():
        yield "data/manifest.toml", manifest.read_bytes()


def _digest(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")
