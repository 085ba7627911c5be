"""Checks students can run themselves."""

import re
from itertools import chain

import numpy as np

from autograder import data, expect
from autograder.base.verdict import AnswerError

# 57 600 values, half of them black, half white: clipping shows.
FLAT = np.zeros((40, 20, 24, 3), np.float32)
FLAT[::2] = 1

# Of the label of a column. What goes in or comes out is an image, unless it is said to be of the code's side.
IN = r"(?s)^(?!.*(\bcode|d[eé]cod)).*\b(input|entrée)\b"
OUT = r"(?s)^(?!.*(\bcode|encod|latent|bottleneck|goulot)).*\b(output|sortie)\b"
WORDS = ((r"\boriginal", IN), (r"\bcode",), (r"\breconstr", OUT))
SCENES = data.scenes(16, 24, 24, seed=12).astype(np.float32) / 255
ENDS = ((24, 24, 32), (32, 24, 32))
AXES = {
    0: ("two images share their noise", "deux images ont le même bruit"),
    1: ("two rows of an image share their noise", "deux lignes d’une image ont le même bruit"),
    2: ("two columns of an image share their noise", "deux colonnes d’une image ont le même bruit"),
    3: ("two channels of a pixel share their noise", "deux canaux d’un pixel ont le même bruit"),
}


def test_noise_form(submission):
    doubles = np.full((3, 4, 6, 3), 0.5)  # float64
    for images, sigma in ((SCENES, 0.1), (doubles, 0.1), (doubles, 0.0), (SCENES[..., :1], 0.1)):
        noisy, after = submission.add_noise.with_arguments(images, sigma, 1)
        expect.array(noisy, shape=images.shape, dtype="float32")
        expect.unchanged(images, after[0] if isinstance(after, (tuple, list)) and after else None)

    # However the numbers lie in memory, each keeps its place: what comes back resembles the images as much as ever.
    def likeness(noisy):
        noisy = expect.array(noisy, shape=SCENES.shape).astype(float)
        return np.corrcoef(SCENES.ravel(), noisy.ravel())[0, 1]

    usual = likeness(submission.add_noise(SCENES, 1e-4, seed=1))
    layouts = submission.support.in_other_layouts(submission.reference("add_noise"), SCENES, 1e-4, 1)
    for each in expect.sequence(layouts, 2):
        noisy, left, writable = expect.sequence(each, 3)
        expect.unchanged(SCENES, left)
        expect.that(
            writable is True,
            en="After the call the images received can no longer be written to: they should be left as they were.",
            fr="Après l’appel, on ne peut plus écrire dans les images reçues : elles devraient rester telles quelles.",
        )
        expect.that(
            likeness(noisy) > usual - 0.1,
            en="An array whose numbers lie in another order in memory (Fortran order, a slice) came back mixed up.",
            fr="Un tableau dont les nombres sont rangés autrement en mémoire (ordre Fortran, tranche) est revenu mélangé.",
        )


def test_noise_seed(submission):
    bright = 0.9 * SCENES
    dark = bright / 2

    def noisy(seed, images=bright):
        return expect.array(submission.add_noise(images, 0.1, seed=seed), shape=images.shape)

    first, again, zero, zero_again = map(noisy, (1, 1, 0, 0))
    expect.that(
        np.array_equal(first, again) and np.array_equal(zero, zero_again),
        en="Two calls with the same seed gave different noise.",
        fr="Deux appels avec la même graine ont donné des bruits différents.",
    )
    some_noise(first - bright)
    # Image by image, and channel by channel, where the noise was not clipped away.
    for other in (zero, *map(noisy, (1_024_000_001, 2**31 + 1, 2**32 - 1))):
        same = (first == other) | (first == bright) | (other == bright)
        expect.that(
            not (same.all(axis=(1, 2)) & (first != bright).any(axis=(1, 2))).any(),
            en="Two different seeds gave the same noise, at least in some of the images.",
            fr="Deux graines différentes ont donné le même bruit, au moins dans certaines images.",
        )
    # Whether it is noise of the right strength, added and not clipped, is another check's matter.
    darker = noisy(1, dark)
    inside = (first > 0) & (first < 1) & (darker > 0) & (darker < 1)
    first, darker = (first - bright)[inside], (darker - dark)[inside]
    expect.that(
        np.allclose(first, darker, atol=1e-5) or not np.isclose(first.std(), darker.std(), rtol=0.1),
        en="On other images of the same shape, the same seed gave other noise.",
        fr="Sur d’autres images de même forme, la même graine a donné un autre bruit.",
    )
    doubles = noisy(1, bright.astype(np.float64))
    expect.that(
        np.allclose(doubles, noisy(1), atol=1e-5),
        en="On the same images in float64, the same seed gave other noise than in float32.",
        fr="Sur les mêmes images en float64, la même graine a donné un autre bruit qu’en float32.",
    )
    usual = noisy(1).astype(float)
    layouts = submission.support.in_other_layouts(submission.reference("add_noise"), bright, 0.1, 1)
    for each in expect.sequence(layouts, 2):
        found = expect.array(expect.sequence(each, 3)[0], shape=bright.shape).astype(float)
        likeness, as_usual = (np.corrcoef(bright.ravel(), one.ravel())[0, 1] for one in (found, usual))
        expect.that(
            np.allclose(found, usual, atol=1e-5)
            or likeness < as_usual - 0.1,  # mixed up: another check's matter
            en="On the same images in another order in memory (Fortran order, a slice), the same seed gave other noise.",
            fr="Sur les mêmes images rangées autrement en mémoire (ordre Fortran, tranche), la même graine a donné un autre bruit.",
        )


def test_noise_independent(submission):
    # Many images; large ones; more channels than three. With the seed 0, seeds that are multiples of it are all the same.
    shapes = (2100, 2, 2, 3), (150, 6, 7, 3), (3, 40, 44, 3), (4, 10, 12, 5)
    for seed, shape in (*((4, shape) for shape in shapes), (0, (20, 6, 7, 3))):
        images = np.full(shape, 0.5, np.float32)
        noise = expect.array(submission.add_noise(images, 0.2, seed=seed), shape=shape).astype(float) - 0.5
        some_noise(noise)
        for axis, (en, fr) in AXES.items():
            same = np.mean(np.abs(np.diff(noise, axis=axis)) < 1e-3 * max(noise.std(), 1e-9))
            expect.that(same < 0.4, en=f"Noise is repeated: {en}.", fr=f"Le bruit se répète : {fr}.")
        drawn = noise[(noise > -0.4999) & (noise < 0.4999)]  # wrongly clipped: another check's matter
        expect.that(
            # Of 25 000 numbers that are all drawn, 3 % or so agree with another one in six decimals.
            len(np.unique(np.round(np.abs(drawn), 6))) > 0.9 * len(drawn),
            en="Noise is repeated: the same numbers come back elsewhere, or with the opposite sign.",
            fr="Le bruit se répète : les mêmes nombres reviennent ailleurs, ou avec le signe opposé.",
        )
        # Where seeds of 31 bits are drawn for the images, two of 2100 have the same with a chance of 0.001.
        twins = len(noise) - len(np.unique(noise.reshape(len(noise), -1), axis=0))
        expect.that(
            twins < 3,
            en=f"Of {len(noise)} images, some have the very same noise, as if there were a limited number of patterns; how many:",
            fr=f"Sur {len(noise)} images, certaines ont exactement le même bruit, comme s’il n’y avait qu’un nombre limité de motifs ; combien :",
            expected=0,
            received=twins,
        )
        _expect_no_echo(noise)
    # Of very many values, too, none is like the one that stands so many places further on.
    images = np.full((100, 32, 32, 3), 0.5, np.float32)
    _expect_no_echo(expect.array(submission.add_noise(images, 0.2, seed=4), shape=images.shape) - images)


def _expect_no_echo(noise):
    """Raise Mismatch where values resemble those that stand some number of places further on, whichever that is."""
    flat = noise.ravel().astype(float) - noise.mean()
    echo = np.fft.irfft(np.abs(np.fft.rfft(flat)) ** 2, flat.size)[1:] / max(flat @ flat, 1e-9)
    # Standard error of each of them, where all values are drawn: 1/√size.
    distance, strongest = 1 + int(np.abs(echo).argmax()), float(np.abs(echo).max())
    expect.that(
        strongest < 9 / np.sqrt(flat.size),
        en=f"The noise is not drawn anew for each value: of {flat.size} values, each resembles the one {distance} places further on. Their correlation, nearly 0 otherwise:",
        fr=f"Le bruit n’est pas tiré à nouveau pour chaque valeur : sur {flat.size} valeurs, chacune ressemble à celle qui est {distance} places plus loin. Leur corrélation, presque nulle sinon :",
        expected=0.0,
        received=strongest,
    )


def test_shared_weights(submission):
    encoder, decoder, autoencoder = _models(submission.build_autoencoder(24, 24))
    images = 1.6 * SCENES[:4] - 0.3  # as noise does, they leave [0, 1]
    painted = expect.array(autoencoder.call(images), of="autoencoder(images)")
    before = [part.weights() for part in (encoder, decoder)]
    if painted.shape == images.shape:  # another shape is another check's matter
        submission.support.train_a_little(autoencoder, images, images, 2)
    expect.that(
        painted.shape != images.shape
        or not any(
            np.array_equal(*pair)
            for part, weights in zip((encoder, decoder), before)
            for pair in zip(weights, part.weights())
        ),
        en="Training the autoencoder leaves a layer of one of the two others as it was: frozen, or no gradient gets there.",
        fr="Entraîner l’autoencodeur laisse telle quelle une couche de l’un des deux autres : gelée, ou hors d’atteinte du gradient.",
        of="build_autoencoder(24, 24)",
    )
    for part in (None, encoder, decoder):
        if part is not None:
            submission.support.shift(part, 0.02)
        whole = expect.array(autoencoder.call(images), of="autoencoder(images)")
        apart = expect.array(
            decoder.call(expect.array(encoder.call(images), of="encoder(images)")),
            of="decoder(encoder(images))",
        )
        expect.that(
            whole.shape == apart.shape and np.allclose(whole, apart, atol=1e-4),
            en="The autoencoder does not give what the decoder makes of the encoder’s code (any more, once their weights have changed).",
            fr="L’autoencodeur ne donne pas (ou plus, une fois leurs poids changés) ce que le décodeur fait du code de l’encodeur.",
            of="build_autoencoder(24, 24)",
        )
    expect.that(
        autoencoder.count_params() == encoder.count_params() + decoder.count_params(),
        en="The autoencoder has weights of its own, or not all those of the two others.",
        fr="L’autoencodeur a des poids à lui, ou n’a pas tous ceux des deux autres.",
        expected=encoder.count_params() + decoder.count_params(),
        received=autoencoder.count_params(),
        of="build_autoencoder(24, 24)",
    )


def test_shapes(submission):
    for height, width, code_size in ENDS:
        of = f"build_autoencoder({height}, {width})"
        encoder, decoder, autoencoder = _models(submission.build_autoencoder(height, width))
        images = np.full((2, height, width, 3), 0.5, np.float32)
        code = expect.array(encoder.call(images), shape=(2, code_size), of=f"encoder, {of}")
        expect.array(decoder.call(code), shape=images.shape, of=f"decoder, {of}")
        expect.array(autoencoder.call(images), shape=images.shape, of=f"autoencoder, {of}")


def test_convolutional(submission):
    encoder, decoder, _ = _models(submission.build_autoencoder(24, 24))
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        found = expect.integer(submission.support.convolutions(model))
        expect.that(
            found >= 2,
            en="Expected at least two convolution layers, of those that Keras has (or of classes derived from them); a layer that is used several times is one.",
            fr="Au moins deux couches de convolution étaient attendues, de celles de Keras (ou de classes qui en dérivent) ; une couche employée plusieurs fois en est une.",
            expected=2,
            received=found,
            of=f"{name}, build_autoencoder(24, 24)",
        )


def test_history(submission):
    steps, before, after, history, _, met = submission.once(lesson)
    history = expect.mapping(history, keys=("loss", "val_loss"), of="train(…)")
    for name in ("loss", "val_loss"):
        for loss in _of_each_epoch(history, name, 3):
            expect.number(loss, of=f'train(…)["{name}"]')
    # Nothing to learn from the start: no reason to stop before the last epoch.
    longer = submission.train(submission.support.copier(), SCENES[:10], SCENES[:10], 32, 1)
    longer = expect.mapping(longer, keys=("loss", "val_loss"), of="train(…)")
    for name in ("loss", "val_loss"):
        _of_each_epoch(longer, name, 32)
    # Errors whose squares are beyond all numbers: the losses of a training that fails, too, are as many as its epochs.
    vain = submission.train(
        submission.support.one_value((2, 2, 3), 1e25), SCENES[:10, :2, :2], SCENES[:10, :2, :2], 3, 1
    )
    _of_each_epoch(expect.mapping(vain, keys=("loss",), of="train(…)"), "loss", 3)
    _expect_losses(submission, history, steps, before, after, met, 3)
    # With a last batch that is smaller than the others.
    steps, before, after, history, _, met = lesson_of(submission, 50, epochs=1, seed=2)
    history = expect.mapping(history, keys=("loss",), of="train(…)")
    _expect_losses(submission, history, steps, before, after, met, 1)


def _expect_losses(submission, history, steps, before, after, met, epochs):
    """The loss of each epoch is the mean of the squares that the steps of this epoch met, each image once.

    What came, and whether it was learnt, is another check's matter; and so is another loss.
    """
    learning = len(before) * 4 // 5
    clean = numbered(len(before))[1][:, 0, 0, 0]
    each = len(steps) // epochs
    parts = [slice(number * each, (number + 1) * each) for number in range(epochs)]
    squares, squares_after = ((answers - clean)[:learning] ** 2 for answers in (before, after))
    came = all(sorted(chain(*steps[part])) == list(range(learning)) for part in parts)
    if not (came and (squares_after < squares).all() and tells_mse(submission)):
        return
    told = expect.sequence(history["loss"], epochs, of='train(…)["loss"]')
    for number, part in enumerate(parts):
        found = [(answers - clean)[step] ** 2 for step, answers in zip(steps[part], met[part])]
        true = float(np.concatenate(found).mean())
        expect.that(
            abs(float(told[number]) - true) < 1e-4 * true,
            en="The first training loss is not the MSE on the images learnt from. Does a small batch count as much as the others?"
            if number == 0
            else f"The training loss of epoch {number} (counted from 0) is not the MSE during this epoch: are the batches of earlier epochs in it?",
            fr="La première perte d’entraînement n’est pas la MSE sur les images d’apprentissage. Un petit lot compte-t-il autant que les autres ?"
            if number == 0
            else f"La perte d’entraînement de l’époque {number} (à partir de 0) n’est pas la MSE pendant cette époque : des lots d’époques précédentes s’y trouvent-ils ?",
            expected=true,
            received=told[number],
            of='train(…)["loss"]',
        )


def _of_each_epoch(history, name, epochs):
    """Return the numbers of a history under `name`, of which there is one an epoch."""
    losses = expect.sequence(history[name], of=f'train(…)["{name}"]')
    expect.that(
        len(losses) == epochs,
        en=f"There should be a number for each of the {epochs} epochs: did the training end early?",
        fr=f"Il devrait y avoir un nombre pour chacune des {epochs} époques : l’entraînement s’est-il arrêté avant la fin ?",
        expected=epochs,
        received=len(losses),
        of=f'train(…)["{name}"]',
    )
    return losses


def test_noisy_to_clean(submission):
    # The clean image of each is black or white. The network has an answer of its own to each image: after the training,
    # each has moved towards the clean one, whatever the learning rate.
    nearer = learnt_clean(submission)
    expect.that(
        nearer.all(),
        en="After the training, the outputs for some of the 32 noisy images are not closer to their clean images than before; how many are:",
        fr="Après l’entraînement, les sorties pour certaines des 32 images bruitées ne sont pas plus proches de leurs images propres qu’avant ; nombre de celles qui le sont :",
        expected=32,
        received=int(nearer.sum()),
        of="train(…)",
    )


def test_held_out(submission):
    # Each answer belongs to one image: what is never learnt from stays exactly as it was.
    steps, before, after, _, adam, _ = submission.once(lesson)
    expect.that(
        not any(32 <= number < 40 for number in chain(*steps)),  # others are no numbers of noisy images
        en="The network has learnt from the last fifth of the images, which are for validation only.",
        fr="Le réseau a appris du dernier cinquième des images, réservé à la validation.",
        of="train(…)",
    )
    expect.that(
        np.array_equal(before[32:], after[32:]) or not adam,  # AdamW changes all: another check says so
        en="The network’s answers to the last fifth of the images changed: it learnt from them, or lost the weights it began with.",
        fr="Les réponses du réseau au dernier cinquième des images ont changé : il en a appris, ou a perdu les poids qu’il avait au départ.",
        of="train(…)",
    )
    expect.that(
        any(number >= 40 for number in chain(*steps)) or (before[:32] != after[:32]).all(),
        en="Of the 32 images in the first four fifths, some were not learnt from; how many:",
        fr="Parmi les 32 images des quatre premiers cinquièmes, certaines n’ont pas servi à apprendre ; combien :",
        expected=0,
        received=int((before[:32] == after[:32]).sum()),
        of="train(…)",
    )


def test_saved_apart(submission):
    encoder, decoder = submission.support.pair(8, 5, seed=3)
    folder = submission.folder() + "/models.v2/first.try"
    here = submission.support.working_folder()
    for _ in range(2):  # the second time, the files are there already
        submission.save_models(encoder, decoder, folder)
        expect.equal(submission.files(folder), ("decoder.keras", "encoder.keras"), of="files in folder")
    place = submission.folder()
    submission.support.save_here(submission.reference("save_models"), encoder, decoder, place, "first")
    expect.that(
        submission.files(place) == ("first/decoder.keras", "first/encoder.keras"),
        en='With the folder "first", a name alone, the two files should be in first.',
        fr="Avec le dossier « first », un simple nom, les deux fichiers devraient être dans first.",
        expected="first/decoder.keras, first/encoder.keras",
        received=", ".join(submission.files(place))[:80] or "—",
        of='save_models(encoder, decoder, "first")',
    )
    # Each has a first weight of its own shape; whether all of it is there is another check's matter.
    saved = submission.support.load(f"{folder}/encoder.keras")
    shapes = [[each.shape for each in model.weights()] for model in (encoder, decoder)]
    expect.that(
        saved is None or shapes[0] == shapes[1] or [each.shape for each in saved.weights()] != shapes[1],
        en="The file encoder.keras holds the decoder: the two are exchanged.",
        fr="Le fichier encoder.keras contient le décodeur : les deux sont intervertis.",
        of="save_models(encoder, decoder, folder)",
    )
    expect.that(
        submission.support.working_folder() == here,
        en="The program works in another folder afterwards: later files would end up there.",
        fr="Le programme travaille ensuite dans un autre dossier : les fichiers suivants y aboutiraient.",
        of="save_models(encoder, decoder, folder)",
    )


def test_missing_file(submission):
    encoder, decoder = submission.support.pair(8, 5, seed=3)
    here, told = submission.support.working_folder(), set()
    for name, model in (("encoder.keras", encoder), ("decoder.keras", decoder)):
        other = "decoder.keras" if name == "encoder.keras" else "encoder.keras"
        folder = submission.folder()
        submission.support.save(model, f"{folder}/{name}")
        if name == "decoder.keras":  # Files of other names, or in a folder below, are not the missing one.
            submission.support.save(model, f"{folder}/old_{other}")
            submission.support.save(model, f"{folder}/{other[:-6]}_2.keras")
            below = submission.support.make_folder(folder, "before", [])
            submission.support.save(model, f"{below}/{other}")
        of = f"load_models(folder)  # {', '.join(submission.files(folder))}"
        text = expect.raises(
            submission.load_models, folder, kinds=("FileNotFoundError",), mentions=(other,), of=of
        )
        told.add(text.replace(folder, ""))
    expect.that(
        len(told) == 2,
        en="Whichever of the two files is missing, the message is the same: it should name the missing one.",
        fr="Quel que soit le fichier manquant, le message est le même : il devrait nommer celui qui manque.",
        received=min(told)[:80],
        of="load_models(folder)",
    )
    for folder in (
        submission.folder(),
        submission.folder() + "/none",
    ):  # both are missing; one of them is named
        expect.raises(submission.load_models, folder, kinds=("FileNotFoundError",), mentions=("coder.keras",))
    expect.that(
        submission.support.working_folder() == here,
        en="Where a file is missing, the program works in another folder afterwards: the next path could lead elsewhere.",
        fr="Quand un fichier manque, le programme travaille ensuite dans un autre dossier : le prochain chemin pourrait mener ailleurs.",
        of="load_models(folder)",
    )


def test_figure_places(submission):
    for count in (22, 1):
        codes = np.linspace(-1, 1, count * 32, dtype=np.float32).reshape(count, 32)
        images = np.tile(SCENES, (2, 1, 1, 1))[:count]
        figure = expect.figure(submission.show_reconstructions(images, codes, images))
        drawn = [axes for axes in figure.axes if axes.images]
        expect.that(
            len(drawn) == 3 * count,
            en=f"Expected {3 * count} places with a picture for {count} image(s).",
            fr=f"Pour {count} image(s), {3 * count} cases avec une image étaient attendues.",
            expected=3 * count,
            received=len(drawn),
        )
        rows = _lines(axes.position[1] + axes.position[3] / 2 for axes in drawn)
        columns = _lines(map(_middle, drawn))
        expect.that(
            (rows, columns) == (count, 3),
            en="The pictures do not stand in one row per image and three columns; (rows, columns):",
            fr="Les images ne sont pas disposées en une ligne par image et trois colonnes ; (lignes, colonnes) :",
            expected=(count, 3),
            received=(rows, columns),
        )
        # One may be there for a colour bar or a label.
        empty = sum(
            not (axes.images or axes.title or axes.xlabel or axes.ylabel or any(axes.texts))
            for axes in figure.axes
        )
        expect.that(
            empty <= max(1, count - 1),
            en=f"The figure for {count} image(s) has places without a picture.",
            fr=f"La figure de {count} image(s) a des cases sans image.",
            expected=0,
            received=empty,
        )
    expect.that(
        submission.support.new_figures(submission.reference("show_reconstructions"), images, codes, images),
        en="A second call draws in the figure that the first one returned, or empties it: each should draw a new one.",
        fr="Un second appel dessine dans la figure que le premier a renvoyée, ou la vide : chacun devrait en dessiner une nouvelle.",
    )


def test_figure_labels(submission):
    codes, rebuilt = np.zeros((2, 32), np.float32), SCENES[:2] / 2
    _expect_labels(expect.figure(submission.show_reconstructions(SCENES[:2], codes, rebuilt)))
    try:
        figure = submission.show_reconstructions(SCENES[:1], codes[:1], rebuilt[:1])
    except AnswerError:
        return  # that one image alone cannot be shown is another check's matter
    _expect_labels(expect.figure(figure))


def _kind_shown(axes):
    """Return what a place in the first row shows: the original (0), the reconstruction, half as bright (2), or the code (1)."""
    shown = expect.array(axes.images[0], finite=False)
    shown = shown / 255 if shown.dtype.kind == "u" else shown
    if shown.shape[:2] != SCENES.shape[1:3] or shown.ndim != 3:
        return 1
    return 0 if abs(shown[..., :3] - SCENES[0]).mean() < abs(shown[..., :3] - SCENES[0] / 2).mean() else 2


def _expect_labels(figure):
    labels = figure.labels(of_columns=True)
    expect.that(
        len(labels) >= 3,
        en="Expected a title or label for each of the three columns.",
        fr="Un titre ou une étiquette était attendu pour chacune des trois colonnes.",
        received=", ".join(labels)[:80] or "—",
    )
    # Words that say which of the three it is: beside the wrong column, they mislead. Others are for the reader to judge.
    middles = sorted({round(_middle(axes), 2) for axes in figure.axes if axes.images})
    # Which of the three each column shows: one that stands in another one's place, with its own name, is another check's matter.
    drawn = sorted((axes for axes in figure.axes if axes.images), key=lambda axes: -axes.position[1])
    firsts = [
        next(_kind_shown(axes) for axes in drawn if abs(_middle(axes) - middle) < 0.02) for middle in middles
    ]
    for axes in figure.axes if len(middles) == 3 else ():
        for text in (axes.title, axes.xlabel, *axes.texts):
            kinds = [
                kind
                for kind, words in enumerate(WORDS)
                if isinstance(text, str) and any(re.search(word, text.lower()) for word in words)
            ]
            column = min(range(len(middles)), key=lambda each: abs(middles[each] - _middle(axes)))
            expect.that(
                len(kinds) != 1 or kinds[0] in (column, firsts[column]),
                en=f"Column {column} (counted from 0) has a label that belongs to another one.",
                fr=f"La colonne {column} (comptée à partir de 0) porte une étiquette qui est celle d’une autre.",
                received=text[:80],
            )


def test_noise_distribution(submission):
    drawn = []
    # Whatever the unit of the pixels, and where they lie: sigma is the deviation in that unit.
    pale, wide, bytewise = 0.2 + 0.5 * FLAT, 3 * FLAT - 1, 255 * FLAT
    for images, sigma, seed in ((FLAT, 0.004, 69), (pale, 0.1, 71), (wide, 0.4, 70), (bytewise, 300.0, 68)):
        noisy = expect.array(submission.add_noise(images, sigma, seed=seed), shape=images.shape)
        noise = (noisy.astype(np.float64) - images) / sigma
        drawn.append(noise)
        # Standard errors: mean 1/√57600 = 0.0042, deviation 0.0029. The tolerances are 28 and 41 of them: wide enough for
        # one pattern on all images (another check's matter), whose errors are 6 times as large.
        expect.that(
            abs(noise.mean()) < 0.12,
            en="The mean of the noise is not 0.",
            fr="La moyenne du bruit n’est pas nulle.",
            expected=0,
            received=float(noise.mean() * sigma),
        )
        expect.that(
            abs(noise.std() - 1) < 0.12,
            en="The standard deviation of the noise is not sigma.",
            fr="L’écart type du bruit n’est pas sigma.",
            expected=sigma,
            received=float(noise.std() * sigma),
        )
        for part in (noise[::2], noise[1::2]):
            expect.that(
                abs(part.mean()) < 0.12 and abs(part.std() - 1) < 0.12,
                en="The noise is not the same kind in white and in black images.",
                fr="Le bruit n’est pas de même nature dans les images blanches et dans les noires.",
            )
    # 230 400 numbers of the normal distribution; in brackets the standard errors, where all of them are drawn. Where one
    # pattern comes back (another check's matter) they are several times as large.
    noise = np.stack(drawn)
    exact = 1 if all(map(_all_differ, drawn)) else 6
    inside = float(np.mean(np.abs(noise) < 1))
    largest = float(np.abs(noise).max())
    # Of a cut there are many at the very end; that four others come so near to it happens one time in 10¹⁶. White and black
    # images each have their own ends: a cut may lie beyond the brightest or the darkest value.
    parts = (sign * part for each in drawn for part in (each[::2], each[1::2]) for sign in (1, -1))
    expect.that(
        exact != 1 or not any(np.sum(each > each.max() - 3e-5) >= 5 for each in (np.abs(noise), *parts)),
        en="Several values of the noise are equal to the largest one, or to the smallest: what lay beyond was cut off.",
        fr="Plusieurs valeurs du bruit sont égales à la plus grande, ou à la plus petite : ce qui dépassait a été coupé.",
    )
    expect.that(
        abs(inside - 0.683) < 0.01 * exact  # (0.001); 0.577 of a uniform distribution, 0.72 of a logistic one
        and abs(np.mean(noise**3)) < 0.05 * exact  # (0.008)
        and abs(np.mean(noise**4) - 3) < 0.13 * exact  # (0.02)
        and abs(np.mean(noise**4) / np.mean(noise**2) ** 2 - 3) < 0.06 * exact  # (0.01)
        and largest > (3.7 if exact == 1 else 2.5),  # none beyond 3.7: one time in 10²¹
        en="The noise does not follow the normal distribution.",
        fr="Le bruit ne suit pas la loi normale.",
    )
    # Of three values the mean is hardly ever 0 nor the deviation sigma: nothing is centred or scaled by what was drawn.
    grey = np.full((1, 1, 1, 3), 0.5, np.float32)
    few = [
        expect.array(submission.add_noise(grey, 0.1, seed=seed), shape=grey.shape) - 0.5
        for seed in range(73, 77)
    ]
    means, deviations = np.abs([each.mean() for each in few]), np.array([each.std() for each in few])
    expect.that(
        0.001 < means.max() < 0.6 and np.abs(deviations - 0.1).max() > 0.001,
        en="The noise of a single pixel has just the mean 0, or just the deviation sigma: its values are not drawn one by one.",
        fr="Le bruit d’un seul pixel a exactement la moyenne 0, ou exactement l’écart type sigma : ses valeurs ne sont pas tirées une à une.",
    )
    # A call before had this seed and this shape, and another sigma.
    still = expect.array(submission.add_noise(FLAT, 0.0, seed=71), shape=FLAT.shape)
    expect.that(
        np.allclose(still, FLAT, atol=1e-6),
        en="With sigma = 0 the values should come back as they were, after calls with another sigma, too.",
        fr="Avec sigma = 0, les valeurs devraient revenir telles quelles, même après des appels avec un autre sigma.",
    )


def _all_differ(noise):
    """Return whether most numbers of an array occur once."""
    return len(np.unique(noise)) > 0.5 * noise.size


def _models(value):
    return tuple(expect.model(each) for each in expect.sequence(value, length=3))


def _middle(axes):
    return axes.position[0] + axes.position[2] / 2


def _lines(centres):
    """Return how many different places there are, those less than 2 % of the figure apart taken as one."""
    return 1 + int((np.diff(np.sort(list(centres))) > 0.02).sum())


def numbered(count, channels=3):
    """Return images that bear their numbers, and the clean ones: black or white, in no order."""
    numbers = np.arange(count, dtype=np.float32) / 1000
    noisy = np.broadcast_to(numbers[:, None, None, None], (count, 4, 4, channels)).copy()
    white = np.random.default_rng(count).integers(0, 2, count).astype(np.float32)
    return noisy, np.broadcast_to(white[:, None, None, None], noisy.shape).copy()


def answers_of(model, count):
    """Return the answers of a Gallery, one an image."""
    (answers,) = expect.sequence(model.weights(), 1, of="model.get_weights()")
    return expect.array(answers, shape=(count,), of="model.get_weights()")


def lesson_of(submission, count, **options):
    """Return what a training did: the numbers learnt from, step by step; the answers before and after; the history.

    And whether Adam took the steps; and the answers before each of them.
    """
    model = submission.support.gallery(count)
    before = answers_of(model, count)
    history = submission.train(model, *numbered(count), **options)
    steps = expect.sequence(submission.support.steps_seen(model))
    steps = [[expect.integer(number) for number in expect.sequence(step)] for step in steps]
    after = answers_of(model, count)
    adam = model.optimizer in (None, "Adam")  # None: the steps are taken by hand
    adam = adam and not model.optimizer_config.get("weight_decay")
    met = expect.array(submission.support.answers_seen(model), shape=(len(steps), count), finite=False)
    return steps, before, after, history, adam, met


def some_noise(noise):
    """Raise Mismatch where there is none: what holds of noise holds of nothing."""
    expect.that(
        noise.any(),
        en="The images came back as they were, without noise: there is nothing here to judge, so this check gives no points.",
        fr="Les images sont revenues telles quelles, sans bruit : il n’y a rien à juger ici, et cette vérification ne donne donc pas de points.",
    )


def something_was_learnt(before, after):
    """Raise Mismatch where the answers are what they were: then there is no training to look at."""
    expect.that(
        not np.array_equal(before, after),
        en="The network’s answers are the same as before: it has learnt from no image, so there is no training to judge, and this check gives no points.",
        fr="Les réponses du réseau sont les mêmes qu’avant : il n’a appris d’aucune image ; il n’y a donc pas d’entraînement à juger, et cette vérification ne donne pas de points.",
        of="train(…)",
    )


def learnt_clean(submission):
    """Return of each of the first four fifths whether the answer to the noisy image has come nearer to the clean one."""
    steps, before, after, *_ = submission.once(lesson)
    clean, learnt = numbered(40)[1][:32, 0, 0, 0], {*chain(*steps)}
    # Which ones were not learnt from at all is another check's matter; numbers beyond the last are those of other inputs.
    left_out = [bool(learnt) and max(learnt) < 40 and number not in learnt for number in range(32)]
    return (np.abs(after[:32] - clean) < np.abs(before[:32] - clean)) | left_out


def another_fifth(submission):
    """Return whether other images were held out than the last fifth, as far as one knows: `held_out` says so."""
    learnt = {*chain(*submission.once(lesson)[0])}
    return bool(learnt) and max(learnt) < 40 and not {*range(32)} <= learnt


def tells_mse(submission):
    """Return whether the last validation loss is the MSE on the last fifth, as far as a history is there."""
    _, _, after, history, *_ = submission.once(lesson)
    true = float(np.mean((after - numbered(40)[1][:, 0, 0, 0])[32:] ** 2))
    try:
        return abs(float(history["val_loss"][-1]) - true) < 0.05 * true
    except (TypeError, LookupError, ValueError):
        return False


def lesson(submission):
    """Return what a training of three epochs on 40 images did, once for several checks."""
    return lesson_of(submission, 40, epochs=3, seed=1)
