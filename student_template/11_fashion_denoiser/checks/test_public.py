"""Checks students can run themselves."""

import numpy as np

from autograder import data, expect

CLEAN = data.garments(40, seed=11)[0].reshape(40, 28, 28, 1).astype(np.float32) / 255
NOISY = np.clip(CLEAN + 0.5 * np.random.default_rng(11).normal(size=CLEAN.shape), 0, 1).astype(np.float32)


def test_same_size(submission):
    model = expect.model(submission.build_denoiser())
    for count in (1, 5):
        expect.array(model.call(NOISY[:count]), shape=(count, 28, 28, 1), of="build_denoiser()(images)")


def test_convolutional(submission):
    model = expect.model(submission.build_denoiser())
    found = sum(_convolutions(layer.type, layer.config) for layer in model.layers)
    expect.that(
        found >= 3,
        en="Expected at least three convolution layers.",
        fr="Au moins trois couches de convolution étaient attendues.",
        received=found,
        of="build_denoiser()",
    )


def test_history(submission):
    history = _history(submission)
    for name in ("loss", "val_loss"):
        for loss in expect.sequence(history[name], length=3, of=f'train_denoiser(…)["{name}"]'):
            expect.number(loss, of=f'train_denoiser(…)["{name}"]')


def test_no_accuracy(submission):
    named = sorted(str(name) for name in _history(submission) if "acc" in str(name).lower())
    expect.that(
        not named,
        en="The history reports an accuracy, which means nothing for pictures.",
        fr="L’historique annonce une exactitude (accuracy), qui n’a pas de sens pour des images.",
        received=", ".join(named),
    )


def test_noisy_to_clean(submission):
    # Bright in, dark out. The network begins as a copier: it only learns this from (noisy, clean), in this order.
    noisy, clean = np.full((640, 4, 4, 1), 0.8, np.float32), np.full((640, 4, 4, 1), 0.2, np.float32)
    model = submission.support.linear(1.0, 0.0)
    submission.train_denoiser(model, noisy, clean, epochs=5, batch_size=16, seed=1)
    answer = float(np.mean(expect.array(model.call(noisy[:2]), shape=(2, 4, 4, 1), of="model(noisy)")))
    expect.that(
        answer < 0.78,
        en="After training, the outputs for the noisy images (0.8) are not closer to the clean ones (0.2) than before (0.8).",
        fr="Après l’entraînement, les sorties pour les images bruitées (0,8) ne sont pas plus proches des images propres (0,2) qu’avant (0,8).",
        received=answer,
    )


def test_report_form(submission):
    report = submission.evaluate_denoiser(submission.support.linear(0.5, 0.2), NOISY, CLEAN)
    report = expect.mapping(report, keys=("mse_noisy", "mse_denoised", "gain"))
    for name in ("mse_noisy", "mse_denoised", "gain"):
        expect.number(report[name], of=f'evaluate_denoiser(…)["{name}"]')


def test_error_before(submission):
    report = submission.evaluate_denoiser(submission.support.linear(0.5, 0.2), NOISY, CLEAN)
    true = float(np.mean((NOISY.astype(np.float64) - CLEAN) ** 2))
    expect.close(expect.mapping(report, keys=("mse_noisy",))["mse_noisy"], true, rtol=1e-3)


def test_figure_places(submission):
    for count, shown in ((10, 10), (4, 4), (1, 1), (50, 40)):
        figure = expect.figure(submission.show_rows(NOISY, CLEAN, CLEAN, count=count))
        drawn = [axes for axes in figure.axes if axes.images]
        rows = _lines(axes.position[1] + axes.position[3] / 2 for axes in drawn)
        expect.that(
            len(drawn) == 3 * shown and rows == 3,
            en=f"Expected three rows of {shown} pictures each (40 images, count = {count}).",
            fr=f"Trois lignes de {shown} images chacune étaient attendues (40 images, count = {count}).",
            received=f"{len(drawn)} / {rows}",
        )


def test_figure_labels(submission):
    figure = expect.figure(submission.show_rows(NOISY, CLEAN, CLEAN, count=3))
    words = [figure.title]
    for axes in figure.axes:
        words += [axes.title, axes.xlabel, axes.ylabel, *axes.texts]
    words = {word.strip() for word in words if isinstance(word, str) and word.strip()}
    expect.that(
        len(words) >= 3,
        en="Expected a title or label for each of the three rows.",
        fr="Un titre ou une étiquette était attendu pour chacune des trois lignes.",
        received=", ".join(sorted(words)) or "—",
    )


def _history(submission):
    model = submission.support.pixelwise(seed=4)
    history = submission.train_denoiser(model, NOISY, CLEAN, epochs=3, batch_size=16, seed=1)
    return expect.mapping(history, keys=("loss", "val_loss"))


def _lines(centres):
    """Return how many different places there are, those less than 2 % of the figure apart taken as one."""
    centres = np.sort(list(centres))
    return int((np.diff(centres) > 0.02).sum()) + bool(len(centres))


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
