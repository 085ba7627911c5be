"""Checks students can run themselves."""

import numpy as np

from autograder import data, expect

SCENES = data.scenes(16, 24, 24, seed=12).astype(np.float32) / 255
ENDS = ((24, 24, 32), (32, 24, 32))


def test_noise_form(submission):
    for images in (SCENES, np.full((3, 4, 6, 3), 0.5)):  # float32, float64
        noisy, after = submission.add_noise.with_arguments(images, 0.1, 1)
        expect.array(noisy, shape=images.shape, dtype="float32")
        expect.unchanged(images, after[0] if isinstance(after, (tuple, list)) and after else None)


def test_noise_seed(submission):
    first = expect.array(submission.add_noise(SCENES, 0.1, seed=1), shape=SCENES.shape)
    again = expect.array(submission.add_noise(SCENES, 0.1, seed=1), shape=SCENES.shape)
    expect.that(
        np.array_equal(first, again),
        en="Two calls with the same seed gave different noise.",
        fr="Deux appels avec la même graine ont donné des bruits différents.",
    )
    other = expect.array(submission.add_noise(SCENES, 0.1, seed=2), shape=SCENES.shape)
    expect.that(
        not np.array_equal(first, other),
        en="Two different seeds gave the same noise.",
        fr="Deux graines différentes ont donné le même bruit.",
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
        found = sum(_convolutions(layer.type, layer.config) for layer in model.layers)
        expect.that(
            found >= 2,
            en="Expected at least two convolution layers.",
            fr="Au moins deux couches de convolution étaient attendues.",
            received=found,
            of=f"{name}, build_autoencoder(24, 24)",
        )


def test_history(submission):
    model = submission.support.pixelwise(3, seed=4)
    history = expect.mapping(
        submission.train(model, SCENES, SCENES, epochs=3, seed=1), keys=("loss", "val_loss")
    )
    for name in ("loss", "val_loss"):
        losses = expect.sequence(history[name], length=3, of=f'train(…)["{name}"]')
        for loss in losses:
            expect.number(loss, of=f'train(…)["{name}"]')


def test_noisy_to_clean(submission):
    # Bright in, dark out. The network begins as a copier: it only learns this from (noisy, clean), in this order.
    noisy, clean = np.full((640, 4, 4, 3), 0.8, np.float32), np.full((640, 4, 4, 3), 0.2, np.float32)
    model = submission.support.copier()
    submission.train(model, noisy, clean, epochs=6, seed=1)
    answer = float(np.mean(expect.array(model.call(noisy[:2]), shape=(2, 4, 4, 3), of="autoencoder(noisy)")))
    expect.that(
        answer < 0.78,
        en="After training, the outputs for the noisy images (0.8) are not closer to the clean ones (0.2) than before (0.8).",
        fr="Après l’entraînement, les sorties pour les images bruitées (0,8) ne sont pas plus proches des images propres (0,2) qu’avant (0,8).",
        received=answer,
    )


def test_saved_apart(submission):
    encoder, decoder = submission.support.pair(8, 5, seed=3)
    folder = submission.folder() + "/models/first"
    for _ in range(2):  # the second time, the files are there already
        submission.save_models(encoder, decoder, folder)
        expect.equal(submission.files(folder), ("decoder.keras", "encoder.keras"), of="files in folder")


def test_missing_file(submission):
    encoder, decoder = submission.support.pair(8, 5, seed=3)
    for name, model in (("encoder.keras", encoder), ("decoder.keras", decoder)):
        other = "decoder.keras" if name == "encoder.keras" else "encoder.keras"
        folder = submission.folder()
        submission.support.save(model, f"{folder}/{name}")
        expect.raises(submission.load_models, folder, kinds=("FileNotFoundError",), mentions=(other,))


def test_figure_places(submission):
    for count in (4, 1):
        codes = np.linspace(-1, 1, count * 32, dtype=np.float32).reshape(count, 32)
        figure = expect.figure(submission.show_reconstructions(SCENES[:count], codes, SCENES[:count]))
        drawn = [axes for axes in figure.axes if axes.images]
        expect.that(
            len(drawn) == 3 * count,
            en=f"Expected {3 * count} places with a picture for {count} image(s).",
            fr=f"Pour {count} image(s), {3 * count} cases avec une image étaient attendues.",
            received=len(drawn),
        )
        rows = _lines(axes.position[1] + axes.position[3] / 2 for axes in drawn)
        columns = _lines(axes.position[0] + axes.position[2] / 2 for axes in drawn)
        expect.that(
            (rows, columns) == (count, 3),
            en="The pictures do not stand in one row per image and three columns.",
            fr="Les images ne sont pas disposées en une ligne par image et trois colonnes.",
            received=f"{rows} × {columns}",
        )


def test_figure_labels(submission):
    codes = np.zeros((2, 32), np.float32)
    figure = expect.figure(submission.show_reconstructions(SCENES[:2], codes, SCENES[:2]))
    words = [figure.title]
    for axes in figure.axes:
        words += [axes.title, axes.xlabel, axes.ylabel, *axes.texts]
    words = {word.strip() for word in words if isinstance(word, str) and word.strip()}
    expect.that(
        len(words) >= 3,
        en="Expected a title or label for each of the three columns.",
        fr="Un titre ou une étiquette était attendu pour chacune des trois colonnes.",
        received=", ".join(sorted(words)) or "—",
    )


def _models(value):
    return tuple(expect.model(each) for each in expect.sequence(value, length=3))


def _lines(centres):
    """Return how many different places there are, those less than 2 % of the figure apart taken as one."""
    return 1 + int((np.diff(np.sort(list(centres))) > 0.02).sum())


def _convolutions(kind, config):
    """Return the number of convolution layers in a layer: 1 or 0, or those of the model inside it."""
    if isinstance(kind, str) and "Conv" in kind:
        return 1
    inner = (config or {}).get("layers")
    if not isinstance(inner, (list, tuple)):
        return 0
    return sum(
        _convolutions(each.get("class_name"), each.get("config")) for each in inner if isinstance(each, dict)
    )
