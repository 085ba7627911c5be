"""Checks students can run themselves."""

import re
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np

from autograder import data, expect
from autograder.base.verdict import AnswerError

# Words by which the label of a row says which it is: noisy, denoised, original.
WORDS = (
    r"(?<!not )\bnoisy\b|(?<!non )\bbruitée?s?\b",
    r"\bde-?nois|\bdé-?bruit",
    r"\boriginal|\btarget\b|\btruth\b|\bcible\b|\bvérité\b",
)
CLEAN = data.garments(44, seed=11)[0].reshape(44, 28, 28, 1).astype(np.float32) / 255
NOISY = np.clip(CLEAN + 0.5 * np.random.default_rng(11).normal(size=CLEAN.shape), 0, 1).astype(np.float32)


def test_same_size(submission):
    model = expect.model(submission.build_denoiser(), takes=(28, 28, 1), of="build_denoiser()")
    for count in (1, 5):
        expect.array(model.call(NOISY[:count]), shape=(count, 28, 28, 1), of="build_denoiser()(images)")


def test_convolutional(submission):
    model = expect.model(submission.build_denoiser())
    found = expect.integer(submission.support.convolutions(model))
    expect.that(
        found >= 3,
        en="Expected at least three convolution layers, of those that Keras has (or of classes derived from them); a layer that is used several times is one.",
        fr="Au moins trois couches de convolution étaient attendues, de celles de Keras (ou de classes qui en dérivent) ; une couche employée plusieurs fois en est une.",
        expected=3,
        received=found,
        of="build_denoiser()",
    )


def test_history(submission):
    history = _history(submission)
    for name in ("loss", "val_loss"):
        for loss in _of_each_epoch(history, name, 3):
            expect.number(loss, of=f'train_denoiser(…)["{name}"]')
    # In the first epoch each image comes once, so no error is smaller than it was before. What came, and whether it was
    # learnt, is another check's matter.
    steps, before, after, *_ = submission.once(lesson)
    squares, squares_after = ((each - numbered(40)[1][:, 0, 0, 0]) ** 2 for each in (before, after))
    told = float(history["loss"][0])
    learnt = (squares_after < squares)[:32].all()
    if learnt and sorted(chain(*steps[: len(steps) // 3])) == list(range(32)):
        true = float(squares[:32].mean())
        expect.that(
            abs(told - true) < 1e-4 * true,
            en="The first training loss is not the MSE on the images learnt from.",
            fr="La première perte d’entraînement n’est pas la MSE sur les images d’apprentissage.",
            expected=true,
            received=told,
            of='train_denoiser(…)["loss"]',
        )
        _expect_mean_over_images(submission)
        _expect_mean_of_each_epoch(submission)
    if learnt and np.array_equal(
        before[32:], after[32:]
    ):  # so the error of the last fifth is always the same
        expect.close(
            [*map(float, history["val_loss"])],
            [squares[32:].mean()] * 3,
            rtol=1e-4,
            of='train_denoiser(…)["val_loss"]',
        )


def _expect_mean_over_images(submission):
    """The loss is the mean over the images, where the last batch is smaller than the others, too."""
    steps, before, after, history, _ = _lesson(submission, 35, epochs=1, batch_size=8, seed=1)
    squares, squares_after = ((each - numbered(35)[1][:, 0, 0, 0])[:28] ** 2 for each in (before, after))
    losses = expect.mapping(history, keys=("loss",), of="train_denoiser(…)")["loss"]
    (told,) = expect.sequence(losses, length=1, of='train_denoiser(…)["loss"]')
    true = float(squares.mean())
    expect.that(
        sorted(chain(*steps)) != list(range(28))
        or not (squares_after < squares).all()
        or abs(expect.number(told) - true) < 1e-4 * true,
        en="The training loss is not the mean over the images. Does a small batch count as much as the others?",
        fr="La perte d’entraînement n’est pas la moyenne sur les images. Un petit lot compte-t-il autant que les autres ?",
        expected=true,
        received=told,
        of='train_denoiser(…)["loss"]',
    )


def _expect_mean_of_each_epoch(submission):
    """The loss of an epoch lies between the errors before and after it.

    The network answers one value to all images; it falls, and the validation images want 0.9: the validation loss tells it.
    """
    images = np.full((100, 4, 4, 1), 0.5, np.float32)
    targets = np.full_like(images, 0.2)
    targets[80:] = 0.9
    model = submission.support.one_value((4, 4, 1), start=0.7)
    history = submission.train_denoiser(model, images, targets, epochs=5, batch_size=8, seed=1)
    history = expect.mapping(history, keys=("loss", "val_loss"))
    if len(history["val_loss"]) < 5:
        return  # the training ended early: `best_weights` says so
    losses, validation = (
        [expect.number(each) for each in _of_each_epoch(history, name, 5)] for name in ("loss", "val_loss")
    )
    values = 0.9 - np.sqrt(np.maximum(validation, 0))
    kept = expect.array(model.call(images[80:]), shape=(20, 4, 4, 1), of="model(images)")
    if abs(float(kept.mean()) - values[0]) > 1e-4 or np.any(np.diff(values) > 0):
        return  # other losses, or other weights in the end than those of the first epoch: `best_weights` says so
    for number, (before, after) in enumerate(pairwise(values), start=1):
        low, high = (after - 0.2) ** 2, (before - 0.2) ** 2
        expect.that(
            low - 1e-4 <= losses[number] <= high + 1e-4,
            en=f"The training loss of epoch {number} (counted from 0) is not between the errors at its beginning and at its end: are the batches of earlier epochs in it?",
            fr=f"La perte d’entraînement de l’époque {number} (à partir de 0) n’est pas comprise entre les erreurs à son début et à sa fin : des lots d’époques précédentes s’y trouvent-ils ?",
            expected=float((low + high) / 2),
            received=losses[number],
            of='train_denoiser(…)["loss"]',
        )


def test_no_accuracy(submission):
    told = expect.mapping(submission.once(lesson)[3], of="train_denoiser(…)")
    if "val_loss" not in told:  # without it, another check has told
        told = expect.mapping(told, keys=("loss",), of="train_denoiser(…)")
    names = map(str, told)
    named = sorted(name for name in names if any(word in name.lower() for word in ("acc", "exact")))
    expect.that(
        not named,
        en="The history reports an accuracy, which means nothing for pictures.",
        fr="L’historique annonce une exactitude (accuracy), qui n’a pas de sens pour des images.",
        received=", ".join(named),
    )


def test_noisy_to_clean(submission):
    # The clean image of each is black or white. The network has an answer of its own to each image: after the training,
    # each has moved towards the clean one, whatever the learning rate.
    steps, before, after, *_ = submission.once(lesson)
    nearer = learnt_clean(submission)
    expect.that(
        # The first weights put back after the training: which weights are kept is another check's matter.
        nearer.all() or (steps and np.array_equal(before, after)),
        en="After the training, the outputs for some of the 32 noisy images are not closer to their clean images than before; how many are:",
        fr="Après l’entraînement, les sorties pour certaines des 32 images bruitées ne sont pas plus proches de leurs images propres qu’avant ; nombre de celles qui le sont :",
        expected=32,
        received=int(nearer.sum()),
        of="train_denoiser(…)",
    )


def test_held_out(submission):
    # Each answer belongs to one image: what is never learnt from stays exactly as it was.
    steps, before, after, _, adam = submission.once(lesson)
    expect.that(
        not any(32 <= number < 40 for number in chain(*steps)),  # others are no numbers of noisy images
        en="The network has learnt from the last fifth of the images, which are for validation only.",
        fr="Le réseau a appris du dernier cinquième des images, réservé à la validation.",
        of="train_denoiser(…)",
    )
    expect.that(
        np.array_equal(before[32:], after[32:]) or not adam,  # AdamW changes all: another check says so
        en="The network’s answers to the last fifth of the images changed: it learnt from them, or lost the weights it began with.",
        fr="Les réponses du réseau au dernier cinquième des images ont changé : il en a appris, ou a perdu les poids qu’il avait au départ.",
        of="train_denoiser(…)",
    )
    expect.that(
        {*range(32)} <= {*chain(*steps)}
        or any(number >= 40 for number in chain(*steps))
        or (before[:32] != after[:32]).all(),
        en="Of the 32 images in the first four fifths, some were not learnt from; how many:",
        fr="Parmi les 32 images des quatre premiers cinquièmes, certaines n’ont pas servi à apprendre ; combien :",
        expected=0,
        received=int((before[:32] == after[:32]).sum()),
        of="train_denoiser(…)",
    )
    steps, *_ = submission.once(lesson_of_60)
    expect.that(
        not any(48 <= number < 60 for number in chain(*steps)),
        en="Of 60 images, the network has learnt from the last 12, which are for validation only.",
        fr="De 60 images, le réseau a appris des 12 dernières, réservées à la validation.",
        of="train_denoiser(…)",
    )


def test_report_form(submission):
    report = submission.evaluate_denoiser(submission.support.linear(0.5, 0.2), NOISY, CLEAN)
    report = expect.mapping(report, keys=("mse_noisy", "mse_denoised", "gain"))
    for name in ("mse_noisy", "mse_denoised", "gain"):
        expect.number(report[name], of=f'evaluate_denoiser(…)["{name}"]')


def test_error_before(submission):
    for report, before, _ in submission.once(measured):
        expect.close(expect.mapping(report, keys=("mse_noisy",))["mse_noisy"], before, rtol=5e-5)


def test_figure_places(submission):
    # How many images are given, count, and how many columns there should be; None: left out, that is 10.
    for given, count, shown in ((44, None, 10), (44, 4, 4), (44, 1, 1), (44, 50, 44), (1, 10, 1)):
        options = {} if count is None else {"count": count}
        figure = submission.show_rows(NOISY[:given], CLEAN[:given], CLEAN[:given], **options)
        figure = expect.figure(figure)
        drawn = [axes for axes in figure.axes if axes.images]
        rows = _lines(map(_middle, drawn))
        expect.that(
            len(drawn) == 3 * shown and rows == 3,
            en=f"Expected three rows of {shown} pictures each (n = {given}, count = {count or 10}); (pictures, rows):",
            fr=f"Trois lignes de {shown} images chacune étaient attendues (n = {given}, count = {count or 10}) ; (images, lignes) :",
            expected=(3 * shown, 3),
            received=(len(drawn), rows),
        )
        # There may be some for labels.
        empty = sum(
            not (axes.images or axes.title or axes.xlabel or axes.ylabel or any(axes.texts))
            for axes in figure.axes
        )
        expect.that(
            empty <= 1,
            en=f"The figure has places without a picture (n = {given}, count = {count or 10}).",
            fr=f"La figure a des cases sans image (n = {given}, count = {count or 10}).",
            received=empty,
        )
    expect.that(
        submission.support.new_figures(submission.reference("show_rows"), NOISY, CLEAN, CLEAN, 2),
        en="A second call draws in the figure that the first one returned, or empties it: each should draw a new one.",
        fr="Un second appel dessine dans la figure que le premier a renvoyée, ou la vide : chacun devrait en dessiner une nouvelle.",
    )


def test_figure_labels(submission):
    arrays = NOISY, (NOISY + CLEAN) / 2, CLEAN
    _expect_labels(expect.figure(submission.show_rows(*arrays, count=3)), arrays)
    try:
        figure = submission.show_rows(*arrays, count=1)
    except AnswerError:
        return  # that one image alone cannot be shown is another check's matter
    _expect_labels(expect.figure(figure), arrays)
    try:
        figure = submission.show_rows(*(images[:2] for images in arrays))
    except AnswerError:
        return  # and so is that there may be fewer images than count
    _expect_labels(expect.figure(figure), arrays)


def _kind_shown(axes, arrays):
    """Return which of the arrays a place shows the first image of, or None."""
    shown = expect.array(axes.images[0], finite=False).astype(np.float64)
    shown = shown[..., 0] if shown.ndim == 3 else shown
    shown = shown / 255 if shown.max(initial=0) > 2 else shown
    for number, images in enumerate(arrays):
        image = images[0, :, :, 0]
        if image.shape == shown.shape and np.allclose(shown, image, atol=0.01):
            return number
    return None


def _expect_labels(figure, arrays):
    # "image 3" says which column it is, not which row.
    figure = replace(figure, axes=tuple(map(_without_numbers, figure.axes)))
    labels = figure.labels()
    expect.that(
        len(labels) >= 3,
        en="Expected a title or label for each of the three rows.",
        fr="Un titre ou une étiquette était attendu pour chacune des trois lignes.",
        received=", ".join(labels)[:80] or "—",
    )
    # Words that say which of the three it is: beside the wrong row, they mislead. Others are for the reader to judge.
    middles = sorted({round(_middle(axes), 2) for axes in figure.axes if axes.images}, reverse=True)
    # Which of the three each row shows: one that stands in another one's place, with its own name, is another check's matter.
    drawn = sorted((axes for axes in figure.axes if axes.images), key=lambda axes: axes.position[0])
    firsts = [
        next(_kind_shown(axes, arrays) for axes in drawn if abs(_middle(axes) - middle) < 0.02)
        for middle in middles
    ]
    if len(firsts) != 3 or {*firsts} != {0, 1, 2}:
        firsts = [0, 1, 2]
    for axes in figure.axes if len(middles) == 3 else ():
        for text in (axes.title, axes.ylabel, *axes.texts):
            kinds = [
                kind
                for kind, word in enumerate(WORDS)
                if isinstance(text, str) and re.search(word, text.lower())
            ]
            row = min(range(len(middles)), key=lambda each: abs(middles[each] - _middle(axes)))
            expect.that(
                len(kinds) != 1 or kinds[0] in (row, firsts[row]),
                en=f"Row {row} (counted from 0) has a label that belongs to another one.",
                fr=f"La ligne {row} (comptée à partir de 0) porte une étiquette qui est celle d’une autre.",
                received=text[:80],
            )
    # Beside the axes: where each of the three is named once, one below the other, they stand in the order of the rows.
    heights = [
        [y for text, (_, y) in zip(figure.texts, figure.text_places) if re.search(word, text.lower())]
        for word in WORDS
    ]
    if all(len(each) == 1 for each in heights):
        (first,), (second,), (third,) = heights
        apart = min(abs(first - second), abs(second - third), abs(first - third)) > 0.05
        expect.that(
            not apart or first > second > third or firsts != [0, 1, 2],
            en="The labels beside the rows do not stand in their order: noisy above, denoised in the middle, original below. (In a figure, y is counted from the bottom.)",
            fr="Les étiquettes à côté des lignes ne sont pas dans leur ordre : bruitées en haut, débruitées au milieu, originales en bas. (Dans une figure, y se compte à partir du bas.)",
        )


def _without_numbers(axes):
    """Return axes without those titles and texts that are but the number of an image."""
    kept = [each for each in axes.texts if not _is_number(each)]
    names = ("title", "xlabel", "ylabel")
    return replace(axes, texts=tuple(kept), **{n: "" for n in names if _is_number(getattr(axes, n))})


def _is_number(text):
    return bool(re.fullmatch(r"(?i)\s*(image|img|n°|no\.?|#)?\s*[n°#]*\s*\d+\s*", str(text)))


def test_best_weights(submission):
    # Learning goes from 0.7 towards 0.2, by 0.01 an epoch. The validation images want 0.665, which comes in the middle,
    # a value that two epochs miss by nearly as much (the later by less), 0.2 (the last epoch is the best), or 3.82 (the
    # first one is; the losses go from below 10 to above it); or most of them 0.665 and the others, at the end, 0.5: what the
    # squares and the absolute differences want is not the same.
    # Once the images are brighter than white: what comes out for them tells whether they went in as they are. Once
    # everything that comes out, and is to come out, is brighter than white; once colours go in and grey comes out; once the
    # weights of two layers have the same names and shapes.
    for wanted, last, count, epochs, level, brighter, channels, twice in (
        (0.665, 0.665, 100, 4, 0.5, 0.0, 1, False),
        (0.67717, 0.67717, 100, 4, 0.5, 0.0, 1, True),
        (0.2, 0.2, 100, 4, 0.5, 0.0, 1, False),
        (3.82, 3.82, 100, 12, 0.5, 0.0, 1, False),
        (0.665, 0.5, 205, 5, 0.5, 0.0, 1, False),
        (0.2, 0.2, 100, 3, 1.5, 0.0, 1, False),
        (0.665, 0.665, 100, 4, 0.5, 0.8, 1, False),
        (0.665, 0.665, 100, 3, 0.5, 0.0, 3, False),
    ):
        if channels > 1 and not learnt_clean(submission).all():
            continue  # what is given in the other order does not fit the network: `noisy_to_clean` says so
        images = np.full((count, 4, 4, channels), level, np.float32)
        targets = np.full((count, 4, 4, 1), 0.2, np.float32)
        targets[-count // 5 :], targets[-9:] = wanted, last
        targets += np.float32(brighter)
        model = submission.support.one_value((4, 4, channels), start=0.7 + brighter, twice=twice)
        told = _expect_best(submission, model, images, targets, epochs)
        expect.that(
            wanted < 1 or told[-1] != told[-2] or not learnt_clean(submission).all(),
            en="The last two numbers of val_loss are the very same, though the network goes on learning: each should be the loss of its own epoch, not the lowest so far.",
            fr="Les deux derniers nombres de val_loss sont exactement les mêmes, bien que le réseau continue d’apprendre : chacun devrait être la perte de son époque, non la plus basse jusque-là.",
            of='train_denoiser(…)["val_loss"]',
        )
    # A model of a class that Keras does not know, so that no file gives it back, with a weight that is no layer's.
    images, targets = np.full((100, 4, 4, 1), 0.5, np.float32), np.full((100, 4, 4, 1), 0.2, np.float32)
    targets[80:] = 0.23
    _expect_best(submission, submission.support.halving(1), images, targets, 5)
    # Many images: all of the last fifth count.
    images, targets = np.full((5600, 2, 2, 1), 0.5, np.float32), np.full((5600, 2, 2, 1), 0.2, np.float32)
    targets[-50:] = 0.9
    model = submission.support.one_value((2, 2, 1), start=0.7)
    _expect_best(submission, model, images, targets, 1, batch_size=4480)
    # Rows of numbers, not pictures; and what a layer that normalises has noted belongs to an epoch, too: with its mean, that
    # of the images to learn from, at most 0.5, the others come to 1.7 after the second epoch.
    numbers = np.full((100, 2, 3), 0.5, np.float32)
    targets = np.full_like(numbers, 0.2)
    numbers[-20:], targets[-20:] = 0.8, 1.7
    model = submission.support.normalised((2, 3), start=0.7)
    before = model.weights()
    _expect_best(submission, model, numbers, targets, 4)
    # Clean in, clean out: nothing to learn from the start, and no reason to stop before the last epoch.
    images = np.random.default_rng(12).random((40, 4, 4, 1)).astype(np.float32)
    copying = submission.support.linear(1.0, 0.0)
    history = submission.train_denoiser(copying, images, images, epochs=105, batch_size=32, seed=3)
    _of_each_epoch(expect.mapping(history, keys=("val_loss",)), "val_loss", 105)
    # Even where there is nothing to be learnt any more: after its first step the network gives no numbers.
    history = submission.train_denoiser(submission.support.breaking(), images, 2 * images, 3, 32, 3)
    _of_each_epoch(expect.mapping(history, keys=("loss",)), "loss", 3)
    # With dropout there is something.
    dropping = submission.support.linear(1.0, 0.0, dropout=0.5)
    kernel = dropping.weights()[0]
    submission.train_denoiser(dropping, images, images, epochs=1, batch_size=8, seed=3)
    expect.that(
        np.abs(dropping.weights()[0] - kernel).max() > 1e-5,
        en="While the model is trained, its layers do not work as in training: its dropout drops nothing.",
        fr="Pendant que le modèle est entraîné, ses couches ne fonctionnent pas comme à l’entraînement : son dropout n’abandonne rien.",
        of="train_denoiser(…)",
    )
    expect.that(
        not np.array_equal(before[0], model.weights()[0]),
        en="While the model is trained, its layers do not work as in training: those that normalise do not note the statistics of the batches.",
        fr="Pendant que le modèle est entraîné, ses couches ne fonctionnent pas comme à l’entraînement : celles qui normalisent ne notent pas les statistiques des lots.",
        of="train_denoiser(…)",
    )
    steps, *_ = submission.once(lesson)
    expect.that(
        model.weights()[0].max() < 0.5 + 1e-4 or any(32 <= number < 40 for number in chain(*steps)),
        en="The mean that a normalising layer noted is larger than any of the values to learn from: it holds the validation images. Was the model called on them with training=True?",
        fr="La moyenne notée par une couche qui normalise dépasse toutes les valeurs d’apprentissage : les images de validation y sont entrées. Le modèle a-t-il été appelé sur elles avec training=True ?",
        expected=0.5,
        received=float(model.weights()[0].max()),
        of="train_denoiser(…)",
    )


def _of_each_epoch(history, name, epochs):
    """Return the numbers of a history under `name`, of which there is one an epoch."""
    losses = expect.sequence(history[name], of=f'train_denoiser(…)["{name}"]')
    expect.that(
        len(losses) == epochs,
        en=f"There should be a number for each of the {epochs} epochs: did the training end early?",
        fr=f"Il devrait y avoir un nombre pour chacune des {epochs} époques : l’entraînement s’est-il arrêté avant la fin ?",
        expected=epochs,
        received=len(losses),
        of=f'train_denoiser(…)["{name}"]',
    )
    return losses


def _expect_best(submission, model, noisy, targets, epochs, batch_size=8):
    """The weights are those of the epoch with the lowest validation loss; return all these losses."""
    held_out, wanted = noisy[-(len(noisy) // 5) :], targets[-(len(noisy) // 5) :]
    history = submission.train_denoiser(model, noisy, targets, epochs=epochs, batch_size=batch_size, seed=3)
    history = expect.mapping(history, keys=("val_loss",))
    told = [expect.number(each) for each in _of_each_epoch(history, "val_loss", epochs)]
    pairs = [(held_out, wanted)]
    if not learnt_clean(submission).all():  # from what to what is learnt: another check's matter, too
        pairs += [(wanted, held_out), (wanted, wanted)]
    outputs = [(expect.array(model.call(x), shape=y.shape, of="model(images)"), y) for x, y in pairs]
    trues = [float(np.mean((output.astype(np.float64) - y) ** 2)) for output, y in outputs]
    expect.that(
        another_fifth(submission) or any(abs(true - min(told)) < 2e-3 * min(told) + 1e-8 for true in trues),
        en="After training, the MSE on the validation images is not the lowest of val_loss: other weights were kept, or val_loss is not the MSE.",
        fr="Après l’entraînement, la MSE sur les images de validation n’est pas la plus faible de val_loss : d’autres poids ont été gardés, ou val_loss n’est pas la MSE.",
        of="train_denoiser(…)",
    )
    return told


def test_error_after(submission):
    for report, _, after in submission.once(measured):
        expect.close(expect.mapping(report, keys=("mse_denoised",))["mse_denoised"], after, rtol=5e-5)


def measured(submission):
    """Return what is said of two networks that turn each value of garments into another, and the two true errors."""
    noisy, found = NOISY.astype(np.float64), []
    for factor, offset in ((0.5, 0.2), (0.7, -0.1)):
        model = submission.support.linear(factor, offset, dropout=0.5)
        report = submission.evaluate_denoiser(model, NOISY, CLEAN)
        errors = (float(np.mean((output - CLEAN) ** 2)) for output in (noisy, factor * noisy + offset))
        found.append((report, *errors))
    return found


def measures_right(submission):
    """Return whether these errors are right: where they are not, `error_before` or `error_after` says so."""
    for report, *errors in submission.once(measured):
        report = expect.mapping(report, keys=("mse_noisy", "mse_denoised"))
        told = [expect.number(report[name]) for name in ("mse_noisy", "mse_denoised")]
        if not np.allclose(told, errors, rtol=5e-5, atol=0):
            return False
    return True


def _history(submission):
    return expect.mapping(submission.once(lesson)[3], keys=("loss", "val_loss"), of="train_denoiser(…)")


def _middle(axes):
    return axes.position[1] + axes.position[3] / 2


def _lines(centres):
    """Return how many different places there are, those less than 2 % of the figure apart taken as one."""
    centres = np.sort(list(centres))
    return int((np.diff(centres) > 0.02).sum()) + bool(len(centres))


def numbered(count, channels=1):
    """Return images that bear their numbers, and the clean ones: black or white, in no order."""
    numbers = np.arange(count, dtype=np.float32) / 1000
    noisy = np.broadcast_to(numbers[:, None, None, None], (count, 4, 4, channels)).copy()
    white = np.random.default_rng(count).integers(0, 2, count).astype(np.float32)
    return noisy, np.broadcast_to(white[:, None, None, None], noisy.shape).copy()


def answers_of(model, count):
    """Return the answers of a Gallery, one an image."""
    (answers,) = expect.sequence(model.weights(), 1, of="model.get_weights()")
    return expect.array(answers, shape=(count,), of="model.get_weights()")


def _lesson(submission, count, **options):
    """Return what a training did: the numbers learnt from, step by step; the answers before and after; the history."""
    model = submission.support.gallery(count)
    before = answers_of(model, count)
    history = submission.train_denoiser(model, *numbered(count), **options)
    steps = expect.sequence(submission.support.steps_seen(model))
    steps = [[expect.integer(number) for number in expect.sequence(step)] for step in steps]
    after = answers_of(model, count)
    adam = model.optimizer in (None, "Adam")  # None: the steps are taken by hand
    adam = adam and not model.optimizer_config.get("weight_decay")
    return steps, before, after, history, adam


def something_was_learnt(before, after):
    """Raise Mismatch where the answers are what they were: then there is no training to look at."""
    expect.that(
        not np.array_equal(before, after),
        en="The network’s answers are the same as before: it has learnt from no image, so there is no training to judge, and this check gives no points.",
        fr="Les réponses du réseau sont les mêmes qu’avant : il n’a appris d’aucune image ; il n’y a donc pas d’entraînement à juger, et cette vérification ne donne pas de points.",
        of="train_denoiser(…)",
    )


def learnt_clean(submission):
    """Return of each of the first four fifths whether the answer to the noisy image has come nearer to the clean one."""
    steps, before, after, *_ = submission.once(lesson)
    clean, learnt = numbered(40)[1][:32, 0, 0, 0], {*chain(*steps)}
    # Which ones were not learnt from at all is another check's matter; numbers beyond the last are those of other inputs.
    left_out = [bool(learnt) and max(learnt) < 40 and number not in learnt for number in range(32)]
    return (np.abs(after[:32] - clean) < np.abs(before[:32] - clean)) | left_out


def another_fifth(submission):
    """Return whether other images were held out than the last fifth, as far as one knows: `held_out` says so.

    Of a training on all images one does not know which of them it was validated with.
    """
    for run, count in ((lesson, 40), (lesson_of_60, 60)):
        learnt = {*chain(*submission.once(run)[0])}
        if learnt and max(learnt) < count and learnt not in ({*range(count * 4 // 5)}, {*range(count)}):
            return True
    return False


def lesson_of_60(submission):
    """Return what a training of one epoch on 60 images did: a fifth of them is no whole number of batches."""
    return _lesson(submission, 60, epochs=1, batch_size=8, seed=1)


def tells_mse(submission):
    """Return whether the last validation loss is the MSE on the last fifth, as far as a history is there."""
    _, _, after, history, _ = submission.once(lesson)
    true = float(np.mean((after - numbered(40)[1][:, 0, 0, 0])[32:] ** 2))
    try:
        return abs(float(history["val_loss"][-1]) - true) < 0.05 * true
    except (TypeError, LookupError, ValueError):
        return False


def lesson(submission):
    """Return what a training of three epochs on 40 images did, once for several checks."""
    return _lesson(submission, 40, epochs=3, batch_size=8, seed=1)
