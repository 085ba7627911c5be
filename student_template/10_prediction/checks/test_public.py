"""Checks the students receive."""

import io

import numpy as np
from PIL import Image

from autograder import expect

# Any kind of number will do where the dtype is another check's business.
NUMBERS = ("float16", "float32", "float64", "uint8", "uint16", "int16", "int32", "int64")

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


def test_white_canvas(submission):
    canvas = submission.on_canvas(np.zeros((45, 60), np.uint8))
    canvas = expect.array(canvas, shape=(28, 28), dtype="uint8")
    border = np.concatenate(
        [canvas[:3].ravel(), canvas[-3:].ravel(), canvas[:, :3].ravel(), canvas[:, -3:].ravel()]
    )
    expect.that(
        (border == 255).all(),
        en="the canvas around the picture should be white (255).",
        fr="le canevas autour de l’image devrait être blanc (255).",
        received=int(border.min()),
    )
    expect.that(
        canvas[14, 14] < 60,
        en="a black picture should be black in the middle of the canvas.",
        fr="une image noire devrait être noire au milieu du canevas.",
        received=int(canvas[14, 14]),
    )


def test_longest_side(submission):
    for height, width in ((40, 100), (90, 30)):
        canvas = submission.on_canvas(np.zeros((height, width), np.uint8))
        canvas = expect.array(canvas, shape=(28, 28), dtype=NUMBERS)
        dark = np.argwhere(canvas < 128)
        longest = int((np.ptp(dark, axis=0) + 1).max()) if len(dark) else 0
        expect.that(
            longest == 20,
            en=f"the longest side of a black picture of {width} × {height} should measure 20 pixels on the canvas.",
            fr=f"le plus grand côté d’une image noire de {width} × {height} devrait mesurer 20 pixels sur le canevas.",
            expected=20,
            received=longest,
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
            received=float(image.flat[0]) if image.size else None,
        )


def test_label_and_probabilities(submission):
    weights = np.zeros((784, 10), np.float32)
    biases = np.log(np.array([1, 1, 1, 1, 1, 1, 10, 1, 1, 2], np.float32))  # sum 20: class 6 has 0.5
    model = submission.support.linear_model(weights, biases)
    answer = expect.sequence(submission.predict(model, np.zeros((1, 28, 28, 1), np.float32)), 2)
    label = expect.integer(answer[0])
    expect.that(
        0 <= label <= 9,
        en="the label should be between 0 and 9.",
        fr="le label devrait être compris entre 0 et 9.",
        received=label,
    )
    probabilities = expect.array(answer[1], shape=(10,), dtype=("float32", "float64"))
    expect.within(probabilities, 0.0, 1.0)


def test_some_articles(submission):
    for language, names in (("fr", FRENCH), ("en", ENGLISH)):
        for label, name in names.items():
            expect.equal(expect.text(submission.with_article(label, language)).strip(), name)


def test_ten_lines(submission):
    text = expect.text(submission.report(np.array([0.01] * 7 + [0.9, 0.015, 0.015]), "fr"))
    lines = [line for line in text.splitlines() if line.strip()]
    expect.that(
        len(lines) == 10,
        en="the report should have ten lines.",
        fr="le rapport devrait avoir dix lignes.",
        expected=10,
        received=len(lines),
    )
    names = ("T-shirt/haut", "Pantalon", "Pull", "Robe", "Manteau", "Sandales", "Chemise", "Baskets", "Sac")
    for name in (*names, "Bottes de cheville"):
        expect.that(
            sum(line.strip().startswith(name) for line in lines) == 1,
            en=f"one line should begin with {name}.",
            fr=f"une ligne devrait commencer par {name}.",
        )


def _png(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
