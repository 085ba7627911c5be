"""Checks that never leave the instructors' side. The pictures are made here and sent to the answer as files."""

import io
import re

import numpy as np
from PIL import Image, ImageFilter

from autograder import expect

# Any kind of number will do where the dtype is another check's business.
NUMBERS = ("float16", "float32", "float64", "uint8", "uint16", "int16", "int32", "int64")

SHADES = np.array([[10, 60, 110], [160, 210, 250]], np.uint8)  # which way up it is, every pixel tells
# JPEG alters values a little; blocks of 16 pixels keep it to 2 or 3.
BLOCKS = np.kron(SHADES, np.ones((16, 16), np.uint8))
# How a picture stored with an EXIF orientation looks on the screen (EXIF 2.3, tag 0x0112).
ORIENTATIONS = {
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    6: lambda stored: np.rot90(stored, -1),
    8: lambda stored: np.rot90(stored, 1),
}

NAMES = {
    "fr": (
        ("T-shirt/haut", "Un T-shirt ou un haut"),
        ("Pantalon", "Un pantalon"),
        ("Pull", "Un pull"),
        ("Robe", "Une robe"),
        ("Manteau", "Un manteau"),
        ("Sandales", "Des sandales"),
        ("Chemise", "Une chemise"),
        ("Baskets", "Des baskets"),
        ("Sac", "Un sac"),
        ("Bottes de cheville", "Des bottes de cheville"),
    ),
    "en": (
        ("T-shirt/top", "A T-shirt or top"),
        ("Trouser", "A pair of trousers"),
        ("Pullover", "A pullover"),
        ("Dress", "A dress"),
        ("Coat", "A coat"),
        ("Sandal", "A pair of sandals"),
        ("Shirt", "A shirt"),
        ("Sneaker", "A pair of sneakers"),
        ("Bag", "A bag"),
        ("Ankle boot", "A pair of ankle boots"),
    ),
}

# Different by at least 0.004, and none near a rounding of 0.05 %.
PROBABILITIES = np.array([0.0312, 0.0041, 0.2573, 0.0009, 0.1234, 0.0087, 0.4058, 0.0521, 0.0153, 0.1012])


def test_palette_and_partly_transparent(submission):
    palette = Image.new("P", (6, 4), 0)
    palette.putpalette([0, 0, 0, 40, 40, 40, 200, 200, 200])
    palette.paste(1, (2, 0, 4, 4))
    palette.paste(2, (4, 0, 6, 4))
    grey = _load(submission, "palette.png", _bytes(palette, "PNG"), (4, 6))
    _near(grey, np.array([[0, 0, 40, 40, 200, 200]] * 4))
    grey = _load(submission, "transparent.png", _bytes(palette, "PNG", transparency=0), (4, 6))
    _near(grey, np.array([[255, 255, 40, 40, 200, 200]] * 4))
    # Grey 100 at one half: halfway to white. Black at one quarter: three quarters white.
    half = np.zeros((3, 4, 4), np.uint8)
    half[:, :2] = (100, 100, 100, 128)
    half[:, 2:] = (0, 0, 0, 64)
    grey = _load(submission, "half.png", _bytes(Image.fromarray(half), "PNG"), (3, 4))
    _near(grey, np.array([[177, 177, 191, 191]] * 3), 3)
    shade = np.array([[(0, 0), (90, 255)]] * 2, np.uint8)
    grey = _load(submission, "grey-alpha.png", _bytes(Image.fromarray(shade), "PNG"), (2, 2))
    _near(grey, np.array([[255, 90]] * 2))


def test_sixteen_bits(submission):
    # The darkest and the brightest value are not 0 and 65535: stretching to the full range is something else.
    values = np.linspace(5140, 46260, 12 * 9).reshape(12, 9).astype(np.uint16)
    grey = _load(submission, "sixteen.png", _bytes(Image.fromarray(values), "PNG"), (12, 9))
    _near(grey, values / 257.0)


def test_cmyk(submission):
    inks = np.zeros((*BLOCKS.shape, 4), np.uint8)
    inks[..., 3] = 255 - BLOCKS  # black ink alone: the same grey in every conversion
    image = Image.frombytes("CMYK", BLOCKS.shape[::-1], inks.tobytes())
    for kind in ("JPEG", "TIFF"):
        options = {"quality": 95} if kind == "JPEG" else {}
        grey = _load(submission, f"print.{kind.lower()}", _bytes(image, kind, **options), BLOCKS.shape)
        _near(grey, BLOCKS, 8)


def test_upright(submission):
    for orientation, seen in ORIENTATIONS.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = _bytes(Image.fromarray(BLOCKS).convert("RGB"), "JPEG", quality=95, exif=exif)
        wanted = seen(BLOCKS)
        grey = submission.load_grey(submission.put(f"turned{orientation}.jpg", data))
        expect.that(
            _is_near(expect.array(grey, dtype=NUMBERS), wanted, 8),
            en="a photo with an EXIF orientation should come out as one sees it on a screen, turned or mirrored.",
            fr="une photo munie d’une orientation EXIF devrait apparaître comme à l’écran, tournée ou retournée.",
        )


def test_first_frame(submission):
    frames = [Image.fromarray(np.full((8, 12), grey, np.uint8)) for grey in (30, 120, 220)]
    data = _bytes(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    _near(_load(submission, "moving.gif", data, (8, 12)), np.full((8, 12), 30), 4)


def test_size_kept(submission):
    for height, width in ((1, 1), (20, 5000), (1201, 3)):
        wanted = ((np.arange(height)[:, None] + np.arange(width)) % 200).astype(np.uint8)
        grey = _load(submission, "any.png", _bytes(Image.fromarray(wanted), "PNG"), (height, width))
        _near(grey, wanted)


def test_non_images_refused(submission):
    photo = _bytes(Image.effect_noise((64, 48), 60).convert("RGB"), "PNG")
    jpeg = _bytes(Image.effect_noise((64, 48), 60).convert("RGB"), "JPEG")
    files = {
        "holiday_notes.png": b"This is a text, not a photo.\n" * 20,
        "nothing.jpg": b"",
        "cut_short.png": photo[: len(photo) // 2],
        "half_sent.jpg": jpeg[: len(jpeg) // 2],
    }
    for name, data in files.items():
        expect.raises(
            submission.load_grey, submission.put(name, data), kinds=("ValueError",), mentions=(name,)
        )


def test_aspect_ratio(submission):
    for height, width in ((50, 100), (100, 25), (64, 48), (60, 60), (7, 11)):
        short = 20 * min(height, width) / max(height, width)
        sides = np.ptp(_dark(submission, height, width), axis=0) + 1
        got = int(sides[1] if height > width else sides[0])
        # One pixel either way: rounding up or down, and a soft edge where white was added before reducing.
        expect.that(
            abs(got - short) <= 1.01 and (got < int(sides.max()) or short >= 19),
            en=f"the short side of a picture of {width} × {height} does not fit its long side on the canvas.",
            fr=f"le petit côté d’une image de {width} × {height} ne correspond pas au grand sur le canevas.",
            received=got,
        )


def test_longest_chosen(submission):
    for longest, height, width in ((28, 40, 100), (28, 56, 21), (12, 90, 30)):
        dark = _dark(submission, height, width, longest=longest)
        got = int((np.ptp(dark, axis=0) + 1).max())
        expect.that(
            got == longest,
            en=f"with longest={longest}, the longest side of a black picture should measure {longest} pixels.",
            fr=f"avec longest={longest}, le plus grand côté d’une image noire devrait mesurer {longest} pixels.",
            received=got,
        )


def test_centred(submission):
    for height, width in ((50, 100), (100, 25), (64, 48), (60, 60), (31, 22)):
        dark = _dark(submission, height, width)
        middle = (dark.min(axis=0) + dark.max(axis=0)) / 2
        # The middle of 28 pixels is 13.5; an odd margin moves the picture by half a pixel, an odd side by another.
        expect.that(
            (np.abs(middle - 13.5) <= 1.01).all(),
            en=f"a picture of {width} × {height} should lie in the middle of the canvas.",
            fr=f"une image de {width} × {height} devrait se trouver au milieu du canevas.",
            received=f"({middle[0]:g}, {middle[1]:g})",
        )


# rms deviation from the Lanczos reduction once sharpening is allowed for, in grey levels (measure.py):
# Lanczos 0.0, bicubic 2.2, thumbnail 2.3, bilinear 2.8, box 6.5; pixels picked 67.1, and 35.7 without sharpening.
MAX_DEVIATION = 15.0


def test_lanczos(submission):
    plain, answer, effect = _reduced(submission, fine=True)
    strength = (answer - plain) @ effect / (effect @ effect)
    deviation = np.sqrt(np.mean((answer - plain - strength * effect) ** 2))
    expect.that(
        deviation <= MAX_DEVIATION,
        en="on a finely textured picture, the reduction is far from Lanczos resampling.",
        fr="sur une image finement texturée, la réduction est loin d’un rééchantillonnage de Lanczos.",
    )


# How much of SHARPEN's effect the answer shows on a smooth picture (measure.py): sharpened once 1.00, with thumbnail
# 0.96, bicubic 0.90, bilinear 0.55; not sharpened 0.00 (bilinear -0.28), before reducing 0.01, twice 1.69.
SHARPENED = (0.35, 1.4)


def test_sharpened(submission):
    plain, answer, effect = _reduced(submission, fine=False)
    strength = (answer - plain) @ effect / (effect @ effect)
    expect.that(
        strength >= SHARPENED[0],
        en="the small picture should be sharpened after it is reduced.",
        fr="la petite image devrait être accentuée après la réduction.",
    )
    expect.that(
        strength <= SHARPENED[1],
        en="the small picture is sharpened too much: ImageFilter.SHARPEN, once.",
        fr="la petite image est trop accentuée : ImageFilter.SHARPEN, une seule fois.",
    )


def test_tiny_and_long(submission):
    for height, width in ((1, 1), (2, 2), (20, 5000), (5000, 20), (1, 300)):
        sides = np.ptp(_dark(submission, height, width), axis=0) + 1
        wanted = [20 if side == max(height, width) else 1 for side in (height, width)]
        expect.that(
            tuple(sides) == tuple(wanted),
            en=f"a black picture of {width} × {height} should measure {wanted[1]} × {wanted[0]} on the canvas.",
            fr=f"une image noire de {width} × {height} devrait mesurer {wanted[1]} × {wanted[0]} sur le canevas.",
            received=f"{sides[1]} × {sides[0]}",
        )


def test_every_pixel(submission):
    random = np.random.default_rng(7103)
    for canvas in (random.integers(0, 256, (28, 28), dtype=np.uint8), np.arange(784).reshape(28, 28) % 256):
        canvas = canvas.astype(np.uint8)
        image = expect.array(submission.network_input(canvas), dtype=NUMBERS)
        expect.that(
            image.size == 784,
            en="there should be 28 × 28 values.",
            fr="il devrait y avoir 28 × 28 valeurs.",
            received=image.size,
        )
        expect.close(image.reshape(28, 28), 1 - canvas / 255, atol=1e-5)


def test_most_probable(submission):
    random = np.random.default_rng(5521)
    for wanted in (0, 9, 4, 7):
        model, image, probabilities = _model(submission, random, wanted)
        answer = expect.sequence(submission.predict(model, image), 2)
        expect.equal(expect.integer(answer[0]), int(np.argmax(probabilities)))


def test_models_probabilities(submission):
    random = np.random.default_rng(5522)
    for wanted in (2, 8):
        model, image, probabilities = _model(submission, random, wanted)
        answer = expect.sequence(submission.predict(model, image), 2)
        values = _numbers(answer[1])
        # A shape of (1, 10) is the business of another check.
        expect.that(
            values.size == 10,
            en="there should be ten probabilities.",
            fr="il devrait y avoir dix probabilités.",
            received=values.size,
        )
        expect.close(values.reshape(10), probabilities, atol=1e-4)


def test_as_for_inference(submission):
    random = np.random.default_rng(5523)
    model, image, _ = _model(submission, random, 5, dropout=0.6)
    before = model.weights()
    first = expect.sequence(submission.predict(model, image), 2)
    second = expect.sequence(submission.predict(model, image), 2)
    for answer in (first, second):
        expect.number(answer[0])
    values = [_numbers(answer[1]) for answer in (first, second)]
    expect.that(
        values[0].shape == values[1].shape and np.allclose(*values, atol=1e-6),
        en="the same image twice should give the same probabilities twice: dropout is off at inference.",
        fr="deux fois la même image devrait donner deux fois les mêmes probabilités : en inférence, pas de dropout.",
    )
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)


def test_all_articles(submission):
    for language, names in NAMES.items():
        for label, (_, said) in enumerate(names):
            expect.equal(expect.text(submission.with_article(label, language)).strip(), said)


def test_unknown_refused(submission):
    for label, language in ((10, "fr"), (-1, "fr"), (-3, "en"), (3, "de")):
        expect.raises(submission.with_article, label, language, kinds=("ValueError",))


def test_most_probable_first(submission):
    for language in ("fr", "en"):
        lines = _lines(submission, PROBABILITIES, language)
        found = [_label(line, language) for line in lines]
        expect.that(
            [label for label in found if label is not None] == list(np.argsort(-PROBABILITIES)),
            en="the classes are not in the order from the most to the least probable.",
            fr="les classes ne vont pas de la plus probable à la moins probable.",
        )


def test_percentages(submission):
    for probabilities in (PROBABILITIES, np.roll(PROBABILITIES, 3)):
        found = {}
        for line in _lines(submission, probabilities, "en"):
            percent = re.search(r"(\d+)[.,](\d)\s*%", line)
            if _label(line, "en") is not None and percent:
                found[_label(line, "en")] = float(f"{percent[1]}.{percent[2]}")
        expect.that(
            len(found) == 10,
            en="each class should have a percentage with one decimal and the sign %.",
            fr="chaque classe devrait avoir un pourcentage avec une décimale et le signe %.",
            received=len(found),
        )
        # 0.1: rounded or cut off after the first decimal.
        expect.close(np.array([found[label] for label in range(10)]), 100 * probabilities, atol=0.1, rtol=0)


def test_decimal_sign(submission):
    for language, sign in (("fr", ","), ("en", ".")):
        numbers = re.findall(r"\d+([.,])\d+\s*%", "\n".join(_lines(submission, PROBABILITIES, language)))
        expect.that(
            numbers and set(numbers) == {sign},
            en="the decimal sign should be a comma in French, a point in English.",
            fr="le signe décimal devrait être une virgule en français, un point en anglais.",
        )


def _bytes(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _load(submission, name, data, shape):
    return expect.array(submission.load_grey(submission.put(name, data)), shape=shape, dtype=NUMBERS)


def _is_near(grey, wanted, tolerance):
    return grey.shape == wanted.shape and np.abs(grey.astype(float) - wanted).max() <= tolerance


def _near(grey, wanted, tolerance=2):
    expect.close(grey.astype(float), wanted.astype(float), atol=tolerance, rtol=0)


def _dark(submission, height, width, **options):
    """Return where the canvas of a black picture is dark, rows of (row, column)."""
    canvas = submission.on_canvas(np.zeros((height, width), np.uint8), **options)
    dark = np.argwhere(expect.array(canvas, shape=(28, 28), dtype=NUMBERS) < 128)
    expect.that(
        len(dark),
        en=f"a black picture of {width} × {height} leaves nothing dark on the canvas.",
        fr=f"une image noire de {width} × {height} ne laisse rien de sombre sur le canevas.",
    )
    return dark


def _reduced(submission, fine):
    """Return three flat arrays: Lanczos without sharpening, what the answer made of it, and SHARPEN's effect.

    The pictures are square, and are looked for wherever they lie on the canvas: proportions and place are other
    checks' business. Only the inside of the small pictures counts: at its edge, sharpening before or after pasting
    differ.
    """
    plain, answers, effects = [], [], []
    for number, side in enumerate((200, 240, 300)):
        picture = _texture(side, side, 40 + number, fine)
        canvas = expect.array(submission.on_canvas(picture), shape=(28, 28), dtype=NUMBERS).astype(float)
        small = Image.fromarray(picture).resize((20, 20), Image.Resampling.LANCZOS)
        soft, sharp = np.array(small, float), np.array(small.filter(ImageFilter.SHARPEN), float)
        parts = [canvas[top : top + 20, left : left + 20] for top in range(9) for left in range(9)]
        part = min(parts, key=lambda part: np.abs(part - soft).mean())
        for many, one in ((plain, soft), (answers, part), (effects, sharp - soft)):
            many.append(one[3:-3, 3:-3].ravel())
    return np.concatenate(plain), np.concatenate(answers), np.concatenate(effects)


def _texture(height, width, seed, fine):
    """Return rings that become finer outwards; `fine`: so fine that the small picture cannot show them, plus grain."""
    y, x = np.mgrid[:height, :width].astype(float)
    radius = ((y - (height - 1) / 2) ** 2 + (x - (width - 1) / 2) ** 2) * (20 / max(height, width)) ** 2
    if not fine:
        return (128 + 80 * np.cos(np.pi * 0.3 * radius / 10)).astype(np.uint8)
    grain = np.random.default_rng(seed).uniform(-60, 60, (height, width))
    return (128 + 30 * np.cos(np.pi * 0.8 * radius / 10) + grain).astype(np.uint8)


def _model(submission, random, wanted, dropout=0.0):
    """Return a model whose answer is known, an image, and softmax by hand: `wanted` is the most probable class."""
    weights = (random.normal(size=(784, 10)) * 0.05).astype(np.float32)
    image = random.random((1, 28, 28, 1), dtype=np.float32)
    biases = random.normal(size=10).astype(np.float32)
    scores = image.reshape(784).astype(float) @ weights
    biases[wanted] += (scores + biases).max() - (scores + biases)[wanted] + 1
    exponentials = np.exp(scores + biases - (scores + biases).max())
    model = submission.support.linear_model(weights, biases, dropout)
    return model, image, exponentials / exponentials.sum()


def _numbers(value):
    """Return an array also where the answer is a list: that it should be an array is another check's business."""
    return (
        np.array([expect.number(each) for each in value])
        if type(value) is list
        else expect.array(value, dtype=NUMBERS)
    )


def _lines(submission, probabilities, language):
    text = expect.text(submission.report(probabilities, language))
    return [line for line in text.splitlines() if line.strip()]


def _label(line, language):
    for label, (name, _) in enumerate(NAMES[language]):
        if re.match(rf"\s*{re.escape(name)}\b", line):
            return label
    return None
