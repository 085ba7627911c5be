"""Checks students can run themselves."""

import numpy as np

from autograder import data, expect

IMAGES, LABELS = data.digits(12, seed=1)
RAMP = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)


def test_scale_values(submission):
    pixels = np.array([[[0, 51], [102, 255]]], np.uint8)
    expect.close(submission.scale(pixels), np.array([[[0.0, 0.2], [0.4, 1.0]]]))


def test_scale_dtype(submission):
    expect.array(submission.scale(IMAGES), shape=IMAGES.shape, dtype="float32")
    doubles = IMAGES.astype(np.float64)
    expect.array(submission.scale(doubles), shape=IMAGES.shape, dtype="float32")


def test_flatten_rows(submission):
    rows = np.array(
        [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]]
    )
    expect.equal(submission.flatten(RAMP), rows)


def test_channel_last(submission):
    expect.equal(submission.add_channel(RAMP), RAMP[:, :, :, None])


def test_one_hot_values(submission):
    vectors = submission.one_hot(np.array([2, 0, 1, 2]), 3)
    expect.close(vectors, np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))


def test_one_hot_dtype(submission):
    expect.array(submission.one_hot(LABELS, 10), shape=(12, 10), dtype="float32")


def test_csv_images(submission):
    images, _ = expect.sequence(submission.read_pixel_csv(_put(submission)), 2)
    expect.close(images, IMAGES)


def test_csv_labels(submission):
    _, labels = expect.sequence(submission.read_pixel_csv(_put(submission)), 2)
    labels = expect.array(labels, shape=(12,))
    expect.that(
        labels.dtype.kind in "iu",
        en="The labels should be integers.",
        fr="Les étiquettes devraient être des entiers.",
        received=labels.dtype.name,
    )
    expect.equal(labels, LABELS)


def test_split_sizes(submission):
    images, labels = data.digits(50, seed=4)
    train, held = expect.sequence(submission.split(images, labels, 0.2, seed=13), 2)
    for part, count in ((train, 40), (held, 10)):
        part_images, part_labels = expect.sequence(part, 2)
        expect.array(part_images, shape=(count, 28, 28))
        expect.array(part_labels, shape=(count,))


def test_split_together(submission):
    labels = np.arange(40)
    images = np.repeat(labels, 4).reshape(40, 2, 2)  # image i holds the number i four times
    for part in expect.sequence(submission.split(images, labels, 0.25, seed=13), 2):
        part_images, part_labels = expect.sequence(part, 2)
        part_images = expect.array(part_images, shape=(None, 2, 2))
        part_labels = expect.array(part_labels, shape=(len(part_images),))
        expect.that(
            (part_images[:, 0, 0] == part_labels).all(),
            en="Some images have another image’s label.",
            fr="Des images ont l’étiquette d’une autre.",
        )


def test_split_seed(submission):
    images, labels = np.arange(60).reshape(60, 1, 1), np.arange(60)
    first, again, other = (_held(submission, images, labels, seed) for seed in (13, 13, 14))
    expect.that(
        np.array_equal(first, again),
        en="Two calls with the same seed gave different splits.",
        fr="Deux appels avec la même graine ont donné des séparations différentes.",
    )
    # 20 of 60: by chance the same once in 4e15.
    expect.that(
        set(first.tolist()) != set(other.tolist()),
        en="Two different seeds held out the same examples.",
        fr="Deux graines différentes ont mis de côté les mêmes exemples.",
    )


def _held(submission, images, labels, seed):
    _, held = expect.sequence(submission.split(images, labels, 1 / 3, seed=seed), 2)
    _, held_labels = expect.sequence(held, 2)
    return expect.array(held_labels, shape=(None,))


def _put(submission):
    """Write the images as a CSV file beside the answer and return its path."""
    lines = ["label," + ",".join(f"pixel{number}" for number in range(1, 785))]
    for image, label in zip(IMAGES, LABELS):
        lines.append(f"{label}," + ",".join(map(str, image.reshape(-1).tolist())))
    return submission.put("digits.csv", ("\n".join(lines) + "\n").encode())
