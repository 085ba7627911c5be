"""The checks students can run: short trainings written down in advance, and what a training on a few digits does."""

from __future__ import annotations

import itertools

import numpy as np

from autograder import data, expect


def flat(targets):
    """Return one image a target, all its pixels equal."""
    return np.array(targets, "float32")[:, None] * np.ones(784, "float32")


NAN = float("nan")
CLEAN = data.digits(20, seed=5001)[0].reshape(20, 784).astype("float32") / 255
NOISY = np.clip(CLEAN + 0.9 * np.random.default_rng(5002).random(CLEAN.shape, dtype="float32"), 0, 1)

# A training whose validation loss first falls and then rises: the model turns all inputs into 0.27, its 16 training
# targets are 0.95, its 4 validation targets 0.5, and it passes them on the way, before the tenth epoch.
PASSING = flat([0.5] * 20), flat([0.95] * 16 + [0.5] * 4)
TEST = flat([0.5] * 40), flat(np.linspace(0.1, 0.8, 40))
# 10 500 pairs, of which the last 2100 are for validation, and 2600 test pairs. The first pixel tells the place of a pair, in
# hundredths of them all.
MANY = flat([0.5] * 10_500), flat([0.95] * 10_300 + [0.2] * 200)
MANY[0][:, 0] = np.arange(10_500) // 105 / 100
MANY_TESTS = flat([0.5] * 2600), flat(np.linspace(0.1, 0.8, 2600))
# Validation losses that are the lowest after a long time: in more epochs than any usual patience.
LATE = [0.5, *np.linspace(0.6, 0.9, 60).tolist(), 0.2, 0.1, 0.3]
# Some that rise and then fall, but never below the first.
FIRST_BEST = [0.2, 0.8, 0.7, 0.6, 0.5, 0.4]
# Seeds that one takes where none was given, as 0 is to many, and one that ends, decimal or binary, as 19 does.
SEEDS = (1, 42, 123, 1234, 65_536_019)
# What a training makes of images of 0.3.
GREYS = (*[0.99] * 5, 0.65, 0.01, 0.99)
# Weights with which a last layer gives what its biases say.
SURE_WEIGHTS = [np.zeros(shape, "float32") for shape in ((784, 4), (4,), (4, 784))]
LIKE_TRAINING = NOISY[:7], flat([0.95] * 7)
# Whose validation loss falls and then rises, and is the same on any part of the validation pairs.
NORMED = np.concatenate([NOISY[:16], NOISY[[16] * 4]]), flat([0.95] * 16 + [0.0] * 4)


def cross_entropy(output, target):
    """Return the mean binary cross-entropy, computed with NumPy."""
    output = np.clip(output.astype("float64"), 1e-7, 1 - 1e-7)
    return float(-(target * np.log(output) + (1 - target) * np.log(1 - output)).mean())


def output_of(model, noisy):
    """Return what the trained model makes of `noisy`."""
    return expect.array(model.call(noisy), shape=noisy.shape, of="model(noisy)")


def losses_of(answer):
    """Return the answer's validation losses as floats. Whoever returned the history alone has lost `history`."""
    history = answer if type(answer) is dict else expect.sequence(answer, length=2)[0]
    history = expect.mapping(history, ["val_loss"])
    return [expect.number(each) for each in expect.sequence(history["val_loss"])]


def same(first, second):
    """Return whether two lists of weights are equal up to rounding."""
    return len(first) == len(second) and all(
        a.shape == b.shape and np.allclose(a, b, rtol=0, atol=1e-5) for a, b in zip(first, second)
    )


def passing_weights(seed):
    """Return weights with which the model makes about 0.27 of every image."""
    random = np.random.default_rng(seed)
    return [
        np.abs(random.normal(0, 0.005, (784, 4))).astype("float32"),
        np.zeros(4, "float32"),
        np.abs(random.normal(0, 0.05, (4, 784))).astype("float32"),
        np.full(784, -1, "float32"),
    ]


def scripted(submission, losses, patience):
    """Train a model whose losses are written down; return the losses told, and how many steps it made, kept, and was moved by.

    All images are white, so that any pairs and either loss have their minimum at the same epoch.
    """
    white, model = flat([1.0] * 20), submission.support.scripted([1.0, *losses])
    options = {"epochs": len(losses), "batch_size": 16, "patience": patience, "seed": 3}
    answer = submission.train_denoiser(model, white, white, white[:6], white[:6], **options)
    found = expect.mapping(submission.support.script_of(model), ["made", "kept", "moved"])
    return losses_of(answer), *(expect.number(found[name]) for name in ("made", "kept", "moved"))


def late(submission):
    """Return what comes of a training whose lowest loss comes after a long time."""
    return scripted(submission, LATE, 62)


def first_best(submission):
    """Return what comes of a training whose first loss is the lowest."""
    return scripted(submission, FIRST_BEST, 3)


def steps_as_asked(submission):
    """Return whether there is one step a batch, so that the scripted models' steps are epochs: other checks say so."""
    return sorted(map(len, submission.once(watched_run)[0])) == [1] * 2 + [3] * 10


def notes_each_epoch(submission):
    """Return whether the history has a number for each epoch that was run, the last ones too: `history` says so."""
    told, made, *_ = submission.once(first_best)
    return len(told) == made or not steps_as_asked(submission)


def measures_before(submission):
    """Return whether the first val_loss is that of the model as it was given, before any step: `history` says so."""
    told, *_ = submission.once(first_best)
    return bool(told) and abs(told[0] - 1) < 1e-3


# Of a model that works otherwise in training than at inference.
IN_TRAINING_MODE = (
    " Or was val_loss measured with training=True? This model has BatchNormalization and Dropout.",
    " Ou val_loss a-t-il été mesuré avec training=True ? Ce modèle contient BatchNormalization et Dropout.",
)


def best_kept(submission, model, answer, noisy, clean, of, hint=("", "")):
    """The final weights are those of the lowest validation loss of the history.

    Where the history tells of other pairs, or of another loss, `held_out` or `steps` says so.
    """
    losses = losses_of(answer)
    expect.that(losses, en="val_loss is empty.", fr="val_loss est vide.", of=of)
    cut = len(noisy) * 4 // 5
    found = cross_entropy(output_of(model, noisy[cut:]), clean[cut:])
    expect.that(
        abs(found - min(losses)) < 1e-4 or not validates_right(submission),
        en=f"The final weights are not those of the best epoch: the model's loss is not the lowest val_loss of the history.{hint[0]}",
        fr=f"Les poids finaux ne sont pas ceux de la meilleure époque : la perte du modèle n’est pas le plus bas val_loss de l’historique.{hint[1]}",
        expected=min(losses),
        received=found,
        of=of,
    )


def validates_right(submission):
    """Return whether, in the watched training, the lowest val_loss is the cross-entropy on the last pairs."""
    *_, answer, model = submission.once(watched_run)
    found = cross_entropy(output_of(model, numbered(NOISY)[16:]), numbered(CLEAN)[16:])
    return abs(found - min(losses_of(answer), default=0.0)) < 1e-4


def right_steps(submission):
    """Return whether the watched training's steps are Adam's, from noisy to clean: `steps` says so."""
    learnt, _, _, model = submission.once(watched_run)
    known = [[row for row in batch if 0 <= row < 20] for batch in learnt]  # others have lost `test_apart`
    weights = few_weights(5, 5011)
    steps = submission.clean_support.stepped(weights, numbered(NOISY), numbered(CLEAN), known)
    return same([expect.array(each) for each in expect.sequence(steps)], model.weights())


def numbered(images, first=0):
    """Return a copy of `images` whose first pixel holds its number, in hundredths."""
    copy = images.copy()
    copy[:, 0] = np.arange(first, first + len(copy)) / 100
    return copy


def few_weights(hidden, seed):
    """Return the weights with which every training on a few pairs begins."""
    random = np.random.default_rng(seed)
    shapes = [(784, hidden), (hidden,), (hidden, 784)]
    drawn = [random.normal(0, 0.1, shape).astype("float32") for shape in shapes]
    return [*drawn, np.full(784, -4, "float32")]


def seen_in(submission, model, noisy, clean, test, left=None, **options):
    """Train; return the batches a gradient was taken of, the numbers shown before the last of them, and the answer.

    What has become of the two arrays is written into the list `left`.
    """
    submission.support.seen()
    answer, (_, *after) = submission.train_denoiser.with_arguments(model, noisy, clean, *test, **options)
    if left is not None:
        left[:] = after[:2]
    events = [
        (what, [expect.integer(number) for number in numbers]) for what, numbers in submission.support.seen()
    ]
    learnt = [numbers for what, numbers in events if what == "learnt"]
    expect.that(
        learnt,
        en="The model passed to train_denoiser takes no step of training.",
        fr="Le modèle donné à train_denoiser ne fait aucun pas d’entraînement.",
        of="train_denoiser(model, …)",
    )
    last = max(place for place, (what, _) in enumerate(events) if what == "learnt")
    shown = {number for what, numbers in events[:last] if what == "shown" for number in numbers}
    return learnt, shown, answer


def seen_by(submission, callback, losses, **options):
    """Return how many epochs this callback lets run, and whose weights the model has then (1: the first epoch's)."""
    seen = submission.support.drive(callback, losses, **options)
    seen = expect.mapping(seen, ["epochs", "weights_of"])
    return expect.integer(seen["epochs"]), expect.integer(seen["weights_of"])


def driven(submission, patience, losses, **options):
    """Return what a new callback does, see `seen_by`."""
    return seen_by(submission, expect.handle(submission.StopAtBest(patience)), losses, **options)


def from_zero(weights_of):
    """Return the number of an epoch as the statement counts, from 0, of one that `drive` counts from 1."""
    return weights_of - 1 if type(weights_of) in (int, float) else None


def told_losses(losses):
    """Return the losses as an English sentence shows them and as a French one does: the first nine, and how many follow."""
    shown = [f"{each:.8g}" for each in losses[:9]]
    more = f" … ({len(losses)})" if len(losses) > 9 else ""
    return ", ".join(shown) + more, " ; ".join(each.replace(".", ",") for each in shown) + more


# q1


def test_stops(submission):
    callback = expect.handle(submission.StopAtBest(patience=2))
    # Best at epoch 1; epochs 2 and 3 bring nothing, so epoch 4 must not happen.
    seen = expect.mapping(submission.support.drive(callback, [0.50, 0.40, 0.45, 0.46, 0.30]), ["epochs"])
    expect.that(
        seen["epochs"] == 4,
        en="val_loss 0.50, 0.40, 0.45, 0.46 with patience=2: training should stop after these four epochs.",
        fr="val_loss 0,50 ; 0,40 ; 0,45 ; 0,46 avec patience=2 : l’entraînement devrait s’arrêter après ces quatre époques.",
        expected=4,
        received=seen["epochs"],
        of="StopAtBest(patience=2)",
    )
    default = expect.handle(submission.StopAtBest())
    seen = expect.mapping(submission.support.drive(default, [0.5, 0.6, 0.7, 0.8]), ["epochs"])
    expect.that(
        seen["epochs"] == 3,
        en="The default of `patience` is no longer that of the signature you were given.",
        fr="La valeur par défaut de `patience` n’est plus celle de la signature donnée.",
        expected=2,
        received=seen["epochs"] - 1 if type(seen["epochs"]) is int else None,
        of="StopAtBest()",
    )
    epochs, _ = driven(submission, 1, [0.50, 0.40, 0.45, 0.30])
    expect.that(
        epochs == 3,
        en="val_loss 0.50, 0.40, 0.45 with patience=1: training should stop after these three epochs.",
        fr="val_loss 0,50 ; 0,40 ; 0,45 avec patience=1 : l’entraînement devrait s’arrêter après ces trois époques.",
        expected=3,
        received=epochs,
        of="StopAtBest(1)",
    )


def test_best_when_stopped(submission):
    callback = expect.handle(submission.StopAtBest(patience=2))
    losses = [0.50, 0.40, 0.45, 0.46, 0.47, 0.48]
    seen = expect.mapping(submission.support.drive(callback, losses), ["weights_of", "others_of", "rounded"])
    expect.that(
        seen["weights_of"] == 2,
        en="Training was stopped; the model should have the weights of epoch 1 (val_loss 0.40; epochs count from 0, and -1 is before them). Its weights are those of epoch number",
        fr="L’entraînement a été arrêté ; le modèle devrait avoir les poids de l’époque 1 (val_loss 0,40 ; les époques se comptent à partir de 0, et -1 est avant elles). Ses poids sont ceux de l’époque numéro",
        expected=1,
        received=from_zero(seen["weights_of"]),
        of="StopAtBest(patience=2)",
    )
    expect.that(
        all(each == 2 for each in expect.sequence(seen["others_of"])),
        en="The weights that are not trained, such as the statistics of BatchNormalization, should be those of the best epoch, too.",
        fr="Les poids qui ne s’entraînent pas, comme les statistiques de BatchNormalization, devraient être ceux de la meilleure époque aussi.",
        of="StopAtBest(patience=2)",
    )
    expect.that(
        seen["rounded"] == 0,
        en="The weights put back are almost those of the best epoch, but rounded: keep them as they are, each in its own precision (float32, or float64).",
        fr="Les poids remis sont presque ceux de la meilleure époque, mais arrondis : gardez-les tels quels, chacun dans sa propre précision (float32, ou float64).",
        of="StopAtBest(patience=2)",
    )
    _, weights = driven(submission, 3, [0.50, 0.60, 0.40, 0.45, 0.46, 0.47])
    expect.that(
        weights == 3,
        en="Progress came after an epoch without (val_loss 0.50, 0.60, 0.40): the model should have the weights of epoch 2, counted from 0. Its weights are those of epoch number",
        fr="Le progrès est venu après une époque sans progrès (val_loss 0,50 ; 0,60 ; 0,40) : le modèle devrait avoir les poids de l’époque 2, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=2,
        received=from_zero(weights),
        of="StopAtBest(3)",
    )
    callback = expect.handle(submission.StopAtBest(patience=2))
    seen = submission.support.drive(callback, losses, holding=True)
    seen = expect.mapping(seen, ["weights_of", "others_of"])
    expect.that(
        seen["weights_of"] == 2,
        en="A model may hold weights that belong to none of its layers (`add_weight`): these should be those of the best epoch, too.",
        fr="Un modèle peut avoir des poids qui ne sont à aucune de ses couches (`add_weight`) : ils devraient être ceux de la meilleure époque aussi.",
        of="StopAtBest(patience=2)",
    )
    expect.that(
        all(each == 2 for each in expect.sequence(seen["others_of"])),
        en="Of a model whose layers hold both weights that are trained and others, some have the values of others after training: each should have its own back. Are they kept in one order and put back in another, or by names that several weights share?",
        fr="Dans un modèle dont les couches ont des poids entraînés et d’autres qui ne le sont pas, certains ont après l’entraînement les valeurs d’autres : chacun devrait retrouver la sienne. Sont-ils gardés dans un ordre et remis dans un autre, ou gardés sous des noms que plusieurs portent ?",
        of="StopAtBest(patience=2)",
    )


def test_not_before(submission):
    # Whether progress is seen at all: a large number first, small steps, and the count begins anew each time.
    for patience, losses, en, fr in (
        (
            3,
            [2.5, 2.6, 2.4, 2.45, 2.46, 2.3, 2.35, 2.36, 2.2, 2.9, 3.0],
            "There were never 3 epochs in a row without progress (patience=3), and yet training stopped.",
            "Il n’y a jamais eu 3 époques de suite sans progrès (patience=3), et pourtant l’entraînement s’est arrêté.",
        ),
        (
            1,
            [float(np.finfo("float32").max), 2e38, 5e9, 2e9],
            "Training stopped although the losses fell: the first number is progress, however large it is.",
            "L’entraînement s’est arrêté alors que les pertes baissaient : le premier nombre est un progrès, si grand soit-il.",
        ),
        (
            2,
            [0.400003, 0.400002, 0.400001, 0.4],
            "Training stopped although every val_loss was lower than all earlier ones, by 0.000001.",
            "L’entraînement s’est arrêté alors que chaque val_loss était plus bas que tous les précédents, de 0,000001.",
        ),
        (
            1,
            [float(each) for each in np.float32(0.4) - np.arange(5, dtype="float32") * np.float32(2**-25)],
            "Training stopped although every val_loss was lower than all earlier ones, by as little as float32 can tell.",
            "L’entraînement s’est arrêté alors que chaque val_loss était plus bas que tous les précédents, d’aussi peu que float32 sait le dire.",
        ),
        (
            1,
            [0.1, 0.0, -0.1],
            "Training stopped although the losses fell, to 0 and below: a number is a number.",
            "L’entraînement s’est arrêté alors que les pertes baissaient, jusqu’à 0 et au-dessous : un nombre est un nombre.",
        ),
        (
            2,
            [0.1, 0.0, 0.05, -0.1, -0.2, -0.15, -0.3, -0.4],
            "Training stopped although the losses fell, to 0 and below: a number is a number.",
            "L’entraînement s’est arrêté alors que les pertes baissaient, jusqu’à 0 et au-dessous : un nombre est un nombre.",
        ),
        (
            1,
            [3e-12, 2e-12, 1e-12],
            "Training stopped although every val_loss was lower than all earlier ones: so it may be where all are tiny, too.",
            "L’entraînement s’est arrêté alors que chaque val_loss était plus bas que tous les précédents : cela vaut aussi quand tous sont minuscules.",
        ),
        (
            30,
            [0.5, *np.linspace(0.6, 0.9, 29).tolist()],
            "There were never 30 epochs in a row without progress (patience=30), and yet training stopped.",
            "Il n’y a jamais eu 30 époques de suite sans progrès (patience=30), et pourtant l’entraînement s’est arrêté.",
        ),
    ):
        callback = expect.handle(submission.StopAtBest(patience))
        seen = expect.mapping(submission.support.drive(callback, losses), ["epochs", "stopped"])
        few_en, few_fr = told_losses(losses)
        expect.that(
            seen["epochs"] == len(losses),
            en=f"{en} val_loss: {few_en}. Epochs run:",
            fr=f"{fr} val_loss : {few_fr}. Époques effectuées :",
            expected=len(losses),
            received=seen["epochs"],
            of=f"StopAtBest({patience})",
        )
        expect.that(
            not seen["stopped"],
            en=f"The epochs ran out before patience did, and yet stop_training is True at the end. val_loss: {few_en}.",
            fr=f"Les époques étaient épuisées avant la patience, et pourtant stop_training vaut True à la fin. val_loss : {few_fr}.",
            of=f"StopAtBest({patience})",
        )
    callback = expect.handle(submission.StopAtBest(2))
    seen = submission.support.drive(callback, [0.5, 0.4, 0.3, 0.2], measured=True)
    epochs = expect.mapping(seen, ["epochs"])["epochs"]
    expect.that(
        epochs == 4,
        en="In a training that is measured with an accuracy, too, training stopped although every val_loss was lower than all earlier ones: val_loss alone counts, not val_accuracy (here always 0.5). Epochs run:",
        fr="Dans un entraînement mesuré aussi par une exactitude, l’entraînement s’est arrêté alors que chaque val_loss était plus bas que tous les précédents : seul val_loss compte, non val_accuracy (ici toujours 0,5). Époques effectuées :",
        expected=4,
        received=epochs,
        of="StopAtBest(2)",
    )
    zero, hundredth = (
        driven(submission, 2, [0.1, best, 0.05, 0.06, 0.04, 0.05, 0.03, 0.04])[0] for best in (0.0, 0.01)
    )
    expect.that(
        zero == hundredth,
        en="A val_loss of 0 is a number like any other: after it, no higher one is progress. val_loss: 0.1, 0, 0.05, 0.06, 0.04, 0.05, 0.03, 0.04. Epochs run:",
        fr="Un val_loss de 0 est un nombre comme un autre : après lui, aucun plus élevé n’est un progrès. val_loss : 0,1 ; 0 ; 0,05 ; 0,06 ; 0,04 ; 0,05 ; 0,03 ; 0,04. Époques effectuées :",
        expected=hundredth,
        received=zero,
        of="StopAtBest(2)",
    )


# Whether training stops at exactly the right epoch is the matter of `stops` and `not_before`. Elsewhere one epoch
# too many or too few is let pass, so that this mistake is paid for once.


def test_slow_rise(submission):
    # Epoch 1 is the best. Later epochs improve on their neighbours, never on the best.
    epochs, _ = driven(submission, 3, [0.9, 0.2, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.35])
    expect.that(
        4 <= epochs <= 6,
        en="An epoch is compared with the best one, not with the one before. With val_loss 0.9, 0.2, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.35 and patience=3, no epoch after the second is progress. Epochs run:",
        fr="On compare une époque à la meilleure, pas à la précédente. Avec val_loss 0,9 ; 0,2 ; 0,8 ; 0,7 ; 0,6 ; 0,5 ; 0,45 ; 0,4 ; 0,35 et patience=3, aucune époque après la deuxième n’est un progrès. Époques effectuées :",
        expected=5,
        received=epochs,
        of="StopAtBest(3)",
    )


def test_best_when_finished(submission):
    callback = expect.handle(submission.StopAtBest(5))
    seen = expect.mapping(
        submission.support.drive(callback, [0.9, 0.6, 0.3, 0.4, 0.5]), ["weights_of", "meddled"]
    )
    weights = seen["weights_of"]
    expect.that(
        seen["meddled"] == 0,
        en="Weights were put back before training was over: it should go on from those it has reached.",
        fr="Des poids ont été remis avant la fin de l’entraînement : il devrait continuer à partir de ceux qu’il a atteints.",
        of="StopAtBest(5)",
    )
    expect.that(
        weights == 3,
        en="The epochs ran out before patience did (val_loss 0.9, 0.6, 0.3, 0.4, 0.5; patience=5): the model should have the weights of epoch 2, counted from 0. Its weights are those of epoch number",
        fr="Les époques étaient épuisées avant la patience (val_loss 0,9 ; 0,6 ; 0,3 ; 0,4 ; 0,5 ; patience=5) : le modèle devrait avoir les poids de l’époque 2, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=2,
        received=from_zero(weights),
        of="StopAtBest(5)",
    )
    callback = expect.handle(submission.StopAtBest(5))
    seen = expect.mapping(submission.support.drive(callback, [0.3, 0.0, 0.1]), ["weights_of"])
    expect.that(
        # Whoever takes another epoch for the best one has lost another check.
        seen["weights_of"] == 2 or callback.attribute("best_epoch") != 1,
        en="The best val_loss is 0 (val_loss 0.3, 0, 0.1; patience=5): the model should have the weights of epoch 1, counted from 0. Its weights are those of epoch number",
        fr="Le meilleur val_loss est 0 (val_loss 0,3 ; 0 ; 0,1 ; patience=5) : le modèle devrait avoir les poids de l’époque 1, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=1,
        received=from_zero(seen["weights_of"]),
        of="StopAtBest(5)",
    )
    callback = expect.handle(submission.StopAtBest(5))
    seen = expect.mapping(submission.support.drive(callback, [0.9, 0.3, 0.6, 0.5, 0.4], 2), ["weights_of"])
    expect.that(
        seen["weights_of"] == 2,
        en="Another callback stopped training after three of five epochs (val_loss 0.9, 0.3, 0.6): the model should have the weights of epoch 1, counted from 0. Its weights are those of epoch number",
        fr="Un autre rappel a arrêté l’entraînement après trois époques sur cinq (val_loss 0,9 ; 0,3 ; 0,6) : le modèle devrait avoir les poids de l’époque 1, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=1,
        received=from_zero(seen["weights_of"]),
        of="StopAtBest(5)",
    )
    # Another one, called before this one: in an epoch without progress, in one with it, and at the very beginning.
    for losses, stopped_before, best in (
        ([0.9, 0.3, 0.6, 0.5, 0.4], 2, 1),
        ([0.9, 0.6, 0.3, 0.5, 0.4], 2, 2),
        ([0.9, 0.6, 0.3], -1, 0),
    ):
        callback = expect.handle(submission.StopAtBest(5))
        seen = submission.support.drive(callback, losses, None, stopped_before)
        seen = expect.mapping(seen, ["epochs", "weights_of", "stopped"])
        wanted = max(stopped_before, 0) + 1
        expect.that(
            seen["epochs"] == wanted,
            en=f"Another callback, called before this one, stopped training after {_epochs(wanted, 'en')}, and it went on: stop_training was set back to False.",
            fr=f"Un autre rappel, appelé avant celui-ci, a arrêté l’entraînement après {_epochs(wanted, 'fr')}, et il a continué : stop_training a été remis à False.",
            expected=wanted,
            received=seen["epochs"],
            of="StopAtBest(5)",
        )
        expect.that(
            seen["stopped"],
            en="When training was over, stop_training was False again, though it had been stopped: it is never set back.",
            fr="Une fois l’entraînement fini, stop_training valait de nouveau False, alors qu’il avait été arrêté : il n’est jamais remis à False.",
            of="StopAtBest(5)",
        )
        few_en, few_fr = told_losses(losses[:wanted])
        expect.that(
            seen["weights_of"] == best + 1,
            en=f"Another callback, called before this one, stopped training after {_epochs(wanted, 'en')} (val_loss {few_en}): the model should have the weights of epoch {best}, counted from 0; an epoch counts like any other where stop_training is True already. Its weights are those of epoch number",
            fr=f"Un autre rappel, appelé avant celui-ci, a arrêté l’entraînement après {_epochs(wanted, 'fr')} (val_loss {few_fr}) : le modèle devrait avoir les poids de l’époque {best}, comptée à partir de 0 ; une époque compte comme les autres, même si stop_training vaut déjà True. Ses poids sont ceux de l’époque numéro",
            expected=best,
            received=from_zero(seen["weights_of"]),
            of="StopAtBest(5)",
        )


def _epochs(count, language):
    if language == "en":
        return "one epoch" if count == 1 else f"{count} epochs"
    return "une époque" if count == 1 else f"{count} époques"


def test_nan(submission):
    after_progress, _ = driven(submission, 2, [0.9, 0.5, NAN, NAN, NAN, NAN, 0.1])
    expect.that(
        3 <= after_progress <= 5,
        en="An epoch whose val_loss is NaN is an epoch without progress. val_loss: 0.9, 0.5, NaN, NaN, NaN, NaN, 0.1, patience=2. Epochs run:",
        fr="Une époque dont val_loss vaut NaN est une époque sans progrès. val_loss : 0,9 ; 0,5 ; NaN ; NaN ; NaN ; NaN ; 0,1, patience=2. Époques effectuées :",
        expected=4,
        received=after_progress,
        of="StopAtBest(2)",
    )
    epochs, weights = driven(submission, 4, [NAN, NAN, 0.6, 0.5, 0.55])
    expect.that(
        epochs == 5,
        en="val_loss NaN, NaN, 0.6, 0.5, 0.55 with patience=4: all five epochs should be run. Epochs run:",
        fr="val_loss NaN ; NaN ; 0,6 ; 0,5 ; 0,55 avec patience=4 : les cinq époques devraient avoir lieu. Époques effectuées :",
        expected=5,
        received=epochs,
        of="StopAtBest(4)",
    )
    expect.that(
        weights == 4 or (weights == 5 and keeps_last(submission)),
        en="val_loss NaN, NaN, 0.6, 0.5, 0.55: the first number after NaN is progress, and the model should have the weights of epoch 3, counted from 0. Its weights are those of epoch number",
        fr="val_loss NaN ; NaN ; 0,6 ; 0,5 ; 0,55 : le premier nombre après NaN est un progrès, et le modèle devrait avoir les poids de l’époque 3, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=3,
        received=from_zero(weights),
        of="StopAtBest(4)",
    )
    epochs, weights = driven(submission, 5, [0.9, 0.5, NAN])
    expect.that(
        weights in (2, 1)
        or keeps_last(submission),  # which of the two is best, if it is none of NaN, another check asks
        en="val_loss 0.9, 0.5, NaN, then training ends: the model should have the weights of epoch 1, counted from 0. Its weights are those of epoch number",
        fr="val_loss 0,9 ; 0,5 ; NaN, puis l’entraînement se termine : le modèle devrait avoir les poids de l’époque 1, comptée à partir de 0. Ses poids sont ceux de l’époque numéro",
        expected=1,
        received=from_zero(weights),
        of="StopAtBest(5)",
    )
    epochs, weights = driven(submission, 2, [NAN, NAN, NAN, NAN, NAN, NAN])
    expect.that(
        epochs == after_progress - 2,
        en="Every val_loss is NaN: training should stop after `patience` epochs, here 2. Epochs run:",
        fr="Tous les val_loss valent NaN : l’entraînement devrait s’arrêter après `patience` époques, ici 2. Époques effectuées :",
        expected=after_progress - 2,
        received=epochs,
        of="StopAtBest(2)",
    )
    expect.that(
        weights == epochs,
        en="Every val_loss is NaN: the weights should stay as they are, those of the last epoch run. Counted from 0, they are those of epoch number",
        fr="Tous les val_loss valent NaN : les poids devraient rester tels quels, ceux de la dernière époque effectuée. Ce sont, comptés à partir de 0, ceux de l’époque numéro",
        expected=epochs - 1,
        received=from_zero(weights),
        of="StopAtBest(2)",
    )


def keeps_last(submission):
    """Return whether the callback keeps the last weights wherever the best epoch is: another check's matter."""
    stopped = driven(submission, 2, [0.5, 0.4, 0.45, 0.46, 0.47])
    finished = driven(submission, 5, [0.5, 0.4, 0.45])
    return stopped[1] == stopped[0] or finished[1] == finished[0]


# q2


def test_history(submission):
    model = submission.support.dense([784, 8, 784], ["relu", "sigmoid"], None, True)
    answer = submission.train_denoiser(model, NOISY, CLEAN, NOISY[:4], CLEAN[:4], 3, 8, 3, 1)
    history, test_loss = expect.sequence(answer, length=2)
    expect.number(test_loss, of="test_loss")
    history = expect.mapping(history, ["loss", "val_loss"])
    for name in ("loss", "val_loss"):
        for each in expect.sequence(history[name], length=3):
            expect.number(each)
    told, made, *_ = submission.once(first_best)
    expect.that(
        notes_each_epoch(submission),
        en="Training was stopped early. The history should have a number for each epoch that was run, those after the best one and the last one too.",
        fr="L’entraînement a été arrêté avant la fin. L’historique devrait avoir un nombre pour chaque époque effectuée, celles qui suivent la meilleure et la dernière comprises.",
        expected=made,
        received=len(told),
        of="train_denoiser(…, epochs=6, patience=3)",
    )
    expect.that(
        not measures_before(submission),
        en="The first number of val_loss is the loss of the model before its first epoch; each should be measured after its epoch.",
        fr="Le premier nombre de val_loss est la perte du modèle avant sa première époque ; chacun devrait être mesuré après son époque.",
        of="train_denoiser(…)",
    )
    _expect_means_of_epochs(submission)
    found = expect.mapping(submission.support.defaults(submission.reference("train_denoiser")))
    for name, value in {"epochs": 100, "batch_size": 512, "patience": 5, "seed": 0}.items():
        expect.that(
            found.get(name) == value,
            en=f"The default of `{name}` is no longer that of the signature you were given.",
            fr=f"La valeur par défaut de `{name}` n’est plus celle de la signature donnée.",
            expected=value,
            received=found.get(name),
            of="train_denoiser",
        )


def _expect_means_of_epochs(submission):
    """Each number of "loss" is the mean over the training pairs, as they were used or once the epoch was over."""
    learnt, _, answer, _ = submission.once(watched_run)
    noisy, clean, weights, half = numbered(NOISY), numbered(CLEAN), few_weights(5, 5011), len(learnt) // 2
    clean_support = submission.clean_support
    if len(learnt) % 2 or any(not 0 <= row < len(noisy) for batch in learnt for row in batch):
        return  # `batches`, `held_out` and `test_apart` say so
    if not submission.once(right_steps):
        return
    history = answer if type(answer) is dict else expect.sequence(answer, length=2)[0]
    told = [
        expect.number(each) for each in expect.sequence(expect.mapping(history, ["loss"])["loss"], length=2)
    ]
    losses = [expect.number(each) for each in clean_support.losses_of_steps(weights, noisy, clean, learnt)]
    for number, part in enumerate((slice(half), slice(half, None))):
        rows = [row for batch in learnt[part] for row in batch]
        during = float(np.average(losses[part], weights=[len(batch) for batch in learnt[part]]))
        first, shift, second, level = (
            expect.array(each) for each in clean_support.stepped(weights, noisy, clean, learnt[: part.stop])
        )
        after = 1 / (1 + np.exp(-(np.tanh(noisy[rows] @ first + shift) @ second + level)))
        expect.that(
            min(abs(told[number] / mean - 1) for mean in (during, cross_entropy(after, clean[rows]))) < 2e-3,
            en='"loss" is not, for each epoch, the mean over its training pairs. Is it that of the last batch, or does a small batch count as much as the others?',
            fr="« loss » n’est pas, pour chaque époque, la moyenne sur ses paires d’entraînement. Est-ce celle du dernier lot, ou un petit lot compte-t-il autant que les autres ?",
            expected=during,
            received=told[number],
            of="train_denoiser(…, epochs=2)",
        )


def watched_run(submission):
    """Return the batches the model learnt from, what it was shown before the last of them, the answer, and the model."""
    model = submission.support.watched(few_weights(5, 5011))
    test = numbered(NOISY[:6], 50), numbered(CLEAN[:6], 50)
    # Batches of 3, so that the last one of the validation pairs is smaller.
    options = {"epochs": 2, "batch_size": 3, "patience": 3, "seed": 2}
    return (*seen_in(submission, model, numbered(NOISY), numbered(CLEAN), test, **options), model)


def test_held_out(submission):
    learnt, shown, answer, model = submission.once(watched_run)
    rows = {row for batch in learnt for row in batch}
    expect.that(
        not rows & {16, 17, 18, 19},
        en="Of twenty pairs, the last four, 16 to 19 counted from 0, are for validation; the model has trained on some of them. It has trained on the pairs:",
        fr="Sur vingt paires, les quatre dernières, de 16 à 19 à partir de 0, sont pour la validation ; le modèle s’est entraîné avec certaines d’entre elles. Il s’est entraîné avec les paires :",
        expected="0–15",
        received=in_ranges(rows),
        of="train_denoiser(…, epochs=2)",
    )
    expect.that(
        rows >= set(range(16)),
        en="Of twenty pairs, the first sixteen train the model; some of them never did. Counted from 0, those that did:",
        fr="Sur vingt paires, les seize premières entraînent le modèle ; certaines ne l’ont jamais fait. Celles qui l’ont fait, comptées à partir de 0 :",
        expected="0–15",
        received=in_ranges(rows),
        of="train_denoiser(…, epochs=2)",
    )
    noisy, clean, losses = numbered(NOISY), numbered(CLEAN), losses_of(answer)
    expect.that(losses, en="val_loss is empty.", fr="val_loss est vide.", of="train_denoiser(…, epochs=2)")
    if validates_right(submission):
        _expect_all_measured(submission)
        return
    if any(row >= 50 for row in shown):
        return  # `test_apart` says so
    expect.that(
        not submission.once(right_steps),  # of another loss, or other inputs or targets, `steps` says so
        en="The lowest val_loss is not the loss of the model on the last four of the twenty pairs, from noisy to clean.",
        fr="Le plus bas val_loss n’est pas la perte du modèle sur les quatre dernières des vingt paires, du bruité au propre.",
        expected=cross_entropy(output_of(model, noisy[16:]), clean[16:]),
        received=min(losses),
        of="train_denoiser(…, epochs=2)",
    )


def many_pairs(submission):
    """Return the model, the answer and the batches of a training on many pairs, and with many test pairs."""
    model = submission.support.watched([*SURE_WEIGHTS, np.full(784, 0.5, "float32")])
    # Of batches there are twelve for validation: more than ten.
    options = {"epochs": 1, "batch_size": 175, "patience": 2, "seed": 3}
    submission.support.seen()
    answer = submission.train_denoiser(model, *MANY, *MANY_TESTS, **options)
    return model, answer, [numbers for what, numbers in submission.support.seen() if what == "learnt"]


def _expect_all_measured(submission):
    """The very last of the pairs for validation, whose targets are others, count as much as the others."""
    model, answer, _ = submission.once(many_pairs)
    (told,) = expect.sequence(losses_of(answer), length=1)
    noisy, clean = (each[8400:] for each in MANY)
    true = cross_entropy(output_of(model, noisy[-1:]), clean)
    if abs(told - true) >= 1e-3 and {*itertools.chain(*submission.once(first_run)[1])} != set(range(12)):
        return  # how many are held out, `batches` says
    expect.that(
        abs(told - true) < 1e-3,
        en="Where there are many pairs, val_loss is not the mean over all those for validation.",
        fr="Quand les paires sont nombreuses, val_loss n’est pas la moyenne sur toutes celles de validation.",
        expected=true,
        received=told,
        of="train_denoiser(…, epochs=1, batch_size=175)",
    )


def test_test_apart(submission):
    learnt, shown, *_ = submission.once(watched_run)
    expect.that(
        not any(row >= 50 for batch in learnt for row in batch),
        en="The model has trained on test images.",
        fr="Le modèle s’est entraîné avec des images de test.",
        of="train_denoiser(…, epochs=2)",
    )
    expect.that(
        not any(row >= 50 for row in shown),
        en="The model was shown test images before training was over: they should do nothing but measure test_loss, at the very end.",
        fr="Le modèle a vu des images de test avant la fin de l’entraînement : elles ne devraient servir qu’à mesurer test_loss, tout à la fin.",
        of="train_denoiser(…, epochs=2)",
    )


MISTAKES = {  # what enters, what is to come out, the optimiser, the loss
    ("clean", "clean", "Adam", "cross-entropy"): (
        "The steps taken are those from clean images to clean images: no noise ever enters.",
        "Les pas effectués sont ceux qui mènent du propre au propre : le bruit n’entre jamais.",
    ),
    ("clean", "noisy", "Adam", "cross-entropy"): (
        "The steps taken are those from clean images to noisy ones: inputs and targets are exchanged.",
        "Les pas effectués mènent du propre au bruité : entrées et cibles sont échangées.",
    ),
    ("noisy", "noisy", "Adam", "cross-entropy"): (
        "The steps taken are those from noisy images to noisy images: the model learns to keep the noise.",
        "Les pas effectués mènent du bruité au bruité : le modèle apprend à garder le bruit.",
    ),
    ("noisy", "clean", "Adam", "squared error"): (
        "The steps taken are those of the mean squared error; the loss should be the binary cross-entropy.",
        "Les pas effectués sont ceux de l’erreur quadratique moyenne ; la perte devrait être l’entropie croisée binaire.",
    ),
    ("noisy", "clean", "Adam", "absolute error"): (
        "The steps taken are those of the mean absolute error; the loss should be the binary cross-entropy.",
        "Les pas effectués sont ceux de l’erreur absolue moyenne ; la perte devrait être l’entropie croisée binaire.",
    ),
    **{
        ("noisy", "clean", name, "cross-entropy"): (
            f"The steps taken are those of {name}; the optimiser should be Adam.",
            f"Les pas effectués sont ceux de {name} ; l’optimiseur devrait être Adam.",
        )
        for name in ("AdamW", "Nadam", "RMSprop", "SGD")
    },
}


def test_steps(submission):
    weights, of = few_weights(6, 5021), "train_denoiser(model, noisy, clean, …, epochs=3, batch_size=6)"
    weights[1] *= 0  # as the biases of a new layer are
    model, images = submission.support.watched(weights), {"noisy": numbered(NOISY), "clean": numbered(CLEAN)}
    test = numbered(NOISY[:6], 50), numbered(CLEAN[:6], 50)
    options = {"epochs": 3, "batch_size": 6, "patience": 3, "seed": 4}  # the loss falls in all three
    learnt, *_ = seen_in(submission, model, images["noisy"], images["clean"], test, **options)
    after = model.weights()
    expect.that(
        not same(weights, after),
        en="The model passed to train_denoiser keeps its initial weights: it was not trained itself.",
        fr="Le modèle donné à train_denoiser garde ses poids initiaux : ce n’est pas lui qui a été entraîné.",
        of=of,
    )
    if any(not 0 <= row < len(NOISY) for batch in learnt for row in batch):
        return  # `held_out` and `test_apart` say so

    def taken(enters, target, optimiser, loss):
        found = submission.clean_support.stepped(
            weights, images[enters], images[target], learnt, optimiser, loss
        )
        return same([expect.array(each) for each in expect.sequence(found)], after)

    if taken("noisy", "clean", "Adam", "cross-entropy"):
        longer, _ = submission.once(finished)  # its loss rises in the end
        rate = longer.optimizer_config.get("learning_rate", 0.001) if longer.compiled else 0.001
        expect.that(
            abs(expect.number(rate) - 0.001) < 1e-8,
            en="In a longer training the learning rate has changed: Adam should keep its default settings.",
            fr="Au cours d’un entraînement plus long, le taux d’apprentissage a changé : Adam devrait garder ses réglages par défaut.",
            expected=0.001,
            received=rate,
            of=of,
        )
        found = longer.optimizer_config if longer.compiled and str(longer.optimizer) == "Adam" else {}
        usual = submission.clean_support.settings_of_adam()
        others = {
            name: found[name] for name, value in usual.items() if name in found and found[name] != value
        }
        expect.that(
            not others,
            en="Adam does not have its default settings. Other than by default are:",
            fr="Adam n’a pas ses réglages par défaut. Sont autres que par défaut :",
            expected=", ".join(f"{name}={usual[name]}" for name in others),
            received=", ".join(f"{name}={value}" for name, value in others.items()),
            of=of,
        )
        _, made, kept, moved = submission.once(late)
        expect.that(
            made > len(LATE) or abs(moved - 0.001 * kept) < 1e-5,
            en="In a long training that brings nothing for many epochs, the steps have become other than those of Adam with its default settings.",
            fr="Au cours d’un long entraînement, sans progrès pendant de nombreuses époques, les pas ne sont plus ceux d’Adam avec ses réglages par défaut.",
            of="train_denoiser(…)",
        )
        return
    if measures_before(submission):
        return  # so the best weights are those of an epoch before
    for mistake, (en, fr) in MISTAKES.items():
        expect.that(not taken(*mistake), en=en, fr=fr, of=of)
    anew = weights
    for part in np.array_split(np.arange(len(learnt)), 3):
        steps = submission.clean_support.stepped(
            anew, images["noisy"], images["clean"], [learnt[number] for number in part]
        )
        anew = [expect.array(each) for each in expect.sequence(steps)]
    expect.that(
        not same(anew, after),
        en="The steps taken are those of an Adam that begins anew with each epoch, and has forgotten its means: compile once, or make the optimiser once, before the first epoch.",
        fr="Les pas effectués sont ceux d’un Adam recréé à chaque époque, qui a oublié ses moyennes : compilez, ou créez l’optimiseur, une seule fois, avant la première époque.",
        of=of,
    )
    distance = max(float(np.abs(new - old).max()) for new, old in zip(after, weights))
    expect.that(
        distance < 0.05,
        en="After three epochs, the weights are far from those the model had: training should go on from these, not from new ones.",
        fr="Après trois époques, les poids sont loin de ceux qu’avait le modèle : l’entraînement devrait partir de ceux-ci, non de nouveaux.",
        of=of,
    )
    expect.that(
        False,
        en="The weights after three epochs are not those of Adam with its default settings, minimising the binary cross-entropy between the output for the noisy images and the clean images.",
        fr="Les poids après trois époques ne sont pas ceux d’Adam avec ses réglages par défaut, minimisant l’entropie croisée binaire entre la sortie pour les images bruitées et les images propres.",
        of=of,
    )


def finished(submission):
    """Return the model and the answer of a training whose epochs run out after the best one."""
    model = submission.support.dense([784, 4, 784], ["linear", "sigmoid"], passing_weights(5031), True)
    return model, submission.train_denoiser(
        model, *PASSING, *TEST, epochs=10, batch_size=16, patience=50, seed=3
    )


def test_best_kept_when_finished(submission):
    model, answer = submission.once(finished)
    of = "train_denoiser(…, epochs=10, patience=50)"
    noted = notes_each_epoch(submission)
    expect.that(
        not noted or len(losses_of(answer)) == 10,
        en="With 10 epochs and patience=50, training should last all 10 epochs.",
        fr="Avec 10 époques et patience=50, l’entraînement devrait durer les 10 époques.",
        expected=10,
        received=len(losses_of(answer)),
        of=of,
    )
    best_kept(submission, model, answer, *PASSING, of)
    if not noted:
        return
    losses = losses_of(answer)
    expect.that(
        losses[-1] != losses[-2],
        en="The last two numbers of val_loss are the very same: each should be the loss of its own epoch, not the lowest so far.",
        fr="Les deux derniers nombres de val_loss sont exactement les mêmes : chacun devrait être la perte de son époque, non la plus basse jusque-là.",
        of=of,
    )
    # Of grey images the sixth epoch makes 0.65, the seventh 0.01: nearer to 0.3, and yet of a larger cross-entropy. Whether
    # the first epochs count is another check's matter.
    grey, model = (
        flat([0.3] * 20),
        submission.support.scripted([-float(np.log(each)) for each in (0.9, *GREYS)]),
    )
    answer = submission.train_denoiser(model, grey, grey, grey[:6], grey[:6], 8, 16, 9, 3)
    found = expect.mapping(submission.support.script_of(model), ["made", "kept"])
    told, wanted = losses_of(answer), [cross_entropy(np.array(each), 0.3) for each in GREYS]
    expect.that(
        # Other steps, or another loss: other checks' matters.
        found["made"] != 8 or not np.allclose(told, wanted, atol=1e-3) or found["kept"] == 6,
        en="The final weights are those of another epoch than the one with the lowest val_loss. Is something else than the loss watched?",
        fr="Les poids finaux sont ceux d’une autre époque que celle du plus bas val_loss. Surveille-t-on autre chose que la perte ?",
        of="train_denoiser(…, epochs=8, patience=9)",
    )


def normed_run(submission):
    """Return the model and the answer of a training that has every reason to stop while its test loss still falls.

    The model is one that works otherwise in training than at inference, and holds weights that are not trained.
    """
    model = submission.support.normed([*few_weights(6, 5041)[:3], np.zeros(784, "float32")])
    return model, submission.train_denoiser(model, *NORMED, *LIKE_TRAINING, 9, 8, 3, 3)


def test_true_test_loss(submission):
    _has_true_test_loss(submission, *submission.once(finished), *TEST)
    _has_true_test_loss(submission, *submission.once(normed_run), *LIKE_TRAINING)
    _has_true_test_loss(submission, *submission.once(many_pairs)[:2], *MANY_TESTS)
    # Black and white, and so exactly that log(output) or log(1 - output) is infinite at every pixel.
    sure = np.repeat([200, -200], 392).astype("float32")
    model = submission.support.dense([784, 4, 784], ["linear", "sigmoid"], [*SURE_WEIGHTS, sure], True)
    images = np.tile((sure > 0).astype("float32"), (20, 1))
    answer = submission.train_denoiser(model, images, images, images[:6], images[:6], 1, 16, 2, 3)
    _has_true_test_loss(submission, model, answer, images[:6], images[:6])


def _has_true_test_loss(submission, model, answer, noisy_test, clean_test):
    _, test_loss = expect.sequence(answer, length=2)
    if isinstance(test_loss, (list, tuple, dict)):
        return  # `history` says so
    true = cross_entropy(output_of(model, noisy_test), clean_test)
    # Whoever trained and validated with another loss has lost `steps`.
    another = not submission.once(right_steps) and not validates_right(submission)
    expect.that(
        abs(expect.number(test_loss, of="test_loss") - true) < 1e-3 or another,
        en="test_loss is not the binary cross-entropy of the final model on the test pairs.",
        fr="test_loss n’est pas l’entropie croisée binaire du modèle final sur les paires de test.",
        expected=true,
        received=test_loss,
        of="train_denoiser(…)",
    )


def few(submission, epochs, seed, batch_size=5, given=None, left=None):
    """Return the weights and the batches of a training on fifteen pairs, in batches of 5."""
    model = submission.support.watched(few_weights(5, 5161))
    pairs_of_few = given or (numbered(NOISY[:15]), numbered(CLEAN[:15]))
    test = numbered(NOISY[15:], 50), numbered(CLEAN[15:], 50)
    options = {"epochs": epochs, "batch_size": batch_size, "patience": 9, "seed": seed}
    learnt, *_ = seen_in(submission, model, *pairs_of_few, test, left, **options)
    return model.weights(), learnt


def first_run(submission):
    """Return the training whose batches are looked at."""
    return few(submission, 2, 19)


def test_batches(submission):
    _, learnt = submission.once(first_run)
    rows = [row for batch in learnt for row in batch]
    of_twenty = {row for batch in submission.once(watched_run)[0] for row in batch}
    expect.that(
        set(rows) == set(range(12)) or of_twenty != set(range(16)),  # else it has lost `held_out`
        en="Of fifteen pairs, the first twelve should train the model: the number of pairs held out is not 20 % of them.",
        fr="Sur quinze paires, les douze premières devraient entraîner le modèle : le nombre de paires mises de côté n’en est pas 20 %.",
        expected=12,
        received=len(set(rows)),
        of="train_denoiser(…, epochs=2, batch_size=5)",
    )
    first = before_any_comes_back(rows)  # some train once more, on all pairs, in the end
    each = len(first if len(first) >= 12 else set(rows))
    sizes = [5] * (each // 5) + [each % 5] * (each % 5 > 0)
    expect.that(
        sorted(map(len, learnt)) == sorted(2 * sizes),
        en="The steps of training are not one for each batch of batch_size pairs (the last one smaller) in each epoch.",
        fr="Les pas d’entraînement ne sont pas, à chaque époque, un par lot de batch_size paires (le dernier plus petit).",
        expected=", ".join(map(str, 2 * sizes)),
        received=", ".join(map(str, map(len, learnt))),
        of="train_denoiser(…, epochs=2, batch_size=5)",
    )
    expect.that(
        all(rows.count(row) == 2 for row in set(rows)),
        en="Some training pairs are not used exactly once in each epoch.",
        fr="Certaines paires d’entraînement ne servent pas exactement une fois à chaque époque.",
        of="train_denoiser(…, epochs=2, batch_size=5)",
    )
    # Twelve pairs in batches of 11: the last batch is a single pair.
    if set(rows) == set(range(12)):
        _, learnt = few(submission, 1, 19, batch_size=11)
        expect.that(
            sorted(map(len, learnt)) == [1, 11],
            en="The last batch of an epoch may be a single pair: it is a step like any other.",
            fr="Le dernier lot d’une époque peut ne compter qu’une paire : c’est un pas comme un autre.",
            expected="11, 1",
            received=", ".join(map(str, map(len, learnt))),
            of="train_denoiser(…, epochs=1, batch_size=11)",
        )
    # Whoever puts an upper limit to the batches' size has others, and whoever takes Keras' 32 where it is beyond the pairs.
    for many, size in ((2900, 2200), (70, 100)):
        model, test = submission.support.watched(few_weights(5, 5161)), (NOISY[15:], CLEAN[15:])
        options = {"epochs": 1, "batch_size": size, "patience": 9, "seed": 19}
        learnt, *_ = seen_in(
            submission, model, *(np.resize(each, (many, 784)) for each in (NOISY, CLEAN)), test, **options
        )
        expect.that(
            max(map(len, learnt)) == min(size, sum(map(len, learnt))),
            en="The first step should take batch_size pairs, or all training pairs where these are fewer.",
            fr="Le premier pas devrait prendre batch_size paires, ou toutes les paires d’entraînement s’il y en a moins.",
            expected=min(size, sum(map(len, learnt))),
            received=max(map(len, learnt)),
            of=f"train_denoiser(…, batch_size={size})",
        )


def before_any_comes_back(rows):
    """Return the rows up to the first that was there before."""
    seen = set()
    for row in rows:
        if row in seen:
            break
        seen.add(row)
    return seen


def in_ranges(numbers):
    """Return whole numbers as text: "0–15, 18"."""
    numbers = sorted(numbers)
    starts = [each for each in numbers if each - 1 not in numbers]
    ends = [each for each in numbers if each + 1 not in numbers]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends))


def in_another_order(images, others):
    """Return whether these are the other images, in another order."""
    if type(images) is not np.ndarray or images.shape != others.shape or np.array_equal(images, others):
        return False
    return sorted(each.tobytes() for each in images) == sorted(each.tobytes() for each in others)


def test_seeded(submission):
    submission.support.forget_seeds()
    pairs_of_few, left = [numbered(NOISY[:15]), numbered(CLEAN[:15])], []
    weights, learnt = few(submission, 2, 19, left=left)
    # As the same call finds them once more. Other images than before: another check's matter.
    moved = all(map(in_another_order, left, pairs_of_few))
    other = submission.fresh()  # the same seed is the same in another process, too
    other.support.forget_seeds()
    again, learnt_again = few(other, 2, 19, given=left if moved else None)
    alike = learnt == learnt_again and same(weights, again)
    expect.that(
        alike or not moved,
        en="The training leaves the pairs it was given in another order, so the same call once more trains otherwise: shuffle copies.",
        fr="L’entraînement laisse dans un autre ordre les paires reçues, si bien que le même appel, une seconde fois, entraîne autrement : mélangez des copies.",
        of="train_denoiser(…, seed=19)",
    )
    expect.that(
        alike,
        en="The same seed, data and initial weights do not give the same training.",
        fr="La même graine, les mêmes données et les mêmes poids initiaux ne donnent pas le même entraînement.",
        of="train_denoiser(…, seed=19)",
    )
    zero = []  # the seed 0, which `if seed:` takes for none
    for _ in range(2):
        submission.support.forget_seeds()
        zero.append(few(submission, 1, 0)[1])
    expect.that(
        zero[0] == zero[1],
        en="With seed=0, two trainings of the same weights take the pairs in different orders: 0 is a seed like any other.",
        fr="Avec seed=0, deux entraînements des mêmes poids prennent les paires dans des ordres différents : 0 est une graine comme une autre.",
        of="train_denoiser(…, seed=0)",
    )
    orders = {19: learnt[: len(zero[0])], 0: zero[0], **{seed: few(submission, 1, seed)[1] for seed in SEEDS}}
    for one, two in itertools.combinations(orders, 2):
        expect.that(
            orders[one] != orders[two],
            en="Another seed takes the pairs in the same order: they are not shuffled, or the seed is ignored.",
            fr="Une autre graine prend les paires dans le même ordre : elles ne sont pas mélangées, ou la graine est ignorée.",
            of=f"train_denoiser(…, seed={one}), train_denoiser(…, seed={two})",
        )
    parts = [batch for batch in learnt if len(batch) < len({row for each in learnt for row in each})]
    expect.that(
        not parts or any(max(batch) - min(batch) >= len(batch) for batch in parts),
        en="Each batch holds pairs that follow one another: the batches were shuffled, not the pairs.",
        fr="Chaque lot contient des paires qui se suivent : ce sont les lots qui ont été mélangés, non les paires.",
        of="train_denoiser(…, seed=19)",
    )
    # Of many training pairs, those of the first batch: from which of the 80 parts they come. Others: other checks' matter.
    *_, learnt = submission.once(many_pairs)
    expect.that(
        {part for batch in learnt for part in batch} != set(range(80)) or np.ptp(learnt[0]) >= 40,
        en="The first batch holds pairs that lie near one another: all pairs should be mixed, not each with its neighbours.",
        fr="Le premier lot contient des paires proches les unes des autres : il faudrait mélanger toutes les paires, non chacune avec ses voisines.",
        of="train_denoiser(…)",
    )
