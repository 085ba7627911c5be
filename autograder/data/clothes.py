"""The ten classes of Fashion-MNIST drawn as shapes, each image with a cut, a grey and a fabric of its own.

A drawing works in a square of side 1, x to the right and y down, at four times the final size. The fabric (stripes,
checks, flowers, folds) is laid over all images of a batch at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from PIL import Image, ImageDraw

SIZE = 28

_SCALE = 4
_SIDE = SIZE * _SCALE
_WISHES = 40  # random numbers a drawing may use
_CHUNK = 2048

# How often each class wears plain, stripes across, stripes down, checks, flowers, speckles.
_FABRICS = np.array(
    [
        (5, 2, 0, 0, 1, 1),  # T-shirt
        (6, 0, 1, 0, 1, 1),  # trousers
        (5, 3, 0, 0, 1, 2),  # pullover
        (4, 1, 1, 1, 3, 1),  # dress
        (6, 0, 0, 1, 1, 2),  # coat
        (1, 0, 0, 0, 0, 0),  # sandals
        (3, 0, 2, 4, 3, 1),  # shirt
        (4, 0, 0, 0, 0, 1),  # trainers
        (4, 0, 1, 1, 1, 1),  # bag
        (5, 0, 0, 0, 0, 1),  # ankle boots
    ],
    np.float64,
)


def garments(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return `count` drawn pictures of clothes and their labels, in the ten classes of Fashion-MNIST.

    Args:
        count: How many. Every class comes up equally often (give or take one).
        seed: The same count and seed give the same images.

    Returns:
        Images `(count, 28, 28)` uint8, grey on black, and labels `(count,)` uint8 in random order, numbered as in
        Fashion-MNIST (`CLASS_NAMES`). Both are fresh arrays.

    Raises:
        ValueError: `count` is negative.
    """
    if count < 0:
        raise ValueError(f"expected a count of 0 or more, received {count}")
    random = np.random.default_rng(seed)
    labels = random.permutation(np.arange(count) % 10).astype(np.uint8)
    images = np.empty((count, SIZE, SIZE), np.uint8)
    for start in range(0, count, _CHUNK):
        some = labels[start : start + _CHUNK]
        images[start : start + _CHUNK] = _dressed(_shapes(some, random), some, random)
    return images, labels


def _shapes(labels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    wishes = random.random((len(labels), _WISHES)).tolist()
    shapes = np.empty((len(labels), SIZE, SIZE), np.float32)
    for shape, label, wish in zip(shapes, labels, wishes, strict=True):
        sheet = _Sheet(iter(wish))
        _DRAWINGS[label](sheet)
        shape[:] = np.asarray(sheet.image.reduce(_SCALE))
    return shapes


def _dressed(shapes: np.ndarray, labels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the shapes with a fabric, folds and light on them, uint8."""
    count = len(labels)
    y, x = np.mgrid[:SIZE, :SIZE].astype(np.float32)

    def drawn(low: float, high: float) -> np.ndarray:
        return random.uniform(low, high, (count, 1, 1)).astype(np.float32)

    chances = np.cumsum(_FABRICS / _FABRICS.sum(1, keepdims=True), axis=1)
    fabric = (random.random(count)[:, None] > chances[labels]).sum(1)
    across = np.sin(y * (2 * np.pi) / drawn(2.5, 9) + drawn(0, 6.3)) > drawn(-0.6, 0.6)
    down = np.sin(x * (2 * np.pi) / drawn(2.2, 5) + drawn(0, 6.3)) > drawn(-0.3, 0.5)
    grain = random.standard_normal((count, SIZE, SIZE)).astype(np.float32)
    flowers = _smooth(grain, 1) * 4
    pattern = np.zeros((count, SIZE, SIZE), np.float32)
    for number, each in enumerate(
        (across, down, 0.5 * across + 0.5 * down, flowers > 0.4, grain * 0.35), start=1
    ):
        chosen = fabric == number
        pattern[chosen] = each[chosen]

    folds = (
        1
        + drawn(0.05, 0.28) * _smooth(random.standard_normal((count, SIZE, SIZE)).astype(np.float32), 3) * 2.5
    )
    light = 1 + drawn(-0.012, 0.012) * (x - SIZE / 2) + drawn(-0.008, 0.008) * (y - SIZE / 2)
    shown = shapes * folds * light * (1 - drawn(0.15, 0.55) * pattern)
    shown += np.where(shapes > 12, grain[::-1] * 4, 0)
    pixels: np.ndarray = np.clip(shown + 0.5, 0, 255).astype(np.uint8)
    return pixels


def _smooth(noise: np.ndarray, rounds: int) -> np.ndarray:
    for _ in range(rounds):
        noise = (noise + np.roll(noise, 1, 1) + np.roll(noise, -1, 1)) / 3
        noise = (noise + np.roll(noise, 1, 2) + np.roll(noise, -1, 2)) / 3
    return noise


class _Sheet:
    """A black sheet to draw one garment on, and the random numbers that decide its cut."""

    def __init__(self, wishes: Iterator[float]):
        self.image = Image.new("L", (_SIDE, _SIDE))
        self._pen = ImageDraw.Draw(self.image)
        self._wishes = wishes
        grey = self.between(110, 250)
        self.grey = grey if self.chance(0.85) else grey * 0.4 + 15
        self._right, self._down = self.between(-0.02, 0.02), self.between(-0.02, 0.02)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * next(self._wishes)

    def chance(self, share: float) -> bool:
        return next(self._wishes) < share

    def _at(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        return [((x + self._right) * _SIDE, (y + self._down) * _SIDE) for x, y in points]

    def patch(self, *points: tuple[float, float], shade: float = 1.0) -> None:
        """Fill the polygon with the garment's grey times `shade`."""
        self._pen.polygon(self._at(points), fill=self._tone(shade))

    def both(self, *points: tuple[float, float], shade: float = 1.0) -> None:
        """Fill a polygon of the right half (x counted from the middle) and its mirror image."""
        self.patch(*((0.5 + x, y) for x, y in points), shade=shade)
        self.patch(*((0.5 - x, y) for x, y in points), shade=shade)

    def whole(self, *points: tuple[float, float], shade: float = 1.0) -> None:
        """Fill a symmetric shape, given by its right outline from top to bottom (x counted from the middle)."""
        right = [(0.5 + x, y) for x, y in points]
        left = [(0.5 - x, y) for x, y in reversed(points)]
        self.patch(*right, *left, shade=shade)

    def line(self, *points: tuple[float, float], width: float = 0.02, shade: float = 0.5) -> None:
        self._pen.line(
            self._at(points), fill=self._tone(shade), width=max(1, round(width * _SIDE)), joint="curve"
        )

    def round(self, left: float, top: float, right: float, bottom: float, shade: float = 1.0) -> None:
        """Fill an ellipse."""
        box = [each for point in self._at(((left, top), (right, bottom))) for each in point]
        self._pen.ellipse(box, fill=self._tone(shade))

    def bow(
        self, left: float, top: float, right: float, bottom: float, width: float, shade: float = 1.0
    ) -> None:
        """Draw the upper half of an ellipse as a line."""
        box = [each for point in self._at(((left, top), (right, bottom))) for each in point]
        self._pen.arc(box, 180, 360, fill=self._tone(shade), width=max(1, round(width * _SIDE)))

    def _tone(self, shade: float) -> int:
        # Even black cloth is not the background's black.
        return max(0, min(255, round(self.grey * shade + (8 if shade > 0 else 0))))


def _sleeves(sheet: _Sheet, shoulder: float, kind: str, shade: float) -> None:
    if kind == "short":
        out, low, wide = sheet.between(0.1, 0.16), sheet.between(0.28, 0.38), sheet.between(0.07, 0.1)
        sheet.both(
            (shoulder - 0.07, 0.1), (shoulder, 0.13), (shoulder + out, low), (shoulder + out - wide, low + 0.06),
            (shoulder - 0.07, 0.34), shade=shade,
        )  # fmt: skip
    elif kind == "long":
        out, low, wide = sheet.between(0.1, 0.17), sheet.between(0.78, 0.92), sheet.between(0.07, 0.1)
        sheet.both(
            (shoulder - 0.07, 0.09), (shoulder, 0.12), (shoulder + 0.07, 0.25), (shoulder + out, low),
            (shoulder + out - wide, low + 0.01), (shoulder - 0.03, 0.4), shade=shade,
        )  # fmt: skip


def _torso(sheet: _Sheet, shoulder: float, waist: float, hem: float, bottom: float) -> float:
    neck = sheet.between(0.07, 0.11)
    sheet.whole((neck, 0.06), (shoulder, 0.12), (shoulder - 0.02, 0.33), (waist, 0.55), (hem, bottom))
    return neck


def _neckline(sheet: _Sheet, neck: float, depth: float) -> None:
    sheet.round(0.5 - neck, 0.06 - depth, 0.5 + neck, 0.06 + depth, shade=0.45)
    sheet.round(0.5 - neck, 0.03 - depth, 0.5 + neck, 0.03 + depth, shade=0)


def _t_shirt(sheet: _Sheet) -> None:
    shoulder, bottom = sheet.between(0.2, 0.25), sheet.between(0.86, 0.96)
    waist = shoulder - sheet.between(0.0, 0.05)
    if sheet.chance(0.85):
        _sleeves(sheet, shoulder, "short", sheet.between(0.85, 1))
    neck = _torso(sheet, shoulder, waist, waist + sheet.between(-0.01, 0.03), bottom)
    _neckline(sheet, neck, sheet.between(0.04, 0.1))
    if sheet.chance(0.45):  # a print on the chest
        tone, half, top = sheet.between(0.2, 0.6), sheet.between(0.06, 0.13), sheet.between(0.28, 0.36)
        if sheet.chance(0.5):
            sheet.round(0.5 - half, top, 0.5 + half, top + 2 * half, shade=tone)
        else:
            for row in range(3):
                sheet.line(
                    (0.5 - half, top + row * 0.07), (0.5 + half, top + row * 0.07), width=0.035, shade=tone
                )


def _trousers(sheet: _Sheet) -> None:
    waist, ankle = sheet.between(0.13, 0.18), sheet.between(0.07, 0.12)
    spread, crotch = sheet.between(0.0, 0.06), sheet.between(0.3, 0.4)
    hip = waist + sheet.between(0.01, 0.05)
    sheet.both(
        (0, 0.04), (waist, 0.04), (hip, 0.28), (spread + 0.03 + ankle, 0.96), (spread + 0.03, 0.96), (0.012, crotch),
        (0, crotch),
    )  # fmt: skip
    sheet.line((0.5 - waist, 0.08), (0.5 + waist, 0.08), width=0.02, shade=sheet.between(0.4, 0.8))
    sheet.line((0.5, 0.08), (0.5, crotch), width=0.015, shade=0.6)
    if sheet.chance(0.5):
        sheet.line((0.5 - hip + 0.06, 0.3), (0.5 - spread - 0.08, 0.93), width=0.015, shade=0.75)
        sheet.line((0.5 + hip - 0.06, 0.3), (0.5 + spread + 0.08, 0.93), width=0.015, shade=0.75)


def _pullover(sheet: _Sheet) -> None:
    shoulder, bottom = sheet.between(0.2, 0.24), sheet.between(0.82, 0.93)
    waist = shoulder - sheet.between(-0.01, 0.03)
    _sleeves(sheet, shoulder, "long", sheet.between(0.8, 0.95))
    neck = _torso(sheet, shoulder, waist, waist, bottom)
    if sheet.chance(0.3):  # a turtleneck
        sheet.whole((neck, 0.02), (neck, 0.1), shade=0.8)
    else:
        _neckline(sheet, neck, sheet.between(0.03, 0.06))
    sheet.whole((waist, bottom - 0.06), (waist - 0.01, bottom), shade=0.7)  # the ribbed hem
    if sheet.chance(0.35):
        tone, top = sheet.between(0.3, 0.7), sheet.between(0.3, 0.45)
        sheet.whole((shoulder - 0.03, top), (shoulder - 0.03, top + sheet.between(0.05, 0.15)), shade=tone)


def _dress(sheet: _Sheet) -> None:
    shoulder, waist = sheet.between(0.12, 0.18), sheet.between(0.09, 0.13)
    hem, middle = sheet.between(0.13, 0.29), sheet.between(0.36, 0.46)
    kind = sheet.between(0, 1)
    _sleeves(sheet, shoulder, "short" if kind < 0.35 else "long" if kind < 0.5 else "none", 0.85)
    neck = sheet.between(0.05, 0.09)
    bottom = sheet.between(0.9, 0.98)
    sheet.whole(
        (neck, 0.04), (shoulder, 0.08), (shoulder - 0.02, 0.25), (waist, middle), ((waist + hem) / 2 + 0.02, 0.65),
        (hem, bottom),
    )  # fmt: skip
    _neckline(sheet, neck, sheet.between(0.06, 0.14))
    if sheet.chance(0.5):
        sheet.whole(
            (waist + 0.01, middle - 0.02), (waist + 0.01, middle + 0.02), shade=sheet.between(0.3, 0.7)
        )
    if sheet.chance(0.6):
        for side in (-0.5, 0, 0.5):
            sheet.line(
                (0.5 + side * waist, middle + 0.04), (0.5 + side * hem * 1.2, bottom), width=0.012, shade=0.75
            )


def _coat(sheet: _Sheet) -> None:
    shoulder, bottom = sheet.between(0.2, 0.25), sheet.between(0.88, 0.98)
    waist = shoulder - sheet.between(0.0, 0.05)
    hem = waist + sheet.between(0.0, 0.05)
    _sleeves(sheet, shoulder, "long", sheet.between(0.75, 0.9))
    neck = _torso(sheet, shoulder, waist, hem, bottom)
    gap = sheet.between(0.0, 0.04)
    if gap > 0.02:  # worn open: the lining shows
        sheet.whole((gap / 2, 0.1), (gap, bottom), shade=0.15)
    sheet.line((0.5, 0.1), (0.5, bottom), width=0.03, shade=0.25)
    deep = sheet.between(0.28, 0.45)
    sheet.both((neck, 0.04), (neck + 0.06, 0.14), (0.015, deep), shade=sheet.between(0.5, 0.75))  # lapels
    pocket = sheet.between(0.58, 0.66)
    for side in (-1, 1):
        sheet.line(
            (0.5 + side * 0.07, pocket), (0.5 + side * (waist - 0.03), pocket + 0.03), width=0.022, shade=0.45
        )
    if sheet.chance(0.4):
        sheet.whole((waist, 0.5), (waist, 0.54), shade=0.5)  # a belt


def _sandals(sheet: _Sheet) -> None:
    ground = sheet.between(0.7, 0.84)
    heel = sheet.between(0.12, 0.34) if sheet.chance(0.6) else 0.02
    sole = sheet.between(0.04, 0.08)
    back = ground - heel
    top = [
        (0.06, ground - sole),
        (0.34, ground - sole - 0.01),
        (0.62, back + 0.04 - sole),
        (0.93, back - sole),
    ]
    low = [(0.94, back + 0.02), (0.64, back + 0.1 if heel > 0.1 else ground), (0.36, ground), (0.05, ground)]
    sheet.patch(*top, *low)
    if heel > 0.1:
        thick = sheet.between(0.04, 0.2)
        sheet.patch(
            (0.93, back), (0.92, ground), (0.92 - thick, ground), (0.9 - thick, back + 0.04), shade=0.85
        )
    rise, width = sheet.between(0.12, 0.24), sheet.between(0.035, 0.07)
    for start in (0.08, 0.2) if sheet.chance(0.6) else (0.14,):  # across the toes
        sheet.line(
            (start, ground - sole), (start + 0.08, ground - sole - rise), (start + 0.2, ground - sole),
            width=width, shade=sheet.between(0.7, 1.1),
        )  # fmt: skip
    if sheet.chance(0.75):  # round the ankle
        high = back - sheet.between(0.18, 0.36)
        tone, width = sheet.between(0.7, 1.1), sheet.between(0.03, 0.06)
        sheet.line(
            (0.9, back), (0.88, high), (0.68, high + 0.05), (0.88, high + 0.09), width=width, shade=tone
        )
        if sheet.chance(0.6):
            sheet.line((0.68, high + 0.05), (0.46, ground - heel * 0.4 - 0.06), width=width, shade=tone)


def _shirt(sheet: _Sheet) -> None:
    shoulder, bottom = sheet.between(0.19, 0.24), sheet.between(0.85, 0.95)
    waist = shoulder - sheet.between(0.01, 0.05)
    _sleeves(sheet, shoulder, "long" if sheet.chance(0.6) else "short", sheet.between(0.85, 1))
    neck = _torso(sheet, shoulder, waist, waist + 0.01, bottom)
    collar = sheet.between(0.75, 1.25)
    sheet.both((0.0, 0.1), (neck, 0.03), (neck + 0.02, 0.12), (0.05, 0.18), shade=collar)
    sheet.line((0.5, 0.12), (0.5, bottom), width=0.012, shade=0.6)
    for button in range(5):
        y = 0.2 + button * 0.14
        sheet.round(0.488, y, 0.52, y + 0.032, shade=0.2 if sheet.grey > 110 else 1.8)
    if sheet.chance(0.4):
        sheet.patch((0.56, 0.32), (0.64, 0.32), (0.64, 0.42), (0.56, 0.42), shade=0.8)  # the breast pocket


def _trainers(sheet: _Sheet) -> None:
    ground, toe = sheet.between(0.66, 0.74), sheet.between(0.1, 0.16)
    ankle = ground - sheet.between(0.22, 0.34)
    tongue = sheet.between(0.5, 0.58)
    sheet.patch(
        (0.04, ground - 0.03), (0.07, ground - toe), (0.26, ground - toe - 0.05), (tongue, ankle - 0.03),
        (0.66, ankle - 0.01), (0.8, ankle + 0.05), (0.92, ankle - 0.02), (0.96, ground - 0.03),
    )  # fmt: skip
    sole = sheet.between(0.03, 0.07)
    sheet.patch(
        (0.03, ground - sole), (0.96, ground - sole), (0.97, ground + 0.01), (0.04, ground + 0.01),
        shade=sheet.between(0.3, 1.4),
    )  # fmt: skip
    laces = sheet.between(0.3, 1.5)
    for step in range(3):
        x, y = 0.3 + step * 0.075, ground - toe - 0.05 - step * 0.03
        sheet.line((x, y), (x + 0.05, y + 0.05), width=0.018, shade=laces)
    if sheet.chance(0.6):  # the maker's stripe
        tone = sheet.between(0.2, 1.6)
        sheet.line((0.4, ground - sole), (0.6, ground - 0.17), (0.84, ground - 0.2), width=0.03, shade=tone)
    sheet.line((0.7, ankle + 0.02), (0.82, ankle + 0.06), (0.92, ankle), width=0.02, shade=0.4)


def _bag(sheet: _Sheet) -> None:
    half, slant = sheet.between(0.25, 0.44), sheet.between(-0.05, 0.08)
    top, bottom = sheet.between(0.32, 0.5), sheet.between(0.78, 0.94)
    kind = sheet.between(0, 1)
    handle, width = sheet.between(0.1, 0.3), sheet.between(0.02, 0.05)
    reach = half * sheet.between(0.4, 0.8)
    if kind < 0.65:
        sheet.bow(0.5 - reach, top - handle, 0.5 + reach, top + handle, width, shade=sheet.between(0.6, 1))
    elif kind < 0.85:  # a long strap beside the bag
        sheet.line(
            (0.5 - half, top),
            (0.5 - half - 0.04, 0.12),
            (0.5 + half + 0.02, top + 0.1),
            width=width,
            shade=0.8,
        )
    sheet.whole((half - max(slant, 0), top), (half, (top + bottom) / 2), (half + min(slant, 0), bottom))
    if sheet.chance(0.4):
        sheet.round(0.5 - half, bottom - 0.12, 0.5 + half, bottom + 0.06)
    if sheet.chance(0.6):  # the flap and its clasp
        flap = top + sheet.between(0.08, 0.25)
        sheet.whole((half - max(slant, 0), top), (half - 0.06, flap), shade=sheet.between(0.6, 0.85))
        sheet.round(0.46, flap - 0.04, 0.54, flap + 0.04, shade=sheet.between(0.2, 1.6))
    else:
        sheet.line((0.5 - half + 0.03, top + 0.05), (0.5 + half - 0.03, top + 0.05), width=0.02, shade=0.5)


def _boots(sheet: _Sheet) -> None:
    ground, shaft = sheet.between(0.84, 0.93), sheet.between(0.08, 0.3)
    heel = sheet.between(0.02, 0.2) if sheet.chance(0.6) else 0.03
    left, toe = sheet.between(0.44, 0.54), sheet.between(0.1, 0.16)
    back = ground - heel
    right = sheet.between(0.84, 0.92)
    sheet.patch(
        (left, shaft), (right, shaft), (right - 0.02, 0.5), (0.93, back - 0.12), (0.93, back), (0.62, back),
        (0.4, ground - 0.02), (0.06, ground - 0.02), (0.07, ground - toe), (0.25, ground - toe - 0.07),
        (left - 0.03, 0.56),
    )  # fmt: skip
    thick = sheet.between(0.06, 0.24)
    sheet.patch((0.93, back - 0.01), (0.92, ground), (0.92 - thick, ground), (0.9 - thick, back), shade=0.6)
    sheet.line(
        (0.05, ground - 0.01), (0.42, ground - 0.01), (0.64, back), width=0.035, shade=sheet.between(0.3, 1.1)
    )
    detail = sheet.between(0, 1)
    if detail < 0.35:  # laces
        for step in range(4):
            y = shaft + 0.08 + step * 0.1
            sheet.line((left + 0.01, y), (left + 0.12, y + 0.02), width=0.02, shade=sheet.between(0.3, 1.4))
    elif detail < 0.65:  # an elastic side
        sheet.patch((0.64, shaft), (0.76, shaft), (0.72, 0.56), (0.68, 0.56), shade=0.4)
    else:
        sheet.line((left, shaft + 0.04), (right, shaft + 0.04), width=0.03, shade=sheet.between(0.4, 0.8))


_DRAWINGS: tuple[Callable[[_Sheet], None], ...] = (
    _t_shirt, _trousers, _pullover, _dress, _coat, _sandals, _shirt, _trainers, _bag, _boots,
)  # fmt: skip
