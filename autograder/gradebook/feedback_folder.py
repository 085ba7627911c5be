"""The folder of the students' pages, which a teacher sends: a page a student, and none of anybody else."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.base import files

PAGES = "feedback"  # among the results
# Stands in the head of every page that we ever wrote, see templates/feedback.html.j2, and hardly in a page of others.
_OURS = b"content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""


def write(folder: Path, pages: Mapping[str, str], whose: Collection[str]) -> list[str]:
    """Write the pages (the student's key -> HTML), and return the names of those that went: pages of ours that are
    nobody's of `whose` (keys), as after a student's name was corrected, or their hand-in removed.
    """
    for key, text in pages.items():
        files.write_bytes(folder / f"{key}.html", text.encode())
    gone = [
        path
        for path in sorted(folder.glob("*.html"))
        if path.stem not in whose and path.stem not in pages and _is_ours(path)
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]


def _is_ours(path: Path) -> bool:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return _OURS in file.read(1000)
    return False
