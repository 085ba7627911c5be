"""The checks students can run: one at least for every pitfall of the statement."""

from __future__ import annotations

import itertools

import numpy as np

from autograder import data, expect


def flat_digits(count, seed):
    """Return generated digits as float32 `(count, 784)` in [0, 1]."""
    return data.digits(count, seed=seed)[0].reshape(count, 784).astype("float32") / 255


IMAGES = flat_digits(12, seed=4001)
TRAIN = flat_digits(2000, seed=4101)
UNSEEN = flat_digits(400, seed=4102)
FORTY = TRAIN[:40]
CODES = np.random.default_rng(4002).normal(0, 1, (12, 32)).astype("float32")

# An encoder that adds up the upper and the lower half of an image, and a decoder that paints the two halves again.
HALVES = np.repeat(np.eye(2, dtype="float32"), 392, axis=0)
SUMS = [HALVES, np.zeros(2, "float32")]
PAINT = [HALVES.T / 392, np.zeros(784, "float32")]


# Binary cross-entropy on UNSEEN after 10 epochs on TRAIN in batches of 64; the docstrings promise 0.26.
# The reference, the slowest accepted encoder, and what must fail (measure.py; the figures stand in measured.json):
# - train_autoencoder (master): median 0.196, highest 0.197, 10 seeds
# - encoder leaky relu (master): median 0.206, highest 0.224, 10 seeds
# - encoder elu: highest 0.224
# - average digit: 0.303
# - encoder tanh: highest 0.307
# - untrained: highest 0.695
MAX_LOSS = 0.26

LOSS = {"en": "The loss on unseen digits", "fr": "La perte sur des chiffres jamais vus"}


# q1


def test_encoder_shape(submission):
    encoder = expect.model(submission.build_encoder())
    expect.array(encoder.call(IMAGES), shape=(12, 32), of="build_encoder()(images)")


def test_encoder_size(submission):
    for size in (7, 1):
        encoder = expect.model(submission.build_encoder(size))
        expect.array(encoder.call(IMAGES), shape=(12, size), of=f"build_encoder({size})(images)")
    encoder = expect.model(submission.build_encoder(code_size=1000))
    codes = expect.array(encoder.call(IMAGES), shape=(12, 1000), of="build_encoder(code_size=1000)(images)")
    expect.that(
        np.ptp(codes[:, 800:], axis=0).max() > 0 or np.ptp(codes, axis=0).max() == 0,
        en="The last numbers of a long code are the same for all images.",
        fr="Les derniers nombres d’un long code sont les mêmes pour toutes les images.",
        of="build_encoder(code_size=1000)(images)",
    )


def test_encoder_new(submission):
    expect.built_anew(submission.fresh().build_encoder, IMAGES, of="build_encoder()")


def test_encoder_learns(submission):
    encoder = expect.model(submission.build_encoder(32))
    expect.array(encoder.call(IMAGES), shape=(12, 32), of="build_encoder(32)(images)")
    decoder = submission.support.dense([32, 784], ["sigmoid"])
    learns(submission, encoder, encoder, decoder, "build_encoder(32)")


# q2


def test_decoder_shape(submission):
    decoder = expect.model(submission.build_decoder())
    codes = np.where(np.arange(12)[:, None] == 7, 1, 30) * CODES  # one among much larger ones
    codes = codes.astype("float32")
    # Called as `predict` does, and without a word on training, as notebooks do it; before the others, and after them.
    before = decoder.call(codes[7:8])
    together = expect.array(decoder.call(codes), shape=(12, 784), of="build_decoder()(codes)")
    for answer in (before, decoder.call(codes[7:8]), submission.support.called(decoder, codes[7:8])):
        alone = expect.array(answer, shape=(1, 784), of="build_decoder()(codes)")
        expect.that(
            np.allclose(alone[0], together[7], atol=1e-4),
            en="A code alone gives another image than the same code among others, or the second time.",
            fr="Un code seul ne donne pas la même image que le même code parmi d’autres, ou la deuxième fois.",
            of="build_decoder()(codes)",
        )


def test_decoder_range(submission):
    decoder = expect.model(submission.build_decoder(32))
    for scale in (1, 30, 1000, 0, 1e6):
        codes = (scale * CODES).astype("float32")
        output = expect.array(decoder.call(codes), shape=(12, None), of="build_decoder(32)(codes)")
        expect.within(output, 0.0, 1.0, of="build_decoder(32)(codes)")


def test_decoder_learns(submission):
    decoder = expect.model(submission.build_decoder(32))
    expect.array(decoder.call(CODES), shape=(12, 784), of="build_decoder(32)(codes)")
    encoder = submission.support.dense([784, 32], ["relu"])
    before = decoder.call(30 * CODES)
    learns(submission, decoder, encoder, decoder, "build_decoder(32)")
    # What was out of range before is `decoder_range`'s.
    if within_range(before):
        expect.that(
            within_range(decoder.call(30 * CODES)),
            en="Once the decoder is trained, its values leave [0, 1]: what follows the last activation learns as well.",
            fr="Une fois le décodeur entraîné, ses valeurs sortent de [0, 1] : ce qui suit la dernière activation apprend aussi.",
            of="build_decoder(32)(codes)",
        )


# q3


def test_autoencoder_output(submission):
    encoder = submission.support.dense([784, 2], ["linear"], SUMS)
    decoder = submission.support.dense([2, 784], ["linear"], PAINT)
    autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
    for images in (IMAGES, IMAGES[:1]):
        means = np.repeat(images.reshape(-1, 2, 392).mean(axis=2), 392, axis=1)
        expect.close(
            autoencoder.call(images), means, atol=1e-4, of="build_autoencoder(encoder, decoder)(images)"
        )


def test_autoencoder_shares(submission):
    encoder, decoder, _, _ = pair(submission, 4111)
    autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
    first, second = halves(small_weights(4112))
    encoder.set_weights(first)
    decoder.set_weights(second)
    output = expect.array(
        autoencoder.call(IMAGES), shape=IMAGES.shape, of="build_autoencoder(encoder, decoder)(images)"
    )
    expect.that(
        np.allclose(output, reconstruction(IMAGES, first, second), atol=1e-4),
        en="After new weights were put into the encoder and the decoder, the autoencoder does not give what they give.",
        fr="Après un changement des poids de l’encodeur et du décodeur, l’autoencodeur ne donne pas ce qu’ils donnent.",
        of="build_autoencoder(encoder, decoder)",
    )


def test_autoencoder_trains_both(submission):
    # Two layers each: all of them learn.
    first, second = small_weights(4113, 784, 6, 5), small_weights(4114, 5, 6, 784)
    encoder = submission.support.dense([784, 6, 5], ["tanh", "tanh"], first)
    decoder = submission.support.dense([5, 6, 784], ["tanh", "sigmoid"], second)
    autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
    submission.support.train(autoencoder, IMAGES, 3, 4)
    for model, before, en, fr in (
        (encoder, first, "the encoder", "l’encodeur"),
        (decoder, second, "the decoder", "le décodeur"),
    ):
        after = model.weights()
        expect.that(
            moved(before, after),
            en=f"Training the autoencoder does not train {en}.",
            fr=f"Entraîner l’autoencodeur n’entraîne pas {fr}.",
            of="build_autoencoder(encoder, decoder)",
        )


# q4


def test_history(submission):
    autoencoder = submission.support.dense([784, 8, 784], ["relu", "sigmoid"])
    history = expect.mapping(submission.train_autoencoder(autoencoder, IMAGES[:6], 3, 2, seed=1), ["loss"])
    losses = [expect.number(each) for each in expect.sequence(history["loss"], length=3)]
    expect.that(
        losses[-1] < losses[0],
        en="The loss does not fall from the first epoch to the third.",
        fr="La perte ne baisse pas de la première à la troisième époque.",
        received=losses,
    )


def test_true_loss(submission):
    weights = wide_weights(4120)
    autoencoder = submission.support.recording_autoencoder(weights)
    before = cross_entropy(reconstruction(IMAGES, weights[:2], weights[2:]), IMAGES)
    history = submission.train_autoencoder(autoencoder, IMAGES, epochs=1, batch_size=12, seed=2)
    seen = submission.support.recorded()
    expect.that(
        all(seen.values()),
        en="The model passed to train_autoencoder was not trained. Was another one trained in its place?",
        fr="Le modèle donné à train_autoencoder n’a pas été entraîné. Un autre l’a-t-il été à sa place ?",
    )
    images = expect.array(seen["images"][0], shape=(None, 784)).astype("float64")
    outputs, gradients = (
        expect.array(seen[name][0], shape=images.shape).astype("float64") for name in ("outputs", "gradients")
    )
    # The gradient of the cross-entropy at an output y with target t is (y - t) / (y (1 - y)), up to a factor.
    # Keras' own is off by 1e-7, one with 1e-5 added in its logarithms by 0.003, targets smoothed by 0.01 by 0.005.
    pull, wanted = gradients * outputs * (1 - outputs), outputs - images
    factor = float((pull * wanted).sum() / (wanted**2).sum())
    expect.that(
        factor > 0 and np.linalg.norm(pull - factor * wanted) < 0.004 * factor * np.linalg.norm(wanted),
        en="What training makes smaller is not the binary cross-entropy between each image and its own reconstruction. Look at the loss and at the targets.",
        fr="Ce que l’entraînement diminue n’est pas l’entropie croisée binaire entre chaque image et sa propre reconstruction. Voyez la perte et les cibles.",
    )
    # Where the training does not begin with the weights the model has, another check says so: its loss is looked at alone.
    goes_on = np.allclose(outputs, reconstruction(images, *halves(weights)), atol=1e-3)
    if not goes_on:
        before = cross_entropy(outputs, images)
    # The weights of pixels that are black in all images have no gradient. Those that decay are for the check of the optimiser.
    black = IMAGES.max(axis=0) == 0
    kernel = expect.array(autoencoder.weights()[0], shape=(784, 5))
    decay = autoencoder.optimizer_config.get("weight_decay") if autoencoder.compiled else None
    expect.that(
        decay or not goes_on or np.array_equal(kernel[black], weights[0][black]),
        en="The weights of pixels that are black in all images have changed: training makes something smaller besides the cross-entropy, a penalty on the weights for instance.",
        fr="Les poids de pixels noirs sur toutes les images ont changé : l’entraînement diminue autre chose encore que l’entropie croisée, une pénalité sur les poids par exemple.",
    )
    output = expect.array(autoencoder.call(IMAGES), shape=IMAGES.shape, of="autoencoder(images)")
    after = cross_entropy(output, IMAGES)
    (loss,) = expect.sequence(_losses(history), length=1)
    # One batch: the loss of this epoch is the one before its step, or, measured later, the one after it.
    low, high = min(before, after), max(before, after)
    expect.that(
        low - 0.002 <= expect.number(loss) <= high + 0.002,
        en='"loss" is not the mean binary cross-entropy between the images and their reconstructions.',
        fr="« loss » n’est pas l’entropie croisée binaire moyenne entre les images et leurs reconstructions.",
        expected=before,
        received=loss,
    )
    for size in (11, 5):
        _expect_mean_of_epoch(submission, weights, size)
    _expect_finite_where_sure(submission)


def _expect_finite_where_sure(submission):
    """Outputs that are 0 and 1, and so exactly that log(output) or log(1 - output) is infinite at every pixel."""
    sure = np.repeat(np.array([200, -200], "float32"), 392)
    shapes = ((784, 5), (5,), (5, 784))
    autoencoder = submission.support.recording_autoencoder(
        [*(np.zeros(shape, "float32") for shape in shapes), sure]
    )
    images = np.tile((sure > 0).astype("float32"), (6, 1))
    history = submission.train_autoencoder(autoencoder, images, epochs=1, batch_size=6, seed=2)
    told = [expect.number(each, of='history["loss"]') for each in expect.sequence(_losses(history))]
    expect.that(
        np.isfinite(autoencoder.weights()[-1]).all() and max(map(abs, told), default=0) < 0.01,
        en="Where the images are black and white, and so are their reconstructions, exactly, the cross-entropy is 0.",
        fr="Quand les images sont en noir et blanc, et leurs reconstructions aussi, exactement, l’entropie croisée vaut 0.",
        expected=0,
        received=told,
    )


def _expect_mean_of_epoch(submission, weights, size):
    """With a smaller last batch: the loss of the second epoch is the mean over its images, however they were batched."""
    autoencoder = submission.support.recording_autoencoder(weights)
    history = submission.train_autoencoder(autoencoder, IMAGES, epochs=2, batch_size=size, seed=2)
    seen = submission.support.recorded()
    images, outputs = (np.concatenate(seen[name]) for name in ("images", "outputs"))
    losses = expect.sequence(_losses(history))
    if len(images) != 24 or len(losses) != 2:
        return  # other checks say so
    # Of each image as it was when it was used, which is what Keras tells, or of all of them once the epoch is over.
    after = autoencoder.weights()
    wanted = (
        cross_entropy(outputs[12:], images[12:]),
        cross_entropy(reconstruction(IMAGES, *halves(after)), IMAGES),
    )
    loss = expect.number(losses[1])
    expect.that(
        any(abs(loss - each) < 0.002 for each in wanted),
        en='"loss" of the second epoch is not the mean over its images. Does a small batch count as much as the others, are the batches of another epoch in it, or was it measured before the epoch?',
        fr="« loss » de la deuxième époque n’est pas la moyenne sur ses images. Un petit lot compte-t-il autant que les autres, des lots d’une autre époque s’y trouvent-ils, ou a-t-elle été mesurée avant l’époque ?",
        expected=wanted[0],
        received=loss,
    )


def in_another_order(images, others):
    """Return whether these are the other images, in another order."""
    if type(images) is not np.ndarray or images.shape != others.shape or np.array_equal(images, others):
        return False
    return sorted(each.tobytes() for each in images) == sorted(each.tobytes() for each in others)


def test_seeded(submission):
    results = []
    # 1 024 000 000 more: the same last digits, decimal or binary. 1 and 42: what one takes where no seed was given, as 0 is.
    # A single epoch already has an order.
    alone = [(seed, 1) for seed in (11, 0, 1_024_000_011, 42, 1)]
    other = submission.fresh()  # the same seed is the same in another process, too
    left = FORTY
    for where, seed, epochs in (
        (submission, 11, 2),
        (other, 11, 2),
        (other, 0, 1),
        *((submission, *each) for each in alone),
    ):
        weights = small_weights(4121)
        where.support.forget_seeds()
        autoencoder = where.support.dense([784, 5, 784], ["tanh", "sigmoid"], weights)
        # More than the 32 that Keras takes for a batch unless told otherwise: in one batch no order would show.
        given = left if where is other else FORTY
        _, (_, after) = where.train_autoencoder.with_arguments(
            autoencoder, given, epochs=epochs, batch_size=8, seed=seed
        )
        results.append(autoencoder.weights())
        if where is submission and in_another_order(after, FORTY):  # as the next call of the same finds them
            left = after
    expect.that(
        moved(weights, results[0]),
        en="The model passed to train_autoencoder keeps its initial weights: it was not trained itself.",
        fr="Le modèle donné à train_autoencoder garde ses poids initiaux : ce n’est pas lui qui a été entraîné.",
    )
    # The weights of pixels that are black in all images have no gradient; decay is for the check of the optimiser.
    black = FORTY.max(axis=0) == 0
    decay = autoencoder.optimizer_config.get("weight_decay") if autoencoder.compiled else None
    expect.that(
        decay or np.abs(results[0][0] - weights[0])[black].max() < 0.01,
        en="Training does not start from the weights the model has: those of pixels that are black in all images are others.",
        fr="L’entraînement ne part pas des poids que le modèle a : ceux de pixels noirs sur toutes les images sont autres.",
    )
    alike = all(
        np.allclose(a, b, atol=1e-5)
        for one, two in (results[:2], (results[2], results[4]))
        for a, b in zip(one, two, strict=True)
    )
    expect.that(
        alike or left is FORTY,
        en="The training leaves the images it was given in another order, so the same call once more trains otherwise: shuffle a copy.",
        fr="L’entraînement laisse dans un autre ordre les images reçues, si bien que le même appel, une seconde fois, entraîne autrement : mélangez une copie.",
    )
    expect.that(
        alike,
        en="The same seed and the same initial weights do not give the same trained weights.",
        fr="La même graine et les mêmes poids initiaux ne donnent pas les mêmes poids entraînés.",
    )
    expect.that(
        all(
            any(not np.array_equal(a, b) for a, b in zip(one, other, strict=True))
            for one, other in itertools.combinations(results[3:], 2)
        ),
        en="Another seed gives the same trained weights: the images are not shuffled, or the seed is ignored.",
        fr="Une autre graine donne les mêmes poids entraînés : les images ne sont pas mélangées, ou la graine est ignorée.",
    )
    for size in (6, 1):
        autoencoder = submission.support.normalised_autoencoder()
        before = autoencoder.weights()
        submission.train_autoencoder(autoencoder, IMAGES[:6], epochs=1, batch_size=size, seed=1)
        # Kernel and bias; factor, shift, mean and variance of the normalisation; kernel and bias.
        same = [np.array_equal(*each) for each in zip(before, autoencoder.weights())]
        expect.that(
            len(same) == 8 and not any(same[4:6]),
            en="While the model is trained, its layers do not work as in training: those that normalise do not note the statistics of the batches.",
            fr="Pendant que le modèle est entraîné, ses couches ne fonctionnent pas comme à l’entraînement : celles qui normalisent ne notent pas les statistiques des lots.",
        )


def test_training_learns(submission):
    # From one step to the next, on one and the same batch, Adam goes on by the same length, the same for all weights.
    # Where there is no second step, that is another check's matter.
    # The outputs are far from each other, so that the gradients are, and few are so small that Adam's epsilon counts, whatever
    # the loss: 95 of 100 lengths agree with the cross-entropy, 90 with the squared error.
    *first, kernel, bias = small_weights(4122)
    weights = [*first, kernel * 5, bias * 5]
    biases, pulls = [], [_pull_at_biases(weights)]
    for epochs in (1, 2):
        autoencoder = submission.support.dense([784, 5, 784], ["tanh", "sigmoid"], weights)
        submission.train_autoencoder(autoencoder, IMAGES, epochs=epochs, batch_size=12, seed=2)
        made = submission.support.steps_made(autoencoder)
        expect.that(
            made in (None, 0, epochs),  # none or 0: a loop of one's own has its own optimiser
            en="After two epochs the optimiser of the model remembers the second one alone: was the model compiled anew?",
            fr="Après deux époques, l’optimiseur du modèle ne se souvient que de la seconde : le modèle a-t-il été compilé à nouveau ?",
        )
        after = expect.sequence(autoencoder.weights(), 4)
        after = [expect.array(each, shape=old.shape) for each, old in zip(after, weights)]
        biases.append(after[-1].astype("float64"))
        pulls.append(_pull_at_biases(after))
    name = str(autoencoder.optimizer) if autoencoder.compiled else "Adam"
    first, second = biases[0] - weights[-1], biases[1] - biases[0]
    length = max(float(np.median(np.abs(first))), 1e-12)
    even = np.mean(np.abs(np.abs(first) / length - 1) < 0.05)
    again = float(np.median(np.abs(second))) / length
    expect.that(
        name.lower() == "adam",
        en="The optimiser is not Adam.",
        fr="L’optimiseur n’est pas Adam.",
        expected="Adam",
        received=name,
    )
    expect.that(
        again == 0 or (even > 0.75 and 0.85 < again < 1.15),
        en="The steps are not those of Adam: from one step to the next, on the same batch, it goes on by the same length, the same for all weights.",
        fr="Les pas ne sont pas ceux d’Adam : d’un pas au suivant, sur le même lot, il avance d’une même longueur, la même pour tous les poids.",
    )
    # Adam's step at a first batch, and at a second one: some pulls are small, and have changed much from one to the other.
    # Of eight biases the two differ by 0.3 of a full step and more; a step that is one of the two agrees to 0.0001.
    anew = pulls[1] / (np.abs(pulls[1]) + 1e-7 / np.sqrt(1 - 0.999))
    mean, square = (
        sum(rate**age * each**power for age, each in enumerate(pulls[1::-1])) / (1 + rate)
        for rate, power in ((0.9, 1), (0.999, 2))
    )
    far = np.abs(anew - mean / (np.sqrt(square) + 1e-7 / np.sqrt(1 - 0.999**2))) > 0.3
    expect.that(
        far.sum() < 3 or np.abs(second / np.abs(first).max() + anew)[far].max() > 0.05,
        en="In the second epoch Adam has forgotten the first one: was a new optimiser made for each epoch?",
        fr="À la deuxième époque, Adam a oublié la première : un nouvel optimiseur a-t-il été créé à chaque époque ?",
    )
    decay = autoencoder.optimizer_config.get("weight_decay") if autoencoder.compiled else None
    expect.that(
        not decay,
        en="With a weight decay, Adam is AdamW: another optimiser.",
        fr="Avec un weight_decay, Adam est AdamW : un autre optimiseur.",
        expected=0,
        received=decay,
    )
    autoencoder = submission.support.dense([784, 32, 784], ["relu", "sigmoid"])
    submission.train_autoencoder(autoencoder, TRAIN, epochs=10, batch_size=64, seed=3)
    output = expect.array(autoencoder.call(UNSEEN), shape=UNSEEN.shape, of="autoencoder(images)")
    expect.at_most(
        cross_entropy(output, UNSEEN),
        MAX_LOSS,
        what=LOSS,
        of="train_autoencoder(autoencoder, images, epochs=10, batch_size=64, seed=3)",
    )


def _pull_at_biases(weights):
    """Return the gradient of the cross-entropy on IMAGES at the biases of an autoencoder's last layer."""
    return (reconstruction(IMAGES.astype("float64"), *halves(weights)) - IMAGES).mean(axis=0) / 784


def cross_entropy(output, target):
    """Return the mean binary cross-entropy, computed with NumPy."""
    output = np.clip(output.astype("float64"), 1e-7, 1 - 1e-7)
    return float(-(target * np.log(output) + (1 - target) * np.log(1 - output)).mean())


def within_range(output):
    """Return whether every value lies in [0, 1]."""
    found = expect.array(output)
    return found.min() >= 0 and found.max() <= 1


def learns(submission, built, encoder, decoder, of):
    """Train `encoder` and `decoder` as one: `built`, the one the answer made, learns, and unseen digits come back."""
    before = built.weights()
    trained = submission.support.trained_pair(encoder, decoder, TRAIN, 10, 64)
    output = expect.array(trained.call(UNSEEN), shape=UNSEEN.shape)
    expect.that(
        any(not np.array_equal(old, new) for old, new in zip(before, built.weights(), strict=False)),
        en="None of its weights has changed in training: it does not learn.",
        fr="Aucun de ses poids n’a changé pendant l’entraînement : il n’apprend pas.",
        of=of,
    )
    expect.at_most(cross_entropy(output, UNSEEN), MAX_LOSS, what=LOSS, of=of)


def moved(before, after):
    """Return whether training has changed every one of these weights."""
    return len(before) == len(after) and all(
        old.shape == new.shape and np.abs(new - old).max() > 1e-5 for old, new in zip(before, after)
    )


def sigmoid(values):
    """Return the logistic function of `values`."""
    return 1 / (1 + np.exp(-values))


def small_weights(seed, *sizes):
    """Return the weights of dense layers of these sizes, or of an autoencoder of code size 5."""
    random = np.random.default_rng(seed)
    sizes = sizes or (784, 5, 784)
    shapes = [shape for inputs, units in itertools.pairwise(sizes) for shape in ((inputs, units), (units,))]
    return [random.normal(0, 0.1, shape).astype("float32") for shape in shapes]


def halves(weights):
    """Return an encoder's and a decoder's weights, given those of both together."""
    return weights[:2], weights[2:]


def wide_weights(seed):
    """Return the weights of an autoencoder of code size 5 whose outputs lie anywhere between 0 and 1."""
    *first, kernel, bias = small_weights(seed)
    return [*first, kernel * 15, bias * 10]


def reconstruction(images, first, second):
    """Return what an autoencoder with these weights (tanh, sigmoid) makes of `images`."""
    return sigmoid(np.tanh(images @ first[0] + first[1]) @ second[0] + second[1])


def pair(submission, seed):
    """Return an encoder and a decoder with given weights, in the worker, and those weights."""
    first, second = halves(small_weights(seed))
    encoder = submission.support.dense([784, 5], ["tanh"], first)
    decoder = submission.support.dense([5, 784], ["sigmoid"], second)
    return encoder, decoder, first, second


def _losses(history):
    return expect.mapping(history, ["loss"])["loss"]
