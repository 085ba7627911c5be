"""A small picture of two arrays side by side, for the screen of a student whose image came out wrong."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from autograder.verdict import Message, Picture

_IMAGES, _SIDE, _GAP = 6, 64, 2


def difference(arrays: tuple[np.ndarray, np.ndarray] | None) -> Picture | None:
    """Return the expected images above the received ones, at most six; None where the arrays are no images."""
    if arrays is None:
        return None
    rows = [_row(array) for array in arrays]
    if rows[0] is None or rows[1] is None:
        return None
    width = max(row.shape[1] for row in rows)
    gap = np.full((_GAP, width, 3), 255, "uint8")
    padded = [np.pad(row, ((0, 0), (0, width - row.shape[1]), (0, 0)), constant_values=255) for row in rows]
    return Picture(png(np.concatenate([padded[0], gap, padded[1]])), Message("judge.picture"))


def png(pixels: np.ndarray) -> bytes:
    """Return `(height, width, 3)` uint8 pixels as a PNG file."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(pixels))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )


def _row(array: np.ndarray) -> np.ndarray | None:
    images = _images(array)
    if images is None:
        return None
    tiles = []
    for image in images[:_IMAGES]:
        scale = max(1, _SIDE // max(image.shape[:2]))
        step = max(1, -(-max(image.shape[:2]) // _SIDE))
        shown = np.repeat(np.repeat(image[::step, ::step], scale, axis=0), scale, axis=1)
        tiles.append(np.pad(shown, ((0, 0), (0, _GAP), (0, 0)), constant_values=255))
    return np.concatenate(tiles, axis=1)


def _images(array: np.ndarray) -> np.ndarray | None:
    """Return `(n, height, width, 3)` uint8, or None."""
    if array.dtype.kind not in "biuf" or 0 in array.shape or array.ndim not in (2, 3, 4):
        return None
    if array.ndim == 2:
        array = array[None, ..., None]
    elif array.ndim == 3:
        array = array[None] if array.shape[-1] in (1, 3) else array[..., None]
    if array.shape[-1] not in (1, 3) or min(array.shape[1:3]) < 4:
        return None
    values = np.nan_to_num(array[:_IMAGES].astype("float64"))
    if array.dtype.kind in "iu" or values.max() > 1.5:
        values = values / 255
    pixels = (np.clip(values, 0, 1) * 255).astype("uint8")
    return np.repeat(pixels, 3, axis=-1) if pixels.shape[-1] == 1 else pixels
