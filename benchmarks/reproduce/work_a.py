"""Work A: denoise the digits of MNIST with a dense autoencoder, and see how a classifier reads them.

The published network and training: classifier 784-256-256-10, 3 epochs; autoencoder 784-32-784 on uniform noise of
strength 0.9, at most 100 epochs, batches of 512, 20 % validation, patience 5 (and the best weights, not the last).

The figure depends on the start: relu units of the code that are 0 for every image get no gradient and carry nothing.
The noisy images have a mean of nearly one half, so that the first steps push whole units below 0 for good: with seeds 1
to 3, 11, 19 and 18 of 32 are left after ten steps. So the training is done with several seeds of two networks:
"published" with relu, and "course" with the encoder of assignment 04, whose leaky relu cannot die. The units in use are
counted after every epoch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from autograder import data
from benchmarks.reproduce.run import Run, curves, master, row, rows_of_images, total_seconds

SETTINGS = {
    "noise": 0.9,
    "code_size": 32,
    "classifier_epochs": 3,
    "epochs": 100,
    "batch_size": 512,
    "patience": 5,
    "seeds": {"published": [1, 2, 3], "course": [1, 2, 3, 4, 5]},
}
KINDS = ("clean", "noisy", "denoised")


def reproduce(
    quick: bool, results: Path, scratch: Path, skip: Sequence[str] = (), only: Sequence[str] = (), **changed
) -> None:
    """Run work A, with some settings changed if you like; write its results.

    Networks in `skip` are left out: the figures that the results file holds of them stay. With `only`, nothing but
    these trainings is done, and no results are written.
    """
    settings = SETTINGS
    if quick:
        settings = {**SETTINGS, "classifier_epochs": 1, "epochs": 1, "quick": True}
        settings["seeds"] = {"published": [1], "course": [1]}
    settings = settings | changed
    run = Run("a", settings, results, scratch)
    if quick:
        (train, train_labels), (test, test_labels) = data.digits(600, seed=1), data.digits(200, seed=2)
        origin = "generated"
    else:
        digits = data.load("mnist", generated=False)
        train, train_labels = digits.train_images, digits.train_labels
        test, test_labels = digits.test_images, digits.test_labels
        origin = digits.origin

    import keras

    preparing, noising, classifying, encoding, training, evaluating = (
        master(number) for number in ("01", "02", "03", "04", "05", "06")
    )

    def prepared(images):
        return preparing.flatten(preparing.scale(images))

    def damaged(images, seed):
        return preparing.flatten(
            noising.add_uniform_noise(preparing.add_channel(preparing.scale(images)), settings["noise"], seed)
        )

    clean, clean_test = prepared(train), prepared(test)
    noisy, noisy_test = damaged(train, 1), damaged(test, 2)
    some = [int(np.flatnonzero(test_labels == digit)[0]) for digit in range(10)]

    def encoder_of(network: str):
        if network == "course":
            return encoding.build_encoder(settings["code_size"])
        return keras.Sequential(
            [keras.Input((clean.shape[1],)), keras.layers.Dense(settings["code_size"], activation="relu")]
        )

    def in_use(encoder, images) -> int:
        """Return how many units of the code tell some images apart: one that is 0 for all carries nothing."""
        codes = np.asarray(encoder(images))
        return int((np.ptp(codes, axis=0) > 1e-6).sum())

    def learn(network: str, seed: int) -> dict:
        name = f"{network}-{seed}"
        others = {key: value for key, value in settings.items() if key != "seeds"}
        alone = run.part(**others, training=name)

        def compute() -> dict:
            keras.utils.set_random_seed(seed)
            classifier = classifying.compile_classifier(classifying.build_classifier())
            reading = alone.attend(classifier, f"classifier-{seed}")
            classifying.train_classifier(
                classifier, clean, train_labels, settings["classifier_epochs"], settings["batch_size"], seed
            )
            keras.utils.set_random_seed(seed)
            encoder = encoder_of(network)
            at_first = in_use(encoder, noisy_test)
            denoiser = encoding.build_autoencoder(encoder, encoding.build_decoder(settings["code_size"]))
            counting = keras.callbacks.LambdaCallback(
                on_epoch_end=lambda _, logs: logs.update(code_units=in_use(encoder, noisy_test[:2000]))
            )
            epochs = alone.attend(denoiser, name, extra=[counting])
            how = {key: settings[key] for key in ("epochs", "batch_size", "patience")}
            _, loss = training.train_denoiser(
                denoiser, noisy, clean, noisy_test, clean_test, **how, seed=seed
            )
            restored = denoiser.predict(noisy_test, batch_size=1000, verbose=0)
            np.save(alone.path("restored.npy"), restored[some])
            composite = evaluating.build_composite(denoiser, classifier)
            accuracies = (
                evaluating.accuracy(classifier, clean_test, test_labels),
                evaluating.accuracy(classifier, noisy_test, test_labels),
                evaluating.accuracy(composite, noisy_test, test_labels),
            )
            return {
                "accuracy": {kind: round(value, 4) for kind, value in zip(KINDS, accuracies, strict=True)},
                "mse": round(float(np.mean((restored - clean_test) ** 2)), 5),
                "test_loss": round(loss, 5),
                "code_units": {"at_first": at_first, "at_last": in_use(encoder, noisy_test)},
                "epochs": list(epochs),
                "training_seconds": {
                    "classifier": total_seconds(reading),
                    "autoencoder": total_seconds(epochs),
                },
            }

        return alone.stage(name, compute) | {"restored": str(alone.path("restored.npy"))}

    learned = {
        network: {seed: learn(network, seed) for seed in seeds if not only or f"{network}-{seed}" in only}
        for network, seeds in settings["seeds"].items()
        if network not in skip
    }
    if only:
        return

    kept = [network for network in skip if run.earlier(network)]
    figures: dict = {network: run.earlier(network) for network in kept}
    figures |= {network: _figures(found) for network, found in learned.items()}
    figures["noisy_mse"] = round(float(np.mean((noisy_test - clean_test) ** 2)), 5)
    shape = (-1, 28, 28)
    by_gain = {
        network: sorted(found, key=lambda seed: found[seed]["accuracy"]["denoised"])
        for network, found in learned.items()
    }
    middle = {network: learned[network][seeds[len(seeds) // 2]] for network, seeds in by_gain.items()}
    run.figure(
        "rows",
        rows_of_images(
            {
                "noisy": noisy_test[some].reshape(shape),
                "restored": np.load(middle["course"]["restored"]).reshape(shape),
                "original": clean_test[some].reshape(shape),
            },
            "Digits the autoencoder has not seen",
        ),
    )
    series = {
        f"{network}, {which} seed": learned[network][by_gain[network][place]]["epochs"]
        for network in by_gain
        for which, place in (("worst", 0), ("best", -1))
    }
    run.figure(
        "curves",
        curves(
            series,
            (("loss", "binary cross-entropy"), ("code_units", "units of the code in use")),
            "Learning to remove noise",
            training=False,
        ),
    )
    rows = []
    for network, en, fr in (
        ("published", "relu, as published", "relu, comme publié"),
        ("course", "the course’s network", "le réseau du cours"),
    ):
        if network not in figures:
            continue
        found, count = figures[network], len(figures[network]["by_seed"]["denoised"])
        accuracies = " / ".join(f"{found['accuracy'][kind]:.3f}" for kind in KINDS)
        low, high = min(found["by_seed"]["denoised"]), max(found["by_seed"]["denoised"])
        rows += [
            row(
                {
                    "en": f"test accuracy, {en}: clean / noisy / denoised, median of {count} trainings (lowest, highest)",
                    "fr": f"exactitude de test, {fr} : propres / bruitées / débruitées, médiane de {count} entraînements (minimum, maximum)",
                },
                f"{accuracies} ({low:.3f}, {high:.3f})",
            ),
            row(
                {
                    "en": f"{en}: units of the code in use, of {settings['code_size']}, median (lowest, highest)",
                    "fr": f"{fr} : unités du code utilisées, sur {settings['code_size']}, médiane (minimum, maximum)",
                },
                f"{np.median(found['by_seed']['code_units']):.0f} "
                f"({min(found['by_seed']['code_units'])}, {max(found['by_seed']['code_units'])})",
            ),
        ]
    rows.append(
        row(
            {
                "en": "MSE: noisy / denoised as published / by the course’s network",
                "fr": "MSE : bruitées / débruitées comme publié / par le réseau du cours",
            },
            f"{figures['noisy_mse']:.4f} / {figures['published']['mse']:.4f} / {figures['course']['mse']:.4f}",
        )
    )
    told = {"set": "mnist", "origin": origin, "train": len(train), "test": len(test)}
    run.finish(figures, told | {"kept_from_an_earlier_run": kept}, rows)


def _figures(trainings: dict[int, dict]) -> dict:
    """Return the medians over the seeds of one network, and what each seed gave."""

    def each(*keys: str) -> list:
        values = list(trainings.values())
        for key in keys:
            values = [value[key] for value in values]
        return values

    return {
        "accuracy": {kind: round(float(np.median(each("accuracy", kind))), 4) for kind in KINDS},
        "mse": round(float(np.median(each("mse"))), 5),
        "test_loss": round(float(np.median(each("test_loss"))), 5),
        "by_seed": {
            **{kind: each("accuracy", kind) for kind in KINDS},
            "test_loss": each("test_loss"),
            "code_units": each("code_units", "at_last"),
            "code_units_at_first": each("code_units", "at_first"),
            "code_units_after_one_epoch": [epochs[0]["code_units"] for epochs in each("epochs")],
            "epochs": [len(epochs) for epochs in each("epochs")],
            "training_seconds": each("training_seconds"),
        },
    }
