"""A small picture of two arrays side by side, for the screen of a student whose image came out wrong."""

from __future__ import annotations

import io
import math

import numpy as np
from PIL import Image

from autograder.base.verdict import Message, Picture

_IMAGES, _SIDE, _GAP, _PAPER = 6, 64, 2, "white"
_KNOWN = (28 * 28, 32 * 32 * 3)  # numbers that are an image unrolled, however many rows there are


def difference(arrays: tuple[np.ndarray, np.ndarray] | None) -> Picture | None:
    """Return the expected images above the received ones, at most six; None where the arrays are no images."""
    if arrays is None:
        return None
    rows = [_row(images) for images in map(_images, arrays) if images is not None]
    if len(rows) < 2:
        return None
    whole = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows) + _GAP), _PAPER)
    whole.paste(rows[0], (0, 0))
    whole.paste(rows[1], (0, rows[0].height + _GAP))
    written = io.BytesIO()
    whole.save(written, "PNG")
    return Picture(written.getvalue(), Message("judge.picture"))


def _row(images: np.ndarray) -> Image.Image:
    """Return images `(n, height, width, 3)` beside each other, small ones enlarged and large ones thinned out."""
    height, width = images.shape[1:3]
    step = -(-max(height, width) // _SIDE)
    scale = max(1, _SIDE // max(height, width))
    shown = [Image.fromarray(image) for image in np.ascontiguousarray(images[:, ::step, ::step])]
    shown = [
        image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST) for image in shown
    ]
    row = Image.new("RGB", (sum(image.width + _GAP for image in shown), shown[0].height), _PAPER)
    for number, image in enumerate(shown):
        row.paste(image, (number * (image.width + _GAP), 0))
    return row


def _images(array: np.ndarray) -> np.ndarray | None:
    """Return `(n, height, width, 3)` uint8, or None."""
    if array.dtype.kind not in "biuf" or 0 in array.shape or array.ndim not in (2, 3, 4):
        return None
    if array.ndim == 2 and (shape := _unrolled(array)):
        array = array.reshape(-1, *shape)
    elif array.ndim == 2:
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


def _unrolled(rows: np.ndarray) -> tuple[int, int, int] | None:
    """Return the shape of the square image that each row holds unrolled, such as 784 for 28×28; None:
    it is an image.
    """
    height, width = rows.shape
    for channels in (1, 3):
        side = math.isqrt(width // channels)
        known = width in _KNOWN and height != width
        if side >= 8 and channels * side * side == width and (known or width >= 4 * height):
            return side, side, channels
    return None
