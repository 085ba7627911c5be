"""Photo-like colour scenes: landscapes, seas, streets, still lifes, foliage.

Each has what a denoiser must tell from noise: sharp edges, smooth gradients, fine texture, shadows, and detail at
every scale (the power of a photo falls with the square of the frequency). A scene is painted larger than asked and
made smaller, so its edges are anti-aliased.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

_LARGEST_DOUBLED = 256  # pixels; larger scenes are painted at their own size, and softened


def scenes(count: int, height: int, width: int, seed: int = 0) -> np.ndarray:
    """Return `count` photo-like colour scenes, uint8 `(count, height, width, 3)`, red first.

    The same seed gives the same scenes, and a larger count only adds to them. The array is fresh.

    Raises:
        ValueError: `count` is negative, or a side is less than one pixel.
    """
    if count < 0 or height < 1 or width < 1:
        raise ValueError(
            f"expected a count of 0 or more and sides of 1 or more, received {count} of {height} by {width}"
        )
    images = np.empty((count, height, width, 3), np.uint8)
    for number in range(count):
        images[number] = _scene(height, width, np.random.default_rng([seed, number]))
    return images


def _scene(height: int, width: int, random: np.random.Generator) -> np.ndarray:
    double = 2 if max(height, width) <= _LARGEST_DOUBLED else 1
    canvas = _Canvas(max(height * double, 8), max(width * double, 8), random)
    _PAINTERS[random.integers(len(_PAINTERS))](canvas)
    return canvas.developed(height, width)


_Point = tuple[float, float]
_Bounds = tuple[float, float]
_At = Callable[..., list[_Point]]  # places from 0 to 1, in pixels
_Draw = Callable[[ImageDraw.ImageDraw, _At], None]


class _Canvas:
    """A picture being painted, float32 `(height, width, 3)`, 0 to 1; places on it are given from 0 to 1."""

    def __init__(self, height: int, width: int, random: np.random.Generator):
        self.height, self.width, self.random = height, width, random
        self.picture = np.zeros((height, width, 3), np.float32)
        self.y, self.x = np.meshgrid(
            np.linspace(0, 1, height, dtype=np.float32),
            np.linspace(0, 1, width, dtype=np.float32),
            indexing="ij",
        )
        self._grain = self.clouds(max(2, height // 16), 0.9)

    def between(self, low: float, high: float) -> float:
        return float(self.random.uniform(low, high))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def colour(self, hue: _Bounds, saturation: _Bounds, value: _Bounds) -> np.ndarray:
        """Return a random colour between the given bounds; hues wrap around."""
        drawn = self.between(*hue) % 1, self.between(*saturation), self.between(*value)
        return np.array(colorsys.hsv_to_rgb(*drawn), np.float32)

    def clouds(self, first: int = 2, fall: float = 0.5, stretch: float = 1.0) -> np.ndarray:
        """Return smooth noise `(height, width)` of mean 0 and deviation 1, detailed at every scale.

        `first` is the coarsest number of waves down the picture, `fall` how much weaker each finer octave is,
        `stretch` how much longer than high its shapes are.
        """
        total = np.zeros((self.height, self.width), np.float32)
        weight, waves = 1.0, float(first)
        while waves <= self.height / 2 and weight > 0.02:
            across = max(2, round(waves * self.width / self.height / stretch))
            grid = Image.fromarray(
                self.random.standard_normal((round(waves) + 1, across + 1)).astype(np.float32), mode="F"
            )
            total += weight * np.asarray(grid.resize((self.width, self.height), Image.Resampling.BICUBIC))
            weight, waves = weight * fall, waves * 2
        even: np.ndarray = (total - total.mean()) / (total.std() + 1e-6)
        return even

    def mask(self, draw: _Draw, blur: float = 0.0) -> np.ndarray:
        """Return what `draw(pen, at)` fills with 255, as a float32 mask; `at` turns 0-to-1 places into pixels."""
        sheet = Image.new("L", (self.width, self.height))

        def at(*points: _Point) -> list[_Point]:
            return [(x * self.width, y * self.height) for x, y in points]

        draw(ImageDraw.Draw(sheet), at)
        if blur:
            sheet = sheet.filter(ImageFilter.GaussianBlur(blur * self.height))
        return np.asarray(sheet, np.float32) / 255

    def polygon(self, *points: tuple[float, float], blur: float = 0.0) -> np.ndarray:
        return self.mask(lambda pen, at: pen.polygon(at(*points), fill=255), blur)

    def ellipse(self, x: float, y: float, across: float, down: float, blur: float = 0.0) -> np.ndarray:
        box = ((x - across, y - down), (x + across, y + down))
        return self.mask(
            lambda pen, at: pen.ellipse([each for point in at(*box) for each in point], fill=255), blur
        )

    def lay(self, mask: np.ndarray, paint: np.ndarray, strength: float = 1.0) -> None:
        """Cover the masked part with `paint`: one colour, a grey field or a whole picture."""
        if paint.ndim == 2:
            paint = paint[..., None]
        self.picture += (mask * strength)[..., None] * (paint - self.picture)

    def textured(
        self, colour: np.ndarray, field: np.ndarray, depth: float, rough: float = 0.09
    ) -> np.ndarray:
        """Return the colour varied by `field`, and by the grain of the material, as strong as `rough`."""
        return np.clip(colour * (1 + depth * field + rough * self._grain)[..., None], 0, 1)

    def shade(self, mask: np.ndarray, depth: float) -> None:
        """Darken the masked part by the share `depth`."""
        self.picture *= 1 - (mask * depth)[..., None]

    def ball(self, x: float, y: float, radius: float, colour: np.ndarray, light: tuple[float, float]) -> None:
        """Paint a lit ball of the given radius (in heights), with a highlight."""
        across = radius * self.height / self.width
        dx, dy = (self.x - x) / across, (self.y - y) / radius
        height = np.sqrt(np.clip(1 - dx**2 - dy**2, 0, 1))
        facing = np.clip(dx * light[0] + dy * light[1] + height * 0.75, 0, None)
        shine = np.clip(facing, 0, 1.05) ** 24 * self.between(0, 0.5)
        paint = colour * (0.25 + 0.75 * facing)[..., None] + shine[..., None]
        self.lay(self.ellipse(x, y, across, radius), np.clip(paint, 0, 1))

    def developed(self, height: int, width: int) -> np.ndarray:
        """Return the picture as a camera would give it: lens, exposure, white balance, grain; uint8."""
        random = self.random
        centre = (self.x - 0.5) ** 2 + (self.y - 0.5) ** 2
        picture = self.picture * (1 - self.between(0, 0.5) * centre)[..., None]
        picture *= random.uniform(0.93, 1.07, 3).astype(np.float32) * self.between(0.85, 1.15)
        picture = np.clip(picture, 0, 1) ** self.between(0.85, 1.2)
        image = Image.fromarray((picture * 255 + 0.5).astype(np.uint8))
        image = image.filter(ImageFilter.GaussianBlur(self.between(0.3, 0.8)))
        image = image.resize((width, height), Image.Resampling.BOX)
        grain = random.normal(0, self.between(0.3, 1.5), (height, width, 1)).astype(np.float32)
        pixels: np.ndarray = np.clip(np.asarray(image, np.float32) + grain + 0.5, 0, 255).astype(np.uint8)
        return pixels


def _sky(canvas: _Canvas, horizon: float) -> None:
    high = canvas.colour((0.54, 0.64), (0.2, 0.75), (0.45, 0.95))
    low = canvas.colour((0.02, 0.15) if canvas.chance(0.3) else (0.5, 0.62), (0.02, 0.4), (0.8, 1.0))
    t = np.clip(canvas.y / horizon, 0, 1)[..., None]
    canvas.picture[:] = high * (1 - t) + low * t
    cover = np.clip(
        canvas.clouds(2, 0.55, 2.5) * canvas.between(0.3, 0.6) + canvas.between(-0.4, 0.4), 0, 0.9
    )
    canvas.lay(cover, canvas.colour((0.05, 0.65), (0.0, 0.1), (0.75, 1.0)))
    if canvas.chance(0.3):
        x, y = canvas.between(0.1, 0.9), canvas.between(0.1, 0.9) * horizon
        canvas.lay(canvas.ellipse(x, y, 0.12, 0.12, blur=0.08), np.array([1, 0.95, 0.8], np.float32), 0.7)
        canvas.lay(canvas.ellipse(x, y, 0.03, 0.03, blur=0.004), np.array([1, 1, 0.95], np.float32))


def _ridge(canvas: _Canvas, base: float, swing: float, rough: float) -> np.ndarray:
    """Return the mask of what lies below a hilly line around the height `base`."""
    line = canvas.clouds(2, rough)[canvas.height // 2]
    line = base + swing * line / (np.abs(line).max() + 1e-6)
    below: np.ndarray = np.clip((canvas.y - line[None]) * canvas.height + 0.5, 0, 1)
    return below


def _landscape(canvas: _Canvas) -> None:
    horizon = canvas.between(0.3, 0.6)
    _sky(canvas, horizon + 0.1)
    layers = int(canvas.random.integers(2, 5))
    haze = canvas.picture[int(horizon * (canvas.height - 1))].mean(0)
    hue = canvas.between(0.08, 0.4)
    for layer in range(layers):
        near = (layer + 1) / layers
        base = horizon + (0.95 - horizon) * (layer / layers) ** 1.3
        mask = _ridge(canvas, base, 0.12 * (1.2 - near), canvas.between(0.4, 0.6))
        own = canvas.colour((hue - 0.06, hue + 0.06), (0.3, 0.7), (0.25, 0.65))
        colour = haze * (1 - near) + own * near
        canvas.lay(mask, canvas.textured(colour, canvas.clouds(4, 0.75), 0.06 + 0.2 * near))
        canvas.shade(mask * np.clip(canvas.clouds(2, 0.5), 0, 1.2), 0.25)  # shadows of clouds
        if near > 0.4:
            for _ in range(int(canvas.random.integers(0, 7))):
                _tree(canvas, canvas.between(0, 1), base + canvas.between(0.0, 0.1), 0.04 + 0.14 * near)
    if canvas.chance(0.5):
        _house(canvas, canvas.between(0.1, 0.75), canvas.between(0.6, 0.85), canvas.between(0.1, 0.3))


def _tree(canvas: _Canvas, x: float, ground: float, size: float) -> None:
    across = size * canvas.height / canvas.width
    canvas.shade(canvas.ellipse(x + across * 0.6, ground, across, size * 0.15, blur=0.01), 0.5)
    bark = canvas.colour((0.04, 0.1), (0.3, 0.6), (0.15, 0.4))
    trunk = across * 0.09
    canvas.lay(
        canvas.polygon((x - trunk, ground), (x + trunk, ground), (x + trunk / 2, ground - size), (x - trunk / 2, ground - size)),
        bark,
    )  # fmt: skip
    leaf = canvas.colour((0.15, 0.38), (0.3, 0.8), (0.2, 0.55))
    crown = np.zeros_like(canvas.x)
    if canvas.chance(0.4):  # a fir
        for step in range(3):
            top, half = ground - size * (1.5 - 0.3 * step), across * (0.25 + 0.13 * step)
            foot = top + size * 0.6
            crown = np.maximum(crown, canvas.polygon((x, top), (x + half, foot), (x - half, foot)))
    else:
        for _ in range(7):
            dx, dy = canvas.random.normal(0, 0.3, 2)
            part = canvas.ellipse(
                x + dx * across, ground - size * (1.0 + dy * 0.7), across * 0.35, size * 0.32
            )
            crown = np.maximum(crown, part)
    lit = canvas.clouds(16, 0.95) - 1.2 * np.clip((canvas.x - x) / across, -1, 1)
    canvas.lay(crown, canvas.textured(leaf, lit, 0.3))


def _house(canvas: _Canvas, x: float, ground: float, size: float) -> None:
    wide, high = (
        size * canvas.between(0.7, 1.3) * canvas.height / canvas.width,
        size * canvas.between(0.6, 0.9),
    )
    top = ground - high
    canvas.shade(
        canvas.polygon((x, ground), (x + wide, ground), (x + wide * 1.5, ground + 0.05), (x + wide * 0.4, ground + 0.05), blur=0.008),
        0.5,
    )  # fmt: skip
    wall = canvas.colour((0.0, 0.15), (0.05, 0.4), (0.6, 0.95))
    canvas.lay(
        canvas.polygon((x, top), (x + wide, top), (x + wide, ground), (x, ground)),
        canvas.textured(wall, canvas.clouds(8, 0.8), 0.05),
    )
    canvas.shade(
        canvas.polygon(
            (x + wide * 0.62, top), (x + wide, top), (x + wide, ground), (x + wide * 0.62, ground)
        ),
        0.3,
    )
    roof = canvas.colour((0.98, 1.08), (0.3, 0.7), (0.3, 0.6))
    tiles = np.sin(canvas.y * canvas.height * 0.9) + 0.5 * canvas.clouds(16, 0.9)
    canvas.lay(
        canvas.polygon((x - wide * 0.1, top), (x + wide * 0.2, top - high * 0.5), (x + wide * 0.85, top - high * 0.5), (x + wide * 1.1, top)),
        canvas.textured(roof, tiles, 0.12),
    )  # fmt: skip
    _windows(canvas, x, top, wide, high, 2, 3)


def _windows(canvas: _Canvas, x: float, y: float, wide: float, high: float, rows: int, columns: int) -> None:
    glass = canvas.colour((0.5, 0.7), (0.1, 0.5), (0.1, 0.4))
    share, tall = canvas.between(0.35, 0.65), canvas.between(0.45, 0.75)

    def draw(pen: ImageDraw.ImageDraw, at: _At) -> None:
        for row in range(rows):
            for column in range(columns):
                left = x + wide * (column + (1 - share) / 2) / columns
                top = y + high * (row + (1 - tall) / 2) / rows
                box = at((left, top), (left + wide * share / columns, top + high * tall / rows))
                pen.rectangle([each for point in box for each in point], fill=255)

    mask = canvas.mask(draw)
    canvas.lay(mask, canvas.textured(glass, canvas.clouds(3, 0.6), 0.35, rough=0.02))
    if canvas.chance(0.4):
        lit = mask * (canvas.clouds(8, 0.3) > 1)
        canvas.lay(lit, canvas.colour((0.09, 0.15), (0.3, 0.7), (0.8, 1.0)))


def _sea(canvas: _Canvas) -> None:
    horizon = canvas.between(0.3, 0.6)
    _sky(canvas, horizon)
    below = np.clip((canvas.y - horizon) * canvas.height + 0.5, 0, 1)
    deep, shallow = (canvas.colour((0.47, 0.62), (0.3, 0.8), (low, low + 0.3)) for low in (0.15, 0.4))
    t = np.clip((canvas.y - horizon) / (1 - horizon), 0, 1)
    waves = canvas.clouds(8, 0.8, 5) * (0.3 + t) + canvas.clouds(24, 0.9, 3) * t
    water = (deep * (1 - t[..., None]) + shallow * t[..., None]) * (1 + 0.14 * waves)[..., None]
    canvas.lay(below, np.clip(water, 0, 1))
    canvas.lay(
        below * np.clip(waves - 1.6, 0, 1), np.ones(3, np.float32), canvas.between(0.2, 0.9)
    )  # foam, glitter
    for _ in range(int(canvas.random.integers(0, 4))):
        _boat(
            canvas, canvas.between(0.1, 0.9), horizon + canvas.between(0.03, 0.25), canvas.between(0.04, 0.16)
        )
    if canvas.chance(0.5):
        sand = canvas.colour((0.07, 0.13), (0.15, 0.5), (0.6, 0.95))
        shore = _ridge(canvas, canvas.between(0.75, 0.9), 0.05, 0.4)
        canvas.lay(shore, canvas.textured(sand, canvas.clouds(6, 0.85), 0.08))
        for _ in range(int(canvas.random.integers(0, 6))):
            size = canvas.between(0.015, 0.07)
            x, y = canvas.between(0, 1), canvas.between(0.85, 1)
            canvas.shade(
                canvas.ellipse(x + size * 0.6, y + size * 0.5, size * 1.3, size * 0.4, blur=0.008), 0.5
            )
            canvas.ball(x, y, size, canvas.colour((0, 1), (0.0, 0.3), (0.2, 0.7)), (-0.5, -0.5))


def _boat(canvas: _Canvas, x: float, y: float, size: float) -> None:
    across = size * canvas.height / canvas.width
    hull = canvas.colour((0, 1), (0.2, 0.9), (0.2, 0.9))
    canvas.shade(canvas.ellipse(x, y + size * 0.35, across * 0.9, size * 0.15, blur=0.006), 0.4)
    canvas.lay(
        canvas.polygon((x - across, y), (x + across, y), (x + across * 0.7, y + size * 0.3), (x - across * 0.7, y + size * 0.3)),
        hull,
    )  # fmt: skip
    canvas.lay(
        canvas.polygon((x, y - size * 2), (x + across * 0.9, y - size * 0.1), (x, y - size * 0.1)),
        canvas.colour((0, 1), (0.0, 0.3), (0.8, 1.0)),
    )
    canvas.lay(
        canvas.polygon((x - across * 0.05, y - size * 2), (x, y - size * 2), (x, y), (x - across * 0.05, y)),
        hull * 0.5,
    )


def _street(canvas: _Canvas) -> None:
    ground = canvas.between(0.7, 0.85)
    _sky(canvas, ground)
    x = -canvas.between(0, 0.2)
    while x < 1:
        wide, top = canvas.between(0.15, 0.45), canvas.between(0.05, 0.45)
        wall = canvas.colour((0.0, 0.16) if canvas.chance(0.7) else (0.0, 1.0), (0.05, 0.5), (0.35, 0.95))
        front = canvas.polygon((x, top), (x + wide, top), (x + wide, ground), (x, ground))
        courses = np.sin(canvas.y * canvas.height * canvas.between(0.5, 1.2)) * canvas.between(0, 0.8)
        canvas.lay(front, canvas.textured(wall, courses + canvas.clouds(8, 0.85), 0.06))
        _windows(
            canvas,
            x,
            top,
            wide,
            ground - top,
            int(canvas.random.integers(2, 6)),
            int(canvas.random.integers(2, 5)),
        )
        edge = x + wide * canvas.between(0.85, 1)
        canvas.shade(canvas.polygon((edge, top), (x + wide, top), (x + wide, ground), (edge, ground)), 0.45)
        x += wide
    light = canvas.between(-0.5, 1.5)  # the shadow of the houses opposite
    canvas.shade(
        canvas.polygon((0, light), (1, light - 0.6), (1, 1), (0, 1), blur=0.003), canvas.between(0.1, 0.5)
    )
    road = np.clip((canvas.y - ground) * canvas.height + 0.5, 0, 1)
    stone = canvas.colour((0.05, 0.7), (0.0, 0.15), (0.25, 0.6))
    canvas.lay(road, canvas.textured(stone, canvas.clouds(6, 0.9), 0.1))
    if canvas.chance(0.6):
        y = ground + (1 - ground) * 0.6
        for step in np.arange(canvas.between(-0.2, 0), 1, 0.3):
            canvas.lay(
                canvas.polygon(
                    (step, y), (step + 0.15, y), (step + 0.13, y + 0.025), (step - 0.02, y + 0.025)
                ),
                np.array([0.9, 0.9, 0.85], np.float32),
            )
    for _ in range(int(canvas.random.integers(0, 3))):
        _car(canvas, canvas.between(0, 0.9), canvas.between(ground + 0.03, 0.97), canvas.between(0.08, 0.16))
    if canvas.chance(0.4):
        _tree(canvas, canvas.between(0.1, 0.9), ground + 0.04, canvas.between(0.2, 0.45))


def _car(canvas: _Canvas, x: float, ground: float, size: float) -> None:
    across = size * 2 * canvas.height / canvas.width
    paint = canvas.colour((0, 1), (0.2, 0.95), (0.3, 0.95))
    canvas.shade(canvas.ellipse(x + across / 2, ground, across * 0.6, size * 0.15, blur=0.01), 0.7)
    body = canvas.polygon(
        (x, ground - size * 0.1), (x, ground - size * 0.5), (x + across * 0.2, ground - size * 0.55), (x + across * 0.35, ground - size),
        (x + across * 0.7, ground - size), (x + across * 0.85, ground - size * 0.55), (x + across, ground - size * 0.45), (x + across, ground - size * 0.1),
    )  # fmt: skip
    canvas.lay(body, canvas.textured(paint, (ground - canvas.y) / size - 0.5, 0.7, rough=0.0))
    canvas.lay(
        canvas.polygon(
            (x + across * 0.27, ground - size * 0.57), (x + across * 0.38, ground - size * 0.93),
            (x + across * 0.67, ground - size * 0.93), (x + across * 0.78, ground - size * 0.57),
        ),
        np.array([0.15, 0.2, 0.25], np.float32),
    )  # fmt: skip
    for place in (0.22, 0.78):
        canvas.ball(
            x + across * place, ground - size * 0.1, size * 0.18, np.full(3, 0.18, np.float32), (0, -0.5)
        )


def _still_life(canvas: _Canvas) -> None:
    edge = canvas.between(0.4, 0.65)
    light = (-0.55, -0.55) if canvas.chance(0.5) else (0.55, -0.55)
    wall = canvas.colour((0, 1), (0.05, 0.5), (0.35, 0.9))
    glow = 1 - 0.6 * np.abs(canvas.x - 0.5 - light[0] * 0.8)
    canvas.picture[:] = canvas.textured(wall, canvas.clouds(4, 0.75), 0.04, rough=0.04) * glow[..., None]
    wood = canvas.colour((0.04, 0.12), (0.3, 0.7), (0.35, 0.8))
    grain = canvas.clouds(12, 0.8, 8) if canvas.chance(0.6) else _cloth(canvas)
    table = np.clip((canvas.y - edge) * canvas.height + 0.5, 0, 1)
    canvas.lay(table, canvas.textured(wood, grain, 0.14))
    places = np.sort(canvas.random.uniform(edge + 0.02, 0.88, int(canvas.random.integers(3, 8))))
    for y in places:
        x, size = canvas.between(0.05, 0.95), canvas.between(0.06, 0.18)
        across = size * canvas.height / canvas.width
        away = -np.sign(light[0])
        canvas.shade(canvas.ellipse(x + away * across * 0.8, y, across * 1.4, size * 0.28, blur=0.015), 0.6)
        colour = canvas.colour((0, 1), (0.2, 0.95), (0.4, 0.95))
        if canvas.chance(0.55):
            canvas.ball(x, y - size * 0.75, size, colour, light)
        else:
            _vessel(canvas, x, y, across * 0.6, size * canvas.between(1.2, 2.6), colour, light[0])


def _cloth(canvas: _Canvas) -> np.ndarray:
    """Return the field of a checked cloth, drawn in perspective."""
    depth = 1 / np.clip(1.3 - canvas.y, 0.2, None)
    checked: np.ndarray = np.sign(np.sin(canvas.x * 25)) + np.sign(np.sin(depth * 18))
    return checked + 0.3 * canvas.clouds(8, 0.85)


def _vessel(
    canvas: _Canvas, x: float, ground: float, half: float, high: float, colour: np.ndarray, light: float
) -> None:
    neck = half * canvas.between(0.3, 1.0)
    top = ground - high
    mask = np.maximum(
        canvas.polygon((x - half, ground), (x + half, ground), (x + half, ground - high * 0.6), (x + neck, top), (x - neck, top), (x - half, ground - high * 0.6)),
        canvas.ellipse(x, ground, half, half * 0.3),
    )  # fmt: skip
    side = np.clip((canvas.x - x) / half, -1, 1)
    facing = np.clip(0.75 * np.sqrt(1 - side**2) + light * side, 0, 1)
    paint = colour * (0.25 + 0.75 * facing)[..., None]
    if canvas.chance(0.5):  # a label or a painted band
        band = (canvas.y > ground - high * 0.5) & (canvas.y < ground - high * 0.2)
        paint = np.where(band[..., None], np.float32(0.9) * (0.3 + 0.7 * facing)[..., None], paint)
    canvas.lay(mask, np.clip(paint + (facing**30)[..., None] * canvas.between(0, 0.4), 0, 1))


def _foliage(canvas: _Canvas) -> None:
    """Leaves and petals of all sizes over each other: the model whose statistics are a natural image's."""
    hue = canvas.between(0, 1) if canvas.chance(0.3) else canvas.between(0.18, 0.36)
    ground = tuple(map(int, canvas.colour((hue - 0.06, hue + 0.06), (0.3, 0.7), (0.1, 0.35)) * 255))
    sheet = Image.new("RGB", (canvas.width, canvas.height), ground)
    pen = ImageDraw.Draw(sheet)
    largest = canvas.between(0.15, 0.4)
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    for number in range(600):
        radius = min(largest, 0.012 / (canvas.between(0.02, 1) ** 0.75 + 1e-6)) * canvas.height
        x, y = canvas.between(-0.05, 1.05) * canvas.width, canvas.between(-0.05, 1.05) * canvas.height
        flower = canvas.chance(0.12) and number > 150
        own = canvas.colour(
            (0, 1) if flower else (hue - 0.06, hue + 0.06), (0.2, 0.8), (0.6, 1.0) if flower else (0.15, 0.85)
        )
        shape = 1 + 0.35 * np.cos(turn * 5) if flower else np.abs(np.cos(turn / 2)) ** 0.6 * 1.4
        angle, flat = canvas.between(0, 2 * np.pi), 1.0 if flower else canvas.between(0.35, 0.8)
        px, py = radius * shape * np.cos(turn), radius * shape * np.sin(turn) * flat
        points = np.stack(
            [x + px * np.cos(angle) - py * np.sin(angle), y + px * np.sin(angle) + py * np.cos(angle)], 1
        )
        pen.polygon(
            [tuple(each) for each in (points + 0.02 * canvas.height).tolist()], fill=tuple(map(int, own * 90))
        )
        pen.polygon([tuple(each) for each in points.tolist()], fill=tuple(map(int, own * 255)))
    field = 0.1 * canvas.clouds(2, 0.6) + 0.12 * canvas.clouds(24, 0.95)
    canvas.picture[:] = np.clip(np.asarray(sheet, np.float32) / 255 * (1 + field)[..., None], 0, 1)
    if canvas.chance(0.5):  # the far part is out of focus
        soft = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.01 * canvas.height)), np.float32) / 255
        canvas.lay(np.clip(0.5 + 0.5 * canvas.clouds(1, 0.2), 0, 1), soft)


_PAINTERS = (_landscape, _landscape, _sea, _street, _still_life, _foliage)
