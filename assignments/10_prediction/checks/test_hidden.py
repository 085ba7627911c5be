"""Checks that never leave the instructors' side. The pictures are made here and sent to the answer as files."""

import re
from itertools import product

import numpy as np
from PIL import Image, ImageFilter

from autograder import expect

from test_public import BLOCKS, NUMBERS, SHADES, dark_places, file_bytes, is_near, load, model_of, near

# How a picture stored with an EXIF orientation looks on the screen (EXIF 2.3, tag 0x0112).
ORIENTATIONS = {
    1: lambda stored: stored,
    2: lambda stored: stored[:, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.T,
    7: lambda stored: stored[::-1, ::-1].T,
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

# A colour whose grey is 132, and the mean of the three as well: how colours are weighed is another check's matter.
SALMON = (250, 86, 60)

# Different by at least 0.004, and none near a rounding of 0.05 %.
PROBABILITIES = np.array([0.0312, 0.0041, 0.2573, 0.0009, 0.1234, 0.0087, 0.4058, 0.0521, 0.0153, 0.1012])


def test_palette_and_partly_transparent(submission):
    palette = Image.new("P", (6, 4), 0)
    palette.putpalette([0, 0, 0, *SALMON, 200, 200, 200])
    palette.paste(1, (2, 0, 4, 4))
    palette.paste(2, (4, 0, 6, 4))
    grey = load(submission, "palette.png", file_bytes(palette, "PNG"), (4, 6))
    near(grey, np.array([[0, 0, 132, 132, 200, 200]] * 4))
    grey = load(submission, "transparent.png", file_bytes(palette, "PNG", transparency=0), (4, 6))
    near(grey, np.array([[255, 255, 132, 132, 200, 200]] * 4))
    data = file_bytes(palette, "PNG", transparency=bytes([255, 0, 128]))  # an opacity for each entry
    near(load(submission, "opacities.png", data, (4, 6)), np.array([[0, 0, 255, 255, 227, 227]] * 4), 3)
    colours = np.zeros((2, 3, 3), np.uint8)
    colours[:, 1] = (90, 90, 90)
    data = file_bytes(Image.fromarray(colours), "PNG", transparency=(90, 90, 90))  # one colour is a hole
    near(load(submission, "hole.png", data, (2, 3)), np.array([[0, 255, 0]] * 2), 3)
    shades = np.array([[0, 90, 180]] * 2, np.uint8)
    data = file_bytes(Image.fromarray(shades), "PNG", transparency=90)  # one shade is
    near(load(submission, "shade.png", data, (2, 3)), np.array([[0, 255, 180]] * 2))
    # Grey 100 at one half: halfway to white, and a colour likewise. Black at one quarter: three quarters white.
    half = np.zeros((3, 4, 4), np.uint8)
    half[:, 0], half[:, 1] = (100, 100, 100, 128), (*SALMON, 128)
    half[:, 2:] = (0, 0, 0, 64)
    grey = load(submission, "half.png", file_bytes(Image.fromarray(half), "PNG"), (3, 4))
    near(grey, np.array([[177, 193, 191, 191]] * 3), 3)
    shade = np.array([[(0, 0), (90, 255)]] * 2, np.uint8)
    grey = load(submission, "grey-alpha.png", file_bytes(Image.fromarray(shade), "PNG"), (2, 2))
    near(grey, np.array([[255, 90]] * 2))


def test_cmyk(submission):
    inks = np.zeros((*BLOCKS.shape, 4), np.uint8)
    inks[..., 3] = 255 - BLOCKS  # black ink alone: the same grey in every conversion
    image = Image.frombytes("CMYK", BLOCKS.shape[::-1], inks.tobytes())
    for kind in ("JPEG", "TIFF"):
        options = {"quality": 95} if kind == "JPEG" else {}
        grey = load(submission, f"print.{kind.lower()}", file_bytes(image, kind, **options), BLOCKS.shape)
        near(grey, BLOCKS, 8)
    inks = np.zeros((*BLOCKS.shape, 4), np.uint8)
    inks[..., :3] = 255 - BLOCKS[..., None]  # as much of each colour, and no black
    image = Image.frombytes("CMYK", BLOCKS.shape[::-1], inks.tobytes())
    near(load(submission, "colours.tiff", file_bytes(image, "TIFF"), BLOCKS.shape), BLOCKS, 8)


def test_mirrored(submission):
    for orientation, seen in ORIENTATIONS.items():
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = file_bytes(Image.fromarray(BLOCKS).convert("RGB"), "JPEG", quality=95, exif=exif)
        wanted = seen(BLOCKS)
        grey = submission.load_grey(submission.put(f"mirrored{orientation}.jpg", data))
        expect.that(
            is_near(expect.array(grey, dtype=NUMBERS), wanted, 8),
            en="a photo with an EXIF orientation should come out as one sees it on a screen, turned or mirrored.",
            fr="une photo munie d’une orientation EXIF devrait apparaître comme à l’écran, tournée ou retournée.",
        )
    # Of every kind of picture: only that it is turned; its values are other checks' business.
    height, width = BLOCKS.shape
    grey, exif = Image.fromarray(BLOCKS), Image.Exif()
    exif[0x0112] = 6
    for name, picture in (
        ("turned16.png", Image.fromarray(BLOCKS.astype(np.uint16) * 257)),
        ("turned8.png", grey),
        ("turned_palette.png", grey.convert("P")),
        ("turned_opaque.png", grey.convert("LA")),
        ("turned_opaque_colours.png", grey.convert("RGBA")),
        ("turned_print.jpg", grey.convert("CMYK")),
        ("turned_scan.tiff", grey.convert("RGB")),
    ):
        kind = {"png": "PNG", "jpg": "JPEG", "tiff": "TIFF"}[name.rpartition(".")[2]]
        load(submission, name, file_bytes(picture, kind, exif=exif), (width, height))


def test_first_frame(submission):
    pages = [Image.fromarray(np.full((8, 12), grey, np.uint8)) for grey in (40, 130, 230)]
    data = file_bytes(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    near(load(submission, "pages.tiff", data, (8, 12)), np.full((8, 12), 40), 4)
    larger = Image.fromarray(np.full((16, 24), 200, np.uint8))  # a preview may come first
    data = file_bytes(pages[0], "TIFF", save_all=True, append_images=[larger])
    near(load(submission, "preview.tiff", data, (8, 12)), np.full((8, 12), 40), 4)
    frames = [Image.fromarray(np.full((8, 12), grey, np.uint8)) for grey in (30, 120, 220)]
    data = file_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    near(load(submission, "moving.gif", data, (8, 12)), np.full((8, 12), 30), 4)
    # The first frame may have holes, too, which do not show what follows, nor the colour hidden there.
    for frame in frames:
        frame.paste(5, (0, 0, 6, 8))
    data = file_bytes(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50, transparency=5, disposal=2
    )
    seen = np.array([[255] * 6 + [30] * 6] * 8)
    still = load(submission, "cut_out.gif", file_bytes(frames[0], "GIF", transparency=5), (8, 12))
    if is_near(still, seen, 4):  # else a hole that is not white is another check's matter
        near(load(submission, "moving_cut_out.gif", data, (8, 12)), seen, 4)


def test_size_kept(submission):
    for height, width in ((1, 1), (20, 5000), (1201, 3)):
        wanted = ((np.arange(height)[:, None] + np.arange(width)) % 200).astype(np.uint8)
        grey = load(submission, "any.png", file_bytes(Image.fromarray(wanted), "PNG"), (height, width))
        near(grey, wanted)
    # Larger than what some decoders halve to be quicker.
    large = np.broadcast_to((np.arange(2400) // 12).astype(np.uint8), (2100, 2400))
    near(
        load(submission, "large.jpg", file_bytes(Image.fromarray(large), "JPEG", quality=95), large.shape),
        large,
        12,
    )
    path = submission.put("as a path.png", file_bytes(Image.fromarray(SHADES), "PNG"))
    grey = submission.support.with_path(submission.reference("load_grey"), path)
    near(expect.array(grey, shape=SHADES.shape, dtype=NUMBERS), SHADES)
    # What is in a file, its ending does not say, if it has one.
    for name in ("IMG_0042", "photo.dat", "photo.JPG"):
        near(load(submission, name, file_bytes(Image.fromarray(SHADES), "PNG"), SHADES.shape), SHADES)
    for name, kind, options in (("drawing.bmp", "BMP", {}), ("download.webp", "WEBP", {"lossless": True})):
        data = file_bytes(Image.fromarray(SHADES).convert("RGB"), kind, **options)
        near(load(submission, name, data, SHADES.shape), SHADES)


def test_cut_off_refused(submission):
    photo = Image.effect_noise((64, 48), 60).convert("RGB")
    grain = np.random.default_rng(81).integers(0, 65536, (48, 64)).astype(np.uint16)
    for kind, name, picture in (
        ("PNG", "cut_short.png", photo),
        ("JPEG", "half_sent.jpg", photo),
        ("GIF", "torn.gif", photo),
        ("PNG", "half_scanned.png", Image.fromarray(grain)),
        ("TIFF", "torn_page.tiff", Image.fromarray(grain)),
        ("PNG", "half_cut_out.png", photo.convert("RGBA")),
        ("JPEG", "half_printed.jpg", photo.convert("CMYK")),
    ):
        data = file_bytes(picture, kind)
        path = submission.put(name, data[: len(data) // 2])
        expect.raises(submission.load_grey, path, kinds=("ValueError",), mentions=(name,))
    answer = submission.reference("load_grey")
    whole = submission.put("whole.png", file_bytes(photo, "PNG"))
    if type(submission.support.shape_of_path(answer, whole)) is not str:  # else `size_kept` says so
        received = submission.support.shape_of_path(answer, path)
        expect.that(
            type(received) is str and received.startswith("ValueError") and "half_printed.jpg" in received,
            en="the same file, named by a Path, should raise ValueError with its name, too.",
            fr="le même fichier, désigné par un Path, devrait lever ValueError avec son nom, lui aussi.",
            received=received,
            of="load_grey(Path(path))",
        )
    # Pillow warns of half the number of pixels that it refuses: a warning is no error.
    path = submission.put("wide.png", file_bytes(Image.new("L", (60, 25), 9), "PNG"))
    received = submission.support.shape_beyond_warning(answer, path, 1000)
    expect.that(
        type(received) is not str,
        en="a picture of which Pillow only warns, for it has more than half of the pixels of its limit, should be read.",
        fr="une image dont Pillow ne fait qu’avertir, car elle a plus de la moitié des pixels de sa limite, devrait être lue.",
        of="load_grey(path)",
    )
    # More pixels than Pillow reads without being told to: a wall of white, 196 megapixels.
    path = submission.put("wall.png", file_bytes(Image.new("1", (14000, 14000), 1), "PNG"))
    shape = submission.support.shape_of(submission.reference("load_grey"), path)
    if type(shape) is not str:
        expect.equal(list(expect.sequence(shape, length=2)), [14000, 14000])
    else:
        expect.that(
            shape.startswith("ValueError") and "wall.png" in shape,
            en="a picture too large to be read should raise ValueError, with the name of the file.",
            fr="une image trop grande pour être lue devrait lever ValueError, avec le nom du fichier.",
            received=shape,
        )


def test_longest_chosen(submission):
    for longest, height, width in (
        (28, 40, 100),
        (28, 56, 21),
        (12, 90, 30),
        (1, 40, 100),
        (21, 60, 60),
    ):
        dark = dark_places(submission, height, width, longest=longest)
        got = int((np.ptp(dark, axis=0) + 1).max())
        expect.that(
            got == longest,
            en=f"with longest={longest}, the longest side of a black picture should measure {longest} pixels.",
            fr=f"avec longest={longest}, le plus grand côté d’une image noire devrait mesurer {longest} pixels.",
            received=got,
        )


def test_small_picture(submission):
    # Squares, which all ways of reducing with Lanczos treat alike: each pixel, those at the edge, too. Who does not sharpen
    # once, afterwards, has lost `sharpened`, and who picks pixels `lanczos`.
    lanczos, nearest = Image.Resampling.LANCZOS, Image.Resampling.NEAREST
    for side in (60, 8, 50, 20, 1200):
        grain = np.random.default_rng(side).integers(0, 256, (min(side, 60),) * 2, dtype=np.uint8)
        grain = grain.repeat(side // len(grain), axis=0).repeat(side // len(grain), axis=1)
        if side == 60:  # white at its edge belongs to the picture
            grain[:7], grain[-9:], grain[:, :4] = 255, 255, 255
        canvas, arguments = submission.on_canvas.with_arguments(grain)
        canvas = expect.array(canvas, shape=(28, 28), dtype=NUMBERS).astype(float)
        expect.unchanged(grain, arguments[0])
        picture = Image.fromarray(grain)
        soft = picture.resize((20, 20), lanczos)
        sharp = _sharpened(soft)
        others = (
            soft,
            _sharpened(sharp),
            _sharpened(picture).resize((20, 20), lanczos),
            _sharpened(picture.resize((20, 20), nearest)),
        )
        parts = [canvas[y : y + 20, x : x + 20] for y in range(9) for x in range(9)]
        expect.that(
            min(_difference(part, each, 1) for part in parts for each in (sharp, *others)) <= 2,
            en=f"a picture of {side} × {side} does not come out as Lanczos resampling and ImageFilter.SHARPEN make it.",
            fr=f"une image de {side} × {side} ne ressort pas telle que la font le rééchantillonnage de Lanczos et ImageFilter.SHARPEN.",
        )
        inside = min(parts, key=lambda part: _difference(part, sharp, 1))
        expect.that(
            _difference(inside, sharp, 1) > 2 or _difference(inside, sharp, 0) <= 2,
            en="the edge of the small picture differs: sharpen it before it is placed on the canvas.",
            fr="le bord de la petite image diffère : accentuez-la avant de la poser sur le canevas.",
        )
    # Neither does one that is no square come out otherwise. Where its size differs, that is another check's matter.
    for height, width in ((100, 40), (40, 100)):
        size = (width // 5, height // 5)
        if tuple(np.ptp(dark_places(submission, height, width), axis=0) + 1) != size[::-1]:
            continue
        grain = np.random.default_rng(height).integers(0, 256, (height, width), dtype=np.uint8)
        canvas = expect.array(submission.on_canvas(grain), shape=(28, 28), dtype=NUMBERS).astype(float)
        picture = Image.fromarray(grain)
        soft = picture.resize(size, lanczos)
        ways = (
            _sharpened(soft),
            soft,
            _sharpened(_sharpened(soft)),
            _sharpened(picture).resize(size, lanczos),
            _sharpened(picture.resize(size, nearest)),
        )
        columns, rows = size
        parts = [canvas[y : y + rows, x : x + columns] for y in range(29 - rows) for x in range(29 - columns)]
        expect.that(
            min(_difference(part, each, 1) for part in parts for each in ways) <= 2,
            en=f"a picture of {height} rows and {width} columns does not come out as Lanczos resampling and ImageFilter.SHARPEN make it.",
            fr=f"une image de {height} lignes et {width} colonnes ne ressort pas telle que la font le rééchantillonnage de Lanczos et ImageFilter.SHARPEN.",
        )
    grain = np.random.default_rng(30).integers(0, 256, (40, 60), dtype=np.uint8)
    wanted = expect.array(submission.on_canvas(grain), shape=(28, 28), dtype=NUMBERS)
    for laid_out in (submission.support.in_columns, submission.support.as_part):
        got = expect.array(laid_out(submission.reference("on_canvas"), grain), shape=(28, 28), dtype=NUMBERS)
        expect.that(
            np.array_equal(got, wanted),
            en="a picture that lies otherwise in memory (transposed, or a part of a larger array) comes out differently.",
            fr="une image rangée autrement en mémoire (transposée, ou partie d’un tableau plus grand) ressort autrement.",
            of="on_canvas(grey)",
        )


def _sharpened(image):
    return image.filter(ImageFilter.SHARPEN)


def _difference(part, image, margin):
    height, width = part.shape
    inside = slice(margin, height - margin), slice(margin, width - margin)
    return np.abs(part - np.asarray(image, float))[inside].max()


def test_tiny_and_long(submission):
    for height, width in ((1, 1), (2, 2), (20, 5000), (5000, 20), (1, 300)):
        sides = np.ptp(dark_places(submission, height, width), axis=0) + 1
        wanted = [20 if side == max(height, width) else 1 for side in (height, width)]
        expect.that(
            tuple(sides) == tuple(wanted),
            en="a tiny, or a very long, black picture does not measure what it should on the canvas, in (rows, columns).",
            fr="une image noire minuscule, ou très allongée, n’a pas la taille voulue sur le canevas, en (lignes, colonnes).",
            received=(int(sides[0]), int(sides[1])),
        )


def test_pixel_values(submission):
    canvas = np.random.default_rng(7103).integers(0, 256, (28, 28), dtype=np.uint8)
    canvas[0, :2] = 0, 255
    image, arguments = submission.network_input.with_arguments(canvas)
    expect.unchanged(canvas, arguments[0])
    image = expect.array(image, dtype=NUMBERS)
    expect.that(
        image.size == 784,
        en="there should be 28 × 28 values.",
        fr="il devrait y avoir 28 × 28 valeurs.",
        received=image.size,
    )
    # Whether they go from 0 to 1, and where each pixel stands, is another check's business.
    values, wanted = (np.sort(each) for each in (image.reshape(784).astype(float), 1 - canvas.ravel() / 255))
    span = max(np.ptp(values), 1e-9)
    alike = [np.allclose((way - way.min()) / span, wanted, atol=1e-5) for way in (values, -values[::-1])]
    expect.that(
        any(alike),
        en="the values should be those of the canvas, evenly from 0 to 1, all 256 of them.",
        fr="les valeurs devraient être celles du canevas, régulièrement de 0 à 1, toutes les 256.",
    )
    # Middle greys, dark ones, light ones: each has the value that it has among all 256, whatever stands beside it.
    for part in (canvas // 2 + 64, canvas // 4 + 10, canvas // 4 + 180, canvas % 2):
        pale = expect.array(submission.network_input(part), dtype=NUMBERS)
        wanted = values.min() + span * np.sort((1 - part.ravel() / 255) if alike[0] else part.ravel() / 255)
        expect.that(
            pale.size == 784 and np.allclose(np.sort(pale.ravel()), wanted, atol=1e-4 * span),
            en="a canvas without black or white should keep its greys: its values are not stretched, shifted or inverted by what stands in it.",
            fr="un canevas sans noir ou sans blanc devrait garder ses gris : ses valeurs ne sont ni étirées, ni décalées, ni inversées selon ce qui s’y trouve.",
        )


def test_models_probabilities(submission):
    random = np.random.default_rng(5522)
    for wanted, between in ((2, (0, 1)), (8, (0.75, 1)), (5, (0, 0.2))):
        model, image, probabilities = model_of(submission, random, wanted, between=between)
        given = expect.array(model.call(image), shape=(1, 10))[0]
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
        expect.close(values.reshape(10), given, atol=1e-6)
    # One whose layers do not stand in a row, and one of a class of its own.
    for model in (submission.support.branched_model(), submission.support.model_of_a_class()):
        given = expect.array(model.call(image), shape=(1, 10))[0]
        answer = expect.sequence(submission.predict(model, image), 2)
        expect.close(_numbers(answer[1]).reshape(-1), given, atol=1e-6)


def test_as_for_inference(submission):
    random = np.random.default_rng(5523)
    _, image, _ = model_of(submission, random, 5)
    model = submission.support.worn_model(0.6)
    before, state = model.weights(), submission.support.state(model)
    first = expect.sequence(submission.predict(model, image), 2)
    second = expect.sequence(submission.predict(model, image), 2)
    for answer in (first, second):
        expect.number(answer[0])
    values = [_numbers(answer[1]) for answer in (first, second)]
    expect.that(
        values[0].shape == values[1].shape and np.allclose(*values, atol=1e-6),
        en="the same image twice should give the same probabilities twice: dropout is off at inference.",
        fr="deux fois la même image devrait donner deux fois les mêmes probabilités : en inférence, pas de dropout.",
    )
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)
    expect.that(
        submission.support.state(model) == state,
        en="the model should be left as it was: predict froze it, or compiled it, anew or otherwise.",
        fr="le modèle devrait rester tel qu’il était : predict l’a figé, ou compilé à nouveau ou autrement.",
        of="predict(model, image)",
    )


def test_all_articles(submission):
    for language, names in NAMES.items():
        for label, (_, said) in enumerate(names):
            expect.equal(expect.text(submission.with_article(label, language)).strip(), said)
    for kind in ("int64", "uint8"):
        answer = submission.support.with_numpy(submission.reference("with_article"), 3, kind)
        expect.equal(expect.text(answer).strip(), "Une robe", of=f"with_article(np.{kind}(3))")


def test_most_probable_first(submission):
    # Four of the second are 10.0 % when rounded, in neither order.
    close = np.array([0.3, 0.1004, 0.05, 0.0999, 0.02, 0.1001, 0.2, 0.1003, 0.015, 0.0143])
    single = PROBABILITIES.astype(np.float32)  # as a model gives them
    for probabilities, language in product((PROBABILITIES, close, single), ("fr", "en")):
        lines = _lines(submission, probabilities, language)
        found = [_label(line, language) for line in lines]
        expect.that(
            [label for label in found if label is not None] == list(np.argsort(-probabilities)),
            en="the classes are not in the order from the most to the least probable.",
            fr="les classes ne vont pas de la plus probable à la moins probable.",
        )


def test_percentages(submission):
    _, arguments = submission.report.with_arguments(PROBABILITIES, "en")
    expect.unchanged(PROBABILITIES, arguments[0])
    whole = np.array([0.5, 0.2, 0.1, 0.06, 0.05, 0.04, 0.03, 0.01, 0.007, 0.003])  # 50.0 %, not 50 %
    single = PROBABILITIES.astype(np.float32)  # as a model gives them
    # What rounding to two decimals first would take up, and what is hardly anything.
    near_a_half = np.array(
        [0.30346, 0.20347, 0.14146, 0.11147, 0.08546, 0.06146, 0.04147, 0.02346, 0.01746, 0.00547]
    )
    little = 1e-5 * np.array([99_640, 110, 80, 60, 40, 35, 20, 10, 4, 1])
    sure = np.eye(10)[4]
    usual = (PROBABILITIES, np.roll(PROBABILITIES, 3), whole, single, 0.9 * PROBABILITIES)
    for probabilities in (*usual, near_a_half, little, sure):
        found = {}
        lines = _lines(submission, probabilities, "en")
        if (probabilities is little or probabilities is sure) and sum(
            _label(line, "en") is not None for line in lines
        ) < 10:
            continue  # left-out classes are another check's matter
        for line in lines:
            percent = re.search(r":\s*(\d+)[.,](\d)\s*%", line)
            if _label(line, "en") is not None and percent:
                found[_label(line, "en")] = float(f"{percent[1]}.{percent[2]}")
        expect.that(
            len(found) == 10,
            en="each class should have a colon, then a percentage with one decimal and the sign %.",
            fr="chaque classe devrait avoir un deux-points, puis un pourcentage avec une décimale et le signe %.",
            received=len(found),
        )
        percentages = np.array([found[label] for label in range(10)])
        expect.close(percentages, 100 * probabilities, atol=0.1001, rtol=0)
        expect.that(
            np.abs(percentages - 100 * probabilities).max() < 0.0501,
            en="the percentages should be rounded to one decimal, not cut off after it, from 0.0 to 100.0.",
            fr="les pourcentages devraient être arrondis à une décimale, et non coupés après elle, de 0,0 à 100,0.",
        )


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
