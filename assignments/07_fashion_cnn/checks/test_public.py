"""Checks the students receive."""

import struct
from collections import Counter

import numpy as np

from autograder import expect

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
    images = np.random.default_rng(1).random((20, 28, 28, 1), dtype=np.float32)
    # A model that hardly moves, so that its losses stay; and one that moves away from what is right, so that they rise.
    for rate, epochs in ((1e-30, 8), (-0.001, 3)):
        model = submission.support.recorder(rate)
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
        found = submission.support.interfered(model)
        expect.that(
            not found,
            en="the training should be nothing but fit with epochs, batch_size and the two parts: no weights for "
            "classes or images, no learning rate altered on the way, no weights put back at the end.",
            fr="l’entraînement ne devrait être que fit avec epochs, batch_size et les deux parts : ni poids pour des "
            "classes ou des images, ni taux d’apprentissage modifié en route, ni poids remis à la fin.",
        )


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


def test_same_at_inference(submission):
    random = np.random.default_rng(5)
    images = np.concatenate([_bars(8), random.uniform(-1, 2, (8, 28, 28, 1)).astype(np.float32)])
    expect.close(expect.model(submission.augmentation()).call(images), images, atol=1e-6)


def test_whole_same_at_inference(submission):
    random = np.random.default_rng(2)
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10))
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    images = random.uniform(-1, 2, (6, 28, 28, 1)).astype(np.float32)
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
    other = {name: [figure / 2 for figure in figures] for name, figures in history.items()}
    expect.figure(submission.learning_curves(other))
    figure = expect.figure(submission.learning_curves(history))
    for name in ("accuracy", "loss"):
        expect.that(
            any(_shows(axes, history[name]) and _shows(axes, history[f"val_{name}"]) for axes in figure.axes),
            en=f"one of the axes should show {name} and val_{name} as lines.",
            fr=f"l’un des repères devrait montrer {name} et val_{name} sous forme de lignes.",
        )
    expect.that(
        not any(_shows(axes, figures) for axes in figure.axes for figures in other.values()),
        en="called a second time, with another history, the figure still shows the lines of the first.",
        fr="appelée une seconde fois, avec un autre historique, la figure montre encore les lignes du premier.",
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


def test_classes_of_a_file(submission):
    random = np.random.default_rng(3)
    images = (
        random.random((45, 28, 28, 1), dtype=np.float32) / 2
    )  # neither all within one batch of 32, nor up to 1
    path = None
    for _ in range(2):  # each file its own model
        # Such small weights that no class has a probability above one half.
        model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.03, np.arange(10) / 20)
        path = submission.support.save(model, submission.folder())
        classes = expect.array(model.call(images), shape=(45, 10)).argmax(axis=1)
        expect.equal(submission.predict_classes(path, images), classes)
    found = submission.support.with_paths(submission.reference("predict_classes"), [path], images[:1])
    expect.equal(found, classes[:1], of="predict_classes(Path(path), one image)")


def test_deep_in_and_out(submission):
    _expect_classifier(submission.build_deep_cnn())


def test_csv_pixels(submission):
    path = submission.put("table.csv", _table(PIXELS, LABELS))
    expect_clothes(submission.load_csv(path), PIXELS, LABELS)
    # The same file with another content: one row, in which no pixel reaches 255.
    submission.support.write(path, _table(PIXELS[3:4], LABELS[3:4]))
    expect_clothes(submission.load_csv(path), PIXELS[3:4], LABELS[3:4])
    load_csv = submission.reference("load_csv")
    # A Path does as well as a str.
    expect_clothes(submission.support.with_paths(load_csv, [path]), PIXELS[3:4], LABELS[3:4])


def test_cnn_layers(submission):
    model = expect.model(submission.build_cnn())
    wanted = [
        ("Conv2D", 32, (3, 3), "valid", "relu"),
        ("MaxPooling2D", (2, 2)),
        ("Dropout", 0.2),
        ("Dense", 128, "relu"),
        ("Dense", 10, "softmax"),
    ]
    _expect_layers(model, wanted, 693_962)


def test_train_split(submission):
    (kept, _), (held, _) = submission.once(parts_of_seed_5)
    expect.that(
        len(kept) == 80 and len(held) == 20,
        en="of 100 images, 80 should be trained on and 20 held out for validation.",
        fr="de 100 images, 80 devraient servir à l’entraînement et 20 être réservées à la validation.",
        expected="80 + 20",
        received=f"{len(kept)} + {len(held)}",
    )
    expect.that(
        set(kept) | set(held) == set(range(100)),
        en="each image should be in one of the two parts, and in one only.",
        fr="chaque image devrait être dans l’une des deux parts, et dans une seule.",
    )


def test_train_drawn(submission):
    parts = [
        submission.once(parts_of_seed_5),
        *(_parts(submission, seed) for seed in (5, 64_005, 13, None, 0)),
    ]
    held = [frozenset(each[1][0]) for each in parts]
    expect.that(
        held[0] == held[1],
        en="the same seed should hold out the same images.",
        fr="la même graine devrait réserver les mêmes images.",
    )
    expect.that(
        len({held[0], held[2], held[3], held[5]}) == 4,
        en="another seed should hold out other images.",
        fr="une autre graine devrait réserver d’autres images.",
    )
    expect.that(
        held[3] == held[4],
        en="without a seed, the same images should be held out as with the seed 13.",
        fr="sans graine, les images réservées devraient être celles de la graine 13.",
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
            en="in training, the model received should get the images as altering, the other argument, makes them.",
            fr="à l’entraînement, le modèle reçu devrait recevoir les images telles que les rend altering, l’autre argument.",
        )


def test_whole_trains_the_model(submission):
    random = np.random.default_rng(70436)
    images = random.random((24, 28, 28, 1), dtype=np.float32)
    labels = np.eye(10, dtype=np.float32)[np.arange(len(images)) % 10]
    model = submission.support.small_cnn()
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    before = model.weights()
    whole.fit(images, labels, epochs=2, batch_size=8)
    expect.that(
        not any(np.array_equal(old, new) for old, new in zip(before, model.weights())),
        en="training the whole should train the model inside, every layer of it.",
        fr="entraîner l’ensemble devrait entraîner le modèle qu’il contient, chacune de ses couches.",
    )
    expect.close(whole.call(images), model.call(images), atol=1e-5)
    model = submission.support.recorder()  # no Sequential
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
    # Classes 6 to 9 do not occur among the labels.
    images, labels = random.random((50, 28, 28, 1), dtype=np.float32), random.integers(0, 6, 50)
    weights, biases = random.normal(size=(784, 10)) * 0.02, random.normal(size=10) * 0.3
    model = submission.support.linear_model(weights, biases, dropout=0.5)
    before = model.weights()
    found = expect.mapping(submission.scores(model, images, labels), keys=("loss", "accuracy", "error_rate"))
    exponentials = np.exp(images.reshape(50, 784).astype(np.float64) @ weights + biases)
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    right = (probabilities.argmax(axis=1) == labels).mean()
    loss = -np.log(probabilities[np.arange(50), labels]).mean()
    for name, wanted in (("loss", loss), ("accuracy", right), ("error_rate", 1 - right)):
        expect.that(
            abs(expect.number(found[name]) - wanted) < 1e-5,
            en=f'"{name}" is not what it should be.',
            fr=f"« {name} » n’a pas la valeur attendue.",
            expected=float(wanted),
            received=expect.number(found[name]),
        )
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)
    model = submission.support.recorder()
    submission.scores(model, images[:1], labels[:1])
    expect.that(
        submission.support.is_as_given(model),
        en="the model was changed: compiled anew, trained or frozen. It should only be used.",
        fr="le modèle a été modifié : compilé de nouveau, entraîné ou gelé. Il ne devrait être qu’utilisé.",
    )


def test_curves_labelled(submission):
    history = {
        "loss": [0.3, 0.2, 0.1],
        "accuracy": [0.7, 0.8, 0.9],
        "val_loss": [0.4, 0.35, 0.3],
        "val_accuracy": [0.65, 0.7, 0.75],
    }
    figure = expect.figure(submission.learning_curves(history))
    drawn = [axes for axes in figure.axes if len(axes.lines) >= 2]
    expect.that(
        len(drawn) >= 2,
        en="there should be two axes with two lines each.",
        fr="il devrait y avoir deux repères de deux lignes chacun.",
        expected=2,
        received=len(drawn),
    )
    for axes in drawn:
        expect.that(
            axes.xlabel and axes.ylabel and len(axes.legend) >= 2,
            en="each of the two axes should have an x label, a y label, and a legend of two entries.",
            fr="chacun des deux repères devrait porter un titre en x, un titre en y et une légende de deux entrées.",
        )
    for name, its, others in (
        ("accuracy", ("acc", "exact"), ("loss", "perte")),
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
    _expect_layers(expect.model(submission.build_deep_cnn()), wanted, 1_221_546)


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
    expect.close(images.reshape(pixels.shape), pixels / 255, atol=1e-5)
    expect.equal(expect.array(told, dtype=NUMBERS).reshape(-1), labels)


def _expect_layers(model, wanted, parameters):
    expect.array(
        model.call(np.zeros((1, 28, 28, 1), np.float32))
    )  # a subclassed model is built by its first call
    found = list(_described(model.layers))
    missing, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    expect.that(
        not missing and not extra,
        en="the layers are not those described: their kinds, sizes, activations or rates differ.",
        fr="les couches ne sont pas celles décrites : leurs sortes, tailles, activations ou taux diffèrent.",
        expected="; ".join(" ".join(map(str, each)) for each in missing) or None,
        received="; ".join(" ".join(map(str, each)) for each in extra) or None,
    )
    # The layers of a subclassed model stand in the order in which they were made, not used.
    expect.that(
        model.input_shape is None or found == wanted,
        en="the layers are those described, but in another order.",
        fr="les couches sont celles décrites, mais dans un autre ordre.",
    )
    expect.equal(model.count_params(), parameters)


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
            own = {"ReLU": "relu", "Softmax": "softmax", "Activation": following.activation}
            activation = own.get(following.type, activation)
        if layer.type == "Conv2D":
            size = tuple(config.get("kernel_size", ()))
            yield "Conv2D", config.get("filters"), size, config.get("padding"), activation
        elif layer.type == "MaxPooling2D":
            yield "MaxPooling2D", tuple(config.get("pool_size", ()))
        elif layer.type == "Dropout":
            yield "Dropout", round(float(config.get("rate", 0)), 6)
        elif layer.type == "Dense":
            yield "Dense", config.get("units"), activation
        elif layer.type not in ("ReLU", "Softmax", "Activation"):
            yield (layer.type,)


def _parts(submission, seed):
    """Return what a model was trained on and validated with: for each, image numbers and labels."""
    model = submission.support.recorder()
    numbers = np.arange(100)
    images = np.zeros((100, 28, 28, 1), np.float32)
    images[:, 0, 0, 0] = numbers / 100  # the first pixel tells which image it is
    options = {} if seed is None else {"seed": seed}
    submission.train(model, images, _labels_of(numbers), epochs=1, batch_size=50, **options)
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
        (np.rint(expect.array(marks, (None,)) * 100).astype(int).tolist(), labels) for marks, labels in parts
    ]


def _labels_of(numbers):
    return (np.asarray(numbers, int) * 7 // 3) % 8  # the last two of the ten classes do not occur


def augmented(submission):
    random = np.random.default_rng(70436)
    model = submission.support.linear_model(random.normal(size=(784, 10)) * 0.05, np.zeros(10))
    whole = expect.model(submission.with_augmentation(model, submission.support.altering()))
    return model, whole, random.random((24, 28, 28, 1), dtype=np.float32)


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
    found = expect.mapping(model.evaluate(images, np.eye(10, dtype=np.float32)[labels]), keys=("loss",))
    wanted = -np.log(np.clip(probabilities[np.arange(32), labels], 1e-7, 1)).mean()
    # A network not yet trained is nowhere sure: what it does not show, the answers of a surer one do.
    answers = np.full((2, 10), 0.01)
    answers[0, 3], answers[1, 5], answers[1, 6] = 0.91, 0.6, 0.32
    sure = submission.support.loss(model, np.eye(10)[[3, 5]], answers)
    expect.that(
        abs(expect.number(found["loss"]) - wanted) < 0.01
        and abs(expect.number(sure) + np.log([0.91, 0.6]).mean()) < 0.001,
        en="the loss is not the categorical cross-entropy of one-hot labels.",
        fr="la perte n’est pas l’entropie croisée catégorielle de labels one-hot.",
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
