"""Checks the students receive."""

import struct

import numpy as np

from autograder import expect

NUMBERS = (
    "float16",
    "float32",
    "float64",
    "uint8",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint16",
    "uint32",
    "uint64",
)
HEADER = ",".join(["label", *(f"pixel{number}" for number in range(1, 785))])


def test_csv_form(submission):
    rows = "\n".join(",".join(["7", *["0", "255", "51", "102"] * 196]) for _ in range(5))
    path = submission.put("clothes.csv", f"{HEADER}\n{rows}\n".encode())
    _expect_form(submission.load_csv(path), 5, 7)


def test_idx_form(submission):
    pixels = bytes([0, 255, 51, 102] * 196)
    files = {
        "images": struct.pack(">4i", 2051, 4, 28, 28) + pixels * 4,
        "labels": struct.pack(">2i", 2049, 4) + bytes([3] * 4),
    }
    folder = submission.put_many(files)
    _expect_form(submission.load_idx(f"{folder}/images", f"{folder}/labels"), 4, 3)


def test_cnn_in_and_out(submission):
    _expect_classifier(submission.build_cnn())


def test_train_history(submission):
    model = submission.support.recorder()
    images = np.random.default_rng(1).random((40, 28, 28, 1), dtype=np.float32)
    history = expect.mapping(
        submission.train(model, images, np.arange(40) % 10, epochs=3, batch_size=8),
        keys=("loss", "accuracy", "val_loss", "val_accuracy"),
    )
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        for figure in expect.sequence(history[name], 3):
            expect.number(figure)


def test_altered_in_training(submission):
    images = _bars(8)
    altered = expect.array(
        expect.model(submission.augmentation()).call(images, training=True), shape=images.shape, dtype=NUMBERS
    )
    expect.within(altered, -1e-5, 1 + 1e-5)
    expect.that(
        not np.allclose(altered, images, atol=1e-3),
        en="with training=True, the images should come out altered.",
        fr="avec training=True, les images devraient sortir modifiées.",
    )


def test_same_at_inference(submission):
    images = _bars(8)
    expect.close(expect.model(submission.augmentation()).call(images), images, atol=1e-6)


def test_whole_same_at_inference(submission):
    random = np.random.default_rng(2)
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10))
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    images = random.random((6, 28, 28, 1), dtype=np.float32)
    expect.close(whole.call(images), model.call(images), atol=1e-6)


def test_scores_form(submission):
    model = submission.support.linear_model(np.zeros((784, 10)), np.arange(10) / 10)
    found = submission.scores(model, np.zeros((20, 28, 28, 1), np.float32), np.arange(20) % 10)
    found = expect.mapping(found, keys=("loss", "accuracy", "error_rate"))
    for name in ("accuracy", "error_rate"):
        expect.within(expect.number(found[name]), 0.0, 1.0)


def test_curves_lines(submission):
    history = {
        "loss": [1.1, 0.7, 0.5, 0.45],
        "accuracy": [0.6, 0.75, 0.82, 0.85],
        "val_loss": [0.8, 0.65, 0.6, 0.62],
        "val_accuracy": [0.7, 0.74, 0.79, 0.78],
    }
    figure = expect.figure(submission.learning_curves(history))
    for name in ("accuracy", "loss"):
        expect.that(
            any(_shows(axes, history[name]) and _shows(axes, history[f"val_{name}"]) for axes in figure.axes),
            en=f"one of the axes should show {name} and val_{name} as lines.",
            fr=f"l’un des repères devrait montrer {name} et val_{name} sous forme de lignes.",
        )


def test_confusion_counts(submission):
    labels, predicted = np.array([0, 1, 1, 2, 9, 9, 9]), np.array([0, 1, 3, 2, 9, 9, 7])
    counts = np.zeros((10, 10))
    for true, guess in zip(labels, predicted):
        counts[true, guess] += 1
    figure = expect.figure(submission.confusion_figure(labels, predicted, tuple("ABCDEFGHIJ")))
    expect.that(
        any(
            np.shape(image) == (10, 10) and np.array_equal(np.asarray(image, float), counts)
            for axes in figure.axes
            for image in axes.images
        ),
        en="the figure should show the 10 × 10 counts with imshow: rows are true classes, columns predicted ones.",
        fr="la figure devrait montrer les 10 × 10 effectifs avec imshow : en lignes les vraies classes, en colonnes les classes prédites.",
    )


def test_classes_of_a_file(submission):
    random = np.random.default_rng(3)
    # Such small weights that no class has a probability above one half.
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.03, np.arange(10) / 20)
    images = random.random((12, 28, 28, 1), dtype=np.float32)
    path = submission.support.save(model, submission.folder())
    expect.equal(submission.predict_classes(path, images), model.call(images).argmax(axis=1))


def test_deep_in_and_out(submission):
    _expect_classifier(submission.build_deep_cnn())


def _expect_form(answer, count, label):
    images, labels = expect.sequence(answer, 2)
    expect.array(images, shape=(count, 28, 28, 1), dtype="float32")
    expect.within(images, 0.0, 1.0)
    expect.array(
        labels,
        shape=(count,),
        dtype=("int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64"),
    )
    expect.equal(labels, np.full(count, label))


def _expect_classifier(model):
    images = np.random.default_rng(4).random((3, 28, 28, 1), dtype=np.float32)
    probabilities = expect.array(expect.model(model).call(images), shape=(3, 10), dtype=NUMBERS)
    expect.close(probabilities.astype(float).sum(axis=1), np.ones(3), atol=1e-4)


def _bars(count):
    images = np.zeros((count, 28, 28, 1), np.float32)
    images[:, 13:15, 6:22] = 1
    return images


def _shows(axes, numbers):
    return any(len(line) == len(numbers) and np.allclose(line[:, 1], numbers) for line in axes.lines)
