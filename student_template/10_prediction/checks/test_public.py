"""Checks the students receive."""

import io
import itertools
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
    3: lambda stored: stored[::-1, ::-1],
    6: lambda stored: np.rot90(stored, -1),
    8: lambda stored: np.rot90(stored, 1),
}
# Different by at least 0.004, and none near a rounding of 0.05 %.
PROBABILITIES = np.array([0.0512, 0.0041, 0.2573, 0.0009, 0.1234, 0.0087, 0.4058, 0.0321, 0.0153, 0.1012])

FRENCH = {3: "Une robe", 5: "Des sandales", 9: "Des bottes de cheville"}
ENGLISH = {3: "A dress", 5: "A pair of sandals", 9: "A pair of ankle boots"}


def test_grey_of_colours(submission):
    # Three rows of four pixels: red, green, blue, white; black, three greys; yellow, magenta, cyan, orange.
    colours = np.array(
        [
            [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)],
            [(0, 0, 0), (50, 50, 50), (128, 128, 128), (200, 200, 200)],
            [(255, 255, 0), (255, 0, 255), (0, 255, 255), (255, 128, 0)],
        ],
        np.uint8,
    )
    path = submission.put("colours.png", _png(Image.fromarray(colours)))
    grey = expect.array(submission.load_grey(path), shape=(3, 4), dtype="uint8")
    # 0.299 R + 0.587 G + 0.114 B by hand. Other roundings of the same formula differ by 1.
    by_hand = [[76, 150, 29, 255], [0, 50, 128, 200], [226, 105, 179, 151]]
    expect.close(grey.astype(float), np.array(by_hand, float), atol=2, rtol=0)
    # The same file with another content: what lies there now.
    submission.support.write(path, _png(Image.fromarray(colours[::-1])))
    grey = expect.array(submission.load_grey(path), shape=(3, 4), dtype="uint8")
    expect.close(grey.astype(float), np.array(by_hand[::-1], float), atol=2, rtol=0)
    # One bit a pixel.
    bits = np.array([[True, False, True], [False, False, True]])
    path = submission.put("bits.png", _png(Image.fromarray(bits)))
    grey = expect.array(submission.load_grey(path), shape=(2, 3))
    expect.close(grey.astype(float), 255.0 * bits, atol=2, rtol=0)


def test_transparent_is_white(submission):
    # Left half: nothing there. Right half: opaque dark grey.
    pixels = np.zeros((6, 10, 4), np.uint8)
    pixels[:, 5:] = (60, 60, 60, 255)
    path = submission.put("cut-out.png", _png(Image.fromarray(pixels)))
    grey = expect.array(submission.load_grey(path), shape=(6, 10), dtype=NUMBERS)
    expect.close(grey.astype(float), np.array([[255.0] * 5 + [60.0] * 5] * 6), atol=2, rtol=0)


def test_no_such_file(submission):
    path = submission.folder() + "/no_such_photo.png"
    expect.raises(submission.load_grey, path, kinds=("FileNotFoundError",))


def test_sixteen_bits(submission):
    # The darkest and the brightest value are not 0 and 65535: stretching to the full range is something else.
    values = np.linspace(5140, 46260, 12 * 9).reshape(12, 9).astype(np.uint16)
    grey = load(submission, "sixteen.png", file_bytes(Image.fromarray(values), "PNG"), (12, 9))
    near(grey, values / 257.0)
    # Of the same type as any other picture's, whatever that is.
    eight = load(submission, "eight.png", file_bytes(Image.fromarray(SHADES), "PNG"), SHADES.shape)
    expect.array(grey, dtype=str(eight.dtype))
    # White is 255 exactly: 65535 / 256 rounds to 256, which 8 bits know as 0.
    ends = np.array([[0, 65535, 0], [65535, 0, 65535]], np.uint16)
    near(load(submission, "ends.png", file_bytes(Image.fromarray(ends), "PNG"), ends.shape), ends // 257, 0)
    # A very dark one: what it was stored in counts, not what is in it.
    dark = np.arange(10, 250, 20, dtype=np.uint16).reshape(3, 4)
    near(load(submission, "dark.png", file_bytes(Image.fromarray(dark), "PNG"), (3, 4)), dark / 257.0)
    # A scanner's TIFF, of either order of bytes.
    for order in "<>":
        data = file_bytes(Image.fromarray(values.astype(f"{order}u2")), "TIFF")
        near(load(submission, "sixteen.tiff", data, (12, 9)), values / 257.0)
    # A PGM, which Pillow opens in another mode.
    data = b"P5 9 12 65535\n" + values.astype(">u2").tobytes()
    near(load(submission, "grey_map.png", data, (12, 9)), values / 257.0)


def test_upright(submission):
    for orientation, seen in ORIENTATIONS.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = file_bytes(Image.fromarray(BLOCKS).convert("RGB"), "JPEG", quality=95, exif=exif)
        wanted = seen(BLOCKS)
        grey = submission.load_grey(submission.put(f"turned{orientation}.jpg", data))
        expect.that(
            is_near(expect.array(grey, dtype=NUMBERS), wanted, 8),
            en="a photo with an EXIF orientation should come out as one sees it on a screen, turned or mirrored.",
            fr="une photo munie d’une orientation EXIF devrait apparaître comme à l’écran, tournée ou retournée.",
        )


def test_non_images_refused(submission):
    for name, data in (
        ("été_à_la_mer.png", b"This is a text, not a photo.\n" * 20),
        ("nothing.jpg", b""),
        ("half_100%.png", file_bytes(Image.effect_noise((64, 48), 60), "PNG")[:1500]),
    ):
        expect.raises(
            submission.load_grey, submission.put(name, data), kinds=("ValueError",), mentions=(name,)
        )


def test_white_canvas(submission):
    canvas = submission.on_canvas(np.zeros((45, 60), np.uint8))
    canvas = expect.array(canvas, shape=(28, 28), dtype="uint8")
    border = np.concatenate(
        [canvas[:3].ravel(), canvas[-3:].ravel(), canvas[:, :3].ravel(), canvas[:, -3:].ravel()]
    )
    # Something dark in the border, and the corners white: the canvas is, and the picture lies elsewhere.
    top, left = np.argwhere(canvas < 128).min(axis=0) if (canvas < 128).any() else (0, 0)
    corners = canvas[[0, 0, -1, -1], [0, -1, 0, -1]]
    expect.that(
        (border == 255).all() or np.sum(corners == 255) < 3,
        en="the picture does not lie in the middle: its top left pixel should be in row 6, column 4; it is in row "
        f"{top}, column {left}.",
        fr="l’image n’est pas au milieu : son pixel en haut à gauche devrait être à la ligne 6, colonne 4 ; il est à la "
        f"ligne {top}, colonne {left}.",
    )
    expect.that(
        (border == 255).all(),
        en="the canvas around the picture should be white (255).",
        fr="le canevas autour de l’image devrait être blanc (255).",
        expected=255,
        received=int(border.min()),
    )
    expect.that(
        canvas[14, 14] < 60,
        en="a black picture should be black in the middle of the canvas.",
        fr="une image noire devrait être noire au milieu du canevas.",
        expected=0,
        received=int(canvas[14, 14]),
    )


# 77 · (20 / 77) is 19.999…, and 147 · (20 / 147) a little more than 20: the longest side measures 20 all the same.
LONG = ((40, 100), (90, 30), (77, 30), (30, 77), (40, 147))


def _longest(submission, height, width):
    canvas = submission.on_canvas(np.zeros((height, width), np.uint8))
    dark = np.argwhere(expect.array(canvas, shape=(28, 28), dtype=NUMBERS) < 128)
    return int((np.ptp(dark, axis=0) + 1).max()) if len(dark) else 0


def test_longest_side(submission):
    for height, width in LONG:
        longest = _longest(submission, height, width)
        expect.that(
            longest == 20,
            en=f"the longest side of a black picture of {height} rows and {width} columns should measure 20 pixels on "
            "the canvas.",
            fr=f"le plus grand côté d’une image noire de {height} lignes et {width} colonnes devrait mesurer 20 pixels "
            "sur le canevas.",
            expected=20,
            received=longest,
        )


def test_aspect_ratio(submission):
    # Of these the short side is a whole number, and so are the margins of a square around the picture.
    exact = {(40, 100): 20, (64, 32): 20, (100, 50): 20, (45, 63): 21, (63, 45): 21}
    # In floating point some of these come out a hair beside it, according to how the factor is computed: 55 · (21 / 77) is
    # 14.999…, 85 · (21 / 119) a little more than 15, 35 / (49 / 21) and 65 / (91 / 21) a hair below and above.
    if all(_longest(submission, *shape) == 20 for shape in LONG):  # else `longest_side` says so
        exact |= {(77, 55): 21, (85, 119): 21, (49, 35): 21, (65, 91): 21, (42, 38): 21}
    for height, width in ((50, 100), (100, 25), (64, 48), (60, 60), (7, 11), *exact):
        longest = exact.get((height, width), 20)
        short = longest * min(height, width) / max(height, width)
        options = {} if longest == 20 else {"longest": longest}
        sides = np.ptp(dark_places(submission, height, width, **options), axis=0) + 1
        got = int(sides[1] if height > width else sides[0])
        if longest != 20 and sides.max() != longest:  # another check's matter
            continue
        expect.that(
            max(height, width) >= 20 or sides.max() >= 18,
            en=f"a picture of {height} rows and {width} columns should be enlarged: its longest side to 20 pixels.",
            fr=f"une image de {height} lignes et {width} colonnes devrait être agrandie : son plus grand côté à 20 pixels.",
            expected=20,
            received=int(sides.max()),
        )
        # One pixel either way: rounding up or down, and a soft edge where white was added before reducing.
        expect.that(
            abs(got - short) <= (0 if (height, width) in exact else 1.01)
            and (got < int(sides.max()) or short >= 19),
            en=f"on the canvas, the short side of a picture of {height} rows and {width} columns does not fit its long "
            "side.",
            fr=f"sur le canevas, le petit côté d’une image de {height} lignes et {width} colonnes ne correspond pas au "
            "grand.",
            expected=round(short, 1),
            received=got,
        )


def test_centred(submission):
    # A picture whose left half is black and whose right half is light grey: the middle is that of the picture, not that of
    # its darkness.
    shapes = (((50, 100), 20), ((100, 25), 20), ((64, 48), 20), ((60, 60), 20), ((31, 22), 20))
    others = (((50, 100), 21), ((100, 50), 21), ((64, 48), 27), ((30, 90), 27), ((60, 20), 9))
    for (height, width), longest in shapes + others:
        picture = np.zeros((height, width), np.uint8)
        picture[:, width // 2 :] = 120
        options = {} if longest == 20 else {"longest": longest}
        canvas = expect.array(submission.on_canvas(picture, **options), shape=(28, 28), dtype=NUMBERS)
        grey = np.argwhere(canvas < 200)
        middle = (grey.min(axis=0) + grey.max(axis=0)) / 2 if len(grey) else np.zeros(2)
        # The middle of 28 pixels is 13.5; where the margins cannot be equal, that of the picture is half a pixel beside it.
        expect.that(
            (np.abs(middle - 13.5) <= 0.51).all(),
            en=f"a picture of {height} rows and {width} columns should lie in the middle of the canvas; where its own "
            "middle is, as (row, column):",
            fr=f"une image de {height} lignes et {width} colonnes devrait se trouver au milieu du canevas ; où est son "
            "propre milieu, sous la forme (ligne, colonne) :",
            expected=(13.5, 13.5),
            received=(float(middle[0]), float(middle[1])),
        )


# rms deviation from the Lanczos reduction once sharpening is allowed for, in grey levels (measure.py; the figures stand
# in measured.json):
# - deviation, Lanczos, sharpened: 0.0
# - deviation, bicubic, sharpened: 2.2
# - deviation, thumbnail, sharpened: 2.3
# - deviation, bilinear, sharpened: 2.8
# - deviation, box, sharpened: 6.5
# - deviation, nearest, sharpened: 67.1
# - deviation, nearest, not sharpened: 35.7
MAX_DEVIATION = 1.0
# Where it is sharpened too much, or by another filter, values are cut off at 0 and 255: `sharpened` says so.
MAX_DEVIATION_SHARPER = 15.0


def test_lanczos(submission):
    plain, answer, effect = _reduced(submission, fine=True)
    strength = (answer - plain) @ effect / (effect @ effect)
    deviation = np.sqrt(np.mean((answer - plain - strength * effect) ** 2))
    expect.that(
        deviation <= (MAX_DEVIATION if strength <= SHARPENED[1] else MAX_DEVIATION_SHARPER),
        en="on a finely textured picture, the reduction is not plain Lanczos resampling: without resample=…, resize takes "
        "another, and thumbnail reduces in two steps.",
        fr="sur une image finement texturée, la réduction n’est pas un simple rééchantillonnage de Lanczos : sans "
        "resample=…, resize en prend un autre, et thumbnail réduit en deux temps.",
    )


# How much of SHARPEN's effect the answer shows on a smooth picture (measure.py):
# - strength, Lanczos, sharpened: 1.00
# - strength, thumbnail, sharpened: 0.96
# - strength, bicubic, sharpened: 0.90
# - strength, bilinear, sharpened: 0.55
# - strength, not sharpened: 0.00
# - strength, bilinear, not sharpened: -0.28
# - strength, sharpened before: 0.01
# - strength, sharpened twice: 1.69
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
        fr="la petite image est trop accentuée : ImageFilter.SHARPEN, une seule fois.",
    )
    for side, longest, en, fr in (
        (8, 20, "a small picture, which is enlarged,", "une petite image, que l’on agrandit,"),
        (20, 20, "a picture that measures 20 pixels already", "une image qui mesure déjà 20 pixels"),
        (28, 28, "a picture as large as the canvas", "une image aussi grande que le canevas"),
    ):
        grain = np.random.default_rng(44).integers(0, 256, (side, side), dtype=np.uint8)
        chosen = {} if longest == 20 else {"longest": longest}
        canvas = expect.array(submission.on_canvas(grain, **chosen), shape=(28, 28), dtype=NUMBERS)
        soft = np.array(Image.fromarray(grain).resize((longest, longest), Image.Resampling.LANCZOS), float)
        places = range(29 - longest)
        parts = [canvas.astype(float)[y : y + longest, x : x + longest] for y in places for x in places]
        expect.that(
            not any(np.abs(part - soft).max() <= 1 for part in parts),
            en=f"{en} should be sharpened, too.",
            fr=f"{fr} devrait être accentuée, elle aussi.",
        )


def test_input_shape(submission):
    image = submission.network_input(np.full((28, 28), 255, np.uint8))
    expect.array(image, shape=(1, 28, 28, 1), dtype="float32")


def test_inverted_once(submission):
    for grey, wanted in ((255, 0.0), (0, 1.0)):
        image = expect.array(submission.network_input(np.full((28, 28), grey, np.uint8)), dtype=NUMBERS)
        expect.that(
            image.size > 0 and np.allclose(image, wanted, atol=1e-6),
            en=f"a canvas of {grey} everywhere should become {wanted:.0f} everywhere.",
            fr=f"un canevas rempli de {grey} devrait se remplir de {wanted:.0f}.",
            expected=float(wanted),
            received=float(image.flat[0]) if image.size else None,
        )
        # 255 · (1 / 255) is 1 up to 6e-8 in float32: nearer than with a factor of a few digits.
        expect.that(
            image.min() >= -1e-7 and image.max() <= 1 + 1e-7,
            en=f"a canvas of {grey} everywhere leaves the range from 0 to 1. Is the factor a rounded 1 / 255?",
            fr=f"un canevas rempli de {grey} sort de l’intervalle de 0 à 1. Le facteur est-il un 1 / 255 arrondi ?",
            expected=float(wanted),
            received=f"{float(image.min() if grey == 255 else image.max()):.9g}",
        )


def test_pixel_places(submission):
    canvas = (np.arange(784).reshape(28, 28) % 256).astype(np.uint8)
    transposed = submission.support.in_columns(submission.reference("network_input"), canvas)
    for image in (submission.network_input(canvas), transposed):
        _expect_places(canvas, image)
    expect.that(
        submission.support.keeps_what_it_returned(submission.reference("network_input"), canvas),
        en="a second call changes what the first one returned: each should return an array of its own.",
        fr="un second appel modifie ce que le premier a renvoyé : chacun devrait renvoyer un tableau à lui.",
    )


def _expect_places(canvas, image):
    image = expect.array(image, dtype=NUMBERS)
    expect.that(
        image.size == 784,
        en="there should be 28 × 28 values.",
        fr="il devrait y avoir 28 × 28 valeurs.",
        expected=784,
        received=image.size,
    )
    # Only places: whether the darkest stands where it should is told by the order of the values.
    order = np.argsort(canvas.ravel(), kind="stable")
    values = image.reshape(784).astype(float)[order]
    steps = np.diff(values)
    expect.that(
        (steps <= 1e-6).all() or (steps >= -1e-6).all(),
        en="a pixel no longer stands in its row and column: the values are not in the order of the canvas's.",
        fr="un pixel n’est plus à sa ligne et à sa colonne : les valeurs ne sont pas dans l’ordre de celles du canevas.",
    )


def test_label_and_probabilities(submission):
    weights = np.zeros((784, 10), np.float32)
    biases = np.log(np.array([1, 1, 1, 1, 1, 1, 10, 1, 1, 2], np.float32))  # sum 20: class 6 has 0.5
    model = submission.support.linear_model(weights, biases)
    answer = expect.sequence(submission.predict(model, np.zeros((1, 28, 28, 1), np.float32)), 2)
    label = expect.integer(answer[0], of="predict(model, image)[0]")
    expect.that(
        np.asarray(answer[0]).dtype.kind in "iu",
        en="the label should be an int, or a NumPy integer: no list has an element 6.0.",
        fr="le label devrait être un int, ou un entier NumPy : aucune liste n’a d’élément 6.0.",
        expected=int(label),
        received=answer[0],
        of="predict(model, image)[0]",
    )
    expect.that(
        0 <= label <= 9,
        en="the label should be between 0 and 9.",
        fr="le label devrait être compris entre 0 et 9.",
        expected="0–9",
        received=label,
    )
    probabilities = expect.array(
        answer[1], shape=(10,), dtype=("float32", "float64"), of="predict(model, image)[1]"
    )
    expect.within(probabilities, 0.0, 1.0, of="predict(model, image)[1]")
    model, image, _ = model_of(submission, np.random.default_rng(5520), 3, dropout=0.5)
    answers = [expect.sequence(submission.predict(model, image), 2)[1] for _ in range(2)]
    first, second = (expect.array(each, shape=(10,), of="predict(model, image)[1]") for each in answers)
    expect.that(
        np.allclose(first, second, atol=1e-5),
        en="the same image twice gives other probabilities: the model is trained, or used as in training, dropout on.",
        fr="la même image, deux fois, donne des probabilités différentes : le modèle est entraîné, ou sert "
        "comme à l’entraînement, avec son dropout.",
    )


def test_most_probable(submission):
    random = np.random.default_rng(5521)
    for wanted in (0, 9, 4, 7):
        model, image, probabilities = model_of(submission, random, wanted)
        answer = expect.sequence(submission.predict(model, image), 2)
        label = expect.integer(answer[0], of="predict(model, image)[0]")
        expect.equal(label, int(np.argmax(probabilities)), of="predict(model, image)[0]")
    # A hesitation is an answer, too: between two that are close, and among ten.
    others = [0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05]
    for close in (
        [*others[:2], 0.3, *others[2:6], 0.3002, 0.05, 0.0498],
        [*others[:2], 0.3, *others[2:6], 0.30002, 0.05, 0.04998],
        [0.1, 0.099, 0.1, 0.101, 0.098, 0.1, 0.1, 0.104, 0.099, 0.099],
    ):
        biases = np.log(np.array(close)).astype(np.float32)
        model = submission.support.linear_model(np.zeros((784, 10), np.float32), biases)
        answer = expect.sequence(submission.predict(model, np.zeros((1, 28, 28, 1), np.float32)), 2)
        label = expect.integer(answer[0], of="predict(model, image)[0]")
        expect.equal(label, 7, of="predict(model, image)[0]")


def test_some_articles(submission):
    for language, names in (("fr", FRENCH), ("en", ENGLISH)):
        for label, name in names.items():
            expect.equal(expect.text(submission.with_article(label, language)).strip(), name)
    expect.equal(expect.text(submission.with_article(5)).strip(), "Des sandales")  # French unless asked


def test_unknown_refused(submission):
    for label, language in itertools.product((10, 12, 89, -1, -3, -11, 100, 256, 259, -250), ("fr", "en")):
        expect.raises(submission.with_article, label, language, kinds=("ValueError",))
    article = submission.reference("with_article")
    for label, kind in ((200, "uint8"), (-128, "int8"), (10, "int64")):
        expect.raises(submission.support.with_numpy, article, label, kind, kinds=("ValueError",))
    for language in ("de", "english", "FR", "En", "fr-CA", "en_GB", "f", "r", "", " fr", "en ", "fr\n"):
        expect.raises(submission.with_article, 3, language, kinds=("ValueError",))


def test_decimal_sign(submission):
    for language, sign in (("fr", ","), ("en", ".")):
        text = expect.text(submission.report(PROBABILITIES, language))
        numbers = re.findall(r"(\d+)([.,])\d+\s*%", text)
        line = next((line for line in text.splitlines() if line.strip()), "")
        expect.that(
            numbers and {its for _, its in numbers} == {sign},
            en="the decimal sign should be a comma in French, a point in English. The first line reads:",
            fr="le signe décimal devrait être une virgule en français, un point en anglais. La première ligne est :",
            received=line,
        )
        expect.that(
            max(int(whole) for whole, _ in numbers) == 40,
            en="a probability of 0.4058 should be written as a percentage: 40.6 %. The first line reads:",
            fr="une probabilité de 0,4058 devrait s’écrire en pourcentage : 40,6 %. La première ligne est :",
            received=line,
        )
    expect.equal(
        submission.report(PROBABILITIES), submission.report(PROBABILITIES, "fr")
    )  # French unless asked


def test_ten_lines(submission):
    names = ("T-shirt/haut", "Pantalon", "Pull", "Robe", "Manteau", "Sandales", "Chemise", "Baskets", "Sac")
    for probabilities in (np.array([0.01] * 7 + [0.9, 0.015, 0.015]), np.eye(10)[4]):
        text = expect.text(submission.report(probabilities, "fr"))
        lines = text.strip().splitlines()
        expect.that(
            len(lines) == 10,
            en="the report should have ten lines, one right below the other.",
            fr="le rapport devrait avoir dix lignes, l’une juste sous l’autre.",
            expected=10,
            received=len(lines),
        )
        for name in (*names, "Bottes de cheville"):
            expect.that(
                sum(line.strip().startswith(name) for line in lines) == 1,
                en=f"one line should begin with {name}.",
                fr=f"une ligne devrait commencer par {name}.",
            )
        most_probable = (*names, "Bottes de cheville")[int(np.argmax(probabilities))]
        expect.that(
            lines[0].strip().startswith(most_probable),
            en=f"the first line should be that of {most_probable}, the most probable class.",
            fr=f"la première ligne devrait être celle de {most_probable}, la classe la plus probable.",
            expected=f"{most_probable} …",
            received=lines[0],
        )


def _png(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def file_bytes(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def load(submission, name, data, shape):
    return expect.array(submission.load_grey(submission.put(name, data)), shape=shape, dtype=NUMBERS)


def is_near(grey, wanted, tolerance):
    return grey.shape == wanted.shape and np.abs(grey.astype(float) - wanted).max() <= tolerance


def near(grey, wanted, tolerance=2):
    expect.close(grey.astype(float), wanted.astype(float), atol=tolerance, rtol=0)


def dark_places(submission, height, width, **options):
    """Return where the canvas of a black picture is dark, rows of (row, column)."""
    canvas = submission.on_canvas(np.zeros((height, width), np.uint8), **options)
    dark = np.argwhere(expect.array(canvas, shape=(28, 28), dtype=NUMBERS) < 128)
    expect.that(
        len(dark),
        en=f"a black picture of {height} rows and {width} columns leaves nothing dark on the canvas.",
        fr=f"une image noire de {height} lignes et {width} colonnes ne laisse rien de sombre sur le canevas.",
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


def model_of(submission, random, wanted, dropout=0.0, between=(0, 1)):
    """Return a model whose answer is known, an image, and softmax by hand: `wanted` is the most probable class."""
    weights = (random.normal(size=(784, 10)) * 0.05).astype(np.float32)
    darkest, lightest = between
    image = (darkest + (lightest - darkest) * random.random((1, 28, 28, 1))).astype(np.float32)
    biases = random.normal(size=10).astype(np.float32)
    scores = image.reshape(784).astype(float) @ weights
    biases[wanted] += (scores + biases).max() - (scores + biases)[wanted] + 1
    exponentials = np.exp(scores + biases - (scores + biases).max())
    model = submission.support.linear_model(weights, biases, dropout)
    return model, image, exponentials / exponentials.sum()
