"""Checks on odd inputs: dark, constant and empty batches, other types, columns in other places, sorted labels."""

import numpy as np

from autograder import data, expect

IMAGES, LABELS = data.digits(20, seed=30127)
EMPTY = np.zeros((0, 28, 28), np.uint8)
COLOUR = np.arange(2 * 3 * 5 * 3, dtype=np.uint8).reshape(2, 3, 5, 3)
# As labels and as pixels: the number of an example tells where it comes from.
COUNT = 2000
NUMBERS = np.arange(COUNT)
NUMBERED = np.stack([NUMBERS, NUMBERS + 7], axis=1)  # "images" of two pixels


def test_scale_fixed(submission):
    for images, value in (
        (np.full((3, 4, 4), 102, np.uint8), 0.4),
        (np.zeros((2, 4, 4), np.uint8), 0.0),
        (np.full((1, 4, 4), 255, np.uint8), 1.0),
    ):
        expect.close(submission.scale(images), np.full(images.shape, value))
    dark = np.array([[[10, 20], [30, 40]]], np.uint8)
    expect.close(submission.scale(dark), dark / 255.0)


def test_scale_types(submission):
    for dtype in ("uint16", "int16", "int64", "float32", "float64"):
        expect.close(submission.scale(IMAGES.astype(dtype)), IMAGES / 255.0)
    # All at most 1, and still pixels from 0 to 255: the values do not tell the scale.
    faint = np.array([[0.0, 1.0], [0.5, 0.25]], np.float32)
    expect.close(submission.scale(faint), faint / 255.0, atol=1e-7)


def test_scale_shapes(submission):
    for images in (EMPTY, COLOUR, COLOUR[0, 0, 0], IMAGES.reshape(20, 784)):
        expect.close(submission.scale(images), images / 255.0)


def test_scale_input_unchanged(submission):
    for images in (IMAGES, IMAGES.astype(np.float32), IMAGES.astype(np.float64)):
        scaled, after = submission.scale.with_arguments(images)
        expect.array(scaled, shape=images.shape)
        expect.unchanged(images, expect.sequence(after, 1)[0])


def test_flatten_colour(submission):
    expect.equal(submission.flatten(COLOUR), COLOUR.reshape(2, 45))


def test_flatten_dtype(submission):
    for dtype in ("uint8", "float32"):
        expect.array(submission.flatten(IMAGES.astype(dtype)), shape=(20, 784), dtype=dtype)


def test_flatten_odd(submission):
    expect.equal(submission.flatten(IMAGES[:1]), IMAGES[:1].reshape(1, 784))
    expect.array(submission.flatten(EMPTY), shape=(0, 784))
    expect.array(submission.flatten(np.zeros((0, 4, 5, 3), np.float32)), shape=(0, 60))


def test_channel_dtype(submission):
    for dtype in ("uint8", "float32"):
        expect.array(submission.add_channel(IMAGES.astype(dtype)), shape=(20, 28, 28, 1), dtype=dtype)


def test_channel_odd(submission):
    expect.equal(submission.add_channel(IMAGES[:1]), IMAGES[:1, :, :, None])
    expect.array(submission.add_channel(EMPTY), shape=(0, 28, 28, 1))


def test_one_hot_classes(submission):
    labels = np.array([1, 3, 3, 0])
    for classes in (4, 7, 12):
        vectors = np.zeros((4, classes))
        vectors[[0, 1, 2, 3], labels] = 1
        expect.close(submission.one_hot(labels, classes), vectors)
        expect.close(submission.one_hot(labels.astype(np.uint8), classes), vectors)


def test_one_hot_empty(submission):
    expect.array(submission.one_hot(np.zeros(0, np.int64), 10), shape=(0, 10))


def test_one_hot_refuses(submission):
    for labels, classes in (([0, 3, 1], 3), ([0, -1, 2], 3), ([9, 10], 10)):
        expect.raises(submission.one_hot, np.array(labels), classes, kinds=("ValueError",))
    expect.raises(submission.one_hot, np.array([1, 200], np.uint8), 10, kinds=("ValueError",))


def test_csv_dtype(submission):
    images, _ = expect.sequence(submission.read_pixel_csv(_put(submission, IMAGES, LABELS)), 2)
    expect.array(images, shape=IMAGES.shape, dtype="uint8")


def test_csv_label_column(submission):
    for place in (784, 300):
        path = _put(submission, IMAGES, LABELS, place)
        images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
        expect.close(images, IMAGES)
        expect.close(labels, LABELS)


def test_csv_one_row(submission):
    path = _put(submission, IMAGES[:1], LABELS[:1])
    images, labels = expect.sequence(submission.read_pixel_csv(path), 2)
    expect.close(images, IMAGES[:1])
    expect.close(labels, LABELS[:1])


def test_split_complete(submission):
    for share, seed in ((0.3, 5), (0.25, 6)):
        train, held = _parts(submission, NUMBERED, NUMBERS, share, seed)
        train_numbers, held_numbers = train[0][:, 0], held[0][:, 0]
        expect.that(
            not set(train_numbers.tolist()) & set(held_numbers.tolist()),
            en="Some examples are in both parts.",
            fr="Des exemples sont dans les deux parties.",
        )
        expect.that(
            np.array_equal(np.sort(np.concatenate([train_numbers, held_numbers])), NUMBERS),
            en="Together the two parts are not all the examples, each once.",
            fr="Ensemble, les deux parties ne sont pas tous les exemples, chacun une fois.",
        )


def test_split_random(submission):
    _, held = _parts(submission, NUMBERED, NUMBERS, 0.25, 8)
    tenths = np.bincount(np.clip(held[0][:, 0].astype(np.int64), 0, COUNT - 1) // 200, minlength=10)
    # Each tenth of the array has 200 examples, of which 50 are held out on average (σ = 5.8). The chance that any of
    # them leaves 10 to 95 is 8e-13 (hypergeometric distribution).
    expect.that(
        tenths.min() >= 10 and tenths.max() <= 95,
        en="Some regions of the array are held out far more often than others. Was the split drawn at random?",
        fr="Certaines régions du tableau sont bien plus souvent mises de côté que d’autres. La séparation est-elle tirée au hasard ?",
    )


def test_split_kinds(submission):
    labels = np.arange(30, dtype=np.uint8)
    for shape, dtype in (((30, 9), "float64"), ((30, 4, 5), "uint8"), ((30, 4, 5, 3), "float32")):
        images = (np.arange(np.prod(shape)) % 251).astype(dtype).reshape(shape)
        for part_images, part_labels in _parts(submission, images, labels, 0.5, 3):
            expect.array(part_images, shape=(15, *shape[1:]), dtype=dtype)
            expect.array(part_labels, shape=(15,), dtype="uint8")
            known = {image.tobytes() for image in images}
            expect.that(
                all(image.tobytes() in known for image in part_images),
                en="The images did not come back as they were.",
                fr="Les images ne sont pas revenues telles quelles.",
            )
    # 7 examples, half of them: 3 or 4 held out.
    train, held = _parts(submission, NUMBERED[:7], NUMBERS[:7], 0.5, 3)
    expect.that(
        len(held[0]) in (3, 4) and len(train[0]) + len(held[0]) == 7,
        en="Of 7 examples with held_out = 0.5, 3 or 4 should be held out.",
        fr="Sur 7 exemples avec held_out = 0.5, 3 ou 4 devraient être mis de côté.",
        received=len(held[0]),
    )


def test_split_input_unchanged(submission):
    parts, after = submission.split.with_arguments(NUMBERED, NUMBERS, 0.25, 4)
    expect.sequence(parts, 2)
    after = expect.sequence(after, 4)
    expect.unchanged(NUMBERED, after[0])
    expect.unchanged(NUMBERS, after[1])


def _parts(submission, images, labels, share, seed):
    """Return both parts of a split, as pairs of arrays of the same length."""
    parts = []
    for part in expect.sequence(submission.split(images, labels, share, seed=seed), 2):
        part_images, part_labels = expect.sequence(part, 2)
        part_images = expect.array(part_images, shape=(None, *images.shape[1:]))
        parts.append((part_images, expect.array(part_labels, shape=(len(part_images),))))
    return parts


def _put(submission, images, labels, place=0):
    """Write the images as a CSV file beside the answer, the label in column `place`, and return its path."""
    header = [f"pixel{number}" for number in range(1, 785)]
    header.insert(place, "label")
    lines = [",".join(header)]
    for image, label in zip(images, labels):
        cells = [str(pixel) for pixel in image.reshape(-1).tolist()]
        cells.insert(place, str(label))
        lines.append(",".join(cells))
    return submission.put("pixels.csv", ("\n".join(lines) + "\n").encode())
