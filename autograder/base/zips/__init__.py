"""Zip archives: read defensively, written reproducibly. Nothing else of the package opens or makes one."""

from autograder.base.zips.reader import (
    ArchiveLimits,
    Entry,
    entries,
    is_archive,
    read_archive,
)
from autograder.base.zips.writer import write_zip, zip_bytes

__all__ = [
    "ArchiveLimits",
    "Entry",
    "entries",
    "is_archive",
    "read_archive",
    "write_zip",
    "zip_bytes",
]
