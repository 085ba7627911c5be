"""Digits drawn from the fonts that come with matplotlib, deformed so that no two are alike.

A glyph is drawn once per face, digit and stroke width, at twice the final size. Each image then looks its glyph up
through a random affine map and a smooth random displacement, the way handwritten digits differ from each other.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from autograder.base.errors import MachineError

SIZE = 28
FACES = (
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSans-Oblique.ttf",
    "DejaVuSansMono.ttf",
    "DejaVuSerif.ttf",
    "DejaVuSerif-Italic.ttf",
    "STIXGeneral.ttf",
    "STIXGeneralBol.ttf",
    "STIXGeneralItalic.ttf",
    "STIXGeneralBolIta.ttf",
    "cmr10.ttf",
    "cmb10.ttf",
    "cmss10.ttf",
    "cmti10.ttf",
    "cmtt10.ttf",
)
# Extra stroke width, in glyph pixels (half an image pixel): MNIST's strokes are two to four image pixels wide.
STROKES = (0, 1, 2, 3)
BOLD_STROKES = (0, 0, 1, 1)  # more would close the holes of 0, 6, 8 and 9

_BOX = 40  # height of a digit in glyph pixels; 20 image pixels, as in MNIST
_CANVAS = 80
_CHUNK = 2048


def digits(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return `count` images of the digits 0 to 9 and their labels, drawn from fonts and deformed.

    Args:
        count: How many. Every digit comes up equally often (give or take one).
        seed: The same count and seed give the same images.

    Returns:
        Images `(count, 28, 28)` uint8, white on black, centred and anti-aliased as in MNIST, and labels `(count,)`
        uint8 in random order. Both are fresh arrays.

    Raises:
        ValueError: `count` is negative.
    """
    if count < 0:
        raise ValueError(f"expected a count of 0 or more, received {count}")
    random = np.random.default_rng(seed)
    labels = random.permutation(np.arange(count) % 10).astype(np.uint8)
    images = np.empty((count, SIZE, SIZE), np.uint8)
    for start in range(0, count, _CHUNK):
        images[start : start + _CHUNK] = _drawn(labels[start : start + _CHUNK], random)
    return images, labels


def _drawn(labels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    count = len(labels)
    face = random.integers(len(FACES), size=count)
    stroke = random.integers(len(STROKES), size=count)
    atlas = _atlas()
    base = ((face * 10 + labels) * len(STROKES) + stroke) * _CANVAS * _CANVAS

    column, row = _looked_up(count, random)
    np.clip(column, 0, _CANVAS - 1.001, out=column)
    np.clip(row, 0, _CANVAS - 1.001, out=row)
    left, top = column.astype(np.int32), row.astype(np.int32)
    column -= left
    row -= top
    corner = base[:, None].astype(np.int64) + top * _CANVAS + left
    flat = atlas.ravel()
    upper = flat[corner] * (1 - column) + flat[corner + 1] * column
    lower = flat[corner + _CANVAS] * (1 - column) + flat[corner + _CANVAS + 1] * column
    value = upper * (1 - row) + lower * row

    ink = random.uniform(0.95, 1.25, (count, 1)).astype(np.float32)  # how hard the pen was pressed
    pixels: np.ndarray = np.clip(value * ink + 0.5, 0, 255).astype(np.uint8)
    return pixels.reshape(count, SIZE, SIZE)


def _looked_up(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return for each image pixel the glyph column and row it shows, two float32 arrays `(count, 784)`."""

    def drawn(low: float, high: float) -> np.ndarray:
        return random.uniform(low, high, (count, 1)).astype(np.float32)

    turn, slant = drawn(-0.22, 0.22), drawn(-0.3, 0.3)  # ±13°, and the slant of a hurried hand
    narrow, low = 2 / drawn(0.85, 1.3), 2 / drawn(0.85, 1.08)  # glyph pixels per image pixel
    right, down = drawn(-1.0, 1.0), drawn(-1.0, 1.0)

    grid = np.arange(SIZE, dtype=np.float32) - (SIZE - 1) / 2
    y, x = (each.ravel()[None] for each in np.meshgrid(grid, grid, indexing="ij"))
    x, y = x - right, y - down
    cosine, sine = np.cos(turn), np.sin(turn)
    across = (cosine * x + sine * y) * narrow
    along = (cosine * y - sine * x) * low
    across += slant * along

    # Elastic part: a coarse grid of displacements, blended smoothly. The blend is one small matrix product.
    coarse = random.normal(0, 1.7, (count, 2, 16)).astype(np.float32)
    bend = np.einsum("ncg,gp->cnp", coarse, _blend(), optimize=True)
    middle = (_CANVAS - 1) / 2
    return across + bend[0] + middle, along + bend[1] + middle


@functools.cache
def _blend() -> np.ndarray:
    """Return the weights `(16, 784)` that spread a 4 by 4 grid of values smoothly over the image."""
    position = np.linspace(0, 3, SIZE, dtype=np.float32)
    weights = np.exp(-((position[None] - np.arange(4, dtype=np.float32)[:, None]) ** 2) / 0.8)
    weights /= weights.sum(0)
    spread: np.ndarray = np.einsum("ay,bx->abyx", weights, weights)
    return spread.reshape(16, SIZE * SIZE)


@functools.cache
def _atlas() -> np.ndarray:
    """Return every glyph, float32 `(faces * 10 * strokes, 80, 80)`, 0 to 255, centre of mass in the middle."""
    folder = font_folder()
    glyphs = [
        _glyph(folder / face, digit, stroke)
        for face in FACES
        for digit in range(10)
        for stroke in (BOLD_STROKES if "Bol" in face or "cmb" in face else STROKES)
    ]
    return np.stack(glyphs)


def _glyph(path: Path, digit: int, stroke: int) -> np.ndarray:
    font = _font(path)
    image = Image.new("L", (4 * _BOX, 4 * _BOX))
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = pen.textbbox((0, 0), str(digit), font=font, stroke_width=stroke)
    pen.text((-left, -top), str(digit), fill=255, font=font, stroke_width=stroke)
    drawn = image.crop((0, 0, right - left, bottom - top))
    # Twice the image's size is sampled without an average, so what is finer than a pixel is blurred away first.
    canvas = Image.new("L", (_CANVAS, _CANVAS))
    y, x = np.mgrid[: drawn.height, : drawn.width]
    mass = np.asarray(drawn, np.float64)
    middle = (_CANVAS - 1) / 2
    at = (round(middle - (x * mass).sum() / mass.sum()), round(middle - (y * mass).sum() / mass.sum()))
    canvas.paste(drawn, at)
    return np.asarray(canvas.filter(ImageFilter.GaussianBlur(0.9)), np.float32)


@functools.cache
def _font(path: Path) -> ImageFont.FreeTypeFont:
    """Return the font at the size where its digit 0 is `_BOX` glyph pixels high."""
    try:
        trial = ImageFont.truetype(str(path), 100)
        _, top, _, bottom = trial.getbbox("0")
        return ImageFont.truetype(str(path), round(100 * (_BOX - 2) / (bottom - top)))
    except OSError as error:
        raise MachineError("machine.no_font", path=path, why=str(error)) from error


def font_folder() -> Path:
    """Return the folder of the fonts that come with matplotlib.

    Raises:
        MachineError: matplotlib is not installed.
    """
    found = importlib.util.find_spec("matplotlib")  # not imported: that costs ten times as much as the look
    if found is None or not found.origin:
        raise MachineError("machine.no_matplotlib")
    fonts = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    if not fonts.is_dir():
        import matplotlib  # a system that keeps the data elsewhere

        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return fonts
