"""The checks that stay with the teachers: hidden models and images, and true figures computed here with NumPy."""

from __future__ import annotations

import re

import numpy as np

from autograder import expect
from autograder.base.mismatch import Mismatch
from autograder.base.verdict import AnswerError

from test_public import MIN_CLEAN, digits, shows_rows, small_system, system


def autoencoder_weights(seed):
    """Return the weights of an autoencoder 784 → 12 → 784 (tanh, linear), whose images may leave [0, 1]."""
    random = np.random.default_rng(seed)
    shapes = [(784, 12), (12,), (12, 784), (784,)]
    scales = [0.06, 0.2, 0.25, 0.3]
    return [random.normal(0, scale, shape).astype("float32") for scale, shape in zip(scales, shapes)]


def classifier_weights(seed):
    """Return the weights of a classifier 784 → 10 (linear scores, or softmax)."""
    random = np.random.default_rng(seed)
    return [random.normal(0, 0.12, (784, 10)).astype("float32"), random.normal(0, 0.5, 10).astype("float32")]


def restored(images, weights):
    """Return what the autoencoder with these weights makes of `images`."""
    codes = np.tanh(images.astype("float64") @ weights[0] + weights[1])
    return codes @ weights[2] + weights[3]


def scores(images, weights):
    """Return the scores the classifier with these weights gives."""
    return images.astype("float64") @ weights[0] + weights[1]


def clear(values):
    """Return, for each image, whether one class is so far ahead that rounding cannot change it."""
    ordered = np.sort(values, axis=1)
    return ordered[:, -1] - ordered[:, -2] > 0.05


def spread(weights, *sets):
    """Return classifier weights that find many classes in each set of images: its mean image has equal scores."""
    means = np.stack([images.mean(axis=0) for images in sets])
    kernel = weights[0] - np.linalg.pinv(means) @ (means @ weights[0])
    return [kernel.astype("float32"), weights[1] / 10]


_clean, _noisy, _ = digits(200, seed=6103)
FIRST = autoencoder_weights(6101)
SECOND = spread(classifier_weights(6102), _clean, _noisy, restored(_noisy, FIRST))


def hidden_images():
    """Return 97 clean and noisy digits on which every class found is clear."""
    keep = np.ones(len(_clean), dtype=bool)
    for images in (_clean, _noisy):
        keep &= clear(scores(images, SECOND)) & clear(scores(restored(images, FIRST), SECOND))
    return _clean[keep][:97], _noisy[keep][:97]


CLEAN, NOISY = hidden_images()
DENOISED = restored(NOISY, FIRST)
WIDE = np.float32(1.4) * NOISY - np.float32(0.2)  # leaves [0, 1]
FOUND = {
    "clean": scores(CLEAN, SECOND).argmax(axis=1),
    "noisy": scores(NOISY, SECOND).argmax(axis=1),
    "denoised": scores(DENOISED, SECOND).argmax(axis=1),
}
# Labels drawn from what the classifier finds, so that it is right for about 50, 15 and 35 % of the three rows.
_draw = np.random.default_rng(6104).choice(3, size=len(CLEAN), p=[0.5, 0.15, 0.35])
LABELS = np.choose(_draw, [FOUND["clean"], FOUND["noisy"], FOUND["denoised"]])
ACCURACY = {name: float((found == LABELS).mean()) for name, found in FOUND.items()}


def models(submission):
    """Return the hidden autoencoder and classifier, in the worker, with dropout that must stay off."""
    autoencoder = submission.support.dense([784, 12, 784], ["tanh", "linear"], FIRST, 0.5)
    return autoencoder, submission.support.dense([784, 10], ["linear"], SECOND, 0.5)


# q1


def test_composite_any_models(submission):
    plain, with_dropout = models(submission)
    forked = submission.support.forked(SECOND)
    for autoencoder, classifier, en, fr in (
        (
            plain,
            with_dropout,
            "With images that leave [0, 1], and layers of dropout, which stay off, something changes on the way:",
            "Avec des images qui sortent de [0, 1], et des couches de dropout, qui restent inactives, quelque chose change en route :",
        ),
        (
            plain,
            forked,
            "With a classifier of two branches:",
            "Avec un classifieur à deux branches :",
        ),
        (
            submission.support.wrapped(plain),
            forked,
            "With an autoencoder that is a subclassed model:",
            "Avec un autoencodeur qui est une sous-classe de Model :",
        ),
    ):
        composite = expect.model(submission.build_composite(autoencoder, classifier))
        for answer, of in (
            (submission.support.called(composite, WIDE), "composite(images)"),
            (submission.support.predicted(composite, WIDE), "composite.predict(images)"),
        ):
            found = expect.array(answer, shape=(len(WIDE), 10), of=of)
            expect.that(
                np.abs(found - scores(restored(WIDE, FIRST), SECOND)).max() < 1e-3,
                en=f"{en} the scores are not those that the classifier gives for what the autoencoder makes of the images.",
                fr=f"{fr} les scores ne sont pas ceux que le classifieur donne pour ce que l’autoencodeur fait des images.",
                of=of,
            )


def test_composite_leaves_weights(submission):
    plain, classifier = models(submission)
    autoencoder = submission.support.normalised(plain)
    both = [(model, model.weights()) for model in (autoencoder, classifier)]
    expect.model(submission.build_composite(autoencoder, classifier))
    for model, given in both:
        found = model.weights()
        expect.that(
            len(found) == len(given) and all(np.array_equal(a, b) for a, b in zip(found, given)),
            en="Building the composite changed the weights of a model it was given.",
            fr="Construire le modèle composé a changé les poids d’un modèle reçu.",
            of="build_composite(autoencoder, classifier)",
        )


# q2


def test_accuracy_true(submission):
    _, classifier = models(submission)
    for name, images in (("clean", CLEAN), ("noisy", NOISY), ("denoised", DENOISED.astype("float32"))):
        found = expect.number(submission.accuracy(classifier, images, LABELS))
        expect.close(found, ACCURACY[name], atol=1e-5)
    # As many images as there are classes: ten labels are no scores.
    share = expect.number(submission.accuracy(classifier, CLEAN[:10], LABELS[:10]))
    expect.close(share, float((FOUND["clean"][:10] == LABELS[:10]).mean()), atol=1e-5)
    # More than a thousand, the last of them all wrong, and a model that is compiled, with another metric.
    images, labels = (np.concatenate([each] * 11) for each in (CLEAN, LABELS))
    found = np.concatenate([FOUND["clean"]] * 11)
    labels[1000:] = (found[1000:] + 1) % 10
    share = expect.number(submission.accuracy(submission.support.compiled(classifier), images, labels))
    expect.close(share, float((found == labels).mean()), atol=1e-5)
    # Images of the first digits alone, though the classifier finds others in them, too.
    few = LABELS < 5
    share = expect.number(submission.accuracy(classifier, CLEAN[few], LABELS[few]))
    expect.close(share, float((FOUND["clean"][few] == LABELS[few]).mean()), atol=1e-5)


def test_accuracy_probabilities(submission):
    # The same classes, whether the scores are probabilities or not; whether the share is right, and dropout stays off,
    # `accuracy_true` says.
    by_scores, by_probabilities = (
        submission.support.dense([784, 10], [activation], SECOND) for activation in ("linear", "softmax")
    )
    found = expect.number(submission.accuracy(by_probabilities, CLEAN, LABELS.astype("uint8")))
    expect.that(
        abs(found - expect.number(submission.accuracy(by_scores, CLEAN, LABELS))) < 1e-5,
        en="With the same scores as probabilities (softmax), the accuracy is another one.",
        fr="Avec les mêmes scores sous forme de probabilités (softmax), l’exactitude est une autre.",
        of="accuracy(model, images, labels)",
    )
    as_given = expect.number(submission.accuracy(by_scores, CLEAN, LABELS))
    kernel, bias = SECOND
    for weights, en, fr in (
        ([1e4 * kernel, 1e4 * bias], "much larger scores", "des scores bien plus grands"),
        ([1e-4 * kernel, 1e-4 * bias], "much smaller scores", "des scores bien plus petits"),
        ([kernel, bias + 1e5], "scores that are all much higher", "des scores tous bien plus élevés"),
        ([kernel, bias - 1000], "scores that are all negative", "des scores tous négatifs"),
    ):
        by_scores.set_weights(weights)
        expect.that(
            abs(expect.number(submission.accuracy(by_scores, CLEAN, LABELS)) - as_given) < 1e-5,
            en=f"With {en}, in the same order, the accuracy is another one.",
            fr=f"Avec {fr}, dans le même ordre, l’exactitude est une autre.",
            of="accuracy(model, images, labels)",
        )
    # One image twenty times, with each label twice: whichever its class is, as many labels are right whether its ten
    # scores are equal or one is the highest. Which share that is, other checks say.
    clear, equal = (
        _share_of_one_image(submission, by_scores, [np.zeros_like(kernel), each])
        for each in (np.eye(10, dtype="float32")[0], np.ones_like(bias))
    )
    expect.that(
        abs(equal - clear) < 1e-5,
        en="Where all scores of an image are equal, it counts for several labels, or for none: it is in one class.",
        fr="Quand tous les scores d’une image sont égaux, elle compte pour plusieurs étiquettes, ou pour aucune : elle est dans une seule classe.",
        of="accuracy(model, images, labels)",
    )


def _share_of_one_image(submission, classifier, weights):
    classifier.set_weights(weights)
    return expect.number(submission.accuracy(classifier, CLEAN[[0] * 20], np.arange(20) % 10))


# q3


def table_of(submission):
    """Return the answer's table for the hidden models and images."""
    return submission.evaluation_table(*models(submission), CLEAN, NOISY, LABELS)


def many_images():
    """Return clean images, noisy ones that leave [0, 1], what is found for each row, and labels: those from the thousandth
    on are found in no row."""
    clean, noisy, labels = (
        np.tile(each, (14, 1)) for each in (CLEAN, DENOISED.astype("float32"), LABELS[:, None])
    )
    of_rows = [scores(images, SECOND) for images in (clean, noisy, restored(noisy, FIRST))]
    keep = clear(of_rows[2])
    found = np.stack([each[keep].argmax(axis=1) for each in of_rows])
    labels = labels[keep, 0]
    labels[1000:] = [min({*range(10)} - {*column}) for column in found[:, 1000:].T]
    return clean[keep], noisy[keep], labels, dict(zip(FOUND, found))


MANY_CLEAN, MANY_NOISY, MANY_LABELS, MANY_FOUND = many_images()


def table_of_many(submission):
    """Return the answer's table for more than a thousand images, and a classifier that is compiled, with another metric.

    Its scores are in the usual order, but far from each other and all negative.
    """
    autoencoder, classifier = models(submission)
    kernel, bias = SECOND
    classifier.set_weights([np.float32(1e3) * kernel, np.float32(1e3) * bias - np.float32(1e5)])
    compiled = submission.support.compiled(classifier)
    return submission.evaluation_table(autoencoder, compiled, MANY_CLEAN, MANY_NOISY, MANY_LABELS)


def column(submission, name, of=table_of):
    """Return one column of the table as numbers, from the first row to the last."""
    table = expect.table(submission.once(of), columns=[name])
    return [expect.number(each) for each in expect.sequence(table.column(name), length=3)]


def names_of_rows(submission, of):
    """Return the names of the three rows as they stand in the table, or, if they are others, as they should stand."""
    table = expect.table(submission.once(of))
    names = table.column("images") if "images" in table.columns else ()
    known = all(type(name) is str for name in names) and sorted(names) == sorted(ACCURACY)
    return names if known else tuple(ACCURACY)


OF_TABLE = "evaluation_table(autoencoder, classifier, clean, noisy, labels)"


def test_table_true(submission):
    # Percentages and rounded figures have lost `table_shares`; other names and orders of rows, `table_by_hand`.
    found = column(submission, "accuracy")
    scale = 100 if max(found) > 1 else 1
    wanted = [ACCURACY[name] for name in names_of_rows(submission, table_of)]
    for place, (got, true) in enumerate(zip(found, wanted), start=1):
        expect.that(
            abs(got / scale - true) < 0.051,
            en=f"The accuracy in row {place} is not the share of its images that the classifier puts into the right class.",
            fr=f"L’exactitude de la ligne {place} n’est pas la proportion de ses images que le classifieur range dans la bonne classe.",
            received=got,
            of=OF_TABLE,
        )
        expect.that(
            abs(got / scale - true) < 1e-5 or len(str(round(got / scale, 6))) <= 6,
            en=f"The accuracy in row {place} is close to the share of its images that the classifier puts into the right class, but is not that share.",
            fr=f"L’exactitude de la ligne {place} est proche de la proportion de ses images que le classifieur range dans la bonne classe, mais n’est pas cette proportion.",
            received=got,
            of=OF_TABLE,
        )
    order = names_of_rows(submission, table_of_many)
    for name, got in zip(order, column(submission, "accuracy", table_of_many)):
        off = abs(got / scale - float((MANY_FOUND[name] == MANY_LABELS).mean()))
        # Rounded figures have lost `table_shares`.
        expect.that(
            off < 1e-5 or off <= 0.51 * 0.1 ** (len(str(round(got / scale, 6))) - 2),
            en=f"With many images, and noisy ones that leave [0, 1], the accuracy on the {name} images is not the share that the classifier puts into the right class.",
            fr=f"Avec beaucoup d’images, dont des bruitées qui sortent de [0, 1], l’exactitude de la ligne {name} n’est pas la proportion que le classifieur range dans la bonne classe.",
            received=got,
            of=OF_TABLE,
        )


def test_table_shares(submission):
    autoencoder, classifier = models(submission)
    one = submission.evaluation_table(autoencoder, classifier, CLEAN[:1], NOISY[:1], LABELS[:1])
    found = expect.table(one, columns=["accuracy"]).column("accuracy")
    expect.that(
        len(found) == 3 and all(expect.number(each) in (0, 1, 100) for each in found),
        en="For a single image, an accuracy should be 0 or 1.",
        fr="Pour une seule image, une exactitude devrait valoir 0 ou 1.",
        received=", ".join(map(str, found)),
        of=OF_TABLE,
    )
    for got in column(submission, "accuracy"):
        expect.that(
            0 <= got <= 1 and abs(got * len(CLEAN) - round(got * len(CLEAN))) < 1e-3,
            en="An accuracy is not the share of a whole number of images: it should stand from 0 to 1, not rounded.",
            fr="Une exactitude n’est pas la proportion d’un nombre entier d’images : elle devrait aller de 0 à 1, sans arrondi.",
            received=got,
            of=OF_TABLE,
        )


def test_table_errors(submission):
    for table in (table_of, table_of_many):
        for right, wrong in zip(
            column(submission, "accuracy", table), column(submission, "error_rate", table)
        ):
            whole = 100 if right + wrong > 50 else 1  # percentages have lost `table_shares`
            expect.that(
                abs(right + wrong - whole) < 1e-5 * whole,
                en="Accuracy and error rate of a row should add up to 1: each image is either right or wrong.",
                fr="L’exactitude et le taux d’erreur d’une ligne devraient faire 1 : chaque image est bien ou mal classée.",
                of=OF_TABLE,
            )


# q4

COUNT = 5


def figure_of(submission):
    """Return the answer's figure of the first hidden images."""
    return submission.prediction_figure(*models(submission), CLEAN[:COUNT], NOISY[:COUNT])


def grid(value, count, of):
    """Return the axes that show an image as three rows from the top, each from left to right."""
    shown = [axes for axes in expect.figure(value, of=of).axes if axes.images]
    expect.that(
        len(shown) == 3 * count,
        en="The figure should hold three axes with an image for each image given. Axes with an image:",
        fr="La figure devrait contenir trois axes avec une image pour chaque image donnée. Axes avec une image :",
        received=len(shown),
        of=of,
    )
    # Middles, not corners: imshow shrinks axes to the shape of the image.
    middles = {number: (x + width / 2, y + height / 2) for number, (x, y, width, height) in positions(shown)}
    from_the_top = sorted(middles, key=lambda number: -middles[number][1])
    rows = (from_the_top[start : start + count] for start in range(0, 3 * count, count))
    return [[shown[number] for number in sorted(row, key=lambda number: middles[number][0])] for row in rows]


def positions(shown):
    """Return each axes' number and where it is."""
    return [(number, (*axes.position, 0, 0, 0, 0)[:4]) for number, axes in enumerate(shown)]


def pixels(axes):
    """Return the image of one axes as 784 numbers, or None."""
    image = np.asarray(axes.images[0])
    if image.size != 784 or image.dtype.kind not in "fiu":
        return None
    return image.reshape(784).astype("float64")


def test_figure_pictures(submission):
    # Which image stands where is the matter of `figure_rows`, where it is not just some of them that are others.
    of = "prediction_figure(autoencoder, classifier, clean, noisy)"
    known = np.concatenate([CLEAN, NOISY, DENOISED, restored(CLEAN, FIRST), DIMMED, restored(DIMMED, FIRST)])
    rows = grid(submission.once(figure_of), COUNT, of)
    wanted = [each[:COUNT] for each in (CLEAN, NOISY, DENOISED)]
    if _shows_ten(submission):  # else another check has told
        rows += grid(submission.once(figure_of_ten), 10, of)
        wanted += [each[TEN] for each in (DIMMED, NOISY, DENOISED)]
    in_rows = shows_rows(submission)
    for row, images in zip(rows, wanted):
        for axes, image in zip(row, images):
            found, possible = pixels(axes), image[None] if in_rows else known
            expect.that(
                found is not None and np.abs(possible - found).max(axis=1).min() < 2e-3,
                en="The figure does not show the images 28 × 28, upright, with their values unchanged.",
                fr="La figure ne montre pas les images en 28 × 28, à l’endroit, avec leurs valeurs inchangées.",
                of=of,
            )


# Ten images whose brightest pixel is not quite 1; for three of them denoising does not change the class.
DIMMED = np.float32(0.98) * CLEAN
_SURE = clear(scores(DIMMED, SECOND))
_STAYS = _SURE & (FOUND["noisy"] == FOUND["denoised"])
TEN = np.concatenate([np.flatnonzero(_STAYS)[:3], np.flatnonzero(_SURE & ~_STAYS)[-7:]])


def figure_of_ten(submission):
    """Return the answer's figure of ten images, the scores of whose classes are all negative."""
    autoencoder, classifier = models(submission)
    kernel, bias = SECOND
    classifier.set_weights([kernel, bias - np.float32(100)])
    return submission.prediction_figure(autoencoder, classifier, DIMMED[TEN], NOISY[TEN])


def test_figure_titles(submission):
    of = "prediction_figure(autoencoder, classifier, clean, noisy)"
    figures = [(figure_of, COUNT, [each[:COUNT] for each in FOUND.values()])]
    if _shows_ten(submission):  # else another check has told
        found = scores(DIMMED, SECOND).argmax(axis=1), FOUND["noisy"], FOUND["denoised"]
        figures.append((figure_of_ten, 10, [each[TEN] for each in found]))
    for figure, count, classes in figures:
        for row, names in zip(grid(submission.once(figure), count, of), classes):
            for axes, wanted in zip(row, names):
                expect.that(
                    re.findall(r"\d+", axes.title) in [[str(each)] for each in (wanted, *classes_of(axes))],
                    en="A title does not hold the one number expected: the class the classifier gives to the image below it.",
                    fr="Un titre ne contient pas le seul nombre attendu : la classe que le classifieur donne à l’image en dessous.",
                    received=axes.title,
                    of=of,
                )


def classes_of(axes):
    """Return the classes that the classifier may give to the image of one axes: several where their scores are close.

    Which image stands where, and with which values, is the matter of other checks.
    """
    shown = pixels(axes)
    if shown is None:
        return ()
    found = scores(shown, SECOND)
    return tuple(np.flatnonzero(found > found.max() - 0.05))


def _shows_ten(submission):
    """Return whether there is a figure of ten images, with thirty images in it."""
    try:
        grid(submission.once(figure_of_ten), 10, "")
    except (AnswerError, Mismatch):
        return False
    return True


def test_figure_one_image(submission):
    for count in (1, 10):
        of = f"prediction_figure(autoencoder, classifier, clean[:{count}], noisy[:{count}])"
        figure = submission.prediction_figure(*models(submission), CLEAN[:count], NOISY[:count])
        rows = grid(figure, count, of)
        width, height = (*rows[0][0].position, 0, 0, 0, 0)[2:4]
        empty = [(*axes.position, 0, 0, 0, 0)[2:4] for axes in expect.figure(figure).axes if not axes.images]
        # As large as those with images, which imshow may have made narrower or lower; what else there is does not matter.
        columns = [
            each
            for each in empty
            if min(each[0] / width, each[1] / height) > 0.95 and min(each[0] / width, each[1] / height) < 1.05
        ]
        expect.that(
            len(columns) < 3,
            en="Beside the images there are empty columns of axes: there should be as many columns as images.",
            fr="À côté des images, il y a des colonnes d’axes vides : il devrait y avoir autant de colonnes que d’images.",
            received=len(columns),
            of=of,
        )


# q5


def test_system_clean(submission):
    # Where a few digits suffice to see it, it is another check's matter.
    expect.that(
        not submission.once(system)["seen"] or submission.once(small_system)[1],
        en="Where there are many digits, the classifier was shown noisy or denoised images during the call.",
        fr="Quand les chiffres sont nombreux, le classifieur a vu des images bruitées ou débruitées pendant l’appel.",
        of="train_system(clean, noisy, labels, 1)",
    )
    expect.at_least(
        submission.once(system)["clean"],
        MIN_CLEAN,
        what={
            "en": "The accuracy on unseen clean digits",
            "fr": "L’exactitude sur des chiffres propres jamais vus",
        },
        of="train_system(clean, noisy, labels, 1)",
    )
