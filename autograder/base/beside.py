"""Files that lie beside an answer, or above it, put where the answer finds them."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Mapping
from pathlib import Path


def put_beside(files: Mapping[str, bytes], root: Path) -> Path:
    """Write files below `root`, and return the folder in which the answer works: `root`, or as far below as paths climb.

    A file that is there already stays; so does one whose name another file needs for its folder.

    Args:
        files: Path seen from the answer ("data/x.csv", "../data/x.csv"), with forward slashes -> content.
    """
    names = {name: posixpath.normpath(name).split("/") for name in files}
    home = root.joinpath(*["work"] * max((parts.count("..") for parts in names.values()), default=0))
    home.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        climbs = names[name].count("..")  # all of them in front
        path = [home, *home.parents][climbs].joinpath(*names[name][climbs:])
        with contextlib.suppress(FileExistsError, NotADirectoryError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_bytes(data)
    return home
