"""The pictures of the statement: `autograder figures 10` draws them. Two of them train a small
network on Fashion-MNIST, half a minute."""

from __future__ import annotations

import functools
import os
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from autograder import data
from autograder.base.numbers import decimal_sign
from autograder.proof.measure import module
from autograder.release import drawing as d

_TRAINED_ON = 30_000
# Outlines of garments in parts of their width and height, from the upper left corner; the colour of the fabric; the
# size of the photo once it is cut along the garment.
_DRESS = "0.25,0 0.37,0 0.4,0.11 0.6,0.11 0.63,0 0.75,0 0.78,0.18 0.71,0.36 0.75,0.46 1,1 0,1 0.25,0.46 0.29,0.36 0.22,0.18"
_TROUSERS = "0.1,0 0.9,0 1,0.4 0.96,1 0.62,1 0.5,0.32 0.38,1 0.04,1 0,0.4"
_T_SHIRT = (
    "0.29,0.02 0.4,0 0.46,0.06 0.54,0.06 0.6,0 0.71,0.02 1,0.26 0.88,0.42 0.77,0.35 0.77,1 0.23,1 0.23,0.35 "
    "0.12,0.42 0,0.26"
)
_GARMENTS = (
    (_TROUSERS, (48, 78, 130), (280, 600)),
    (_DRESS, (176, 40, 52), (360, 600)),
    (_T_SHIRT, (52, 116, 84), (520, 540)),
)


def opening(language: str) -> Figure:
    """Draw what will be possible in the end: photos, what the network receives of them, and the answer in words."""
    title, names, credit = {
        "en": (
            "From a photo to a sentence, by the six functions you will write",
            ("photo", "what the network\nreceives", "its answer"),
            "Photos drawn by the course; network trained on Fashion-MNIST",
        ),
        "fr": (
            "D’une photo à une phrase, par les six fonctions que vous allez écrire",
            ("photo", "ce que reçoit\nle réseau", "sa réponse"),
            "Photos dessinées par le cours ; réseau entraîné sur Fashion-MNIST",
        ),
    }[language]
    master = _master()
    figure, axes = d.card(7.4, 3.75)
    d.words(axes, 3.7, 3.43, title, weight="bold")
    for y, name in zip((2.55, 1.55, 0.7), names):
        d.words(axes, 1.55, y, name, ha="right", color=d.QUIET)
    for place, (outline, colour, size) in enumerate(_GARMENTS):
        middle = 2.55 + place * 1.8
        photo = _photo(outline, colour, size)
        height = 1.2
        d.image(axes, middle - height * photo.width / photo.height / 2, 1.98, height, np.asarray(photo) / 255)
        received = _received(photo)
        d.image(axes, middle - 0.34, 1.2, 0.68, received[0, :, :, 0])
        d.arrow(axes, (middle, 1.97), (middle, 1.89), mutation_scale=8)
        label, chances = master.predict(_network(), received)
        d.words(axes, middle, 1.04, master.with_article(label, language), weight="bold", color=d.BLUE)
        lines = master.report(chances, language).splitlines()[:2]
        for line, text in enumerate(lines):
            d.words(axes, middle, 0.79 - line * 0.2, text, size=8)
    d.words(axes, 7.18, 0.2, credit, size=6.5, color=d.QUIET, ha="right")
    return figure


def way(language: str) -> Figure:
    """Draw one photo on its way through the five functions, with shape, type and range after each."""
    forms, file, answer = {
        "en": (
            (
                "(600, 360)\nuint8\n255 is white",
                "(28, 28)\nuint8\n255 is white",
                "(1, 28, 28, 1)\nfloat32\n0 is white",
            ),
            "file\nany format,\nany size",
            ("label 3", "10 probabilities", "“A dress”"),
        ),
        "fr": (
            (
                "(600, 360)\nuint8\n255 : blanc",
                "(28, 28)\nuint8\n255 : blanc",
                "(1, 28, 28, 1)\nfloat32\n0 : blanc",
            ),
            "fichier\ntout format,\ntoute taille",
            ("label 3", "10 probabilités", "« Une robe »"),
        ),
    }[language]
    photo = _photo(*_GARMENTS[1])
    grey = np.asarray(photo.convert("L"))
    canvas = _master().on_canvas(grey, longest=28)
    figure, axes = d.card(7.4, 2.4)
    y, size = 0.95, 0.95
    d.image(axes, 0.42, y, size, np.asarray(photo) / 255)
    d.image(axes, 1.77, y, size, grey / 255)
    d.image(axes, 3.05, y, size, canvas / 255)
    d.image(axes, 4.65, y, size, _master().network_input(canvas)[0, :, :, 0])
    for x, text in zip((0.7, 2.06, 3.53, 5.13), (file, *forms)):
        d.words(axes, x, 0.57, text, size=8, color=d.QUIET)
    d.words(axes, 6.68, 1.52, answer[0])
    d.words(axes, 6.68, 1.31, answer[1], size=8)
    d.words(axes, 6.68, 0.6, answer[2], weight="bold", color=d.BLUE)
    names = ("q1\nload_grey", "q2\non_canvas", "q3\nnetwork_input", "q4\npredict")
    for (start, end), name in zip(((1.03, 1.72), (2.38, 3.0), (4.05, 4.6), (5.65, 6.15)), names):
        d.arrow(axes, (start, 1.42), (end, 1.42), color=d.BLUE)
        d.words(axes, (start + end) / 2, 2.12, name, size=8, color=d.BLUE)
    d.arrow(axes, (6.68, 1.18), (6.68, 0.76), color=d.BLUE)
    d.words(axes, 6.6, 0.97, "q5\nwith_article", size=8, color=d.BLUE, ha="right")
    return figure


def files(language: str) -> Figure:
    """Draw three files as the shortest answer reads them, and as one sees them on a screen."""
    wrong, right, names = {
        "en": (
            'convert("L")\nalone',
            "load_grey",
            (
                "cut-out T-shirt,\ntransparent around it",
                "photo lying on its side,\nwith an EXIF note",
                "16 bits per pixel",
            ),
        ),
        "fr": (
            'convert("L")\nseul',
            "load_grey",
            (
                "T-shirt détouré,\nfond transparent",
                "photo couchée, avec\nune note EXIF",
                "16 bits par pixel",
            ),
        ),
    }[language]
    figure, axes = d.card(7.4, 3.15)
    for y, name, colour in ((1.86, f"✗  {wrong}", d.RED), (0.77, f"✓  {right}", d.GREEN)):
        d.words(axes, 1.55, y, name, ha="right", color=colour, weight="bold")
    with tempfile.TemporaryDirectory() as folder:
        for place, (path, name) in enumerate(zip(_awkward(Path(folder)), names)):
            middle = 2.55 + place * 1.8
            d.words(axes, middle, 2.72, name, size=8)
            with Image.open(path) as image:
                naive = np.asarray(image.convert("L"))
            for y, grey, colour in ((1.4, naive, d.RED), (0.3, _master().load_grey(path), d.GREEN)):
                wide = 0.95 * grey.shape[1] / grey.shape[0]
                size = 0.95 if wide < 1.4 else 0.95 / wide * 1.4
                left, low = middle - size * grey.shape[1] / grey.shape[0] / 2, y + (0.95 - size) / 2
                d.image(axes, left, low, size, grey / 255, colour=colour)
    return figure


def canvas(language: str) -> Figure:
    """Draw the canvas in numbers, and beside an image the network has learned the same garment at 20 and at 28 pixels."""
    names, sizes, margins = {
        "en": (
            ("learned", "longest=28", "longest=20"),
            ("40 × 100", "8 × 20", "on 28 × 28"),
            ("× 0.2", "placed"),
        ),
        "fr": (
            ("appris", "longest=28", "longest=20"),
            ("40 × 100", "8 × 20", "sur 28 × 28"),
            ("× 0,2", "posée"),
        ),
    }[language]
    figure, axes = d.card(7.4, 2.5)
    top, unit = 1.98, 0.0145
    d.box(axes, 0.45, top - 100 * unit, 40 * unit, 100 * unit, colour=d.BLUE)
    unit = 0.052
    low, left = top - 28 * unit, 2.36
    d.box(axes, 1.62, top - 24 * unit, 8 * unit, 20 * unit, colour=d.BLUE)
    axes.add_patch(Rectangle((left, low), 28 * unit, 28 * unit, facecolor="white", edgecolor=d.QUIET))
    axes.add_patch(Rectangle((left + 10 * unit, low + 4 * unit), 8 * unit, 20 * unit, facecolor=d.BLUE))
    middle = low + 14 * unit
    d.arrow(axes, (1.08, middle), (1.57, middle), margins[0])
    d.arrow(axes, (2.06, middle), (2.33, middle))
    for x, text in zip((0.74, 1.83, left + 14 * unit), sizes):
        d.words(axes, x, 0.38, text, size=8)
    for x, y, text in ((5, 14, "10"), (23, 14, "10"), (14, 26, "4"), (14, 2, "4")):
        d.words(axes, left + x * unit, low + y * unit, text, size=8, color=d.ORANGE, weight="bold")
    d.words(axes, 2.1, 2.22, "on_canvas(grey, longest=20)", size=9, family="monospace")
    learned = _clothes(1)[0]
    shown = np.argwhere(learned > 0)
    (upper, first), (lower, last) = shown.min(axis=0), shown.max(axis=0)
    cut = Image.fromarray(255 - learned[upper : lower + 1, first : last + 1])
    grey = np.asarray(cut.resize((cut.width * 10, cut.height * 10), Image.Resampling.LANCZOS))
    pictures = (
        learned / 255,
        *(_master().network_input(_master().on_canvas(grey, longest=side))[0, :, :, 0] for side in (28, 20)),
    )
    for place, (pixels, name) in enumerate(zip(pictures, names)):
        colour = (d.INK, d.GREEN, d.RED)[place]
        x = 4.1 + place * 1.04
        d.image(axes, x, 0.85, 0.95, pixels, colour=colour)
        d.words(axes, x + 0.475, 1.98, ("", "✓ ", "✗ ")[place] + name, size=8, color=colour)
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def negatives(language: str) -> Figure:
    """Draw what a network says of five test images, and of their negatives."""
    rows, title = {
        "en": (
            ("as learned", "not inverted"),
            "The same network, the same garments: only black and white have changed places",
        ),
        "fr": (
            ("comme appris", "non inversé"),
            "Le même réseau, les mêmes vêtements : seuls le noir et le blanc ont changé de place",
        ),
    }[language]
    images = _clothes(5)[..., None].astype("float32") / 255
    figure, axes = d.card(7.4, 3.0)
    d.words(axes, 3.7, 2.72, title, weight="bold")
    for y, name, seen in zip((1.62, 0.52), rows, (images, 1 - images)):
        d.words(axes, 1.35, y + 0.36, name, ha="right")
        chances = _network().predict(seen, verbose=0)
        for place, (pixels, found) in enumerate(zip(seen[..., 0], chances)):
            x = 1.6 + place * 1.12
            d.image(axes, x, y, 0.76, pixels)
            d.words(axes, x + 0.38, y - 0.12, _said(found, language), size=7)
    d.credit(axes, "fashion_mnist", data.available("fashion_mnist"), language)
    return figure


def _said(chances: np.ndarray, language: str) -> str:
    """Return the most probable class and its probability, in a few letters."""
    best = int(chances.argmax())
    name, number = data.CLASS_NAMES[language][best].split(" de ")[0], f"{chances[best]:.2f}"
    return f"{name} {decimal_sign(number, language)}"


def _photo(outline: str, colour: tuple[int, int, int], size: tuple[int, int]) -> Image.Image:
    """Return a drawn photo of a garment on a white wall, cut along the garment."""
    wall = Image.new("RGB", size, (246, 244, 240))
    wall.paste(_fabric(colour, size), (0, 0), _mask(outline, size))
    return wall


def _mask(outline: str, size: tuple[int, int]) -> Image.Image:
    """Return the garment white on black, mode "L"."""
    mask = Image.new("L", size, 0)
    corners = [tuple(map(float, corner.split(","))) for corner in outline.split()]
    ImageDraw.Draw(mask).polygon([(x * (size[0] - 1), y * (size[1] - 1)) for x, y in corners], fill=255)
    return mask.filter(ImageFilter.GaussianBlur(1))


def _fabric(colour: tuple[int, int, int], size: tuple[int, int]) -> Image.Image:
    """Return a piece of cloth of this colour, with folds and grain."""
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    grain = np.random.default_rng(0).standard_normal(x.shape)
    shade = 1 + 0.12 * np.sin(9 * x + 3 * y) + 0.08 * np.sin(25 * x - 7 * y) + 0.03 * grain
    return Image.fromarray(np.clip(np.array(colour) * shade[..., None], 0, 255).astype("uint8"))


def _awkward(folder: Path) -> tuple[Path, Path, Path]:
    """Write three files that are easily read wrong: transparent, on its side, of 16 bits; return their paths."""
    shirt, sideways, deep = (folder / name for name in ("shirt.png", "sideways.jpg", "deep.png"))
    outline, colour, size = _GARMENTS[2]
    cut_out = Image.new("RGBA", size, (0, 0, 0, 0))
    cut_out.paste(_fabric(colour, size), (0, 0), _mask(outline, size))
    cut_out.save(shirt)
    framed = ImageOps.expand(_photo(*_GARMENTS[1]), 40, (246, 244, 240))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by a quarter, clockwise, to see it upright
    framed.transpose(Image.Transpose.ROTATE_90).save(sideways, exif=exif)
    grey = np.asarray(ImageOps.expand(_photo(*_GARMENTS[0]).convert("L"), 40, 245))
    Image.fromarray(grey.astype(np.uint16) * 257).save(deep)
    return shirt, sideways, deep


def _received(photo: Image.Image) -> np.ndarray:
    """Return what the network receives of a photo."""
    master = _master()
    with tempfile.TemporaryDirectory() as folder:
        photo.save(Path(folder) / "photo.png")
        grey = master.load_grey(Path(folder) / "photo.png")
    return master.network_input(master.on_canvas(grey, longest=28))


def _clothes(count: int) -> np.ndarray:
    """Return the first test image of `count` classes, uint8 `(count, 28, 28)`."""
    clothes = data.load("fashion_mnist")
    wanted = (3, 1, 0, 7, 2)[:count]
    return clothes.test_images[[int(np.flatnonzero(clothes.test_labels == each)[0]) for each in wanted]]


@functools.cache
def _master():  # type: ignore[no-untyped-def]
    return module(Path(__file__).with_name("master.py"))


@functools.cache
def _network():  # type: ignore[no-untyped-def]
    """Return a small convolutional network trained on images of Fashion-MNIST."""
    import keras  # heavy, and the other pictures do without

    layers = keras.layers
    clothes = data.load("fashion_mnist")
    keras.utils.set_random_seed(0)
    network = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, strides=2, activation="relu"),
            layers.Conv2D(32, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile("adam", "sparse_categorical_crossentropy")
    images = clothes.train_images[:_TRAINED_ON, ..., None].astype("float32") / 255
    network.fit(images, clothes.train_labels[:_TRAINED_ON], epochs=5, batch_size=64, verbose=0)
    return network
