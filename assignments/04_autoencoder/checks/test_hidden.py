"""The checks that stay with the teachers: other sizes, models written in other ways, and what training did, image by image."""

from __future__ import annotations

import numpy as np

from autograder import expect

from test_public import flat_digits, halves, reconstruction, small_weights

IMAGES = flat_digits(12, seed=4103)
MANY = flat_digits(130, seed=4105)
MANY[40] = MANY[3]  # one is there twice: both are to be used
MANY[70] = 0  # and so is one that is black
WEIGHTS = small_weights(4106)
# A grey image, and weights of which the last alone learns: the loss is lowest after some thirty steps, and
# rises again when Adam has overshot: enough for single precision to see it.
GREY = np.full((1, 784), 0.5, "float32")
NEARLY = [np.zeros_like(each) for each in WEIGHTS[:-1]] + [np.full(784, 0.02, "float32")]
CODES = np.random.default_rng(4104).normal(0, 1, (12, 1000)).astype("float32")


# q1


def test_encoder_per_image(submission):
    encoder = expect.model(submission.build_encoder())
    images = IMAGES * np.linspace(0.5, 1, 12, dtype="float32")[:, None]  # each with another largest value
    before = [encoder.call(images[position : position + 1]) for position in (0, 7)]
    together = expect.array(encoder.call(images), shape=(12, None), of="build_encoder()(images)")
    for position, earlier in zip((0, 7), before):
        image = images[position : position + 1]
        # Called as `predict` does, and without a word on training, as notebooks do it; before the others, and after them.
        for answer in (earlier, encoder.call(image), submission.support.called(encoder, image)):
            alone = expect.array(answer, of="build_encoder()(images)")
            expect.that(
                alone.shape == together[:1].shape and np.allclose(alone[0], together[position], atol=1e-4),
                en="An image alone has another code than the same image among others, or the second time.",
                fr="Une image seule n’a pas le même code que la même image parmi d’autres, ou la deuxième fois.",
                of="build_encoder()(images)",
            )
    expect.that(
        np.ptp(together, axis=0).max() > 1e-6,
        en="All images have the same code.",
        fr="Toutes les images ont le même code.",
        of="build_encoder()(images)",
    )


# q2


def test_decoder_size(submission):
    for size in (7, 1):
        decoder = expect.model(submission.build_decoder(size))
        expect.array(decoder.call(CODES[:, :size]), shape=(12, 784), of=f"build_decoder({size})(codes)")
    decoder = expect.model(submission.build_decoder(code_size=1000))
    images = expect.array(decoder.call(CODES), shape=(12, 784), of="build_decoder(code_size=1000)(codes)")
    others = decoder.call(np.hstack([CODES[:, :800], -CODES[:, 800:]]))
    expect.that(
        not np.array_equal(images, others) or np.ptp(images, axis=0).max() == 0,
        en="The last numbers of a long code do not matter: with others, the decoder gives the very same images.",
        fr="Les derniers nombres d’un long code ne comptent pas : avec d’autres, le décodeur donne exactement les mêmes images.",
        of="build_decoder(code_size=1000)(codes)",
    )


def test_decoder_new(submission):
    fresh = submission.fresh()
    expect.built_anew(lambda: fresh.build_decoder(32), CODES[:, :32], of="build_decoder(32)")


# q3


def test_autoencoder_chain(submission):
    for encoder, decoder in (
        (submission.support.branched_encoder(), submission.support.dense([5, 784], ["sigmoid"])),
        (submission.support.dense([784, 5], ["tanh"]), submission.support.nested_decoder()),
        (submission.support.branched_encoder(), submission.support.nested_decoder()),
        (submission.support.subclassed_encoder(), submission.support.dense([5, 784], ["sigmoid"])),
        # Its images leave [0, 1].
        (submission.support.branched_encoder(), submission.support.dense([5, 784], ["linear"])),
        # Codes of two axes, and a decoder of two branches.
        (submission.support.grid_encoder(), submission.support.grid_decoder()),
    ):
        autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
        for images in (IMAGES, 2 * IMAGES - np.float32(0.5)):  # the second leave [0, 1]
            expect.close(
                submission.support.called(autoencoder, images),
                decoder.call(encoder.call(images)),
                atol=1e-4,
                of="build_autoencoder(encoder, decoder)(images)",
            )
    _expect_nothing_more(submission)


def _expect_nothing_more(submission):
    """Nothing stands before, between or after the two that works in training alone, or has weights of its own."""
    encoder = submission.support.dense([784, 5], ["tanh"])
    decoder = submission.support.dense([5, 784], ["sigmoid"])
    autoencoder = expect.model(submission.build_autoencoder(encoder, decoder))
    expect.close(
        submission.support.called_in_training(autoencoder, IMAGES),
        decoder.call(encoder.call(IMAGES)),
        atol=1e-4,
        of="build_autoencoder(encoder, decoder)(images, training=True)",
    )
    expect.that(
        len(autoencoder.weights()) <= len(encoder.weights()) + len(decoder.weights()),
        en="The autoencoder has weights that neither the encoder nor the decoder has: another layer stands beside them.",
        fr="L’autoencodeur a des poids que n’ont ni l’encodeur ni le décodeur : une autre couche s’y ajoute.",
        of="build_autoencoder(encoder, decoder)",
    )


# q4


def test_training_steps(submission):
    first = _trained(submission, MANY[60:110], [12, 12, 12, 12, 2], 3, epochs=3, batch_size=12, seed=4)
    _expect_shuffled(submission, MANY[60:110])
    _expect_a_step_each(submission)
    _trained(submission, MANY[:60], [60], 1, epochs=1, batch_size=100, seed=4)
    _trained(submission, np.tile(MANY, (9, 1)), [1100, 70], 1, epochs=1, batch_size=1100, seed=4)
    _trained(submission, MANY, [129, 1], 1, epochs=1, batch_size=129, seed=4)
    last = _trained(submission, GREY, [1], 36, NEARLY, epochs=36, batch_size=1, seed=4)
    # The answers before each step. Steps so small as Adam makes none are another check's matter.
    met = np.array([expect.array(each) for each in submission.support.recorded()["outputs"]])
    small = np.abs(met[-1] - met[-2]).max() < 1e-5
    expect.that(
        small or np.abs(met - reconstruction(GREY, *halves(last))).max(axis=(1, 2)).min() > 1e-6,
        en="After training, the model answers as it did before one of its steps: were the weights of an earlier epoch put back?",
        fr="Après l’entraînement, le modèle répond comme avant l’un de ses pas : les poids d’une époque antérieure ont-ils été remis ?",
    )
    submission.train_autoencoder(
        submission.support.subclassed_autoencoder(), MANY[:4], epochs=1, batch_size=4, seed=4
    )
    left_out = _trained(submission, MANY, [128, 2], 20)
    given = _trained(submission, MANY, [128, 2], 20, epochs=20, batch_size=128, seed=0)
    expect.that(
        all(np.allclose(a, b, atol=1e-4) for a, b in zip(left_out, given)) and len(first) > 0,
        en="Without a seed, training is not that of seed 0.",
        fr="Sans graine, l’entraînement n’est pas celui de la graine 0.",
    )


def _expect_shuffled(submission, images):
    """In the training before, which used each of the images as it is, not every batch held neighbours alone."""
    place = {image.tobytes(): number for number, image in enumerate(images)}
    batches = [[place[image.tobytes()] for image in each] for each in submission.support.recorded()["images"]]
    if [number for batch in batches for number in batch] == 3 * list(range(len(images))):
        return  # not shuffled at all: `seeded` says so
    expect.that(
        any(max(batch) - min(batch) >= len(batch) for batch in batches),
        en="Each batch holds images that follow one another: the images should be shuffled, not the batches.",
        fr="Chaque lot contient des images qui se suivent : ce sont les images qui devraient être mélangées, non les lots.",
    )


def _expect_a_step_each(submission):
    """In the training before, the second batch met other weights than the first."""
    seen = submission.support.recorded()
    unchanged = reconstruction(seen["images"][1], *halves(WEIGHTS))
    expect.that(
        np.abs(seen["outputs"][1] - unchanged).max() > 1e-5,
        en="The second batch meets the weights that the first one has met: each batch should make a step.",
        fr="Le deuxième lot rencontre les poids qu’a rencontrés le premier : chaque lot devrait faire un pas.",
    )


def _trained(submission, images, wanted, times, weights=WEIGHTS, **options):
    """Return the weights after a training in which every image was used once an epoch, in batches of `wanted` images."""
    autoencoder = submission.support.recording_autoencoder(weights)
    learning = autoencoder.trainable_params()
    submission.train_autoencoder(autoencoder, images, **options)
    batches = [expect.array(each, shape=(None, 784)) for each in submission.support.recorded()["images"]]
    expect.that(
        batches,
        en="The model passed to train_autoencoder was not trained. Was another one trained in its place?",
        fr="Le modèle donné à train_autoencoder n’a pas été entraîné. Un autre l’a-t-il été à sa place ?",
    )
    sizes = [len(each) for each in batches]
    expect.that(
        sizes == wanted * times,
        en="The batches have other sizes than epochs and batch_size ask for, or than their defaults, or there are more or fewer of them.",
        fr="Les lots n’ont pas les tailles que demandent epochs et batch_size, ou leurs valeurs par défaut, ou leur nombre est autre.",
    )
    for epoch in range(times):
        used = np.concatenate(batches[epoch * len(wanted) : (epoch + 1) * len(wanted)])
        expect.that(
            sorted(image.tobytes() for image in used) == sorted(image.tobytes() for image in images),
            en="In an epoch some images were used several times, never, or not as they are.",
            fr="Pendant une époque, des images ont servi plusieurs fois, jamais, ou pas telles quelles.",
        )
    expect.that(
        autoencoder.trainable_params() == learning,
        en="After training, the model has weights that can no longer learn.",
        fr="Après l’entraînement, le modèle a des poids qui ne peuvent plus apprendre.",
    )
    return autoencoder.weights()
