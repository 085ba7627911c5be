"""Files that lie beside an answer, or above it, put where the answer finds them."""

from __future__ import annotations

import contextlib
import os
import posixpath
import sys
from collections.abc import Mapping
from pathlib import Path


def put_beside(files: Mapping[str, bytes], root: Path) -> Path:
    """Write files below `root`, and return the folder in which the answer works: `root`,
    or as far below as paths climb.

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


class _Nowhere:
    """A finder of modules that finds none."""

    def find_spec(self, name: str, target: object = None) -> None:
        """Return None."""


def work_as_script(folder: Path) -> None:
    """Have this process take itself for a script of this folder, and find the modules that lie in it last.

    `sys.path[0]` and `sys.argv[0]` are what scripts ask for their own place. No module is found by the first: a
    numpy.py beside the answer must not take NumPy's place. "": wherever it goes, as in a notebook.
    """
    own = f"{folder}{os.sep}"
    sys.path_importer_cache[own] = _Nowhere()
    sys.path[:] = [own, *(each for each in sys.path if each not in ("", ".")), str(folder), ""]
    sys.argv = [str(folder / "answer.py")]
