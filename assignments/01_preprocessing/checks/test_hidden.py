"""Checks on odd inputs: other types, shapes, sizes and orders, many classes, columns in other places."""

import numpy as np

from autograder import data, expect
from autograder.base.verdict import AnswerError

from test_public import EMPTY, LAYOUTS

IMAGES, LABELS = data.digits(20, seed=30127)
COLOUR = np.arange(2 * 3 * 5 * 3, dtype=np.uint8).reshape(2, 3, 5, 3)
DTYPES = ("uint8", "float16", "float32", "float64", "int32", "int64", "uint16", "uint32", "bool")
# Numbers of which 64 bits with a fraction hold every other one only.
HUGE = 2**53 + np.arange(2 * 784).reshape(2, 28, 28)


def test_scale_types(submission):
    # As what they are in bytes, the brightest pixel of which is another check's matter.
    dark = [np.array(rows, np.uint8) for rows in ([[0, 1], [1, 0]], [[10, 20], [30, 40]], [[0, 0]])]
    wanted = [submission.scale(each) for each in dark]
    for dtype in ("uint16", "int16", "int32", "uint32", "int64", "uint64", "float32", "float64"):
        expect.close(submission.scale(IMAGES.astype(dtype)), IMAGES / 255.0)
        for each, scaled in zip(dark, wanted):
            expect.close(submission.scale(each.astype(dtype)), scaled)
    # All at most 1, and still pixels from 0 to 255: the values do not tell the scale.
    faint = np.array([[0.0, 1.0], [0.5, 0.25]], np.float32)
    expect.close(submission.scale(faint), faint / 255.0, atol=1e-7)
    # Of floats, the fractions count too.
    between = np.array([[99.9, 180.7], [254.6, 33.3]])
    for dtype in ("float32", "float64"):
        expect.close(submission.scale(between.astype(dtype)), between / 255.0)


def test_scale_shapes(submission):
    shapes = (EMPTY, COLOUR, COLOUR[0, 0, 0], IMAGES.reshape(20, 784), COLOUR[None, :1])
    # Axes of size 1, the last one too, are no reason to leave one out.
    for images in (*shapes, COLOUR[0, :, :1, 0], COLOUR[..., :1], COLOUR[0, 0, 0, :1]):
        expect.close(submission.scale(images), images / 255.0)
    empty, other = (expect.array(submission.scale(each)) for each in (EMPTY, IMAGES))
    expect.that(
        empty.dtype == other.dtype,
        en="An empty batch comes back with another dtype than other batches.",
        fr="Un lot vide revient avec un autre dtype que les autres lots.",
    )
    scale = submission.reference("scale")
    for layout in LAYOUTS:
        expect.close(submission.support.laid_out(scale, COLOUR, layout), COLOUR / 255.0, of="scale(images)")


def test_flatten_colour(submission):
    expect.equal(submission.flatten(COLOUR), COLOUR.reshape(2, 45))
    for shape in ((2, 5, 3, 1), (3, 4, 2, 4), (5, 2, 2, 2)):
        images = np.arange(np.prod(shape), dtype=np.int64).reshape(shape)
        expect.equal(submission.flatten(images), images.reshape(shape[0], -1))


def test_flatten_dtype(submission):
    for dtype in DTYPES:
        expect.array(submission.flatten(IMAGES.astype(dtype)), shape=(20, 784), dtype=dtype)
    expect.equal(np.sort(expect.array(submission.flatten(HUGE)), axis=-1), HUGE.reshape(2, 784))


def test_channel_dtype(submission):
    for dtype in DTYPES:
        expect.array(submission.add_channel(IMAGES.astype(dtype)), shape=(20, 28, 28, 1), dtype=dtype)
    huge = expect.array(submission.add_channel(HUGE))
    expect.equal(np.sort(huge.ravel()), HUGE.ravel())


def test_one_hot_classes(submission):
    labels = np.array([1, 3, 3, 0])
    for classes in (4, 7, 12):
        for dtype in ("int64", "uint8", "int16", "uint64", "int8", "uint16", "int32", "uint32"):
            _is_one_hot(submission, labels.astype(dtype), classes)
    _is_one_hot(submission, np.zeros(3, np.int64), 1)
    _is_one_hot(submission, np.array([1, 0, 0, 1]), 2)
    _is_one_hot(submission, np.array([2]), 3)
    # More classes than a byte can number.
    many = np.array([299, 0, 255, 256, 43])
    for dtype in ("int64", "uint16"):
        _is_one_hot(submission, many.astype(dtype), 300)
    _is_one_hot(submission, np.array([255, 0], np.uint8), 256)
    # As many as the type of the labels cannot number, though the labels fit in.
    for dtype, count in (("uint8", 300), ("int8", 200)):
        _is_one_hot(submission, np.array([2, 0, 127], dtype), count)
    # Many labels, more than two of the types can number, and few classes.
    for dtype in ("int64", "uint8", "int8"):
        _is_one_hot(submission, (np.arange(400) % 3).astype(dtype), 3)


def test_csv_label_column(submission):
    for place in (784, 300):
        path = _put(submission, IMAGES, LABELS, place)
        images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
        expect.close(images, IMAGES)
        expect.close(labels, LABELS)

    # Many lines, more than a reader takes at a time, the last of them without a line feed; no two of them alike.
    several = np.concatenate([IMAGES] * 60)[:1093]
    several[:, 0, 0], several[:, 0, 1] = np.arange(1093) % 200 + 1, np.arange(1093) // 200
    numbers = np.arange(len(several)) % 10
    path = submission.put("pixels.csv", _csv(several, numbers).rstrip(b"\n"))
    images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
    expect.close(images, several)
    expect.close(labels, numbers)


def test_csv_one_row(submission):
    path = _put(submission, IMAGES[:1], LABELS[:1])
    images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
    expect.close(images, IMAGES[:1])
    expect.close(labels, LABELS[:1])
    # The same file with another content: hardly a pixel that is not black.
    dark = (IMAGES[1:2] > 200).astype(np.uint8)
    submission.support.write(path, _csv(dark, LABELS[1:2]))
    images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
    expect.close(images, dark)
    expect.close(labels, LABELS[1:2])
    expect.that(
        submission.support.new_arrays(submission.reference("read_pixel_csv"), path),
        en="The same arrays come back from a second call: whoever alters them has other images the next time.",
        fr="Un second appel renvoie les mêmes tableaux : qui les modifie a d’autres images la fois suivante.",
        of="read_pixel_csv(path)",
    )


def test_split_kinds(submission):
    for shape, dtype, label_dtype in (
        ((30, 9), "float64", "uint8"),
        ((30, 4, 5), "uint8", "int64"),
        ((30, 4, 5, 3), "float32", "int16"),
        ((30, 4, 5, 1), "uint8", "uint8"),
        ((30,), "int16", "uint16"),
        ((30, 2), "int64", "int64"),
        ((30, 3), "bool", "int32"),
    ):
        images = (np.arange(np.prod(shape)) % 251).astype(dtype).reshape(shape)
        if dtype == "int64":
            images += 2**53  # every other one is no number of 64 bits with a fraction
        labels = (np.arange(30) * (7 if label_dtype == "uint8" else 1000)).astype(label_dtype)
        for share in (0.0, 1.0):
            try:
                parts = submission.split(images, labels, share, seed=3)
            except AnswerError:
                if share:
                    raise
                continue  # how many are held out of none is another check's matter
            for part in expect.sequence(parts, 2):
                # An empty part, too, has the dtypes received.
                part_images, part_labels = expect.sequence(part, 2)
                expect.array(part_images, dtype=dtype)
                expect.array(part_labels, shape=(None,), dtype=label_dtype)
        twins, twin_labels = images.copy(), labels.copy()
        twins[7], twins[8], twin_labels[8] = 0, twins[9], labels[9]  # a black one and twins are examples too
        counts = []
        for each, each_labels in ((images, labels), (twins, twin_labels)):
            known = {image.tobytes() for image in each}
            counts.append(0)
            for part in expect.sequence(submission.split(each, each_labels, 0.5, seed=3), 2):
                part_images, part_labels = expect.sequence(part, 2)
                part_images = expect.array(part_images, shape=(None, *shape[1:]), dtype=dtype)
                part_labels = expect.array(part_labels, shape=(len(part_images),), dtype=label_dtype)
                counts[-1] += len(part_images)
                expect.that(
                    all(image.tobytes() in known for image in part_images)
                    and set(part_labels.tolist()) <= set(each_labels.tolist()),
                    en="Images or labels did not come back as they were.",
                    fr="Des images ou des étiquettes ne sont pas revenues telles quelles.",
                )
        expect.that(
            counts[0] == counts[1],
            en="Where two images are equal, or one is black, examples are lost.",
            fr="Quand deux images sont égales, ou qu’une est noire, des exemples se perdent.",
        )


def _is_one_hot(submission, labels, classes):
    vectors = np.zeros((len(labels), classes))
    vectors[np.arange(len(labels)), labels.astype(np.int64)] = 1
    expect.equal(submission.one_hot(labels, classes), vectors)


def _put(submission, images, labels, place=0):
    """Write the images as a CSV file beside the answer, the label in column `place`, and return its path."""
    return submission.put("pixels.csv", _csv(images, labels, place))


def _csv(images, labels, place=0):
    header = [f"pixel{number}" for number in range(1, 785)]
    header.insert(place, "label")
    lines = [",".join(header)]
    for image, label in zip(images, labels):
        cells = [str(pixel) for pixel in image.reshape(-1).tolist()]
        cells.insert(place, str(label))
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()
