"""Checks the students receive."""

import struct
from collections import Counter

import numpy as np

from autograder import expect

RANDOM = np.random.default_rng(731)
PIXELS = RANDOM.integers(0, 256, (9, 784), dtype=np.uint8)
PIXELS[3:6] //= 2  # not every image reaches 255
LABELS = np.array([0, 3, 9, 9, 5, 2, 8, 1, 6])

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
    expect.that(
        np.median(altered, axis=(1, 2, 3)).max() < 0.02,
        en="the black background of bars came out lighter: images are to be moved, not lightened.",
        fr="le fond noir de barres est sorti plus clair : il faut déplacer les images, non les éclaircir.",
        received=round(float(np.median(altered, axis=(1, 2, 3)).max()), 3),
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
    classes = expect.array(model.call(images), shape=(12, 10)).argmax(axis=1)
    expect.equal(submission.predict_classes(path, images), classes)
    found = submission.support.with_paths(submission.reference("predict_classes"), [path], images[:1])
    expect.equal(found, model.call(images[:1]).argmax(axis=1), of="predict_classes(Path(path), one image)")


def test_deep_in_and_out(submission):
    _expect_classifier(submission.build_deep_cnn())


def test_csv_pixels(submission):
    header = ",".join(["label", *(f"pixel{number}" for number in range(1, 785))])
    rows = [",".join(map(str, [label, *pixels])) for label, pixels in zip(LABELS, PIXELS)]
    for count in (9, 1):
        path = submission.put("table.csv", "\n".join([header, *rows[:count], ""]).encode())
        expect_clothes(submission.load_csv(path), PIXELS[:count], LABELS[:count])
    load_csv = submission.reference("load_csv")
    # A Path does as well as a str.
    expect_clothes(submission.support.with_paths(load_csv, [path]), PIXELS[:1], LABELS[:1])


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
        received=f"{len(kept)} + {len(held)}",
    )
    expect.that(
        set(kept) | set(held) == set(range(100)),
        en="each image should be in one of the two parts, and in one only.",
        fr="chaque image devrait être dans l’une des deux parts, et dans une seule.",
    )


def test_train_drawn(submission):
    parts = [submission.once(parts_of_seed_5), *(_parts(submission, seed) for seed in (5, 64_005, 13, None))]
    held = [frozenset(each[1][0]) for each in parts]
    expect.that(
        held[0] == held[1],
        en="the same seed should hold out the same images.",
        fr="la même graine devrait réserver les mêmes images.",
    )
    expect.that(
        held[0] != held[2],
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
    model, whole, images = augmented(submission)
    before = expect.array(model.call(images), dtype=NUMBERS)
    labels = np.eye(10, dtype=np.float32)[np.arange(len(images)) % 10]
    whole.fit(images, labels, epochs=2, batch_size=8)
    after = expect.array(model.call(images), dtype=NUMBERS)
    expect.that(
        not np.allclose(before, after, atol=1e-5),
        en="training the whole should train the model inside.",
        fr="entraîner l’ensemble devrait entraîner le modèle qu’il contient.",
    )
    expect.close(whole.call(images), after, atol=1e-5)


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
            abs(expect.number(found[name]) - wanted) < 1e-3,
            en=f'"{name}" is not what it should be.',
            fr=f"« {name} » n’a pas la valeur attendue.",
            received=expect.number(found[name]),
        )
    for old, new in zip(before, model.weights()):
        expect.unchanged(old, new)


def test_curves_labelled(submission):
    history = {name: [0.3, 0.2, 0.1] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
    figure = expect.figure(submission.learning_curves(history))
    drawn = [axes for axes in figure.axes if len(axes.lines) >= 2]
    expect.that(
        len(drawn) >= 2,
        en="there should be two axes with two lines each.",
        fr="il devrait y avoir deux repères de deux lignes chacun.",
        received=len(drawn),
    )
    for axes in drawn:
        expect.that(
            axes.xlabel and axes.ylabel and len(axes.legend) >= 2,
            en="each of the two axes should have an x label, a y label, and a legend of two entries.",
            fr="chacun des deux repères devrait porter un titre en x, un titre en y et une légende de deux entrées.",
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
    expect_compiled(submission.build_cnn())


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


def expect_compiled(model):
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
    expect.that(
        abs(expect.number(found["loss"]) - wanted) < 0.01,
        en="the loss is not the categorical cross-entropy of one-hot labels.",
        fr="la perte n’est pas l’entropie croisée catégorielle de labels one-hot.",
    )
    right = (probabilities.argmax(axis=1) == labels).mean()
    # Whatever the metric is called, among the figures is the accuracy.
    expect.that(
        any(abs(expect.number(value) - right) < 1e-4 for name, value in found.items() if name != "loss"),
        en="the accuracy should be among the metrics.",
        fr="l’exactitude (accuracy) devrait être parmi les métriques.",
        received=", ".join(found),
    )
    expect.that(
        model.optimizer == "Adam" and not model.optimizer_config.get("weight_decay"),
        en="the optimiser should be Adam.",
        fr="l’optimiseur devrait être Adam.",
        received=str(model.optimizer),
    )
