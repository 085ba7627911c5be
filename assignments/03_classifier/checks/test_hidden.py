"""Checks on digits the answer has never seen. measure.py prints the figures beside the thresholds."""

import itertools

import numpy as np

from autograder import expect

from test_public import ACCURACY, IMAGES, LABELS, MIN_ACCURACY, accuracy_of, batches_of, flat

FEW, FEW_LABELS = flat(128, seed=30313)
# How far the scores of a network move, as a share of the largest, when the units of a hidden layer are turned into each
# other and the next layer turns them back: nothing, if the layer is linear (measure.py; every figure of this form stands
# in measured.json):
# - turn relu: lowest 0.775, 10 seeds
# - turn tanh: lowest 0.407, 10 seeds
# - turn gelu: lowest 0.587, 10 seeds
# - turn softplus: lowest 0.323, 10 seeds
# - turn sigmoid: lowest 0.132, 10 seeds
# - turn linear: highest 9.99e-07, 10 seeds
MIN_TURN = 0.01
TURN = np.linalg.qr(np.random.default_rng(30314).standard_normal((256, 256)))[0].astype(np.float32)
# How far the scores are from those of a linear layer, with a shortcut past it (measure.py):
# - bend relu: lowest 0.0853, 10 seeds
# - bend tanh: lowest 0.0728, 10 seeds
# - bend sigmoid: lowest 0.0502, 10 seeds
# - bend hard_sigmoid: lowest 0.00601, 10 seeds
# - bend linear: highest 6.32e-07, 10 seeds
MIN_BEND = 1e-4
BENT = np.random.default_rng(30315).normal(0, 0.15, (256, 256)).astype(np.float32)
# What MIN_ACCURACY says of learning rates: those that the docstring allows, and what must fail (measure.py):
# - compile Adam(0.0001): lowest 0.83, 2 seeds
# - compile Adam(0.01): lowest 0.91, 2 seeds
# - compile Adam(0.1): lowest 0.18


def test_build_nonlinear(submission):
    model = expect.model(submission.build_classifier())
    for moved, en, fr in zip(
        turns(model), ("the first", "the second"), ("la première", "la deuxième"), strict=False
    ):
        expect.that(
            moved > MIN_TURN,
            en=f"After {en} hidden layer there is no non-linear activation: this layer and the next one could be replaced by a single one.",
            fr=f"Après {fr} couche cachée, il n’y a pas d’activation non linéaire : une seule couche pourrait remplacer celle-ci et la suivante.",
        )
    for bent, en, fr in zip(
        bends(model), ("the first", "the second"), ("la première", "la deuxième"), strict=False
    ):
        expect.that(
            bent > MIN_BEND,
            en=f"Beside a shortcut, what {en} hidden layer gives has no non-linear activation behind it.",
            fr=f"À côté d’un raccourci, ce que donne {fr} couche cachée n’est suivi d’aucune activation non linéaire.",
        )


def test_compile_learns(submission):
    compiled = []
    for seed in (8, 7):
        model = submission.support.network(seed)
        returned = submission.compile_classifier(model)
        compiled.append(returned if type(returned) is type(model) else model)
    other, model = compiled
    expect.that(model.compiled, en="The model is not compiled.", fr="Le modèle n’est pas compilé.")
    expect.that(
        not (other.compiled and expect.truth(submission.support.share_an_optimizer(other, model))),
        en="Two models were compiled with one and the same optimizer object: once it has trained one, it cannot train the other.",
        fr="Deux modèles ont été compilés avec un seul et même optimiseur : une fois qu’il a entraîné l’un, il ne peut pas entraîner l’autre.",
    )
    submission.support.train_with_its_optimizer(model, IMAGES, LABELS)
    expect.at_least(accuracy_of(model), MIN_ACCURACY, ACCURACY)


def test_train_order(submission):
    orders = {}
    # 64 000, 1 024 000 000 and 2**31 more: the same last digits, decimal or binary. 1: what `seed or 1` makes of 0.
    for number, seed in enumerate((4, 64_004, 0, 1_024_000_004, 2**31 + 4, 1, 2**32 - 1)):
        model = submission.support.recording_network(6)
        submission.support.seed_globally(300 + number)
        submission.train_classifier(model, FEW, FEW_LABELS, epochs=1, batch_size=32, seed=seed)
        orders[seed] = np.concatenate(batches_of(submission))
    for one, two in itertools.combinations(orders, 2):
        # The shuffling of TensorFlow takes 1 and 2**32 - 1 for the same.
        expect.that(
            (one, two) == (1, 2**32 - 1) or not np.array_equal(orders[one], orders[two]),
            en="Two seeds used the images in the same order.",
            fr="Deux graines ont pris les images dans le même ordre.",
        )
    # An answer that never mixes the images within a batch has shuffled the batches.
    place = {image.tobytes(): number for number, image in enumerate(FEW)}
    for order in orders.values():
        places = [place.get(image.tobytes(), -1) for image in order]
        batches = [places[start : start + 32] for start in range(0, len(places), 32)]
        expect.that(
            any(max(batch) - min(batch) >= len(batch) for batch in batches),
            en="Each batch holds images that follow one another: the images should be shuffled, not the batches.",
            fr="Chaque lot contient des images qui se suivent : ce sont les images qui devraient être mélangées, non les lots.",
        )


def test_train_continues(submission):
    images, labels = FEW[:50], (FEW_LABELS[:50] % 4).astype(np.int16)

    def trained_before(support):
        return support.recording_network(6, 3, images, labels, classes=4)

    model = trained_before(submission.support)
    before, learning = expect.array(model.call(images), shape=(50, 4)), model.trainable_params()
    submission.train_classifier(model, images, labels, epochs=2, batch_size=20, seed=5)
    batches = batches_of(submission)
    seen = submission.support.recorded()
    number = {image.tobytes(): i for i, image in enumerate(images)}
    # Images that are none of those given are another check's matter.
    places = [
        (row, number[image.tobytes()]) for row, image in enumerate(batches[0]) if image.tobytes() in number
    ]
    expect.that(
        all(np.allclose(seen["outputs"][0][row], before[place], atol=1e-4) for row, place in places),
        en="Training does not start from the weights the model has.",
        fr="L’entraînement ne part pas des poids que le modèle a.",
    )
    made = expect.integer(submission.support.own_steps(model))
    expect.that(
        made == 3 + len(batches),
        en="The optimizer with which the model was compiled did not make the steps. Was the model compiled anew?",
        fr="L’optimiseur avec lequel le modèle a été compilé n’a pas fait les pas. Le modèle a-t-il été compilé à nouveau ?",
    )
    # The same batches once more, with the labels that were taught, the model's own optimizer, and its own loss.
    now = model.weights()
    taught = [gradients.argmin(axis=1) for gradients in seen["gradients"]]
    clean = submission.clean_support
    again = clean.replayed(trained_before(clean), batches, taught)
    expect.that(
        len(now) == len(again) and all(np.allclose(*each, atol=5e-4) for each in zip(now, again)),
        en="After training the model has other weights than its steps give, with the optimizer and the loss it was compiled with. Was something changed, or were other weights put back?",
        fr="Après l’entraînement, le modèle n’a pas les poids que donnent ses pas, avec l’optimiseur et la perte de sa compilation. Quelque chose a-t-il été changé, ou d’autres poids ont-ils été remis ?",
    )
    expect.that(
        model.trainable_params() == learning,
        en="After training, the model has weights that can no longer learn.",
        fr="Après l’entraînement, le modèle a des poids qui ne peuvent plus apprendre.",
    )
    _expect_training_mode(submission)
    # The loss rises.
    ends, made = [], []
    for epochs in (11, 12):  # and does not fall again: some change the learning rate after ten
        model = submission.support.recording_network(6, rate=0.5)
        submission.train_classifier(model, images[:8], labels[:8], epochs=epochs, batch_size=8, seed=5)
        made.append(expect.integer(submission.support.own_steps(model)))
        expect.that(
            abs(expect.number(model.optimizer_config.get("learning_rate")) - 0.5) < 1e-6,
            en="After training, the optimizer has another learning rate than that with which the model was compiled.",
            fr="Après l’entraînement, l’optimiseur a un autre taux d’apprentissage que celui de la compilation.",
        )
        ends.append(model.weights())
    expect.that(  # the number of epochs is another check's matter
        made[0] == made[1] or not all(np.allclose(*each, atol=1e-3) for each in zip(*ends)),
        en="After one more epoch the model has the very same weights: were those of an earlier epoch put back?",
        fr="Après une époque de plus, le modèle a exactement les mêmes poids : ceux d’une époque antérieure ont-ils été remis ?",
    )


def _expect_training_mode(submission):
    """A layer that normalises notes the statistics of its batches, which it does in training alone."""
    model = submission.support.normalised_network()
    # Far from where a new network begins, and from what the batches have.
    model.set_weights([each + 50 if i == 4 else each for i, each in enumerate(model.weights())])
    before, settings = model.weights(), submission.support.settings(model)
    submission.train_classifier(model, FEW[:40], FEW_LABELS[:40], epochs=1, batch_size=20, seed=5)
    after = model.weights()
    same = [np.array_equal(*each) for each in zip(before, after)]
    # Kernel and bias; factor, shift, mean and variance of the normalisation; kernel and bias. Where the first kernel has
    # not changed, another model was trained, which is another check's matter.
    expect.that(
        same[0] or not all(same[4:6]),
        en="While the model is trained, its layers do not work as in training: those that normalise do not note the statistics of the batches.",
        fr="Pendant que le modèle est entraîné, ses couches ne fonctionnent pas comme à l’entraînement : celles qui normalisent ne notent pas les statistiques des lots.",
    )
    expect.that(  # two batches move them by 2 %
        all(after[4] > 40),
        en="The statistics that the layers which normalise had noted before the training are lost.",
        fr="Les statistiques que les couches qui normalisent avaient notées avant l’entraînement sont perdues.",
    )
    expect.that(
        submission.support.settings(model) == settings,
        en="After training, a layer of the model is set otherwise than before.",
        fr="Après l’entraînement, une couche du modèle est réglée autrement qu’avant.",
    )


def test_evaluate_loss(submission):
    for classes, dtype, times in ((10, "int64", 1), (4, "uint8", 1), (10, "int32", 45)):
        model = submission.support.dropout_network(3, classes)
        if dtype == "uint8":  # sure, and wrong at times
            model.set_weights([1.5 * weight for weight in model.weights()])
        labels = (FEW_LABELS[:70] % classes).astype(dtype)
        probabilities = expect.array(model.call(FEW[:70]), shape=(70, classes)).astype(np.float64)
        images = np.tile(FEW[:70], (times, 1))
        # More than a thousand, the last of them with the answers themselves as labels: of two losses, by their place.
        labels = np.tile(labels, times)
        labels[1000:] = np.tile(probabilities.argmax(axis=1), times)[1000:]
        wanted = np.tile(probabilities, (times, 1))[np.arange(len(labels)), labels.astype(np.int64)]
        right = np.mean(-np.log(np.maximum(wanted, 1e-7)))
        figures = expect.mapping(submission.evaluate_classifier(model, images, labels), keys=("loss",))
        expect.close(expect.number(figures["loss"]), float(right), atol=1e-3, rtol=1e-4)
    # The same answer to all images: nearly sure of class 9; 2e-6 for class 8; for the others exactly 0.
    model = submission.support.dropout_network(3)
    *others, kernel, _ = model.weights()
    model.set_weights([*others, 0 * kernel, np.array([-300] * 8 + [np.log(2e-6), 0], np.float32)])
    figures = expect.mapping(
        submission.evaluate_classifier(model, FEW[:20], 9 - np.arange(20) % 2), keys=("loss",)
    )
    # A ten-millionth that is added within the logarithm makes 0.025 of it.
    expect.close(expect.number(figures["loss"]), float(-np.log(2e-6) / 2), atol=0.05)


def test_evaluate_leaves_model(submission):
    model = submission.support.normalised_network(frozen=True)
    submission.support.made_a_step(model, FEW[:20], FEW_LABELS[:20])
    before, learning = model.weights(), model.trainable_params()
    settings, compiled = submission.support.settings(model), (model.loss, model.metrics)
    expect.mapping(submission.evaluate_classifier(model, FEW, FEW_LABELS))
    expect.that(
        all(np.array_equal(*each) for each in zip(before, model.weights())),
        en="After evaluating, the model has other weights.",
        fr="Après l’évaluation, le modèle a d’autres poids.",
    )
    expect.that(
        submission.support.own_steps(model) == 1,
        en="Evaluating has trained the model, or compiled it anew: its optimizer is not as it was.",
        fr="L’évaluation a entraîné le modèle, ou l’a compilé à nouveau : son optimiseur n’est plus tel quel.",
    )
    expect.that(
        model.trainable_params() == learning,
        en="After evaluating, the weights that can learn are not those that could before. (One layer of this model was frozen.)",
        fr="Après l’évaluation, les poids qui peuvent apprendre ne sont pas ceux qui le pouvaient avant. (Une couche de ce modèle était gelée.)",
    )
    expect.that(
        submission.support.settings(model) == settings,
        en="After evaluating, a layer of the model is set otherwise than before.",
        fr="Après l’évaluation, une couche du modèle est réglée autrement qu’avant.",
    )
    expect.that(
        (model.loss, model.metrics) == compiled,
        en="After evaluating, the model has another loss or other metrics than before.",
        fr="Après l’évaluation, le modèle a une autre perte ou d’autres métriques qu’avant.",
    )
    expect.that(
        submission.support.runs_eagerly(model) is False,
        en="After evaluating, the model runs eagerly (run_eagerly), which it did not before.",
        fr="Après l’évaluation, le modèle s’exécute pas à pas (run_eagerly), ce qu’il ne faisait pas avant.",
    )


def turns(model):
    """Return how far the scores move, as a share of the largest, when each hidden layer is turned and the next one turns it back.

    The turn is an orthogonal matrix, three times as large going and a third coming back: what is linear does not notice.
    """
    before = _scores(model, FEW)
    weights = model.weights()
    places = [
        [i for i, each in enumerate(weights) if tuple(sorted(each.shape)) == shape]
        for shape in ((256, 784), (256, 256), (10, 256))
    ]
    if [len(each) for each in places] != [1, 1, 1]:  # other layers are another check's matter
        return []
    flipped = weights[places[0][0]].shape == (256, 784)
    found = []
    for (here,), (there,) in itertools.pairwise(places):
        changed = list(weights)
        if flipped:
            changed[here], changed[there] = 3 * TURN.T @ weights[here], weights[there] @ TURN / 3
        else:
            changed[here], changed[there] = 3 * weights[here] @ TURN, TURN.T @ weights[there] / 3
        model.set_weights(changed)
        found.append(float(np.abs(_scores(model, FEW) - before).max() / max(np.abs(before).max(), 1e-6)))
    model.set_weights(weights)
    return found


def bends(model):
    """Return how far the scores are from what a linear hidden layer would give, as a share of how far they reach, for both
    hidden layers; nothing where there is no shortcut past the second.

    For the first, the second gives the same for all images, and half of one image and half of another are given. For the
    second, the scores are those of other weights in it, and of weights half-way between.
    """
    weights = model.weights()
    places = [number for number, each in enumerate(weights) if each.shape == (256, 256)]
    if len(places) != 1:  # other layers are another check's matter
        return []

    # Some activations are straight near 0.
    larger = [4 * each if 784 in each.shape else each for each in weights]

    def scores(square, images, around):
        model.set_weights([*around[: places[0]], square, *around[places[0] + 1 :]])
        return _scores(model, images)

    given, (one, other) = weights[places[0]], (FEW[:64], FEW[64:])
    first = [scores(0 * given, images, larger) for images in (one, other, (one + other) / 2)]
    second = [scores(square, FEW, weights) for square in (given, BENT, (given + BENT) / 2)]
    model.set_weights(weights)
    reach = [float(np.ptp(np.concatenate(each), axis=0).max()) for each in (first, second)]
    # A second layer without effect is another check's matter, too.
    if reach[0] < 1e-3 or np.allclose(second[0], second[1], atol=1e-6):
        return []
    return [
        float(np.abs((start + end) / 2 - middle).max()) / far
        for (start, end, middle), far in zip((first, second), reach)
    ]


def _scores(model, images):
    """Return the logarithms of the probabilities, each row with mean 0: what softmax received, up to a constant."""
    probabilities = expect.array(model.call(images), shape=(len(images), 10)).astype(np.float64)
    logs = np.log(np.maximum(probabilities, 1e-12))
    return logs - logs.mean(axis=1, keepdims=True)
