"""Checks the students receive."""

import struct
from collections import Counter
from itertools import zip_longest

import numpy as np

from autograder import expect
from autograder.base.verdict import AnswerError, Message

RANDOM = np.random.default_rng(731)
PIXELS = RANDOM.integers(0, 256, (9, 784), dtype=np.uint8)
PIXELS[3:6] //= 2  # not every image reaches 255
PIXELS[6], PIXELS[7] = PIXELS[5], 0  # one occurs twice, another is black
LABELS = np.array([0, 3, 9, 9, 5, 2, 2, 1, 6])

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
WHOLE = tuple(kind for kind in NUMBERS if "int" in kind)
HEADER = ",".join(["label", *(f"pixel{number}" for number in range(1, 785))])


def test_csv_form(submission):
    for count in (5, 1):
        rows = "\n".join(",".join(["7", *["0", "255", "51", "102"] * 196]) for _ in range(count))
        path = submission.put("clothes.csv", f"{HEADER}\n{rows}\n".encode())
        _expect_form(submission.load_csv(path), count, 7)


def test_idx_form(submission):
    pixels = bytes([0, 255, 51, 102] * 196)
    for count in (4, 1):
        files = {
            "images": struct.pack(">4i", 2051, count, 28, 28) + pixels * count,
            "labels": struct.pack(">2i", 2049, count) + bytes([3] * count),
        }
        folder = submission.put_many(files)
        _expect_form(submission.load_idx(f"{folder}/images", f"{folder}/labels"), count, 3)


def test_cnn_in_and_out(submission):
    _expect_classifier(submission.build_cnn())


def test_train_history(submission):
    images = np.random.default_rng(1).random((20, 28, 28, 1), dtype=np.float32)
    # A model that hardly moves, so that its losses stay, and which is trained once more; one that moves away from what
    # is right, so that they rise.
    for rate, trainings in ((1e-30, (12, 2)), (-0.001, (3,)), (0.001, (1,))):
        model = submission.support.recorder(rate)
        for epochs in trainings:
            _expect_history(submission, model, images, epochs)
    model = submission.support.recorder()
    is_mapping, of_lists = expect.sequence(
        submission.support.returns_mapping(
            submission.reference("train"), model, images, np.arange(20) // 15, 1
        ),
        length=2,
    )
    expect.that(
        is_mapping,
        en="the dictionary was expected that the object of fit holds as its history, not that object.",
        fr="le dictionnaire que l’objet renvoyé par fit contient comme history était attendu, et non cet objet.",
    )
    expect.that(
        of_lists,
        en="the dictionary should hold lists, as history does, not arrays.",
        fr="le dictionnaire devrait contenir des listes, comme history, et non des tableaux.",
    )


def _expect_history(submission, model, images, epochs):
    history = expect.mapping(
        submission.train(model, images, np.arange(20) // 15, epochs=epochs, batch_size=16),
        keys=("loss", "accuracy", "val_loss", "val_accuracy"),
    )
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        figures = [expect.number(figure) for figure in expect.sequence(history[name], epochs)]
        told = submission.support.told(model).get(name, [])
        expect.that(
            len(told) == epochs and np.allclose(figures, told, rtol=1e-6),
            en=f'"{name}" should hold the numbers that fit returns, as they are.',
            fr=f"« {name} » devrait contenir les nombres que renvoie fit, tels quels.",
        )
    expect.that(
        not submission.support.interfered(model),
        en="the training should be nothing but fit with epochs, batch_size and the two parts as NumPy arrays: no "
        "weights for classes or images, no learning rate altered on the way, no early end, no weights put back.",
        fr="l’entraînement ne devrait être que fit avec epochs, batch_size et les deux parts en tableaux NumPy : ni "
        "poids pour des classes ou des images, ni taux d’apprentissage modifié en route, ni fin anticipée, ni poids remis.",
    )


def test_altered_in_training(submission):
    images = _bars(8)
    model = expect.model(submission.augmentation(), takes=(28, 28, 1), of="augmentation()")
    altered = expect.array(model.call(images, training=True), shape=images.shape, dtype=NUMBERS)
    expect.within(altered, -1e-5, 1 + 1e-5)
    expect.that(
        not np.allclose(altered, images, atol=1e-3),
        en="with training=True, the images should come out altered.",
        fr="avec training=True, les images devraient sortir modifiées.",
    )
    expect.that(
        np.median(altered, axis=(1, 2, 3)).max() < 0.02,
        en="the black background of bars came out lighter: images are to be moved, not lightened.",
        fr="le fond noir de barres est sorti plus clair : il faut déplacer les images, non les éclaircir.",
        expected=0,
        received=round(float(np.median(altered, axis=(1, 2, 3)).max()), 3),
    )
    middle = middle_of_grey(submission)
    expect.that(
        np.allclose(middle, 0.5, atol=1e-4),
        en="an image that is grey (0.5) all over did not stay so: images are to be moved, their pixels not altered.",
        fr="une image toute grise (0,5) ne l’est pas restée : il faut déplacer les images, non changer leurs pixels.",
        expected=0.5,
        received=round(float(middle.flat[np.abs(middle - 0.5).argmax()]), 3),
    )
    # Where pixels are only moved and averaged, the sum of two images becomes the sum of what each becomes.
    random = np.random.default_rng(6)
    one, other = random.uniform(-2, 3, (2, 8, 28, 28, 1)).astype(np.float32)
    became = [
        expect.array(
            expect.model(submission.augmentation(seed=25)).call(each, training=True), shape=one.shape
        )
        for each in (one, one, other, one + other)
    ]
    expect.that(
        # Altered alike by the same seed: that is another check's matter.
        not np.allclose(became[0], became[1], atol=1e-5)
        or np.allclose(became[1] + became[2], became[3], atol=1e-4),
        en="images are to be moved, their pixels not altered, whatever their values: brightness or contrast changed.",
        fr="il faut déplacer les images, non changer leurs pixels, quelles que soient leurs valeurs : la luminosité ou "
        "le contraste a changé.",
    )


def test_same_at_inference(submission):
    random = np.random.default_rng(5)
    wide = random.uniform([[[[-1]]]] * 8 + [[[[-300]]]] * 8, [[[[2]]]] * 8 + [[[[300]]]] * 8, (16, 28, 28, 1))
    images = np.concatenate([_bars(8), wide.astype(np.float32)])
    model = expect.model(submission.augmentation())
    expect.close(model.call(images), images, atol=1e-6)
    expect.close(submission.support.called_plainly(model, images), images, atol=1e-6)


# How much of the spread of random pixels is left. One bilinear interpolation: 2/3 in theory (along each axis a pixel is
# f and 1-f of two, and the mean of f² + (1-f)² is 2/3: so much of the variance is left by each axis):
# - spread left, one map: lowest 0.671, highest 0.676, 3 seeds
# - spread left, two layers: highest 0.558, 3 seeds
# - spread left, four layers: highest 0.487, 3 seeds
# The nearest pixel: 1.
def test_interpolated_once(submission):
    noise = np.random.default_rng(70435).random((200, 28, 28, 1), dtype=np.float32)
    left = _spread_left(noise, altered_by(expect.model(submission.augmentation(seed=23)), noise))
    expect.that(
        left > 0.6,
        en="the images come out blurred: interpolate each of them once, not once for every layer. Of the contrast of "
        "random pixels, 0.67 is left after one interpolation.",
        fr="les images sortent floues : n’interpolez chacune qu’une fois, et non une fois par couche. Du contraste de "
        "pixels tirés au hasard, il reste 0,67 après une interpolation.",
        expected=0.67,
        received=round(left, 2),
    )
    expect.that(
        left < 0.85,
        en='the images are not interpolated: take interpolation="bilinear".',
        fr='les images ne sont pas interpolées : prenez interpolation="bilinear".',
        received=round(left, 2),
    )


def test_whole_same_at_inference(submission):
    random = np.random.default_rng(2)
    for scale in (1, 300):
        model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05 / scale, np.zeros(10))
        whole = expect.model(
            submission.with_augmentation(model, submission.support.altering()), takes=(28, 28, 1)
        )
        images = random.uniform(-scale, 2 * scale, (6, 28, 28, 1)).astype(np.float32)
        expect.close(whole.call(images), model.call(images), atol=1e-6)
        # Where nobody says whether it is training; Keras's own random layers alter even then, so others do here.
        whole = expect.model(submission.with_augmentation(model, submission.support.lighter()))
        expect.close(submission.support.called_plainly(whole, images), model.call(images), atol=1e-6)


def test_scores_form(submission):
    model = submission.support.linear_model(np.zeros((784, 10)), np.arange(10) / 10)
    found = submission.scores(model, np.zeros((20, 28, 28, 1), np.float32), np.arange(20) % 10)
    found = expect.mapping(found, keys=("loss", "accuracy", "error_rate"))
    for name in ("accuracy", "error_rate"):
        expect.within(expect.number(found[name]), 0.0, 1.0)


def test_curves_lines(submission):
    history = {  # where validated, beyond the numbers of the training: the axes have to show these, too
        "loss": [1.1, 0.7, 0.5, 0.45],
        "accuracy": [0.6, 0.75, 0.82, 0.85],
        "val_loss": [0.8, 0.65, 0.9, 1.6],
        "val_accuracy": [0.4, 0.74, 0.79, 0.98],
    }
    # So many epochs that one might leave some out, or smooth them.
    random = np.random.default_rng(8)
    other = {
        name: (np.linspace(figures[0], figures[-1], 250) + random.uniform(0, 0.05, 250)).tolist()
        for name, figures in history.items()
    }
    figure, after = submission.learning_curves.with_arguments(other)
    figure = expect.figure(figure)
    expect.that(
        all(
            any(_shows(axes, other[name]) and _shows(axes, other[f"val_{name}"]) for axes in figure.axes)
            for name in ("accuracy", "loss")
        ),
        en="of 250 epochs, the lines do not show all numbers of the history as they are, from the first to the last.",
        fr="de 250 époques, les lignes ne montrent pas tous les nombres de l’historique tels quels, du premier au dernier.",
    )
    (left,) = expect.sequence(after, 1)
    expect.equal(left, other, of="history")
    figure = expect.figure(submission.learning_curves(history))
    panels = len(figure.axes)
    expect.that(
        panels <= 2,
        en="the figure should have two axes: one for the accuracy, one for the loss.",
        fr="la figure devrait avoir deux graphiques (axes) : un pour l’exactitude, un pour la perte.",
        expected=2,
        received=panels,
    )
    for name in ("accuracy", "loss"):
        expect.that(
            any(_shows(axes, history[name]) and _shows(axes, history[f"val_{name}"]) for axes in figure.axes),
            en=f"one of the axes should show {name} and val_{name} as lines.",
            fr=f"l’un des graphiques (axes) devrait montrer {name} et val_{name} sous forme de lignes.",
        )
    expect.that(
        not any(_shows(axes, figures) for axes in figure.axes for figures in other.values()),
        en="called a second time, with another history, the figure still shows the lines of the first.",
        fr="appelée une seconde fois, avec un autre historique, la figure montre encore les lignes du premier.",
    )
    learning_curves = submission.reference("learning_curves")
    expect_new_figures(submission, learning_curves, history)
    expect.that(
        submission.support.joined(learning_curves, history),
        en="the points of the lines are not joined: lines were expected, not dots alone.",
        fr="les points des lignes ne sont pas reliés : des lignes étaient attendues, et non des points seuls.",
    )


def expect_new_figures(submission, function, *arguments):
    """Expect every call to draw a figure of its own."""
    expect.that(
        submission.support.new_figures(function, *arguments),
        en="a second call draws in the figure that the first one returned: each should draw a new one.",
        fr="un second appel dessine dans la figure que le premier a renvoyée : chacun devrait en dessiner une nouvelle.",
    )


def test_confusion_counts(submission):
    labels, predicted = np.array([0, 1, 1, 2, 9, 9, 9]), np.array([0, 1, 3, 2, 9, 9, 7])
    counts = np.zeros((10, 10))
    for true, guess in zip(labels, predicted):
        counts[true, guess] += 1
    expect.figure(
        submission.confusion_figure(predicted, labels, tuple("ABCDEFGHIJ"))
    )  # exchanged: the mirror image
    figure = expect.figure(submission.confusion_figure(labels, predicted, tuple("ABCDEFGHIJ")))
    shown = [np.asarray(image, float) for axes in figure.axes for image in axes.images]
    expect.that(
        any(np.array_equal(image, counts) for image in shown),
        en="the figure should show the 10 × 10 counts with imshow: rows are true classes, columns predicted ones.",
        fr="la figure devrait montrer les 10 × 10 effectifs avec imshow : en lignes les vraies classes, en colonnes les classes prédites.",
    )
    expect.that(
        not any(np.array_equal(image, counts.T) for image in shown),
        en="called a second time, with other classes, the figure still shows the matrix of the first.",
        fr="appelée une seconde fois, avec d’autres classes, la figure montre encore la matrice de la première.",
    )
    expect_new_figures(
        submission, submission.reference("confusion_figure"), labels, predicted, tuple("ABCDEFGHIJ")
    )


def test_classes_of_a_file(submission):
    random = np.random.default_rng(3)
    # More than one batch, up to one half and then up to 0.8; some are nearly undecided.
    half = random.random((2050, 28, 28, 1), dtype=np.float32) / 2
    folder = submission.folder()
    other = submission.support.linear_model(random.normal(size=(784, 10)), np.zeros(10))
    for scale, images in ((0.03, half), (0.003, 1.6 * half)):  # one file, written anew with another model
        # Such small weights that no class has a probability above one half; then above 0.12. Of a black image, two are the
        # most probable: which of them is the answer, nobody says, but there is one.
        images[-1] = 0
        model = submission.support.linear_model(
            random.normal(size=(784, 10)) * scale, np.arange(10).clip(max=8) * scale, dropout=0.5
        )
        path = submission.support.save(model, folder)
        submission.support.save(
            other, folder, "fashion_cnn.keras"
        )  # beside it: not the one that was asked for
        probabilities = expect.array(model.call(images), shape=(2050, 10)).astype(float)
        classes = expect.array(submission.predict_classes(path, images), shape=(2050,), dtype=WHOLE)
        first, second = np.sort(probabilities, axis=1)[:, :-3:-1].T
        decided = first - second > 1e-5  # in float32, the others may come out either way
        expect.equal(classes[decided], probabilities.argmax(axis=1)[decided])
    found = submission.support.with_paths(
        submission.reference("predict_classes"), [path], images[decided][:1]
    )
    expect.equal(found, classes[decided][:1], of="predict_classes(Path(path), one image)")


def test_deep_in_and_out(submission):
    _expect_classifier(submission.build_deep_cnn())


def test_csv_pixels(submission):
    path = submission.put("table.csv", _table(PIXELS, LABELS))
    expect_clothes(submission.load_csv(path), PIXELS, LABELS)
    # The same file with another content: as long as before; then one row, in which no pixel reaches 255.
    for chosen in (slice(None, None, -1), slice(3, 4)):
        submission.support.write(path, _table(PIXELS[chosen], LABELS[chosen]))
        expect_clothes(submission.load_csv(path), PIXELS[chosen], LABELS[chosen])
    load_csv = submission.reference("load_csv")
    # A Path does as well as a str.
    expect_clothes(submission.support.with_paths(load_csv, [path]), PIXELS[3:4], LABELS[3:4])
    # More rows than a reader takes at a time; no pixel is above 1, and the first image is black.
    dark = (PIXELS[0] > 127) * (np.arange(1100)[:, None] % 5 > 0).astype(np.uint8)
    labels = np.arange(1100) * 7 % 10
    # Nor does the last row end with a line feed.
    path = submission.put("dark.csv", _table(dark, labels).rstrip(b"\n"))
    expect_clothes(submission.load_csv(path), dark, labels)
    expect_new_arrays(submission, "load_csv", path)


def test_cnn_layers(submission):
    model = expect.model(submission.build_cnn(), takes=(28, 28, 1), of="build_cnn()")
    wanted = [
        ("Conv2D", 32, (3, 3), "valid", "relu"),
        ("MaxPooling2D", (2, 2)),
        ("Dropout", 0.2),
        ("Dense", 128, "relu"),
        ("Dense", 10, "softmax"),
    ]
    _expect_layers(submission, model, wanted, 693_962)


def test_train_split(submission):
    # The smallest number of images there may be, and one of which more than a thousand are held out.
    for parts, count in (
        (submission.once(parts_of_seed_5), 100),
        (_parts(submission, 5, count=5), 5),
        (_parts(submission, 5, count=6000), 6000),
    ):
        (kept, _), (held, _) = parts
        expect.that(
            len(kept) == count // 5 * 4 and len(held) == count // 5,
            en=f"of {count} images, {count // 5 * 4} should be trained on and {count // 5} held out for validation.",
            fr=f"de {count} images, {count // 5 * 4} devraient servir à l’entraînement et {count // 5} être réservées "
            "à la validation.",
            expected=(count // 5 * 4, count // 5),
            received=(len(kept), len(held)),
        )
        expect.that(
            set(kept) | set(held) == set(range(count)),
            en="each image should be in one of the two parts, and in one only.",
            fr="chaque image devrait être dans l’une des deux parts, et dans une seule.",
        )


def test_train_drawn(submission):
    parts = [
        submission.once(parts_of_seed_5),
        # However long it is trained, and in whatever batches.
        _parts(submission, 5, epochs=3, batch_size=7),
        *(_parts(submission, seed) for seed in (1_024_000_005, 13, None, 0, 1_024_000_006)),
        *(_parts(submission, seed) for seed in (5 + 2**31, 2**32 - 1)),  # the largest there may be
    ]
    held = [frozenset(each[1][0]) for each in parts]
    expect.that(
        held[0] == held[1],
        en="the same seed should hold out the same images, whatever the epochs and the batch size.",
        fr="la même graine devrait réserver les mêmes images, quels que soient les époques et la taille de lot.",
    )
    expect.that(
        len({held[0], held[2], held[3], *held[5:]}) == 7,
        en="another seed should hold out other images.",
        fr="une autre graine devrait réserver d’autres images.",
    )
    expect.that(
        held[3] == held[4],
        en="without a seed, the same images should be held out as with the seed 13.",
        fr="sans graine, les images réservées devraient être celles de la graine 13.",
    )
    # Neighbours may be held out, but not all of one block; and over some seeds, images of every quarter are, and of
    # every four in a row each: that one of them never came would happen once in 10¹¹.
    blocks = [sum((number + 1) % 100 in each for number in each) for each in held]
    ever = frozenset().union(*held)
    quarters = {number // 25 for number in ever}, {number % 4 for number in ever}
    expect.that(
        max(blocks) < 14 and all(len(each) == 4 for each in quarters),
        en="the images held out are a block of neighbours, or always of the same region: draw each of them.",
        fr="les images réservées sont un bloc de voisines, ou toujours de la même région : tirez chacune d’elles au sort.",
    )


def test_train_labels(submission):
    for images, labels in submission.once(parts_of_seed_5):
        labels = expect.array(labels, shape=(len(images), 10), dtype=(*NUMBERS, "bool"))
        expect.equal(labels.astype(float), np.eye(10)[_labels_of(images)])


def test_whole_alters(submission):
    random = np.random.default_rng(70440)
    images = random.random((24, 28, 28, 1), dtype=np.float32)
    for _ in range(2):  # each whole has its own model
        model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10))
        whole = expect.model(submission.with_augmentation(model, submission.support.lighter()))
        altered = expect.array(whole.call(images, training=True), shape=(24, 10), dtype=NUMBERS)
        plain, once, twice = (
            expect.array(model.call(images + np.float32(more)), shape=(24, 10), dtype=NUMBERS)
            for more in (0, 0.25, 0.5)
        )
        expect.that(
            not np.allclose(altered, plain, atol=1e-3),
            en="in training, the images should be altered before they reach the model.",
            fr="à l’entraînement, les images devraient être modifiées avant d’atteindre le modèle.",
        )
        expect.that(
            not np.allclose(altered, twice, atol=1e-4),
            en="in training, the images are altered twice.",
            fr="à l’entraînement, les images sont modifiées deux fois.",
        )
        expect.that(
            np.allclose(altered, once, atol=1e-4),
            en="in training, `model` should be given the images exactly as `altering` returns them.",
            fr="à l’entraînement, `model` devrait prendre en entrée les images exactement telles que `altering` les renvoie.",
        )


def test_whole_trains_the_model(submission):
    random = np.random.default_rng(70436)
    images = random.random((24, 28, 28, 1), dtype=np.float32)
    labels = np.eye(10, dtype=np.float32)[np.arange(len(images)) % 10]
    model = submission.support.small_cnn()
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    before = model.weights()
    _with_its_loss(whole, lambda: whole.fit(images, labels, epochs=2, batch_size=8))
    expect.that(
        not any(np.array_equal(old, new) for old, new in zip(before, model.weights())),
        en="training the whole should train the model inside, every layer of it.",
        fr="entraîner l’ensemble devrait entraîner le modèle qu’il contient, chacune de ses couches.",
    )
    expect.close(whole.call(images), model.call(images), atol=1e-5)
    model = submission.support.branched()  # no layers in a row
    whole = expect.model(submission.with_augmentation(model, submission.support.lighter()))
    expect.close(whole.call(images), model.call(images), atol=1e-5)
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10), dropout=0.5)
    whole = expect.model(submission.with_augmentation(model, submission.support.lighter()))
    first, second = (
        expect.array(whole.call(images, training=True), shape=(24, 10), dtype=NUMBERS) for _ in range(2)
    )
    expect.that(
        not np.allclose(first, second, atol=1e-4),
        en="in training, the model inside should be in training, too: its dropout does nothing.",
        fr="à l’entraînement, le modèle contenu devrait l’être aussi : son dropout ne fait rien.",
    )


def test_scores_true(submission):
    random = np.random.default_rng(70433)
    # Classes 6 to 9 do not occur among the labels. Some probabilities are about 1e-6; the last batch is small.
    images = random.uniform(0, 2, (2050, 28, 28, 1)).astype(np.float32)
    labels = random.integers(0, 6, 2050)
    weights, biases = random.normal(size=(784, 10)) * 0.09, random.normal(size=10) * 0.3
    biases[9] = -300  # a probability of 0
    model = submission.support.linear_model(weights, biases, dropout=0.5)
    before = model.weights()
    # What was measured before does not count. (Ten labels are no one-hot row.)
    for chosen, kind in ((slice(10), "int64"), (slice(None), "int64"), (slice(None), "uint8")):
        _expect_scores(submission, model, images[chosen], labels[chosen].astype(kind))
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)
    first, second = (expect.array(model.call(images[:4], training=True)) for _ in range(2))
    expect.that(
        not np.array_equal(first, second),
        en="the model was changed: its dropout no longer works. It should only be used.",
        fr="le modèle a été modifié : son dropout ne marche plus. Il ne devrait être qu’utilisé.",
    )
    model = submission.support.small_cnn()  # it normalizes, and drops nothing
    before = model.weights()
    _expect_scores(submission, model, images[:20], labels[:20])
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)
    for frozen in (False, True):
        model = submission.support.recorder(0.001, frozen)
        submission.scores(model, images[:1], labels[:1])
        expect.that(
            submission.support.is_as_given(model),
            en="the model was changed: compiled anew, trained, frozen or thawed. It should only be used.",
            fr="le modèle a été modifié : compilé de nouveau, entraîné, gelé ou dégelé. Il ne devrait être qu’utilisé.",
        )


def _expect_scores(submission, model, images, labels):
    found = expect.mapping(submission.scores(model, images, labels), keys=("loss", "accuracy", "error_rate"))
    probabilities = expect.array(model.call(images), shape=(len(images), 10), dtype=NUMBERS).astype(float)
    right = (probabilities.argmax(axis=1) == labels).mean()
    loss = -np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-30, None)).mean()
    for name, wanted in (("loss", loss), ("accuracy", right), ("error_rate", 1 - right)):
        expect.that(
            abs(expect.number(found[name]) - wanted) < 1e-5,
            en=f'"{name}" is not what it should be.',
            fr=f"« {name} » n’a pas la valeur attendue.",
            expected=float(wanted),
            received=expect.number(found[name]),
        )


def test_curves_labelled(submission):
    history = {  # in the order in which Keras has them
        "accuracy": [0.7, 0.8, 0.9],
        "loss": [0.3, 0.2, 0.1],
        "val_accuracy": [0.65, 0.7, 0.75],
        "val_loss": [0.4, 0.35, 0.3],
    }
    figure = expect.figure(submission.learning_curves(history))
    drawn = [axes for axes in figure.axes if len(axes.lines) >= 2]
    expect.that(
        len(drawn) >= 2,
        en="there should be two axes with two lines each.",
        fr="il devrait y avoir deux graphiques (axes) de deux lignes chacun.",
        expected=2,
        received=len(drawn),
    )
    for axes in drawn:
        expect.that(
            axes.xlabel and axes.ylabel and len(set(axes.legend)) >= 2,
            en="each of the two axes should have an x label, a y label, and a legend of two different entries.",
            fr="chacun des deux graphiques (axes) devrait porter un titre en x, un titre en y et une légende de deux entrées différentes.",
        )
    for name, its, others in (
        ("accuracy", ("acc", "exact"), ("loss", "perte", "err")),
        ("loss", ("loss", "perte"), ("acc", "exactitude")),
    ):
        for axes in figure.axes:
            if not (_shows(axes, history[name]) and _shows(axes, history[f"val_{name}"])):
                continue
            expect.that(
                _says(axes.ylabel, its) or not _says(axes.ylabel, others),
                en=f"the axis of {name} is labelled as another quantity.",
                fr=f"l’axe de {name} porte le titre d’une autre grandeur.",
                received=axes.ylabel,
            )
            expect.that(
                not _says(axes.xlabel, its) or _says(axes.xlabel, ("epoch", "époque")),
                en=f"{name} stands upwards, the epochs from left to right: the labels of the two axes are exchanged.",
                fr=f"{name} se lit en hauteur, les époques de gauche à droite : les titres des deux axes sont échangés.",
                received=axes.xlabel,
            )
            label, validating = (_label_of(axes, history[each]) for each in (name, f"val_{name}"))
            expect.that(
                not (
                    _says(label, ("val",))
                    and not _says(label, ("tr", "appr"))
                    and not _says(validating, ("val",))
                ),
                en="the legend calls the line of the training images validation.",
                fr="la légende appelle validation la ligne des images d’entraînement.",
                received=label,
            )


def test_deep_layers(submission):
    normalized, pooled = ("BatchNormalization",), ("MaxPooling2D", (2, 2))
    wanted = []
    for filters, after in (
        (32, []),
        (32, [pooled, ("Dropout", 0.25)]),
        (64, [("Dropout", 0.25)]),
        (128, [pooled, ("Dropout", 0.25)]),
    ):
        wanted += [("Conv2D", filters, (3, 3), "valid", "relu"), normalized, *after]
    for units in (512, 128):
        wanted += [("Dense", units, "relu"), normalized, ("Dropout", 0.5)]
    wanted.append(("Dense", 10, "softmax"))
    model = expect.model(submission.build_deep_cnn(), takes=(28, 28, 1), of="build_deep_cnn()")
    _expect_layers(submission, model, wanted, 1_221_546)


def test_cnn_compiled(submission):
    expect_compiled(submission, submission.build_cnn())


def _table(pixels, labels):
    rows = [",".join(map(str, [label, *values])) for label, values in zip(labels, pixels)]
    return "\n".join([HEADER, *rows, ""]).encode()


def _expect_form(answer, count, label):
    images, labels = expect.sequence(answer, 2)
    expect.array(images, shape=(count, 28, 28, 1), dtype="float32")
    expect.within(images, 0.0, 1.0)
    expect.array(
        labels,
        shape=(count,),
        dtype=WHOLE,
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


def _spread_left(noise, altered):
    """Return the standard deviation far from the borders of the altered images, as a share of what it was."""
    changed = ~np.all(np.isclose(noise, altered, atol=1e-6), axis=(1, 2, 3))
    changed = changed if changed.any() else ~changed
    return float(altered[changed, 8:20, 8:20].std() / noise[changed, 8:20, 8:20].std())


def altered_by(model, images):
    """Return what becomes of images in training."""
    altered = expect.array(model.call(images, training=True), shape=images.shape, dtype=NUMBERS)
    return altered.astype(np.float64)


def _shows(axes, numbers):
    """Return whether a line goes through these numbers, from left to right."""
    return any(
        len(line) == len(numbers) and np.allclose(line[:, 1], numbers) and (np.diff(line[:, 0]) > 0).all()
        for line in axes.lines
    )


def _label_of(axes, numbers):
    """Return the label of the line that shows these numbers."""
    labelled = zip(axes.lines, axes.line_labels)
    return next(
        label for line, label in labelled if len(line) == len(numbers) and np.allclose(line[:, 1], numbers)
    )


def _says(text, words):
    return any(word in text.lower() for word in words)


def middle_of_grey(submission):
    """Return what becomes, in training, of the middle of grey images, where no border can have come in."""
    grey = np.full((16, 28, 28, 1), 0.5, np.float32)
    altered = expect.model(submission.augmentation(seed=24)).call(grey, training=True)
    return expect.array(altered, shape=grey.shape, dtype=NUMBERS)[:, 8:20, 8:20].astype(float)


def parts_of_seed_5(submission):
    """Return what `_parts` does, once for several checks."""
    return _parts(submission, seed=5)


def expect_new_arrays(submission, name, *paths):
    """Expect a reader of files to return arrays that nobody else holds."""
    expect.that(
        submission.support.new_arrays(submission.reference(name), *paths),
        en="The same arrays come back from a second call: whoever alters them has other images the next time.",
        fr="Un second appel renvoie les mêmes tableaux : qui les modifie a d’autres images la fois suivante.",
        of=f"{name}(…)",
    )


def expect_clothes(answer, pixels, labels):
    images, told = expect.sequence(answer, 2)
    images = expect.array(images, dtype=NUMBERS)
    expect.that(
        images.size == pixels.size,
        en="there should be 784 pixels for each image.",
        fr="il devrait y avoir 784 pixels par image.",
        expected=pixels.size,
        received=images.size,
    )
    # By image, row, column and channel, so that the place which differs is told so.
    form = (len(pixels), 28, 28, 1)
    expect.close(images.reshape(form), pixels.reshape(form) / 255, atol=1e-5)
    expect.equal(expect.array(told, dtype=NUMBERS).reshape(-1), labels)


def _expect_layers(submission, model, wanted, parameters):
    # Ten times as large as images are, so that an activation that is bent elsewhere shows; and before the model is used as
    # in training, which moves the means of a normalization.
    large = 10 * np.random.default_rng(70441).normal(size=(3, 28, 28, 1)).astype(np.float32)
    answers = model.call(large)
    computed = _computed(model, wanted, large)
    right = (
        computed is not None and np.shape(answers) == (3, 10) and np.allclose(answers, computed, atol=1e-3)
    )
    # In the order in which they are used, each as often as it is: what stands in a subclassed model need not be.
    layers, images = model.layers, np.random.default_rng(70443).random((4, 28, 28, 1), dtype=np.float32)
    used = [
        expect.sequence(each, 2) for each in expect.sequence(submission.support.used_layers(model, images))
    ]
    numbers = [number for number in (expect.integer(number) for number, _ in used) if number < len(layers)]
    found = list(_described([layers[number] for number in numbers]))
    if right and ("BatchNormalization",) not in wanted:
        # What the first of two layers lacks, an activation, is then a function that was called between them. A new network
        # computes the same before a normalization as after it, so where there is one, this is not known.
        found = [_activated(one, other) for one, other in zip_longest(found, wanted[: len(found)])]
    differing = (place for place, pair in enumerate(zip_longest(wanted, found)) if len(set(pair)) == 2)
    place = next(differing, len(wanted))
    others = Counter(wanted) != Counter(found)
    expect.that(
        found == wanted,
        en=f"the layers are {'not ' if others else ''}those described{'' if others else ', but in another order'}. The "
        f"first that differs is layer {place + 1}, counted without Input and Flatten, an activation with its layer.",
        fr=f"les couches {'ne sont pas' if others else 'sont'} celles décrites{'' if others else ', mais dans un autre ordre'}. "
        f"La première qui diffère est la couche {place + 1}, comptée sans Input ni Flatten, une activation avec sa couche.",
        expected=_layer_at(wanted, place),
        received=_layer_at(found, place),
    )
    expect.that(
        all(training for _, training in used),
        en="in training, a layer is used as for inference: it drops nothing, or does not normalize by the batch.",
        fr="à l’entraînement, une couche sert comme en inférence : elle n’abandonne rien, ou ne normalise pas par le lot.",
    )
    expect.equal(model.count_params(), parameters)
    if computed is not None:
        expect.that(
            right,
            en="the network does not compute what these layers compute, one after the other, and nothing else.",
            fr="le réseau ne calcule pas ce que calculent ces couches, l’une après l’autre, et rien d’autre.",
        )


def _activated(found, wanted):
    """Return the layer wanted, if the one found has no activation and is the same but for that; else the one found."""
    is_bare = wanted is not None and found[:-1] == wanted[:-1] and found[-1] in (None, "linear")
    return wanted if is_bare and wanted[-1] in ("relu", "softmax") else found


def _layer_at(layers, place):
    """Return a layer as a text, without the quotation marks that a text received would have."""
    shown = " ".join(map(str, layers[place])) if place < len(layers) else "–"
    return Message("expect.value", {"value": shown})


def _computed(model, wanted, images):
    """Return the probabilities that the layers wanted make of images with the weights of a new model.

    None where the weights are not those of such layers, or of a normalization that is more than a division by one.
    """
    weights = [each.astype(float) for each in model.weights()]
    told = [layer.config["epsilon"] for layer in model.layers if "epsilon" in (layer.config or {})]
    narrow = iter([each for each in told if isinstance(each, float) and 0 <= each < 1])

    def kernel_and_bias(shape):
        place = next((number for number, each in enumerate(weights) if each.shape == shape), len(weights))
        pair = weights[place : place + 2]
        del weights[place : place + 2]
        return pair if [each.shape for each in pair] == [shape, shape[-1:]] else None

    flow = images.astype(float)
    for kind, *facts in wanted:
        if kind in ("Conv2D", "Dense"):
            flow = flow if kind == "Conv2D" else flow.reshape(len(flow), -1)
            size = facts[1] if kind == "Conv2D" else ()
            pair = kernel_and_bias((*size, flow.shape[-1], facts[0]))
            if pair is None:
                return None
            if kind == "Conv2D":  # (n, height, width, channels, 3, 3)
                flow = np.lib.stride_tricks.sliding_window_view(flow, size, axis=(1, 2))
                flow = np.tensordot(flow, pair[0], axes=([4, 5, 3], [0, 1, 2])) + pair[1]
            else:
                flow = flow @ pair[0] + pair[1]
            flow = np.maximum(flow, 0) if facts[-1] == "relu" else flow
        elif kind == "MaxPooling2D":
            count, height, width, channels = flow.shape
            flow = flow.reshape(count, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4))
        elif kind == "BatchNormalization":
            flow = flow / np.sqrt(1 + next(narrow, 1e-3))
    if any(not np.array_equal(each, np.full_like(each, each.flat[0] == 1)) for each in weights if each.size):
        return None
    answer = np.exp(flow - flow.max(axis=1, keepdims=True))
    return answer / answer.sum(axis=1, keepdims=True)


def _described(layers):
    """Yield the layers as plain facts; an activation in a layer of its own belongs to the layer before it."""
    layers = [layer for layer in layers if layer.type not in ("InputLayer", "Flatten", "Reshape")]
    # The largest of four numbers, then relu, is the same as relu, then the largest.
    for place in range(1, len(layers)):
        if layers[place].type in ("ReLU", "Activation") and layers[place - 1].type == "MaxPooling2D":
            layers[place - 1 : place + 1] = layers[place], layers[place - 1]
    for layer, following in zip(layers, [*layers[1:], None]):
        config = dict(layer.config or {})
        activation = layer.activation
        if activation in (None, "linear") and following is not None:
            own = {"ReLU": _kind_of_relu(following), "Softmax": "softmax", "Activation": following.activation}
            activation = own.get(following.type, activation)
        if layer.type == "Conv2D":
            size = tuple(config.get("kernel_size", ()))
            yield (
                "Conv2D",
                config.get("filters"),
                size,
                config.get("padding"),
                activation,
                *_constraints(config),
            )
        elif layer.type == "MaxPooling2D":
            yield "MaxPooling2D", tuple(config.get("pool_size", ()))
        elif layer.type == "Dropout":
            rate = round(float(config.get("rate", 0)), 6)
            yield ("Dropout", rate, "noise_shape") if config.get("noise_shape") else ("Dropout", rate)
        elif layer.type == "Dense":
            yield "Dense", config.get("units"), activation, *_constraints(config)
        elif layer.type not in ("ReLU", "Softmax", "Activation"):
            yield (layer.type,)


def _constraints(config):
    """Return which weights of a layer are held within bounds, by the names of its arguments."""
    return [name for name, value in config.items() if name.endswith("_constraint") and value]


def _kind_of_relu(layer):
    """Return "relu" for a layer that is just that: it may let something negative through, or end at 6."""
    config = layer.config or {}
    bent = config.get("negative_slope") or config.get("threshold") or config.get("max_value") is not None
    return "another ReLU" if bent else "relu"


def _parts(submission, seed, count=100, epochs=1, batch_size=None):
    """Return what a model was trained on and validated with: for each, image numbers and labels."""
    model = submission.support.recorder()
    numbers = np.arange(count)
    images = np.zeros((count, 28, 28, 1), np.float32)
    images[:, 0, 0, 0] = numbers / 8  # the first pixel tells which image it is; most are above 1
    labels = _labels_of(numbers).astype("uint8" if seed == 5 else "int64")  # load_csv may return either
    options = {} if seed is None else {"seed": seed}
    submission.train(model, images, labels, epochs=epochs, batch_size=batch_size or count // 2, **options)
    calls = submission.support.seen(model)
    expect.that(
        len(calls) == 1,
        en="the model should be trained by one call of fit.",
        fr="le modèle devrait être entraîné par un seul appel de fit.",
        expected=1,
        received=len(calls),
    )
    parts = expect.sequence(calls[0], 2, of="train(model, images, labels, …)")
    return [
        (np.rint(expect.array(marks, (None,)) * 8).astype(int).tolist(), labels) for marks, labels in parts
    ]


def _labels_of(numbers):
    """Return labels among which the class 3 and the last two of the ten do not occur."""
    return np.array([0, 1, 2, 4, 5, 6, 7])[np.asarray(numbers, int) * 7 // 3 % 7]


def augmented(submission):
    random = np.random.default_rng(70436)
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10))
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    return model, whole, random.random((24, 28, 28, 1), dtype=np.float32)


def _with_its_loss(model, use):
    """Return what `use` does with a model and one-hot labels; what Keras cannot do with them is told as its loss."""
    try:
        return use()
    except AnswerError as error:
        loss = str(model.loss).lower().replace("_", "")
        if error.not_run or not error.type_names or loss == "categoricalcrossentropy":
            raise
        expect.that(
            False,
            en="the model cannot be used with one-hot labels: it should be compiled with another loss.",
            fr="le modèle ne peut pas servir avec des étiquettes one-hot : il devrait être compilé avec une autre perte.",
            expected="categorical_crossentropy",
            received=str(model.loss),
        )


def expect_compiled(submission, model):
    random = np.random.default_rng(70435)
    images, labels = random.random((32, 28, 28, 1), dtype=np.float32), random.integers(0, 10, 32)
    model = expect.model(model)
    expect.that(
        model.compiled,
        en="the model should be compiled.",
        fr="le modèle devrait être compilé.",
    )
    probabilities = expect.array(model.call(images), shape=(32, 10), dtype=NUMBERS).astype(float)
    one_hot = np.eye(10, dtype=np.float32)[labels]
    found = expect.mapping(_with_its_loss(model, lambda: model.evaluate(images, one_hot)), keys=("loss",))
    wanted = -np.log(np.clip(probabilities[np.arange(32), labels], 1e-7, 1)).mean()
    # What answers otherwise each time, as if it were in training, is another check's matter.
    steady = np.allclose(expect.array(model.call(images)), probabilities, atol=1e-5)
    # A network not yet trained is nowhere sure: what it does not show, the answers of a surer one do.
    answers = np.full((2, 10), 0.01)
    answers[0, 3], answers[1, 5], answers[1, 6] = 0.91, 0.6, 0.32
    sure = submission.support.loss(model, np.eye(10)[[3, 5]], answers)
    expect.that(
        abs(expect.number(found["loss"]) - wanted) < (0.0005 if steady else 0.01)
        and abs(expect.number(sure) + np.log([0.91, 0.6]).mean()) < 0.001,
        en="the loss is not the categorical cross-entropy of one-hot labels, or not that alone: is something added to it?",
        fr="la perte n’est pas l’entropie croisée catégorielle de labels one-hot, ou pas elle seule : s’y ajoute-t-il "
        "quelque chose ?",
    )
    right = (probabilities.argmax(axis=1) == labels).mean()
    # Whatever the metric is called, among the figures is the accuracy.
    expect.that(
        any(abs(expect.number(value) - right) < 1e-4 for name, value in found.items() if name != "loss"),
        en="the accuracy should be among the metrics.",
        fr="l’exactitude (accuracy) devrait être parmi les métriques.",
        expected="accuracy",
        received=", ".join(found),
    )
    expect.that(
        model.optimizer == "Adam" and not model.optimizer_config.get("weight_decay"),
        en="the optimiser should be Adam.",
        fr="l’optimiseur devrait être Adam.",
        expected="Adam",
        received=str(model.optimizer) if model.optimizer != "Adam" else "AdamW (weight_decay)",
    )
