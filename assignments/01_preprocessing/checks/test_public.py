"""Checks students can run themselves: one at least for every pitfall of the statement."""

import numpy as np

from autograder import data, expect
from autograder.base.verdict import AnswerError

PLAIN, LABELS_OF_PLAIN = data.digits(12, seed=1)
IMAGES, LABELS = PLAIN.copy(), LABELS_OF_PLAIN.copy()
IMAGES[3] = 0  # a black image, and one that stands there twice: no line may be dropped
IMAGES[6], LABELS[6] = IMAGES[5], LABELS[5]
IMAGES[8], LABELS[8] = 0, 0  # nothing but zeros
RAMP = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
RGB = RAMP.reshape(2, 2, 2, 3)
EMPTY = np.zeros((0, 28, 28), np.uint8)
# As labels and as pixels: the number of an example tells where it comes from.
COUNT = 2000
LAYOUTS = ("fortran", "view", "crop", "turned")  # of arrays in memory: see support.py
NUMBERS = np.arange(COUNT)
NUMBERED = np.stack([NUMBERS, NUMBERS + 7], axis=1)  # "images" of two pixels


def test_scale_values(submission):
    pixels = np.array([[[0, 51], [102, 255]]], np.uint8)
    # Nearer than a constant of a few digits comes; float32 rounds to 6e-8.
    scaled = expect.close(submission.scale(pixels), np.array([[[0.0, 0.2], [0.4, 1.0]]]), rtol=1e-6)
    # Not above 1 by a single bit: in float32, 255 times the nearest number to 1 / 255 is 1.
    expect.within(scaled, 0.0, 1.0)


def test_scale_dtype(submission):
    for dtype in ("uint8", "float64", "float32", "int64", "uint16"):
        images = IMAGES.astype(dtype)
        expect.array(submission.scale(images), shape=IMAGES.shape, dtype="float32")


def test_scale_fixed(submission):
    for images in (
        np.array([[[0, 1], [1, 0]]], np.uint8),  # almost black, and still pixels from 0 to 255
        np.array([[[10, 20], [30, 40]]], np.uint8),
        np.full((3, 4, 4), 102, np.uint8),
        np.zeros((2, 4, 4), np.uint8),
        np.full((1, 4, 4), 255, np.uint8),
    ):
        expect.close(submission.scale(images), images / 255.0)


def test_scale_input_unchanged(submission):
    for images in (IMAGES, IMAGES.astype(np.float32), IMAGES.astype(np.float64)):
        scaled, after = submission.scale.with_arguments(images)
        expect.array(scaled, shape=images.shape)
        expect.unchanged(images, expect.sequence(after, 1)[0])


def test_flatten_rows(submission):
    rows = np.array(
        [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]]
    )
    expect.equal(submission.flatten(RAMP), rows)
    # The same images, however they lie in memory.
    flatten = submission.reference("flatten")
    for layout in LAYOUTS:
        expect.equal(submission.support.laid_out(flatten, RAMP, layout), rows, of="flatten(images)")
        if _keeps_channels(submission):
            found = submission.support.laid_out(flatten, RGB, layout)
            expect.equal(found, rows, of="flatten(images)")


def _keeps_channels(submission):
    """Return whether flatten takes images in colour as they usually lie: if not, that is another check's matter."""
    try:
        return np.array_equal(submission.flatten(RGB), RGB.reshape(2, 12))
    except (AnswerError, ValueError):
        return False


def test_flatten_odd(submission):
    expect.equal(submission.flatten(IMAGES[:1]), IMAGES[:1].reshape(1, 784))
    expect.equal(submission.flatten(RAMP[:, :1, :1]), RAMP[:, :1, 0])
    expect.equal(
        submission.flatten(RAMP[:, :, :3]), RAMP[:, :, :3].reshape(2, 9)
    )  # three columns, no colours
    for count in (0, 1):
        expect.array(submission.flatten(np.zeros((count, 4, 5, 3), np.uint8)), shape=(count, 60))
    for dtype in ("uint8", "float32"):
        empty = expect.array(submission.flatten(EMPTY.astype(dtype)), shape=(0, 784))
        _same_dtype(empty, submission.flatten(IMAGES.astype(dtype)))


def test_channel_last(submission):
    expect.equal(submission.add_channel(RAMP), RAMP[:, :, :, None])
    add_channel = submission.reference("add_channel")
    for layout in LAYOUTS:
        found = submission.support.laid_out(add_channel, RAMP, layout)
        expect.equal(found, RAMP[:, :, :, None], of="add_channel(images)")


def test_channel_odd(submission):
    expect.equal(submission.add_channel(IMAGES[:1]), IMAGES[:1, :, :, None])
    for dtype in ("uint8", "float32"):
        empty = expect.array(submission.add_channel(EMPTY.astype(dtype)), shape=(0, 28, 28, 1))
        _same_dtype(empty, submission.add_channel(IMAGES.astype(dtype)))
    if _takes_any_size(submission):
        # One column, or three: no channels; one line; and none of another size.
        for thin in (RAMP[:, :, :1], RAMP[:, :, :3], RAMP[:, :1], IMAGES[:1, :1, :1]):
            expect.equal(submission.add_channel(thin), thin[:, :, :, None])
        expect.array(submission.add_channel(EMPTY[:, :5, :3]), shape=(0, 5, 3, 1))


def _takes_any_size(submission):
    """Return whether add_channel takes images of another size: if not, that is another check's matter."""
    try:
        return np.shape(submission.add_channel(RAMP)) == (2, 3, 4, 1)
    except (AnswerError, ValueError):
        return False


def test_one_hot_values(submission):
    vectors = submission.one_hot(np.array([2, 0, 1, 2]), 3)
    expect.equal(vectors, np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))


def test_one_hot_dtype(submission):
    expect.array(submission.one_hot(LABELS_OF_PLAIN, 10), shape=(12, 10), dtype="float32")


def test_one_hot_empty(submission):
    empty = expect.array(submission.one_hot(np.zeros(0, np.int64), 10), shape=(0, 10))
    _same_dtype(empty, submission.one_hot(LABELS_OF_PLAIN, 10))


def test_one_hot_refuses(submission):
    for labels, classes in (([0, 1, 3], 3), ([4, 0, 1], 3), ([0, -1, 2], 3), ([-1], 4), ([1, 0], 1)):
        expect.raises(submission.one_hot, np.array(labels), classes, kinds=("ValueError",))
    expect.raises(submission.one_hot, np.array([1, 200], np.uint8), 10, kinds=("ValueError",))
    expect.raises(submission.one_hot, np.array([1, -2], np.int8), 10, kinds=("ValueError",))
    # The largest, which often stands for "no label": one more is no number of the type.
    for dtype in ("uint8", "int8"):
        largest = np.array([1, np.iinfo(dtype).max], dtype)
        expect.raises(submission.one_hot, largest, 10, kinds=("ValueError",))
    for dtype in ("int8", "int16", "int64"):  # the lowest, whose opposite the type does not hold
        lowest = np.array([1, np.iinfo(dtype).min], dtype)
        expect.raises(submission.one_hot, lowest, 10, kinds=("ValueError",))
    for label in (256, -256, 1 << 16, 1 << 32):  # a byte, two or four would make 0 of it
        expect.raises(submission.one_hot, np.array([1, label]), 10, kinds=("ValueError",))


def test_csv_images(submission):
    for name in ("digits.csv", "Digits of May.txt"):  # a path is a path, whatever is in it
        path = _put(submission, IMAGES, LABELS, name)
        images, _ = expect.sequence(submission.read_pixel_csv(path), 2)
        expect.close(images, IMAGES)


def test_csv_labels(submission):
    _, labels = expect.sequence(submission.read_pixel_csv(_put(submission, PLAIN, LABELS_OF_PLAIN)), 2)
    expect.that(
        type(labels) is not list,
        en="The labels are not a NumPy array: a column of a data frame (a Series) and a list must be converted.",
        fr="Les étiquettes ne sont pas un tableau NumPy : une colonne d’un tableau pandas (une Series) et une liste doivent être converties.",
    )
    labels = expect.array(labels, shape=(12,))
    expect.that(
        labels.dtype.kind in "iu",
        en="The labels should be integers.",
        fr="Les étiquettes devraient être des entiers.",
        received=labels.dtype.name,
    )
    expect.equal(labels, LABELS_OF_PLAIN)


def test_csv_dtype(submission):
    images, _ = expect.sequence(submission.read_pixel_csv(_put(submission, PLAIN, LABELS_OF_PLAIN)), 2)
    expect.array(images, shape=(12, 28, 28), dtype="uint8")


def test_split_sizes(submission):
    # (n, share to hold out, numbers that are right)
    for count, share, right in (
        (50, 0.2, (10,)),
        (40, 0.75, (30,)),
        (100, 0.35, (35,)),
        (7, 0.5, (3, 4)),
        (3, 0.01, (0, 1)),
        (3, 0.99, (2, 3)),
        (1, 0.5, (0, 1)),
        (1000, 1 / 3, (333, 334)),
        (10, 0.9, (9, 10)),  # 10 * (1 - 0.9), the number of the others, is a little less than 1 in floats
        (20_000, 0.12345, (2469,)),  # each decimal of the share counts
        (12, 0.0, (0,)),
        (12, 1.0, (12,)),
        (12, 0, (0,)),  # a whole number is a share as well
        (12, 1, (12,)),
        (70, 0.25, (17, 18)),  # of each of seven labels 2.5
        (60, 0.25, (15,)),  # images all alike
    ):
        numbers = np.arange(count)
        labels = numbers % 7 if count == 70 else numbers
        images = np.stack([numbers, numbers + 7], axis=1) * (count != 60)
        parts = submission.split(images, labels, share, seed=13)
        train, held = (
            len(expect.array(expect.sequence(part, 2)[1], shape=(None,)))
            for part in expect.sequence(parts, 2)
        )
        expect.that(
            held in right or (count == 60 and train + held != count),  # lost twins are another check's matter
            en=f"Of {count} examples with held_out = {share}, {_either(right, 'or')} should be held out.",
            fr=f"Sur {count} exemples avec held_out = {share}, il faudrait en mettre {_either(right, 'ou')} de côté.",
            expected=_either(right, "/"),
            received=held,
        )
        expect.that(
            # Whether equal labels stay apart, or images that are alike, is another check's matter.
            train + held == count or count in (60, 70),
            en="The two parts together have not as many examples as were received.",
            fr="Les deux parties n’ont pas ensemble autant d’exemples qu’il y en avait.",
            expected=count,
            received=train + held,
        )


def test_split_together(submission):
    labels = np.arange(40)
    images = np.repeat(labels, 4).reshape(40, 2, 2)  # image i holds the number i four times
    for share in (0.25, 0.75, 1.0):
        for part in expect.sequence(submission.split(images, labels, share, seed=13), 2):
            part_images, part_labels = expect.sequence(part, 2)
            part_labels = expect.array(part_labels, shape=(None,))
            if not len(part_labels):
                continue
            part_images = expect.array(part_images, shape=(len(part_labels), 2, 2))
            expect.that(
                (part_images[:, 0, 0] == part_labels).all(),
                en="Some images have another image’s label.",
                fr="Des images ont l’étiquette d’une autre.",
            )


def test_split_seed(submission):
    held = {}
    # The same last digits, decimal or binary; n apart; neighbours; the largest; some that stand for none where 0 does.
    large = (64_013, 13 + 10**9, 13 + 2**16, 12 + 2**31, 13 + 2**31, 14 + 2**31, 2**32 - 1)
    for seed in (13, 13 + 60, *large, 0, 1, 42, 123, 1234, 2026):
        # Another share in between, which must leave nothing behind.
        first, _, again = (
            _parts(submission, NUMBERED[:60], NUMBERS[:60], share, seed)[1][1]
            for share in (1 / 3, 3 / 5, 1 / 3)
        )
        expect.that(
            np.array_equal(first, again),
            en="Two calls with the same seed gave different splits.",
            fr="Deux appels avec la même graine ont donné des séparations différentes.",
        )
        held[seed] = frozenset(first.tolist())
    elsewhere = submission.support.with_other_hashes(
        submission.reference("split"), NUMBERED[:60], NUMBERS[:60], 1 / 3, 13
    )
    expect.that(
        frozenset(expect.array(elsewhere, of="split(…)").ravel().tolist()) == held[13],
        en="In another process, the same seed gives another split: hash() of a text is another number there. Make the generator from the number seed itself.",
        fr="Dans un autre processus, la même graine donne une autre séparation : hash() d’un texte y est un autre nombre. Créez le générateur à partir du nombre seed lui-même.",
    )
    # 20 of 60: by chance the same once in 4e15.
    expect.that(
        len(set(held.values())) == len(held),
        en="Two different seeds held out the same examples.",
        fr="Deux graines différentes ont mis de côté les mêmes exemples.",
    )


def test_split_complete(submission):
    # As many examples as MNIST has, too: 16 bits do not number them.
    for count, share, seed in ((COUNT, 0.3, 5), (COUNT, 0.25, 6), (70_000, 0.01, 7)):
        numbers = np.arange(count)
        numbered = np.stack([numbers, numbers + 7], axis=1)
        train, held = _parts(submission, numbered, numbers, share, seed)
        train_numbers, held_numbers = train[0][:, 0], held[0][:, 0]
        expect.that(
            not set(train_numbers.tolist()) & set(held_numbers.tolist()),
            en="Some examples are in both parts.",
            fr="Des exemples sont dans les deux parties.",
        )
        expect.that(
            np.array_equal(np.sort(np.concatenate([train_numbers, held_numbers])), numbers),
            en="Together the two parts are not all the examples, each once.",
            fr="Ensemble, les deux parties ne sont pas tous les exemples, chacun une fois.",
        )


def test_split_random(submission):
    # Many examples, and few or most of them held out: of the first half 500 of 1000 (σ = 15), or 750 of 1500 (σ = 14).
    many = np.arange(10 * COUNT)
    numbered = np.stack([many, many + 7], axis=1)
    for count, share in ((10 * COUNT, 0.05), (COUNT, 0.75)):
        _, held = _parts(submission, numbered[:count], many[:count], share, 9)
        first_half = np.mean(held[0][:, 0] < count / 2) if len(held[0]) else 0.5
        expect.that(
            abs(first_half - 0.5) <= 0.1,
            en="Of one half of the array far more is held out than of the other; the share that lies in the first:",
            fr="Une moitié du tableau est bien plus mise de côté que l’autre ; la part qui se trouve dans la première :",
            expected=0.5,
            received=round(float(first_half), 2),
        )
    _, held = _parts(submission, NUMBERED, NUMBERS, 0.5, 8)
    chosen = np.zeros(COUNT, bool)
    chosen[np.clip(held[0][:, 0].astype(np.int64), 0, COUNT - 1)] = True
    # Each tenth of the array has 200 examples, of which 100 are held out on average (σ = 6.7): 7 σ. Of the 1999 pairs
    # of neighbours 500 are held out together on average (σ = 16): 6 σ, either a chance below 1e-9 for a right answer.
    # How many are held out in all is another check's matter.
    tenths = chosen.reshape(10, 200).sum(axis=1)
    expect.that(
        np.abs(tenths - tenths.mean()).max() <= 50,
        en="Some regions of the array are held out far more often than others. Was the split drawn at random?",
        fr="Certaines régions du tableau sont bien plus souvent mises de côté que d’autres. La séparation est-elle tirée au hasard ?",
    )
    expect.that(
        abs(np.sum(chosen[1:] & chosen[:-1]) - COUNT * np.mean(chosen) ** 2) <= 100,
        en="The examples held out follow a pattern, such as every other one. Was the split drawn at random?",
        fr="Les exemples mis de côté suivent un motif, par exemple un sur deux. La séparation est-elle tirée au hasard ?",
    )
    # With many seeds, each place is held out as often as the others: 7 σ of a binomial law, a chance below 1e-10. So
    # is each label, a rare one too. Ten of very many: sorted by hundreds, they are the first ones of their hundred. And
    # images that are all alike: what follows from the pixels leaves them in their order.
    split, unseeded = submission.reference("split"), False
    paired = np.array_equal(held[0][:, 0], held[1])  # else the labels do not tell the examples
    by_label = [(3, 1 / 3, 600, 3, NUMBERS[:3], True)] if paired else []
    for count, share, seeds, groups, labels, alike in (
        (5, 0.4, 600, 5, np.array([0, 0, 0, 0, 1]), False),
        (3, 1 / 3, 600, 3, NUMBERS[:3], False),
        *by_label,
        (10 * COUNT, 0.05, 12, 10, many, False),
        (10 * COUNT, 0.0005, 12, 2, many, False),
    ):
        times = submission.support.times_held(split, labels, share, seeds, alike)
        times = expect.array(times, shape=(count,), of="split(…)")
        # The same whatever the seed, or too few of a rare label: that is another check's matter.
        unseeded = set(times.tolist()) <= {0, seeds} and (unseeded or not alike)
        known = unseeded or (count == 5 and times.sum() != 2 * seeds)
        times = times.reshape(groups, -1).sum(axis=1)
        draws = seeds * count / len(times)
        usual = times.sum() / (draws * len(times))  # how many are held out in all is another check's matter
        expect.that(
            known or np.abs(times - draws * usual).max() <= 7 * np.sqrt(draws * usual * (1 - usual)),
            en=f"Of {count} examples, some are held out more often than others, with {seeds} seeds: each should have the same chance. How often, place by place, or part by part of the array:",
            fr=f"De {count} exemples, certains sont plus souvent mis de côté que d’autres, avec {seeds} graines : chacun devrait avoir la même chance. Combien de fois, place par place, ou partie par partie du tableau :",
            expected=round(draws * usual),
            received=", ".join(map(str, times.tolist())),
            of=f"split({'np.zeros((3, 2))' if alike else 'images'}, {'np.array([0, 0, 0, 0, 1])' if count == 5 else 'labels'}, {share:.2g}, seed)",
        )


def test_split_input_unchanged(submission):
    for images, labels in (
        (NUMBERED, NUMBERS),
        (NUMBERED[::-1], NUMBERS[::-1] % 10),  # no order that sorting keeps
        (IMAGES, LABELS),
        (np.arange(480, dtype=np.float32).reshape(10, 4, 4, 3), np.arange(10)),
    ):
        parts, after = submission.split.with_arguments(images, labels, 0.25, 4)
        expect.sequence(parts, 2)
        after = expect.sequence(after, 4)
        expect.unchanged(images, after[0])
        expect.unchanged(labels, after[1])


def _either(numbers, word):
    return f" {word} ".join(map(str, numbers))


def _same_dtype(empty, others):
    expect.that(
        empty.dtype == expect.array(others).dtype,
        en="An empty batch comes back with another dtype than other batches.",
        fr="Un lot vide revient avec un autre dtype que les autres lots.",
        expected=expect.array(others).dtype.name,
        received=empty.dtype.name,
    )


def _parts(submission, images, labels, share, seed):
    """Return both parts of a split, as pairs of arrays of the same length."""
    parts = []
    for part in expect.sequence(submission.split(images, labels, share, seed=seed), 2):
        part_images, part_labels = expect.sequence(part, 2)
        part_images = expect.array(part_images, shape=(None, *images.shape[1:]))
        parts.append((part_images, expect.array(part_labels, shape=(len(part_images),))))
    return parts


def _put(submission, images, labels, name="digits.csv"):
    """Write the images as a CSV file beside the answer and return its path."""
    lines = ["label," + ",".join(f"pixel{number}" for number in range(1, 785))]
    for image, label in zip(images, labels):
        lines.append(f"{label}," + ",".join(map(str, image.reshape(-1).tolist())))
    return submission.put(name, ("\n".join(lines) + "\n").encode())
