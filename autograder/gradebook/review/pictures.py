"""The pictures that a notebook's own cells showed, for who marks a figure. Called apart, never here: see `looks`."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from PIL import Image

from autograder.base.zips import ArchiveLimits, is_archive, read_archive
from autograder.course.source import texts_in
from autograder.judge.kinds import notebook_in, raw_cells

MOST = 4  # pictures of one answer
_SIDES, _MOST_BYTES, _MOST_PIXELS = (1600, 800, 400), 1_500_000, 40_000_000


def pictures(name: str, data: bytes, answer: str) -> dict[str, tuple[bytes, ...]]:
    """Return the pictures shown by the cell that binds each text answer, PNG drawn anew.

    Args:
        answer: The name of the file that was judged, in an archive.
    """
    book = _notebook(name, data, answer)
    found: dict[str, tuple[bytes, ...]] = {}
    for cell in (book and raw_cells(book)) or ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            for text in texts_in(_source(cell)):
                found[text] = tuple(_shown(cell))[:MOST]
    return found


def _notebook(name: str, data: bytes, answer: str) -> dict[str, Any] | None:
    if not is_archive(data):
        return notebook_in(data, name)
    for path, content in read_archive(data, ArchiveLimits(nested=1)).items():
        if PurePosixPath(path).name == answer and (book := notebook_in(content, path)):
            return book
    return None


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    return source if isinstance(source, str) else ""


def _shown(cell: Mapping[str, Any]) -> Iterator[bytes]:
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        content = output.get("data") if isinstance(output, dict) else None
        for kind in ("image/png", "image/jpeg"):
            encoded = content.get(kind) if isinstance(content, dict) else None
            if isinstance(encoded, list):
                encoded = "".join(each for each in encoded if isinstance(each, str))
            if isinstance(encoded, str) and (drawn := _drawn(encoded)):
                yield drawn


def _drawn(encoded: str) -> bytes | None:
    """Return a picture's pixels as a new PNG, no larger than a screen; noise, which no PNG makes small,
    in fewer pixels.

    None where it is no picture.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(base64.b64decode(encoded)), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                drawn = b""
                for side in _SIDES:
                    image.thumbnail((side, side))
                    out = io.BytesIO()
                    image.convert("RGBA").save(out, "PNG")
                    drawn = out.getvalue()
                    if len(drawn) <= _MOST_BYTES:
                        break
                return drawn
    except (binascii.Error, ValueError, OSError, SyntaxError, Image.DecompressionBombError, Warning):
        return None
